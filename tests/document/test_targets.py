from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ttdt.document.answer import View
from ttdt.document.targets import TargetsAnswer
from ttdt.output import json as json_format
from ttdt.output import plain, terminal
from ttdt.text.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Example, Golden

    from ttdt.compute import Report


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [80, 160])
def test_table(example: Example, golden: Golden, language: str, width: int) -> None:
    shown = terminal.lower(TargetsAnswer(example().plan), View(Language(language), width))
    golden(f"targets-{width}.{language}.txt", shown)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_plain(example: Example, golden: Golden, language: str) -> None:
    golden(
        f"targets.{language}.txt",
        "".join(plain.lower(TargetsAnswer(example().plan), View(Language(language)))),
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_json(example: Example, golden: Golden, language: str) -> None:
    golden(
        f"targets.{language}.json",
        "".join(json_format.lower(TargetsAnswer(example().plan), View(Language(language)))),
    )


def test_json_has_the_plan_as_it_stands(example: Example) -> None:
    document = TargetsAnswer(example().plan).data(Language("en"))
    assert document["format"] == "ttdt.targets/1"
    assert document["units"][1] == {
        "id": "tay-hoa",
        "code": "992",
        "name": "Tây Hòa",
        "kind": "district",
        "parent": None,
        "level": 1,
    }
    found = {(entry["id"], entry["part"]): entry for entry in document["indicators"]}
    assert len(found) == 13
    assert found["solid-facilities", None]["population"] is None
    assert found["solid-facilities", "schools"]["population"] == "schools"
    assert found["resettled-households", None]["target"] == {
        "comparator": "about",
        "value": 50,
        "tolerance": 5,
        "by_unit": {"dong-son": 20, "nam-phu": 30},
    }
    assert found["cooperatives", None]["better"] is None
    assert found["child-underweight", None]["better"] == "lower"


def test_names_are_text(hostile: Callable[[str], Report]) -> None:
    plan = hostile("[/b] :smile: \x1b[31m\u202e").plan
    for shown in (
        terminal.lower(TargetsAnswer(plan), View(Language("en"), 160)),
        "".join(plain.lower(TargetsAnswer(plan), View(Language("en")))),
    ):
        assert shown.count(r"[/b] :smile: \x1b[31m\u202e") >= 5
        assert "\x1b" not in shown
