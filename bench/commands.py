"""What every command takes of the time of `ttdt check` of the same files."""

from __future__ import annotations

from importlib.util import find_spec
from statistics import mean, median
from typing import TYPE_CHECKING, NamedTuple

from bench.measure import FOUND, TTDT, Cost, compare, run
from bench.submissions import Kind
from bench.tables import Ratio, Table
from bench.workspaces import write_flat

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FEW, MANY, MOST = 119, 1_000, 10_000
GROWTH = 11
"""How many times the time, and the memory, ten times the files may take, the start apart."""
PEAK = 250
"""How many MiB a command may take with the most files."""

CHECK = "check"


class Command(NamedTuple):
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
    Command("report --compare", ("report", "--period", "Q2", "--compare"), 0.5),
    Command(
        "report --by unit",
        ("report", "--period", "Q2", "--by", "unit", "--indicator", "2.2"),
        0.5,
    ),
    Command("chart units", ("chart", "2.2", "--period", "Q2", "--kind", "units"), 0.35, ".svg"),
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


def line(command: Command, data: Path) -> list[str]:
    """Return the command line; what it writes goes beside the workspace."""
    found = [str(TTDT), *command.arguments, "-q", "--data", str(data)]
    if command.suffix is not None:
        name = f"{command.name.replace(' ', '-')}{command.suffix}"
        found += ["-o", str(data.parent / name)]
    return found


def measure(data: Path, runs: int) -> dict[str, Cost]:
    """Return what each command takes."""
    return compare({one.name: line(one, data) for one in COMMANDS}, runs)


def _beside_checks(data: Path) -> tuple[dict[str, Cost], dict[str, float]]:
    """Return what each command takes, and what the checks right before and after it take, in mean.

    A machine that others use, too, is fast at one moment and slow at the next.
    """
    check, *others = COMMANDS
    checks = [run(line(check, data))]
    costs, beside = {}, {}
    for one in others:
        costs[one.name] = run(line(one, data))
        checks.append(run(line(check, data)))
        beside[one.name] = mean(cost.cpu for cost in checks[-2:])
    costs[CHECK] = Cost(*map(median, zip(*checks, strict=True)))
    return costs, {**beside, CHECK: costs[CHECK].cpu}


def tables(folder: Path, *, quick: bool) -> list[Table]:
    """Measure every command at each size, and each kind of file."""
    start = compare({"start": [str(TTDT), "--version"]}, 3)["start"]
    costs: dict[int, dict[str, Cost]] = {}
    for size, runs in ((FEW, 3), (MANY, 1 if quick else 3)):
        data = folder / str(size) / "data"
        write_flat(data, size)
        costs[size] = measure(data, runs)
    few, many = costs[FEW], costs[MANY]
    found = [_kinds(folder, 1 if quick else 3)]
    if quick:
        rows = [(one.name, few[one.name].cpu, many[one.name].cpu) for one in COMMANDS]
        short = ("", f"{FEW} files, CPU s", f"{MANY:,} files")
        return [Table("Every command", short, rows), *found]
    data = folder / str(MOST) / "data"
    write_flat(data, MOST)
    most, beside = _beside_checks(data)
    head = (
        "", f"{FEW} files, CPU s", f"{MANY:,} files", f"{MOST:,} files", "by the clock",
        "of check", f"of {PEAK} MiB", "time grows", "memory grows",
    )  # fmt: skip
    rows_ = list(_rows(few, many, most, beside, start))
    return [Table("Every command, in files of one year", head, rows_), *found]


def _rows(
    few: dict[str, Cost],
    many: dict[str, Cost],
    most: dict[str, Cost],
    checks: dict[str, float],
    start: Cost,
) -> Iterator[tuple[str | float | Ratio, ...]]:
    """Yield what each command takes, of a check, of the memory it may have, and of less files."""
    for command in COMMANDS:
        name = command.name
        more, less = most[name], many[name]
        yield (
            name,
            few[name].cpu,
            less.cpu,
            more.cpu,
            more.seconds,
            Ratio(more.cpu / checks[name], command.limit),
            Ratio(more.mib / PEAK, 1),
            Ratio((more.cpu - start.cpu) / (less.cpu - start.cpu), GROWTH),
            Ratio((more.mib - start.mib) / (less.mib - start.mib), GROWTH),
        )


_KINDS = (
    # The name, the kind, the command and how many times the time of plain files it may take.
    ("check, as those that ttdt comes with", Kind.SHIPPED, COMMANDS[0], 2.0),
    ("report plain, as those that ttdt comes with", Kind.SHIPPED, COMMANDS[2], 2.0),
    # They have about three times as much to read.
    ("check, with money and tasks", Kind.PROGRAMME, COMMANDS[0], 4.0),
    ("report plain, with money and tasks", Kind.PROGRAMME, COMMANDS[2], 2.0),
    ("check, errors in each", Kind.DIRTY, COMMANDS[0], 5.0),
)


def _kinds(folder: Path, runs: int) -> Table:
    """Return what other kinds of files take against plain ones."""
    for kind in Kind:
        write_flat(folder / kind / "data", MANY, kind)
    commands = {
        f"{kind} {command.name}": line(command, folder / kind / "data")
        for kind in Kind
        for command in {one.name: one for _, _, one, _ in _KINDS}.values()
        if (kind, command.name) != (Kind.DIRTY, COMMANDS[2].name)
    }
    costs = compare(commands, runs, FOUND)
    rows = []
    for name, kind, command, limit in _KINDS:
        mine = costs[f"{kind} {command.name}"].cpu
        plain = costs[f"{Kind.PLAIN} {command.name}"].cpu
        rows.append((name, mine, plain, Ratio(mine / plain, limit)))
    return Table(f"Kinds of files, {MANY:,} of each", ("", "CPU s", "plain files", "ratio"), rows)
