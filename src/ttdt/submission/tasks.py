"""What a submission says of tasks, and the errors that keep a word from counting."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.finding import Finding
from ttdt.schema.submission import TaskReportShape
from ttdt.schema.validation import MOST_GUESSES, check, unknown_key
from ttdt.submission.model import TaskReport, TaskStatus
from ttdt.submission.rules import CANCELLED_WITHOUT_REASON, TASK_PERCENT_OUT_OF_RANGE
from ttdt.text.message import gettext_lazy
from ttdt.yaml import DocumentPlace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ttdt.yaml import Loc, YamlDocument

_ALL = 100


class TasksReading(NamedTuple):
    """What a file says of tasks, and what is wrong that none of them holds."""

    tasks: dict[str, TaskReport]
    findings: list[Finding]


def read_tasks(
    document: YamlDocument,
    given: Mapping[str, object],
    known: Collection[str],
    others: Collection[str] = (),
) -> TasksReading:
    """Return what stands under `tasks:`; a task alone may be its status: `{iii-4-1: done}`.

    The tasks that only `others` are of, those of another plan, are passed over.
    """
    found = TasksReading({}, [])
    for name, raw in given.items():
        loc = ("tasks", name)
        if name in known:
            found.tasks[name] = _read(document, loc, raw)
        elif name not in others:
            guesses = sorted({*known, *others}) if len(found.findings) < MOST_GUESSES else ()
            found.findings.append(unknown_key(document, loc, guesses))
    return found


def _read(document: YamlDocument, loc: Loc, raw: object) -> TaskReport:
    if raw is None:
        return TaskReport(DocumentPlace(document, loc, at_key=True))
    place = DocumentPlace(document, loc)
    written = {"status": raw} if isinstance(raw, str) else raw
    shape, findings = check(TaskReportShape, written, document, loc)
    if shape is None:
        if written is not raw:  # Then the status is no key of the file.
            findings = [finding._replace(span=place.span) for finding in findings]
        return TaskReport(place, findings=tuple(findings))
    status = TaskStatus(shape.status)
    return TaskReport(
        place,
        status,
        shape.percent,
        (shape.reason or shape.cause or shape.note) if status is TaskStatus.CANCELLED else None,
        shape.note,
        shape.cause,
        shape.source,
        shape.accept,
        tuple(_errors(document, loc, shape)),
    )


def _errors(document: YamlDocument, loc: Loc, shape: TaskReportShape) -> Iterator[Finding]:
    if shape.percent is not None and not 0 <= shape.percent <= _ALL:
        message = gettext_lazy("{value} % is not between 0 and 100", value=str(shape.percent))
        span = document.span(*loc, "percent")
        yield Finding(TASK_PERCENT_OUT_OF_RANGE, document.path, span, message)
    words = (shape.reason, shape.cause, shape.note)
    if TaskStatus(shape.status) is TaskStatus.CANCELLED and not any(
        word and word.strip() for word in words
    ):
        message = gettext_lazy("a cancelled task needs its reason")
        yield Finding(CANCELLED_WITHOUT_REASON, document.path, document.span(*loc), message)
