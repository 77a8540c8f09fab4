"""The pages that LibreOffice makes of the letter: nothing broken, nothing left alone."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pytest
from docx.oxml.ns import qn
from tests.output.pdf_reading import page_texts
from tests.output.test_docx import DAY, opened, render, rendered
from tests.output.test_docx_of_many import flat

from ttdt.document.answer import View
from ttdt.document.model import Cell, Column, Document, Medium, Table, cell
from ttdt.document.report import rows
from ttdt.document.report.document import ReportAnswer
from ttdt.output import pdf
from ttdt.output.docx.document import write_document
from ttdt.output.docx.page import page_of
from ttdt.output.docx.tables import LONGEST_NUMBER, WordCell, WordColumn
from ttdt.output.docx.widths import fitted, parts, text_width
from ttdt.plan import OWN_AREA
from ttdt.text.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Example

    from ttdt.compute import Report


def pages_of(report: Report, language: str) -> list[list[str]]:
    """Return the lines of each page, without the head that all of them have."""
    content = pdf.lower(ReportAnswer(report, day=DAY), View(Language(language)))
    return [plain(text).rstrip().split("\n") for text in page_texts(content)]


def plain(text: str) -> str:
    for found, said in (("\N{NO-BREAK SPACE}", " "), ("\N{NON-BREAKING HYPHEN}", "-")):
        text = text.replace(found, said)
    return text


def numbers(report: Report, language: str, area: str) -> Iterator[str]:
    """Yield every number with its unit that a letter's table has in a cell."""
    lang = Language(language)
    units = {"%", lang.gettext("pp")}
    for _, found in rows.area_rows(lang, report, area):
        for row in found:
            yield row.share
            for amount in (row.target, row.value, row.gap):
                if amount is not None and len(str(amount)) <= LONGEST_NUMBER:
                    yield str(amount) if amount.unit in units else amount.number


def check(report: Report, language: str, area: str = OWN_AREA) -> None:
    pages = pages_of(report, language)
    lines = [line for page in pages for line in page]
    for number in numbers(report, language, area):
        assert any(number in line for line in lines), number
    headings = {
        paragraph.text
        for paragraph in opened(render(report, language)).paragraphs
        if paragraph.style is not None and "Heading" in str(paragraph.style.name)
    }
    assert headings
    assert not [page[-1] for page in pages if page[-1] in headings]


@pytest.mark.programs("LibreOffice")
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_number_is_broken_and_no_heading_left_alone(example: Example, language: str) -> None:
    check(example(), language)


@pytest.mark.programs("LibreOffice")
def test_nor_are_they_in_a_unit_s_own_letter(example: Example) -> None:
    check(example("tay-hoa"), "vi", "tay-hoa")


@pytest.mark.slow
@pytest.mark.programs("LibreOffice")
def test_nor_are_they_where_65_communes_report_by_the_shipped_plan(tmp_path: Path) -> None:
    report = flat(tmp_path, 65)
    check(report, "vi")
    assert len(pages_of(report, "vi")) <= 25


def test_a_row_never_stands_alone(example: Example) -> None:
    for table in rendered(example(), "vi").tables[1:]:
        lines = table._tbl.tr_lst
        if lines[0].find(f".//{qn('w:tblHeader')}") is None:
            continue
        kept = [line.find(f".//{qn('w:keepNext')}") is not None for line in lines]
        assert kept[0]
        assert kept[1]
        assert kept[-2]
        assert not kept[-1]


def test_technical_words_stand_in_one_annex_that_can_be_left_out(example: Example) -> None:
    def words(*, annex: bool) -> str:
        document = rendered(example(), annex=annex)
        cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
        return "\n".join([*(one.text for one in document.paragraphs), *cells])

    technical = ("linear-path", ".yaml", "village-roads")
    assert all(word in words(annex=True) for word in technical)
    letter = words(annex=False)
    assert not [word for word in technical if word in letter]
    assert "ttdt" not in letter
    assert "--" not in letter


@pytest.mark.parametrize("text", ["<b>&amp;</b>", "\x00\u202eevil", "a\nb\tc"])
def test_whatever_a_text_holds_the_page_of_a_letter_is_sound(
    hostile: Callable[[str], Report], text: str
) -> None:
    content = render(hostile(text), "en")
    page = page_of(content, Language("en"))
    assert "<b>" not in page
    assert not set(page) & set("\x00\u202e")
    for table in opened(content).tables:
        for cell_ in (one for row in table.rows for one in row.cells):
            for paragraph in cell_.paragraphs:
                assert escape(paragraph.text.replace("-", "")) in page.replace(
                    "\N{NON-BREAKING HYPHEN}", ""
                ).replace("-", "")


NUMBER = "~1.157.549/1.163.492"


def test_a_column_of_numbers_is_as_wide_as_the_longest() -> None:
    columns = [WordColumn("Name", takes_rest=True), WordColumn("Number", whole=True)]
    name, number = fitted(
        columns, [[WordCell("Xã có đường ô tô " * 9), WordCell(NUMBER)]], 165, points=10
    )
    assert number.width >= text_width(NUMBER, 10)
    assert name.width + number.width == pytest.approx(165)


def test_a_table_that_is_too_wide_stands_in_parts() -> None:
    columns = [WordColumn("Name"), *(WordColumn(f"C{n}", whole=True) for n in range(8))]
    row = [WordCell("Total"), *(WordCell(NUMBER) for _ in range(8))]
    found = list(parts(columns, [row], 165, 10, frozen=1))
    assert [places for places, _ in found] == [[0, 1, 2, 3], [0, 4, 5, 6], [0, 7, 8]]
    for _, shown in found:
        assert sum(column.width for column in shown) <= 165
        assert all(column.width >= text_width(NUMBER, 10) for column in shown[1:])


def test_rows_about_one_thing_say_it_once_and_stay_together() -> None:
    def row(name: str, unit: str, *, again: bool = False) -> tuple[Cell, ...]:
        return cell(name, repeated=again), cell(unit), Cell(), cell("a:1")

    columns = (Column("Task"), Column("Unit"), Column("Note"), Column("id", medium=Medium.FILE))
    lines = [row("Roads", "A"), *(row("Roads", f"B{n}", again=True) for n in range(4))]
    lines += [row("Schools", "A"), row("Schools", "B", again=True)]
    table = Table.of(columns, lines, frozen=len(columns))
    word = opened(write_document(Document((table,)), Language("en")))
    shown = word.tables[0]
    assert [[one.text for one in line.cells] for line in shown.rows][:3] == [
        ["Task", "Unit"], ["Roads", "A"], ["", "B0"],
    ]  # fmt: skip
    kept = [line.find(f".//{qn('w:keepNext')}") is not None for line in shown._tbl.tr_lst]
    assert kept == [True, True, True, True, True, False, True, False]
