"""An answer is one builder and a format one module: each comes with all of the others."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from tests.programs import each_format

from ttdt.analysis.trend import TrendRound, build_trend
from ttdt.compute import Status
from ttdt.document.answer import TidyRows, View, tidy
from ttdt.document.model import Column, Document, Paragraph, Style, Table, Title, cell
from ttdt.document.report.document import ReportAnswer
from ttdt.document.rules import RuleAnswer, RulesAnswer
from ttdt.document.targets import TargetsAnswer
from ttdt.document.trend.document import TrendAnswer
from ttdt.output import markdown
from ttdt.output.formats import FORMATS, Format, lower
from ttdt.output.terminal.drawing import LOOKS
from ttdt.rules import RULES
from ttdt.text.language import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import Example

    from ttdt.document.answer import Answer


@dataclass(frozen=True)
class RainAnswer:
    """How much it rained."""

    millimetres: int

    def document(self, view: View) -> Document:
        title = {"en": "Rain", "vi": "Mưa"}[view.language.code]
        table = Table.of(
            (Column("Month"), Column("Millimetres", right=True)),
            ((cell("June"), cell(str(self.millimetres))),),
        )
        return Document((Title(title), Paragraph("Measured at the station", Style.STRONG), table))

    def data(self, language: Language) -> Mapping[str, Any]:
        return {"language": language.code, "months": [{"month": "June", "mm": self.millimetres}]}

    def rows(self, language: Language) -> TidyRows:
        return tidy(self.data(language)["months"])


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("table", "Rain\nMeasured at the station\n\nMonth Millimetres\nJune          204\n"),
        ("plain", "Rain\nMeasured at the station\n\nMonth  Millimetres\nJune           204\n"),
        (
            "markdown",
            """\
# Rain

Measured at the station

| Month | Millimetres |
| :-- | --: |
| June | 204 |
""",
        ),
        ("csv", "\ufeffmonth,mm\r\nJune,204\r\n"),
        (
            "json",
            """\
{
  "language": "en",
  "months": [
    {
      "month": "June",
      "mm": 204
    }
  ]
}
""",
        ),
    ],
)
def test_an_answer_comes_out_of_every_text_format(name: str, shown: str) -> None:
    assert lower(name, RainAnswer(204), View(Language("en"), 80)) == shown


def test_an_answer_comes_out_of_every_other_format() -> None:
    view = View(Language("en"))
    page = lower("html", RainAnswer(204), view)
    assert isinstance(page, str)
    assert "Millimetres" in page
    for name in ("xlsx", "docx"):
        content = lower(name, RainAnswer(204), view)
        assert isinstance(content, bytes)
        assert content.startswith(b"PK")


def _answers(example: Example) -> list[Answer]:
    report = example()
    rule = RULES["TT201"]
    return [
        ReportAnswer(report),
        ReportAnswer(report, by_unit=True, ranks=True),
        ReportAnswer(example("dong-son")),
        TargetsAnswer(report.plan),
        RulesAnswer((rule,)),
        RuleAnswer(rule),
        TrendAnswer(build_trend([], TrendRound(report))),
    ]


def test_a_format_lowers_every_answer(example: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    shouting = ModuleType("shouting")
    shouting.lower = lambda answer, view: markdown.lower(answer, view).upper()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "shouting", shouting)
    monkeypatch.setitem(FORMATS, "shouting", Format("shouting", "shouting"))
    for answer in _answers(example):
        said = lower("shouting", answer, View(Language("en"), width=40, color=True))
        assert isinstance(said, str)
        assert said == said.upper()
        assert len(said) > 100


@pytest.mark.parametrize("name", each_format())
def test_every_format_lowers_every_answer(example: Example, name: str) -> None:
    for answer in _answers(example):
        assert lower(name, answer, View(Language("vi"), 80))


def test_every_style_has_a_look_on_a_terminal() -> None:
    assert set(LOOKS) == {*Style, *Status}
