"""Measure `ttdt check` as a whole process, against programs that check the shape of files only.

Run it with `make bench`, which installs the others. Memory is that of the largest process of a
run, not the sum of them all, which nobody can read off exactly.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import ROOT, TTDT, Row, compare, run, show
from bench.submissions import write_workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bench.measure import Cost

FEW, MANY, MOST = 119, 1_000, 10_000
RUNS = 5
PLAN = ROOT / "data" / "targets-2024.yaml"
YAMALE_SCHEMA = ROOT / "bench" / "submission.yamale.yaml"


@dataclass(frozen=True)
class Peer:
    """Another program, and how many times as fast as it we are to be with 1,000 files."""

    name: str
    times: float
    arguments: tuple[str, ...]


def peers(schema: Path) -> tuple[Peer, ...]:
    """Return what `ttdt check` is measured against; `schema` is our own JSON Schema."""
    return (
        Peer("check-jsonschema", 15, ("--schemafile", str(schema))),
        Peer("yamale", 1.5, ("--schema", str(YAMALE_SCHEMA))),
    )


def commands(folder: Path, installed: str, sizes: Iterable[int]) -> dict[str, list[str]]:
    """Write the submissions and return what is to be measured, by program and number of files.

    The others meet only as many files as they get through in seconds.
    """
    found: dict[str, list[str]] = {}
    for size in sizes:
        workspace = folder / str(size) / "data"
        files = [str(path) for path in write_workspace(PLAN, workspace, size)]
        data = ["--data", str(workspace)]
        found[f"ttdt {size}"] = [str(TTDT), "check", *data, "--format", "concise", "-q"]
        if size <= MANY:
            schema = folder / str(size) / "schema.json"
            run([str(TTDT), "schema", "submission", *data, "-o", str(schema)])
            for peer in peers(schema):
                program = f"{installed}-{peer.name}/bin/{peer.name}"
                found[f"{peer.name} {size}"] = [program, *peer.arguments, *files]
    return found


def speeds(costs: dict[str, Cost]) -> Iterator[Row]:
    """Yield how many times as fast as the others we are."""
    for size in (FEW, MANY):
        for peer in peers(Path()):
            theirs, mine = costs[f"{peer.name} {size}"].seconds, costs[f"ttdt {size}"].seconds
            limit = peer.times if size == MANY else None
            name = f"{peer.name} / ttdt check, {size:,} files"
            yield Row(name, theirs, mine, theirs / mine, least=limit)


def main() -> int:
    """Print the ratios and return 1 if one is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", required=True, help="what their environments' paths begin with")
    parser.add_argument("--quick", action="store_true", help="measure once, and no 10,000 files")
    asked = parser.parse_args()
    sizes = (FEW, MANY) if asked.quick else (FEW, MANY, MOST)
    with tempfile.TemporaryDirectory() as folder:
        # Absolute, because the programs run in the folder of the repository.
        installed = str(Path(asked.peers).absolute())
        costs = compare(
            commands(Path(folder), installed, sizes),
            runs=1 if asked.quick else RUNS,
        )
    over = show("ttdt check against others", "seconds", tuple(speeds(costs)))
    if not asked.quick:
        many, most = costs[f"ttdt {MANY}"], costs[f"ttdt {MOST}"]
        name = f"ttdt check, {MOST:,} files / {MANY:,} files"
        time = Row(name, most.seconds, many.seconds, most.seconds / many.seconds, most=11)
        memory = Row(name, most.mib, many.mib, most.mib / many.mib, most=3)
        print()
        over = show("Ten times as many files", "seconds", (time,)) or over
        print()
        over = show("Peak memory of the largest process", "MiB", (memory,)) or over
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
