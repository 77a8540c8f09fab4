"""Whose texts stand in a report: those of the file that is named, over those of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.plan.test_read_plan import HEAD, RATE, plan

from ttdt.app.report import sections_of
from ttdt.errors import TtdtError
from ttdt.plan import Sections, SectionTexts, unit_plan
from ttdt.text.language import Language

if TYPE_CHECKING:
    from pathlib import Path

PLAN = plan(
    "report: {sections: {results: A, causes: B, units: {bac-ai: {causes: C}}}}\n" + HEAD + RATE
)


def written(folder: Path, text: str) -> str:
    path = folder / "s.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_without_a_file_they_are_the_plans() -> None:
    assert sections_of(PLAN, None, ()) == PLAN.sections
    assert sections_of(plan(HEAD + RATE), None, ()) == Sections()


def test_what_a_file_says_goes_before_the_plan(tmp_path: Path) -> None:
    found = sections_of(PLAN, written(tmp_path, "{results: X, units: {bac-ai: {results: Y}}}"), ())
    assert found == Sections(
        SectionTexts(results=("X",), causes=("B",)),
        {"bac-ai": SectionTexts(results=("Y",), causes=("C",))},
    )


def test_a_file_for_the_one_unit_asked_for(tmp_path: Path) -> None:
    found = sections_of(PLAN, written(tmp_path, "{results: X}"), ("bac-ai",))
    assert found.of("bac-ai") == SectionTexts(results=("X",), causes=("C",))
    assert found.own == SectionTexts(results=("A",), causes=("B",))
    named = sections_of(
        PLAN, written(tmp_path, "{results: X, units: {bac-ai: {results: Y}}}"), ("bac-ai",)
    )
    assert named.of("bac-ai").results == ("Y",)


def test_a_units_own_report(tmp_path: Path) -> None:
    own = unit_plan(PLAN, "bac-ai")
    assert sections_of(own, None, ()).own == SectionTexts(causes=("C",))
    assert sections_of(own, written(tmp_path, "{results: X}"), ()).own.results == ("X",)
    of_all = written(tmp_path, "{results: X, units: {bac-ai: {results: Y}}}")
    assert sections_of(own, of_all, ()).own == SectionTexts(results=("Y",), causes=("C",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "results: A\nsolution: B\n",
            (
                "--sections: s.yaml, line 2: the key “solution” is unknown here; did you mean"
                " “solutions”?"
            ),
        ),
        (
            "results: 1\ncauses: 2\n",
            "--sections: s.yaml, line 1: expected a list, found the number 1 (2 problems in all)",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, expected: str
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, text)
    assert failure("s.yaml") == expected


def test_no_file_and_no_name() -> None:
    assert failure("nowhere.yaml") == "--sections: nowhere.yaml, line 1: the file does not exist"
    assert failure("") == "--sections is empty; name the file with the office's texts"


def failure(word: str) -> str:
    with pytest.raises(TtdtError) as caught:
        sections_of(PLAN, word, ())
    return Language("en").translate(caught.value.message)
