"""What kind of file it is, and whether it may be opened at all."""

from __future__ import annotations

import errno
import os
import re
import stat
import zipfile
from codecs import BOM_UTF8
from contextlib import suppress
from enum import Enum, auto
from io import BytesIO
from typing import TYPE_CHECKING

from ttdt.errors import TtdtError
from ttdt.excel.foreign_files import protected, refuse_foreign, refuse_foreign_package
from ttdt.text.message import Message, gettext_lazy
from ttdt.workspace.atomic_writing import problem

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

MOST_BYTES = 10 * 1024 * 1024
"""A form has 30 kilobytes."""

_MOST_MEMBERS = 500
_MOST_UNPACKED = 64 * 1024 * 1024
"""A workbook of a thousand units has 40 megabytes."""
_MOST_RATIO = 200
_SMALL = 1024 * 1024
"""What unpacks to less than this may be packed as densely as it likes."""

_OF_TEXT = (".csv", ".tsv")
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_MOST_OF_A_SIGN = 1_024
_FIRST_LETTER = 0x20
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_XML = (".xml", ".rels")
_NOT_ALLOWED = (b"<!DOCTYPE", b"<!ENTITY")
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"'>]{0,100})""")
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})


class FileKind(Enum):
    """The kinds of files that are read."""

    XLSX = auto()
    ODS = auto()
    CSV = auto()


def content_of_form(path: Path) -> bytes:
    """Return what a regular file of at most 10 MB holds; raises `TtdtError`."""
    try:
        handle = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
    except FileNotFoundError:
        raise TtdtError(gettext_lazy("there is no such file")) from None
    except (OSError, ValueError) as error:
        if os.path.isdir(path):  # noqa: PTH112 - it never raises
            raise TtdtError(_is_folder()) from None
        if isinstance(error, OSError) and error.errno != errno.ENXIO:
            raise TtdtError(
                gettext_lazy("the file cannot be opened: {error}", error=problem(error))
            ) from None
        raise TtdtError(gettext_lazy("this is not a regular file, so it is not read")) from None
    try:
        status = os.fstat(handle)
        if stat.S_ISDIR(status.st_mode):
            raise TtdtError(_is_folder())
        if not stat.S_ISREG(status.st_mode):
            raise TtdtError(gettext_lazy("this is not a regular file, so it is not read"))
        content = b""
        while len(content) <= MOST_BYTES and (part := os.read(handle, MOST_BYTES + 1)):
            content += part
    except OSError as error:
        raise TtdtError(
            gettext_lazy("the file cannot be read: {error}", error=problem(error))
        ) from None
    finally:
        with suppress(OSError):
            os.close(handle)
    if len(content) > MOST_BYTES:
        # A scanned page is large, and small it would not be read either.
        refuse_foreign(content, path.name)
        raise TtdtError(
            gettext_lazy("the file is larger than 10 MB; a form has a few dozen kilobytes")
        )
    return content


def _is_folder() -> Message:
    return gettext_lazy(
        "this is a folder; name the forms in it, as {example}", example="forms/*.xlsx"
    )


def recognise(content: bytes, name: str) -> FileKind:
    """Return what kind of file has this content; its name only decides what has no other sign.

    Raises `TtdtError` for every other kind, and for packages that are dangerous to open.
    """
    if not content:
        raise TtdtError(
            gettext_lazy(
                "the file is empty; open it where it comes from, and save or send it again"
            )
        )
    if content.startswith(b"PK"):
        return _recognise_package(content)
    refuse_foreign(content, name)
    if name.lower().endswith(_OF_TEXT):
        return FileKind.CSV
    if _is_text(content[:_MOST_OF_A_SIGN]):
        raise TtdtError(
            gettext_lazy(
                "this is not an Excel file (.xlsx, .ods or .csv), whatever its name says, but text;"
                " if it is a table, give it a name that ends in .csv"
            )
        )
    raise TtdtError(
        gettext_lazy(
            "this is not an Excel file (.xlsx, .ods or .csv), whatever its name says; open it in"
            " the program that it comes from, and save its table as .xlsx"
        )
    )


def _is_text(head: bytes) -> bool:
    """Return whether a file begins as texts do, in whatever encoding."""
    return not any(byte < _FIRST_LETTER and byte not in b"\t\r\n\f\x1a" for byte in head)


class Package:
    """The members of a package that `recognise` has let pass.

    Its list of them is read once, which takes as long as reading a small one does.
    """

    def __init__(self, content: bytes) -> None:
        """Open the package."""
        self._package = zipfile.ZipFile(BytesIO(content))
        self._names: dict[str, str] = {}
        for name in self._package.namelist():
            self._names.setdefault(name.casefold(), name)

    def member(self, name: str) -> bytes:
        """Return a member, or nothing without it; as in Excel, capitals make no difference."""
        found = self._names.get(name.casefold())
        return b"" if found is None else self._package.read(found)


def _recognise_package(content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = _bounded(package)
            kind = _mimetype(package) if "mimetype" in names else ""
            if not _is_workbook(names, kind):
                refuse_foreign_package(names, kind)
            _refuse_strange_xml(package)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        if isinstance(error, RuntimeError) and "password" in str(error):
            raise TtdtError(protected()) from None
        raise TtdtError(
            gettext_lazy("the file is damaged or cut off; ask for it to be sent again")
        ) from None
    except TtdtError:
        raise
    except Exception:  # noqa: BLE001 - zlib and lzma have errors of their own
        raise TtdtError(
            gettext_lazy("the file is damaged or cut off; ask for it to be sent again")
        ) from None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise TtdtError(
            gettext_lazy(
                "the file has macros, which no form needs; save it as .xlsx: in Excel choose File,"
                " Save As, Excel Workbook (.xlsx)"
            )
        )
    if "xl/workbook.bin" in names:
        raise TtdtError(
            gettext_lazy(
                "this is a binary workbook (.xlsb); save it as .xlsx: in Excel choose File, Save"
                " As, Excel Workbook (.xlsx)"
            )
        )
    if kind.startswith(_ODS):
        return FileKind.ODS
    if _is_workbook(names, kind):
        return FileKind.XLSX
    raise TtdtError(
        gettext_lazy(
            "this is not an Excel file (.xlsx, .ods or .csv), whatever its name says; open it in"
            " the program that it comes from, and save its table as .xlsx"
        )
    )


def _mimetype(package: zipfile.ZipFile) -> str:
    with package.open("mimetype") as stream:
        return stream.read(100).decode("ascii", "replace").strip()


def _is_workbook(names: Collection[str], mimetype: str) -> bool:
    if mimetype.startswith(_ODS):
        return True
    return "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names)


def _bounded(package: zipfile.ZipFile) -> set[str]:
    """Return the members' names; raises `TtdtError` for what would unpack without end."""
    infos = package.infolist()
    if len(infos) > _MOST_MEMBERS:
        raise TtdtError(
            gettext_lazy("the file is a package of {n} parts; a form has fifteen", n=len(infos))
        )
    names = {info.filename for info in infos}
    if len(names) != len(infos):
        raise TtdtError(
            gettext_lazy("the file holds a part twice; it is damaged or made to deceive")
        )
    if any(info.flag_bits & 1 for info in infos):
        raise TtdtError(protected())
    total = sum(info.file_size for info in infos)
    if total > _MOST_UNPACKED:
        raise TtdtError(
            gettext_lazy(
                "the file unpacks to {size} MB; no form has as much: delete the empty rows and"
                " columns around it, or copy the figures into a new form",
                size=total // _SMALL,
            )
        )
    for info in infos:
        if info.file_size > _SMALL and info.file_size > _MOST_RATIO * max(info.compress_size, 1):
            raise TtdtError(
                gettext_lazy(
                    "the part {name} unpacks to {ratio} times its size, as no form does; it is not"
                    " opened",
                    name=info.filename[:80],
                    ratio=info.file_size // max(info.compress_size, 1),
                )
            )
    return names


def _refuse_strange_xml(package: zipfile.ZipFile) -> None:
    """Refuse XML that declares things of its own, or that is in another encoding than UTF-8."""
    for info in package.infolist():
        if not info.filename.lower().endswith(_XML):
            continue
        # The sizes in a package's list can lie; reading no more than they say keeps to them.
        with package.open(info) as stream:
            text = stream.read(info.file_size + 1)
        if len(text) > info.file_size:
            raise TtdtError(
                gettext_lazy("the file is damaged or cut off; ask for it to be sent again")
            )
        if b"\x00" in text[:200] or any(sign in text for sign in _NOT_ALLOWED):
            raise TtdtError(
                gettext_lazy(
                    "the part {name} declares entities or hides its text, as no form does; it is"
                    " not opened",
                    name=info.filename[:80],
                )
            )
        if _STRICT in text[:_MOST_OF_A_SIGN]:
            raise TtdtError(
                gettext_lazy(
                    "this workbook was saved as “Strict Open XML Spreadsheet”; in Excel choose"
                    " File, Save As, Excel Workbook (.xlsx)"
                )
            )
        declared = _DECLARED.match(text.removeprefix(BOM_UTF8).lstrip())
        if declared is not None and declared[1].strip().lower() not in _ENCODINGS:
            raise TtdtError(
                gettext_lazy(
                    "the part {name} is written in {encoding}, as no form is; open the file in"
                    " Excel and save it again as .xlsx",
                    name=info.filename[:80],
                    encoding=declared[1].decode("ascii", "replace")[:40],
                )
            )
