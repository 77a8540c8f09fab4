"""Measuring whole processes, and showing what came of it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
TTDT = Path(sys.executable).with_name("ttdt")

_KIB = 1 if sys.platform != "darwin" else 1024
"""What the system counts a process's memory in, in KiB; macOS counts bytes."""


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds, those of the processors, MiB of its largest process."""

    seconds: float
    mib: float
    cpu: float = 0
    """Seconds of all processors together, of the process and those that it started."""


@dataclass(frozen=True)
class Row:
    """One thing against another; without a limit it is there for information only."""

    name: str
    mine: float
    yardstick: float
    ratio: float
    least: float | None = None
    most: float | None = None

    @property
    def over(self) -> bool:
        """Whether the ratio is not within its limit."""
        return (self.most is not None and self.ratio > self.most) or (
            self.least is not None and self.ratio < self.least
        )


def python(code: str) -> list[str]:
    """Return the command that runs a line of Python."""
    return [sys.executable, "-c", code]


def run(command: Sequence[str]) -> Cost:
    """Run a command, its output into a file, and return what it took; it must succeed."""
    # Whoever forbids Python to keep what it compiled would measure compiling.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as output:
        start = perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=output, cwd=ROOT, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            sys.exit(f"{command[0]} failed:\n{output.read().decode(errors='replace')[-2000:]}")
    return Cost(seconds, usage.ru_maxrss / _KIB / 1024, usage.ru_utime + usage.ru_stime)


def compare(commands: Mapping[str, Sequence[str]], runs: int) -> dict[str, Cost]:
    """Return the medians of what the commands take.

    They run by turns, so that all meet the same load of the machine.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            cost = run(command)
            if turn:  # the first only warms up
                costs[name].append(cost)
    return {
        name: Cost(
            median(one.seconds for one in found),
            median(one.mib for one in found),
            median(one.cpu for one in found),
        )
        for name, found in costs.items()
    }


def show(title: str, unit: str, rows: Sequence[Row]) -> bool:
    """Print a table; return whether a ratio is over its limit."""
    print(f"{title:58}{unit:>18}{'ratio':>8}{'limit':>8}")
    for row in rows:
        limit = f"≤ {row.most:g}" if row.most is not None else ""
        limit = f"≥ {row.least:g}" if row.least is not None else limit
        verdict = ("over" if row.over else "ok") if limit else ""
        numbers = f"{row.mine:.3g} / {row.yardstick:.3g}"
        print(f"{row.name:58}{numbers:>18}{row.ratio:8.2f}{limit:>8}  {verdict}".rstrip())
    return any(row.over for row in rows)
