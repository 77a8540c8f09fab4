"""Rules about what one submission says, held against itself, its plan and the unit's others."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.compute.measures import measure_of
from ttdt.rules.figure_access import figure_of, indicators, population_of, rate_of, sizes_of
from ttdt.rules.registry import Checked, HistoryCheck, Problem, rule
from ttdt.schema.rules import MISSING_KEY, UNKNOWN_KEY
from ttdt.text.message import N_, gettext_lazy, ngettext_lazy
from ttdt.text.rounding import MOST_DECIMALS, round_keeping_side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.finding import Finding
    from ttdt.number import Number
    from ttdt.plan import Indicator, Plan, Population
    from ttdt.submission import Figure, Submission
    from ttdt.submission.history import History
    from ttdt.text.message import Message, Text

_ALL = 100
_TENS_OF_TIMES = 20
_THE_TARGET = gettext_lazy("the target")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A rate that an indicator has, or should have, in a unit."""

    source: Message
    rate: Fraction


@rule(
    "TT208",
    "percent-written-as-share",
    what=N_(
        "A percentage is at most 1 where the unit's other figures, or else the target, are at"
        " least 20 times as large."
    ),
    why=N_("A share of 0.98 means 98 %, but as a percentage it is read as 0.98 %."),
    fix=N_("Write the percentage, 98 for 98 %; if it really is that small, accept it."),
    bad="health-insurance: {percent: 0.98}",
    good="health-insurance: {percent: 98}",
)
def percent_written_as_share(history: History) -> Iterator[Problem]:
    """Yield the percentages that are probably shares."""
    for submission, indicator, figure, percent in _percentages(history):
        evidence = evidence_of_share(history, submission, indicator)
        if evidence is not None:
            message = gettext_lazy(
                "{percent} means {percent} %, but {source} is {rate} %; if {meant} % is meant,"
                " write {written}",
                percent=percent,
                source=evidence.source,
                rate=round_keeping_side(evidence.rate).normalize(),
                meant=_ALL * percent,
                written=f"{round_keeping_side(_ALL * percent, (), MOST_DECIMALS).normalize():f}",
            )
            yield Problem(submission, figure.span, message, figure)


def contradicts_a_figure(finding: Finding) -> bool:
    """Return whether a finding of TT208 rests on figures, and not on the target alone.

    A unit that has only begun may well be so far below its target.
    """
    return finding.message.params["source"] != _THE_TARGET


def evidence_of_share(
    history: History, submission: Submission, indicator: Indicator
) -> Evidence | None:
    """Return what shows that the percentage of an indicator is a share, if anything does.

    The figure's own numerator knows best; then the smallest of the unit's other rates; a unit
    that has none is held against the target.
    """
    figure = figure_of(submission, indicator)
    if figure is None or figure.percent is None or not 0 < figure.percent <= 1:
        return None
    evidence = _own_rate(submission, indicator, figure) or min(
        _other_rates(history, submission, indicator),
        key=lambda other: other.rate,
        default=_targeted_rate(indicator, submission.unit),
    )
    if evidence is None or evidence.rate < _TENS_OF_TIMES * figure.percent:
        return None
    return evidence


def _own_rate(submission: Submission, indicator: Indicator, figure: Figure) -> Evidence | None:
    population = population_of(submission, indicator.population)
    if figure.value is None or not population:
        return None
    rate = Fraction(_ALL * figure.value, population)
    return Evidence(gettext_lazy("the numerator's share"), rate)


def _other_rates(
    history: History, submission: Submission, indicator: Indicator
) -> Iterator[Evidence]:
    """Yield the unit's rates in other submissions, but none that could be a share as well."""
    for other in history.all:
        figure = figure_of(other, indicator) if other.usable and other is not submission else None
        rate = None if figure is None else rate_of(other, indicator)
        if figure is not None and rate is not None and not (rate == figure.percent and rate <= 1):
            yield Evidence(gettext_lazy("the rate in {period}", period=other.period.label), rate)


def _targeted_rate(indicator: Indicator, unit: str) -> Evidence | None:
    if not measure_of(indicator).in_per_cent or indicator.target is None:
        return None
    goal = indicator.goal_of(unit)
    return None if goal is None else Evidence(_THE_TARGET, goal)


@rule(
    "TT209",
    "percent-disagreeing-with-numerator",
    what=N_(
        "A percentage differs from its numerator and population by more than its last decimal can"
        " round away."
    ),
    why=N_("The report computes with the numerator; one of the three numbers is wrong."),
    fix=N_("Correct the number that is wrong, or leave the percentage out."),
    bad="populations: {villages: 38}\nfigures:\n  village-roads: {value: 30, percent: 79.8}",
    good="populations: {villages: 38}\nfigures:\n  village-roads: {value: 30, percent: 78.9}",
)
def percent_disagreeing_with_numerator(history: History) -> Iterator[Problem]:
    """Yield the figures whose percentage is not what their numerator comes to."""
    for submission, indicator, figure, percent in _percentages(history):
        own = _own_rate(submission, indicator, figure)
        if own is None or abs(own.rate - percent) <= rounding_error(figure):
            continue
        if evidence_of_share(history, submission, indicator) is None:
            message = gettext_lazy(
                "the percentage is {percent} %, but {value} of {population} are {rate} %",
                percent=round_keeping_side(percent, decimals=figure.percent_places or 0),
                value=figure.value,
                population=population_of(submission, indicator.population),
                rate=round_keeping_side(own.rate, (percent,), figure.percent_places or 1),
            )
            yield Problem(submission, figure.span, message, figure)


def rounding_error(figure: Figure) -> Fraction:
    """Return by how much a percentage may be off for being rounded to its last decimal."""
    return Fraction(1, 2 * 10 ** (figure.percent_places or 0))


@rule(
    "TT211",
    "population-smaller-than-its-part",
    what=N_("A population is smaller than one that the plan declares a part of it."),
    why=N_("One of the two is wrong, and every rate that is held against it is wrong with it."),
    fix=N_("Correct the one that is wrong; they may also be swapped."),
    bad="populations: {households: 6885, dtts_households: 8407}",
    good="populations: {households: 8407, dtts_households: 6885}",
)
def population_smaller_than_its_part(history: History) -> Iterator[Problem]:
    """Yield the populations that are smaller than their parts."""
    for submission in history.all:
        for whole, parts in _larger_parts(history.plan, submission).items():
            message = ngettext_lazy(
                "the population “{whole}” is {size}, smaller than its part {parts}",
                "the population “{whole}” is {size}, smaller than its parts {parts}",
                len(parts),
                whole=whole,
                size=population_of(submission, whole),
                parts=tuple(
                    gettext_lazy(
                        "“{part}” ({size})", part=part, size=population_of(submission, part)
                    )
                    for part in parts
                ),
            )
            yield Problem(submission, submission.populations[whole].span, message)


def contradictory_populations(plan: Plan, submission: Submission) -> frozenset[str]:
    """Return the populations that cannot all be right and that nobody has accepted."""
    if population_smaller_than_its_part.rule.code in submission.accept:
        return frozenset()
    larger = _larger_parts(plan, submission)
    return frozenset(larger).union(*larger.values())


def _larger_parts(plan: Plan, submission: Submission) -> dict[str, list[str]]:
    """Return the populations with those of their parts that are larger than they are."""
    sizes = sizes_of(submission) if submission.usable else {}
    larger: dict[str, list[str]] = {}
    for population in plan.populations.values():
        if population.part_of is None or population.id not in sizes:
            continue
        whole = _nearest_whole(plan, sizes, population)
        if whole in sizes and sizes[population.id] > sizes[whole]:
            larger.setdefault(whole, []).append(population.id)
    return larger


def _nearest_whole(plan: Plan, sizes: Mapping[str, int], part: Population) -> str | None:
    """Return the smallest population of known size that the part belongs to."""
    seen = {part.id}
    whole = part.part_of
    while whole is not None and whole not in sizes and whole not in seen:
        seen.add(whole)
        whole = plan.populations[whole].part_of
    return whole


@rule(
    "TT214",
    "figure-without-population",
    what=N_("A figure is given, and not the population that it is a part of."),
    why=N_("Its rate cannot be worked out, so it is missing from the sums, and a verdict changes."),
    fix=N_("Write the population under populations; it may be that of the round before."),
    bad="figures: {village-roads: 30}",
    good="populations: {villages: 38}\nfigures: {village-roads: 30}",
)
def figure_without_population(history: History) -> Iterator[Problem]:
    """Yield the figures whose population, or that of their reference, the submission lacks.

    Where units below report, it may be the sum of theirs.
    """
    if not history.is_leaf:
        return
    wholes = [(indicator, _wholes(indicator)) for indicator in indicators(history.plan)]
    named = frozenset(name for _, names in wholes for name in names)
    for submission in history.all:
        # Nearly every file states all populations, and then no figure need be looked at.
        unsaid = {name for name in named if submission.usable and _is_unsaid(submission, name)}
        for indicator, names in wholes if unsaid else ():
            figure = figure_of(submission, indicator)
            if figure is None or (figure.value is None and figure.percent is None):
                continue
            lacking = [name for name in names if name in unsaid]
            if lacking:
                message = gettext_lazy(
                    "“{key}” has a figure, and nothing is said of its population: {names}",
                    key=indicator.full_id,
                    names=tuple(lacking),
                )
                yield Problem(submission, figure.span, message, figure)


def _is_unsaid(submission: Submission, population: str) -> bool:
    held = submission.populations.get(population)
    return held is None or (held.value is None and not held.findings)


def _wholes(indicator: Indicator) -> tuple[str, ...]:
    """Return the populations without which an indicator's figure says nothing."""
    reference = indicator.reference
    names = (
        (indicator.population,)
        if reference is None
        else (indicator.population, reference.numerator, reference.population)
    )
    return tuple(dict.fromkeys(name for name in names if name is not None))


@rule(
    "TT215",
    "figure-without-share",
    what=N_(
        "A unit reports a count that the plan shares out between units, and gives it no share."
    ),
    why=N_("The unit's verdict is missing, and its count makes up for what other units lack."),
    fix=N_("Correct the unit or the indicator, or give the unit a share in the plan's by_unit."),
    bad="# by_unit: {ninh-son: 50}\nunit: bac-ai\nfigures: {new-cooperatives: 3}",
    good="# by_unit: {ninh-son: 50}\nunit: ninh-son\nfigures: {new-cooperatives: 3}",
)
def figure_without_share(history: History) -> Iterator[Problem]:
    """Yield the counts above 0 of a unit that a split target passes over."""
    unshared = [one for one in indicators(history.plan) if not one.is_asked_of(history.unit)]
    for submission in history.submissions:
        for indicator in unshared if submission.usable else ():
            figure = figure_of(submission, indicator)
            if figure is not None and figure.value and measure_of(indicator).in_units:
                message = gettext_lazy(
                    "the plan gives {unit} no share of “{key}”, and {value} are reported",
                    unit=history.plan.distinct_names[history.unit],
                    key=indicator.full_id,
                    value=figure.value,
                )
                yield Problem(submission, figure.span, message, figure)


@rule(
    "TT407",
    "unreported-without-reason",
    what=N_("An indicator of the plan has neither a figure nor a reason for having none."),
    why=N_("It counts as missing in the report, and nobody can tell whether it was forgotten."),
    fix=N_("Write the figure, or not_reported with the reason, or not_applicable."),
    bad="figures:\n  village-roads:",
    good="figures:\n  village-roads: {not_reported: the survey ends in July}",
)
def unreported_without_reason(history: History) -> Iterator[Problem]:
    """Yield the indicators that a unit is silent about.

    What it owed in the year before, this year's plan does not say; what it is silent about and
    has units below that report, is their sum.
    """
    keys = frozenset(leaf.key for leaf in indicators(history.plan))
    for submission in history.submissions if history.is_leaf else ():
        if submission.usable and not keys <= _heard(submission):
            silent = list(_silent(history.plan, submission))
            if silent and not _says_anything(submission):
                yield from _all_unreported(submission)
            else:
                yield from silent


def _says_anything(submission: Submission) -> bool:
    return any(
        figure.reported or figure.not_applicable or figure.findings
        for figure in submission.figures.values()
    )


def _all_unreported(submission: Submission) -> Iterator[Problem]:
    # Where the file has an error outside its figures, that is why none were found; a form that
    # nobody has filled in has none but for what it leaves open.
    if all(finding.rule is MISSING_KEY for finding in submission.findings):
        message = gettext_lazy("the file reports no figure at all, and does not say why")
        yield Problem(submission, submission.span_of("figures"), message)


def _silent(plan: Plan, submission: Submission) -> Iterator[Problem]:
    """Yield the indicators and parts without figure and reason; a composite once if all are."""
    misspelt = {
        finding.message.params["guess"]
        for finding in submission.findings
        if finding.rule is UNKNOWN_KEY and "guess" in finding.message.params
    }
    heard = _heard(submission)
    for indicator in plan.indicators.values():
        unheard = [leaf for leaf in indicator.leaves if leaf.key not in heard]
        if not unheard or indicator.id in misspelt:
            continue
        owed = [leaf for leaf in indicator.leaves if _is_owed(leaf, submission)]
        silent = [leaf for leaf in unheard if leaf in owed and leaf.part not in misspelt]
        if silent and len(silent) == len(owed):
            yield _unreported(submission, silent[0], indicator.id, indicator.name)
        else:
            for leaf in silent:
                yield _unreported(submission, leaf, f"{leaf.id}: {leaf.part}", leaf.name)


def _is_owed(indicator: Indicator, submission: Submission) -> bool:
    """Return whether the indicator means something in the unit, which then has to report it."""
    reference = indicator.reference
    wholes = (indicator.population, None if reference is None else reference.population)
    return indicator.is_asked_of(submission.unit) and all(
        population_of(submission, whole) != 0 for whole in wholes
    )


def _heard(submission: Submission) -> set[tuple[str, str | None]]:
    """Return the keys of the figures that a submission says anything of."""
    return {
        key
        for key, figure in submission.figures.items()
        # Most figures are numbers, which is seen without a call.
        if figure.value is not None
        or figure.reported
        or figure.not_applicable
        or figure.not_reported
        or figure.findings
    }


def _unreported(submission: Submission, indicator: Indicator, key: str, name: Text) -> Problem:
    figure = submission.figures.get(indicator.key)
    place = submission.span_of("figures") if figure is None else figure.span
    message = gettext_lazy(
        "“{key}” ({name}) has neither a figure nor a reason for having none", key=key, name=name
    )
    return Problem(submission, place, message, figure)


def _percentages(history: History) -> Iterator[tuple[Submission, Indicator, Figure, Number]]:
    """Yield the sound figures that give a percentage, with the indicator and the percentage."""
    for submission in history.all:
        for (name, part), figure in submission.figures.items():
            if figure.percent is not None and submission.usable and not figure.invalid:
                leaves = history.plan.indicators[name].leaves
                indicator = next(leaf for leaf in leaves if leaf.part == part)
                yield submission, indicator, figure, figure.percent


RULES: tuple[Checked[HistoryCheck], ...] = (
    percent_written_as_share,
    percent_disagreeing_with_numerator,
    population_smaller_than_its_part,
    figure_without_population,
    figure_without_share,
    unreported_without_reason,
)
