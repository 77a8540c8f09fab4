"""`ttdt template`: Excel forms for the units to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ttdt.app.resolving import choose_period, pick_areas, pick_leaves_below
from ttdt.app.template import blank_forms
from ttdt.change.draft import ChangeService, plan_for
from ttdt.cli.commands import Command, new_app
from ttdt.cli.delivery import write_output
from ttdt.cli.options import Today
from ttdt.cli.session import Session, day_of
from ttdt.errors import TtdtError
from ttdt.text.message import N_, gettext_lazy, ngettext_lazy
from ttdt.workspace.atomic_writing import make_folder

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
    below: Annotated[
        list[str] | None,
        typer.Option(
            "--below", metavar="UNIT", help=N_("For every unit below this one; may be repeated.")
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
    if unit and below:
        raise TtdtError(gettext_lazy("name units with --unit or with --below, not with both"))
    if output in {"", "-"}:
        raise TtdtError(gettext_lazy("forms are files; name a folder with --output"))
    changes = ChangeService(session.location.open())
    asked = choose_period(changes.workspace, period, day_of(today))
    plan = plan_for(changes.workspace, asked)
    if unit:
        units = tuple(dict.fromkeys(pick_areas(unit, plan)))
    elif below:
        units = pick_leaves_below(below, plan)
    else:
        units = tuple(leaf.id for leaf in plan.leaves)
    folder = Path(output)
    places = {one: folder / f"{plan.areas[one].written_id}-{asked.id}{_SUFFIX}" for one in units}
    _refuse_to_replace(tuple(places.values()), force=force)
    forms = blank_forms(changes, plan, units, asked, session.language)
    make_folder(folder)
    for one, content in forms.items():
        write_output(places[one], content)
        session.tell(session.language.gettext("wrote {path}", path=str(places[one])))
    return 0


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
