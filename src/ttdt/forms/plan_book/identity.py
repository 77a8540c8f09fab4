"""The hidden sheet of a plan's workbook: of which plan it is, and the file it was made from."""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, NamedTuple

from ttdt.errors import TtdtError
from ttdt.forms.identity import SHEET
from ttdt.text.message import gettext_lazy
from ttdt.yaml import PLAN_LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.excel.sheets import CellTable

VERSION = "1"

_FIRST = "ttdt.plan"
_PIECE = "file:"
_PIECE_MOST = 30_000
"""A cell holds a little more."""


class PlanIdentity(NamedTuple):
    """What the hidden sheet says."""

    plan: str
    year: int
    content: bytes
    """The plan's file as it was, which tells what was changed in the workbook from what was not."""
    version: str = VERSION

    def rows(self) -> Iterator[tuple[str, str]]:
        """Yield the lines of the hidden sheet."""
        yield _FIRST, self.version
        yield "plan", self.plan
        yield "year", str(self.year)
        packed = b64encode(zlib.compress(self.content, 9)).decode("ascii")
        for number, start in enumerate(range(0, len(packed), _PIECE_MOST)):
            yield f"{_PIECE}{number}", packed[start : start + _PIECE_MOST]


def is_plan_book(tables: list[CellTable]) -> bool:
    """Return whether a file is the workbook of a plan."""
    return any(table.name == SHEET and table.at(0, 0) == _FIRST for table in tables)


def plan_identity_in(tables: list[CellTable]) -> PlanIdentity:
    """Return of which plan a file is the workbook.

    Raises `TtdtError` where the hidden sheet says too little, or the file that it holds cannot be
    unpacked.
    """
    table = next(table for table in tables if table.name == SHEET)
    said = {str(table.at(row, 0) or ""): _plain(table.at(row, 1)) for row in range(len(table.rows))}
    if said[_FIRST] != VERSION:
        raise TtdtError(
            gettext_lazy(
                "the form is of version {version}, and this ttdt reads version {known}",
                version=said[_FIRST][:20],
                known=VERSION,
            )
        )
    pieces = [key for key in said if key.startswith(_PIECE)]
    packed = "".join(said.get(f"{_PIECE}{number}", "") for number in range(len(pieces)))
    year = said.get("year", "")
    try:
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(b64decode(packed, validate=True), PLAN_LIMITS.bytes)
        is_whole = unpacking.eof and year.isdecimal()
    except (ValueError, zlib.error):
        content, is_whole = b"", False
    if not is_whole:
        raise TtdtError(
            gettext_lazy(
                "the hidden sheet that says which plan this is has been damaged; make a new"
                " workbook with ttdt template --plan and copy the changes into it"
            )
        )
    return PlanIdentity(said.get("plan", ""), int(year), content)


def _plain(value: object) -> str:
    """Return a text of the hidden sheet; some programs make numbers of digits."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
