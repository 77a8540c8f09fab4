"""The office's own texts, in the plan and in a file of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.plan.test_letterhead import indented
from tests.plan.test_read_plan import HEAD, RATE, plan, problems

from ttdt.plan import Sections, SectionTexts, read_sections, unit_plan

if TYPE_CHECKING:
    from pathlib import Path

UNITS = ("bac-ai", "ninh-son")
TEXT = """\
results: Tốt.
causes: |
  Mưa lũ.

  Thiếu vốn.
solutions: [Giao ban, "Kiểm tra\\nđôn đốc"]
proposals:
money: ""
units: {bac-ai: {proposals: Bổ sung vốn}}
"""
SECTIONS = Sections(
    SectionTexts(
        results=("Tốt.",),
        causes=("Mưa lũ.", "Thiếu vốn."),
        solutions=("Giao ban", "Kiểm tra", "đôn đốc"),
        proposals=(),
        money=(),
    ),
    {"bac-ai": SectionTexts(proposals=("Bổ sung vốn",))},
)


def written(folder: Path, text: str) -> Path:
    path = folder / "s.yaml"
    path.write_text(text, encoding="utf-8")
    return path


BESIDE_A_LETTERHEAD = f"report:\n  agency: A\n  sections:\n{indented(indented(TEXT))}"


@pytest.mark.parametrize("text", [TEXT, BESIDE_A_LETTERHEAD])
def test_each_line_is_a_paragraph_and_nothing_leaves_a_section_out(
    tmp_path: Path, text: str
) -> None:
    assert read_sections(written(tmp_path, text), "s.yaml", UNITS) == (SECTIONS, ())


def test_a_plan_may_hold_them() -> None:
    assert plan(HEAD + RATE).sections is None
    found = plan(BESIDE_A_LETTERHEAD + HEAD + RATE)
    assert found.sections == SECTIONS
    assert unit_plan(found, "bac-ai").sections == SECTIONS.as_of_unit("bac-ai")
    assert SECTIONS.as_of_unit("bac-ai").own == SECTIONS.of("bac-ai")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("solution: a\nresults: 1\n", [("TT101", 1), ("TT103", 2)]),
        ("results: [a, 5]\n", [("TT103", 1)]),
        ("results: a\nunits:\n  bacai: {results: b}\n", [("TT101", 3)]),
        ("report: {sections: {units: {x: {}}}}\nresults: a\n", [("TT101", 1), ("TT101", 2)]),
        ("- a\n", [("TT103", 1)]),
        ("", [("TT008", 1)]),
    ],
)
def test_what_does_not_fit_is_found(
    tmp_path: Path, text: str, expected: list[tuple[str, int]]
) -> None:
    found, findings = read_sections(written(tmp_path, text), "s.yaml", UNITS)
    assert found is None
    assert [(finding.code, finding.span.line) for finding in findings] == expected


def test_a_plan_with_texts_for_a_unit_that_it_does_not_have() -> None:
    (found,) = problems(f"report:\n  sections:\n    units: {{x: {{}}}}\n{HEAD}{RATE}")
    assert found[:2] == ("TT101", 3)


def test_texts_stand_over_others_section_by_section() -> None:
    other = Sections(
        SectionTexts(results=("Kém.",), tasks=("Đủ.",), proposals=("Xin thêm.",)),
        {"ninh-son": SectionTexts(results=("Khá.",))},
    )
    assert SECTIONS.over(other) == Sections(
        SECTIONS.own._replace(tasks=("Đủ.",)), {**other.units, **SECTIONS.units}
    )
