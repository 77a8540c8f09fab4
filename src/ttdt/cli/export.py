"""`ttdt export`: figures and computed values for other systems."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ttdt.cli.commands import Command, new_app
from ttdt.cli.delivery import file_of
from ttdt.cli.options import CarryForward, Groups, Indicators, Output, Today, Units, Year
from ttdt.cli.session import Session, day_of
from ttdt.cli.terminal import is_terminal
from ttdt.errors import TtdtError
from ttdt.text.message import N_, gettext_lazy

app = new_app()


@app.command(
    cls=Command,
    help=N_("Write figures and computed values for other systems."),
    epilog="ttdt export -o package/\n"
    "ttdt export --format sdmx-csv --period Q1 --period Q2 -o q2.csv\n"
    "ttdt export --format dhis2 --period latest\n"
    "ttdt export --publisher VN-AGENCY-58 -o results.xml",
)
def export(
    ctx: typer.Context,
    period: Annotated[
        list[str] | None,
        typer.Option(
            "--period",
            "-p",
            metavar="PERIOD",
            help=N_("A round to export, may be repeated; every round of the year if left out."),
        ),
    ] = None,
    unit: Units = None,
    group: Groups = None,
    indicator: Indicators = None,
    year: Year = None,
    today: Today = None,
    carry_forward: CarryForward = False,
    publisher: Annotated[
        str | None,
        typer.Option(
            "--publisher",
            metavar="ID",
            help=N_("For iati: the identifier that your organisation is registered with."),
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=N_(
                "datapackage (a folder), sdmx-csv, dhis2, iati or parquet; otherwise the suffix"
                " decides."
            ),
        ),
    ] = None,
    output: Output = None,
) -> int:
    """Write the export and return the exit code."""
    from ttdt.app.assessing import AskedPeriod, AskedRows
    from ttdt.app.export import ExportRequest, make_export
    from ttdt.export import EXPORTS, load

    session: Session = ctx.obj
    target = file_of(output)
    name = _format(format_, target)
    writer = load(name)
    request = ExportRequest(
        when=AskedPeriod(day_of(today), year=year),
        rows=AskedRows(unit or (), group or (), indicator or ()),
        language=session.language,
        format=EXPORTS[name],
        periods=period or (),
        publisher=publisher,
        carry_forward=carry_forward,
    )
    outcome = make_export(request, session.location)
    session.deliver(writer(outcome.data), target)
    session.tell_notices(outcome.notices)
    return int(outcome.code)


def _format(asked: str | None, target: Path | None) -> str:
    """Return which format is meant; a name without a suffix is a folder."""
    from ttdt.app.resolving import pick_format
    from ttdt.export import EXPORTS

    suffixes = {name: known.suffixes for name, known in EXPORTS.items()}
    folder = target is not None and not target.suffix
    usual = next(name for name, known in EXPORTS.items() if known.is_folder)
    name = pick_format(asked, None if folder else target, suffixes, usual)
    if EXPORTS[name].is_folder and target is None:
        raise TtdtError(
            gettext_lazy("{format} is a folder of files; name one with -o", format=name)
        )
    if EXPORTS[name].needs is not None and target is None and is_terminal():
        raise TtdtError(gettext_lazy("{format} is not text; name a file with -o", format=name))
    return name
