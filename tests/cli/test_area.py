"""What one unit sees of a plan, as if the plan were its own, and units of other levels."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import TREE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Ttdt

SAME = ("value", "status", "reason", "coverage", "firm", "gap", "remaining", "numerator")
UNITS = (
    "dong-son", "suoi-bac", "suoi-dong", "suoi-nam", "tay-hoa", "hoa-an", "hoa-binh", "nam-phu",
    "phu-hai", "phu-thuy",
)  # fmt: skip
Q2 = ("--period", "Q2")


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder with the plan of three levels."""
    shutil.copytree(TREE, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


def read(ttdt: Ttdt, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ttdt(*arguments, "--format", "json").out)
    return found


@pytest.mark.parametrize("unit", UNITS)
def test_a_units_own_report_says_what_the_whole_report_says_of_it(ttdt: Ttdt, unit: str) -> None:
    whole, own = read(ttdt, "report", *Q2), read(ttdt, "report", *Q2, "--area", unit)
    assert len(own["indicators"]) == len(whole["indicators"]) == 13
    for seen, said in zip(own["indicators"], whole["indicators"], strict=True):
        rows = {unit: seen["province"], **seen["units"]}
        for area, row in rows.items():
            there = said["units"][area]
            assert [row[key] for key in SAME] == [there[key] for key in SAME], seen["id"]


def test_the_report_is_headed_by_the_unit_and_has_only_its_files(ttdt: Ttdt) -> None:
    found = read(ttdt, "report", *Q2, "--area", "Đông Sơn")
    assert found["province"] == {
        "id": "dong-son",
        "code": "991",
        "name": "Đông Sơn",
        "kind": "district",
    }
    assert found["completeness"] == {
        "expected": 3,
        "submitted": 2,
        "missing": ["suoi-dong"],
        "invalid": [],
    }
    assert list(found["submissions"]) == ["suoi-bac", "suoi-nam"]
    roads = next(one for one in found["indicators"] if one["id"] == "village-roads")
    # 10 of 12 and 5 of 8 villages; Suối Đông's are not known.
    assert {key: roads["province"][key] for key in ("value", "status", "gap", "firm")} == {
        "value": 75,
        "status": "met",
        "gap": 0,
        "firm": False,
    }
    resettled = next(one for one in found["indicators"] if one["id"] == "resettled-households")
    # Its communes' shares of 12 and 8 are its target.
    assert resettled["target"]["value"] == 20
    assert (resettled["province"]["value"], resettled["province"]["remaining"]) == (17, 0)


@pytest.mark.parametrize("name", ["dong-son", "991", "đông sơn", "huyện Đông Sơn"])
def test_a_unit_is_named_by_id_code_or_name(ttdt: Ttdt, name: str) -> None:
    assert "\nĐông Sơn: quarter 2 of 2024" in ttdt("report", *Q2, "--area", name).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("report", "--area", "dong-sn"), "--area: “dong-sn” is unknown; did you mean “dong-son”?"),
        (
            ("report", "--area", "dong-son", "--unit", "hoa-an"),
            "--unit: “hoa-an” is unknown; it can be: suoi-bac, suoi-dong, suoi-nam",
        ),
        (
            ("report", "--area", "suoi-bac", "--unit", "hoa-an"),
            "--unit: Suối Bắc has no units below it",
        ),
        (
            ("report", "--level", "commun"),
            "--level: “commun” is unknown; did you mean “commune”?",
        ),
        (
            ("report", "--level", "3"),
            "--level: “3” is unknown; it can be: district, commune, city, ward, 1, 2",
        ),
        (
            ("report", "--area", "suoi-bac", "--level", "1"),
            "--level: Suối Bắc has no units below it",
        ),
        (
            ("report", "--unit", "nam-phu", "--level", "commune"),
            "--level: no unit asked for with --unit is, or has below it, any of commune",
        ),
    ],
)
def test_what_is_asked_for_wrongly(ttdt: Ttdt, arguments: tuple[str, ...], said: str) -> None:
    assert ttdt(*arguments) == (2, "", f"ttdt: {said}\n")


def test_a_name_that_two_units_have_is_told_with_what_they_lie_in(ttdt: Ttdt, data: Path) -> None:
    plan = data / "targets-2024.yaml"
    plan.write_text(plan.read_text("utf-8").replace("name: Hòa An", "name: Suối Nam"), "utf-8")
    assert ttdt("report", "--unit", "Suối Nam").err == (
        "ttdt: --unit: “Suối Nam” may mean suoi-nam (Suối Nam, Đông Sơn), hoa-an (Suối Nam,"
        " Tây Hòa)\n"
    )
    assert ttdt("report", *Q2, "--area", "dong-son", "--unit", "Suối Nam").code == 0


def test_without_a_period_the_units_newest_counts(ttdt: Ttdt, data: Path) -> None:
    later = data / "districts" / "tay-hoa" / "2024-Q3.yaml"
    later.write_text("unit: tay-hoa\nperiod: 2024-Q3\nfigures: {literacy: 5500}\n", "utf-8")
    assert read(ttdt, "report")["period"]["id"] == "2024-Q3"
    assert read(ttdt, "report", "--area", "dong-son")["period"]["id"] == "2024-Q2"
    found = ttdt("report", "--area", "dong-son", "--period", "Q3")
    assert "ttdt: nobody has submitted anything for quarter 3 of 2024" in found.err


def test_other_units_errors_and_misplaced_files_are_not_its_own(ttdt: Ttdt, data: Path) -> None:
    (data / "districts" / "tay-hoa" / "hoa-an" / "2024-q2.yml").write_text("", "utf-8")
    path = data / "districts" / "tay-hoa" / "hoa-binh" / "2024-Q2.yaml"
    path.write_text(path.read_text("utf-8").replace("villages: 11", "villages: many"), "utf-8")
    here, there = (ttdt("report", *Q2, "--area", unit) for unit in ("dong-son", "tay-hoa"))
    assert (here.code, here.err) == (0, "")
    assert there.code == 1
    assert there.err == ("ttdt: 1 file lies where no report looks; ttdt check names it\n")
    assert ttdt("report", *Q2, "--area", "dong-son", "--fail-on", "missing").code == 3


def test_status_is_that_of_the_units_below(ttdt: Ttdt) -> None:
    found = read(ttdt, "status", *Q2, "--area", "tay-hoa")
    assert [row["id"] for row in found["units"]] == ["hoa-an", "hoa-binh"]
    assert found["own"]["path"] == "data/districts/tay-hoa/2024-Q2.yaml"
    assert ttdt("status", *Q2, "--area", "tay-hoa", "--fail-on", "missing").code == 0
    assert ttdt("status", *Q2, "--area", "nam-phu", "--fail-on", "missing").code == 3


def test_trend_and_difference_of_a_unit(ttdt: Ttdt, data: Path) -> None:
    before = data / "districts" / "dong-son" / "suoi-bac" / "2024-Q1.yaml"
    before.write_text(
        "unit: suoi-bac\nperiod: 2024-Q1\npopulations: {villages: 12}\n"
        "figures: {village-roads: 8}\n",
        "utf-8",
    )
    trend = read(ttdt, "trend", "village-roads", "--area", "dong-son")
    assert [one["period"] for one in trend["rounds"]] == ["2023", "2024-Q1", "2024-Q2"]
    values = [one["value"] for one in trend["indicators"][0]["values"]]
    # 10 of 20 villages, then Suối Bắc's 8 of 12 alone, then 15 of 20.
    assert values == [50, 66.666667, 75]
    changes = read(ttdt, "diff", "Q1", "Q2", "--area", "dong-son", "--indicator", "village-roads")
    assert changes["province"]["id"] == "dong-son"
    assert {one["unit"] for one in changes["figures"]} == {"suoi-bac", "suoi-nam"}
    assert [(one["old"]["value"], one["new"]["value"]) for one in changes["values"]] == [
        (66.666667, 75)
    ]


def test_targets_are_the_units_own(ttdt: Ttdt) -> None:
    found = read(ttdt, "targets", "--area", "dong-son")
    assert [unit["id"] for unit in found["units"]] == ["suoi-bac", "suoi-dong", "suoi-nam"]
    targets = {one["id"]: one["target"] for one in found["indicators"]}
    assert targets["new-cooperatives"]["value"] is None
    assert targets["resettled-households"]["value"] == 20


def test_a_figure_is_explained_from_the_unit(ttdt: Ttdt) -> None:
    found = read(ttdt, "explain", "2.1", *Q2, "--area", "dong-son")
    (entry,) = found["indicators"]
    assert found["province"]["id"] == "dong-son"
    assert (entry["province"]["value"], list(entry["units"])) == (
        75,
        ["suoi-bac", "suoi-dong", "suoi-nam"],
    )


def test_units_of_a_level_stand_side_by_side(ttdt: Ttdt) -> None:
    two = ("--indicator", "2.1", "--indicator", "2.2")
    out = ttdt("report", *Q2, "--level", "commune", "--level", "ward", *two).out
    head = next(line for line in out.splitlines() if line.startswith("Clause"))
    assert re.split(r" {2,}", head) == [
        *("Clause", "Indicator", "Target", "Province", "Suối Bắc", "Suối Đông (not submitted)"),
        *("Suối Nam", "Hòa An", "Hòa Bình", "Phú Hải (not submitted)", "Phú Thủy", "id"),
    ]
    within = ttdt("report", *Q2, "--unit", "tay-hoa", "--level", "xã", *two).out
    head = next(line for line in within.splitlines() if line.startswith("Clause"))
    assert re.split(r" {2,}", head)[3:-1] == ["Province", "Hòa An", "Hòa Bình"]
    trend = read(ttdt, "trend", "village-roads", "--level", "1")
    assert [one["reporting_unit"] for one in trend["indicators"]] == [
        "dong-son",
        "tay-hoa",
        "nam-phu",
    ]


@pytest.mark.parametrize("format_", ["table", "plain", "markdown", "csv", "html", "xlsx", "docx"])
@pytest.mark.parametrize("unit", ["tay-hoa", "hoa-an"])
def test_every_format_has_the_units_own_report(ttdt: Ttdt, format_: str, unit: str) -> None:
    pytest.importorskip("docx")
    pytest.importorskip("openpyxl")
    done = ttdt("report", *Q2, "--area", unit, "--format", format_, "-o", f"out.{format_}", "-q")
    assert done == (0, "", "")


def test_what_had_the_units_id_before_is_not_shown_as_its_own(ttdt: Ttdt, data: Path) -> None:
    plan = data / "targets-2024.yaml"
    text = plan.read_text("utf-8")
    for year in ("2023", "2024"):
        changed = text.replace("2024", year)
        if year == "2024":
            # Last year's Suối Nam went to Suối Đông; this year's is another.
            changed = changed.replace("Suối Đông, kind", "Suối Đông, formerly: [suoi-nam], kind")
        (data / f"targets-{year}.yaml").write_text(changed, "utf-8")

    def values(*arguments: str) -> list[float | None]:
        found = read(ttdt, "trend", "village-roads", *arguments)
        return [one["value"] for one in found["indicators"][0]["values"]]

    assert values("--unit", "suoi-nam") == [None, 62.5]
    assert values("--area", "suoi-nam") == [62.5]
    assert values("--unit", "suoi-bac") == values("--area", "suoi-bac") == [50, 83.333333]


def test_a_unit_without_others_below_it_is_the_one_that_must_submit(ttdt: Ttdt) -> None:
    found = read(ttdt, "report", *Q2, "--area", "suoi-dong")
    assert found["completeness"] == {
        "expected": 1,
        "submitted": 0,
        "missing": ["suoi-dong"],
        "invalid": [],
    }
    assert ttdt("report", *Q2, "--area", "suoi-dong", "--fail-on", "missing").code == 3
    out = ttdt("report", *Q2, "--area", "suoi-dong").out
    assert "Not submitted  Suối Đông" in out


def test_the_columns_of_the_whole_are_named_after_its_kind(ttdt: Ttdt) -> None:
    arguments = ("report", *Q2, "--by", "unit", "--indicator", "2.1", "--indicator", "2.2")
    for area, kind in ((), "Province"), (("--area", "dong-son"), "District"):
        head = next(
            line for line in ttdt(*arguments, *area).out.splitlines() if line.startswith("Clause")
        )
        assert re.split(r" {2,}", head)[3] == kind
