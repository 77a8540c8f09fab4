"""Measure how long the program takes as a whole process, against doing as little as possible.

Run it with `make bench`. It measures the program that is installed beside the interpreter.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
TTDT = Path(sys.executable).with_name("ttdt")
RUNS = 21


@dataclass(frozen=True)
class Comparison:
    """A command, what it is measured against, and how many times longer it may take."""

    name: str
    command: list[str]
    yardstick: list[str]
    limit: float


def python(code: str) -> list[str]:
    """Return the command that runs a line of Python."""
    return [sys.executable, "-c", code]


COMPARISONS = (
    Comparison(
        "ttdt report --period Q2 / import of its libraries",
        [str(TTDT), "report", "--period", "Q2", "--data", str(ROOT / "data")],
        python("import typer, pydantic, ruamel.yaml, rich"),
        1.4,
    ),
    Comparison("ttdt --version / python -c pass", [str(TTDT), "--version"], python("pass"), 4),
)


def seconds(command: list[str]) -> float:
    """Return how long a command took; its output goes into a pipe."""
    start = perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return perf_counter() - start


def main() -> int:
    """Print the ratios and return 1 if one is over its limit."""
    print(f"{'':52}{'seconds':>18}{'ratio':>8}{'limit':>8}")
    over = False
    for one in COMPARISONS:
        seconds(one.command)
        seconds(one.yardstick)
        # By turns, so that both meet the same load of the machine.
        pairs = [(seconds(one.command), seconds(one.yardstick)) for _ in range(RUNS)]
        mine, yardstick = (median(side) for side in zip(*pairs, strict=True))
        ratio = mine / yardstick
        over = over or ratio > one.limit
        verdict = "  over" if ratio > one.limit else ""
        times = f"{mine:.3f} / {yardstick:.3f}"
        print(f"{one.name:52}{times:>18}{ratio:8.2f}{one.limit:8.2f}{verdict}")
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
