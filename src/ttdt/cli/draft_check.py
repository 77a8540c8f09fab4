"""What the rules say of a changed submission, at the places it comes from."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ttdt.cli.applying_changes import plan_for
from ttdt.finding import START
from ttdt.forms.filled_form import Remark
from ttdt.forms.form import id_of, id_of_population
from ttdt.output.findings.concise import place
from ttdt.rules.runner import SubmissionOverride, check_workspace
from ttdt.submission import read_submission
from ttdt.text.message import gettext_lazy
from ttdt.workspace.index import SUFFIX
from ttdt.workspace.locating import DISTRICTS, shown
from ttdt.workspace.workspace import Workspace
from ttdt.yaml import parse

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ttdt.finding import Finding
    from ttdt.period import Period


def new_errors(
    root: Path,
    unit: str,
    period: Period,
    after: bytes,
    before: bytes | None,
    places: Mapping[str, str],
) -> list[Remark]:
    """Return the errors that the unit's files would have and do not have yet.

    `places` says which cell each answer comes from, by the id of its row.
    """
    known = Counter(map(_identity, _errors(root, unit, period, before)))
    cells = _cells(root, unit, period, after, places)
    fresh = []
    for finding in _errors(root, unit, period, after):
        if known[_identity(finding)]:
            known[_identity(finding)] -= 1
            continue
        where = cells.get((finding.span.line, finding.span.column)) or place(finding)
        message = gettext_lazy("{code} {text}", code=finding.code, text=finding.message)
        fresh.append(Remark(where, message))
    return fresh


def _path(root: Path, unit: str, period: Period) -> str:
    return (shown(root) / DISTRICTS / unit / f"{period.id}{SUFFIX}").as_posix()


def _errors(root: Path, unit: str, period: Period, content: bytes | None) -> list[Finding]:
    path = _path(root, unit, period)
    folder = path.rpartition("/")[0] + "/"
    instead = None if content is None else SubmissionOverride(unit, period, parse(content, path))
    done = check_workspace(
        root, shown(root), wanted=lambda one: one.startswith(folder), instead=instead
    )
    return [finding for finding in done.findings if finding.is_error]


def _identity(finding: Finding) -> tuple[str, str, str, str]:
    message = finding.message
    return (finding.path, finding.code, message.text, repr(sorted(message.params.items())))


def _cells(
    root: Path,
    unit: str,
    period: Period,
    content: bytes,
    places: Mapping[str, str],
) -> dict[tuple[int, int], str]:
    """Return which cell stands behind each place of the file."""
    plan = plan_for(Workspace(root, shown(root)), period)
    document = parse(content, "")
    submission = read_submission(document, plan, unit, period)
    spans = [
        *((name, span) for name in places if (span := submission.span_of(name)) is not START),
        *((id_of_population(name), one.span) for name, one in submission.populations.items()),
        *(
            (id_of(*key, narrative=narrative), figure.span)
            for key, figure in submission.figures.items()
            for narrative in (False, True)
        ),
    ]
    return {(span.line, span.column): places[name] for name, span in spans if name in places}
