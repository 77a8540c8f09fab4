"""A plain table of figures: what its columns and rows mean."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from ttdt.errors import TtdtError
from ttdt.excel.file_kind import FileKind
from ttdt.excel.sheets import CellTable
from ttdt.forms.choices import FigureState
from ttdt.forms.long_table import is_long_table, read_long_table

if TYPE_CHECKING:
    from ttdt.forms.filled_form import FilledForm

MINE = ("bac-ai", "2024-Q3")


def table(*rows: list[Any]) -> CellTable:
    return CellTable("a.csv", "", list(rows), FileKind.CSV)


def read(*rows: list[Any], named: tuple[str, str] | None = MINE) -> FilledForm:
    (found,) = read_long_table(table(*rows), named)
    return found


def told(found: FilledForm) -> list[tuple[str, str]]:
    return [(remark.place, remark.message.text) for remark in found.remarks]


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        (["indicator", "value"], True),
        (["Population ", " VALUE"], True),
        (["indicator", "text"], True),
        (["indicator", "percent", "more"], True),
        (["indicator", "note"], False),
        (["unit", "value"], False),
        ([], False),
    ],
)
def test_the_first_row_names_the_columns(*, head: list[str], is_one: bool) -> None:
    assert is_long_table(table(head)) is is_one


def test_no_rows_at_all() -> None:
    assert not is_long_table(table())
    with pytest.raises(TtdtError):
        read(["indicator", "value"])


def test_every_kind_of_row() -> None:
    found = read(
        ["indicator", "part", "population", "value", "percent", "text", "state", "reason", "note"],
        ["roads", "", "", "31", "", "", "", "", "Đủ"],
        ["built", "schools", "", "", "96,3%", "", "", "", ""],
        ["words", "", "", "", "", "Ba hợp tác xã.", "", "", ""],
        ["none", "", "", "", "", "", "not_applicable", "không có", ""],
        ["later", "", "", "", "", "", "not available yet", "", ""],
        ["", "", "people", "9000", "", "", "", "", ""],
        ["", "", "", "", "", "", "", "", ""],
    )
    assert (found.unit, found.period, found.place, found.whole) == (*MINE, "a.csv", False)
    assert found.remarks == ()
    rows = found.entries
    assert list(rows) == [
        "figure:roads", "figure:built/schools", "narrative:words", "figure:none", "figure:later",
        "population:people",
    ]  # fmt: skip
    assert (rows["figure:roads"].value, rows["figure:roads"].note) == (Decimal(31), "Đủ")
    assert rows["figure:built/schools"].percent == Decimal("96.3")
    assert rows["narrative:words"].value == "Ba hợp tác xã."
    assert rows["figure:none"].state is FigureState.NOT_APPLICABLE
    assert rows["figure:none"].reason == "không có"
    assert rows["figure:later"].state is FigureState.NOT_REPORTED
    assert rows["population:people"].value == Decimal(9000)


def test_why_a_figure_is_behind_and_when_it_was_counted() -> None:
    found = read(
        ["indicator", "value", "cause", "as_of"],
        ["roads", "31", "Mưa lũ", "2024-09-15"],
        ["tasks.iii-1-1", "done", "", "15/09/2024"],
    )
    assert told(found) == []
    assert found.entries["figure:roads"].cause == "Mưa lũ"
    assert found.entries["as_of"].value == date(2024, 9, 15)


def test_what_is_said_of_the_whole_may_stand_in_any_row() -> None:
    found = read(
        ["indicator", "value", "status", "submitted", "sample"],
        ["roads", "31", "", "", ""],
        ["", "", "final", "5/10/2024", "TRUE"],
    )
    assert found.remarks == ()
    assert found.entries["status"].value == "final"
    assert found.entries["submitted"].value == date(2024, 10, 5)
    assert found.entries["sample"].value == "true"


def test_rows_go_to_whom_they_name() -> None:
    forms = read_long_table(
        table(
            ["unit", "period", "indicator", "value"],
            ["b", "2024-Q3", "roads", "1"],
            ["a", "2024-Q3", "roads", "2"],
            ["b", "2024-Q3", "water", "3"],
        ),
        None,
    )
    assert [(one.unit, list(one.entries)) for one in forms] == [
        ("b", ["figure:roads", "figure:water"]),
        ("a", ["figure:roads"]),
    ]


@pytest.mark.parametrize(
    ("row", "named"), [(["", "", "roads", "1"], None), (["ninh-son", "", "roads", "1"], MINE)]
)
def test_rows_of_nobody_or_of_another(row: list[str], named: tuple[str, str] | None) -> None:
    with pytest.raises(TtdtError):
        read(["unit", "period", "indicator", "value"], row, named=named)


@pytest.mark.parametrize(
    ("rows", "place", "words"),
    [
        ([["roads", "", "1.234", ""]], "a.csv!C2", "thousands or decimals"),
        ([["roads", "", "1", ""], ["roads", "", "2", ""]], "a.csv!3", "copy of row"),
        ([["roads", "people", "1", ""]], "a.csv!2", "not both"),
        ([["", "", "1", ""]], "a.csv!2", "neither an indicator nor"),
        ([["roads", "", "", "maybe"]], "a.csv!D2", "is unknown"),
    ],
)
def test_a_wrong_row_is_named(rows: list[list[str]], place: str, words: str) -> None:
    ((at, said),) = told(read(["indicator", "population", "value", "state"], *rows))
    assert at == place
    assert words in said


def test_columns_that_nobody_reads_are_named() -> None:
    found = read(["indicator", "value", "vaule", "value"], ["roads", "1", "2", "3"])
    (twice, unknown) = found.remarks
    assert (twice.place, twice.is_error) == ("a.csv!D1", True)
    assert (unknown.place, unknown.is_error) == ("a.csv", False)
    assert unknown.message.params["columns"] == ("C “vaule”",)


@pytest.mark.parametrize("text", ["97.917", "97,917", "97.917 %", "97,9170%"])
def test_a_percentage_is_never_in_thousands(text: str) -> None:
    found = read(["indicator", "percent"], ["roads", text])
    assert found.remarks == ()
    assert found.entries["figure:roads"].percent == Decimal("97.917")


def test_a_mark_that_the_format_of_a_cell_sets_is_told_of() -> None:
    found = read(["indicator", "value"], ["roads", "2,877"])
    ((place, words),) = told(found)
    assert place == "a.csv!B2"
    assert words.endswith("set it to General and save as CSV again")


def test_what_stands_in_the_hundredth_column_is_read() -> None:
    filler = [f"x{number}" for number in range(100)]
    found = read(
        ["indicator", "value", *filler, "note"], ["roads", "31", *[""] * 100, "quan trọng"]
    )
    assert found.remarks == ()
    assert found.entries["figure:roads"].note == "quan trọng"


def test_an_error_in_a_text_is_not_an_empty_cell() -> None:
    sheet = CellTable(
        "a.xlsx", "Q3", [["indicator", "text", "note"], ["roads", "", ""]], FileKind.XLSX
    )
    sheet.metadata.errors = {(1, 1): "#NAME?", (1, 2): "#NAME?"}
    (found,) = read_long_table(sheet, MINE)
    assert [(remark.place, remark.is_error) for remark in found.remarks] == [
        ("a.xlsx!Q3!B2", True), ("a.xlsx!Q3!C2", False),
    ]  # fmt: skip
