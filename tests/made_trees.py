"""Plausible workspaces of many units, flat or in districts: sample figures, the same each time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bench.submissions import submissions
from tests.documents import ROOT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

PLAN = ROOT / "data" / "targets-2024.yaml"
_UNITS = re.compile(r"^units:\n(?: {2}.*\n)+", re.MULTILINE)
_KINDS = {"xa": "Xã", "huyen": "Huyện"}
_ROUNDS = frozenset({"2023", "2024-Q1", "2024-Q2"})


def write_flat(folder: Path, units: int, missing: Collection[str] = ()) -> Path:
    """Write the shipped plan with communes `xa-001`, `xa-002` … in the place of its units."""
    names = [f"xa-{number:03d}" for number in range(1, units + 1)]
    return _write(folder, dict.fromkeys(names, ()), missing)


def write_tree(folder: Path, districts: int, communes: int, missing: Collection[str] = ()) -> Path:
    """Write the shipped plan with districts `huyen-01` …, and in each communes `xa-0101` …."""
    tree = {
        f"huyen-{district:02d}": [
            f"xa-{district:02d}{commune:02d}" for commune in range(1, communes + 1)
        ]
        for district in range(1, districts + 1)
    }
    return _write(folder, tree, missing)


def _write(folder: Path, tree: Mapping[str, Sequence[str]], missing: Collection[str]) -> Path:
    text = PLAN.read_text(encoding="utf-8")
    plan, found = _UNITS.subn(lambda _: "".join(_units(tree)), text, count=1)
    assert found == 1
    # Shares of a count, and whom tasks are asked of, name units that are not there any more.
    plan = re.sub(r"^ *by_unit:.*\n(?: {8,}.*\n)*", "", plan, flags=re.MULTILINE)
    plan = re.sub(r"^( *units:) \[.*\]$", r"\1 all", plan, flags=re.MULTILINE)
    folder.mkdir(parents=True)
    (folder / PLAN.name).write_text(plan, encoding="utf-8")
    for above, below in tree.items():
        for unit in below or (above,):
            if unit in missing:
                continue
            place = folder / "districts" / above / (unit if below else "")
            place.mkdir(parents=True)
            for period, content in submissions(unit):
                if period in _ROUNDS:
                    (place / f"{period}.yaml").write_text(content, encoding="utf-8")
    return folder


def _units(tree: Mapping[str, Sequence[str]]) -> Iterator[str]:
    yield "units:\n"
    for above, below in tree.items():
        kind = "district" if below else "commune"
        yield f'  {above}:\n    code: "{above}"\n    name: {_name(above)}\n    kind: {kind}\n'
        if below:
            yield "    units:\n"
        for unit in below:
            yield f'      {unit}: {{code: "{unit}", name: {_name(unit)}, kind: commune}}\n'


def _name(unit: str) -> str:
    """Return `Xã 0101` or `Huyện 01`."""
    word, _, number = unit.partition("-")
    return f"{_KINDS[word]} {number}"
