"""Reading workbooks in a process of their own: what kills the reader kills nothing else.

The reader of office files lays a sheet out as one block from its first cell to its last. Two cells
far apart ask for more memory than there is, and it then ends the process that it runs in.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ttdt.errors import TtdtError
from ttdt.excel.foreign_files import protected
from ttdt.text.message import Message, gettext_lazy

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

MOST_ROWS = 2_000
MOST_COLUMNS = 1_000
"""A survey's export has hundreds."""
_MOST_SHEETS = 50
_SECONDS = 20.0
_MEMORY = 1024**3


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as the reader gives it: numbers, texts, dates, booleans; empty cells are ''."""

    name: str
    rows: list[list[Any]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]]
    """First and last cell of each merged range, counted from 0."""
    goes_on: bool
    """Whether there is more in it than was read."""


class WorkbookReader:
    """Reads workbooks one after the other, in a process that it begins when it needs one.

    One process reads them all, because beginning it takes longer than reading a form; a workbook
    that ends it leaves the next one a new process.
    """

    def __init__(self) -> None:
        """Begin no process yet."""
        self._process: Any = None
        self._connection: Any = None

    def __enter__(self) -> Self:
        """Return itself; the process is ended with the block."""
        return self

    def __exit__(self, *_said: object) -> None:
        """End the process."""
        self._end()

    def sheets_of(self, content: bytes) -> list[RawSheet]:
        """Return a workbook's sheets; raises `TtdtError` where it cannot be read in bounds."""
        _require_reader()
        if self._process is None:
            self._begin()
        try:
            self._connection.send_bytes(content)
            if not self._connection.poll(_SECONDS):
                self._end()
                raise TtdtError(
                    gettext_lazy("the file takes too long to read; it is damaged or far too large")
                )
            answer = self._connection.recv()
        except (EOFError, OSError):
            self._end()
            raise TtdtError(
                gettext_lazy(
                    "the file cannot be read; it is damaged, or asks for more memory than any form"
                )
            ) from None
        if isinstance(answer, Message):
            raise TtdtError(answer)
        found: list[RawSheet] = answer
        return found

    def _begin(self) -> None:
        context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_read, args=(theirs, self._connection), daemon=True)
        self._process.start()
        theirs.close()

    def _end(self) -> None:
        if self._process is not None:
            self._connection.close()
            self._process.terminate()
            self._process.join()
            self._process = None


def _require_reader() -> None:
    try:
        import python_calamine  # noqa: F401 - only whether it is there
    except ModuleNotFoundError:
        raise TtdtError(
            gettext_lazy(
                "reading Excel files needs a package that is not installed; install it with:"
                " pip install 'ttdt[office]'"
            )
        ) from None


def _read(contents: Connection, other_end: Connection) -> None:
    """Answer each content with its sheets, or a message that says why there are none."""
    # Held here, too, the other end would never be known to be closed.
    other_end.close()
    # What the reader says while it dies is nothing for the user.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer: list[RawSheet] | Message
    while True:
        try:
            content = contents.recv_bytes()
        except (EOFError, OSError):
            return
        try:
            answer = _sheets(content)
        except BaseException as error:  # noqa: BLE001 - the reader's panics are no Exceptions
            answer = gettext_lazy("the file cannot be read: {error}", error=str(error)[:200] or "?")
        contents.send(answer)


def _sheets(content: bytes) -> list[RawSheet] | Message:
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError:
        return protected()
    names = [one.name for one in book.sheets_metadata if one.typ is SheetTypeEnum.WorkSheet]
    if len(names) > _MOST_SHEETS:
        return gettext_lazy(
            "the file has {n} sheets; no form has more than {most}", n=len(names), most=_MOST_SHEETS
        )
    found = []
    for name in names:
        sheet = book.get_sheet_by_name(name)
        width = (sheet.end or (0, 0))[1] + 1
        rows = sheet.to_python(skip_empty_area=False, nrows=MOST_ROWS) if sheet.end else []
        found.append(
            RawSheet(
                name,
                [row[:MOST_COLUMNS] for row in rows],
                list(sheet.merged_cell_ranges or ()),
                (sheet.end or (0, 0))[0] >= MOST_ROWS or width > MOST_COLUMNS,
            )
        )
    return found
