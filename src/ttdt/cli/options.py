"""Options that commands share. Words are translated when help is shown."""

from __future__ import annotations

from typing import Annotated

import typer

from ttdt import __version__
from ttdt.cli.output import print_product
from ttdt.message import mark


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
        help=mark("Show this help and exit."),
    ),
]
Version = Annotated[
    bool,
    typer.Option(
        "--version",
        "-V",
        is_eager=True,
        callback=_version_asked,
        help=mark("Show the version and exit."),
    ),
]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="vi|en",
        help=mark("Language of everything shown (also TTDT_LANG)."),
    ),
]
Data = Annotated[
    str | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help=mark("The workspace (also TTDT_DATA); otherwise the nearest data/ upwards."),
    ),
]
Color = Annotated[
    str | None,
    typer.Option("--color", metavar="auto|always|never", help=mark("Colour on or off.")),
]
Quiet = Annotated[
    bool,
    typer.Option("--quiet", "-q", help=mark("Print nothing but the product and errors.")),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=mark("Write to this file, whole or not at all; - is stdout."),
    ),
]
Units = Annotated[
    list[str] | None,
    typer.Option("--unit", metavar="UNIT", help=mark("Only this unit; may be repeated.")),
]
Groups = Annotated[
    list[str] | None,
    typer.Option("--group", metavar="GROUP", help=mark("Only this group; may be repeated.")),
]
Indicators = Annotated[
    list[str] | None,
    typer.Option(
        "--indicator", metavar="INDICATOR", help=mark("Only this indicator; may be repeated.")
    ),
]
TextFormat = Annotated[
    str | None,
    typer.Option("--format", metavar="FORMAT", help=mark("table, plain or json.")),
]
CarryForward = Annotated[
    bool,
    typer.Option(
        "--carry-forward",
        help=mark("Fill a unit's missing figure with its newest earlier one of the year, marked."),
    ),
]
