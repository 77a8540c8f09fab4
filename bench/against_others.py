"""`ttdt` against programs that do a part of it, and that a user would take or write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bench.commands import FEW, MANY, MOST
from bench.measure import FOUND, ROOT, TTDT, compare, run
from bench.tables import Ratio, Table
from bench.workspaces import write_flat

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bench.measure import Cost

_RUNS = 3
_YAMALE_SCHEMA = ROOT / "bench" / "submission.yamale.yaml"
_PANDAS_REPORT = ROOT / "bench" / "peers" / "pandas_report.py"


class Peer(NamedTuple):
    """Another program that checks the shape of files, as installed, and how it is called."""

    name: str
    program: Path
    arguments: tuple[str, ...]
    least: float | None = None
    """How many times as fast we are to be by the clock with 1,000 files."""


def _peers(installed: str, schema: Path) -> tuple[Peer, ...]:
    """Return what `ttdt check` is measured against; `schema` is our own JSON Schema."""
    node = ROOT / f"{installed}-node" / "node_modules" / ".bin"
    return (
        Peer(
            "check-jsonschema",
            ROOT / f"{installed}-check-jsonschema" / "bin" / "check-jsonschema",
            ("--schemafile", str(schema)),
            15,
        ),
        Peer(
            "yamale",
            ROOT / f"{installed}-yamale" / "bin" / "yamale",
            ("--schema", str(_YAMALE_SCHEMA)),
            1.5,
        ),
        Peer("ajv-cli", node / "ajv", ("validate", "--spec=draft2020", "-s", str(schema))),
        Peer("sourcemeta jsonschema", node / "jsonschema", ("validate", str(schema))),
    )


def tables(folder: Path, installed: str, *, quick: bool) -> list[Table]:
    """Measure the others that are installed; `installed` is what their folders begin with."""
    found = [_of_shape(folder, installed, 1 if quick else _RUNS)]
    return found if quick else [*found, _of_reports(folder, installed)]


def _of_shape(folder: Path, installed: str, runs: int) -> Table:
    """Compare `ttdt check` with those that check the shape of files and nothing else."""
    rows: list[tuple[str | float | Ratio, ...]] = []
    for size in (FEW, MANY):
        workspace = folder / f"shape-{size}" / "data"
        files = [str(path) for path in write_flat(workspace, size)]
        schema = workspace.parent / "schema.json"
        data = ["--data", str(workspace)]
        run([str(TTDT), "schema", "submission", *data, "-o", str(schema)])
        commands = {"": [str(TTDT), "check", *data, "--format", "concise", "-q"]}
        peers = _peers(installed, schema)
        for peer in peers:
            if peer.program.exists():
                named = [f"-d={file}" for file in files] if peer.name == "ajv-cli" else files
                commands[peer.name] = [str(peer.program), *peer.arguments, *named]
        # ajv-cli reads dates as YAML 1.1 does, and so finds fault with every file.
        rows += _speeds(peers, compare(commands, runs, FOUND), size)
    return Table(
        "`ttdt check`, which also reads what the figures say, against checks of the shape alone",
        ("by the clock", "s", "`ttdt check`", "times as fast", "MiB", "`ttdt check`"),
        rows,
    )


def _speeds(
    peers: tuple[Peer, ...], costs: dict[str, Cost], size: int
) -> Iterator[tuple[str | float | Ratio, ...]]:
    mine = costs[""]
    for peer in peers:
        name = f"{peer.name}, {size:,} files"
        if peer.name not in costs:
            yield (name, "not installed", mine.seconds, "", "", mine.mib)
            continue
        theirs = costs[peer.name]
        ratio = Ratio(theirs.seconds / mine.seconds, least=peer.least if size == MANY else None)
        yield (name, theirs.seconds, mine.seconds, ratio, theirs.mib, mine.mib)


def _of_reports(folder: Path, installed: str) -> Table:
    """Compare `ttdt report` with a program that adds the figures up with pandas."""
    data = folder / str(MOST) / "data"
    if not data.exists():
        write_flat(data, MOST)
    program = str(ROOT / f"{installed}-pandas" / "bin" / "python")
    costs = compare(
        {
            "pandas": [program, str(_PANDAS_REPORT), str(data), "2024-Q2"],
            "ttdt": [str(TTDT), "report", "--period", "Q2", "--data", str(data), "-q"],
        },
        1,
    )
    theirs, mine = costs["pandas"], costs["ttdt"]
    ratio = Ratio(theirs.cpu / mine.cpu, least=3)
    row = (
        f"bench/peers/pandas_report.py, {MOST:,} files",
        theirs.cpu,
        mine.cpu,
        ratio,
        theirs.mib,
        mine.mib,
    )
    return Table(
        "`ttdt report` against a program with PyYAML's C loader and pandas",
        ("processors' time", "s", "`ttdt report`", "times as fast", "MiB", "`ttdt report`"),
        [row],
    )
