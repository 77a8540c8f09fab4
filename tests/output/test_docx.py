from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree
from tests.programs import convert

from ttdt.document.answer import View
from ttdt.document.report.document import ReportAnswer
from ttdt.document.report.json import document
from ttdt.errors import TtdtError
from ttdt.output.docx import lower
from ttdt.output.docx.letter import day_in_words, number_and_symbol
from ttdt.output.docx.markup import element, text_elements, with_signs
from ttdt.output.formats import loaded
from ttdt.plan import Letterhead
from ttdt.text.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from docx.document import Document
    from docx.shared import Length
    from docx.table import Table
    from tests.conftest import Assess, Example, Golden

    from ttdt.compute import Report

DAY = date(2024, 7, 5)
DOTS = "…"


def render(report: Report, language: str = "en", **asked: Any) -> bytes:
    return lower(ReportAnswer(report, **asked), View(Language(language)))


def opened(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def rendered(report: Report, language: str = "en", **asked: Any) -> Document:
    return opened(render(report, language, **asked))


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\n", " / ")


def dump(document: Document) -> str:
    """Return everything that is to be read, in order, with styles and the borders of tables."""
    lines = []
    for section in document.sections:
        for name, header in (("first", section.first_page_header), ("header", section.header)):
            if not header.is_linked_to_previous:
                lines += [f"({name}) {p.text}" for p in header.paragraphs]
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            drawn = block._p.findall(f".//{qn('wp:docPr')}")
            lines += [f"[chart] {one.get('title')} | {one.get('descr')}" for one in drawn]
            if block.text or not drawn:
                style = "" if block.style is None else str(block.style.name)
                lines.append(f"{style}: {plain(block.text)}" if block.text else style)
        else:
            lines += [" | ".join(row) for row in values(block)]
    return "\n".join(lines) + "\n"


def values(table: Table) -> list[list[str]]:
    return [[plain(cell.text) for cell in row.cells] for row in table.rows]


def signature_of(document: Document) -> Table:
    return next(table for table in document.tables if "Nơi nhận:" in table.cell(0, 0).text)


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_example(example: Example, golden: Golden, language: str) -> None:
    golden(f"docx.{language}.txt", dump(rendered(example(), language, day=DAY)))


def test_some_units(example: Example, golden: Golden) -> None:
    report = example("tay-hoa", "nam-phu")
    golden("docx-units.en.txt", dump(rendered(report, day=DAY)))


def test_the_tables_hold_the_values_of_the_json(example: Example) -> None:
    report = example()
    said = {
        (entry["clause"], entry["name"]): entry["province"]
        for entry in document(report, Language("en"))["indicators"]
    }
    clause, seen = "", 0
    for table in rendered(report).tables:
        heads, *rows = values(table)
        if heads[2:4] != ["Target", "Actual (numerator / population)"]:
            continue
        for row in rows:
            if len(set(row)) == 1:
                continue  # a group's name over all columns
            clause = row[0] or clause
            province = said[clause, row[1].removesuffix(" (decides)").split(" / the worst")[0]]
            seen += 1
            actual = row[3].split()[0]
            _, share = (*row[3].rsplit(" / ", 1), "")[:2]
            if province["value"] is None:
                assert actual == "–"
            else:
                assert float(actual) == pytest.approx(province["value"], abs=0.051)
            assert row[6].rstrip("*^") == "{units}/{applicable}".format(**province["coverage"])
            if province["numerator"] is not None and share[:1].isdigit():
                assert share.lstrip("~").replace(",", "") == (
                    f"{province['numerator']:.0f}/{province['population']:.0f}"
                )
    assert seen == len(said) == 13


def test_a_letter_without_letterhead_leaves_blanks(example: Example) -> None:
    report = example()
    report = replace(report, plan=replace(report.plan, letterhead=None))
    document = rendered(report, "vi")
    head = values(document.tables[0])
    assert head[0][0].startswith(DOTS * 3)
    assert head[1] == ["Số: ……/BC-……", "Ví Dụ, ngày …… tháng …… năm ……"]
    assert f"Kính gửi: {DOTS * 24}" in texts(document)
    assert document.core_properties.author == "ttdt"
    signature = signature_of(document)
    assert "Nơi nhận:" in signature.cell(0, 0).text
    assert signature.cell(0, 1).text.split() == [DOTS * 12, DOTS * 12]


def test_a_letterhead_fills_them(example: Example) -> None:
    letterhead = Letterhead(
        superior="Ủy ban nhân dân tỉnh Ninh Thuận",
        agency="Ban Dân tộc",
        number="7",
        symbol="BC-BDT",
        place="Phan Rang",
        addressees=("Ủy ban Dân tộc",),
        authority="KT. Trưởng ban",
        office="Phó Trưởng ban",
        signatory="Nguyễn Văn A",
        recipients=("Như trên", "Lưu: VT"),
    )
    document = rendered(example(), "en", day=DAY, letterhead=letterhead)
    head = document.tables[0]
    assert head.cell(0, 0).text.split("\n")[:2] == [
        "ỦY BAN NHÂN DÂN TỈNH NINH THUẬN", "BAN DÂN TỘC",
    ]  # fmt: skip
    assert head.cell(0, 1).text.split("\n")[:2] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    ]  # fmt: skip
    assert values(head)[1] == ["Số: 07/BC-BDT", "Phan Rang, ngày 05 tháng 7 năm 2024"]
    assert "Kính gửi: Ủy ban Dân tộc" in texts(document)
    left, right = (cell.text for cell in signature_of(document).rows[0].cells)
    assert left == "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    assert right.split("\n") == [
        "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "", "", "", "", "Nguyễn Văn A",
    ]  # fmt: skip
    assert document.core_properties.author == "Ban Dân tộc"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 7, 5), "ngày 05 tháng 7 năm 2024"),
        (date(2025, 1, 15), "ngày 15 tháng 01 năm 2025"),
        (date(2025, 2, 9), "ngày 09 tháng 02 năm 2025"),
        (date(2025, 3, 10), "ngày 10 tháng 3 năm 2025"),
        (date(2024, 12, 31), "ngày 31 tháng 12 năm 2024"),
        (None, "ngày …… tháng …… năm ……"),
    ],
)
def test_days_are_written_as_the_decree_says(day: date | None, words: str) -> None:
    assert day_in_words(day) == words


@pytest.mark.parametrize(
    ("number", "symbol", "words"),
    [("7", "BC-UBND", "07/BC-UBND"), ("123", None, "123/BC-……"), (None, "BC-BDT", "……/BC-BDT")],
)
def test_numbers_below_ten_have_a_nought(
    number: str | None, symbol: str | None, words: str
) -> None:
    assert number_and_symbol(Letterhead(number=number, symbol=symbol)) == words


def millimetres(length: Length | None) -> int:
    assert length is not None
    exact: float = length.mm
    return round(exact)


def test_the_paper_and_the_letters_are_the_decrees(example: Example) -> None:
    document = rendered(example(), "vi")
    upright, *all_wide, words, annex = document.sections
    assert len(all_wide) == 2
    for section in document.sections:
        assert 20 <= millimetres(section.top_margin) <= 25
        assert 20 <= millimetres(section.bottom_margin) <= 25
        assert 30 <= millimetres(section.left_margin) <= 35
        assert 15 <= millimetres(section.right_margin) <= 20
    assert [millimetres(upright.page_width), millimetres(upright.page_height)] == [210, 297]
    for wide in all_wide:
        assert [millimetres(wide.page_width), millimetres(wide.page_height)] == [297, 210]
    for narrow in (words, annex):
        assert [millimetres(narrow.page_width), millimetres(narrow.page_height)] == [210, 297]
    for style in document.styles.element.findall(qn("w:style")):
        for fonts in style.iter(qn("w:rFonts")):
            assert set(fonts.attrib.values()) == {"Times New Roman"}
            assert len(fonts.attrib) == 4
    assert "Theme" not in etree.tostring(document.styles.element.find(qn("w:docDefaults"))).decode()
    language = document.styles.element.find(f".//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "vi-VN"


def test_pages_are_numbered_from_the_second_on(example: Example) -> None:
    upright, wide, *_ = rendered(example()).sections
    assert upright.different_first_page_header_footer
    assert not wide.different_first_page_header_footer
    assert wide.header.is_linked_to_previous
    assert "PAGE" in etree.tostring(upright.header._element).decode()
    assert "PAGE" not in etree.tostring(upright.first_page_header._element).decode()


@pytest.mark.parametrize("units", [(), ("tay-hoa", "nam-phu")])
def test_the_signature_has_text_above_it_on_its_page(
    example: Example, units: tuple[str, ...]
) -> None:
    document = rendered(example(*units))
    (closing,) = (p for p in document.paragraphs if p.text.startswith("This is the report on"))
    assert closing.paragraph_format.keep_with_next
    above = closing._p.getprevious()
    assert above.find(f".//{qn('w:keepNext')}") is not None
    if not units:  # dotted lines, which stay with their heading
        lines = [above, above.getprevious()]
        assert all(one.find(f".//{qn('w:tab')}") is not None for one in lines)
        assert all(one.find(f".//{qn('w:keepNext')}").get(qn("w:val")) is None for one in lines)
    else:  # an empty paragraph below a table
        table = above.getprevious()
        assert table.tag == qn("w:tbl")
        assert table.tr_lst[-1].find(f".//{qn('w:keepNext')}") is not None


def test_word_can_lead_through_it(example: Example) -> None:
    document = rendered(example())
    headings = [p.text for p in document.paragraphs if p.style and "Heading" in str(p.style.name)]
    assert headings[:2] == ["I. OVERALL JUDGEMENT", "II. RESULTS BY GROUP"]
    appendices = [text for text in headings if "APPENDIX" in text]
    assert appendices == ["APPENDIX I", "APPENDIX II", "APPENDIX III", "APPENDIX IV"]
    for table in document.tables[1:]:
        inner = table._tbl
        if inner is signature_of(document)._tbl:
            continue
        assert inner.tr_lst[0].find(f".//{qn('w:tblHeader')}") is not None
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in inner.tr_lst)
        assert inner.find(f".//{qn('w:tblCaption')}").get(qn("w:val"))
    described = document.element.findall(f".//{qn('wp:docPr')}")
    assert [one.get("id") for one in described] == ["1", "2", "3"]
    assert all(one.get("descr") for one in described)


def test_sample_data_are_called_so_on_every_page(example: Example) -> None:
    report = example()
    words = "SAMPLE DATA: figures made up for demonstration, not to be used"
    document = rendered(report)
    upright = document.sections[0]
    assert words in [p.text for p in upright.header.paragraphs]
    assert words in [p.text for p in upright.first_page_header.paragraphs]
    assert words in texts(document)
    real = rendered(replace(report, sample=False))
    assert "SAMPLE" not in dump(real)


def test_a_chart_can_be_edited(example: Example) -> None:
    with ZipFile(BytesIO(render(example(), "en"))) as parts:
        chart = parts.read("word/charts/chart2.xml").decode()
        relations = parts.read("word/charts/_rels/chart2.xml.rels").decode()
        book = openpyxl.load_workbook(BytesIO(parts.read("word/embeddings/chart2.xlsx")))
    assert 'Target="../embeddings/chart2.xlsx"' in relations
    assert '<c:externalData r:id="rId1">' in chart
    assert [[cell.value for cell in row] for row in book["Data"].iter_rows(max_row=4)] == [
        [None, "Actual", "Target"],
        ["2.1 Villages with a hardened road", 71.7, 75],
        ["2.2 Solid schools", 94.3, 98],
        ["2.2 Solid health stations", 100, 98],
    ]


def test_bars_of_verdicts_can_be_told_apart_without_colours(example: Example) -> None:
    with ZipFile(BytesIO(render(example(), "en"))) as parts:
        chart = parts.read("word/charts/chart1.xml").decode()
    found = re.findall(r'<c:dLbls><c:numFmt formatCode="&quot;(.) &quot;General;;"', chart)
    assert found == ["✓", "●", "◐", "◌", "◇"]


def test_no_bar_reaches_a_target_that_is_missed(assess_files: Assess) -> None:
    files = {"targets-2024.yaml": _ONE_RATE, "districts/a/2024-Q2.yaml": _JUST_BELOW}
    content = render(assess_files(files), "en")
    with ZipFile(BytesIO(content)) as parts:
        book = openpyxl.load_workbook(BytesIO(parts.read("word/embeddings/chart1.xlsx")))
    assert [book["Data"].cell(2, column).value for column in (2, 3)] == [94.999, 95]


def test_the_same_report_gives_the_same_bytes(example: Example) -> None:
    content = render(example(), "vi", day=DAY)
    assert render(example(), "vi", day=DAY) == content
    with ZipFile(BytesIO(content)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = opened(content).core_properties
    assert about.created == about.modified == datetime(2024, 6, 30, tzinfo=UTC)
    assert about.revision == 1


HOSTILE = [
    "<w:p>&amp;]]></w:p>", "=1+1", "\x00\x1b\x0b\ud800\ufffe", "\u202eevil", "a\nb\tc", "'\"|",
    "x" * 10_000, "dài " * 3_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_whatever_a_text_holds_the_file_is_sound(
    hostile: Callable[[str], Report], text: str
) -> None:
    lines = Letterhead(text, text, text, text, text, (text, text), text, text, text, (text,))
    content = render(hostile(text), "en", letterhead=lines)
    sound(content)
    shown = dump(opened(content))
    assert not set(shown) & set("\x00\x1b\x0b\u202e\ufffe")
    if text.isprintable():
        assert shown.count(plain(text).strip()) >= 8


def test_control_characters_are_seen(hostile: Callable[[str], Report]) -> None:
    assert r"\x00\x1b\x0b\ud800\ufffe" in dump(rendered(hostile(HOSTILE[2])))


def test_a_report_on_nothing(assess_files: Assess) -> None:
    report = assess_files({"targets-2024.yaml": _ONE_RATE})
    content = render(report, "en")
    sound(content)
    assert "The 1 unit has not submitted." in texts(opened(content))
    sound(render(replace(report, indicators=()), "en"))


_ORDER = {
    "pPr": "pStyle keepNext keepLines pBdr tabs spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs lang",
    "tblPr": "tblStyle tblW jc tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW gridSpan shd vAlign",
}


def sound(content: bytes) -> None:
    """Check what Word is strict about: every part is XML, and properties stand in order."""
    with ZipFile(BytesIO(content)) as parts:
        names = parts.namelist()
        assert len(names) == len(set(names))
        trees = {n: etree.fromstring(parts.read(n)) for n in names if n.endswith((".xml", ".rels"))}
    for name, order in _ORDER.items():
        for found in trees["word/document.xml"].iter(qn(f"w:{name}")):
            children = [etree.QName(child).localname for child in found]
            assert children == sorted(children, key=order.split().index), name


def test_the_example_is_sound(example: Example) -> None:
    sound(render(example(), "vi", day=DAY))
    sound(render(example("tay-hoa", carry_forward=True), "en", ranks=True))


@pytest.mark.parametrize("package", ["docx", "xlsxwriter"])
def test_without_its_packages_it_says_what_to_install(
    package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_: str) -> None:
        raise ModuleNotFoundError(name=f"{package}.shared")

    monkeypatch.setattr("ttdt.output.formats.import_module", missing)
    with pytest.raises(TtdtError) as caught:
        loaded("docx")
    assert "ttdt[office]" in Language("en").translate(caught.value.message)


@pytest.mark.programs("LibreOffice")
def test_libreoffice_makes_pages_of_it(example: Example, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(render(example(), "vi", day=DAY))
    convert([path], "pdf", tmp_path, tmp_path / "office")
    pages = (tmp_path / "report.pdf").read_bytes()
    assert pages.startswith(b"%PDF")
    assert pages.count(b"/Type/Page") - pages.count(b"/Type/Pages") >= 2


_ONE_RATE = """\
plan: p
year: 2024
title: {vi: Kế hoạch}
province: {code: "1", name: P}
units: {a: {code: "2", name: A}}
populations: {villages: {name: {vi: thôn}}}
groups: {g: {name: {vi: G}}}
indicators:
  rate:
    clause: "1"
    group: g
    name: {vi: R}
    measure: rate
    population: villages
    target: {at_least: 95}
"""
_JUST_BELOW = """\
unit: a
period: 2024-Q2
status: final
populations: {villages: 100000}
figures: {rate: 94999}
"""


def test_errors_beside_the_figures_stand_apart(
    assess_files: Assess, example_files: dict[str, str]
) -> None:
    path = "districts/dong-son/2024-Q2.yaml"
    report = assess_files({**example_files, path: example_files[path] + "\ncolour: red\n"})
    lines = dump(rendered(report)).splitlines()
    assert "Heading 3: Invalid, and left out" in lines
    place = lines.index("Heading 3: Errors beside the figures, which are counted")
    assert lines[place + 1].endswith(": TT101 the key “colour” is unknown here")
    (sentence,) = [
        line for line in lines if "Errors beside the figures, which are counted," in line
    ]
    assert sentence.endswith("are in the submissions of: Đông Sơn.")


def test_a_line_never_breaks_behind_a_minus_nor_before_a_per_cent_sign() -> None:
    shown = [element("r", *text_elements(with_signs(text))) for text in ("-0,4 điểm %", "1.2-1.3")]
    minus, dash = ([etree.QName(one).localname for one in run] for run in shown)
    assert minus == ["noBreakHyphen", "t"]
    assert dash == ["t"]
    assert shown[0][1].text == "0,4 điểm\N{NO-BREAK SPACE}%"
    assert with_signs("≥ 95 %") == "≥ 95\N{NO-BREAK SPACE}%"


def test_the_appendix_on_one_indicator_compares_the_units(example: Example) -> None:
    report = example()
    roads = tuple(one for one in report.indicators if one.indicator.id == "village-roads")
    document = rendered(replace(report, indicators=roads), by_unit=True, ranks=True)
    (table,) = (one for one in document.tables if plain(one.cell(0, 0).text) == "Place")
    heads = [plain(one.text) for one in table.rows[0].cells]
    assert heads[1:4] == ["Unit", "Actual, %", "Numerator / population"]
    assert "Contribution, pp" in heads
