from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from ttdt.document.answer import View
from ttdt.document.report.comparison_data import COMPARED_COLUMNS
from ttdt.document.report.document import ReportAnswer
from ttdt.document.report.json import COLUMNS
from ttdt.output.csv import table
from ttdt.output.formats import lower
from ttdt.text.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Example, Golden

    from ttdt.compute import Report


def render(report: Report, view: View) -> str:
    shown = lower("csv", ReportAnswer(report), view)
    assert isinstance(shown, str)
    return shown


def read(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))


def said(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_example(example: Example, golden: Golden, language: str) -> None:
    shown = render(example(), View(Language(language)))
    assert shown.count("\r\n") == shown.count("\n")
    golden(f"report.{language}.csv", shown.replace("\r\n", "\n"))


def test_the_numbers_are_those_of_json(example: Example) -> None:
    view = View(Language("en"))
    rows = read(render(example(), view))
    document = ReportAnswer(example()).data(view.language)
    expected = [
        (entry["id"], said(entry["part"]), area, said(row[name]))
        for entry in document["indicators"]
        for area, row in [("99", entry["province"]), *entry["units"].items()]
        for name in ("value", "numerator", "population", "pace", "gap", "status", "reason")
    ]
    found = [
        (row["indicator"], row["part"], row["area"], row[name])
        for row in rows
        for name in ("value", "numerator", "population", "pace", "gap", "status", "reason")
    ]
    assert found == expected
    assert {row["level"] for row in rows} == {"province", "unit"}
    assert {row["sample"] for row in rows} == {"true"}


@pytest.mark.parametrize(
    "name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1", '=HYPERLINK("http://x")']
)
def test_no_text_is_a_formula(hostile: Callable[[str], Report], name: str) -> None:
    rows = read(render(hostile(name), View(Language("en"))))
    texts = {row[key] for row in rows for key in ("name", "area_name", "note", "clause", "why")}
    shown = f"'{name}".replace("\t", " ")
    assert shown in texts
    assert not {text for text in texts if text.lstrip().startswith(tuple("=+-@＝"))}


@pytest.mark.parametrize("name", ['a,b;"c"', "two\nlines", "x" * 10_000, "\u202eevil\x00"])
def test_texts_survive(hostile: Callable[[str], Report], name: str) -> None:
    rows = read(render(hostile(name), View(Language("en"))))
    shown = name.replace("\n", " ").replace("\u202e", "\\u202e").replace("\x00", "\\x00")
    assert rows[0]["name"] == shown
    assert all(None not in row and set(row) == {*COLUMNS, *COMPARED_COLUMNS} for row in rows)


def test_a_negative_number_stays_one(example: Example) -> None:
    gaps = [row["gap"] for row in read(render(example(), View(Language("en"))))]
    assert any(gap.startswith("-") for gap in gaps)


def test_cells_are_written_as_the_standard_library_does() -> None:
    rows: list[list[object]] = [
        ["", "a,b", 'a "b"', " a ", 1.5, 3, None, True],
        [""],
        [None],
        ["", None],
        [],
    ]
    for row in rows:
        columns = [str(number) for number in range(len(row))]
        expected = StringIO(newline="")
        writer = csv.writer(expected, lineterminator="\n")
        writer.writerow(columns)
        writer.writerow(["true" if cell is True else cell for cell in row])
        written = table(columns, [dict(zip(columns, row, strict=True))], "\n")
        assert written.decode() == expected.getvalue()
