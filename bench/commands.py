"""Measure every command as a whole process, against `ttdt check` of the same files.

Run it with `make bench`. What is compared is the processors' time, which other programs on the
machine change least.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import ROOT, TTDT, Row, compare, show
from bench.submissions import write_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.measure import Cost

MANY, MOST = 1_000, 10_000
PLAN = ROOT / "data" / "targets-2024.yaml"
CHECK = "check"
PEAK = 250
"""How many MiB a command may take with the most files."""


@dataclass(frozen=True)
class Command:
    """A command, and how much of a check's time it may take with the most files."""

    name: str
    arguments: tuple[str, ...]
    limit: float | None = None
    suffix: str | None = None
    """What the file is called that it writes; printed without one."""


def _report(kind: str, limit: float, suffix: str | None = None) -> Command:
    arguments = ("report", "--period", "Q2", "--format", kind)
    return Command(f"report {kind}", arguments, limit, suffix)


COMMANDS = (
    Command(CHECK, (CHECK, "--format", "concise")),
    _report("json", 0.35),
    _report("plain", 0.35),
    _report("csv", 0.35),
    _report("html", 0.8),
    _report("xlsx", 0.8, ".xlsx"),
    _report("docx", 0.6, ".docx"),
    Command("status json", ("status", "--period", "Q2", "--format", "json"), 0.5),
    Command("explain json", ("explain", "2.2", "--period", "Q2", "--format", "json"), 0.35),
    Command("trend json", ("trend", "--format", "json"), 1.2),
    Command("diff plain", ("diff", "Q1", "Q2", "--format", "plain"), 0.7),
    *(
        Command(f"export {kind}", ("export", "--format", kind, "--period", "Q2"), 0.4, suffix)
        for kind, suffix in (
            ("datapackage", ""),
            ("sdmx-csv", ".csv"),
            ("dhis2", ".json"),
            ("iati", ".xml"),
            *((("parquet", ".parquet"),) if find_spec("duckdb") else ()),
        )
    ),
)


def lines(folder: Path, size: int) -> dict[str, list[str]]:
    """Write the submissions and return the command lines by name."""
    workspace = folder / str(size) / "data"
    write_workspace(PLAN, workspace, size)
    found = {}
    for command in COMMANDS:
        line = [str(TTDT), *command.arguments, "-q", "--data", str(workspace)]
        if command.suffix is not None:
            name = f"{command.name.replace(' ', '-')}{command.suffix}"
            line += ["-o", str(folder / str(size) / name)]
        found[command.name] = line
    return found


def times(costs: dict[str, Cost]) -> Iterator[Row]:
    """Yield what each command takes of a check's time."""
    check = costs[CHECK].cpu
    for command in COMMANDS:
        cpu = costs[command.name].cpu
        yield Row(command.name, cpu, check, cpu / check, most=command.limit)


def peaks(costs: dict[str, Cost]) -> Iterator[Row]:
    """Yield what each command takes of the memory that it may take."""
    for command in COMMANDS:
        mib = costs[command.name].mib
        yield Row(command.name, mib, PEAK, mib / PEAK, most=1)


def growth(more: dict[str, Cost], less: dict[str, Cost], start: Cost) -> Iterator[Row]:
    """Yield how many times as long each command takes for ten times the files, its start apart."""
    for command in COMMANDS:
        most, many = (costs[command.name].cpu - start.cpu for costs in (more, less))
        yield Row(command.name, most, many, most / many, most=11)


def main() -> int:
    """Print the tables and return 1 if something is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="measure once, and no 10,000 files")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = compare({"start": [str(TTDT), "--version"]}, 3)["start"]
        many = compare(lines(folder, MANY), 1 if asked.quick else 3)
        if asked.quick:
            return int(show(f"Every command, {MANY:,} files", "CPU seconds", tuple(times(many))))
        most = compare(lines(folder, MOST), 1)
    over = show(f"Every command / check, {MOST:,} files", "CPU seconds", tuple(times(most)))
    print()
    over = show(f"Peak memory, {MOST:,} files", "MiB", tuple(peaks(most))) or over
    print()
    rows = tuple(growth(most, many, start))
    return int(show(f"{MOST:,} files / {MANY:,} files", "CPU seconds", rows) or over)


if __name__ == "__main__":
    sys.exit(main())
