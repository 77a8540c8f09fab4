"""Options that commands share. Words are translated when help is shown."""

from __future__ import annotations

from typing import Annotated

import typer

from ttdt import __version__
from ttdt.cli.output import print_product
from ttdt.text.message import N_


def _help_asked(ctx: typer.Context, value: bool) -> None:
    if value:
        print_product(ctx.get_help() + "\n")
        raise typer.Exit


def _version_asked(value: bool) -> None:
    if value:
        print_product(f"ttdt {__version__}\n")
        raise typer.Exit


Help = Annotated[
    bool,
    typer.Option(
        "--help",
        "-h",
        is_eager=True,
        callback=_help_asked,
        help=N_("Show this help and exit."),
    ),
]
Version = Annotated[
    bool,
    typer.Option(
        "--version",
        "-V",
        is_eager=True,
        callback=_version_asked,
        help=N_("Show the version and exit."),
    ),
]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="vi|en",
        help=N_("Language of everything shown (also TTDT_LANG)."),
    ),
]
Data = Annotated[
    str | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help=N_("The workspace (also TTDT_DATA); otherwise the nearest data/ upwards."),
    ),
]
Color = Annotated[
    str | None,
    typer.Option("--color", metavar="auto|always|never", help=N_("Colour on or off.")),
]
Quiet = Annotated[
    bool,
    typer.Option("--quiet", "-q", help=N_("Print nothing but the product and errors.")),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=N_("Write to this file, whole or not at all; - is stdout."),
    ),
]
Units = Annotated[
    list[str] | None,
    typer.Option("--unit", metavar="UNIT", help=N_("Only this unit; may be repeated.")),
]
Groups = Annotated[
    list[str] | None,
    typer.Option("--group", metavar="GROUP", help=N_("Only this group; may be repeated.")),
]
Indicators = Annotated[
    list[str] | None,
    typer.Option(
        "--indicator", metavar="INDICATOR", help=N_("Only this indicator; may be repeated.")
    ),
]
TextFormat = Annotated[
    str | None,
    typer.Option("--format", metavar="FORMAT", help=N_("table, plain or json.")),
]
CarryForward = Annotated[
    bool,
    typer.Option(
        "--carry-forward",
        help=N_("Fill a unit's missing figure with its newest earlier one of the year, marked."),
    ),
]
