"""Where the numbers of areas come from that have others below them."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import TREE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Ttdt

DISTRICT = """\
unit: {unit}
period: {period}
status: final
populations: {populations}
figures: {figures}
"""


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(TREE, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


def write(
    data: Path, unit: str, figures: str, populations: str = "{}", period: str = "2024-Q2"
) -> None:
    path = data / "districts" / unit / f"{period}.yaml"
    path.write_text(
        DISTRICT.format(unit=unit, period=period, figures=figures, populations=populations), "utf-8"
    )


def explained(ttdt: Ttdt, *arguments: str) -> dict[str, Any]:
    found = json.loads(ttdt("explain", *arguments, "--period", "Q2", "--format", "json").out)
    entry: dict[str, Any] = found["indicators"][0]
    return entry


def shown(ttdt: Ttdt, *arguments: str) -> list[str]:
    return ttdt("explain", *arguments, "--period", "Q2", "--format", "plain").out.splitlines()


def test_a_sum_names_the_areas_directly_below_and_how_much_of_each_is_counted(ttdt: Ttdt) -> None:
    lines = shown(ttdt, "2.1")
    start = lines.index("Each unit's figures")
    assert lines[start : start + 7] == [
        "Each unit's figures",
        "Unit        Now    Value  Verdict  Remarks",
        "Đông Sơn  15/20   75.0 %  ✓ met    sum over 2 of 3 units",
        "Tây Hòa   16/21   76.2 %  ✓ met    sum over 2 of 2 units",
        "Nam Phú     6/6  100.0 %  ✓ met    sum over 1 of 2 units",
        "",
        "What a sum is made of: ttdt explain village-roads --unit dong-son",
    ]
    assert (
        "Counted: 5 of 7 units that it applies to: Đông Sơn (2/3), Tây Hòa, Nam Phú (1/2)" in lines
    )
    left = lines.index("Left out              Why")
    assert lines[left + 1 : left + 3] == [
        "Suối Đông (Đông Sơn)  not submitted",
        "Phú Hải (Nam Phú)     not submitted",
    ]
    entry = explained(ttdt, "2.1")
    assert list(entry["units"]) == ["dong-son", "tay-hoa", "nam-phu"]
    assert entry["area"]["left_out"] == ["suoi-dong", "phu-hai"]
    # Over the four communes with a baseline: 20 of 40 villages, now 31 of 41.
    assert entry["change"]["total"] == pytest.approx(3100 / 41 - 50, abs=1e-6)


def test_an_area_between_is_explained_by_its_own_units(ttdt: Ttdt) -> None:
    entry = explained(ttdt, "2.1", "--unit", "dong-son")
    assert {key: entry["area"][key] for key in ("id", "value", "coverage", "certainty")} == {
        "id": "dong-son",
        "value": 75,
        "coverage": {"units": 2, "applicable": 3},
        "certainty": "population_unknown",
    }
    assert list(entry["units"]) == ["suoi-bac", "suoi-dong", "suoi-nam"]
    assert [one["value"] for one in entry["units"]["suoi-bac"]["inputs"]] == [10, 12]
    assert "2 of 3 units counted" in entry["sentence"]
    assert "Counted: 2 of 3 units that it applies to: Suối Bắc, Suối Nam" in shown(
        ttdt, "2.1", "--unit", "Đông Sơn"
    )


def test_an_area_whose_units_are_all_missing_is_left_out_as_a_whole(ttdt: Ttdt, data: Path) -> None:
    (data / "districts" / "nam-phu" / "phu-thuy" / "2024-Q2.yaml").unlink()
    assert "Nam Phú (all 2)       not submitted" in shown(ttdt, "2.1")


def test_its_own_figure_has_its_line_and_stands_for_all_units(ttdt: Ttdt) -> None:
    entry = explained(ttdt, "3.4", "--unit", "tay-hoa")
    assert list(entry["units"]) == ["tay-hoa"]
    assert [
        (one["role"], one["value"], one["source"]["path"], one["source"]["line"])
        for one in entry["units"]["tay-hoa"]["inputs"]
    ] == [
        ("numerator", 5400, "data/districts/tay-hoa/2024-Q2.yaml", 11),
        ("population", 6000, "data/districts/tay-hoa/2024-Q2.yaml", 8),
    ]
    assert "Tây Hòa  5,400/6,000  90.0 %  ✓ met    its own figure for all 2 units" in shown(
        ttdt, "3.4", "--unit", "tay-hoa"
    )


def test_a_population_that_it_does_not_state_comes_from_below(ttdt: Ttdt, data: Path) -> None:
    write(data, "tay-hoa", "{preschool: 78}")
    entry = explained(ttdt, "3.1", "--unit", "tay-hoa")
    assert (entry["area"]["numerator"], entry["area"]["population"]) == (78, 80)
    assert [
        (one["unit"], one["value"], one["source"]["path"])
        for one in entry["area"]["populations_below"]
    ] == [
        ("hoa-an", 40, "data/districts/tay-hoa/hoa-an/2024-Q2.yaml"),
        ("hoa-binh", 40, "data/districts/tay-hoa/hoa-binh/2024-Q2.yaml"),
    ]
    lines = shown(ttdt, "3.1", "--unit", "tay-hoa")
    place = lines.index("The population that it does not state is the sum of those below it:")
    assert [line.split()[0] for line in lines[place + 3 : place + 5]] == ["Hòa", "Hòa"]


def test_a_figure_without_a_population_does_not_count(ttdt: Ttdt, data: Path) -> None:
    # Suối Đông's villages are not known, nor the district's.
    write(data, "dong-son", "{village-roads: 18}")
    entry = explained(ttdt, "2.1", "--unit", "dong-son")
    assert (entry["area"]["numerator"], entry["area"]["population"]) == (15, 20)
    assert [(one["value"], one["source"]["line"]) for one in entry["area"]["inputs"]] == [(18, 5)]
    lines = shown(ttdt, "2.1", "--unit", "dong-son")
    assert "Its own figure does not count, since not all that goes with it is known:" in lines


def test_an_own_figure_with_an_error_is_told(ttdt: Ttdt, data: Path) -> None:
    write(data, "dong-son", "{village-roads: many}", "{villages: 30}")
    done = ttdt("explain", "2.1", "--period", "Q2")
    assert done.code == 1
    assert "data/districts/dong-son/2024-Q2.yaml:5" in done.out


def test_a_sum_is_held_against_the_areas_own_baseline(ttdt: Ttdt, data: Path) -> None:
    write(data, "tay-hoa", "{village-roads: 9}", "{villages: 21}", "2023")
    entry = explained(ttdt, "2.1", "--unit", "tay-hoa")
    assert (entry["area"]["value"], entry["area"]["baseline"]) == (76.190476, 42.857143)
    assert [(one["role"], one["value"]) for one in entry["area"]["baseline_inputs"]] == [
        ("numerator", 9),
        ("population", 21),
    ]
    assert entry["change"]["total"] == pytest.approx(33.333333)


def test_the_plans_own_figure_comes_before_the_sum(ttdt: Ttdt, data: Path) -> None:
    (data / "province").mkdir()
    (data / "province" / "2024-Q2.yaml").write_text(
        DISTRICT.format(
            unit="province",
            period="2024-Q2",
            populations="{children: 400}",
            figures="{preschool: 390}",
        ),
        "utf-8",
    )
    entry = explained(ttdt, "3.1")
    assert (entry["area"]["id"], entry["area"]["value"], entry["area"]["left_out"]) == (
        None,
        97.5,
        [],
    )
    lines = shown(ttdt, "3.1")
    assert "Ví Dụ  390/400  97.5 %  ✓ met    its own figure for all 7 units" in lines
    assert any("data/province/2024-Q2.yaml:5" in line for line in lines)
