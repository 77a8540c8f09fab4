"""PDF: by the program that is there, the same each time, and with no program left running."""

from __future__ import annotations

import os
import sys
import time
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.output.pdf_reading import fonts_left_out, page_texts

from ttdt.document.answer import View
from ttdt.document.report.document import ReportAnswer
from ttdt.errors import TtdtError
from ttdt.output import pdf, programs
from ttdt.output.pdf import without_times
from ttdt.output.programs import Program, find_program, run_program
from ttdt.text.language import Language

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Example

DAY = date(2024, 7, 5)
VIETNAMESE = View(Language("vi"))


@pytest.mark.programs("LibreOffice")
def test_libreoffice_makes_the_letter(example: Example) -> None:
    answer = ReportAnswer(example(), day=DAY)
    content = pdf.lower(answer, VIETNAMESE)
    first, *others = page_texts(content)
    assert "BÁO CÁO" in first
    assert "ngày 05 tháng 7 năm 2024" in first
    assert unicodedata.is_normalized("NFC", "".join((first, *others)))
    assert fonts_left_out(content) == 0
    assert b"CreationDate" not in content


@pytest.mark.programs("Chromium")
def test_where_there_is_only_a_browser_it_makes_the_same_letter(
    example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = find_program(["Chromium"])
    monkeypatch.setattr(pdf, "require_program", lambda *_: browser)
    answer = ReportAnswer(example(), day=DAY)
    content = pdf.lower(answer, VIETNAMESE)
    first, second, *others = page_texts(content)
    assert "BÁO CÁO" in first
    assert "ngày 05 tháng 7 năm 2024" in first
    assert second.startswith("2\nSỐ LIỆU MINH HỌA")
    text = "\n".join((first, second, *others)).replace("\N{NON-BREAKING HYPHEN}", "-")
    assert unicodedata.is_normalized("NFC", text)
    for words in ("-3,3 điểm %", "~3.843/4.000", "PHỤ LỤC II", "linear-path/0.95-0.60-0", "71,7"):
        assert words in text.replace("\N{NO-BREAK SPACE}", " "), words
    assert fonts_left_out(content) == 0
    assert b"CreationDate" not in content


def script(folder: Path, text: str) -> Program:
    """Return a program that is a script of Python."""
    path = folder / "program"
    path.write_text(f"#!{sys.executable}\n{text}", encoding="utf-8")
    path.chmod(0o755)
    return Program("Maker", str(path))


WAY_OUT = ". Close all its windows and try again, or write -o FILE.docx and save that as PDF"


def failure(program: Program, folder: Path) -> str:
    with pytest.raises(TtdtError) as caught:
        run_program(program, [], folder, folder / "made.pdf")
    return Language("en").translate(caught.value.message)


@pytest.mark.skipif(os.name != "posix", reason="a script is no program there")
def test_a_program_that_fails_is_told_by_its_last_line(tmp_path: Path) -> None:
    said = "import sys; sys.stderr.write('warning\\nno fonts\\n\\n')"
    failed = failure(script(tmp_path, said), tmp_path)
    assert failed == f"Maker could not make it: no fonts{WAY_OUT}"
    gone = failure(Program("Maker", str(tmp_path / "gone")), tmp_path)
    assert gone == (
        f"Maker could not make it: it cannot be started: No such file or directory{WAY_OUT}"
    )
    silent = failure(script(tmp_path, "raise SystemExit(3)"), tmp_path)
    assert silent == (
        f"Maker could not make it: it made no file and gave no reason (exit code 3){WAY_OUT}"
    )


@pytest.mark.skipif(os.name != "posix", reason="a script is no program there")
def test_the_folder_that_is_gone_by_then_is_not_told(tmp_path: Path) -> None:
    said = f"print('file://{tmp_path}/a.docx -> {tmp_path}/a.pdf: no filter in {tmp_path}.')"
    assert failure(script(tmp_path, said), tmp_path) == (
        f"Maker could not make it: a.docx -> a.pdf: no filter in{WAY_OUT}"
    )


@pytest.mark.skipif(os.name != "posix", reason="a script is no program there")
def test_the_folder_is_not_told_where_a_link_leads_there(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.mkdir()
    link.symlink_to(real)
    said = f"print('{real}/a.docx: no filter')"
    assert failure(script(tmp_path, said), link) == (
        f"Maker could not make it: a.docx: no filter{WAY_OUT}"
    )


@pytest.mark.skipif(os.name != "posix", reason="a script is no program there")
def test_a_program_that_takes_too_long_is_ended_with_what_it_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "_SECONDS", 2.0)
    begun = script(
        tmp_path,
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "open('child', 'w').write(str(child.pid))\n"
        "time.sleep(600)\n",
    )
    assert failure(begun, tmp_path) == (
        f"Maker could not make it: it was not ready after 1 minute, and was ended{WAY_OUT}"
    )
    child = int((tmp_path / "child").read_text(encoding="utf-8"))
    assert is_gone(child)


def is_gone(process: int) -> bool:
    """Return whether a process ends within seconds; one that nobody has asked after counts."""
    for _ in range(100):
        try:
            os.kill(process, 0)
            with open(f"/proc/{process}/stat", encoding="utf-8") as state:  # noqa: PTH123
                if ") Z " in state.read():
                    return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


def test_programs_are_found_on_the_path_and_where_they_usually_lie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    place = tmp_path / "Office 24" / "soffice"
    monkeypatch.setitem(programs._PLACES, "LibreOffice", ("${NOWHERE}/x", f"{tmp_path}/Off*/soff*"))
    assert find_program(["LibreOffice"]) is None
    place.parent.mkdir()
    place.write_text("", encoding="utf-8")
    place.chmod(0o755)
    assert find_program(["LibreOffice"]) == Program("LibreOffice", str(place))
    if os.name == "posix":
        on_path = script(tmp_path, "").path
        os.rename(on_path, tmp_path / "libreoffice")  # noqa: PTH104
        found = find_program(["LibreOffice", "Chromium"])
        assert found == Program("LibreOffice", str(tmp_path / "libreoffice"))


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (b"<</CreationDate(D:20240705Z')>>", b"<<" + b" " * 27 + b">>"),
        (b"/ModDate (D:2024+00'00')>>", b" " * 24 + b">>"),
        (b"<xmp:CreateDate>2024</xmp:CreateDate>", b" " * 37),
        (b"/DocChecksum /0123456789ABCDEF0123456789ABCDEF", b" " * 46),
    ],
)
def test_a_pdf_does_not_say_when_it_was_made(said: bytes, left: bytes) -> None:
    assert without_times(said) == left


def test_a_pdf_is_named_by_what_is_in_it() -> None:
    def named(name: str, text: str) -> bytes:
        return without_times(f"{text}/ID [ <{name * 32}>\n<{name * 32}> ]".encode())

    assert named("0", "a") == named("1", "a") != named("0", "b")
    assert len(named("0", "a")) == 78
