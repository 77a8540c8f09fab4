"""Measure every command as a whole process, in one run; `make bench` prepares all it needs.

Times are those of the processors unless a table says otherwise: other programs on the machine
change them least. Prints the tables, writes them into the documents, and ends with 1 where
something is over its limit.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench import against_others, commands, country, forms, startup
from bench.measure import ROOT
from bench.tables import as_markdown, as_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.tables import Table

DOCUMENT = ROOT / "docs" / "speed.md"
MANY_RUNS, FEW_RUNS = 15, 5


def main() -> int:
    """Measure, and return 1 where something is over its limit."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--peers", required=True, help="what the others' folders begin with")
    sizes = parser.add_mutually_exclusive_group()
    sizes.add_argument("--quick", action="store_true", help="once, without 10,000 files")
    sizes.add_argument("--full", action="store_true", help="a country's 58,000 and 292,000 too")
    asked = parser.parse_args()
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for table in _tables(Path(folder), asked.peers, quick=asked.quick, full=asked.full):
            print(as_text(table), flush=True)
            found.append(table)
    over = sum(table.over for table in found)
    print(f"{over} over their limits" if over else "all within their limits")
    if not asked.quick:
        DOCUMENT.write_text(_document(found), encoding="utf-8")
    return int(over > 0)


def _tables(folder: Path, peers: str, *, quick: bool, full: bool) -> Iterator[Table]:
    yield from startup.tables(FEW_RUNS if quick else MANY_RUNS)
    yield from commands.tables(folder, quick=quick)
    yield from forms.tables(folder, peers, quick=quick)
    yield from against_others.tables(folder, peers, quick=quick)
    if full:
        yield from country.tables(folder)


def _document(tables: list[Table]) -> str:
    version, processors = platform.python_version(), os.cpu_count()
    paragraph = (
        f"Measured and written by `make bench`, with Python {version} on {processors} processors"
        f" ({platform.machine()}); `make bench ARGS=--full` measures a country's files, too. What"
        " counts are the ratios: each has its limit behind it, and ✓ or ✗ says whether it is"
        " kept. Times are those of all processors together, of whole processes from start to"
        " end, unless a table says “by the clock”; memory, in MiB, is that of the largest"
        " process. “of check” is the time against that of `check` with the same files, run right"
        " before and after; “of 250 MiB” and “of 10 s” against what is allowed, “grows” how many"
        " times as much ten times"
        " the files or units take. The figures are made up, the plan is the one that ttdt comes"
        " with."
    )
    return f"# Speed\n\n{paragraph}\n\n{as_markdown(tables)}"


if __name__ == "__main__":
    sys.exit(main())
