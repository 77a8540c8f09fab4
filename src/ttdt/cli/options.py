"""Options that commands share. Words are translated when help is shown."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Annotated, Any

import typer
from typer.main import get_command

from ttdt import __version__
from ttdt.cli.delivery import print_product
from ttdt.cli.session import Session
from ttdt.text.message import N_

_LANGUAGE = "--lang"


def _take_data(ctx: typer.Context, value: str | None) -> None:
    session: Session = ctx.obj
    session.take_data(value)


def _take_language(ctx: typer.Context, value: str | None) -> None:
    session: Session = ctx.obj
    session.take("language", value)


def _take_color(ctx: typer.Context, value: str | None) -> None:
    session: Session = ctx.obj
    session.take("color", value or None)


def _take_quiet(ctx: typer.Context, value: bool) -> None:
    session: Session = ctx.obj
    session.quiet = value or session.quiet


def _leave_pager(ctx: typer.Context, value: bool) -> None:
    session: Session = ctx.obj
    session.pages = session.pages and not value


def _leave_files(ctx: typer.Context, value: bool) -> None:
    session: Session = ctx.obj
    if value:
        session.leave_files()


def _show_version(value: bool) -> None:
    if value:
        print_product(f"ttdt {__version__}\n")
        raise typer.Exit


def _show_help(ctx: typer.Context, value: bool) -> None:
    if value:
        session: Session = ctx.obj
        session.check()
        session.show(ctx.get_help() + "\n")
        raise typer.Exit


def _common(
    data: Annotated[
        str | None,
        typer.Option(
            "--data",
            metavar="DIR",
            callback=_take_data,
            expose_value=False,
            help=N_("The workspace (also TTDT_DATA); otherwise the nearest data/ upwards."),
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            _LANGUAGE,
            metavar="vi|en",
            # Before --help, which is written in it.
            is_eager=True,
            callback=_take_language,
            expose_value=False,
            help=N_("Language of everything shown (also TTDT_LANG)."),
        ),
    ] = None,
    color: Annotated[
        str | None,
        typer.Option(
            "--color",
            metavar="auto|always|never",
            callback=_take_color,
            expose_value=False,
            help=N_("Colour on or off."),
        ),
    ] = None,
    quiet: Annotated[
        bool,
        typer.Option(
            "--quiet",
            "-q",
            callback=_take_quiet,
            expose_value=False,
            help=N_("Print nothing but the product and errors."),
        ),
    ] = False,
    no_pager: Annotated[
        bool,
        typer.Option(
            "--no-pager",
            # Before --help, which may be long, too.
            is_eager=True,
            callback=_leave_pager,
            expose_value=False,
            help=N_("Print long answers, too, on a terminal (also TTDT_PAGER=cat)."),
        ),
    ] = False,
    no_config: Annotated[
        bool,
        typer.Option(
            "--no-config",
            # Before --help, whose language may stand in a file.
            is_eager=True,
            callback=_leave_files,
            expose_value=False,
            help=N_("Read no ttdt.toml (also TTDT_NO_CONFIG)."),
        ),
    ] = False,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            "-V",
            callback=_show_version,
            expose_value=False,
            help=N_("Show the version and exit."),
        ),
    ] = False,
    help_: Annotated[
        bool,
        typer.Option(
            "--help",
            "-h",
            callback=_show_help,
            expose_value=False,
            help=N_("Show this help and exit."),
        ),
    ] = False,
) -> None:
    """Take the options of every command, in the order of the help."""


@cache
def common_options() -> tuple[Any, ...]:
    """Return the options of every command, which fill in the session as they are read."""
    app = typer.Typer(add_completion=False)
    app.command(add_help_option=False)(_common)
    return tuple(get_command(app).params)


class _AsWritten:
    """Takes what stands on a command line as it is: a text, several in a list, or a switch.

    typer would have pydantic look at each, which for help alone took half of the run to load.
    """

    @staticmethod
    def coerce(value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401, ARG004 - typer's own
        several = param.multiple or param.nargs == -1
        return () if value is None and several else value


def take_as_written(params: Iterable[Any]) -> None:
    """Let typer look no closer at what the options are given; each must be of texts or a switch."""
    for param in params:
        param._runtime_param = _AsWritten  # noqa: SLF001 - where typer keeps what it makes


def language_in(arguments: Sequence[str]) -> str | None:
    """Return the language that a command line asks for which cannot be parsed.

    What is wrong with it is said in that language, also where the parser has not come so far.
    """
    asked = None
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == _LANGUAGE and place + 1 < len(arguments):
            asked = arguments[place + 1]
        elif argument.startswith(f"{_LANGUAGE}="):
            asked = argument.removeprefix(f"{_LANGUAGE}=")
    return asked


PeriodWord = Annotated[
    str | None,
    typer.Option(
        "--period",
        "-p",
        metavar="PERIOD",
        help=N_(
            "Q2, H1, 6, T6, “quý II”, “6 tháng”, “năm”, 2024-Q2…; latest is the newest with a"
            " submission (also if left out), previous the quarter that ended last before today."
        ),
    ),
]
Today = Annotated[
    str | None,
    typer.Option(
        "--today",
        metavar="DATE",
        help=N_("The day to look from, as 2024-07-05 or 05/07/2024; the system's if left out."),
    ),
]
Year = Annotated[
    str | None,
    typer.Option("--year", metavar="YEAR", help=N_("The plan's year; the newest if left out.")),
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
    typer.Option(
        "--unit",
        "-u",
        metavar="UNIT",
        help=N_("Only this unit; may be repeated, and adds to units named in place."),
    ),
]
Area = Annotated[
    str | None,
    typer.Option(
        "--area",
        metavar="UNIT",
        help=N_("As if the plan were this unit's own: its targets, and only the units below it."),
    ),
]
Levels = Annotated[
    list[str] | None,
    typer.Option(
        "--level",
        metavar="KIND",
        help=N_(
            "Side by side the units of this kind, as commune, or of this level, as 2; may be"
            " repeated."
        ),
    ),
]
Groups = Annotated[
    list[str] | None,
    typer.Option("--group", metavar="GROUP", help=N_("Only this group; may be repeated.")),
]
Indicators = Annotated[
    list[str] | None,
    typer.Option(
        "--indicator",
        metavar="INDICATOR",
        help=N_("Only this indicator; may be repeated, and adds to those named in place."),
    ),
]
Bodies = Annotated[
    list[str] | None,
    typer.Option(
        "--body",
        metavar="BODY",
        help=N_("Only what this responsible body answers for; may be repeated."),
    ),
]
AnswerFormat = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=N_(
            "table, plain, json, markdown, csv, html, xlsx, docx or pdf; otherwise the file's"
            " suffix or the terminal decides."
        ),
    ),
]
CarryForward = Annotated[
    bool,
    typer.Option(
        "--carry-forward",
        help=N_("Fill a unit's missing figure with its newest earlier one of the year, marked."),
    ),
]
FailOn = Annotated[
    list[str] | None,
    typer.Option(
        "--fail-on",
        metavar="CONDITION",
        help=N_(
            "Exit with 3 if a verdict is behind (or worse, not yet included), not_met or no_data,"
            " or a unit is missing; errors in the data exit with 1 all the same. May be repeated."
        ),
    ),
]
