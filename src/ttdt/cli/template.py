"""`ttdt template`: Excel forms for the units to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ttdt.app.resolving import choose_period, pick_units
from ttdt.cli.applying_changes import make_folder, place_of, plan_for
from ttdt.cli.commands import Command, new_app
from ttdt.cli.delivery import write_output
from ttdt.cli.options import Today
from ttdt.cli.session import Session, day_of
from ttdt.errors import TtdtError
from ttdt.forms.form import form_for
from ttdt.forms.identity import basis_of
from ttdt.text.message import N_, gettext_lazy, ngettext_lazy
from ttdt.workspace.locating import shown
from ttdt.workspace.locking import content_of
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttdt.forms.form import Form
    from ttdt.text.language import Language

_FOLDER = "forms"
_SUFFIX = ".xlsx"

app = new_app()


@app.command(
    cls=Command,
    help=N_(
        "Make Excel forms for units to fill in: what is asked, how it is counted, the target, last"
        " round's figure, and at once whether the target is met. A unit that has begun gets its"
        " figures filled in. ttdt import reads the forms back."
    ),
    epilog="ttdt template --period Q3\n"
    "ttdt template --period Q3 -o forms/ --unit bac-ai --unit ninh-son\n"
    "ttdt template --period previous -o forms/ --force",
)
def template(
    ctx: typer.Context,
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            "-p",
            metavar="PERIOD",
            help=N_("For which period: Q3, H1, 6, “quý III”, 2024-Q3…"),
        ),
    ] = None,
    unit: Annotated[
        list[str] | None,
        typer.Option(
            "--unit", metavar="UNIT", help=N_("For this unit; may be repeated. All if left out.")
        ),
    ] = None,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR",
            show_default=False,
            help=N_("The folder to write to; forms/ if left out. It is made if need be."),
        ),
    ] = _FOLDER,
    force: Annotated[
        bool, typer.Option("--force", help=N_("Replace forms that are there already."))
    ] = False,
    today: Today = None,
) -> int:
    """Write the forms and return the exit code."""
    session: Session = ctx.obj
    if period is None:
        raise TtdtError(gettext_lazy("name the period with --period, such as --period Q3"))
    if output in {"", "-"}:
        raise TtdtError(gettext_lazy("forms are files; name a folder with --output"))
    workbook = _writer()
    root = session.location.root()
    workspace = Workspace(root, shown(root))
    asked = choose_period(workspace, period, day_of(today))
    plan = plan_for(workspace, asked)
    units = tuple(dict.fromkeys(pick_units(unit or plan.units, plan)))
    folder = Path(output)
    places = {one: folder / f"{one}-{asked.id}{_SUFFIX}" for one in units}
    _refuse_to_replace(tuple(places.values()), force=force)
    made: dict[Path, bytes] = {}
    for one, path in places.items():
        basis = basis_of(content_of(place_of(root, one, asked)))
        form = form_for(workspace.history(plan, one), asked)
        made[path] = workbook(form, session.language, basis)
    make_folder(folder)
    for path, content in made.items():
        write_output(path, content)
        if not session.quiet:
            session.note(session.language.gettext("wrote {path}", path=str(path)))
    return 0


def _writer() -> Callable[[Form, Language, str], bytes]:
    """Return what makes forms; raises `TtdtError` where its package is not installed."""
    try:
        from ttdt.forms.writing import workbook
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "xlsxwriter":
            raise
        raise TtdtError(
            gettext_lazy(
                "{format} needs a package that is not installed; install it with:"
                " pip install 'ttdt[office]'",
                format="template",
            )
        ) from None
    return workbook


def _refuse_to_replace(paths: tuple[Path, ...], *, force: bool) -> None:
    """Raise `TtdtError` where a form is there already: somebody may have begun to fill it in."""
    there = tuple(str(path) for path in paths if path.exists() or path.is_symlink())
    if there and not force:
        raise TtdtError(
            ngettext_lazy(
                "nothing was written: {paths} is there already; --force replaces it",
                "nothing was written: {n} of the forms are there already ({paths}); --force"
                " replaces them",
                len(there),
                paths=there[:8],
            )
        )
