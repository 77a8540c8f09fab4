"""`ttdt map`: how a table is read that ttdt did not make, proposed."""

from pathlib import Path
from typing import Annotated

import typer

from ttdt.cli.commands import Command, new_app
from ttdt.cli.delivery import file_of
from ttdt.cli.options import Output, Year
from ttdt.cli.session import Session
from ttdt.cli.shell_words import quoted
from ttdt.errors import TtdtError
from ttdt.text.message import N_, gettext_lazy

app = new_app()


@app.command(
    cls=Command,
    help=N_(
        "Propose how an Excel file or table is read that ttdt did not make: a commented YAML file"
        " that says where units, headings and figures stand. What only you can say is left as"
        " “?”; ttdt import --map reads the file by it, also next time."
    ),
    epilog="ttdt map bieu-01.xlsx\n"
    "ttdt map bieu-01.xlsx -o data/maps/bieu-01.yaml\n"
    "ttdt import bieu-01.xlsx --map bieu-01 --dry-run",
)
def map_(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help=N_("The table: .xlsx, .ods, .csv or .tsv."))
    ],
    year: Year = None,
    output: Output = None,
    force: Annotated[
        bool, typer.Option("--force", help=N_("Replace a map that is there already."))
    ] = False,
) -> int:
    """Print or save the proposed map and return the exit code."""
    from ttdt.app.map import propose_map

    session: Session = ctx.obj
    made = propose_map(session.location.open(), Path(file), year, session.language)
    target = file_of(output)
    if target is None:
        session.deliver(made.text, None)
    else:
        _save(session, target, made.text, force=force)
    for name in made.fitting:
        session.tell(
            session.language.gettext(
                "the map {name} reads this file already: ttdt import {file} --map {name}",
                name=quoted(name),
                file=quoted(file),
            )
        )
    if made.asked:
        session.tell(
            session.language.ngettext(
                "{n} entry says “?”: only you can decide it",
                "{n} entries say “?”: only you can decide them",
                made.asked,
            )
        )
    return 0


def _save(session: Session, target: Path, text: str, *, force: bool) -> None:
    """Write a map to its file, never over anything but a map, nor over that without being told."""
    from ttdt.app.map import is_map
    from ttdt.workspace.atomic_writing import make_folder, write_file
    from ttdt.workspace.workspace import MAPS_FOLDER

    if target.exists() and not (force and is_map(target)):
        message = (
            gettext_lazy("{path} is there and is no map; name another file", path=str(target))
            if force
            else gettext_lazy("{path} is there already; --force replaces it", path=str(target))
        )
        raise TtdtError(message)
    if target.parent.name == MAPS_FOLDER:
        make_folder(target.parent)
    write_file(target, text)
    session.tell(session.language.gettext("wrote {path}", path=str(target)))
