"""What a file is that holds no table to be read, and the way to one."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from typing import TYPE_CHECKING

from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Collection

    from ttdt.text.message import Message

_HEAD = 4_096
"""So far from its beginning a file says what it is."""
_BEFORE_PDF = 1_024
_MOST_NAMED = 5

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of old Office begin, and workbooks with a password."""
_SECTOR = 512
_FIRST_RECORD = 0x09
_OF_A_TABLE = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")

_PICTURES = (
    ("PNG", re.compile(rb"\x89PNG")),
    ("JPEG", re.compile(rb"\xff\xd8\xff")),
    ("GIF", re.compile(rb"GIF8[79]a")),
    ("TIFF", re.compile(rb"II\*\x00|MM\x00\*")),
    ("WebP", re.compile(rb"RIFF....WEBP", re.DOTALL)),
    ("HEIC", re.compile(rb"....ftyp(?:hei|mif1|avif)", re.DOTALL)),
    ("BMP", re.compile(rb"BM.{8}.{4}[\x0c\x28\x6c\x7c]\x00\x00\x00", re.DOTALL)),
)
_ARCHIVES = (
    ("RAR", re.compile(rb"Rar!\x1a\x07")),
    ("7-Zip", re.compile(rb"7z\xbc\xaf\x27\x1c")),
    ("gzip", re.compile(rb"\x1f\x8b\x08")),
)
_PAGE = re.compile(rb"<(?:!doctype html|html|head|meta|table|body|style)\b", re.IGNORECASE)
_XML_SHEET = b"urn:schemas-microsoft-com:office:spreadsheet"
_WEB_ARCHIVE = re.compile(rb"(?:MIME-Version|Content-Type):", re.IGNORECASE)
_SHEET_LINK = re.compile(rb'\{\s*"[^{}]*docs\.google\.com', re.DOTALL)
_OLD_SHEET = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x08]\x00")
_PASSWORD_RECORD = re.compile(
    rb"\x09\x08[\x08\x10]\x00[\x00\x05-\x06][\x05\x06]\x05\x00.{4}(?:.{8})?\x2f\x00", re.DOTALL
)
"""In a workbook of old Excel: its first record, and behind it that it is encrypted."""


def refuse_foreign(content: bytes, name: str) -> None:
    """Raise `TtdtError` for a file of a kind that is known and is no table, with the way to one.

    `name` only decides between things of which a file holds several.
    """
    if content.startswith(OLE):
        raise TtdtError(_of_old_office(content, name))
    message = _by_its_beginning(content[:_HEAD])
    if message is not None:
        raise TtdtError(message)


def refuse_foreign_package(names: Collection[str], mimetype: str) -> None:
    """Raise `TtdtError` for a package that is no workbook, by its members' names."""
    if "word/document.xml" in names or mimetype.endswith("opendocument.text"):
        raise TtdtError(_document("Word"))
    if "ppt/presentation.xml" in names or mimetype.endswith("opendocument.presentation"):
        raise TtdtError(_document("PowerPoint"))
    if any(name.endswith(".iwa") for name in names):
        raise TtdtError(
            gettext_lazy(
                "this is a file of Apple's Numbers or Pages; in Numbers choose File, Export To,"
                " Excel, and import the .xlsx"
            )
        )
    if "[Content_Types].xml" in names or mimetype:
        return
    inside = sorted(name for name in names if name.lower().endswith(_OF_A_TABLE))
    if inside:
        raise TtdtError(
            gettext_lazy(
                "this is an archive (ZIP); unpack it, and import the tables in it: {files}",
                files=tuple(name[-80:] for name in inside[:_MOST_NAMED]),
            )
        )
    raise TtdtError(
        gettext_lazy("this is an archive (ZIP) without a table in it; ask for the Excel file")
    )


def protected() -> Message:
    """Return what to say of a workbook with a password."""
    return gettext_lazy(
        "the file is protected by a password; save it without one: in Excel open it with the"
        " password, choose File, Info, Protect Workbook, Encrypt with Password, empty the box, and"
        " save"
    )


def _of_old_office(content: bytes, name: str) -> Message:
    """Return what a file of old Office is, by the names of the streams in it."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    is_word = holds("WordDocument")
    if holds("EncryptedPackage"):
        return protected()
    if holds("__substg1.0_"):
        return gettext_lazy(
            "this is an e-mail of Outlook (.msg); open it, save the table that is attached to it,"
            " and import that"
        )
    if holds("PowerPoint Document"):
        return _document("PowerPoint")
    if is_word and not (holds("Workbook") and name.lower().endswith(".xls")):
        return _document("Word")
    if _is_encrypted(content):
        return protected()
    # Its readers tell no error, formula, hidden row or percentage from a plain number.
    return gettext_lazy(
        "this is a workbook of old Excel (.xls), in which errors and percentages cannot be told"
        " from figures; open it, save it as .xlsx and import that"
    )


def _is_encrypted(content: bytes) -> bool:
    """Return whether a workbook of old Excel has a password."""
    return any(
        _PASSWORD_RECORD.match(content, start) is not None
        for start in range(_SECTOR, len(content), _SECTOR)
        if content[start] == _FIRST_RECORD
    )


def _document(program: str) -> Message:
    return gettext_lazy(
        "this is a document of {program}, and only tables of a spreadsheet are read; copy the table"
        " into an empty sheet of Excel, save that as .xlsx, and look at every figure",
        program=program,
    )


def _by_its_beginning(head: bytes) -> Message | None:
    """Return what a file is by its first bytes; None for what may be a table."""
    if b"%PDF-" in head[:_BEFORE_PDF]:
        return gettext_lazy(
            "this is a PDF, a printed page from which figures cannot be read with certainty; ask"
            " for the Excel file that it was made from, or open it in Word, copy the table into"
            " Excel, save that as .xlsx, and look at every figure"
        )
    for kind, sign in _PICTURES:
        if sign.match(head):
            return gettext_lazy(
                "this is a picture ({kind}), from which figures cannot be read with certainty; ask"
                " for the Excel file, or type the figures into a form from ttdt template",
                kind=kind,
            )
    for kind, sign in _ARCHIVES:
        if sign.match(head):
            return gettext_lazy(
                "this is an archive ({kind}); unpack it, and import the tables in it", kind=kind
            )
    if _OLD_SHEET.match(head):
        return gettext_lazy(
            "this is a workbook of Excel from before 1997; open it, save it as .xlsx and import"
            " that"
        )
    return _by_its_text(head.removeprefix(BOM_UTF8).lstrip())


def _by_its_text(text: bytes) -> Message | None:
    """Return what a file of text is by its beginning; None for what may be a table."""
    if text.startswith(b"{\\rtf"):
        return _document("Word")
    if _XML_SHEET in text:
        return gettext_lazy(
            "this is an XML spreadsheet of 2003; open it in Excel, and save it as .xlsx"
        )
    if _PAGE.match(text) or (text.startswith(b"<?xml") and _PAGE.search(text)):
        return gettext_lazy(
            "this is a web page, whatever its name says, as many programs export it; open it in"
            " Excel, and save it as .xlsx"
        )
    if _WEB_ARCHIVE.match(text):
        return gettext_lazy(
            "this is a web archive or an e-mail; open it, and save the table in it as .xlsx"
        )
    if _SHEET_LINK.match(text):
        return gettext_lazy(
            "this is but a link to a Google Sheet; open it, choose File, Download, Microsoft Excel"
            " (.xlsx), and import that"
        )
    return None
