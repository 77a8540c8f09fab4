"""Man pages: the same texts as the help, in roff that nothing complains about."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from ttdt.cli.commands import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Ttdt

PAGES = {"ttdt.1", *(f"ttdt-{name}.1" for name in COMMANDS)}


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_page_for_the_program_and_for_every_command(
    ttdt: Ttdt, tmp_path: Path, language: str
) -> None:
    done = ttdt("man", "-o", str(tmp_path / "man1"), "--lang", language)
    assert (done.code, done.out) == (0, "")
    assert {path.name for path in (tmp_path / "man1").iterdir()} == PAGES
    page = (tmp_path / "man1" / "ttdt-report.1").read_text(encoding="utf-8")
    assert page == ttdt("man", "report", "--lang", language).out
    assert ttdt("man", "--lang", language).out == (
        (tmp_path / "man1" / "ttdt.1").read_text(encoding="utf-8")
    )


def test_what_stands_in_a_page(ttdt: Ttdt) -> None:
    page = ttdt("man", "rule").out
    assert page.startswith('.TH TTDT\\-RULE 1 "" "ttdt ')
    assert (
        '.SH "NAME"\n'
        "ttdt\\-rule \\- Explain a rule of check\n"
        '.SH "SYNOPSIS"\n'
        "\\fBttdt rule\\fR [OPTIONS] CODE\n"
    ) in page
    assert ".TP\n\\fB\\-f\\fR, \\fB\\-\\-format\\fR FORMAT\n" in page
    assert "ttdt rule numerator\\-above\\-population \\-\\-lang en\n" in page


def test_every_option_of_the_help_is_in_the_page(ttdt: Ttdt) -> None:
    for name in COMMANDS:
        options = re.findall(r"^ +(?:-\w, )?(--[a-z-]+)", ttdt("help", name).out, re.MULTILINE)
        page = ttdt("man", name).out.replace("\\-", "-")
        assert options
        assert [option for option in options if f"\\fB{option}\\fR" not in page] == []


def test_no_line_of_text_is_a_request(ttdt: Ttdt) -> None:
    known = (".TH ", ".SH ", ".TP", ".nf", ".fi")
    for name in COMMANDS:
        for line in ttdt("man", name, "--lang", "vi").out.splitlines():
            assert line.startswith(known) or not line.startswith((".", "'")), line


def test_a_folder_takes_all_pages(ttdt: Ttdt, tmp_path: Path) -> None:
    assert ttdt("man", "report", "-o", str(tmp_path)).err == (
        "ttdt: --output takes the pages of all commands; leave out the one\n"
    )
    assert ttdt("man", "reprot").err == (
        "ttdt: there is no command “reprot”; did you mean “report”?\n"
    )


CHECKS = {
    "man": ["man", "--warnings=w", "-E", "UTF-8", "-l", "-Tutf8", "-Z"],
    "mandoc": ["mandoc", "-T", "lint", "-W", "warning"],
}


@pytest.mark.slow
@pytest.mark.parametrize("program", CHECKS)
@pytest.mark.parametrize("language", ["en", "vi"])
def test_programs_read_the_pages_without_a_warning(
    ttdt: Ttdt, tmp_path: Path, program: str, language: str
) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    ttdt("man", "-q", "-o", str(tmp_path), "--lang", language)
    for page in sorted(tmp_path.iterdir()):
        done = subprocess.run(
            [*CHECKS[program], str(page)], capture_output=True, encoding="utf-8", check=False
        )
        said = (done.stdout if program == "mandoc" else "") + done.stderr
        # A page has no date: it would make two builds of one version differ.
        assert [line for line in said.splitlines() if "missing date" not in line] == []
