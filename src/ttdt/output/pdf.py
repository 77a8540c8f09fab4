"""PDF: the document for Word, as LibreOffice or, where there is none, a browser sets its pages."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ttdt.output import docx
from ttdt.output.docx.page import page_of
from ttdt.output.formats import FORMATS
from ttdt.output.programs import require_program, run_program

if TYPE_CHECKING:
    from ttdt.document.answer import Answer, View
    from ttdt.output.programs import Program

_OFFICE_FILTER = (
    'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"}}'
)
"""With what leads those who cannot see through it; older versions ignore it."""
_TIMES = re.compile(
    rb"/(?:CreationDate|ModDate) ?\([^)]*\)|/DocChecksum /[0-9A-F]{32}"
    rb"|<xmp:(?:Create|Modify|Metadata)Date>[^<]*</xmp:(?:Create|Modify|Metadata)Date>"
)
_ID = re.compile(rb"(/ID\s*\[\s*<)[0-9A-F]{32}(>\s*<)[0-9A-F]{32}(>\s*\])")


def lower(answer: Answer, view: View) -> bytes:
    """Return an answer as pages, which do not say when they were made.

    The same answer by the same program looks the same; LibreOffice may order its fonts otherwise.
    Raises `TtdtError` where no program can make them.
    """
    program = require_program(FORMATS["pdf"].programs, "pdf")
    with TemporaryDirectory(prefix="ttdt-", ignore_cleanup_errors=True) as name:
        make = _by_office if program.name == "LibreOffice" else _by_browser
        return without_times(make(program, Path(name), answer, view))


def _by_office(program: Program, folder: Path, answer: Answer, view: View) -> bytes:
    source = folder / "answer.docx"
    source.write_bytes(docx.lower(answer, view))
    arguments = [
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        _OFFICE_FILTER,
        "--outdir",
        str(folder),
        str(source),
    ]
    return run_program(program, arguments, folder, folder / "answer.pdf")


def _by_browser(program: Program, folder: Path, answer: Answer, view: View) -> bytes:
    source, product = folder / "answer.html", folder / "answer.pdf"
    page = page_of(docx.lower(answer, view), view.language)
    source.write_text(page, encoding="utf-8")
    arguments = [
        "--headless",
        f"--user-data-dir={folder / 'profile'}",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--no-pdf-header-footer",
        f"--print-to-pdf={product}",
        source.as_uri(),
    ]
    if getattr(os, "geteuid", lambda: 1)() == 0:
        # It refuses to run for root otherwise; the page is ours, and loads nothing.
        arguments.insert(0, "--no-sandbox")
    return run_program(program, arguments, folder, product)


def without_times(content: bytes) -> bytes:
    """Return a PDF that does not say when it was made, each part of it where it was."""
    timeless = _TIMES.sub(lambda found: b" " * len(found[0]), content)
    name = hashlib.sha256(_ID.sub(b"", timeless)).hexdigest()[:32].upper().encode()
    return _ID.sub(rb"\g<1>" + name + rb"\g<2>" + name + rb"\g<3>", timeless)
