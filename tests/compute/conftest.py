"""One indicator, a few units: enough plan for a test of the computing to fit on a screen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import dedent, indent
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:
    from tests.conftest import Assess

    from ttdt.compute import AreaResult, IndicatorResult, Report

_PLAN = """\
plan: test
year: 2024
title: {vi: Kế hoạch}
province: {code: "58", name: Ninh Thuận}
units:
UNITS
populations:
  villages: {name: {vi: thôn}}
  households: {name: {vi: hộ}}
  people: {name: {vi: người}}
  dtts_people: {name: {vi: người DTTS}}
groups:
  all: {name: {vi: tất cả}}
indicators:
  roads:
    clause: "1"
    group: all
    name: {vi: đường}
INDICATOR
  teams: {clause: "2", group: all, name: {vi: đội}, measure: count}
"""


@dataclass(frozen=True)
class Outcome:
    """The report on the indicator `roads`, beside which every plan here has the count `teams`."""

    report: Report

    @property
    def own(self) -> AreaResult:
        return self.report.indicators[0].own

    @property
    def teams(self) -> IndicatorResult:
        return self.report.indicators[-1]

    def unit(self, name: str) -> AreaResult:
        return self.report.indicators[0].units[name]

    def part(self, name: str) -> IndicatorResult:
        return next(row for row in self.report.indicators if row.indicator.part == name)


class Progress(Protocol):
    def __call__(
        self,
        indicator: str,
        submissions: str,
        *,
        units: str = "",
        period: str = "2024-Q2",
        carry_forward: bool = False,
    ) -> Outcome: ...


@pytest.fixture
def progress(assess_files: Assess) -> Progress:
    """Compute `roads`, given its YAML and a line for each submission.

    A line is `unit/period: {…}` with the file's YAML, or `unit/period: 30 of 38` for 30 roads in
    38 villages; `a/x` is the unit x in a, and `province` the plan's own area. The units are those
    of the lines, or the ones in `units`.
    """

    def run(
        indicator: str,
        submissions: str,
        *,
        units: str = "",
        period: str = "2024-Q2",
        carry_forward: bool = False,
    ) -> Outcome:
        lines = [line.split(": ", 1) for line in dedent(submissions).strip().splitlines() if line]
        names = units.split() or [place.rpartition("/")[0] for place, _ in lines]
        plan = _PLAN.replace("UNITS", indent(_units([name.split("/") for name in names]), "  "))
        plan = plan.replace("INDICATOR", indent(dedent(indicator).strip(), "    "))
        files = {_path(place): _submission(place, said) for place, said in lines}
        return Outcome(
            assess_files({"targets-2024.yaml": plan, **files}, period, carry_forward=carry_forward)
        )

    return run


def _units(names: list[list[str]]) -> str:
    """Return the YAML of units, each given by the names that lead to it."""
    below: dict[str, list[list[str]]] = {}
    for first, *rest in names:
        if first != "province":
            below.setdefault(first, []).extend([rest] if rest else [])
    lines = []
    for name, inner in below.items():
        lines += [f"{name}:", f'  code: "{name}"', f"  name: Huyện {name.upper()}"]
        if inner:
            lines += ["  units:", indent(_units(inner), "    ")]
    return "\n".join(lines)


def _path(place: str) -> str:
    return f"{place}.yaml" if place.startswith("province/") else f"districts/{place}.yaml"


def _submission(place: str, said: str) -> str:
    *_, unit, period = place.split("/")
    rate = re.fullmatch(r"(\d+) of (\d+)", said)
    if rate:
        said = f"{{populations: {{villages: {rate[2]}}}, figures: {{roads: {rate[1]}}}}}"
    status = "" if "status:" in said else "status: final, "
    return f"{{unit: {unit}, period: {period}, {status}{said.removeprefix('{')}\n"
