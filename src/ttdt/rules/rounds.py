"""Rules that hold a unit's rounds against each other."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from ttdt.compute.baselines import baseline_share
from ttdt.compute.measures import begins_at_baseline, measure_of
from ttdt.compute.observation import sum_of_former
from ttdt.rules.changes import Step, lasting, steps
from ttdt.rules.figure_access import (
    count_of,
    figure_of,
    indicators,
    population_of,
    rate_of,
)
from ttdt.rules.figures import contradictory_populations, evidence_of_share
from ttdt.rules.registry import Checked, HistoryCheck, Problem, rule
from ttdt.rules.same_end import same_end_disagreement
from ttdt.submission import ReportStatus
from ttdt.submission.round import AreaSubmissions
from ttdt.text.message import N_, gettext_lazy
from ttdt.text.rounding import round_keeping_side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.number import Number
    from ttdt.plan import Indicator, Population
    from ttdt.rules.changes import Quantity
    from ttdt.submission import Submission
    from ttdt.submission.history import History
    from ttdt.submission.model import TaskReport
    from ttdt.text.message import Message

_ALL = 100
_USUAL_CHANGE = Fraction(20)
_FEWEST_COPIED = 3


@rule(
    "TT301",
    "falling-count",
    what=N_("A count is smaller than in an earlier round of the same year."),
    why=N_("Every count runs from 1 January, so it can only stay as it is or grow."),
    fix=N_("Count from 1 January; if the earlier round was wrong, correct it there."),
    bad="2024-Q1: {resettled-households: 12}\n2024-Q2: {resettled-households: 9}",
    good="2024-Q1: {resettled-households: 12}\n2024-Q2: {resettled-households: 21}",
)
def falling_count(history: History) -> Iterator[Problem]:
    """Yield the counts that are smaller than before."""
    for indicator in indicators(history.plan):
        if measure_of(indicator).only_grows:
            counts = _counts(history, indicator)
            for leap in _leaps(history, indicator, counts):
                if not _accepts(step_too_large.rule.code, indicator, leap.now):
                    del counts[leap.now.path]
            for step in steps(history, counts):
                if step.new < step.old:
                    message = gettext_lazy(
                        "the count fell from {old} ({period}) to {new}, but it runs from 1 January",
                        old=step.old,
                        period=step.before.period.label,
                        new=step.new,
                    )
                    yield _problem(step, indicator, message)


@rule(
    "TT302",
    "population-jump",
    what=N_(
        "A population differs from the round before by more than the plan's max_change, or by more"
        " than 20 % where the plan sets none."
    ),
    why=N_("Populations change slowly, and a wrong one makes every rate held against it wrong."),
    fix=N_("Correct the population; if it is right, accept it for the submission and say why."),
    bad="2024-Q1: {villages: 38}\n2024-Q2: {villages: 83}",
    good="2024-Q1: {villages: 38}\n2024-Q2: {villages: 38}",
)
def population_jump(history: History) -> Iterator[Problem]:
    """Yield the populations that changed too much to be believed."""
    populations = [one for one in history.plan.populations.values() if _may_jump(history, one)]
    contradictory = _contradictory(history) if populations else {}
    for population in populations:
        sizes = {
            submission.path: size
            for submission in history.rounds
            if population.id not in contradictory[submission.path]
            and (size := population_of(submission, population.id)) is not None
        }
        yield from _jump_when_formed(history, population, sizes)
        accepts = partial(_accepts, population_jump.rule.code, None)
        for step in lasting(steps(history, sizes), partial(_is_jump, population), accepts):
            message = gettext_lazy(
                "the population “{population}” went from {old} ({period}) to {new}, a change of"
                " more than {limit} %",
                population=population.id,
                old=step.old,
                period=step.before.period.label,
                new=step.new,
                limit=_change_limit(population),
            )
            span = step.now.populations[population.id].span
            yield Problem(step.now, span, message)


def _jump_when_formed(
    history: History, population: Population, sizes: Mapping[str, int]
) -> Iterator[Problem]:
    """Yield the first size of a unit where it is far from the sum of the units that became it."""
    old = _size_before(history, population)
    first = next((filed for filed in history.rounds if filed.path in sizes), None)
    if old is None or first is None or first is history.baseline:
        return
    new = sizes[first.path]
    if _is_jump(population, old, new):
        message = gettext_lazy(
            "the population “{population}” was {old} at the end of {year} in {units} together, and"
            " is {new} here, a change of more than {limit} %",
            population=population.id,
            old=old,
            year=str(history.plan.year - 1),
            units=tuple(unit.id for unit in history.formerly),
            new=new,
            limit=_change_limit(population),
        )
        yield Problem(first, first.populations[population.id].span, message)


def _size_before(history: History, population: Population) -> int | None:
    size = sum_of_former(population.id, history.formerly)
    return None if size is None else int(size)


def _may_jump(history: History, population: Population) -> bool:
    """Return whether any two sizes lie so far apart; mostly none do, and all is said by that."""
    found = [population_of(submission, population.id) for submission in history.rounds]
    sizes = [size for size in (*found, _size_before(history, population)) if size is not None]
    return bool(sizes) and _is_jump(population, min(sizes), max(sizes))


def _is_jump(population: Population, old: int, new: int) -> bool:
    limit = _change_limit(population)
    # Multiplied out, because whole numbers are compared many times faster than fractions.
    return _ALL * limit.denominator * abs(new - old) > limit.numerator * old


def _change_limit(population: Population) -> Fraction:
    return _USUAL_CHANGE if population.max_change is None else population.max_change


@rule(
    "TT303",
    "step-too-large",
    what=N_(
        "A rate changed by more points, or a count grew by more per cent, than the plan's max_step"
        " allows between two rounds."
    ),
    why=N_("So large a step is more often a slip than a success."),
    fix=N_("Correct the figure; if it is right, accept it and say what happened."),
    bad="2024-Q1: {clean-water: {percent: 91.5}}\n2024-Q2: {clean-water: {percent: 19.8}}",
    good="2024-Q1: {clean-water: {percent: 91.5}}\n2024-Q2: {clean-water: {percent: 91.8}}",
)
def step_too_large(history: History) -> Iterator[Problem]:
    """Yield the figures that changed too much to be believed."""
    limits = [
        (leaf, leaf.max_step)
        for leaf in indicators(history.plan)
        if leaf.max_step is not None and _may_step(history, leaf, leaf.max_step)
    ]
    contradictory = _contradictory(history) if limits else {}
    for indicator, limit in limits:
        if measure_of(indicator).in_units:
            yield from _count_leaps(history, indicator, limit)
        else:
            rates = _rates(history, indicator, contradictory)
            yield from _rate_leaps(history, indicator, rates, limit)


def _may_step(history: History, indicator: Indicator, limit: Fraction) -> bool:
    """Return whether any two rates lie so far apart, or the indicator is a count."""
    if measure_of(indicator).in_units:
        return True
    found = (rate_of(submission, indicator) for submission in history.rounds)
    rates = [rate for rate in found if rate is not None]
    return bool(rates) and _is_far(limit, min(rates), max(rates))


def _leaps(
    history: History, indicator: Indicator, counts: Mapping[str, Number]
) -> list[Step[Number]]:
    """Return where a count grew too much; one that falls is another rule's, and from 0 all may."""
    if indicator.max_step is None:
        return []
    accepts = partial(_accepts, step_too_large.rule.code, indicator)
    is_leap = partial(_is_leap, indicator.max_step)
    return list(lasting(steps(history, counts), is_leap, accepts))


def _count_leaps(history: History, indicator: Indicator, limit: Fraction) -> Iterator[Problem]:
    for step in _leaps(history, indicator, _counts(history, indicator)):
        percent = Fraction(_ALL * (step.new - step.old), step.old)
        message = gettext_lazy(
            "the count went from {old} ({period}) to {new}, by {step} % where the plan allows"
            " {limit} %",
            old=step.old,
            period=step.before.period.label,
            new=step.new,
            step=round_keeping_side(percent, (limit,)).normalize(),
            limit=limit,
        )
        yield _problem(step, indicator, message)


def _is_leap(limit: Fraction, old: Number, new: Number) -> bool:
    return old > 0 and _ALL * (new - old) > limit * old


def _rate_leaps(
    history: History, indicator: Indicator, rates: Mapping[str, Fraction], limit: Fraction
) -> Iterator[Problem]:
    """Yield where a rate changed too much, unless its population is what makes it."""
    accepts = partial(_accepts, step_too_large.rule.code, indicator)
    for step in lasting(steps(history, rates), partial(_is_far, limit), accepts):
        if not _is_due_to_population(history, indicator, step, limit):
            message = gettext_lazy(
                "the rate went from {old} % ({period}) to {new} %, by {step} points where the plan"
                " allows {limit}",
                old=round_keeping_side(step.old, (step.new,)).normalize(),
                period=step.before.period.label,
                new=round_keeping_side(step.new, (step.old,)).normalize(),
                step=round_keeping_side(abs(step.new - step.old), (limit,)).normalize(),
                limit=limit,
            )
            yield _problem(step, indicator, message)


def _is_far(limit: Fraction, old: Fraction, new: Fraction) -> bool:
    return abs(new - old) > limit


def _is_due_to_population(
    history: History, indicator: Indicator, step: Step[Fraction], limit: Fraction
) -> bool:
    """Return whether the population jumped, and the rate would not have if it had not."""
    population = history.plan.populations.get(indicator.population or "")
    figure = figure_of(step.now, indicator)
    if population is None or figure is None or figure.value is None:
        return False
    old = population_of(step.before, population.id)
    new = population_of(step.now, population.id)
    if not old or new is None or not _is_jump(population, old, new):
        return False
    return abs(Fraction(_ALL * figure.value, old) - step.old) <= limit


@rule(
    "TT304",
    "round-copied",
    what=N_("Every number, at least three, is the same as in the round before."),
    why=N_("A file copied from the round before and never filled in looks just like this."),
    fix=N_("Write this round's figures; if nothing has changed, accept it and say so."),
    bad="2024-Q1: {village-roads: 29, clean-water: 6235, literacy: 17539}\n"
    "2024-Q2: {village-roads: 29, clean-water: 6235, literacy: 17539}",
    good="2024-Q1: {village-roads: 29, clean-water: 6235, literacy: 17539}\n"
    "2024-Q2: {village-roads: 30, clean-water: 6355, literacy: 17852}",
)
def round_copied(history: History) -> Iterator[Problem]:
    """Yield the submissions that repeat all numbers of the round before."""
    for before, now in history.steps():
        copied = _copied(before, now)
        if copied >= _FEWEST_COPIED:
            message = gettext_lazy(
                "all {count} numbers are the same as those of {period}",
                count=copied,
                period=before.period.label,
            )
            yield Problem(now, now.span_of("figures" if now.figures else "funding"), message)


@rule(
    "TT305",
    "preliminary-left-standing",
    what=N_(
        "A submission is still an estimate or provisional, though a later one of the year is final."
    ),
    why=N_("Whoever compares the rounds then holds settled figures against unsettled ones."),
    fix=N_("Replace its figures by the final ones and write status: final."),
    bad="2024-Q1: {status: provisional}\n2024-Q2: {status: final}",
    good="2024-Q1: {status: final}\n2024-Q2: {status: final}",
)
def preliminary_left_standing(history: History) -> Iterator[Problem]:
    """Yield the submissions that were never made final."""
    finals = [filed for filed in history.usable if filed.status is ReportStatus.FINAL]
    for submission in history.usable:
        if submission.status in {ReportStatus.ESTIMATE, ReportStatus.PROVISIONAL}:
            later = [filed for filed in finals if filed.period.end > submission.period.end]
            if later:
                message = gettext_lazy(
                    "the status is still “{status}”, though {period} is final",
                    status=str(submission.status),
                    period=later[0].period.label,
                )
                yield Problem(submission, submission.span_of("status"), message)


@rule(
    "TT307",
    "baseline-missing",
    what=N_(
        "A unit reports on indicators whose pace or reduction needs the figures of the end of the"
        " year before, and these are not there."
    ),
    why=N_("Until the year is over, nobody can say of them more than that they are not yet met."),
    fix=N_(
        "Enter the figures of the year before, or set milestones, start: 0 or pace: none in the"
        " plan."
    ),
    bad="2024-Q1: {village-roads: 29}",
    good="2023: {village-roads: 28}\n2024-Q1: {village-roads: 29}",
)
def baseline_missing(history: History) -> Iterator[Problem]:
    """Yield the first round of a unit that lacks baselines, with all that lack one.

    That of an area with units below is folded from theirs, and one formed of a part of another
    unit has none, of which the plan has a finding.
    """
    if not history.is_leaf or history.plan.areas[history.unit].split:
        return
    lacking = [leaf for leaf in indicators(history.plan) if _lacks_baseline(history, leaf)]
    if lacking:
        first = history.usable[0]
        message = gettext_lazy(
            "for the end of {year} there is nothing on {clauses}, which a pace or a reduction is"
            " measured from",
            year=str(history.plan.year - 1),
            clauses=tuple(dict.fromkeys(leaf.clause for leaf in lacking)),
        )
        yield Problem(first, first.span_of("period"), message)


def _lacks_baseline(history: History, indicator: Indicator) -> bool:
    """Return whether a unit reports on what is measured from a baseline that it does not give."""
    measure = measure_of(indicator)
    is_paced = begins_at_baseline(indicator) and indicator.paced and not indicator.milestones
    if indicator.goal_of(history.unit) is None or not (
        is_paced or measure.compared_with == "before"
    ):
        return False
    if history.baseline is not None and rate_of(history.baseline, indicator) is not None:
        return False
    former = baseline_share(indicator, AreaSubmissions(formerly=history.formerly))
    if former is not None and former.rate is not None:
        return False
    return any(rate_of(submission, indicator) is not None for submission in history.usable)


def _counts(history: History, indicator: Indicator) -> dict[str, Number]:
    """Return the counts of the plan's year, which alone run from one 1 January, by their path."""
    return {
        submission.path: count
        for submission in history.usable
        if (count := count_of(submission, indicator)) is not None
    }


def _contradictory(history: History) -> dict[str, frozenset[str]]:
    """Return the populations that contradict each other, by the path of their submission."""
    return {
        submission.path: contradictory_populations(history.plan, submission)
        for submission in history.rounds
    }


def _rates(
    history: History, indicator: Indicator, contradictory: Mapping[str, frozenset[str]]
) -> dict[str, Fraction]:
    """Return the rates that no other rule doubts, by the path of their submission.

    What begins anew each year is not held against the year before.
    """
    return {
        submission.path: rate
        for submission in (history.usable if indicator.starts_at_zero else history.rounds)
        if (rate := rate_of(submission, indicator)) is not None
        and indicator.population not in contradictory[submission.path]
        and evidence_of_share(history, submission, indicator) is None
    }


def _copied(before: Submission, now: Submission) -> int:
    """Return how many numbers a submission has if all are the same as before, otherwise 0.

    What is assigned stays the same for most of the year, and so may money of which nothing is
    disbursed: neither shows that a file was copied.
    """
    if any(_is_new(report, before.tasks.get(task)) for task, report in now.tasks.items()):
        return 0
    count = 0
    for cell, amounts in now.funding.items():
        if amounts.known:
            earlier = before.funding.get(cell)
            if earlier is None or not earlier.same_amounts(amounts):
                return 0
            count += bool(amounts.disbursed)
    for key, figure in now.figures.items():
        if figure.invalid or (figure.value is None and figure.percent is None):
            continue
        old = before.figures.get(key)
        if old is None or old.invalid or not figure.same_number(old):
            return 0
        count += 1
    return count


def _is_new(report: TaskReport, before: TaskReport | None) -> bool:
    if report.status is None or report.findings:
        return False
    return before is None or (report.status, report.percent) != (before.status, before.percent)


def _problem(step: Step[Quantity], indicator: Indicator, message: Message) -> Problem:
    figure = step.now.figures[indicator.key]
    return Problem(step.now, figure.span, message, figure)


def _accepts(code: str, indicator: Indicator | None, submission: Submission) -> bool:
    """Return whether a submission, or its figure of the indicator, accepts the rule's warning."""
    figure = None if indicator is None else figure_of(submission, indicator)
    return code in submission.accept or (figure is not None and code in figure.accept)


RULES: tuple[Checked[HistoryCheck], ...] = (
    falling_count,
    population_jump,
    step_too_large,
    round_copied,
    preliminary_left_standing,
    baseline_missing,
    same_end_disagreement,
)
