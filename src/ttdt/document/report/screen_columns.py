"""Columns of a screen: units in their headings, and none that has nothing in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.measures import measure_of
from ttdt.document import wording
from ttdt.document.model import Cell, Column, Line, Medium, Table
from ttdt.document.report import rows

if TYPE_CHECKING:
    from ttdt.compute.round_report import Report
    from ttdt.document.wording import Amount
    from ttdt.plan import Indicator
    from ttdt.text.language import Language


class SharedUnits(NamedTuple):
    """What stands in the headings of values and of gaps; nothing where rows differ."""

    values: str
    gaps: str


def shared_units(lang: Language, report: Report) -> SharedUnits:
    """Return the unit that all values of a report are in, and the one of all its gaps.

    Of counts among shares no gap says its unit on a screen, where their values do, so that points
    are the unit of all that need one.
    """
    found = _indicators(report)
    gaps = {wording.gap_sign(lang, one) for one in found if one.target is not None}
    points = {wording.gap_sign(lang, one) for one in found if measure_of(one).gap_in_points}
    return SharedUnits(
        _only({wording.unit_sign(lang, one) for one in found}), _only(points or gaps)
    )


def counts_legend(lang: Language, report: Report, area: str) -> list[str]:
    """Return what an area's gaps of counts are in, where the heading of gaps names points."""
    found = [result for result in rows.leaves(report) if result.indicator.target is not None]
    if not any(measure_of(result.indicator).gap_in_points for result in found):
        return []
    counts = [result for result in found if measure_of(result.indicator).in_units]
    if all(result.areas[area].gap is None for result in counts):
        return []
    return [lang.gettext("Gaps of counts are in what is counted, as the actual value says")]


def clause_column(lang: Language) -> Column:
    """Return the column of clauses, which need no heading on a screen."""
    return Column(lang.gettext("Clause"), room=8, most=8, screen_title="")


def headed_column(
    title: str,
    unit: str,
    *,
    key: str = "",
    room: int = 12,
    narrow_room: int = 0,
    from_width: int = 0,
) -> Column:
    """Return a column of numbers, on a screen with the unit that they share in its heading."""
    return Column(
        title,
        right=True,
        room=room,
        from_width=from_width,
        key=key,
        narrow_room=narrow_room,
        screen_title=f"{title}, {unit}" if unit else None,
    )


def amount_cell(amount: Amount | None, headed: str = "", *, bare: bool = False) -> Cell:
    """Return a number with its unit, of which a screen leaves out what a heading says.

    A `bare` one has none there either, since another cell of the row says it.
    """
    if amount is None:
        return Cell()
    line = Line(amount.number, unit=amount.unit)
    if not bare and (not headed or amount.unit != headed):
        return Cell((line,))
    return Cell((Line(amount.number, medium=Medium.SCREEN), line._replace(medium=Medium.FILE)))


def _indicators(report: Report) -> list[Indicator]:
    """Return the indicators of a report whose values are numbers."""
    found = [result.indicator for result in rows.leaves(report)]
    return [one for one in found if measure_of(one).is_numeric]


def _only(units: set[str]) -> str:
    return next(iter(units)) if len(units) == 1 else ""


def without_blank_columns(table: Table) -> Table:
    """Return a table of whose columns a screen shows those that have anything in them."""
    filled = {
        place
        for row in table.rows
        for place, one in enumerate(row)
        if any(isinstance(p, Line) and p.medium is not Medium.FILE for p in one.pieces)
    }
    columns = (
        column if place in filled else column._replace(medium=Medium.FILE)
        for place, column in enumerate(table.columns)
    )
    return table._replace(columns=tuple(columns))
