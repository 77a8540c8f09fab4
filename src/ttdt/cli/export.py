"""`ttdt export`: figures and computed values for other systems."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from ttdt.app.resolving import (
    choose_period,
    pick_format,
    pick_groups,
    pick_indicators,
    pick_units,
    pick_year,
)
from ttdt.cli.commands import Command, new_app
from ttdt.cli.delivery import file_of
from ttdt.cli.notices import tell_of_empty
from ttdt.cli.options import CarryForward, Groups, Indicators, Output, Today, Units, Year
from ttdt.cli.session import Session, day_of
from ttdt.cli.terminal import is_terminal
from ttdt.compute import Selection, assess, select
from ttdt.errors import TtdtError
from ttdt.export import EXPORTS, ExportData, ExportRound, load
from ttdt.period import Period
from ttdt.text.message import N_, gettext_lazy
from ttdt.workspace.atomic_writing import problem
from ttdt.workspace.workspace import Workspace

INVALID_DATA = 1

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
    session: Session = ctx.obj
    target = file_of(output)
    name = _format(format_, target)
    writer = load(name)
    workspace = session.location.open()
    periods = _periods(workspace, period or (), year, today)
    plan = workspace.plan(periods[0].year)
    selection = Selection(
        pick_units(unit or (), plan),
        pick_groups(group or (), plan),
        pick_indicators(indicator or (), plan),
    )
    stages = []
    for asked in periods:
        round_ = workspace.round(asked)
        report = select(assess(round_, carry_forward=carry_forward), selection)
        stages.append(ExportRound(round_, report))
    consignment = ExportData(tuple(stages), session.language, publisher)
    product = writer(consignment)
    if isinstance(product, bytes):
        session.deliver(product, target)
    else:
        _write_folder(session, Path(str(output)), product)
    for asked in periods:
        tell_of_empty(session, workspace, asked)
    return INVALID_DATA if any(stage.report.findings for stage in stages) else 0


def _format(asked: str | None, target: Path | None) -> str:
    """Return which format is meant; a name without a suffix is a folder."""
    suffixes = {name: known.suffixes for name, known in EXPORTS.items()}
    folder = target is not None and not target.suffix
    name = pick_format(asked, None if folder else target, suffixes, "datapackage")
    if EXPORTS[name].is_folder and target is None:
        raise TtdtError(
            gettext_lazy("{format} is a folder of files; name one with -o", format=name)
        )
    if EXPORTS[name].needs is not None and target is None and is_terminal():
        raise TtdtError(gettext_lazy("{format} is not text; name a file with -o", format=name))
    return name


def _periods(
    workspace: Workspace, words: list[str] | tuple[()], year: str | None, today: str | None
) -> tuple[Period, ...]:
    """Return the rounds asked for in the order of time, all of one plan."""
    if not words:
        years = workspace.years if year is None else (pick_year(workspace, year),)
        for known in years:
            periods = workspace.periods(known)
            if periods:
                return periods
        raise TtdtError(
            gettext_lazy("nobody has submitted anything yet; name a period with --period")
        )
    asked = {choose_period(workspace, word, day_of(today), year=year) for word in words}
    periods = tuple(sorted(asked, key=lambda period: (period.end, period.months)))
    if len({period.year for period in periods}) > 1:
        raise TtdtError(
            gettext_lazy("the periods are of several years; export each year by itself")
        )
    return periods


def _write_folder(session: Session, folder: Path, files: Mapping[str, bytes]) -> None:
    """Write every file of a package, or leave the folder as it was and raise `TtdtError`.

    All are complete on disk before the first takes its place; the descriptor, which vouches for
    the others, does so last.
    """
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".", suffix=".tmp", dir=folder) as aside:
            for name, content in files.items():
                with Path(aside, name).open("wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
            for name in files:
                Path(aside, name).replace(folder / name)
    except (FileExistsError, NotADirectoryError):
        raise TtdtError(
            gettext_lazy("{path} is not a folder, and a package needs one", path=str(folder))
        ) from None
    except OSError as error:
        raise TtdtError(
            gettext_lazy(
                "{path} could not be written: {error}", path=str(folder), error=problem(error)
            )
        ) from None
    finally:
        if is_new:
            with suppress(OSError):
                # Only if nothing has come into it.
                folder.rmdir()
    if not session.quiet:
        session.note(session.language.gettext("wrote {path}", path=str(folder)))
