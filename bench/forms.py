"""What is done with forms, foreign tables and the plan's workbook: made, begun, and imported.

Each command has a workspace of its own each time, because most of them write into it. Filled forms
are made of a workspace from which the period is then removed.
"""

from __future__ import annotations

import shutil
from statistics import median
from typing import TYPE_CHECKING

from bench.commands import GROWTH, PEAK
from bench.foreign_tables import write_table
from bench.measure import ROOT, TTDT, Cost, compare, run
from bench.tables import Ratio, Table
from bench.workspaces import A_YEAR, write_flat

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

FEW, SOME, MANY = 60, 100, 600
"""Units, each with a form."""
SECONDS = 10
"""How many seconds a command may take for many units, by the clock on two processors."""

_PEER = ROOT / "bench" / "peers" / "openpyxl_folder.py"
_SAME_DAY = ("2024-Q4", "2024-12")
"""The round that forms are filled in for, and what would say the same."""
_NEW, _TEMPLATE, _IMPORT = "new --all", "template", "import"
_IMPORT_SOME = f"{_IMPORT} of {SOME}"
_MAP, _IMPORT_TABLE = "map", "import --map"
_PLAN, _IMPORT_PLAN = "template --plan", "import of the plan"


def tables(folder: Path, installed: str, *, quick: bool) -> list[Table]:
    """Measure the commands for many units and for few, and openpyxl for some forms."""
    runs = 1 if quick else 3
    many_forms = folder / "forms-many"
    _prepare(many_forms, SOME if quick else MANY)
    theirs = _openpyxl(many_forms, installed, runs)
    if quick:
        mine = _measured(many_forms, [_IMPORT_SOME], runs)[_IMPORT_SOME]
        return [_against_openpyxl(mine, theirs)]
    ours = (_NEW, _TEMPLATE, _IMPORT, _MAP, _IMPORT_TABLE, _PLAN, _IMPORT_PLAN)
    many = _measured(many_forms, (*ours, _IMPORT_SOME), runs)
    few_forms = folder / "forms-few"
    _prepare(few_forms, FEW)
    few = _measured(few_forms, ours, runs)
    start = run([str(TTDT), "--version"]).cpu
    rows = [
        (
            name,
            few[name].cpu,
            many[name].cpu,
            Ratio(many[name].seconds / SECONDS, 1),
            Ratio(many[name].mib / PEAK, 1),
            Ratio((many[name].cpu - start) / (few[name].cpu - start), GROWTH),
        )
        for name in ours
    ]
    head = (
        "", f"{FEW} units, CPU s", f"{MANY} units", f"of {SECONDS} s", f"of {PEAK} MiB", "grows",
    )  # fmt: skip
    return [Table("Forms", head, rows), _against_openpyxl(many[_IMPORT_SOME], theirs)]


def _against_openpyxl(mine: Cost, theirs: Cost) -> Table:
    row = (
        f"{SOME} forms",
        theirs.cpu,
        mine.cpu,
        Ratio(theirs.cpu / mine.cpu, least=1),
        theirs.seconds,
        mine.seconds,
        Ratio(theirs.seconds / mine.seconds, least=1),
    )
    return Table(
        "`ttdt import` against a program that reads the cells of a folder with openpyxl",
        ("", "CPU s", "`ttdt import`", "times as fast", "by the clock", "`ttdt import`", ""),
        [row],
    )


def _prepare(folder: Path, units: int) -> None:
    """Write a workspace, filled forms of all units, and the workspace without what they say."""
    whole, without = folder / "whole", folder / "without"
    write_flat(whole, units * A_YEAR)
    forms = ["template", "--period", "Q4", "--data", str(whole), "-o", str(folder / "forms"), "-q"]
    run([str(TTDT), *forms])
    run(
        [
            str(TTDT),
            "template",
            "--plan",
            "--data",
            str(whole),
            "-o",
            str(folder / "plan.xlsx"),
            "-q",
        ]
    )
    write_table(folder / "table.csv", [one.name for one in sorted((whole / "districts").iterdir())])
    shutil.copytree(whole, without)
    for period in _SAME_DAY:
        for path in without.glob(f"districts/*/{period}.yaml"):
            path.unlink()


def _commands(folder: Path) -> dict[str, Callable[[Path], list[str]]]:
    """Return what is to be measured: how each command is told of its workspace."""
    forms = sorted(str(path) for path in (folder / "forms").iterdir())
    table = str(folder / "table.csv")

    def line(*words: str) -> Callable[[Path], list[str]]:
        return lambda data: [str(TTDT), *words, "-q", "--data", str(data)]

    return {
        _NEW: line("new", "--all", "--period", "Q4"),
        _TEMPLATE: line("template", "--period", "Q4", "-o", str(folder / "made"), "--force"),
        _IMPORT: line("import", "--yes", *forms),
        _IMPORT_SOME: line("import", "--yes", *forms[:SOME]),
        _MAP: line("map", table),
        _IMPORT_TABLE: line("import", "--yes", table, "--map", str(folder / "table.yaml")),
        _PLAN: line("template", "--plan", "-o", str(folder / "made.xlsx"), "--force"),
        _IMPORT_PLAN: line("import", "--yes", str(folder / "plan.xlsx")),
    }


def _measured(folder: Path, wanted: Sequence[str], runs: int) -> dict[str, Cost]:
    """Return the medians of what the commands take, each time in a fresh workspace."""
    known = _commands(folder)
    costs: dict[str, list[Cost]] = {name: [] for name in wanted}
    for _ in range(runs):
        for name in wanted:
            data = folder / "data"
            shutil.copytree(folder / "without", data)
            costs[name].append(run(known[name](data)))
            shutil.rmtree(data)
    return {name: Cost(*map(median, zip(*found, strict=True))) for name, found in costs.items()}


def _openpyxl(folder: Path, installed: str, runs: int) -> Cost:
    """Return what openpyxl takes to read some of the forms."""
    some = folder / "some"
    some.mkdir()
    for path in sorted((folder / "forms").iterdir())[:SOME]:
        shutil.copy(path, some)
    program = ROOT / f"{installed}-openpyxl" / "bin" / "python"
    return compare({"": [str(program), str(_PEER), str(some)]}, runs)[""]
