"""Reading single cells: numbers exactly as typed, choices, words, days."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from ttdt.excel.cells import MOST, Ambiguous, Digits, stored, typed
from ttdt.excel.file_kind import FileKind
from ttdt.forms.filled_form import Remark, is_date
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from ttdt.excel.sheets import CellTable
    from ttdt.text.message import Message

_MOST_OF_A_QUOTE = 40
_DAY = re.compile(r"(?P<day>[0-9]{1,2})[/.-](?P<month>[0-9]{1,2})[/.-](?P<year>[0-9]{4})")
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")


@dataclass(slots=True)
class CellReader:
    """Reads the cells of one table and collects what is wrong with them."""

    table: CellTable
    remarks: list[Remark] = field(default_factory=list)

    def holds(self, row: int, column: int) -> bool:
        """Return whether a cell has anything, be it an error or a formula without result."""
        metadata, place = self.table.metadata, (row, column)
        return (
            self.table.at(row, column) is not None
            or place in metadata.errors
            or place in metadata.without_value
        )

    def count(self, row: int, column: int) -> Decimal | None:
        """Return a number of a form, which counts things: as text, its format set the marks."""
        by_format = self.table.kind is FileKind.CSV
        return self._number(row, column, Digits.THOUSANDS if by_format else None)

    def number(self, row: int, column: int) -> Decimal | None:
        """Return a number; None where there is none, or none that can be read."""
        return self._number(row, column, None)

    def amount(self, row: int, column: int) -> Decimal | None:
        """Return an amount of a plain table, in which a point stands before decimals."""
        value = self._value(row, column)
        if isinstance(value, str):
            return self._number_in(row, column, value, None if "," in value else Digits.DECIMALS)
        return None if value is None else self._stored(row, column, value)

    def money(self, row: int, column: int) -> Decimal | None:
        """Return an amount of a form, which may have decimals; None as for a number."""
        value = self._value(row, column)
        if isinstance(value, str):
            return self._number_in(row, column, value, may_have_decimals=True)
        return None if value is None else self._stored(row, column, value)

    def percent(self, row: int, column: int) -> Decimal | None:
        """Return a percentage in per cent, however its cell is formatted."""
        value = self._value(row, column)
        if value is None:
            return None
        if isinstance(value, str):
            text = value.removesuffix("%").strip()
            return self._number_in(row, column, text, Digits.DECIMALS)
        number = self._stored(row, column, value)
        if number is None or (row, column) not in self.table.metadata.percents:
            return number
        scaled = number * 100
        return (
            scaled.quantize(Decimal(1))
            if scaled == scaled.to_integral_value()
            else scaled.normalize()
        )

    def may_be_share(self, row: int, column: int) -> bool:
        """Return whether a percentage has neither the sign nor the format of one."""
        value: object = self.table.at(row, column)
        has_sign = isinstance(value, str) and value.endswith("%")
        return (
            value is not None
            and not has_sign
            and (row, column) not in (self.table.metadata.percents)
        )

    def note(self, row: int, column: int) -> str | None:
        """Return a text without which the figures count as well; a formula in it is but told of."""
        metadata, place = self.table.metadata, (row, column)
        if place not in metadata.errors and place not in metadata.without_value:
            return self.words(row, column)
        self.remarks.append(
            Remark(
                self.table.place(row, column),
                gettext_lazy(
                    "the note was typed as a formula that has no result, and was not read; begin it"
                    " with a word instead of a sign"
                ),
                is_error=False,
            )
        )
        return None

    def words(self, row: int, column: int) -> str | None:
        """Return a text; a number that was typed where words belong is taken as it is written."""
        value = self._value(row, column)
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, bool) or is_date(value):
            self._wrong(row, column, gettext_lazy("here belong words, not a date or a truth value"))
            return None
        number = self._stored(row, column, value)
        return None if number is None else f"{number:f}"

    def day(self, row: int, column: int) -> date | None:
        """Return a day; as text it is 20/06/2024 or 2024-06-20."""
        value = self._value(row, column)
        if isinstance(value, datetime):
            return value.date()
        if value is None or isinstance(value, date):
            return value
        found = None
        if isinstance(value, str):
            found = _DAY.fullmatch(value) or _ISO.fullmatch(value)
        if found is not None:
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                pass
        self._wrong(
            row,
            column,
            gettext_lazy("“{text}” is no day; write it as day/month/year", text=_quoted(value)),
        )
        return None

    def _value(self, row: int, column: int) -> object:
        """Return what stands in a cell; what has no value is said, and then taken as empty."""
        metadata, place = self.table.metadata, (row, column)
        if place in metadata.errors:
            self._wrong(
                row,
                column,
                gettext_lazy(
                    "the formula gives the error {error}; correct it, or type the figure",
                    error=metadata.errors[place][:20],
                ),
            )
            return None
        if place in metadata.without_value:
            self._wrong(
                row,
                column,
                gettext_lazy(
                    "the formula here has no result; open the file in Excel and save it, or type"
                    " the figure"
                ),
            )
            return None
        value: object = self.table.at(row, column)
        if place in metadata.formulas and value is not None:
            self.remarks.append(
                Remark(
                    self.table.place(row, column),
                    gettext_lazy(
                        "a formula stands here; its result {value} is taken", value=_quoted(value)
                    ),
                    is_error=False,
                )
            )
        return value

    def _number(self, row: int, column: int, three_digits_are: Digits | None) -> Decimal | None:
        value = self._value(row, column)
        if value is None:
            return None
        if isinstance(value, str):
            return self._number_in(row, column, value, three_digits_are)
        return self._stored(row, column, value)

    def _stored(self, row: int, column: int, value: object) -> Decimal | None:
        if isinstance(value, bool):
            self._wrong(row, column, gettext_lazy("here belongs a number, not TRUE or FALSE"))
        elif is_date(value):
            self._wrong(
                row,
                column,
                gettext_lazy(
                    "Excel has made a date of what was typed here; set the cell's format to number"
                    " and type the figure again"
                ),
            )
        elif isinstance(value, int | float) and MOST <= abs(value) < math.inf:
            self._wrong(
                row,
                column,
                gettext_lazy(
                    "{value} has more than the 15 digits that a spreadsheet keeps; correct it",
                    value=_quoted(value),
                ),
            )
        elif isinstance(value, int | float):
            try:
                return stored(value)
            except (ValueError, OverflowError):
                pass
            self._wrong(row, column, gettext_lazy("“{text}” is no number", text=_quoted(value)))
        return None

    def _number_in(
        self,
        row: int,
        column: int,
        text: str,
        three_digits_are: Digits | None = None,
        *,
        may_have_decimals: bool = False,
    ) -> Decimal | None:
        try:
            number = typed(text, three_digits_are)
        except Ambiguous:
            problem = _ambiguous_amount(text) if may_have_decimals else self._ambiguous(text)
            self._wrong(row, column, problem)
            return None
        if number is None:
            self._wrong(
                row,
                column,
                gettext_lazy(
                    "“{text}” is no number; write digits only, and words into the column for notes",
                    text=_quoted(text),
                ),
            )
        return number

    def _ambiguous(self, text: str) -> Message:
        if self.table.kind is FileKind.CSV:
            return gettext_lazy(
                "“{text}” may mean thousands or decimals; write digits without marks. If the format"
                " of the cell puts them there, set it to General and save as CSV again",
                text=_quoted(text),
            )
        return gettext_lazy(
            "“{text}” may mean thousands or decimals; type the number into the cell without any"
            " marks",
            text=_quoted(text),
        )

    def _wrong(self, row: int, column: int, message: Message) -> None:
        self.remarks.append(Remark(self.table.place(row, column), message))


def _ambiguous_amount(text: str) -> Message:
    return gettext_lazy(
        "“{text}” stands here as text and may mean thousands or decimals; set the cell's format to"
        " number and type the amount again, with no mark but the one before decimals",
        text=_quoted(text),
    )


def _quoted(value: object) -> str:
    text = f"{value:.15g}" if isinstance(value, float) else str(value)
    return text if len(text) <= _MOST_OF_A_QUOTE else f"{text[:_MOST_OF_A_QUOTE]}…"
