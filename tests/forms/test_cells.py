"""Every wrong cell is named, with its sheet, and nothing of its form is written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.forms.filling import NOTE, PERCENT, REASON, STATE, VALUE, change, fill, repack
from tests.programs import convert

if TYPE_CHECKING:
    from tests.conftest import Ttdt

FINAL = {("status", VALUE): "final figures"}


def refused(ttdt: Ttdt, form: Path, place: Path) -> str:
    result = ttdt("import", str(form), "--yes")
    assert (result.code, result.out) == (1, ""), result.err
    assert "nothing of" in result.err
    assert not (place / "data/districts/dong-son/2024-Q3.yaml").exists()
    return result.err


@pytest.mark.parametrize(
    ("name", "column", "value", "said"),
    [
        ("figure:literacy", VALUE, "1.234", "“1.234” may mean thousands or decimals"),
        ("figure:literacy", VALUE, "nhiều", "“nhiều” is no number"),
        ("figure:literacy", VALUE, 31.0000000001, "31.0000000001 has a fraction"),
        ("figure:literacy", VALUE, "31,5", "31.5 has a fraction"),
        ("figure:literacy", VALUE, -3, "-3 is negative"),
        ("figure:literacy", VALUE, True, "here belongs a number, not TRUE or FALSE"),
        ("figure:literacy", VALUE, dt.date(2024, 4, 3), "Excel has made a date"),
        ("figure:literacy", VALUE, "#DIV/0!", "the formula gives the error #DIV/0!"),
        ("figure:literacy", VALUE, "=1+1", "the formula here has no result"),
        ("figure:literacy", STATE, "maybe", "“maybe” is none of the choices"),
        ("figure:literacy", STATE, "does not apply here", "needs the reason why"),
        ("figure:literacy", STATE, "as last round", "is for populations"),
        ("figure:literacy", REASON, "vì thế", "it is not chosen what it is the reason for"),
        ("figure:literacy", PERCENT, 1.2, "120 % is not between 0 and 100"),
        ("figure:literacy", PERCENT, 98.5, "9850 % is not between 0 and 100; if 98.5 % is meant"),
        ("figure:literacy", NOTE, True, "here belong words"),
        ("population:people", VALUE, 3.5, "3.5 has a fraction"),
        ("population:people", STATE, "not available yet", "of a population only a number"),
        ("status", VALUE, "finished", "“finished” is none of the choices"),
        ("submitted", VALUE, "31/02/2024", "“31/02/2024” is no day"),
        ("submitted", VALUE, 31, "31 January 1900 cannot be the day of a report for 2024"),
    ],
)
def test_a_wrong_cell_is_named(
    form: Path, place: Path, ttdt: Ttdt, name: str, column: str, value: Any, said: str
) -> None:
    where = fill(form, {**FINAL, ("figure:village-roads", VALUE): 30, (name, column): value})
    told = refused(ttdt, form, place)
    line = next(line for line in told.splitlines() if said in line)
    named = {REASON: "L"} if "needs the reason" in said else {}
    cell = where[name, column]
    cell = named.get(REASON, cell[0]) + cell[1:]
    assert line.startswith(f"forms/dong-son-2024-Q3.xlsx!Q3!{cell}: ")


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (
            {("figure:literacy", VALUE): 5, ("figure:literacy", STATE): "not available yet"},
            "a figure stands here, though it is chosen that there is none",
        ),
        (
            {("figure:literacy", VALUE): 5, ("figure:literacy", PERCENT): 0.5},
            "give the figure or its rate, not both",
        ),
        (
            {("figure:literacy", VALUE): 5, ("figure:literacy", REASON): "vì"},
            "a reason for having no figure stands beside one",
        ),
        (
            {("population:people", VALUE): 5, ("population:people", STATE): "as last round"},
            "a number stands here, though “as last round” is chosen",
        ),
    ],
)
def test_an_answer_that_says_two_things_is_refused(
    form: Path, place: Path, ttdt: Ttdt, answers: dict[tuple[str, str], Any], said: str
) -> None:
    fill(form, {**FINAL, **answers})
    assert said in refused(ttdt, form, place)


def test_the_status_must_be_chosen(form: Path, place: Path, ttdt: Ttdt) -> None:
    fill(form, {("figure:literacy", VALUE): 8200})
    assert "!Q3!G8: say how settled the figures are" in refused(ttdt, form, place)


def test_a_rule_that_is_broken_names_the_cell(form: Path, place: Path, ttdt: Ttdt) -> None:
    answers = {("population:villages", VALUE): 40, ("figure:village-roads", VALUE): 41}
    where = fill(form, {**FINAL, **answers})
    told = refused(ttdt, form, place)
    cell = where["figure:village-roads", VALUE]
    assert f"forms/dong-son-2024-Q3.xlsx!Q3!{cell}: TT201 the numerator 41 is above" in told


def test_a_part_that_breaks_a_rule_names_its_own_cell(form: Path, place: Path, ttdt: Ttdt) -> None:
    answers = {
        ("population:schools", VALUE): 50,
        ("figure:solid-facilities/schools", VALUE): 51,
        ("population:health_stations", VALUE): 10,
        ("figure:solid-facilities/health-stations", VALUE): 11,
    }
    where = fill(form, {**FINAL, **answers})
    told = refused(ttdt, form, place)
    for name in ("schools", "health-stations"):
        assert f"!{where[f'figure:solid-facilities/{name}', VALUE]}: TT201" in told


def test_percentages_are_read_as_their_cells_show_them(form: Path, place: Path, ttdt: Ttdt) -> None:
    where = fill(
        form,
        {**FINAL, ("figure:literacy", PERCENT): 0.9012, ("figure:preschool", PERCENT): "95,5%"},
    )

    def plain(book: Any) -> None:
        # Where the cell's format was changed to a plain number, 96.3 is 96.3 %.
        cell = book["Q3"][where["figure:preschool", PERCENT]]
        cell.number_format = "0.0"

    change(form, plain)
    fill(form, {("figure:health-insurance", PERCENT): 0.963})
    assert ttdt("import", str(form), "--yes").code == 0
    text = (place / "data/districts/dong-son/2024-Q3.yaml").read_text(encoding="utf-8")
    assert "literacy: {percent: 90.12}" in text
    assert "preschool: {percent: 95.5}" in text
    assert "health-insurance: {percent: 96.3}" in text


def test_a_plain_number_in_the_column_of_rates_is_per_cent(
    form: Path, place: Path, ttdt: Ttdt
) -> None:
    where = fill(form, {**FINAL, ("figure:literacy", PERCENT): 96.3})

    def plain(book: Any) -> None:
        book["Q3"][where["figure:literacy", PERCENT]].number_format = '0.0"%"'

    change(form, plain)
    assert ttdt("import", str(form), "--yes").code == 0
    text = (place / "data/districts/dong-son/2024-Q3.yaml").read_text(encoding="utf-8")
    assert "literacy: {percent: 96.3}" in text


def test_a_formula_with_a_result_is_taken_and_said(form: Path, place: Path, ttdt: Ttdt) -> None:
    where = fill(form, {**FINAL, ("figure:literacy", VALUE): 8200})
    cell = where["figure:literacy", VALUE]

    def with_formula(xml: bytes) -> bytes:
        assert b"<v>8200</v>" in xml
        return xml.replace(b"<v>8200</v>", b"<f>8000+200</f><v>8200</v>")

    repack(form, {"xl/worksheets/sheet2.xml": with_formula})
    result = ttdt("import", str(form), "--yes")
    assert result.code == 0, result.err
    assert f"!Q3!{cell}: note: a formula stands here; its result 8200 is taken" in result.err
    assert "literacy: 8200" in (place / "data/districts/dong-son/2024-Q3.yaml").read_text("utf-8")


@pytest.mark.parametrize("formula", ["=chưa đủ", "#NAME?"])
@pytest.mark.parametrize("row", ["figure:literacy", "note"])
def test_a_note_that_became_a_formula_keeps_no_figure_out(
    form: Path, place: Path, ttdt: Ttdt, formula: str, row: str
) -> None:
    column = VALUE if row == "note" else NOTE
    where = fill(form, {**FINAL, ("figure:literacy", VALUE): 8200, (row, column): formula})
    result = ttdt("import", str(form), "--yes")
    assert result.code == 0, result.err
    cell = where[row, column]
    assert f"!Q3!{cell}: note: the note was typed as a formula that has no result" in result.err
    assert "literacy: 8200" in (place / "data/districts/dong-son/2024-Q3.yaml").read_text("utf-8")


def test_merged_cells_are_refused_by_name(form: Path, place: Path, ttdt: Ttdt) -> None:
    where = fill(form, {**FINAL, ("figure:literacy", VALUE): 8200})
    row = int(where["figure:literacy", VALUE][1:])
    change(form, lambda book: book["Q3"].merge_cells(f"G{row - 1}:G{row}"))
    assert f"the cells G{row - 1}:G{row} are merged" in refused(ttdt, form, place)


def test_a_copied_row_is_refused(form: Path, place: Path, ttdt: Ttdt) -> None:
    where = fill(form, {**FINAL, ("figure:literacy", VALUE): 8200})
    row = int(where["figure:literacy", VALUE][1:])

    def copy(book: Any) -> None:
        sheet = book["Q3"]
        for cell in sheet[row]:
            if type(cell).__name__ == "Cell":
                sheet.cell(row + 60, cell.column).value = cell.value

    change(form, copy)
    assert f"!Q3!{row + 60}: this row is a copy of row {row}" in refused(ttdt, form, place)


def test_a_figure_in_a_row_of_nobody_is_refused(form: Path, place: Path, ttdt: Ttdt) -> None:
    fill(form, {**FINAL, ("figure:literacy", VALUE): 8200})

    def type_below(book: Any) -> None:
        book["Q3"]["G200"] = 31

    change(form, type_below)
    assert "!Q3!200: something is written in this row" in refused(ttdt, form, place)


def test_an_unknown_row_is_refused(form: Path, place: Path, ttdt: Ttdt) -> None:
    where = fill(form, {**FINAL, ("figure:literacy", VALUE): 8200})
    row = int(where["figure:literacy", VALUE][1:])

    def rename(book: Any) -> None:
        book["Q3"][f"A{row}"] = "figure:literature"

    change(form, rename)
    assert "“literature” is nothing that the plan asks for" in refused(ttdt, form, place)


def test_what_is_odd_and_harmless_is_said(form: Path, ttdt: Ttdt) -> None:
    where = fill(form, {**FINAL, ("figure:literacy", VALUE): 8200})
    hidden = int(where["figure:literacy", VALUE][1:])

    def odd(book: Any) -> None:
        sheet = book["Q3"]
        sheet.row_dimensions[hidden].hidden = True
        sheet["Q9"] = "của tôi"
        sheet.delete_rows(hidden + 1)

    change(form, odd)
    result = ttdt("import", str(form), "--yes")
    assert result.code == 0, result.err
    assert f"!Q3!{hidden}: note: this row is hidden" in result.err
    assert "column Q is not the form's and was not read" in result.err
    assert "1 row of the form is missing, and stays as it is on file" in result.err


@pytest.mark.programs("LibreOffice")
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_an_error_is_never_an_empty_cell(
    form: Path, place: Path, ttdt: Ttdt, tmp_path: Path, kind: str
) -> None:
    where = fill(form, {**FINAL, ("figure:literacy", VALUE): "=1/0"})
    convert([form], kind, Path("saved"), tmp_path / "profile")
    told = refused(ttdt, Path(f"saved/{form.stem}.{kind}"), place)
    assert f"!Q3!{where['figure:literacy', VALUE]}: the formula gives the error #" in told
