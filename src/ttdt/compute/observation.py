"""What a unit's submissions say of an indicator: its numbers, or why they are missing."""

from __future__ import annotations

from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.results import FileLine, Flag, Reason, Share
from ttdt.finding import START
from ttdt.plan import FigureKind
from ttdt.submission import Figure, PopulationFigure, ReportStatus
from ttdt.submission.round import AreaSubmissions, population_beside, unsettled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.number import Number
    from ttdt.plan import Indicator, Reference
    from ttdt.submission import Submission
    from ttdt.submission.round import FormerUnit


NOTHING_SAID = Figure()
_UNSETTLED: dict[ReportStatus | None, Flag] = {
    ReportStatus.ESTIMATE: Flag.ESTIMATE,
    ReportStatus.PROVISIONAL: Flag.PROVISIONAL,
}


class Observation(NamedTuple):
    """One unit's numbers for an indicator without parts, or for a part.

    `applicable` False means the indicator means nothing there; a `reason` means a number is
    missing; otherwise `now` holds the share (or the count, as its numerator), and `before` and
    `reference` what the measure compares it with. There is one for each unit and indicator, and a
    frozen dataclass takes three times as long to make.
    """

    applicable: bool = True
    reason: Reason | None = None
    now: Share | None = None
    figure: Figure | None = None
    submission: Submission | None = None
    from_same_day: bool = False
    """Whether a number comes from another submission that ends on the same day."""
    before: Share | None = None
    reference: Share | None = None
    carried: bool = False

    @property
    def counted(self) -> bool:
        """Whether every number the measure needs is there to be summed."""
        if not self.applicable or self.reason is not None:
            return False
        return not (
            (self.now is not None and not _can_be_added(self.now))
            or (self.before is not None and not _can_be_added(self.before))
            or (self.reference is not None and not _can_be_added(self.reference))
        )

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What a reader must know about the figure."""
        now, before, figure = self.now, self.before, self.figure
        flags = []
        if (now is not None and now.percent is not None) or (
            before is not None and before.percent is not None
        ):
            flags.append(Flag.DERIVED)
        if self.carried:
            flags.append(Flag.CARRIED)
        if self.submission is not None and figure is not None:
            mark = _UNSETTLED.get(figure.status or self.submission.status)
            # Most have none of the two, so that nothing else need be asked of them.
            if (mark or figure.accept) and figure.reported and not figure.invalid:
                if mark:
                    flags.append(mark)
                if figure.accept:
                    flags.append(Flag.ACCEPTED)
        if self.from_same_day:
            flags.append(Flag.SAME_DAY)
        return tuple(flags)

    @property
    def place(self) -> FileLine | None:
        """Where the figure stands."""
        if self.submission is None or self.figure is None:
            return None
        return FileLine(self.submission.path, self.figure.place or START.line)


def _can_be_added(share: Share) -> bool:
    """Return whether a share's numbers are known, and not its percentage alone."""
    if share.numerator is None:
        return False
    return share.percent is None or share.population is not None


def observe(
    indicator: Indicator, unit: str, filed: AreaSubmissions, *, carry_forward: bool
) -> Observation:
    """Return what the unit says of the indicator in this round, not held against a baseline.

    With `carry_forward`, a figure that is not submitted or not reported is the newest earlier one
    of the same year.
    """
    observation = seen_in(indicator, unit, filed.current)
    if (
        carry_forward
        and observation.applicable
        and observation.reason in {Reason.NOT_SUBMITTED, Reason.NOT_REPORTED}
    ):
        return _carried(indicator, unit, filed.earlier) or observation
    return observation


def population_source(name: str | None, filed: AreaSubmissions) -> Submission | None:
    """Return the submission that says how large a population is: now, else the newest earlier."""
    if name is None:
        return None
    for submission in chain((filed.current,), filed.earlier, (filed.baseline,)):
        found = None if submission is None else submission.populations.get(name)
        if found is not None and found.value is not None and not found.invalid:
            return submission
    return None


def known_population(name: str | None, filed: AreaSubmissions) -> Number | None:
    """Return the unit's population from its submission now, else from its newest earlier one."""
    submission = population_source(name, filed)
    if submission is not None and name is not None:
        return submission.populations[name].value
    return sum_of_former(name, filed.formerly)


def sum_of_former(name: str | None, units: Sequence[FormerUnit]) -> Number | None:
    """Return how large a population was in units that became another, or None.

    What a unit did not say itself is the sum over those that were below it.
    """
    found = [
        known_population(name, AreaSubmissions(None, baseline=unit.submission, formerly=unit.below))
        for unit in units
    ]
    known = [population for population in found if population is not None]
    return sum(known) if found and len(known) == len(found) else None


def _carried(indicator: Indicator, unit: str, earlier: Sequence[Submission]) -> Observation | None:
    found: list[tuple[Submission, Observation]] = []
    for submission in earlier:
        if found and submission.period.end != found[0][0].period.end:
            break
        observation = seen_in(indicator, unit, submission)
        if (
            observation.figure is not None
            and observation.figure.reported
            and observation.applicable
            and not observation.reason
        ):
            found.append((submission, observation))
    if not found:
        return None
    submission, observation = min(found, key=lambda item: unsettled(item[1].figure, item[0]))
    return Observation(
        now=observation.now,
        reference=observation.reference,
        figure=observation.figure,
        submission=submission,
        carried=True,
    )


def seen_in(indicator: Indicator, unit: str, submission: Submission | None) -> Observation:
    """Return what one submission says, before anything is compared or carried."""
    # A unit without a share of a target that is split owes no figure.
    owes = indicator.is_asked_of(unit)
    if submission is None:
        return Observation(applicable=owes, reason=Reason.NOT_SUBMITTED if owes else None)
    if not submission.usable:
        return Observation(reason=Reason.INVALID, submission=submission)
    return _in_usable(indicator, submission, owes=owes)


def _in_usable(indicator: Indicator, submission: Submission, *, owes: bool) -> Observation:
    found = submission.figures.get(indicator.key)
    figure = found or NOTHING_SAID
    own = figure.origin or submission
    population, is_from_same_day = _population(indicator.population, own, submission)
    same_day = own is not submission or (is_from_same_day and figure.reported)
    applicable, reason, now = True, None, None
    if figure.findings and figure.invalid:
        reason = Reason.INVALID
    elif figure.not_applicable or _is_zero(population):
        applicable = False
    elif not figure.reported:
        applicable, reason = owes, Reason.NOT_REPORTED if owes else None
    elif indicator.measure.figure is FigureKind.NUMBER:
        now = Share(figure.value, None)
    elif indicator.measure.figure is FigureKind.SHARE:
        if not population.invalid:
            now = _share(figure, population.value)
        if now is None:
            reason = Reason.INVALID if population.invalid else Reason.NO_POPULATION
        elif now.exceeds and not indicator.may_exceed:
            # Of one file this is an error of its own; the two numbers may stand in several.
            reason, now = Reason.INVALID, None
    # By their places, which takes half as long as by name.
    seen = Observation(applicable, reason, now, found, own, same_day)
    if indicator.reference is None or now is None:
        return seen
    return _beside_reference(indicator.reference, seen, submission)


def _beside_reference(
    reference: Reference, seen: Observation, submission: Submission
) -> Observation:
    """Return an observation with the reference that its share is held against."""
    own = seen.submission or submission
    part, is_part_from_same_day = _population(reference.numerator, own, submission)
    whole, is_whole_from_same_day = _population(reference.population, own, submission)
    if is_part_from_same_day or is_whole_from_same_day:
        seen = seen._replace(from_same_day=True)
    if _is_zero(whole):
        return seen._replace(applicable=False, now=None)
    if part.invalid or whole.invalid:
        return seen._replace(reason=Reason.INVALID)
    if part.value is None or whole.value is None:
        return seen._replace(reason=Reason.NO_POPULATION)
    return seen._replace(reference=Share(part.value, whole.value))


_UNKNOWN = PopulationFigure(None, None)


def _population(
    name: str | None, own: Submission, submission: Submission
) -> tuple[PopulationFigure, bool]:
    """Return a population, and whether it comes from another submission than the figure.

    The figure stands in its `own` submission, one of those that `submission` puts together.
    """
    stated = population_beside(own, name, submission)
    if stated is None:
        return _UNKNOWN, False
    found, source = stated
    return found, source is not own


def _is_zero(population: PopulationFigure) -> bool:
    return population.value is not None and not population.value and not population.invalid


def _share(figure: Figure, population: Number | None) -> Share | None:
    if figure.value is not None:
        return None if population is None else Share(figure.value, population)
    if figure.percent is None:
        return None
    halves = 2 * 10 ** (figure.percent_places or 0)
    if population is None:
        return Share(None, None, figure.percent, Fraction(1, halves))
    numerator = figure.percent * Fraction(population, 100)
    return Share(numerator, population, figure.percent, Fraction(population, 100 * halves))
