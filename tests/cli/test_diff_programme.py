"""`ttdt diff` of money and of tasks."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli import small_workspace
from tests.cli.programme_workspace import FILES

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace, Ttdt


@pytest.fixture
def data(make_workspace: MakeWorkspace) -> str:
    return str(make_workspace(FILES))


def compared(ttdt: Ttdt, data: str, *arguments: str) -> Any:
    done = ttdt("diff", "Q1", "Q2", "--data", data, "--lang", "en", "--format", "json", *arguments)
    return json.loads(done.out)


def test_the_rows_of_money_that_changed(ttdt: Ttdt, data: str) -> None:
    found = compared(ttdt, data)["funding"]
    keys = [(row["area"], row["project"], row["source"]) for row in found["rows"]]
    # Only p1 has money, from the centre alone in the first quarter.
    assert keys == [
        (None, None, None),
        ("a", None, None),
        ("b", None, None),
        (None, "p1", None),
        (None, None, "central"),
        (None, None, "local"),
    ]
    whole = found["rows"][0]
    assert (whole["old"]["assigned"], whole["new"]["assigned"]) == (80, 152.5)
    assert (whole["old"]["disbursed"], whole["new"]["disbursed"]) == (10.25, 44.75)
    # 10.25 of 100 are 10.25 %, 44.75 of 172.5 are 25.942029 %
    assert whole["difference"] == {"assigned": 72.5, "disbursed": 34.5, "percent": 15.692029}
    b = found["rows"][2]
    assert b["old"]["disbursed"] is None
    assert b["difference"] == {"assigned": None, "disbursed": None, "percent": None}


def test_an_amount_reassigned_names_its_decision(ttdt: Ttdt, data: str) -> None:
    (one,) = compared(ttdt, data)["funding"]["reassignments"]
    assert one == {
        "area": "a",
        "project": "p1",
        "source": "central",
        "before": 80,
        "now": 100.5,
        "decision": {"number": "7/QĐ", "date": "2024-05-02"},
        "place": {"path": f"{data}/districts/a/2024-Q2.yaml", "line": 11},
    }


def test_tasks_that_went_back_and_are_late(ttdt: Ttdt, data: str) -> None:
    found = compared(ttdt, data)["tasks"]
    assert [
        (one["task"], one["area"], one["old"]["status"], one["new"]["status"]) for one in found
    ] == [("power", "a", "done", "under_way"), ("power", "b", None, "done")]
    assert [(one["went_back"], one["newly_late"]) for one in found] == [
        (True, True),
        (False, False),
    ]


def test_what_changed_can_be_read(ttdt: Ttdt, data: str) -> None:
    said = ttdt("diff", "Q1", "Q2", "--data", data, "--lang", "en").out
    assert "6 rows of money changed; 1 amount reassigned; 2 words on tasks changed;" in said
    assert "1 task went back; 1 task is newly late" in said
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert "Ninh Thuận 80 152.5 10.25 44.75 +34.5 10.3 % 25.9 % 1/2" in lines
    assert "Huyện A: 1 land, central: 100.5 in the place of 80 (+20.5), decision 7/QĐ of" in said
    row = "III.4 power Huyện A done 100 % under way 40 % went back, late"
    assert f"{row} Mưa lũ.; Còn hai thôn. power" in lines


def test_one_unit_has_no_rows_of_the_whole(ttdt: Ttdt, data: str) -> None:
    found = compared(ttdt, data, "--unit", "b")
    assert [row["area"] for row in found["funding"]["rows"]] == ["b"]
    assert found["funding"]["reassignments"] == []
    assert [one["area"] for one in found["tasks"]] == ["b"]
    of_indicator = compared(ttdt, data, "--indicator", "teams")
    assert (of_indicator["funding"], of_indicator["tasks"]) == (None, [])


def test_what_a_body_answers_for(ttdt: Ttdt, make_workspace: MakeWorkspace) -> None:
    word = "unit: province\nperiod: 2024-Q2\nstatus: final\ntasks: {audit: not_started}\n"
    data = str(make_workspace({**FILES, "province/2024-Q2.yaml": word}))
    found = compared(ttdt, data, "--body", "labour")
    assert found["funding"] is None, "money is no body's"
    assert [(one["task"], one["area"]) for one in found["tasks"]] == [("audit", "province")]


def test_the_same_files_have_no_difference(ttdt: Ttdt, make_workspace: MakeWorkspace) -> None:
    same = FILES["districts/a/2024-Q2.yaml"].replace("2024-Q2", "2024-Q1")
    data = str(make_workspace({**FILES, "districts/a/2024-Q1.yaml": same}))
    found = compared(ttdt, data, "--unit", "a")
    assert found["funding"] == {"unit": "million VND", "rows": [], "reassignments": []}
    # Nothing but that the task was not due yet.
    assert [(one["went_back"], one["newly_late"]) for one in found["tasks"]] == [(False, True)]


def test_a_plan_without_money_compares_none(ttdt: Ttdt, make_workspace: MakeWorkspace) -> None:
    data = str(make_workspace(small_workspace.FILES))
    found = compared(ttdt, data)
    assert (found["funding"], found["tasks"]) == (None, [])


def test_new_causes_and_notes_are_told_with_their_place(ttdt: Ttdt, data: str) -> None:
    file = f"{data}/districts/a/2024-Q2.yaml"
    empty = dict.fromkeys(
        ("indicator", "part", "project", "money_source", "task", "reason", "cause", "note")
    )
    assert compared(ttdt, data)["notes"] == [
        {
            **empty,
            "unit": "a",
            "project": "p5-1",
            "money_source": "local",
            "reason": "chưa đối chiếu",
            "source": {"path": file, "line": 16},
        },
        {
            **empty,
            "unit": "a",
            "task": "power",
            "cause": "Mưa lũ.",
            "note": "Còn hai thôn.",
            "source": {"path": file, "line": 18},
        },
    ]
    assert compared(ttdt, data, "--unit", "b")["notes"] == []
    assert compared(ttdt, data, "--indicator", "2.1")["notes"] == []


@pytest.mark.parametrize("format_", ["plain", "markdown", "html"])
def test_new_causes_and_notes_stand_beside_what_changed(
    ttdt: Ttdt, data: str, format_: str
) -> None:
    asked = ("diff", "Q1", "Q2", "--data", data, "--lang", "en", "--format", format_)
    shown = ttdt(*asked).out
    assert "2 new causes and notes" in shown
    assert "Mưa lũ.; Còn hai thôn." in shown
    assert "5.1 schools, local" in shown
    assert "chưa đối chiếu" in shown


def test_a_cause_of_a_figure_stands_beside_it_in_csv(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    said = FILES["districts/a/2024-Q2.yaml"].replace("teams: 2", "teams: {value: 2, cause: Mưa.}")
    data = str(make_workspace({**FILES, "districts/a/2024-Q2.yaml": said}))
    lines = ttdt("diff", "Q1", "Q2", "--data", data, "--format", "csv").out.splitlines()
    rows = list(csv.DictReader(line.removeprefix("\ufeff") for line in lines))
    assert [(row["unit"], row["cause"], row["note"]) for row in rows] == [
        ("a", "Mưa.", ""),
        ("b", "", ""),
    ]
