"""`ttdt explain` of money and of tasks: each amount and each word, down to its line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.programme_workspace import FILES, PLAN

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace, Ttdt

_IN_Q2 = ("--period", "Q2", "--lang", "en")


@pytest.fixture
def data(make_workspace: MakeWorkspace) -> str:
    return str(make_workspace(FILES))


def explained(ttdt: Ttdt, data: str, *words: str) -> Any:
    done = ttdt("explain", *words, *_IN_Q2, "--data", data, "--format", "json")
    return json.loads(done.out)


def test_a_project_is_its_amounts_added_up(ttdt: Ttdt, data: str) -> None:
    (found,) = explained(ttdt, data, "funding", "p1")["funding"]
    assert found["id"] == "funding.p1"
    assert found["name"] == "1 land"
    # 20 + 100.5 + 12 + 40 available, 40.25 + 0 + 4.5 disbursed of it
    assert (found["available"], found["disbursed"]) == (172.5, 44.75)
    assert found["exact"]["percent"] == "1790/69"  # 44.75 × 100 / 172.5
    assert found["exact"]["gap"] == "-4420/69"  # less 90
    assert found["exact"]["expected"] == "45"  # half of 90, in half of a year
    assert found["exact"]["pace"] == "358/621"  # 1790/69 / 45
    assert found["in_period"] == 30  # 40.25 less 10.25, of the one amount that tells
    assert found["in_period_cells"] == 1
    assert [(one["area"], one["source"]) for one in found["amounts"]] == [
        ("a", "central"),
        ("a", "local"),
        ("b", "central"),
    ]
    assert found["unknown"] == []


def test_each_amount_has_its_line(ttdt: Ttdt, data: str) -> None:
    (found,) = explained(ttdt, data, "funding.p1.central", "--unit", "a")["funding"]
    assert (found["area"], found["project"], found["source"]) == ("a", "p1", "central")
    (part,) = found["amounts"]
    path = f"{data}/districts/a/2024-Q2.yaml"
    assert part["inputs"] == [
        _input("carried_over", 20, "20", path, 11),
        _input("assigned", 100.5, "100.50", path, 12),
        _input("disbursed", 40.25, "40.25", path, 13),
    ]
    earlier = f"{data}/districts/a/2024-Q1.yaml"
    assert part["before_inputs"] == [
        _input("carried_over", 20, "20", earlier, 9),
        _input("assigned", 80, "80", earlier, 9),
        _input("disbursed", 10.25, "10.25", earlier, 9),
    ]
    assert part["last_year_inputs"] == []
    assert part["decision"] == {"number": "7/QĐ", "date": "2024-05-02"}
    assert [one["now"] for one in found["reassignments"]] == [100.5]


def _input(role: str, value: float, exact: str, path: str, line: int) -> dict[str, object]:
    place = {"path": path, "line": line, "change": None}
    return {"role": role, "value": value, "exact": exact, "place": place}


def test_what_is_not_counted_says_why(ttdt: Ttdt, data: str) -> None:
    (found,) = explained(ttdt, data, "funding", "education")["funding"]
    assert found["disbursed"] is None
    assert found["unknown"] == [
        {
            "area": "a",
            "project": "p5-1",
            "source": "local",
            "reason": "not_reported",
            "why": "chưa đối chiếu",
            "place": {"path": f"{data}/districts/a/2024-Q2.yaml", "line": 16},
        }
    ]


def test_the_calculation_can_be_read(ttdt: Ttdt, data: str) -> None:
    done = ttdt("explain", "funding", *_IN_Q2, "--data", data)
    assert done.code == 0
    assert "All money [funding]" in done.out
    for line in (
        "Carried over: 20 + 0 = 20",
        "Assigned: 112.5 + 40 = 152.5",
        "Available: 20 + 152.5 = 172.5",
        "Disbursed since January: 40.25 + 4.5 = 44.75",
        "Share of the money available: 44.75 / 172.5 × 100 = 1,790/69 ≈ 25.942029 %",
        "Remaining: 172.5 − 44.75 = 127.75",
        "Disbursed in the period: 40.25 − 10.25 = 30 (of the 1 of 3 amounts for which both",
        "In each month left: 127.75 / 6, rounded up: 21.292",
        "Target ≥ 90 %: ○ far behind",
        "Expected by now: 1/2 × 90 = 45 %",
        "Pace: 25.942029 / 45 = 0.58: far behind",
        "not reported: chưa đối chiếu",
    ):
        assert line in done.out


def test_a_task_is_what_each_unit_says(ttdt: Ttdt, data: str) -> None:
    (found,) = explained(ttdt, data, "power")["tasks"]
    assert found["due"] == "2024-Q2"
    assert found["text"] == "cung cấp điện"
    assert found["units"]["a"] == {
        "status": "under_way",
        "percent": 40,
        "late": True,
        "note": "Còn hai thôn.",
        "cause": "Mưa lũ.",
        "reason": None,
        "accepted": {},
        "source": {"path": f"{data}/districts/a/2024-Q2.yaml", "line": 18, "change": None},
        "verdicts": {"teams": "ungraded"},
    }
    assert (found["units"]["b"]["status"], found["units"]["b"]["late"]) == ("done", False)
    (only,) = explained(ttdt, data, "III.4", "--unit", "b")["tasks"]
    assert list(only["units"]) == ["b"]


def test_words_of_all_kinds_go_together(ttdt: Ttdt, data: str) -> None:
    found = explained(ttdt, data, "teams", "funding.p1", "audit")
    assert [one["id"] for one in found["indicators"]] == ["teams"]
    assert [one["id"] for one in found["funding"]] == ["funding.p1"]
    assert [one["id"] for one in found["tasks"]] == ["audit"]
    words = ("teams", "funding.p1.local", "power")
    done = ttdt("explain", *words, *_IN_Q2, "--data", data, "--format", "csv")
    roles = [line.split(",")[3] for line in done.out.splitlines()]
    assert roles == ["role", "count", "count", "assigned", "disbursed", "task", "task"]


def test_an_amount_with_an_error_is_left_out(ttdt: Ttdt, make_workspace: MakeWorkspace) -> None:
    broken = FILES["districts/b/2024-Q2.yaml"].replace("disbursed: 4.5", "disbursed: 400")
    data = str(make_workspace(FILES | {"districts/b/2024-Q2.yaml": broken}))
    done = ttdt("explain", "funding.p1", *_IN_Q2, "--data", data)
    assert done.code == 1
    assert "400 disbursed is above the 40 available" in done.out
    assert ttdt("explain", "funding.p5", *_IN_Q2, "--data", data).code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("funding", "p9"), "funding: “p9” is unknown; it can be: p1, p5, p5-1"),
        (("funding.p1.locl",), "funding: “locl” is unknown; did you mean “local”?"),
        (("audit", "--unit", "a"), "“audit” is not asked of Huyện A"),
    ],
)
def test_words_that_mean_nothing(ttdt: Ttdt, data: str, words: tuple[str, ...], said: str) -> None:
    done = ttdt("explain", *words, *_IN_Q2, "--data", data)
    assert done.code == 2
    assert said in done.err


def test_a_plan_without_money(ttdt: Ttdt, make_workspace: MakeWorkspace) -> None:
    from tests.cli import small_workspace

    data = str(make_workspace(small_workspace.FILES))
    done = ttdt("explain", "funding", *_IN_Q2, "--data", data)
    assert done.code == 2
    assert "the plan has no money (funding:)" in done.err


AMENDED = PLAN.replace(
    "  target: {at_least: 90}\n",
    "  target: {at_least: 90, amended: [{from: 2024-Q2, at_least: 95, decision: 12/QĐ-UBND}]}\n",
).replace(
    "    target: {at_least: 8}\n",
    "    target: {at_least: 8, amended: [{from: 2024-Q2, at_least: 9, decision: 7/QĐ-UBND}]}\n",
)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("explain", "funding", "--period", "Q2"),
            (
                "The target is amended: since quarter 2 of 2024 ≥ 95 %, before that ≥ 90 %;"
                " decision 12/QĐ-UBND"
            ),
        ),
        (
            ("explain", "teams", "--period", "Q2"),
            "Target amended since quarter 2 of 2024 ≥ 9, before that ≥ 8; decision 7/QĐ-UBND",
        ),
        (
            ("targets",),
            "Target for the share of money disbursed: ≥ 90 %; ≥ 95 % since quarter 2 of 2024",
        ),
    ],
)
def test_an_amended_target_is_told(
    ttdt: Ttdt, make_workspace: MakeWorkspace, arguments: tuple[str, ...], said: str
) -> None:
    workspace = make_workspace({**FILES, "targets-2024.yaml": AMENDED})
    found = ttdt(*arguments, "--data", str(workspace), "--format", "plain", "-q").out
    assert said in " ".join(found.split())
