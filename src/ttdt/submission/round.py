"""A round: a period with its plan and all its submissions (đợt báo cáo)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ttdt.plan import unit_plan
from ttdt.submission.model import ReportStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ttdt.period import Period
    from ttdt.plan import Plan
    from ttdt.submission.model import Amounts, Figure, PopulationFigure, Submission, TaskReport


class FormerUnit(NamedTuple):
    """A unit of the year before that became, whole, this year's or a part of it."""

    id: str
    submission: Submission | None = None
    """What it handed in for the day asked about: the end of its last year, as a baseline."""
    below: tuple[FormerUnit, ...] = ()
    """The units that were below it."""

    def submissions(self) -> Iterator[Submission]:
        """Yield what it and those below it handed in."""
        if self.submission is not None:
            yield self.submission
        for unit in self.below:
            yield from unit.submissions()


class AreaSubmissions(NamedTuple):
    """What one area has handed in that bears on a period."""

    current: Submission | None = None
    """What it says of the period's last day; see `of_one_day`."""
    earlier: Sequence[Submission] = ()
    """Its submissions of the same year that end earlier, the newest first; a workspace reads them
    when they are first asked for, and most reports never do."""
    baseline: Submission | None = None
    """Its submission for the end of the year before."""
    formerly: tuple[FormerUnit, ...] = ()
    """The units that became it, where each of them went whole into it."""
    split: tuple[str, ...] = ()
    """Those that it came from and that went to others, too: nothing is known of its part."""
    in_place: tuple[FormerUnit, ...] = ()
    """The units that became it, if what they say together is what it says: of a round of the year
    before, where it has said nothing itself."""


NOTHING = AreaSubmissions()


def _nothing(_period: Period, areas: Iterable[str]) -> dict[str, AreaSubmissions]:
    return dict.fromkeys(areas, NOTHING)


class Round(NamedTuple):
    """A period, its plan, and what every area of the plan has handed in."""

    plan: Plan
    period: Period
    areas: Mapping[str, AreaSubmissions]
    """By area id; areas that have handed in nothing may be left out."""
    above: tuple[AreaSubmissions, ...] = ()
    """What the areas above the plan's own have handed in, which may not apply to all in them."""
    past: Callable[[Period, Iterable[str]], Mapping[str, AreaSubmissions]] = _nothing
    """Returns what areas have handed in for an earlier period, of this year or the same of the
    year before; a workspace reads it when it is first asked for."""
    may_name_money: Callable[[Period, str], bool] = lambda _period, _area: True
    """Returns whether what an area has handed in for an earlier period may say anything of money,
    without reading it."""

    def of(self, area: str) -> AreaSubmissions:
        """Return what an area has handed in."""
        return self.areas.get(area, NOTHING)

    def at(self, period: Period) -> Round:
        """Return the round of an earlier period, of this year or the same of the year before.

        It is of the plan as it stands in this one, and knows nothing that is earlier still.
        """
        return Round(self.plan, period, self.past(period, self.plan.areas), above=self.above)

    def with_submissions(self, area: str, filed: AreaSubmissions) -> Round:
        """Return the round as if an area had handed in something else."""
        return self._replace(areas={**self.areas, area: filed})

    def of_unit(self, unit: str) -> Round:
        """Return the round as if the plan were the unit's own; see `unit_plan`."""
        plan = unit_plan(self.plan, unit)
        areas = {area: self.of(area or unit) for area in plan.areas}
        above = (*self.above, *(self.of(area.id) for area in self.plan.ancestors(unit)))

        def past(period: Period, areas: Iterable[str]) -> dict[str, AreaSubmissions]:
            asked = {area: area or unit for area in areas}
            filed = self.past(period, asked.values())
            return {area: filed[one] for area, one in asked.items()}

        return self._replace(
            plan=plan,
            areas=areas,
            above=above,
            past=past,
            may_name_money=lambda period, area: self.may_name_money(period, area or unit),
        )


_SETTLED = (ReportStatus.FINAL, ReportStatus.PROVISIONAL, ReportStatus.ESTIMATE)


def unsettled(figure: Figure | None, submission: Submission) -> int:
    """Return how unsettled a figure is: a final one is 0, one of which nothing is said the last."""
    status = None if figure is None else figure.status
    status = status or submission.status
    return len(_SETTLED) if status is None else _SETTLED.index(status)


def of_one_day(submissions: Sequence[Submission]) -> Submission:
    """Return what submissions that end on one day say together; there is at least one.

    They come in the order they are preferred in. Of each figure, the final one comes before a
    provisional one before an estimate; a figure or a population that one lacks comes from the
    next, which it then names as its origin.
    """
    if len(submissions) == 1:
        return submissions[0]
    usable = [submission for submission in submissions if submission.usable]
    first = usable[0] if usable else submissions[0]
    # The first mostly says all that the others do: only what it leaves open is looked for in them.
    figures = first.figures
    settled = {key: one for key, one in figures.items() if _is_settled(one, first)}
    if any(not filed.figures.keys() <= settled.keys() for filed in usable):
        figures = {
            key: settled[key] if key in settled else _first_said(key, usable, first)
            for filed in usable
            for key in filed.figures
        }
    populations = first.populations
    known = {name: one for name, one in populations.items() if _is_known(one)}
    if any(not filed.populations.keys() <= known.keys() for filed in usable):
        populations = {
            name: known[name] if name in known else _first_known(name, usable, first)
            for filed in usable
            for name in filed.populations
        }
    # An amount that one lacks half of comes whole from the next that has it.
    funding = _merged(
        usable, first, lambda filed: filed.funding, lambda one: one.known or one.invalid
    )
    tasks = _merged(
        usable, first, lambda filed: filed.tasks, lambda one: bool(one.status or one.findings)
    )
    others = [filed for filed in submissions if filed is not first and not filed.usable]
    return first._replace(
        sample=any(filed.sample for filed in submissions),
        figures=figures,
        populations=populations,
        funding=funding,
        tasks=tasks,
        findings=(*first.findings, *(found for filed in others for found in filed.all_findings)),
    )


def says_all(submission: Submission, plan: Plan) -> bool:
    """Return whether no other submission of its day adds to its figures and its populations."""
    if not submission.usable or submission.empty:
        return False
    figures, populations = submission.figures, submission.populations
    return all(
        (figure := figures.get(leaf.key)) is not None and _is_settled(figure, submission)
        for indicator in plan.indicators.values()
        for leaf in indicator.leaves
    ) and all(
        (found := populations.get(name)) is not None and _is_known(found)
        for name in plan.populations
    )


Name = TypeVar("Name")
Reported = TypeVar("Reported", "Amounts", "TaskReport")


def _merged(
    usable: Sequence[Submission],
    first: Submission,
    held_in: Callable[[Submission], Mapping[Name, Reported]],
    says_something: Callable[[Reported], bool],
) -> dict[Name, Reported]:
    """Return what submissions say of money or tasks, each the most settled one that says any."""
    found: dict[Name, Reported] = {}
    for name in dict.fromkeys(name for filed in usable for name in held_in(filed)):
        having = [filed for filed in usable if name in held_in(filed)]
        saying = [filed for filed in having if says_something(held_in(filed)[name])] or having
        chosen = min(saying, key=lambda filed: unsettled(None, filed))
        said = held_in(chosen)[name]
        found[name] = said if chosen is first else said._replace(origin=chosen)
    return found


def _is_settled(figure: Figure, submission: Submission) -> bool:
    """Return whether nothing that another submission says of a figure can come before it."""
    is_final = (figure.status or submission.status) is ReportStatus.FINAL
    return is_final and _says_something(figure)


def _is_known(population: PopulationFigure) -> bool:
    return population.value is not None or population.invalid


def _first_said(
    key: tuple[str, str | None], usable: Sequence[Submission], first: Submission
) -> Figure:
    having = [filed for filed in usable if key in filed.figures]
    saying = [filed for filed in having if _says_something(filed.figures[key])] or having
    chosen = min(saying, key=lambda filed: unsettled(filed.figures[key], filed))
    figure = chosen.figures[key]
    return figure if chosen is first else figure._replace(origin=chosen)


def _says_something(figure: Figure) -> bool:
    return figure.reported or figure.not_applicable is not None or figure.invalid


def _first_known(name: str, usable: Sequence[Submission], first: Submission) -> PopulationFigure:
    having = [filed for filed in usable if name in filed.populations]
    knowing = [filed for filed in having if _is_known(filed.populations[name])] or having
    chosen = min(knowing, key=lambda filed: (filed is not first, unsettled(None, filed)))
    population = chosen.populations[name]
    return population if chosen is first else population._replace(origin=chosen)


def population_beside(
    own: Submission, name: str | None, submission: Submission
) -> tuple[PopulationFigure, Submission] | None:
    """Return a population as a figure's `own` file states it, else as any of that day does.

    With it comes the submission that it stands in. `submission` is what all of that day say
    together.
    """
    if name is None:
        return None
    found = own.populations.get(name)
    if own is not submission and (found is None or (found.value is None and not found.invalid)):
        found = submission.populations.get(name)
        return None if found is None else (found, found.origin or submission)
    return None if found is None else (found, found.origin or own)
