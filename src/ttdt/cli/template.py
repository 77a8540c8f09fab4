"""`ttdt template`: Excel forms for the units to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ttdt.cli.commands import Command, new_app
from ttdt.cli.delivery import write_output
from ttdt.cli.options import Today
from ttdt.cli.session import Session, day_of
from ttdt.errors import TtdtError
from ttdt.text.message import N_, gettext_lazy, ngettext_lazy
from ttdt.workspace.atomic_writing import make_folder, write_several

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.app.template import FormRequest
    from ttdt.period import Period
    from ttdt.plan import Plan

_FOLDER = "forms"
_SUFFIX = ".xlsx"

app = new_app()


@app.command(
    cls=Command,
    help=N_(
        "Make Excel forms for units to fill in: what is asked, how it is counted, the target, last"
        " round's figure, and at once whether the target is met. A unit with units below it gets"
        " one workbook for all of them, with a row for each and their sums. Those that have begun"
        " get their figures filled in. ttdt import reads the forms back."
    ),
    epilog="ttdt template --period Q3\n"
    "ttdt template --period Q3 -o forms/ --unit bac-ai --unit ninh-son\n"
    "ttdt template --period Q3 -o bac-ai.xlsx --unit bac-ai\n"
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
            "--unit",
            metavar="UNIT",
            help=N_(
                "For this unit; may be repeated. If left out, a form for every unit without units"
                " below it."
            ),
        ),
    ] = None,
    below: Annotated[
        list[str] | None,
        typer.Option(
            "--below",
            metavar="UNIT",
            help=N_("A form for every unit below this one; may be repeated."),
        ),
    ] = None,
    each: Annotated[
        bool,
        typer.Option(
            "--each", help=N_("Of a unit with units below it, a form for every one of them.")
        ),
    ] = False,
    own: Annotated[
        bool,
        typer.Option(
            "--own", help=N_("Of a unit with units below it, the form of what it reports itself.")
        ),
    ] = False,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            show_default=False,
            help=N_(
                "The folder to write to; forms/ if left out. It is made if need be. A single form"
                " can be given a name that ends in .xlsx."
            ),
        ),
    ] = _FOLDER,
    force: Annotated[
        bool, typer.Option("--force", help=N_("Replace forms that are there already."))
    ] = False,
    today: Today = None,
) -> int:
    """Write the forms and return the exit code."""
    from ttdt.app.resolving import choose_period, pick_leaves_below
    from ttdt.app.template import FormRequest, blank_forms
    from ttdt.change.draft import plan_for

    session: Session = ctx.obj
    if period is None:
        raise TtdtError(gettext_lazy("name the period with --period, such as --period Q3"))
    if unit and below:
        raise TtdtError(gettext_lazy("name units with --unit or with --below, not with both"))
    if each and own:
        raise TtdtError(gettext_lazy("--each and --own exclude each other"))
    if output in {"", "-"}:
        raise TtdtError(gettext_lazy("forms are files; name a folder with --output"))
    workspace = session.location.open()
    asked = choose_period(workspace, period, day_of(today))
    plan = plan_for(workspace, asked)
    if below:
        requests = tuple(map(FormRequest, pick_leaves_below(below, plan)))
    elif unit:
        requests = _requests(plan, unit, each=each, own=own)
    else:
        requests = tuple(FormRequest(leaf.id) for leaf in plan.leaves)
    places = _places(Path(output), plan, requests, asked)
    _refuse_to_replace(places, force=force)
    # All are made before the first is written, or none is.
    forms = blank_forms(workspace, plan, requests, asked, session.language)
    for place, _ in write_several(_write, zip(places, forms, strict=True)):
        session.tell(session.language.gettext("wrote {path}", path=str(place)))
    return 0


def _write(form: tuple[Path, bytes]) -> None:
    place, content = form
    make_folder(place.parent)
    write_output(place, content)


def _requests(
    plan: Plan, words: Sequence[str], *, each: bool, own: bool
) -> tuple[FormRequest, ...]:
    """Return the forms of the areas named; one with units below it has three kinds of them."""
    from ttdt.app.resolving import pick_areas, pick_leaves_below
    from ttdt.app.template import FormRequest

    found: dict[FormRequest, None] = {}
    for word, area in zip(words, pick_areas(words, plan), strict=True):
        if each and area in plan.below:
            found |= dict.fromkeys(map(FormRequest, pick_leaves_below((word,), plan)))
        else:
            found[FormRequest(area, of_units_below=area in plan.below and not own)] = None
    return tuple(found)


def _places(
    output: Path, plan: Plan, requests: Sequence[FormRequest], period: Period
) -> tuple[Path, ...]:
    """Return where each form is to be written: into a folder, or a single one to a file."""
    if output.suffix.lower() != _SUFFIX:
        return tuple(
            output / f"{plan.areas[asked.area].written_id}-{period.id}{_SUFFIX}"
            for asked in requests
        )
    if len(requests) != 1:
        raise TtdtError(
            gettext_lazy(
                "{n} forms do not go into one file; name a folder with --output", n=len(requests)
            )
        )
    return (output,)


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
