"""What is no table is named as what it is, with the way to one, whichever command is given it."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_workspace import FILES
from tests.tables.books import save

from ttdt.errors import TtdtError
from ttdt.excel.file_kind import MOST_BYTES, content_of_form
from ttdt.excel.reader_process import WorkbookReader
from ttdt.excel.sheets import tables_in

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace, Ttdt

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def ole(*streams: str, record: bytes = b"") -> bytes:
    """Return a container of old Office with streams of these names, the first one's content."""
    names = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return (OLE.ljust(512, b"\0") + record.ljust(512, b"\0") + names).ljust(2048, b"\0")


def package(**members: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/").replace("_x", "."), content)
    return made.getvalue()


BOOK = bytes.fromhex("09081000000605005a4fcd07c9000200060800 00".replace(" ", ""))
LOCKED = BOOK + bytes.fromhex("2f003600 0100".replace(" ", ""))
OPEN = BOOK + bytes.fromhex("e1000200 b004".replace(" ", ""))
STRICT = '<?xml version="1.0"?><workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3", "this is a PDF"),
        ("bieu.xlsx", b"\xef\xbb\xbf\r\n%PDF-1.4\n", "this is a PDF"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "a picture (PNG)"),
        ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture (JPEG)"),
        ("a.heic", b"\0\0\0\x18ftypheic", "a picture (HEIC)"),
        ("a.gif", b"GIF89a\1\0\1\0", "a picture (GIF)"),
        ("a.tif", b"II*\0\x08\0\0\0", "a picture (TIFF)"),
        ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 ", "a picture (WebP)"),
        ("a.bmp", b"BM" + b"\x46" + b"\0" * 11 + b"\x28\0\0\0", "a picture (BMP)"),
        ("a.rar", b"Rar!\x1a\x07\x01\0", "an archive (RAR)"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c\0\4", "an archive (7-Zip)"),
        ("a.csv.gz", b"\x1f\x8b\x08\0\0\0\0\0", "an archive (gzip)"),
        ("a.doc", ole("Root Entry", "WordDocument"), "a document of Word"),
        ("a.doc", ole("WordDocument", "Workbook"), "a document of Word"),
        ("a.ppt", ole("PowerPoint Document"), "a document of PowerPoint"),
        ("a.msg", ole("__substg1.0_0037001F"), "an e-mail of Outlook"),
        ("a.xls", ole("Workbook", record=OPEN), "a workbook of old Excel (.xls)"),
        ("a.xls", ole("Workbook", "WordDocument", record=OPEN), "a workbook of old Excel (.xls)"),
        ("a.xls", ole("Workbook", record=LOCKED), "Encrypt with Password, empty the box"),
        ("a.xlsx", ole("EncryptionInfo", "EncryptedPackage"), "Encrypt with Password"),
        ("a.xls", b"\x09\x08\x06\0\0\0\x10\0", "Excel from before 1997"),
        ("a.rtf", b"{\\rtf1\\ansi", "a document of Word"),
        ("a.xls", b"\xef\xbb\xbf\n<html xmlns:x='urn:x'><table>", "this is a web page"),
        ("a.xls", b"<?xml version='1.0'?>\n<!DOCTYPE html><html>", "this is a web page"),
        ("a.xls", b"<table><tr><td>1</td></tr></table>", "this is a web page"),
        ("a.xls", b"MIME-Version: 1.0\nContent-Type: multipart/related", "a web archive"),
        (
            "a.xls",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "an XML spreadsheet of 2003",
        ),
        (
            "a.gsheet",
            b'{"doc_id":"1","url":"https://docs.google.com/open?id=1"}',
            "but a link to a Google Sheet",
        ),
        ("a.docx", package(**{"[Content_Types]_xxml": "", "word__document_xxml": ""}), "of Word"),
        ("a.odt", package(mimetype="application/vnd.oasis.opendocument.text"), "of Word"),
        ("a.pptx", package(**{"[Content_Types]_xxml": "", "ppt__presentation_xxml": ""}),
         "of PowerPoint"),
        ("a.numbers", package(Index__Document_xiwa=""), "Apple's Numbers"),
        ("a.zip", package(q3__a_xxlsx="", q3__b_xcsv="", readme=""), "q3/a.xlsx, q3/b.csv"),
        ("a.zip", package(readme=""), "without a table in it"),
        (
            "a.xlsx",
            package(**{"[Content_Types]_xxml": "", "xl__workbook_xxml": STRICT}),
            "“Strict Open XML Spreadsheet”",
        ),
        (
            "a.xlsb",
            package(**{"[Content_Types]_xxml": "", "xl__workbook_xbin": ""}),
            "a binary workbook (.xlsb)",
        ),
        ("a.txt", "Bác Ái\t31\n".encode(), "give it a name that ends in .csv"),
        ("a.dat", bytes(range(256)), "open it in the program that it comes from"),
        ("a.csv", b"", "the file is empty; open it where it comes from"),
    ],
)  # fmt: skip
def test_a_kind_is_named_with_the_way_to_a_table(
    make_workspace: MakeWorkspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ttdt: Ttdt,
    name: str,
    content: bytes,
    said: str,
) -> None:
    map_ = "units_in: rows\nnames_in: A\nheadings_in: 1\nperiod: 2024-Q3\nstatus: final\n"
    map_ += "figures:\n  B: {heading: Thôn, holds: populations.villages}\nunits: {X: skip}\n"
    make_workspace({**FILES, "maps/m.yaml": map_})
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(content)
    for words in (("import", name, "--yes"), ("map", name), ("import", name, "--map", "m")):
        result = ttdt(*words)
        assert (result.code, result.out) == (2, ""), result.err
        assert len(result.err.splitlines()) == 1, result.err
        assert f"{name}: " in result.err
        assert said in result.err
    assert not list(Path("data").rglob("2024-Q3.yaml"))
    assert ttdt("map", name, "--lang", "vi").err != ttdt("map", name).err


def test_a_scanned_page_is_named_though_it_is_too_large(tmp_path: Path) -> None:
    large = tmp_path / "scan.xlsx"
    large.write_bytes(b"%PDF-1.5" + b"\0" * MOST_BYTES)
    with pytest.raises(TtdtError, match="this is a PDF"):
        content_of_form(large)
    large.write_bytes(b"\1" * (MOST_BYTES + 1))
    with pytest.raises(TtdtError, match="larger than 10 MB"):
        content_of_form(large)


TEXT = """\
Đơn vị;Số thôn có đường ô tô được cứng hóa;Ghi chú
Huyện Bác Ái;31;đang rà soát
Huyện Ninh Sơn;12;chờ nghiệm thu
Thuận Bắc;7;Số liệu tạm tính của Phòng Dân tộc
"""


def in_windows_1258(text: str) -> bytes:
    """Write as Windows does: a letter, and its tone behind it."""
    made = b""
    for char in text:
        try:
            made += char.encode("cp1258")
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", char)
            tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
            letter = unicodedata.normalize("NFC", marks.replace(tone, ""))
            made += letter.encode("cp1258") + tone.encode("cp1258")
    return made


IN_TCVN3 = (
    "§¬n vÞ;Sè th«n cã ®­êng « t« ®­îc cøng hãa;Ghi chó\n"
    "HuyÖn B¸c ¸i;31;®ang rµ so¸t\nHuyÖn Ninh S¬n;12;chê nghiÖm thu\nThuËn B¾c;7;t¹m tÝnh\n"
)
IN_VNI = (
    "Ñôn vò;Soá thoân coù ñöôøng oâ toâ ñöôïc cöùng hoùa;Ghi chuù\n"
    "Huyeän Baùc AÙi;31;ñang raø soaùt\nHuyeän Ninh Sôn;12;chôø nghieäm thu\nThuaän Baéc;7;taïm"
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (IN_TCVN3.encode("cp1252"), "looks like TCVN3 (ABC)"),
        (IN_VNI.encode("cp1252"), "looks like VNI"),
        (in_windows_1258(TEXT), "looks like Windows-1258"),
        ("Größe;Straße\nMüller;5\nKöln;7\n".encode("cp1252"), "the file is not UTF-8 text; save"),
        (TEXT.encode("utf-16-le"), "the file is not UTF-8 text; save"),
    ],
)
def test_text_from_before_unicode_is_named_as_what_it_looks_like(content: bytes, said: str) -> None:
    with pytest.raises(TtdtError) as failure:
        tables_in(content, "a.csv", WorkbookReader())
    message = failure.value.message
    assert said in message.text.format(**message.params)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read(encoding: str) -> None:
    (table,) = tables_in(TEXT.encode(encoding), "a.csv", WorkbookReader())
    assert table.rows[3] == ["Thuận Bắc", "7", "Số liệu tạm tính của Phòng Dân tộc"]
    (table,) = tables_in(
        "\ufeff".encode("utf-16-be") + TEXT.encode("utf-16-be"), "a.csv", WorkbookReader()
    )
    assert table.at(0, 0) == "Đơn vị"


def test_a_workbook_in_an_old_font_is_named_where_nothing_in_it_is_found(
    make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ttdt: Ttdt
) -> None:
    make_workspace(FILES)
    monkeypatch.chdir(tmp_path)
    save(Path("a.xlsx"), [line.split(";") for line in IN_TCVN3.splitlines()])
    result = ttdt("map", "a.xlsx")
    assert result.code == 2
    assert "a.xlsx: the text is not Unicode but looks like TCVN3 (ABC)" in result.err
    assert "UniKey" in result.err


@pytest.mark.parametrize(
    "row",
    ["bac-ai,31,®ang rµ so¸t l¹i hå s¬", "HuyÖn B¸c ¸i,31,®ang rµ so¸t"],
)
def test_a_plain_table_in_an_old_font_is_refused(
    make_workspace: MakeWorkspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ttdt: Ttdt,
    row: str,
) -> None:
    make_workspace(FILES)
    monkeypatch.chdir(tmp_path)
    unit, value, note = row.split(",")
    head = ["unit", "period", "status", "indicator", "value", "note"]
    known = ["ninh-son", "2024-Q3", "final", "village-roads", 30, "Đang rà soát lại hồ sơ"]
    row_in_font = [unit, "2024-Q3", "final", "village-roads", int(value), note]
    save(Path("a.xlsx"), [head, known, row_in_font])
    result = ttdt("import", "a.xlsx", "--yes")
    assert result.code == 2
    assert "a.xlsx: the text is not Unicode but looks like TCVN3 (ABC)" in result.err
    assert not Path("data/districts/ninh-son/2024-Q3.yaml").exists()


def test_where_nothing_matches_the_nearest_names_are_said(
    make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ttdt: Ttdt
) -> None:
    make_workspace(FILES)
    monkeypatch.chdir(tmp_path)
    save(Path("a.xlsx"), [["Đơn vị", "Thôn"], ["Bác Aí Đông", 5], ["Ninh Hơn", 6]])
    result = ttdt("map", "a.xlsx")
    assert result.code == 2
    assert "there is nothing to match; nearest come “Bác Aí Đông” (bac-ai)" in result.err
    save(Path("b.xlsx"), [["Kho", "Gạo"], ["Xyz", 5]])
    assert "looked for were names such as Bác Ái, Ninh Sơn" in ttdt("map", "b.xlsx").err


def test_a_folder_is_named(
    make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ttdt: Ttdt
) -> None:
    make_workspace(FILES)
    monkeypatch.chdir(tmp_path)
    Path("forms").mkdir()
    for words in (("import", "forms", "--yes"), ("map", "forms")):
        result = ttdt(*words)
        assert result.code == 2
        assert "forms: this is a folder; name the forms in it, as forms/*.xlsx" in result.err
