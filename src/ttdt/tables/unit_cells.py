"""What the cells of one unit say, as the rows of a filled form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.forms.choices import FigureState
from ttdt.forms.filled_form import FilledRow, Remark
from ttdt.forms.form import SAMPLE, FormColumn, id_of, id_of_population
from ttdt.forms.programme import MoneyColumn, id_of_amount
from ttdt.maps import ContentKind, DateStyle, WordMeaning
from ttdt.plan import FigureKind
from ttdt.tables.numbers import NumberReader
from ttdt.tables.times import time_of
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from decimal import Decimal

    from ttdt.maps import Content, MappedLine, TableMap
    from ttdt.plan import Plan
    from ttdt.tables.grid import Grid
    from ttdt.tables.numbers import ReadNumber
    from ttdt.text.message import Message

_STATES = {
    WordMeaning.NOT_REPORTED: FigureState.NOT_REPORTED,
    WordMeaning.NOT_APPLICABLE: FigureState.NOT_APPLICABLE,
}
_COLUMNS = {ContentKind.PERCENT: FormColumn.PERCENT, ContentKind.NOTE: FormColumn.NOTE}


class UnitCells:
    """Reads the cells of a table's units and collects what is wrong with them."""

    def __init__(self, grid: Grid, mapped: TableMap, plan: Plan) -> None:
        """Read by this map what the plan asks."""
        self._grid, self._mapped, self._plan = grid, mapped, plan
        self._numbers = NumberReader(grid, mapped.words)
        self._own: list[Remark] = []
        self.refused: list[Remark] = []
        """Cells with words where a number belongs, kept as a note."""

    @property
    def remarks(self) -> list[Remark]:
        """What is wrong with cells, so far."""
        return [*self._own, *self._numbers.remarks]

    def read(self, row: int, lines: list[MappedLine]) -> dict[str, FilledRow]:
        """Return what a unit's row says, by the ids that a form's rows have."""
        entries = self._header(self._grid.place(row, self._mapped.names_in))
        for one in lines:
            if self._grid.is_blank(row, one.line) or self._is_merged(row, one.line):
                continue
            place = self._grid.place(row, one.line)
            match one.content.kind:
                case ContentKind.FIELD:
                    self._put(entries, one.content.key[0], FormColumn.VALUE, place,
                              value=self._numbers.words(row, one.line))  # fmt: skip
                case ContentKind.PERIOD:
                    continue
                case ContentKind.SUBMITTED:
                    self._submitted(entries, row, one)
                case ContentKind.NOTE:
                    self._put(entries, self._id(one.content), FormColumn.NOTE, place,
                              note=self._numbers.words(row, one.line))  # fmt: skip
                case _ if self._is_narrative(one.content):
                    self._put(entries, self._id(one.content), FormColumn.VALUE, place,
                              value=self._numbers.words(row, one.line))  # fmt: skip
                case _:
                    self._number(entries, row, one)
        return entries

    def _header(self, place: str) -> dict[str, FilledRow]:
        """Return what the map says of every unit's submission."""
        said = {
            "status": self._mapped.status,
            "source": self._mapped.source,
            SAMPLE: "true" if self._mapped.sample else None,
        }
        return {
            name: FilledRow(name, {FormColumn.VALUE: place}, value=value)
            for name, value in said.items()
            if value is not None
        }

    def _submitted(self, entries: dict[str, FilledRow], row: int, one: MappedLine) -> None:
        place = self._grid.place(row, one.line)
        sent = time_of(self._grid.at(row, one.line), one.dates)
        if sent is not None:
            self._put(entries, "submitted", FormColumn.VALUE, place, value=sent.date())
            return
        message = gettext_lazy(
            "“{text}” does not say when the row was sent; say it in the map with dates:"
            " {day_first} or {month_first}",
            text=self._grid.text(row, one.line),
            day_first=str(DateStyle.DAY_FIRST),
            month_first=str(DateStyle.MONTH_FIRST),
        )
        self._own.append(Remark(place, message))

    def _number(self, entries: dict[str, FilledRow], row: int, one: MappedLine) -> None:
        content, place = one.content, self._grid.place(row, one.line)
        is_percent = content.kind is ContentKind.PERCENT
        read = self._numbers.number(row, one.line, one.numbers, is_percent=is_percent)
        name, column = self._id(content), _COLUMNS.get(content.kind, FormColumn.VALUE)
        if read.number is not None and is_percent:
            is_plain = not self._grid.is_percentage(row, one.line)
            percent = _times(read.number, one.times if is_plain else None)
            may_be_share = is_plain and one.times is None
            self._put(entries, name, column, place, percent=percent, may_be_share=may_be_share)
        elif read.number is not None:
            self._put(entries, name, column, place, value=_times(read.number, one.times))
        elif read.meaning in _STATES and content.kind in {ContentKind.FIGURE, ContentKind.PERCENT}:
            self._put(entries, name, FormColumn.STATE, place,
                      state=_STATES[read.meaning], reason=read.text)  # fmt: skip
        elif read.text is not None and read.meaning is None:
            self._refuse(entries, read, content, place)

    def _refuse(
        self, entries: dict[str, FilledRow], read: ReadNumber, content: Content, place: str
    ) -> None:
        """Keep words that stand in a number's place as a note, where there is one for them."""
        if content.kind is ContentKind.POPULATION:
            message = gettext_lazy(
                "“{text}” is no number, and a population has no note; correct the cell, or say in"
                " the map under words: what it means",
                text=str(read.text),
            )
            self._own.append(Remark(place, message))
            return
        if content.kind is ContentKind.AMOUNT:
            name = id_of_amount((content.key[0], content.key[1]), MoneyColumn.NOTE)
            self._put(entries, name, FormColumn.VALUE, place, value=read.text)
        else:
            self._put(entries, self._id(content), FormColumn.NOTE, place, note=read.text)
        message = gettext_lazy(
            "“{text}” is no number; it is kept as a note, and there is no figure",
            text=str(read.text),
        )
        self.refused.append(Remark(place, message, is_error=False))

    def _put(
        self,
        entries: dict[str, FilledRow],
        name: str,
        column: FormColumn,
        place: str,
        **said: object,
    ) -> None:
        """Add what a cell says to its figure's row, of which other cells may say more."""
        known = entries.get(name) or FilledRow(name, dict.fromkeys(FormColumn, place))
        places = {**known.places, column: place}
        entries[name] = known._replace(places=places, **said)  # type: ignore[arg-type]

    def _id(self, content: Content) -> str:
        """Return the id of the row that a form would have for it."""
        key = content.key
        if content.kind is ContentKind.POPULATION:
            return id_of_population(key[0])
        if content.kind is ContentKind.AMOUNT:
            return id_of_amount((key[0], key[1]), key[2])
        part = key[1] if len(key) > 1 else None
        return id_of(key[0], part, narrative=self._is_narrative(content))

    def _is_narrative(self, content: Content) -> bool:
        if content.kind not in {ContentKind.FIGURE, ContentKind.NOTE}:
            return False
        indicator = self._plan.indicators.get(content.key[0])
        return indicator is not None and indicator.measure.figure is FigureKind.TEXT

    def _is_merged(self, row: int, line: int) -> bool:
        if (row, line) not in self._grid.merged:
            return False
        message: Message = gettext_lazy(
            "this cell is merged with others, so nobody can say which figure this is; undo the"
            " merging"
        )
        self._own.append(Remark(self._grid.place(row, line), message))
        return True


def _times(number: Decimal, factor: Decimal | None) -> Decimal:
    """Return a number in the plan's unit, without zeros at its end that the factor brought."""
    if factor is None or factor == 1:
        return number
    product = number * factor
    whole = product.to_integral_value()
    return whole if whole == product else product.normalize()
