"""Documents of every kind for Word: what they say, how their tables stand on paper."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from tests.output.made_documents import EVERYTHING, SAMPLE, MadeAnswer, saying, wide
from tests.output.test_docx import HOSTILE, dump, opened, plain, sound, values

from ttdt.document.answer import View
from ttdt.document.model import Document, Heading, Items, Packed, Paragraph, Title
from ttdt.output.docx import lower
from ttdt.output.docx.document import as_sentences
from ttdt.text.language import Language


def written(made: Document, language: str = "en") -> bytes:
    return lower(MadeAnswer(made), View(Language(language)))


def test_it_says_everything_in_order() -> None:
    assert dump(opened(written(EVERYTHING))) == (
        "(header) \n"
        f"(header) {SAMPLE}\n"
        "Title: Every kind of block\n"
        "Note Text: Ninh Thuận: the second quarter\n"
        "Note Text: 6 of 7 units have submitted\n"
        "Unit | Rate | Files | Handed in | Remarks\n"
        "North | North | North | North | North\n"
        "Bác Ái | 71.7 % | 1,204 | 5 July 2024 | ! 2 days late / (for Q2)\n"
        "South | South | South | South | South\n"
        "Ninh Sơn | 94.999 % | 0 | not submitted | \n"
        "Table Text\n"
        "Heading 1: Remarks\n"
        "Note Text: Set in\n"
        "Note Text: – one thing\n"
        "Note Text: – another thing\n"
        "Note Text: ✓ met; ✗ not met\n"
        "Note Text: figures:\n"
        "Note Text:   roads: 3\n"
        "[chart] Files | Files: Q1 3\n"
        "Heading 2: Details\n"
        "Key | Value\n"
        "clause | 2.10\n"
        "Table Text\n"
        "Heading 1: Notes\n"
        "Note Text: 2.1 Bác Ái: estimated\n"
        "Note Text: left out\n"
    )


def test_its_properties_say_what_it_is() -> None:
    about = opened(written(EVERYTHING, "vi")).core_properties
    assert (about.title, about.comments, about.language, about.author) == (
        "Every kind of block", SAMPLE, "vi", "ttdt",
    )  # fmt: skip


def test_every_page_has_its_number_and_the_sample_mark() -> None:
    (section,) = opened(written(EVERYTHING)).sections
    assert not section.different_first_page_header_footer
    number, banner = section.header.paragraphs
    assert "PAGE" in number._p.xml
    assert banner.text == SAMPLE
    (section,) = opened(written(wide(2))).sections
    assert len(section.header.paragraphs) == 1


def test_tables_repeat_their_heads_keep_rows_whole_and_are_described() -> None:
    for table in opened(written(EVERYTHING)).tables:
        inner = table._tbl
        assert inner.tr_lst[0].find(f".//{qn('w:tblHeader')}") is not None
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in inner.tr_lst)
    captions = [
        table._tbl.find(f".//{qn('w:tblCaption')}").get(qn("w:val"))
        for table in opened(written(EVERYTHING)).tables
    ]
    assert captions == ["Every kind of block", "Details"]


def test_many_columns_turn_the_paper_and_then_part_the_table() -> None:
    narrow, broad, parted = (opened(written(wide(columns))) for columns in (2, 7, 25))
    assert narrow.sections[0].orientation is WD_ORIENT.PORTRAIT
    assert broad.sections[0].orientation is WD_ORIENT.LANDSCAPE
    assert len(broad.tables) == 1
    assert len(parted.tables) > 1
    heads = [values(table)[0] for table in parted.tables]
    assert {row[0] for row in heads} == {"Indicator"}
    assert [name for row in heads for name in row[1:]] == [f"Unit number {n}" for n in range(25)]
    for table in (*narrow.tables, *broad.tables, *parted.tables):
        assert sum(column.width.mm for column in table.columns) <= 297 - 30 - 15 + 0.5


def test_a_document_of_one_sentence() -> None:
    content = written(Document((Title("T"), Paragraph("One sentence."))))
    sound(content)
    assert dump(opened(content)) == "(header) \nTitle: T\nNote Text: One sentence.\n"


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_whatever_a_text_holds_the_file_is_sound(text: str) -> None:
    content = written(saying(text))
    sound(content)
    shown = dump(opened(content))
    assert not set(shown) & set("\x00\x1b\x0b\u202e\ufffe")
    if text.isprintable():
        assert shown.count(plain(text).strip()) >= 8


def test_the_same_document_gives_the_same_bytes() -> None:
    content = written(EVERYTHING)
    assert written(EVERYTHING) == content
    with ZipFile(BytesIO(content)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_a_letter_says_ends_as_sentences_do() -> None:
    assert as_sentences(Paragraph("One")) == Paragraph("One.")
    assert as_sentences(Items(("One", "Two:", "Three."))) == Items(("One.", "Two:", "Three."))
    assert as_sentences(Packed(("Tasks:", "done 1", "late 2"))) == Packed(
        ("Tasks:", "done 1", "late 2.")
    )
    assert as_sentences(Heading("One")) == Heading("One")
