"""Whatever the file, one line says what is wrong with it, soon and without harm."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
from tests.forms.filling import VALUE, change, fill, repack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ttdt

SHEET = "xl/worksheets/sheet2.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def unreadable(ttdt: Ttdt, file: Path, place: Path) -> str:
    start = time.monotonic()
    result = ttdt("import", str(file), "--yes")
    assert time.monotonic() - start < 10
    assert (result.code, result.out) == (2, ""), result.err
    assert len(result.err.splitlines()) == 1, result.err
    assert not (place / "data/districts/dong-son/2024-Q3.yaml").exists()
    return result.err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"", "the file is empty"),
        ("a.xlsx", b"unit: dong-son", "this is not an Excel file"),
        ("a.xlsx", b"\x00" * 4096, "this is not an Excel file"),
        ("a.xlsx", b"PK\x03\x04 and no more", "damaged or cut off"),
        ("a.xlsx", OLE + b"\x00" * 4096, "a workbook of old Excel (.xls)"),
        ("a.xls", OLE, "open it, save it as .xlsx and import that"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        ("a.xlsx", b" " * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
        ("a.csv", b"\xff\xfeu\x00", "not UTF-8"),
        ("a.csv", b"a,b\n1,2\n", "the first row names no columns"),
        ("a.csv", b'"', "the file is no table"),
        ("a.csv", b"indicator,value\n" + b"x,1\n" * 20_001, "more than 20,000 rows"),
        ("a.csv", b"indicator,value" + b",x" * 999 + b"\n", "row 1 has 1,001 columns"),
        ("a.csv", b"indicator,value\n5" + b"," * 1_000, "row 2 has 1,001 columns"),
        ("a.csv", b"indicator,value\nliteracy,5\n", "row 2 does not say whose figure it is"),
    ],
)
def test_what_is_no_form_is_said(
    place: Path, ttdt: Ttdt, name: str, content: bytes, said: str
) -> None:
    file = place / name
    file.write_bytes(content)
    told = unreadable(ttdt, file, place)
    assert told.startswith(f"{name}: ")
    assert said in told


def test_a_file_that_is_cut_off_at_any_byte(form: Path, place: Path, ttdt: Ttdt) -> None:
    whole = form.read_bytes()
    for end in range(1, len(whole) - 1, len(whole) // 12):
        form.write_bytes(whole[:end])
        unreadable(ttdt, form, place)


@pytest.mark.parametrize("seed", range(12))
def test_a_file_with_a_broken_stretch(form: Path, ttdt: Ttdt, seed: int) -> None:
    whole = bytearray(form.read_bytes())
    at = len(whole) * seed // 12
    whole[at : at + 60] = bytes(range(60))
    form.write_bytes(whole)
    result = ttdt("import", str(form), "--yes")
    assert result.code in {0, 1, 2}
    assert "bug" not in result.err


def zipped(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return made.getvalue()


BOOK = {"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<workbook/>"}


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"word/document.xml": b"<a/>"}, "this is a document of Word"),
        ({**BOOK, "xl/vbaProject.bin": b"x"}, "the file has macros"),
        ({"[Content_Types].xml": b"<a/>", "xl/workbook.bin": b"x"}, "binary workbook"),
        ({**BOOK, "xl/a.xml": b"\x00" * 20_000_000}, "times its size"),
        ({**BOOK, "xl/a.bin": b"\x00" * 70_000_000}, "unpacks to 66 MB"),
        ({**BOOK, **{f"xl/{n}": b"" for n in range(600)}}, "a package of 602 parts"),
        ({**BOOK, "xl/a.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, "declares entities"),
        ({**BOOK, "xl/a.xml": "<?xml?><!DOCTYPE a>".encode("utf-16")}, "hides its text"),
        (BOOK, "no sheet of this file is a form"),
    ],
)
def test_a_package_is_looked_at_before_it_is_opened(
    place: Path, ttdt: Ttdt, members: dict[str, bytes], said: str
) -> None:
    file = place / "a.xlsx"
    file.write_bytes(zipped(members))
    told = unreadable(ttdt, file, place)
    assert said in told or (members is BOOK and "cannot be read" in told)


@pytest.mark.parametrize(
    "encoding", ["utf-7", "utf-32", "shift_jis", "idna", "punycode", "rot13", "hex", "none-such"]
)
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_another_encoding_is_refused(form: Path, ttdt: Ttdt, encoding: str, part: str) -> None:
    fill(form, {("status", VALUE): "final figures", ("figure:literacy", VALUE): 8200})
    bad = form.with_name("bad.xlsx")
    bad.write_bytes(form.read_bytes())

    def declare(xml: bytes) -> bytes:
        head = f'<?xml version="1.0" encoding="{encoding}"?>'.encode()
        return head + (xml.partition(b"?>")[2] if xml.startswith(b"<?xml") else xml)

    repack(bad, {part: declare})
    result = ttdt("import", str(bad), "--yes")
    assert result.code == 2
    assert f"forms/bad.xlsx: the part {part} is written in {encoding}" in result.err


@pytest.mark.parametrize(
    ("old", "new"),
    [("sharedStrings", "texts"), ("styles", "looks"), ("workbook", "book")],
)
def test_parts_are_found_by_their_relationships(
    form: Path, place: Path, ttdt: Ttdt, old: str, new: str
) -> None:
    # The reader of cells looks for these by name; not found, dates and texts would be lost.
    made = io.BytesIO()
    with zipfile.ZipFile(form) as package, zipfile.ZipFile(made, "w") as renamed:
        for info in package.infolist():
            content = package.read(info.filename).replace(
                f"{old}.xml".encode(), f"{new}.xml".encode()
            )
            renamed.writestr(info.filename.replace(f"{old}.xml", f"{new}.xml"), content)
    form.write_bytes(made.getvalue())
    assert f"the part xl/{new}.xml is not where other workbooks have it" in unreadable(
        ttdt, form, place
    )


def test_a_part_with_another_name_hides_nothing(form: Path, place: Path, ttdt: Ttdt) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(form) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            content, name = old.read(info.filename), info.filename
            if name == SHEET:
                name = SHEET.replace(".xml", ".dat")
                content = content.replace(
                    b"<worksheet", b"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet"
                )
            content = content.replace(b"worksheets/sheet2.xml", b"worksheets/sheet2.dat")
            new.writestr(name, content)
    form.write_bytes(made.getvalue())
    assert "declares entities" in unreadable(ttdt, form, place)


def rows(content: Callable[[int], bytes], numbers: range) -> bytes:
    return b"".join(content(number) for number in numbers)


def into_sheet(extra: bytes) -> Callable[[bytes], bytes]:
    return lambda xml: xml.replace(b"</sheetData>", extra + b"</sheetData>")


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        (b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>', "content at A1048576"),
        (b'<row r="900"><c r="XFD900"><v>1</v></c></row>', "content at XFD900"),
        (b'<row r="9999999"><c r="A9999999"><v>1</v></c></row>', "content at A9999999"),
        (b'<row r="900"><c r="ZZZZZ99999999"><v>1</v></c></row>', "content at ZZZZZ99999999"),
        (b"<row><c><v>", "damaged"),
    ],
)
def test_a_cell_far_away_is_named(
    form: Path, place: Path, ttdt: Ttdt, extra: bytes, said: str
) -> None:
    repack(form, {SHEET: into_sheet(extra)})
    assert said in unreadable(ttdt, form, place)


def test_a_million_empty_rows_do_no_harm(form: Path, ttdt: Ttdt) -> None:
    fill(form, {("status", VALUE): "final figures", ("figure:literacy", VALUE): 8200})
    repack(
        form,
        {"xl/worksheets/sheet2.xml": into_sheet(
            rows(lambda number: b'<row r="%d"/>' % number, range(300, 1_048_577))
        )},
    )  # fmt: skip
    start = time.monotonic()
    result = ttdt("import", str(form), "--yes")
    assert time.monotonic() - start < 15
    assert result.code == 0, result.err


def test_memory_stays_bounded(form: Path) -> None:
    """Two cells far apart would be gigabytes to the reader."""
    far = b'<row r="1999"><c r="ALK1999"><v>1</v></c></row>'
    repack(form, {SHEET: into_sheet(far)})
    measured = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run([sys.executable, '-m', 'ttdt', 'import', sys.argv[1], '--yes'])\n"
        "print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    command = [sys.executable, "-c", measured, str(form)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    code, kilobytes = done.stdout.split()
    assert code == "0", done.stderr
    assert int(kilobytes) < 300 * 1024


def _die(_content: bytes) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_the_reader_may_die(
    form: Path, place: Path, ttdt: Ttdt, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform != "linux":
        pytest.skip("other systems start the reader anew, without this patch")
    monkeypatch.setattr("ttdt.excel.reader_process._sheets", _die)
    assert "asks for more memory than any form" in unreadable(ttdt, form, place)


def test_the_reader_may_hang(
    form: Path, place: Path, ttdt: Ttdt, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform != "linux":
        pytest.skip("other systems start the reader anew, without this patch")
    monkeypatch.setattr("ttdt.excel.reader_process._sheets", lambda _content: time.sleep(60))
    monkeypatch.setattr("ttdt.excel.reader_process._SECONDS", 0.2)
    assert "takes too long to read" in unreadable(ttdt, form, place)


def test_without_the_package_one_line_says_what_to_install(
    form: Path, place: Path, ttdt: Ttdt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    assert "pip install 'ttdt[office]'" in unreadable(ttdt, form, place)


@pytest.mark.parametrize("name", ["folder", "nothing.xlsx", "pipe"])
def test_what_is_no_file(place: Path, ttdt: Ttdt, name: str) -> None:
    (place / "folder").mkdir()
    os.mkfifo(place / "pipe")
    unreadable(ttdt, place / name, place)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda book: book.remove(book["ttdt"]), "the hidden sheet that says whose form"),
        (lambda book: book.remove(book["Q3"]), "no sheet of this file is a form"),
        (lambda book: book.copy_worksheet(book["Q3"]), "more than one filled sheet"),
        (lambda book: book["Q3"].delete_cols(7), "columns of the form have been deleted: value"),
        (lambda book: book["ttdt"].__setitem__("B2", "ha-noi"), "the plan has no unit “ha-noi”"),
        (lambda book: book["ttdt"].__setitem__("B3", "Q9"), "“Q9” is no period"),
        (lambda book: book["ttdt"].__setitem__("B4", "p-1"), "the form belongs to the plan p-1"),
        (lambda book: book["ttdt"].__setitem__("B5", "0"), "the form is outdated"),
        (lambda book: book["ttdt"].__setitem__("B1", "2"), "the form is of version 2"),
    ],
)
def test_a_form_that_is_not_ours_is_refused(
    form: Path, place: Path, ttdt: Ttdt, act: Callable[[object], None], said: str
) -> None:
    fill(form, {("status", VALUE): "final figures", ("figure:literacy", VALUE): 8200})
    change(form, act)
    assert said in unreadable(ttdt, form, place)


def test_a_changed_definition_makes_forms_outdated(form: Path, place: Path, ttdt: Ttdt) -> None:
    fill(form, {("status", VALUE): "final figures", ("figure:literacy", VALUE): 8200})
    plan = place / "data" / "targets-2024.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("at_least: 90", "at_least: 91"), encoding="utf-8")
    assert ttdt("import", str(form), "--dry-run").code == 0
    plan.write_text(text.replace("vi: người biết chữ", "vi: người biết đọc"), encoding="utf-8")
    assert "the form is outdated" in unreadable(ttdt, form, place)


def test_texts_in_a_file_cannot_act(form: Path, ttdt: Ttdt) -> None:
    evil = "::error::\u202e[bold]" + "x" * 10_000
    fill(form, {("status", VALUE): "final figures", ("figure:literacy", VALUE): evil})
    result = ttdt("import", str(form), "--yes")
    assert result.code == 1
    assert not re.search("\x1b|\u202e|^::", result.err, re.MULTILINE)
