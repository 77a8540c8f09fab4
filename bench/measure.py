"""Measuring whole processes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
TTDT = Path(sys.executable).with_name("ttdt")

_KIB = 1 if sys.platform != "darwin" else 1024
"""What the system counts a process's memory in, in KiB; macOS counts bytes."""

FOUND = (0, 1)
"""How a program may end that looks for errors in files."""


class Cost(NamedTuple):
    """What a command took."""

    cpu: float
    """Seconds of all processors together, of the process and those that it started."""
    seconds: float
    """Seconds by the clock, which other programs on the machine lengthen."""
    mib: float
    """Memory of its largest process; nobody can read off exactly that of all together."""


def python(code: str) -> list[str]:
    """Return the command that runs a line of Python."""
    return [sys.executable, "-c", code]


def run(command: Sequence[str], codes: Sequence[int] = (0,)) -> Cost:
    """Run a command, its output into a file, and return what it took; ends if it failed."""
    # Whoever forbids Python to keep what it compiled would measure compiling.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    # Whoever measures may have settings of their own.
    environment["TTDT_NO_CONFIG"] = "1"
    with tempfile.TemporaryFile() as output:
        start = perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=output, cwd=ROOT, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in codes:
            output.seek(0)
            sys.exit(f"{command[0]} failed:\n{output.read().decode(errors='replace')[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, seconds, usage.ru_maxrss / _KIB / 1024)


def compare(
    commands: Mapping[str, Sequence[str]], runs: int, codes: Sequence[int] = (0,)
) -> dict[str, Cost]:
    """Return the medians of what the commands take.

    They run by turns, so that all meet the same load of the machine. Where each runs more than
    once, a run before only warms up.
    """
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for turn in range(runs + 1 if runs > 1 else 1):
        for name, command in commands.items():
            cost = run(command, codes)
            if turn or runs == 1:
                costs[name].append(cost)
    return {name: Cost(*map(median, zip(*found, strict=True))) for name, found in costs.items()}
