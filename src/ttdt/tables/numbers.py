"""Numbers that stand as text in a table, in the style that its map says."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ttdt.excel.cells import Ambiguous, typed
from ttdt.forms.cell_parsing import CellReader
from ttdt.forms.filled_form import Remark
from ttdt.maps import NumberStyle, WordMeaning
from ttdt.tables.grid import shown
from ttdt.text.matching import fold
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.tables.grid import Grid
    from ttdt.text.message import Message

_SPACES = re.compile("[\u00a0\u202f\u2009]")
_STYLES = {
    NumberStyle.VIETNAMESE: re.compile(r"-?(?:[0-9]{1,3}(?:[. ][0-9]{3})+|[0-9]+)(?:,[0-9]+)?"),
    NumberStyle.ENGLISH: re.compile(r"-?(?:[0-9]{1,3}(?:[, ][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"),
}
_THOUSANDS = {NumberStyle.VIETNAMESE: ".", NumberStyle.ENGLISH: ","}
_LONGEST = 40
_NOISE = Decimal("1e-12")
"""A cell keeps 15 digits; what several of them lose together is less than this part of a sum."""


def number_in(text: str, style: NumberStyle) -> Decimal | None:
    """Return the number that a text writes in a style, or None where it writes none."""
    plain = _plain(text)
    if not _STYLES[style].fullmatch(plain):
        return None
    return Decimal(plain.replace(" ", "").replace(_THOUSANDS[style], "").replace(",", "."))


def comes_to(total: Decimal | int, printed: Decimal) -> bool:
    """Return whether a sum is what a table prints, as far as the digits go that a cell keeps."""
    return abs(total - printed) <= max(abs(printed), Decimal(1)) * _NOISE


def styles_of(text: str) -> frozenset[NumberStyle]:
    """Return the styles in which a text is a number."""
    plain = _plain(text)
    return frozenset(style for style, written in _STYLES.items() if written.fullmatch(plain))


def is_written_number(text: str) -> bool:
    """Return whether a text is a number in any style."""
    plain = _plain(text)
    return any(written.fullmatch(plain) for written in _STYLES.values())


def _plain(text: str) -> str:
    """Return a text with plain spaces; what is too long for a number as nothing."""
    text = text.strip()
    return "" if len(text) > _LONGEST else _SPACES.sub(" ", text)


class ReadNumber(NamedTuple):
    """What was found where a number belongs: a number, what a word means, or other text."""

    number: Decimal | None = None
    meaning: WordMeaning | None = None
    text: str | None = None
    """What stands there, where it is no number."""


class NumberReader:
    """Reads the numbers of one table and collects what is wrong with them."""

    def __init__(self, grid: Grid, words: Mapping[str, Decimal | WordMeaning]) -> None:
        """Read the cells of a table in which some words stand for numbers."""
        self._grid = grid
        # Such tables are made of formulas; to name each would bury the rest.
        metadata = replace(grid.table.metadata, formulas=set())
        self._cells = CellReader(replace(grid.table, metadata=metadata))
        self._words = {fold(word): meaning for word, meaning in words.items()}

    @property
    def remarks(self) -> list[Remark]:
        """What is wrong with cells, so far."""
        return self._cells.remarks

    def words(self, row: int, line: int) -> str | None:
        """Return a text."""
        return self._cells.words(*self._grid.cell(row, line))

    def number(
        self, row: int, line: int, style: NumberStyle | None, *, is_percent: bool = False
    ) -> ReadNumber:
        """Return what stands where a number belongs."""
        cell = self._grid.cell(row, line)
        value = self._grid.at(row, line)
        if not isinstance(value, str) or cell in self._cells.table.metadata.errors:
            if cell in self._cells.table.metadata.percents and not is_percent:
                self._wrong(
                    row,
                    line,
                    gettext_lazy(
                        "this is a percentage, and by the map the line holds numbers; correct the"
                        " format of the cell, or the map: .percent"
                    ),
                )
                return ReadNumber()
            read = self._cells.percent if is_percent else self._cells.number
            return ReadNumber(read(*cell))
        said = self._words.get(fold(shown(value)))
        if said is not None:
            if isinstance(said, Decimal):
                return ReadNumber(said)
            return ReadNumber(meaning=said, text=value)
        text = value.removesuffix("%").strip() if is_percent else value
        if style is not None:
            return self._in_style(row, line, text, style)
        try:
            number = typed(text)
        except Ambiguous:
            self._wrong(
                row,
                line,
                gettext_lazy(
                    "“{text}” may mean thousands or decimals; say it in the map with numbers:"
                    " {vietnamese} or {english}",
                    text=text,
                    vietnamese=f'"{NumberStyle.VIETNAMESE}"',
                    english=f'"{NumberStyle.ENGLISH}"',
                ),
            )
            return ReadNumber()
        return ReadNumber(text=value) if number is None else ReadNumber(number)

    def _in_style(self, row: int, line: int, text: str, style: NumberStyle) -> ReadNumber:
        number = number_in(text, style)
        if number is None and styles_of(text):
            self._wrong(
                row,
                line,
                gettext_lazy(
                    "“{text}” is written otherwise than the map says of this line, {style}",
                    text=text,
                    style=str(style),
                ),
            )
            return ReadNumber()
        return ReadNumber(text=text) if number is None else ReadNumber(number)

    def _wrong(self, row: int, line: int, message: Message) -> None:
        self._cells.remarks.append(Remark(self._grid.place(row, line), message))
