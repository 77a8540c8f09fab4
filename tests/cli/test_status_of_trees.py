from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.small_workspace import PLAN, submission

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeWorkspace, Ttdt

UNITS = """\
units:
  ninh-son: {code: "585", name: Ninh Sơn, kind: district}
  bac-ai:
    code: "584"
    name: Bác Ái
    kind: district
    units:
      phuoc-binh: {code: "1", name: Phước Bình, kind: commune}
      phuoc-hoa: {code: "2", name: Phước Hòa, kind: commune}
      phuoc-tan: {code: "3", name: Phước Tân, kind: commune}
"""
FLAT = """\
units:
  bac-ai: {code: "584", name: Bác Ái}
  ninh-son: {code: "585", name: Ninh Sơn}
"""
TREE = {
    "targets-2024.yaml": PLAN.replace(FLAT, UNITS)
    + "    pace: none\ndeadlines: {Q2: 2024-07-05}\n",
    "districts/ninh-son/2024-Q2.yaml": submission("ninh-son", 32),
    "districts/bac-ai/phuoc-binh/2024-Q2.yaml": submission("phuoc-binh", 8, 10),
    "districts/bac-ai/phuoc-hoa/2024-Q2.yaml": submission("phuoc-hoa", 5, 10).replace(
        "2024-06-20", "2024-07-08"
    ),
}
PLACE = ("parent", "level", "required")
OWN = {"districts/bac-ai/2024-Q2.yaml": submission("bac-ai", 20, 30)}


@pytest.fixture
def say(ttdt: Ttdt, make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what status says of these files on 10 July."""

    def run(files: dict[str, str], *arguments: str) -> str:
        monkeypatch.chdir(make_workspace(files).parent)
        said = ttdt("status", "--period", "Q2", "--today", "2024-07-10", *arguments)
        assert said.err == ""
        return said.out

    return run


def lines(text: str) -> list[list[str]]:
    """Return the cells of the table, without those left empty."""
    table = text.split("\n\n")[1].splitlines()
    return [
        [one.strip() for one in line.split("  ") if one.strip() not in {"", "-"}] for line in table
    ]


def test_a_district_says_who_of_its_communes_is_missing_and_late(say: Any) -> None:
    found = say(TREE, "--format", "plain", "--lang", "en")
    assert "3 of 4 units have submitted; missing: Phước Tân; late: Phước Hòa\n" in found
    rows = lines(found)
    assert [row[:3] for row in rows] == [
        ["Unit", "In", "Standing"],
        ["Bác Ái", "Ninh Thuận", "✗ 2/3 communes; missing: Phước Tân; late: Phước Hòa"],
        ["Phước Tân", "Bác Ái", "✗ 5 days overdue"],
        ["Phước Hòa", "Bác Ái", "! 3 days late"],
        ["Phước Bình", "Bác Ái", "✓ submitted"],
        ["Ninh Sơn", "Ninh Thuận", "✓ submitted"],
    ]


def test_a_districts_own_submission_is_told_and_leaves_its_communes_missing(say: Any) -> None:
    found = say(TREE | OWN, "--format", "plain", "--lang", "en")
    rows = {row[0]: row for row in lines(found)}
    assert rows["Bác Ái"][2:6] == [
        "✗ 2/3 communes; missing: Phước Tân; late: Phước Hòa; its own submission: ✓ submitted",
        "20 June 2024",
        "final",
        "1/1",
    ]
    assert rows["Bác Ái"][-1] == "data/districts/bac-ai/2024-Q2.yaml"
    assert rows["Phước Tân"][2] == (
        "✗ 5 days overdue (1 figure is in what Bác Ái handed in for all its units)"
    )


def test_json_counts_at_every_level(say: Any) -> None:
    found = json.loads(say(TREE | OWN, "--format", "json"))
    assert found["completeness"] == {
        "expected": 4,
        "submitted": 3,
        "missing": ["phuoc-tan"],
        "invalid": [],
    }
    units = {unit["id"]: unit for unit in found["units"]}
    assert list(units) == ["bac-ai", "phuoc-tan", "phuoc-hoa", "phuoc-binh", "ninh-son"]
    assert found["own"] is None
    places = {name: [unit[key] for key in PLACE] for name, unit in units.items()}
    assert places == {
        "bac-ai": [None, 1, False],
        "phuoc-tan": ["bac-ai", 2, True],
        "phuoc-hoa": ["bac-ai", 2, True],
        "phuoc-binh": ["bac-ai", 2, True],
        "ninh-son": [None, 1, True],
    }
    assert units["bac-ai"]["completeness"] == {
        "expected": 3,
        "submitted": 2,
        "missing": ["phuoc-tan"],
        "late": ["phuoc-hoa"],
        "invalid": [],
    }
    assert units["phuoc-tan"]["completeness"]["missing"] == ["phuoc-tan"]
    assert units["phuoc-tan"]["covered"] == {"figures": 1, "by": ["bac-ai"]}
    assert units["phuoc-tan"]["not_reported"] == ["village-roads"]
    assert (units["bac-ai"]["submitted"], units["bac-ai"]["overdue"]) == (True, None)


def test_a_district_without_a_submission_is_not_missing(say: Any, ttdt: Ttdt) -> None:
    whole = TREE | {"districts/bac-ai/phuoc-tan/2024-Q2.yaml": submission("phuoc-tan", 1, 10)}
    found = json.loads(say(whole, "--format", "json", "--unit", "bac-ai"))
    district = found["units"][0]
    assert (district["id"], district["submitted"], district["overdue"]) == ("bac-ai", False, None)
    assert found["completeness"]["missing"] == []
    assert ttdt("status", "--period", "Q2", "--fail-on", "missing").code == 0


def test_an_error_in_a_districts_own_submission_counts(
    ttdt: Ttdt, make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = {"districts/bac-ai/2024-Q2.yaml": submission("bac-ai", 41, 30)}
    monkeypatch.chdir(make_workspace(TREE | own).parent)
    said = ttdt("status", "--period", "Q2", "--lang", "en", "--unit", "bac-ai", "-q")
    assert said.code == 1
    assert "with errors: Bác Ái" in said.out


def test_what_the_plans_own_area_handed_in_has_a_row(say: Any) -> None:
    files = TREE | {
        "province/2024-Q2.yaml": submission("ninh-thuan", 60, 70).replace("unit: ninh-thuan\n", "")
    }
    found = json.loads(say(files, "--format", "json"))
    assert (found["own"]["path"], found["own"]["completeness"]["expected"]) == (
        "data/province/2024-Q2.yaml",
        4,
    )
    assert found["units"][0]["id"] == "bac-ai"


def many(missing: int) -> dict[str, str]:
    """Return the files of 25 communes, the first of which are missing."""
    units = "".join(
        f'  c{n:02}: {{code: "{n}", name: Commune {n:02}, kind: commune}}\n' for n in range(25)
    )
    files = {"targets-2024.yaml": PLAN.replace(FLAT, "units:\n" + units)}
    for n in range(missing, 25):
        files[f"districts/c{n:02}/2024-Q2.yaml"] = submission(f"c{n:02}", 8, 10)
    return files


def test_of_many_units_only_those_with_a_problem_are_listed(say: Any) -> None:
    found = say(many(2), "--format", "plain", "--lang", "en")
    assert [row[0] for row in lines(found)] == ["Unit", "Commune 00", "Commune 01"]
    assert "23 units that nobody has to act on are not listed; --all lists them." in found
    whole = say(many(2), "--format", "plain", "--lang", "en", "--all")
    assert len(lines(whole)) == 26
    assert "not listed" not in whole


def test_a_sentence_names_no_more_than_ten(say: Any) -> None:
    found = say(many(13), "--format", "plain", "--lang", "en")
    assert "missing: Commune 00, Commune 01, " in found
    assert "Commune 09 and 3 more\n" in found
    assert "Commune 10 and" not in found


def test_where_all_is_well_nothing_is_listed(say: Any) -> None:
    found = say(many(0), "--format", "plain", "--lang", "en")
    assert "25 of 25 units have submitted\n" in found
    assert "Handed in" not in found
    assert "25 units that nobody has to act on are not listed" in found


def test_a_workbook_has_rows_to_filter(say: Any, ttdt: Ttdt, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    say(TREE, "--format", "json")
    path = tmp_path / "late.xlsx"
    ttdt("status", "--period", "Q2", "--today", "2024-07-10", "--lang", "en", "-o", str(path))
    sheet = load_workbook(path).worksheets[0]
    rows: list[list[Any]] = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(row for row in rows if row[0] == "Unit")
    assert head[:6] == ["Unit", "In", "Standing", "Missing", "Deadline", "Days late"]
    found = {row[0]: row for row in rows[rows.index(head) + 1 :] if row[1]}
    assert found["Phước Tân"][1:4] == ["Bác Ái", "✗ 5 days overdue", "the whole submission"]
    assert found["Phước Tân"][4].date().isoformat() == "2024-07-05"
    assert found["Phước Tân"][5] == 5
    assert found["Bác Ái"][3:6] == ["Phước Tân", None, None]
    assert sheet.auto_filter.ref is not None


def test_what_is_due_next_from_all_units_below_the_one_asked_about(say: Any) -> None:
    found = json.loads(
        say(TREE, "--format", "json", "--due", "--unit", "bac-ai", "--today", "2024-07-01")
    )
    due = found["due"][0]
    assert (due["submitted"], due["missing"]) == (["phuoc-binh", "phuoc-hoa"], ["phuoc-tan"])


def test_what_does_not_apply_is_told_where_there_is_little_room(
    say: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    within = ("--area", "bac-ai", "--all", "--format", "table")
    files = {
        **TREE,
        "districts/bac-ai/phuoc-hoa/2024-Q2.yaml": submission(
            "phuoc-hoa", "{not_applicable: Không có thôn}", 10
        ),
    }
    told, usual = (" ".join(say(one, *within).split()) for one in (files, TREE))
    assert "Reported reported applicable Errors" in told
    assert "Phước Hòa ✓ submitted 20 June 2024 0/1 0 1 0" in told
    assert "Reported reported Errors Warnings" in usual
