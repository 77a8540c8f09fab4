"""A round, computed: pure, exact, without clock or disk."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from ttdt.compute.area import AreaSums, area_results
from ttdt.compute.baselines import Baselines
from ttdt.compute.comparison import Comparison
from ttdt.compute.composite import composite_result
from ttdt.compute.funding import FundingResult
from ttdt.compute.observation import population_source
from ttdt.compute.round_report import Completeness, Report, SubmissionError, SubmissionInfo
from ttdt.compute.tasks import TasksResult
from ttdt.plan import OWN_AREA
from ttdt.submission.round import Round

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from ttdt.compute.figures import AreaFigures
    from ttdt.compute.results import IndicatorResult
    from ttdt.submission import Submission
    from ttdt.submission.round import AreaSubmissions


def assess(
    round_: Round, *, carry_forward: bool = False, baselines: Baselines | None = None
) -> Report:
    """Return the report on a round: the same round gives the same report.

    Where several rounds of a year are assessed, `baselines` are those that others know already.
    """
    baselines = baselines or Baselines()
    results: list[IndicatorResult] = []
    figures: dict[tuple[str, str | None], Mapping[str, AreaFigures]] = {}
    for indicator in round_.plan.indicators.values():
        for leaf in indicator.leaves:
            figures[leaf.key] = AreaSums(
                leaf, round_, baselines, carry_forward=carry_forward
            ).figures
        leaves = [area_results(leaf, round_, figures[leaf.key]) for leaf in indicator.leaves]
        if indicator.parts:
            results.append(composite_result(indicator, leaves, round_.plan))
        results += leaves
    used = _used_before(round_, figures)
    current = {
        area: filed for area in round_.plan.areas if (filed := round_.of(area).current) is not None
    }
    errors_now = {area: tuple(_errors(filed)) for area, filed in current.items()}
    return Report(
        plan=round_.plan,
        period=round_.period,
        sample=any(filed.sample for filed in current.values())
        or any(submission.sample for filed in used.values() for submission, _ in filed),
        completeness=_completeness(round_, errors_now),
        indicators=tuple(results),
        comparison=Comparison(round_, figures, baselines),
        errors={
            area: (
                *(error for filed, shown in before if shown for error in _errors(filed)),
                *errors_now.get(area, ()),
            )
            for area, before in used.items()
        },
        filed={area: described(filed) for area, filed in current.items()},
        units=tuple(round_.plan.units),
        columns=round_.plan.below.get(OWN_AREA, ()),
        funding=None if round_.plan.funding is None else FundingResult(round_.plan.funding, round_),
        tasks=TasksResult(round_, tuple(round_.plan.tasks.values()), tuple(results))
        if round_.plan.tasks
        else None,
        split={
            area: said.split
            for area in round_.plan.areas
            if (said := round_.of(area)).split and said.baseline is None
        },
    )


def without_rows(report: Report) -> Report:
    """Return all that a report says but its rows, and nothing of the submissions behind them."""
    # Money, tasks and the comparison hold the submissions that they are looked up in.
    nothing = Comparison(Round(report.plan, report.period, {}), {})
    return replace(report, indicators=(), comparison=nothing, funding=None, tasks=None)


def described(submission: Submission) -> SubmissionInfo:
    """Return what a submission says of itself."""
    return SubmissionInfo(
        unit=submission.unit,
        path=submission.path,
        period=submission.period.id,
        status=submission.status,
        submitted=submission.submitted,
        as_of=submission.as_of,
        source=submission.source,
        note=submission.note,
        sample=submission.sample,
        accepted=submission.accept,
        accepted_beside=_accepted_beside(submission),
    )


def _accepted_beside(submission: Submission) -> dict[str, Mapping[str, str]]:
    found = {".".join(cell): one.accept for cell, one in submission.funding.items() if one.accept}
    return found | {task: one.accept for task, one in submission.tasks.items() if one.accept}


def _errors(submission: Submission) -> Iterator[SubmissionError]:
    """Yield a submission's errors in the order of its file."""
    # Where nothing of a file can be trusted, all of it is left out.
    harmless = submission.findings_beside if submission.usable else ()
    beside = {finding.sort_key for finding in harmless}
    for finding in submission.all_findings:
        if finding.is_error:
            yield SubmissionError(finding, leaves_out=finding.sort_key not in beside)


def _completeness(round_: Round, errors: Mapping[str, tuple[SubmissionError, ...]]) -> Completeness:
    """Return who handed in what, given the `errors` in what each area says now."""
    leaves = tuple(unit.id for unit in round_.plan.leaves)
    invalid = [unit for unit in dict.fromkeys((*round_.plan.units, *leaves)) if errors.get(unit)]
    return Completeness(
        expected=leaves,
        missing=tuple(unit for unit in leaves if round_.of(unit).current is None),
        invalid=tuple(invalid),
        left_out=tuple(unit for unit in invalid if any(error.leaves_out for error in errors[unit])),
    )


def _used_before(
    round_: Round, figures: Mapping[tuple[str, str | None], Mapping[str, AreaFigures]]
) -> dict[str, list[tuple[Submission, bool]]]:
    """Return what the report rests on beside what areas say now, by area; see `_used_by_rows`."""
    populations = {
        leaf.key: leaf.population
        for indicator in round_.plan.indicators.values()
        for leaf in indicator.leaves
    }
    # What most areas' figures rest on is what is said now.
    rows: defaultdict[str, list[tuple[str | None, AreaFigures]]] = defaultdict(list)
    for key, found in figures.items():
        for area, one in found.items():
            if not one.counted or one.carried or one.lends_population:
                rows[area].append((populations[key], one))
    return {
        area: list(_used_by_rows(round_.of(area), rows.get(area, ()))) for area in round_.plan.areas
    }


def _used_by_rows(
    filed: AreaSubmissions, rows: Sequence[tuple[str | None, AreaFigures]]
) -> Iterator[tuple[Submission, bool]]:
    """Yield every submission of an area that the report rests on beside what it says now.

    Each comes once, the earliest first. Those of the year lend figures that are carried forward,
    and populations that tell whether a verdict is firm where the unit's figures are missing:
    `rows` are the area's figures that may rest on them, each with the population it is held
    against. With each comes whether its figures are shown, and not only a population it lends.
    """
    carried = {
        figures.own.submission.period.id
        for _, figures in rows
        if figures.own is not None and figures.own.carried and figures.own.submission is not None
    }
    lenders = [
        population_source(population, filed)
        for population in dict.fromkeys(
            population
            for population, figures in rows
            if figures.lacks_data or figures.lends_population
        )
    ]
    if filed.baseline is not None:
        yield filed.baseline, True
    yield from ((former, True) for unit in filed.formerly for former in unit.submissions())
    lent = {
        one.period.id
        for one in lenders
        if one is not None and one is not filed.current and one is not filed.baseline
    }
    yield from reversed(list(_earlier(filed, carried, lent)))


def _earlier(
    filed: AreaSubmissions, carried: Collection[str], lent: Collection[str]
) -> Iterator[tuple[Submission, bool]]:
    """Yield what carries figures forward or lends a population, and read nothing earlier."""
    left = {*carried, *lent}
    for submission in filed.earlier if left else ():
        period = submission.period.id
        if period in left:
            yield submission, period in carried
        left.discard(period)
        if not left:
            return
