"""Measure how long the program takes as a whole process, against doing as little as possible.

Run it with `make bench`. It measures the program that is installed beside the interpreter.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

from bench.measure import ROOT, TTDT, Row, compare, python, show

RUNS = 21
REPORT = [str(TTDT), "report", "--period", "Q2", "--data", str(ROOT / "data")]


@dataclass(frozen=True)
class Comparison:
    """A command, what it is measured against, and how many times longer it may take."""

    name: str
    command: list[str]
    yardstick: list[str]
    limit: float | None = None


COMPARISONS = (
    Comparison(
        "ttdt report --period Q2 / import of its libraries",
        REPORT,
        python("import typer, pydantic, ruamel.yaml, rich"),
        1.4,
    ),
    # The line above leaves most of typer, pydantic and rich unread until something asks for it.
    # These two say how the report compares to having them, and to the least that typer can do.
    Comparison(
        "ttdt report --period Q2 / its libraries really loaded",
        REPORT,
        python(
            "import typer; from pydantic import BaseModel; import ruamel.yaml;"
            " import rich.table, rich.console; import tabulate"
        ),
    ),
    Comparison(
        "ttdt report --period Q2 / typer with one option",
        REPORT,
        python(
            "import typer\napp = typer.Typer()\n"
            "@app.command()\ndef main(name: str = 'x') -> None: print(name)\n"
            "app()"
        ),
    ),
    Comparison("ttdt --version / python -c pass", [str(TTDT), "--version"], python("pass"), 4),
)


def main() -> int:
    """Print the ratios and return 1 if one is over its limit."""
    commands = {
        " ".join(command): command
        for one in COMPARISONS
        for command in (one.command, one.yardstick)
    }
    costs = compare(commands, RUNS)
    rows = []
    for one in COMPARISONS:
        mine, yardstick = (
            costs[" ".join(command)].seconds for command in (one.command, one.yardstick)
        )
        rows.append(Row(one.name, mine, yardstick, mine / yardstick, most=one.limit))
    return int(show("Whole processes", "seconds", rows))


if __name__ == "__main__":
    sys.exit(main())
