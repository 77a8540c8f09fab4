"""The year before across a change of units: what can be compared, and what cannot."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ttdt.analysis.diff import Diff, Side, diff
from ttdt.analysis.former_units import baseline_of, in_units_of
from ttdt.analysis.trend import TrendRound, build_trend
from ttdt.compute import Selection, assess, select
from ttdt.period import parse_id
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace

    from ttdt.compute import Report
    from ttdt.submission.round import Round

PLAN = """\
plan: p-YEAR
year: YEAR
title: {vi: Kế hoạch}
province: {code: "56", name: Khánh Hòa}
units: {UNITS}
populations: {villages: {name: {vi: thôn}}}
groups: {g: {name: {vi: nhóm}}}
indicators:
  roads: {clause: "1", group: g, name: {vi: đường}, measure: rate, population: villages,
          target: {at_least: 80}}
  houses: {clause: "2", group: g, name: {vi: nhà}, measure: count, target: {at_least: 9}}
"""

OLD, NEW = "ninh-son, lam-son, split, same", "ninh-son, north, south, same, other"
FORMERLY = {"ninh-son": "ninh-son, lam-son", "north": "split", "south": "split"}
FILES = {
    "ninh-son/2024": (10, 4, 1),
    "lam-son/2024": (30, 16, 2),
    "split/2024": (20, 10, 1),
    "same/2024": (40, 20, 3),
    "ninh-son/2025-Q2": (40, 24, 2),
    "north/2025-Q2": (10, 5, 0),
    "south/2025-Q2": (10, 5, 1),
    "same/2025-Q2": (40, 22, 1),
    "other/2025-Q2": (5, 5, 0),
}


def units(names: str, formerly: dict[str, str] | None = None) -> str:
    return ", ".join(
        f'{unit}: {{code: "{unit}", name: {unit}'
        + (f", formerly: [{formerly[unit]}]" if formerly and unit in formerly else "")
        + "}"
        for unit in names.split(", ")
    )


@pytest.fixture
def rounds(make_workspace: MakeWorkspace) -> tuple[Round, Round]:
    """Return the end of 2024 and the second quarter of 2025, between which units changed."""
    files = {
        "targets-2024.yaml": PLAN.replace("YEAR", "2024").replace("UNITS", units(OLD)),
        "targets-2025.yaml": PLAN.replace("YEAR", "2025").replace("UNITS", units(NEW, FORMERLY)),
    }
    for place, (villages, roads, houses) in FILES.items():
        unit, period = place.split("/")
        files[f"districts/{place}.yaml"] = (
            f'{{unit: {unit}, period: "{period}", status: final, populations: {{villages: '
            f"{villages}}}, figures: {{roads: {roads}, houses: {houses}}}}}\n"
        )
    workspace = Workspace(make_workspace(files), Path("data"))
    periods = [parse_id(name) for name in ("2024", "2025-Q2")]
    old, new = (workspace.round(period) for period in periods if period is not None)
    return old, new


@pytest.fixture
def compared(rounds: tuple[Round, Round]) -> Diff:
    old, new = (Side(round_, assess(round_)) for round_ in rounds)
    return diff(old, new)


def test_a_unit_formed_of_whole_ones_is_held_against_their_sum(compared: Diff) -> None:
    assert compared.formed == {"ninh-son": ("ninh-son", "lam-son")}
    assert [
        (change.unit.id, change.indicator.id, str(change.old.value), str(change.new.value))
        for change in compared.figures
    ] == [
        ("ninh-son", "roads", "20", "24"),
        ("ninh-son", "houses", "3", "2"),
        ("same", "roads", "20", "22"),
        ("same", "houses", "3", "1"),
    ]
    # The sum stands in no file.
    assert [change.old.source is None for change in compared.figures] == [True, True, False, False]
    assert [change.unit.id for change in compared.populations] == []


def test_what_cannot_be_compared_is_named(compared: Diff) -> None:
    assert compared.incomparable == {"north": ("split",), "south": ("split",), "other": ()}
    assert {flip.area.id for flip in compared.flips if flip.of_unit} <= {"ninh-son", "same"}
    assert {change.unit.id for change in compared.submissions} == set()


def test_the_province_is_what_it_was(compared: Diff) -> None:
    # 50 of 100 villages, whatever units they were counted in; now 61 of 105.
    assert [str(one.old.value) for one in compared.values] == ["50", "7"]
    assert [str(one.new.value) for one in compared.values] == ["1220/21", "4"]


def test_causes_tell_of_the_baseline_of_former_units(compared: Diff) -> None:
    flip = next(one for one in compared.flips if one.area.id == "ninh-son")
    assert flip.indicator.id == "roads"
    assert str(flip.old.value) == "50"
    baselines = [
        (str(change.old.value), str(change.new.value))
        for cause in flip.causes
        for change in cause.changes
        if change.what == "baseline" and change.population is None and change.old and change.new
    ]
    assert baselines == [("None", "20")]


def test_a_trend_goes_on_from_the_sum(rounds: tuple[Round, Round]) -> None:
    old, new = rounds

    def drawn(unit: str) -> list[str | None]:
        chosen = Selection(units=(unit,))
        reports = (in_units_of(new.plan, old, assess(old)).report, assess(new))
        before, newest = (TrendRound(select(report, chosen)) for report in reports)
        line = build_trend([before], newest).blocks[0].lines[0]
        return [None if value is None else str(value) for value in line.drawn]

    assert drawn("ninh-son") == ["50", "60"]
    assert drawn("same") == ["50", "55"]
    assert drawn("north") == [None, "50"]


def test_without_last_years_plan_the_trend_begins_with_the_sum_of_baselines(
    rounds: tuple[Round, Round],
) -> None:
    baseline = baseline_of(rounds[1], "ninh-son")
    assert baseline is not None
    assert baseline.figures["roads", None].value == 20
    assert baseline_of(rounds[1], "north") is None


def test_a_plan_without_formerly_leaves_all_as_it_is(rounds: tuple[Round, Round]) -> None:
    old, _ = rounds
    report: Report = assess(old)
    found = in_units_of(old.plan, old, report)
    assert (found.round, found.report, dict(found.formed)) == (old, report, {})
