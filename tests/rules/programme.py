"""A plan of a few lines that has money and tasks, and what `check` says of what is handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.rules.small_plan import lines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.conftest import MakeWorkspace

HEAD = """\
plan: p
year: 2024
title: {vi: Kế hoạch}
province: {code: "58", name: Ninh Thuận}
units:
  bac-ai: {code: "584", name: Bác Ái, units: {a: {code: "1", name: A}, b: {code: "2", name: B}}}
  c: {code: "586", name: C}
groups: {g: {name: {vi: G}}}
indicators: {houses: {clause: "1", group: g, name: {vi: Nhà}, measure: count, pace: none}}
"""
PROGRAMME = """\
bodies: {ban: {name: {vi: Ban}}}
funding:
  unit: {vi: triệu đồng}
  sources: {central: {name: {vi: T}}, local: {name: {vi: L}}}
  projects: {p1: {code: "1", name: {vi: A}}, p2: {code: "2", name: {vi: B}}}
tasks:
  roads: {clause: III.4, name: {vi: Đường}, units: all, due: 2024-Q2}
  wells: {clause: III.1, name: {vi: Giếng}, units: [c], indicator: houses}
  reports: {clause: V.1, name: {vi: Báo cáo}, responsible: [ban]}
"""
FOLDERS = {"": "province", "bac-ai": "districts/bac-ai", "c": "districts/c"}


def found(
    make_workspace: MakeWorkspace,
    said: Mapping[str, str],
    *,
    codes: str = "TT",
    programme: str = PROGRAMME,
) -> list[str]:
    """Return what is wrong where the files `unit/period` say this, as `unit/period:line: …`.

    Each file begins with four lines: its header, and a figure for the plan's only indicator.
    """
    files = {"targets-2024.yaml": HEAD + programme}
    for place, text in said.items():
        unit, _, period = place.rpartition("/")
        folder = FOLDERS.get(unit, f"districts/bac-ai/{unit}")
        files[f"{folder}/{period}.yaml"] = (
            f"unit: {unit or FOLDERS['']}\nperiod: '{period}'\nstatus: final\n"
            f"figures: {{houses: {period[-1]}}}\n{text}\n"
        )
    return within(make_workspace(files), codes)


def within(root: Path, codes: str) -> list[str]:
    """Return what rules whose code begins so find, without that a unit is missing."""
    found = (line.replace(".yaml", "", 1) for line in lines(root))
    return [
        line.removeprefix("districts/").removeprefix("bac-ai/")
        for line in found
        if line.split(": ")[1].startswith(codes) and " TT405 " not in line
    ]


def money(**cells: str) -> str:
    """Return a line on money; `p1_local` is project p1, source local."""
    projects: dict[str, list[str]] = {}
    for cell, amounts in cells.items():
        project, source = cell.split("_")
        projects.setdefault(project, []).append(f"{source}: {{{amounts}}}")
    held = ", ".join(f"{name}: {{{', '.join(one)}}}" for name, one in projects.items())
    return f"funding: {{{held}}}"
