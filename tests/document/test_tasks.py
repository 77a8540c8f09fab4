"""Tasks as people and programs read them: counts, each word, and the verdicts beside it."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Protocol

import pytest

from ttdt.document.answer import View
from ttdt.document.model import Heading, Notes, Packed, Paragraph, Table
from ttdt.document.tasks.document import TasksAnswer
from ttdt.text.language import Language

if TYPE_CHECKING:
    from tests.conftest import Assess

PLAN = """\
plan: test
year: 2024
title: {vi: Kế hoạch, en: A plan}
province: {code: "58", name: Ninh Thuận}
units:
  a: {code: "1", name: Huyện A}
  b: {code: "2", name: Huyện B, units: {x: {code: "3", name: Xã X}, y: {code: "4", name: Xã Y}}}
populations: {households: {name: {vi: hộ, en: households}}}
groups: {all: {name: {vi: tất cả, en: all}}}
bodies: {ban: {name: {vi: Ban Dân tộc, en: Committee}}, mttq: {name: {vi: Mặt trận, en: Front}}}
indicators:
  water:
    clause: "2.5"
    group: all
    name: {vi: nước sạch, en: clean water}
    measure: rate
    population: households
    pace: {Q2: 60}
    target: {at_least: 80}
tasks:
  iii-1: {clause: "III.1", name: {vi: rà soát, en: lists}, units: all, due: 2024-Q2, indicator: water, responsible: [ban]}
  iii-10: {clause: "III.10", name: {vi: chợ, en: market}, units: [b]}
  v-4: {clause: "V.4", name: {vi: tổng hợp, en: gathering}, responsible: [ban, mttq], due: 2024-Q1}
"""  # noqa: E501


class Ask(Protocol):
    def __call__(self, submissions: str, **asked: object) -> TasksAnswer: ...


@pytest.fixture
def ask(assess_files: Assess) -> Ask:
    """Answer on tasks, given lines `unit/period: {iii-1: …}`; half of A's households have water."""

    def run(submissions: str, **asked: object) -> TasksAnswer:
        files = {}
        for line in dedent(submissions).strip().splitlines():
            place, said = line.split(": ", 1)
            folder = "" if place.startswith("province/") else "districts/"
            unit, of = place.split("/")[-2:]
            figures = "populations: {households: 40}\nfigures: {water: 20}\n" if unit == "a" else ""
            files[f"{folder}{place}.yaml"] = (
                f"unit: {unit}\nperiod: {of}\nstatus: final\n{figures}tasks: {said}\n"
            )
        report = assess_files({"targets-2024.yaml": PLAN, **files})
        assert report.tasks is not None
        only_late = bool(asked.pop("only_late", False))
        return TasksAnswer(report, report.tasks.of(**asked), only_late)  # type: ignore[arg-type]

    return run


SAID = """
    a/2024-Q2: {iii-1: {status: done, percent: 100, note: đủ 312 hộ}}
    b/x/2024-Q2: {iii-1: {status: under_way, percent: 40, cause: chờ quy hoạch}}
    b/2024-Q2: {iii-10: {status: cancelled, reason: gộp vào việc khác}}
    province/2024-Q2: {v-4: not_started}
"""


def shown(answer: TasksAnswer) -> list[list[str]]:
    """Return the rows of each table as lines, what a file has in each cell between bars."""
    return [
        [" | ".join(found.text for found in row).strip(" |") for row in block.rows]
        for block in answer.document(View(Language("en"))).blocks
        if isinstance(block, Table)
    ]


def test_tasks_are_counted_by_clause_body_and_unit(ask: Ask) -> None:
    counts, *_ = shown(ask(SAID))
    # asked, done, under way, not started, cancelled, no word, late
    assert counts == [
        "Total | 5 | 1 | 1 | 1 | 1 | 1 | 3",
        "Section III | 4 | 1 | 1 | 0 | 1 | 1 | 2 | By clause",
        "III.1 | 3 | 1 | 1 | 0 | 0 | 1 | 2 | By clause",
        "III.10 | 1 | 0 | 0 | 0 | 1 | 0 | 0 | By clause",
        "Section V | 1 | 0 | 0 | 1 | 0 | 0 | 1 | By clause",
        "V.4 | 1 | 0 | 0 | 1 | 0 | 0 | 1 | By clause",
        "Committee | 4 | 1 | 1 | 1 | 0 | 1 | 3 | By responsible body",
        "Front | 1 | 0 | 0 | 1 | 0 | 0 | 1 | By responsible body",
        "No responsible body named | 1 | 0 | 0 | 0 | 1 | 0 | 0 | By responsible body",
        "Ninh Thuận (responsible bodies) | 1 | 0 | 0 | 1 | 0 | 0 | 1 | By unit",
        "Huyện A | 1 | 1 | 0 | 0 | 0 | 0 | 0 | By unit",
        "Huyện B | 3 | 0 | 1 | 0 | 1 | 1 | 2 | By unit",
    ]


def test_each_word_has_its_reason_its_place_and_the_verdict_beside_it(ask: Ask) -> None:
    _, words = shown(ask(SAID))
    lists = "III.1 | lists | quarter 2 of 2024 | Committee"
    assert words == [
        f"{lists} | Huyện A | done | 100 |  | 2.5 ◐ behind | đủ 312 hộ | {path('a', 6)} | iii-1",
        (
            f"{lists} | Xã X | under way | 40 | late | 2.5 ? no data | chờ quy hoạch"
            f" | {path('b/x', 4)} | iii-1"
        ),
        f"{lists} | Xã Y | no word |  | late |  |  |  | iii-1",
        (
            "III.10 | market |  |  | Huyện B | cancelled |  |  |  | gộp vào việc khác"
            f" | {path('b', 4)} | iii-10"
        ),
        (
            "V.4 | gathering | quarter 1 of 2024 | Committee, Front | Ninh Thuận"
            " | not started |  | late |  |  | data/province/2024-Q2.yaml:4 | v-4"
        ),
    ]


def path(unit: str, line: int) -> str:
    return f"data/districts/{unit}/2024-Q2.yaml:{line}"


def test_done_though_its_indicator_is_behind_is_named(ask: Ask) -> None:
    (notes,) = (
        block
        for block in ask(SAID).document(View(Language("en"))).blocks
        if isinstance(block, Notes)
    )
    assert notes.title == "Done, though an indicator is behind"
    assert [tuple(note) for note in notes.notes] == [
        ("III.1", "Huyện A", "“lists” is done, but 2.5 clean water is behind")
    ]


def test_only_late_ones_are_listed_and_all_are_counted(ask: Ask) -> None:
    answer = ask(SAID, only_late=True)
    data = answer.data(Language("en"))
    assert data["counts"]["asked"] == 5
    assert {row["id"]: list(row["units"]) for row in data["rows"]} == {
        "iii-1": ["x", "y"],
        "v-4": ["province"],
    }
    (late,) = shown(answer)
    assert [line.split(" | ")[1] for line in late] == ["lists", "lists", "gathering"]


def test_nothing_late_is_no_table(ask: Ask) -> None:
    blocks = ask(SAID, clauses=("III.10",), only_late=True).document(View(Language("en"))).blocks
    assert not [block for block in blocks if isinstance(block, Table | Heading)]
    assert [block.items[0] for block in blocks if isinstance(block, Packed)] == [
        "1 task, 1 report asked for:"
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"clauses": ("III",)}, ["iii-1", "iii-10"]),
        ({"clauses": ("III.1",)}, ["iii-1"]),
        ({"bodies": ("mttq",)}, ["v-4"]),
        ({"bodies": ("ban",), "clauses": ("III",)}, ["iii-1"]),
        ({"areas": ("b",)}, ["iii-10"]),
        ({"areas": ("x", "y")}, ["iii-1"]),
    ],
)
def test_some_tasks_are_asked_for(ask: Ask, asked: dict[str, object], found: list[str]) -> None:
    data = ask(SAID, **asked).data(Language("en"))
    assert [row["id"] for row in data["rows"]] == found


def test_no_task_is_a_sentence(ask: Ask) -> None:
    answer = ask(SAID, areas=("b",), bodies=("mttq",))
    texts = [
        block.text
        for block in answer.document(View(Language("en"))).blocks
        if isinstance(block, Paragraph)
    ]
    assert texts[-1] == "No task is asked for here."


def test_json_has_the_keys_of_the_contract(ask: Ask) -> None:
    data = ask(SAID).data(Language("en"))
    assert data["format"] == "ttdt.tasks/1"
    assert data["counts"] == {
        "asked": 5, "done": 1, "under_way": 1, "not_started": 1, "cancelled": 1, "late": 3,
        "no_word": 1,
    }  # fmt: skip
    lists, _, gathering = data["rows"]
    units = lists.pop("units")
    assert lists == {
        "id": "iii-1",
        "clause": "III.1",
        "name": "lists",
        "text": None,
        "reading": None,
        "responsible": ["ban"],
        "due": "2024-Q2",
        "counts": {
            "asked": 3, "done": 1, "under_way": 1, "not_started": 0, "cancelled": 0, "late": 2,
            "no_word": 1,
        },
        "indicators": [{"id": "water", "clause": "2.5", "status": "behind"}],
    }  # fmt: skip
    assert units["x"] == {
        "status": "under_way",
        "percent": 40,
        "late": True,
        "note": None,
        "cause": "chờ quy hoạch",
        "reason": None,
        "accepted": {},
        "source": {"path": "data/districts/b/x/2024-Q2.yaml", "line": 4},
        "verdicts": {"water": "no_data"},
    }
    assert (units["y"]["status"], units["y"]["late"], units["y"]["source"]) == (None, True, None)
    assert list(gathering["units"]) == ["province"]
    assert [(one["body"], one["counts"]["asked"]) for one in data["bodies"]] == [
        ("ban", 4),
        ("mttq", 1),
    ]
    assert [(one["area"], one["counts"]["late"]) for one in data["areas"]] == [
        ("province", 1),
        ("a", 0),
        ("b", 0),
        ("x", 1),
        ("y", 1),
    ]


def test_rows_have_a_word_each(ask: Ask) -> None:
    tidy = ask(SAID).rows(Language("en"))
    rows = list(tidy.rows)
    assert [(row["task"], row["area"]) for row in rows] == [
        ("iii-1", "a"), ("iii-1", "x"), ("iii-1", "y"), ("iii-10", "b"), ("v-4", "58"),
    ]  # fmt: skip
    assert rows[0]["verdicts"] == "water=behind"
    assert all(set(row) <= set(tidy.columns) for row in rows)


def test_what_cannot_be_used_is_named(ask: Ask) -> None:
    data = ask("a/2024-Q2: {iii-1: {status: cancelled}, iii-99: done}").data(Language("en"))
    assert [(one["code"], one["line"]) for one in data["findings"]] == [("TT101", 6), ("TT221", 6)]
