from __future__ import annotations

from tests.output.made_documents import MadeAnswer

from ttdt.document.answer import View
from ttdt.document.model import (
    ROW,
    Column,
    Document,
    Heading,
    Paragraph,
    Table,
    Title,
    cell,
)
from ttdt.output.formats import lower
from ttdt.text.language import Language

PAGE = Document(
    (
        Title("Who is late"),
        Heading("Units"),
        Table.of(
            (
                Column("Unit", takes_rest=True),
                Column("Figures", right=True),
                Column("Note", drop=1),
            ),
            (
                (cell("Bác Ái"), cell("12"), cell("all of it")),
                (cell("Ninh Hải"), cell(""), cell("nothing\x1b[31m")),
            ),
        ),
        Paragraph("One is missing."),
    )
)


def shown(name: str, width: int, page: Document = PAGE) -> str:
    text = lower(name, MadeAnswer(page), View(Language("en"), width=width))
    assert isinstance(text, str)
    return text


def test_a_file_has_every_column_and_nothing_that_acts() -> None:
    assert shown("plain", 20) == (
        "Who is late\n"
        "\n"
        "Units\n"
        "Unit      Figures  Note\n"
        "Bác Ái         12  all of it\n"
        "Ninh Hải        -  nothing\\x1b[31m\n"
        "\n"
        "One is missing.\n"
    )


def test_a_terminal_has_what_there_is_room_for() -> None:
    assert shown("table", 28) == (
        "Who is late\n"
        "\n"
        "── Units ───────────────────\n"
        "Unit             Figures\n"
        "Bác Ái                12\n"
        "Ninh Hải\n"
        "\n"
        "One is missing.\n"
    )


def test_what_may_not_be_left_out_is_drawn_in_blocks_that_begin_alike() -> None:
    heads = (Column("Unit"), *(Column(f"Q{number}", right=True) for number in range(1, 5)))
    grid = Table.of(heads, ((cell("Bác Ái"), *(cell(str(10_000_000 + n)) for n in range(4))),))
    assert shown("table", 40, Document((grid,))) == (
        "Unit         Q1       Q2       Q3\n"
        "Bác Ái 10000000 10000001 10000002\n"
        "\n"
        "Unit         Q4\n"
        "Bác Ái 10000003\n"
    )


def test_json_is_what_the_document_is() -> None:
    assert shown("json", 40) == '{\n  "language": "en",\n  "title": "Who is late"\n}\n'


def test_what_is_said_beside_a_wide_table_is_no_wider_than_the_terminal() -> None:
    table = Table.of((Column("Number", right=True),), ((cell("1" * 30),),))
    page = Document((Paragraph("One two three four five."), table))
    assert shown("table", 20, page) == (
        "One two three four\n"
        "five.\n"
        "\n"
        "                        Number\n"
        "111111111111111111111111111111\n"
    )


def test_a_column_under_one_below_the_row_stands_there_too() -> None:
    columns = (
        Column("Number"),
        Column("Where", key="where", from_width=40, under=ROW),
        Column("Changed", from_width=60, under="where"),
    )
    page = Document((Table.of(columns, ((cell("7"), cell("a.yaml:3"), cell("in May")),)),))
    assert shown("table", 39, page) == "Number\n7\n       a.yaml:3\n       in May\n"
    assert shown("table", 40, page) == "Number Where\n7      a.yaml:3\n       in May\n"
