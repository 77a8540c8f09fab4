"""How long the program takes to start, against doing as little as possible."""

from __future__ import annotations

from typing import NamedTuple

from bench.measure import ROOT, TTDT, compare, python
from bench.tables import Ratio, Table

REPORT = [str(TTDT), "report", "--period", "Q2", "--data", str(ROOT / "data"), "-q"]

COMPLETE = [str(TTDT), "__complete", "bash", "report", "--data", str(ROOT / "data"), ""]

_LIBRARIES = (
    "import typer; from pydantic import BaseModel; import ruamel.yaml;"
    " import rich.table, rich.console; import tabulate\n"
)
_USED = (
    "app = typer.Typer()\n"
    "class Model(BaseModel): number: int\n"
    "@app.command()\ndef main(name: str = 'x') -> None: Model(number=1)\n"
    "app()"
)


class Comparison(NamedTuple):
    """A command, what it is measured against, and how many times longer it may take."""

    name: str
    command: list[str]
    yardstick: list[str]
    limit: float | None = None


COMPARISONS = (
    Comparison(
        "`ttdt report --period Q2` / its libraries imported", REPORT, python(_LIBRARIES), 1.25
    ),
    # Imported, they leave much of themselves unread until a first option or model is made.
    Comparison(
        "`ttdt report --period Q2` / imported, and one option and one model made",
        REPORT,
        python(_LIBRARIES + _USED),
    ),
    Comparison("`ttdt --version` / `python -c pass`", [str(TTDT), "--version"], python("pass"), 2),
    Comparison("`ttdt --help` / a report", [str(TTDT), "--help"], REPORT, 0.6),
    Comparison("`ttdt report --help` / a report", [str(TTDT), "report", "--help"], REPORT, 0.6),
    Comparison("`ttdt import --help` / a report", [str(TTDT), "import", "--help"], REPORT, 0.6),
    Comparison("a mistyped command / a report", [str(TTDT), "reprot"], REPORT, 0.6),
    Comparison("a mistyped option / a report", [str(TTDT), "report", "--peroid"], REPORT, 0.6),
    Comparison("completing a word of the plan / a report", COMPLETE, REPORT, 0.6),
)


def tables(runs: int) -> list[Table]:
    """Measure the comparisons."""
    commands = {
        " ".join(command): command
        for one in COMPARISONS
        for command in (one.command, one.yardstick)
    }
    costs = compare(commands, runs, (0, 2))
    rows = []
    for one in COMPARISONS:
        mine, yardstick = (costs[" ".join(command)].cpu for command in (one.command, one.yardstick))
        rows.append((one.name, mine, yardstick, Ratio(mine / yardstick, one.limit)))
    return [
        Table(
            "Start-up, with the data that ttdt comes with", ("", "CPU s", "against", "ratio"), rows
        )
    ]
