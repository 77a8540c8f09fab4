"""Putting a draft into its place: shown, judged, asked about, and written."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ttdt.change.draft import UNREPORTED
from ttdt.change.transaction import write_together
from ttdt.cli.terminal import is_terminal, width
from ttdt.document.answer import View
from ttdt.document.changes import ChangedSubmission, DifferencesAnswer
from ttdt.errors import TtdtError
from ttdt.output.findings.concise import line
from ttdt.output.formats import lower
from ttdt.text.conventions import LANGUAGES
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ttdt.change.draft import ChangeService, Draft
    from ttdt.cli.session import Session
    from ttdt.document.answer import Answer
    from ttdt.document.changes import Place

FOUND = 1


def apply(
    session: Session,
    changes: ChangeService,
    draft: Draft,
    *,
    dry_run: bool = False,
    yes: bool = True,
    is_locked: bool = False,
    cells: Mapping[tuple[int, int], str] = MappingProxyType({}),
) -> int:
    """Write a draft if it brings no errors.

    Prints on stdout what differs, and on stderr what the rules find in the new version. Without
    `yes`, a person at the terminal is asked. `is_locked` says that the workspace is locked since
    before the draft was made. Warnings are told at the `cells` that stand behind the draft's lines
    and columns: whoever filled them in has never seen those.

    Returns 0 if the file now holds the draft (also if it did before: it is then not touched) and
    for a dry run without new errors; 1 if there are new errors. Raises `TtdtError` if the file
    changed meanwhile, it cannot be written, or the person said no.
    """
    gettext = session.language.gettext
    path = draft.filed.path
    if draft.changes_nothing:
        session.tell(gettext("nothing to change: {path} says so already", path=str(path)))
        return 0
    if dry_run or not session.quiet:
        # Of a quiet run it is the product only where nothing is written.
        _show(session, draft)
    _judge(session, draft, cells)
    if draft.errors:
        session.note(
            session.language.ngettext(
                "nothing was written: this change brings {n} error",
                "nothing was written: this change brings {n} errors",
                len(draft.errors),
            )
        )
        return FOUND
    if dry_run:
        session.tell(gettext("dry run: nothing was written to {path}", path=str(path)))
        return 0
    if not yes:
        ask(session, gettext("Write {path}? [y/N]", path=str(path)))
    with nullcontext() if is_locked else changes.locked():
        changes.write(draft.filed, draft.content)
    session.tell(gettext("wrote {path}", path=str(path)))
    return 0


class Change(NamedTuple):
    """A draft that brings no errors, and where what is new in it comes from."""

    draft: Draft
    cells: Mapping[tuple[int, int], str]
    """Which cell stands behind each line and column of the draft."""
    files: Mapping[Place, str]
    """Which file gives what is new."""


def apply_together(
    session: Session,
    changes: ChangeService,
    written: Sequence[Change],
    *,
    dry_run: bool,
    yes: bool,
    is_locked: bool,
) -> None:
    """Write changes of different submissions, all of them or none.

    As `apply` does, it shows what differs and, without `yes`, asks a person at the terminal; once
    for all. Raises `TtdtError` as `apply` does, for a no, and where nobody is there to be asked.
    """
    writes = not dry_run and (yes or can_ask())
    if not writes or not session.quiet:
        show_answer(
            session,
            DifferencesAnswer(tuple(_changed(session, one.draft, one.files) for one in written)),
        )
    further = 0
    if len(written) == 1:
        _judge(session, written[0].draft, written[0].cells)
    else:
        further = sum(_judge_cells(session, one.draft, one.cells) for one in written)
    if further:
        session.tell(
            session.language.ngettext(
                "{n} further warning, on what is not in the files; ttdt check names it",
                "{n} further warnings, on what is not in the files; ttdt check names them",
                further,
            )
        )
    ngettext, number = session.language.ngettext, len(written)
    if dry_run:
        session.tell(
            ngettext(
                "dry run: nothing was written to {n} file",
                "dry run: nothing was written to {n} files",
                number,
            )
        )
        return
    if not writes:
        raise nobody_to_ask()
    if not yes:
        question = ngettext("Write {n} file? [y/N]", "Write {n} files? [y/N]", number)
        ask(session, question)
    with nullcontext() if is_locked else changes.locked():
        write_together([one.draft for one in written], changes.workspace.root)
    for one in written:
        path = str(one.draft.filed.path)
        session.tell(session.language.gettext("wrote {path}", path=path))


def nobody_to_ask() -> TtdtError:
    """Return what to say where a change is not written because nobody can say yes to it."""
    return TtdtError(
        gettext_lazy("nothing was written, because nobody is here to be asked; add --yes to write")
    )


def can_ask() -> bool:
    """Return whether a person is there to say yes or no."""
    return sys.stdin is not None and sys.stdin.isatty() and is_terminal()


def _show(session: Session, draft: Draft) -> None:
    """Print what differs."""
    show_answer(session, DifferencesAnswer((_changed(session, draft, {}),)))


def _changed(session: Session, draft: Draft, files: Mapping[Place, str]) -> ChangedSubmission:
    """Return what is shown of a draft."""
    filed = draft.filed
    title = session.language.gettext(
        "{unit}, {period}", unit=filed.plan.distinct_names[filed.unit], period=filed.period.label
    )
    found, sample = tuple(draft.differences()), draft.submission.sample
    return ChangedSubmission(filed.plan, found, title, sample, files)


def show_answer(session: Session, answer: Answer) -> None:
    """Print an answer on stdout, for a terminal or for a file."""
    view = View(session.language, width=width(), color=session.colored)
    session.deliver(lower("table" if is_terminal() else "plain", answer, view), None)


def _judge(session: Session, draft: Draft, cells: Mapping[tuple[int, int], str]) -> None:
    """Say what the rules find that they did not find before, and how much they still find."""
    path = draft.filed.path.as_posix()
    silent = sum(finding.code == UNREPORTED for finding in draft.findings)
    for finding in draft.findings:
        is_counted = silent > 1 and finding.code == UNREPORTED
        if finding.is_error or not (session.quiet or is_counted):
            span = finding.span
            cell = cells.get((span.line, span.column)) if finding.path == path else None
            session.note(line(finding, session.language, cell))
    if silent > 1:
        # A file that has just been begun leaves most open: a line for each would bury the rest.
        session.tell(
            session.language.ngettext(
                "{path}: {code} {n} indicator has neither a figure nor a reason for having none;"
                " ttdt check names it",
                "{path}: {code} {n} indicators have neither a figure nor a reason for having none;"
                " ttdt check names them",
                silent,
                path=path,
                code=UNREPORTED,
            )
        )
    if draft.old_errors:
        session.tell(
            session.language.ngettext(
                "{path} had {n} error before, which stays; ttdt check names it",
                "{path} had {n} errors before, which stay; ttdt check names them",
                draft.old_errors,
                path=path,
            )
        )


def _judge_cells(session: Session, draft: Draft, cells: Mapping[tuple[int, int], str]) -> int:
    """Say what the rules newly find of the cells behind a draft, and return how much else."""
    silent = sum(finding.code == UNREPORTED for finding in draft.findings)
    further = 0
    for finding in draft.findings:
        cell = cells.get((finding.span.line, finding.span.column))
        is_counted = silent > 1 and finding.code == UNREPORTED
        if cell is None or is_counted or finding.path != draft.filed.path.as_posix():
            further += 1
        else:
            session.tell(line(finding, session.language, cell))
    return further


def ask(session: Session, question: str) -> None:
    """Ask the person at the terminal, if there is one; raises `TtdtError` if the answer is no."""
    if not can_ask():
        return
    session.note(question)
    answer = sys.stdin.readline().strip().casefold()
    if not any(answer in language.yes for language in LANGUAGES.values()):
        raise TtdtError(gettext_lazy("nothing was written"))
