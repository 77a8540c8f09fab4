"""What `ttdt import` does with the files that it is given: file by file, none harming another."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.app.form_files import ReadFile, conflicts_in, owner_named, read_files
from ttdt.app.import_forms import Proposal, batches, draft_of_form, proposals
from ttdt.change.draft import ChangeService, Draft
from ttdt.change.quarantine import put_aside, refuse_within
from ttdt.cli.applying_changes import FOUND, apply, can_ask
from ttdt.cli.delivery import QuietEnd
from ttdt.cli.importing_plan import import_plan
from ttdt.cli.session import BUG, Session
from ttdt.errors import TtdtError
from ttdt.forms.filled_form import FilledForm, Remark
from ttdt.text.message import gettext_lazy
from ttdt.workspace.locating import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.forms.plan_book.reading import FilledPlan

COULD_NOT_READ = 2

_LOCK = "~$"
"""How Excel's own file begins that lies beside a workbook while somebody has it open."""

_LONGEST_PATH = 4_096
"""No system has longer ones, and of what is longer the end says more than the beginning."""


@dataclass(frozen=True, slots=True)
class _Import:
    """What one run was asked for."""

    session: Session
    changes: ChangeService
    named: tuple[str, str] | None
    dry_run: bool
    yes: bool
    aside: Path | None

    @property
    def is_locked(self) -> bool:
        """Whether the workspace is locked from reading to writing: no one is asked between."""
        return self.yes and not self.dry_run


def import_files(
    session: Session,
    files: Sequence[str],
    owner: str | None,
    keep_invalid: str | None,
    *,
    dry_run: bool,
    yes: bool,
) -> int:
    """Import file by file and return the worst exit code.

    `owner` says whose figures a table is that does not say, and `keep_invalid` names the folder
    for submissions that break rules.
    """
    # Without a workspace no form needs to be looked at.
    changes = ChangeService(session.location.open())
    aside = None if keep_invalid is None else Path(keep_invalid)
    if aside is not None:
        refuse_within(aside, changes.workspace.root)
    named = None if owner is None else owner_named(changes.workspace, owner)
    run = _Import(session, changes, named, dry_run, yes, aside)
    inputs = _read(run, [Path(name) for name in files])
    plan = next((held.plan for held in inputs if held.plan is not None), None)
    if plan is not None:
        if len(files) > 1 or owner is not None or keep_invalid is not None:
            raise TtdtError(
                gettext_lazy(
                    "{path} is the plan itself; import it alone, without --as and --keep-invalid",
                    path=plan.path,
                )
            )
        return import_plan(session, changes, plan, dry_run=dry_run, yes=yes)
    forms = [filled for held in inputs for filled in held.forms]
    conflicts = conflicts_in(changes.workspace, forms)
    codes = _import_forms(run, forms, conflicts)
    return max(_one_file(run, held, codes) for held in inputs)


@dataclass(frozen=True, slots=True)
class _Input:
    """A file as read, or what there is to be said instead."""

    path: str
    forms: tuple[FilledForm, ...] = ()
    plan: FilledPlan | None = None
    remark: Remark | None = None
    code: int = 0


def _read(run: _Import, paths: Sequence[Path]) -> list[_Input]:
    """Return what is in each of the files."""
    files = [(path, shown(path).as_posix()[-_LONGEST_PATH:]) for path in paths]
    open_now = [path.name.startswith(_LOCK) for path in paths]
    wanted = [file for file, is_lock in zip(files, open_now, strict=True) if not is_lock]
    read = iter(read_files(run.changes.workspace, wanted, run.named))
    return [
        _said_of_lock(seen) if is_lock else _input(run.session, seen, next(read))
        for (_, seen), is_lock in zip(files, open_now, strict=True)
    ]


def _said_of_lock(seen: str) -> _Input:
    message = gettext_lazy("passed over; it only says that someone has a form open")
    return _Input(seen, remark=Remark(seen, message, is_error=False))


def _input(session: Session, seen: str, read: ReadFile) -> _Input:
    if read.problem is not None:
        return _Input(seen, remark=Remark(seen, read.problem), code=COULD_NOT_READ)
    if read.bug is not None:
        session.tell_bug(read.bug)
        message = gettext_lazy("the file could not be read")
        return _Input(seen, remark=Remark(seen, message), code=BUG)
    return _Input(seen, read.forms, read.plan)


def _one_file(run: _Import, held: _Input, codes: Iterator[int]) -> int:
    """Import one file, and return what came of it; `codes` goes on to import its forms."""
    if held.remark is not None:
        _tell(run.session, held.remark)
    elif not held.forms:
        _tell_unchanged(run.session, held.path)
    return max(islice(codes, len(held.forms)), default=held.code)


def _import_forms(
    run: _Import, forms: Sequence[FilledForm], conflicts: Sequence[Remark | None]
) -> Iterator[int]:
    """Import one form after the other and yield what came of each; none harms another.

    Those with `conflicts` are not imported. Where nobody is asked, many are drafted at once.
    """
    for batch in batches(run.changes.workspace, forms):
        sound = [number for number in batch if conflicts[number] is None]
        ahead: Iterator[Proposal | None] = iter(())
        try:
            # Nobody is waited for: what another run sets meanwhile is waited for instead.
            with run.changes.locked(for_script=True) if run.is_locked else nullcontext():
                if run.yes or run.dry_run:
                    workspace, lang = run.changes.workspace, run.session.language
                    ahead = proposals(workspace, [forms[number] for number in sound], lang)
                for number in batch:
                    conflict = conflicts[number]
                    proposal = next(ahead, None) if conflict is None else None
                    yield _one_form(run, forms[number], conflict, proposal)
        except TtdtError as failure:  # another run holds the lock
            for number in batch:
                _tell(run.session, Remark(forms[number].place, failure.message))
                yield COULD_NOT_READ


def _one_form(
    run: _Import, filled: FilledForm, conflict: Remark | None, ahead: Proposal | None
) -> int:
    if conflict is not None:
        _tell(run.session, conflict)
        return FOUND if conflict.is_error else 0
    try:
        return _import(run, filled, ahead)
    except TtdtError as failure:
        _tell(run.session, Remark(filled.place, failure.message))
        return COULD_NOT_READ
    except QuietEnd:
        raise
    except Exception as error:  # noqa: BLE001 - one form harms no other
        run.session.tell_bug(error)
        _tell(run.session, Remark(filled.place, gettext_lazy("the form could not be imported")))
        return BUG


def _import(run: _Import, filled: FilledForm, ahead: Proposal | None) -> int:
    """Put one form into the workspace; raises `TtdtError` where it belongs to none or cannot be."""
    session = run.session
    made = draft_of_form(run.changes, filled, session.language, ahead)
    for remark in made.remarks:
        _tell(session, remark)
    if made.errors:
        session.note(
            session.language.ngettext(
                "{path}: {n} error in the form, so nothing of it was written",
                "{path}: {n} errors in the form, so nothing of it was written",
                made.errors,
                path=filled.place,
            )
        )
        return FOUND
    if made.draft is None:
        _tell_unchanged(session, filled.place)
        return 0
    if made.broken:
        _refuse(run, filled, made.draft, made.broken)
        return FOUND
    may_write = run.yes or can_ask()
    code = apply(
        session, run.changes, made.draft,
        dry_run=run.dry_run or not may_write, yes=run.yes, is_locked=run.is_locked,
        cells=made.cells,
    )  # fmt: skip
    if not may_write and not run.dry_run:
        raise TtdtError(
            gettext_lazy(
                "nothing was written, because nobody is here to be asked; add --yes to write"
            )
        )
    return code


def _refuse(run: _Import, filled: FilledForm, draft: Draft, broken: tuple[Remark, ...]) -> None:
    """Say which figures break rules, and put the draft aside where that was asked for."""
    session = run.session
    for remark in broken:
        _tell(session, remark)
    session.note(
        session.language.ngettext(
            "{path}: {n} figure breaks a rule of check, so nothing of the form was written",
            "{path}: {n} figures break rules of check, so nothing of the form was written",
            len(broken),
            path=filled.place,
        )
    )
    if run.aside is not None and not run.dry_run:
        filed = draft.filed
        area = filed.plan.areas[filed.unit]
        kept = put_aside(run.aside, area, filed.period, draft.content)
        session.note(session.language.gettext("put aside in {path}", path=str(shown(kept))))


def _tell_unchanged(session: Session, path: str) -> None:
    session.tell(session.language.gettext("{path}: nothing new, nothing written", path=path))


def _tell(session: Session, remark: Remark) -> None:
    said = session.language.translate(remark.message)
    if not remark.is_error:
        said = session.language.gettext("note: {text}", text=said)
    (session.note if remark.is_error else session.tell)(f"{remark.place}: {said}")
