"""What `ttdt import` does with a plan's workbook: shown, judged, asked about, and written."""

from __future__ import annotations

from collections import Counter
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING

from ttdt.cli.applying_changes import FOUND, ask, can_ask, nobody_to_ask
from ttdt.cli.terminal import is_terminal, width
from ttdt.document.answer import View
from ttdt.output.findings.concise import line
from ttdt.output.formats import lower
from ttdt.workspace.locking import replace_unchanged

if TYPE_CHECKING:
    from ttdt.app.plan_books import PlanDraft
    from ttdt.change.draft import ChangeService
    from ttdt.cli.session import Session
    from ttdt.forms.plan_book.reading import FilledPlan

_MOST_OF_A_RULE = 3
"""Of the findings in submissions more are only counted."""


def import_plan(
    session: Session, changes: ChangeService, filled: FilledPlan, *, dry_run: bool, yes: bool
) -> int:
    """Put what a workbook changes into its plan and return the exit code.

    Prints on stdout what differs, and on stderr what is wrong with the cells and what the rules
    find that they did not find before; where either is an error nothing is written. Raises
    `TtdtError` where nothing can be, or nobody says that it may.
    """
    from ttdt.app.plan_books import draft_of_plan

    gettext, ngettext = session.language.gettext, session.language.ngettext
    # Nobody is waited for: what another run sets meanwhile is waited for instead.
    is_locked = yes and not dry_run
    with changes.locked(for_script=True) if is_locked else nullcontext():
        draft = draft_of_plan(changes.workspace, filled)
        _tell_remarks(session, draft)
        if draft.errors:
            session.note(
                ngettext(
                    "{path}: {n} error in the workbook, so nothing of it was written",
                    "{path}: {n} errors in the workbook, so nothing of it was written",
                    draft.errors,
                    path=filled.path,
                )
            )
            return FOUND
        if draft.content == draft.file.content:
            session.tell(gettext("{path}: nothing new, nothing written", path=filled.path))
            return 0
        if dry_run or not session.quiet:
            _show(session, draft)
        errors = _tell_findings(session, draft)
        if errors:
            session.note(
                ngettext(
                    "nothing was written: this change brings {n} error",
                    "nothing was written: this change brings {n} errors",
                    errors,
                )
            )
            return FOUND
        if dry_run:
            session.tell(gettext("dry run: nothing was written to {path}", path=draft.file.shown))
            return 0
        if not yes:
            if not can_ask():
                raise nobody_to_ask()
            ask(session, gettext("Write {path}? [y/N]", path=draft.file.shown))
        with nullcontext() if is_locked else changes.locked():
            replace_unchanged(draft.file.path, draft.file.content, draft.content)
        session.tell(gettext("wrote {path}", path=draft.file.shown))
    return 0


def _show(session: Session, draft: PlanDraft) -> None:
    """Print what differs."""
    from ttdt.document.plan_changes import PlanChangesAnswer
    from ttdt.forms.plan_book.differences import differences

    answer = PlanChangesAnswer(draft.file.shown, partial(differences, draft.changes))
    view = View(session.language, width=width(), color=session.colored)
    session.deliver(lower("table" if is_terminal() else "plain", answer, view), None)


def _tell_remarks(session: Session, draft: PlanDraft) -> None:
    for remark in draft.remarks:
        said = session.language.translate(remark.message)
        if remark.is_error:
            session.note(f"{remark.place}: {said}")
        else:
            session.tell(f"{remark.place}: {session.language.gettext('note: {text}', text=said)}")


def _tell_findings(session: Session, draft: PlanDraft) -> int:
    """Say what the rules find that they did not find before, and return how many errors."""
    told: Counter[str] = Counter()
    for finding in draft.findings:
        if session.quiet and not finding.is_error:
            continue
        span = finding.span
        if finding.path == draft.file.shown:
            cell = draft.cells.get((span.line, span.column))
            session.note(line(finding, session.language, cell))
            continue
        # One change of a plan may bear on every submission.
        told[finding.code] += 1
        if told[finding.code] <= _MOST_OF_A_RULE:
            session.note(line(finding, session.language))
    for code, number in told.items():
        if number > _MOST_OF_A_RULE:
            more = session.language.ngettext(
                "{code}: {n} more in the submissions",
                "{code}: {n} more in the submissions",
                number - _MOST_OF_A_RULE,
                code=code,
            )
            session.note(more)
    return sum(finding.is_error for finding in draft.findings)
