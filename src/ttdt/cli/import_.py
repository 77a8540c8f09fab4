"""`ttdt import`: filled forms and tables of figures, put into the workspace."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from ttdt.app.resolving import pick_period, pick_units
from ttdt.change.draft import draft
from ttdt.change.update import update
from ttdt.cli.applying_changes import place_of, plan_for, put
from ttdt.cli.commands import Command, new_app
from ttdt.cli.draft_check import new_errors
from ttdt.cli.form_owner import period_of, refuse_twice, unit_of
from ttdt.cli.quarantine import put_aside, refuse_within
from ttdt.cli.session import Session
from ttdt.cli.terminal import is_terminal
from ttdt.errors import TtdtError
from ttdt.excel.file_kind import content_of_form
from ttdt.forms.filled_form import Filled, Remark
from ttdt.forms.form import form_for
from ttdt.forms.identity import VERSION, Identity, basis_of, fingerprint
from ttdt.forms.note_editing import with_notes
from ttdt.forms.reading import read_forms
from ttdt.forms.reconciling import Settled, settle
from ttdt.period import Period
from ttdt.plan import Plan
from ttdt.text.message import N_, gettext_lazy
from ttdt.workspace.locating import shown
from ttdt.workspace.locking import PATIENCE, content_of, locked
from ttdt.workspace.workspace import Workspace

FOUND = 1
COULD_NOT_READ = 2

_LOCK = "~$"
"""How Excel's own file begins that lies beside a workbook while somebody has it open."""

app = new_app()


@dataclass(frozen=True, slots=True)
class _Import:
    """What one run was asked for."""

    session: Session
    root: Path
    named: tuple[str, str] | None
    dry_run: bool
    yes: bool
    aside: Path | None

    @property
    def is_locked(self) -> bool:
        """Whether the workspace is locked from reading to writing: no one is asked between."""
        return self.yes and not self.dry_run


@app.command(
    cls=Command,
    help=N_(
        "Put filled forms into the workspace: .xlsx, .xls, .ods, or .csv with any of the columns"
        " unit, period, indicator, part, population, value, percent, text, state (not_applicable or"
        " not_reported), reason, note, and about the whole submission status, submitted, source,"
        " sample. Every rule of check is run first, and what differs is shown. Of a form with"
        " errors nothing is written."
    ),
    epilog="ttdt import forms/bac-ai-2024-Q3.xlsx\n"
    "ttdt import forms/*.xlsx --dry-run\n"
    "ttdt import forms/*.xlsx --yes --quiet\n"
    "ttdt import figures.csv --as bac-ai/2024-Q3",
)
def import_(
    ctx: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help=N_("The filled forms."))],
    as_: Annotated[
        str | None,
        typer.Option(
            "--as", metavar="UNIT/PERIOD", help=N_("Whose figures a table is that does not say.")
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", "-n", help=N_("Show what would change, and write nothing.")),
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help=N_("Write without asking; needed in scripts."))
    ] = False,
    keep_invalid: Annotated[
        str | None,
        typer.Option(
            "--keep-invalid",
            metavar="DIR",
            help=N_(
                "Put submissions that break rules into this folder, to be mended; no report reads"
                " them there."
            ),
        ),
    ] = None,
) -> int:
    """Import file by file and return the worst exit code."""
    session: Session = ctx.obj
    root = session.location.root()
    # Without a workspace no form needs to be looked at.
    session.location.open()
    aside = None if keep_invalid is None else Path(keep_invalid)
    if aside is not None:
        refuse_within(aside, root)
    run = _Import(session, root, _named(session, root, as_), dry_run, yes, aside)
    return max(_one_file(run, name) for name in files)


def _named(session: Session, root: Path, word: str | None) -> tuple[str, str] | None:
    """Return the unit and period that --as names."""
    if word is None:
        return None
    unit, slash, when = word.partition("/")
    if not slash:
        raise TtdtError(gettext_lazy("--as: “{word}” is not of the form UNIT/PERIOD", word=word))
    workspace = Workspace(root, shown(root))
    period = pick_period(when, workspace.years[0], "--as")
    (found,) = pick_units((unit,), plan_for(workspace, period))
    return found, period.id


def _one_file(run: _Import, name: str) -> int:
    """Import one file, and return what came of it; what is wrong with it harms no other."""
    path = Path(name)
    seen = shown(path).as_posix()
    gettext = run.session.language.gettext
    if path.name.startswith(_LOCK):
        if not run.session.quiet:
            run.session.note(
                gettext("{path}: passed over; it only says that someone has a form open", path=seen)
            )
        return 0
    worst = 0
    try:
        workspace = Workspace(run.root, shown(run.root))
        forms = read_forms(content_of_form(path), seen, run.named)
        refuse_twice(workspace, forms)
        for filled in forms:
            worst = max(worst, _one_form(run, filled))
    except TtdtError as failure:
        _tell(run.session, Remark(seen, failure.message))
        worst = COULD_NOT_READ
    return worst


def _one_form(run: _Import, filled: Filled) -> int:
    try:
        # Nobody is waited for: what another run sets meanwhile is waited for instead.
        with locked(shown(run.root), PATIENCE) if run.is_locked else nullcontext():
            return _import(run, filled)
    except TtdtError as failure:
        _tell(run.session, Remark(filled.place, failure.message))
        return COULD_NOT_READ


def _import(run: _Import, filled: Filled) -> int:
    """Put one form into the workspace; raises `TtdtError` where it belongs to none or cannot be."""
    session, root = run.session, run.root
    # Read anew for every form: the one before may have changed it.
    workspace = Workspace(root, shown(root))
    period = period_of(workspace, filled.period)
    plan = plan_for(workspace, period)
    unit = unit_of(plan, filled.unit)
    path = place_of(root, unit, period)
    before = content_of(path)
    if filled.identity is not None:
        _refuse_foreign(filled.identity, plan)
    settled = settle(form_for(workspace.history(plan, unit), period), filled)
    remarks = [*settled.remarks]
    if not settled.changes_nothing:
        remarks += _outdated(filled, before)
    for remark in remarks:
        _tell(session, remark)
    errors = sum(remark.is_error for remark in remarks)
    if errors:
        session.note(
            session.language.ngettext(
                "{path}: {n} error in the form, so nothing of it was written",
                "{path}: {n} errors in the form, so nothing of it was written",
                errors,
                path=filled.place,
            )
        )
        return FOUND
    if settled.changes_nothing:
        if not session.quiet:
            session.note(
                session.language.gettext("{path}: nothing new, nothing written", path=filled.place)
            )
        return 0
    start = before
    if start is None:
        from ttdt.cli.new import schema_beside

        text = draft(plan, unit, period, session.language, {}, schema=schema_beside(root))
        start = text.encode()
    after = with_notes(update(start, plan, settled.answers), settled.notes)
    return _write(run, filled, settled, (unit, period), after, before)


def _write(
    run: _Import,
    filled: Filled,
    settled: Settled,
    whose: tuple[str, Period],
    after: bytes,
    before: bytes | None,
) -> int:
    session = run.session
    unit, period = whose
    broken = new_errors(run.root, unit, period, after, before, settled.places)
    if broken:
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
            kept = put_aside(run.aside, unit, period, after)
            session.note(session.language.gettext("put aside in {path}", path=str(shown(kept))))
        return FOUND
    may_write = run.yes or _can_ask()
    dry_run = run.dry_run or not may_write
    code = put(
        session, run.root, unit, period, after, before,
        dry_run=dry_run, yes=run.yes, held=run.is_locked,
    )  # fmt: skip
    if not may_write and not run.dry_run:
        raise TtdtError(
            gettext_lazy(
                "nothing was written, because nobody is here to be asked; add --yes to write"
            )
        )
    return code


def _can_ask() -> bool:
    """Return whether a person is there to say yes or no."""
    return sys.stdin is not None and sys.stdin.isatty() and is_terminal()


def _refuse_foreign(identity: Identity, plan: Plan) -> None:
    """Raise `TtdtError` for a form of another plan, or older than the plan's definitions."""
    if identity.version != VERSION:
        raise TtdtError(
            gettext_lazy(
                "the form is of version {version}, and this ttdt reads version {known}",
                version=identity.version[:20],
                known=VERSION,
            )
        )
    if identity.plan != plan.id:
        raise TtdtError(
            gettext_lazy(
                "the form belongs to the plan {theirs}, and this workspace has {ours}",
                theirs=identity.plan[:60],
                ours=plan.id,
            )
        )
    if identity.fingerprint != fingerprint(plan):
        raise TtdtError(
            gettext_lazy(
                "the form is outdated: since it was made, the plan has changed what its figures"
                " mean; make a new one with ttdt template and copy the figures into it"
            )
        )


def _outdated(filled: Filled, before: bytes | None) -> list[Remark]:
    """Return that the file has been changed since the form was filled in beforehand from it."""
    identity = filled.identity
    if identity is None or not identity.basis or identity.basis == basis_of(before):
        return []
    message = gettext_lazy(
        "what is on file has been changed since this form was made from it; look closely at the"
        " differences"
    )
    return [Remark(filled.place, message, is_error=False)]


def _tell(session: Session, remark: Remark) -> None:
    if not remark.is_error and session.quiet:
        return
    said = session.language.translate(remark.message)
    if not remark.is_error:
        said = session.language.gettext("note: {text}", text=said)
    session.note(f"{remark.place}: {said}")
