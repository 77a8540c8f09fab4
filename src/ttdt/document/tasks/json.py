"""Tasks as JSON: alone, format `ttdt.tasks/1`, and within a report.

Keys are only ever added within version 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ttdt.document.answer import TidyRows
from ttdt.document.entries import Entries
from ttdt.document.plain_data import area_id, exact_number, finding_data, heading_data, place_data
from ttdt.plan import OWN_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.compute import Report
    from ttdt.compute.tasks import TaskCounts, TaskResult, TasksResult, TaskWord
    from ttdt.plan import Plan
    from ttdt.text.language import Language

FORMAT = "ttdt.tasks/1"


def document(
    report: Report, result: TasksResult, language: Language, *, only_late: bool = False
) -> dict[str, Any]:
    """Return tasks of a round as plain data, names in one language; see `tasks_data`."""
    return {
        "format": FORMAT,
        **heading_data(report, language),
        **tasks_data(report, result, language, only_late=only_late),
        "findings": [finding_data(error, language) for error in result.errors],
    }


def tasks_data(
    report: Report, result: TasksResult, language: Language, *, only_late: bool = False
) -> dict[str, Any]:
    """Return what a report says of tasks, as plain data.

    All are counted; `only_late` lists only the words of those that are late.
    """
    plan = report.plan
    listed = result.of(late=True) if only_late else result
    return {
        "counts": _counts(result.counts),
        "rows": Entries(listed.rows, lambda row: task_data(plan, row, language)),
        "sections": [
            {"section": section, "counts": _counts(counts)}
            for section, counts in result.by_section.items()
        ],
        "bodies": [
            {"body": body, "name": language.pick(plan.bodies[body].name), "counts": _counts(counts)}
            for body, counts in result.by_body.items()
        ],
        "areas": [
            {"area": written_area(plan, area), "counts": _counts(counts)}
            for area, counts in result.by_area.items()
        ],
    }


def written_area(plan: Plan, area: str) -> str:
    """Return what data call whoever reports on a task: a unit, or the plan's own area."""
    return plan.id_in_whole(area) or OWN_FOLDER


def _counts(counts: TaskCounts) -> dict[str, int]:
    return counts._asdict()


def task_data(plan: Plan, row: TaskResult, language: Language) -> dict[str, Any]:
    """Return a task, and what each area that is asked for it says, as plain data."""
    task = row.task
    return {
        "id": task.id,
        "clause": task.clause,
        "name": language.pick(task.name),
        "text": None if task.text is None else language.pick(task.text),
        "reading": None if task.reading is None else language.pick(task.reading),
        "responsible": list(task.responsible),
        "due": None if task.due is None else task.due.id,
        "counts": _counts(row.counts),
        "indicators": [
            {
                "id": result.indicator.id,
                "clause": result.indicator.clause,
                "status": str(result.own.status),
            }
            for result in row.indicators
        ],
        "units": _words(plan, row),
    }


def _words(plan: Plan, row: TaskResult) -> dict[str, dict[str, Any]]:
    """Return what each area says of a task.

    Nearly all areas may say nothing, in which case those with the same verdicts share one object,
    so that it is made, and written, once for thousands.
    """
    silent: dict[tuple[bool, tuple[str, ...]], dict[str, Any]] = {}
    found = {}
    for area, word in row.words.items():
        verdicts = _verdicts(row, area)
        if word.report is not None:
            data = {**word_data(word), "verdicts": verdicts}
        else:
            key = (word.late, tuple(verdicts.values()))
            if key not in silent:
                silent[key] = {**word_data(word), "verdicts": verdicts}
            data = silent[key]
        found[written_area(plan, area)] = data
    return found


def _verdicts(row: TaskResult, area: str) -> dict[str, str]:
    """Return an area's verdicts on the indicators that a task serves."""
    return {result.indicator.id: str(result.areas[area].status) for result in row.indicators}


def word_data(word: TaskWord) -> dict[str, Any]:
    """Return what an area says of a task as plain data."""
    report = word.report
    return {
        "status": None if word.status is None else str(word.status),
        "percent": exact_number(report and report.percent),
        "late": word.late,
        "note": report and report.note,
        "cause": report and report.cause,
        "reason": report and report.reason,
        "accepted": {} if report is None else dict(report.accept),
        "source": place_data(word.source),
    }


COLUMNS = (
    "plan", "period", "period_end", "sample", "task", "clause", "name", "responsible", "due",
    "area", "area_name", "status", "percent", "late", "note", "cause", "reason", "path", "line",
    "verdicts",
)  # fmt: skip
"""The titles, the same in both languages; later versions only add to them."""


def tidy_rows(
    report: Report, result: TasksResult, language: Language, *, only_late: bool = False
) -> TidyRows:
    """Return a row for each task and each area that is asked for it, with all of `COLUMNS`."""
    listed = result.of(late=True) if only_late else result
    return TidyRows(COLUMNS, _tidy_rows(report, listed, language))


def _tidy_rows(
    report: Report, listed: TasksResult, language: Language
) -> Iterator[Mapping[str, object]]:
    plan = report.plan
    of_report = {
        "plan": plan.id,
        "period": report.period.id,
        "period_end": report.period.end.isoformat(),
        "sample": report.sample,
    }
    for row in listed.rows:
        task = row.task
        about = of_report | {
            "task": task.id,
            "clause": task.clause,
            "name": language.pick(task.name),
            "responsible": " ".join(task.responsible),
            "due": None if task.due is None else task.due.id,
        }
        for area, word in row.words.items():
            data = word_data(word)
            source = data.pop("source") or {"path": None, "line": None}
            del data["accepted"]
            verdicts = _verdicts(row, area).items()
            yield {
                **about,
                "area": area_id(plan, area),
                "area_name": plan.areas[area].name,
                **data,
                **source,
                "verdicts": " ".join(f"{name}={of}" for name, of in verdicts),
            }
