"""`ttdt export`: figures and computed values for other systems."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from ttdt.cli.commands import Command, new_app
from ttdt.cli.delivery import file_of, whole
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
    "ttdt export --format parquet --period Q2 -o dataset/\n"
    "ttdt export --publisher VN-AGENCY-58 -o results.xml",
)
def export(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[INDICATOR|UNIT|PERIOD]…",
            help=N_(
                "Indicators, units and periods, in any order, as --indicator, --unit and --period"
                " name them."
            ),
        ),
    ] = None,
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
            "-f",
            metavar="FORMAT",
            help=N_(
                "datapackage (a folder), sdmx-csv, dhis2, iati or parquet (a file, or a dataset of"
                " many rounds: a folder, with a slash behind its name); otherwise the suffix"
                " decides."
            ),
        ),
    ] = None,
    table: Annotated[
        str | None,
        typer.Option(
            "--table",
            metavar="TABLE",
            help=N_("Of parquet: values, funding or tasks; values without it."),
        ),
    ] = None,
    output: Output = None,
) -> int:
    """Write the export and return the exit code."""
    from ttdt.app.assessing import AskedPeriod, AskedRows
    from ttdt.app.export import ExportRequest, make_export
    from ttdt.cli.progress import carried_out
    from ttdt.export import EXPORTS, load

    session: Session = ctx.obj
    target = file_of(output)
    name = _format(format_, target)
    writer = load(name)
    dataset = _dataset(name, output)
    request = ExportRequest(
        when=AskedPeriod(day_of(today), year=year),
        rows=AskedRows(unit or (), group or (), indicator or ()),
        words=words or (),
        only_whole_rounds=dataset is not None,
        language=session.language,
        format=EXPORTS[name],
        periods=period or (),
        publisher=publisher,
        carry_forward=carry_forward,
        table=table,
    )
    outcome = carried_out(session, make_export, request)
    if dataset is None:
        product = writer(outcome.data)
        session.deliver(product if isinstance(product, Mapping) else whole(product), target)
    else:
        from ttdt.export.dataset import partitions

        session.deliver_partitions(partitions(outcome.data, dataset))
    session.tell_notices(outcome.notices)
    return int(outcome.code)


def _dataset(name: str, output: str | None) -> Path | None:
    """Return the folder that takes a file for each round, if that is what -o names."""
    from ttdt.export import OF_DATASETS

    target = file_of(output)
    if name != OF_DATASETS or output is None or target is None:
        return None
    if output.endswith(_SEPARATORS) or target.is_dir():
        return target
    if not target.suffix and not target.exists():
        raise TtdtError(
            gettext_lazy(
                "{path} may be a file or a folder: write {path}.parquet for a file, {path}/ for"
                " a dataset",
                path=output,
            )
        )
    return None


_SEPARATORS = tuple(filter(None, (os.sep, os.altsep)))


def _format(asked: str | None, target: Path | None) -> str:
    """Return which format is meant; a name without a suffix is a folder."""
    from ttdt.app.resolving import pick_format
    from ttdt.export import EXPORTS

    suffixes = {name: known.suffixes for name, known in EXPORTS.items()}
    folder = target is not None and not target.suffix
    usual = next(name for name, known in EXPORTS.items() if known.is_folder)
    name = pick_format(asked, None if folder else target, suffixes, usual)
    if EXPORTS[name].is_folder:
        _require_folder(name, target)
    if EXPORTS[name].needs is not None and target is None and is_terminal():
        raise TtdtError(gettext_lazy("{format} is not text; name a file with -o", format=name))
    return name


def _require_folder(name: str, target: Path | None) -> None:
    """Raise `TtdtError` where a format of several files has no folder, or a dataset's."""
    from ttdt.export.dataset import is_dataset

    if target is None:
        raise TtdtError(
            gettext_lazy("{format} is a folder of files; name one with -o", format=name)
        )
    if is_dataset(target):
        raise TtdtError(
            gettext_lazy(
                "{path} is a dataset, which {format} would spoil: add to it with --format parquet,"
                " or name another folder",
                path=str(target),
                format=name,
            )
        )
