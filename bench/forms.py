"""Measure what is done with forms as whole processes: made, begun as files, and imported.

Run it with `make bench`. Each command has a workspace of its own each time, because most of them
write into it. Filled forms are made of a workspace from which the period is then removed.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.measure import ROOT, TTDT, Cost, Row, run, show
from bench.submissions import PERIODS, write_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

FEW, SOME, MANY = 60, 100, 600
"""Units, each with a form."""
PLAN = ROOT / "data" / "targets-2024.yaml"
PEER = ROOT / "bench" / "peers" / "openpyxl_folder.py"
SAME_DAY = ("2024-Q4", "2024-12")
"""The round that forms are filled in for, and what would say the same."""
SECONDS = 10
"""How long a command may take for many units on two processors."""
PEAK = 250
"""How many MiB it may take."""

NEW, TEMPLATE, IMPORT = "new --all", "template", "import"


def prepare(folder: Path, units: int) -> None:
    """Write a workspace, filled forms of all units, and the workspace without what they say."""
    whole, without = folder / "whole", folder / "without"
    write_workspace(PLAN, whole, units * len(PERIODS))
    forms = ["template", "--period", "Q4", "--data", str(whole), "-o", str(folder / "forms"), "-q"]
    run([str(TTDT), *forms])
    shutil.copytree(whole, without)
    for period in SAME_DAY:
        for path in without.glob(f"districts/*/{period}.yaml"):
            path.unlink()


def commands(folder: Path) -> dict[str, Callable[[Path], list[str]]]:
    """Return what is to be measured: how each command is told of its workspace."""
    forms = sorted(str(path) for path in (folder / "forms").iterdir())

    def line(*words: str) -> Callable[[Path], list[str]]:
        return lambda data: [str(TTDT), *words, "-q", "--data", str(data)]

    output = ("-o", str(folder / "made"), "--force")
    return {
        "check": line("check"),
        NEW: line("new", "--all", "--period", "Q4"),
        TEMPLATE: line("template", "--period", "Q4", *output),
        IMPORT: line("import", "--yes", *forms),
        f"{IMPORT} of {SOME}": line("import", "--yes", *forms[:SOME]),
    }


def measured(folder: Path, wanted: Sequence[str], runs: int) -> dict[str, Cost]:
    """Return the medians of what the commands take, each time in a fresh workspace."""
    known = commands(folder)
    costs: dict[str, list[Cost]] = {name: [] for name in wanted}
    for _ in range(runs):
        for name in wanted:
            data = folder / "data"
            shutil.copytree(folder / "without", data)
            costs[name].append(run(known[name](data)))
            shutil.rmtree(data)
    return {name: middle(found) for name, found in costs.items()}


def peer(folder: Path, runs: int) -> Cost:
    """Return what openpyxl takes to read some of the forms."""
    some = folder / "some"
    some.mkdir()
    for path in sorted((folder / "forms").iterdir())[:SOME]:
        shutil.copy(path, some)
    return middle([run([sys.executable, str(PEER), str(some)]) for _ in range(runs)])


def middle(costs: Sequence[Cost]) -> Cost:
    """Return the medians."""
    return Cost(
        median(one.seconds for one in costs),
        median(one.mib for one in costs),
        median(one.cpu for one in costs),
    )


def against_peer(mine: Cost, theirs: Cost) -> Iterator[Row]:
    """Yield how many times as fast the import of some forms is as reading their cells."""
    name = f"openpyxl / ttdt import, {SOME} forms"
    for kind, ours, other in (
        ("CPU", mine.cpu, theirs.cpu),
        ("by the clock", mine.seconds, theirs.seconds),
    ):
        yield Row(f"{name}, {kind}", other, ours, other / ours, least=1)


def main() -> int:
    """Print the tables and return 1 if something is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="measure once, and few units")
    asked = parser.parse_args()
    runs = 1 if asked.quick else 3
    ours = (NEW, TEMPLATE, IMPORT)
    some = f"{IMPORT} of {SOME}"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "many"
        prepare(folder, SOME if asked.quick else MANY)
        theirs = peer(folder, runs)
        if asked.quick:
            rows = tuple(against_peer(measured(folder, [some], runs)[some], theirs))
            return int(show("Import against openpyxl", "seconds", rows))
        many = measured(folder, ["check", *ours, some], runs)
        prepare(Path(name) / "few", FEW)
        few = measured(Path(name) / "few", ours, runs)
    over = show("Import against openpyxl", "seconds", tuple(against_peer(many[some], theirs)))
    start = run([str(TTDT), "--version"]).cpu
    for title, unit, row in (
        (f"{MANY} units", "seconds", lambda one: limited(one, many[one].seconds, SECONDS)),
        (f"{MANY} units / check", "CPU seconds", lambda one: beside(one, many[one], many["check"])),
        (f"Peak memory, {MANY} units", "MiB", lambda one: limited(one, many[one].mib, PEAK)),
        (f"{MANY} units / {FEW}", "CPU seconds", lambda one: growth(one, many, few, start)),
    ):
        print()
        over = show(title, unit, tuple(map(row, ours))) or over
    return int(over)


def limited(name: str, mine: float, most: float) -> Row:
    """Return what a command takes of what it may take."""
    return Row(name, mine, most, mine / most, most=1)


def beside(name: str, mine: Cost, check: Cost) -> Row:
    """Return what a command takes of the time of checking the same files."""
    return Row(name, mine.cpu, check.cpu, mine.cpu / check.cpu)


def growth(name: str, more: dict[str, Cost], less: dict[str, Cost], start: float) -> Row:
    """Return how many times as long a command takes for ten times the units, its start apart."""
    most, many = (costs[name].cpu - start for costs in (more, less))
    return Row(name, most, many, most / many, most=11)


if __name__ == "__main__":
    sys.exit(main())
