"""The sheet of raw figures: one row for each unit and leaf, as a table to filter and pivot."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.measures import measure_of
from ttdt.document import wording
from ttdt.output.xlsx.number_formats import amount_said, plain
from ttdt.output.xlsx.worksheet import SheetCell, SheetColumn

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from ttdt.compute.results import AreaResult, IndicatorResult, Report, Share
    from ttdt.output.xlsx.worksheet import Worksheet
    from ttdt.plan import Indicator
    from ttdt.text.language import Language

TABLE = "ttdt_figures"


class RawFigure(NamedTuple):
    """What one unit reported for one leaf."""

    unit: str
    result: IndicatorResult

    @property
    def indicator(self) -> Indicator:
        """What it was reported for."""
        return self.result.indicator

    @property
    def seen(self) -> AreaResult:
        """The unit's row."""
        return self.result.areas[self.unit]


class _Named(NamedTuple):
    """A column, and what formulas call it by."""

    column: SheetColumn[RawFigure]
    name: str = ""


def key(indicator: Indicator) -> str:
    """Return what the command line calls a leaf by."""
    return indicator.id if indicator.part is None else f"{indicator.id}/{indicator.part}"


def leaves(report: Report) -> list[IndicatorResult]:
    """Return the results that figures are reported for."""
    return [result for result in report.indicators if not result.indicator.parts]


def draw(sheet: Worksheet, report: Report) -> None:
    """Fill the sheet: its head is the first row, and every row says whether it is a sample."""
    lang = sheet.book.lang
    found = [RawFigure(unit, result) for unit in report.units for result in leaves(report)]
    named = _columns(lang, report)
    columns = [one.column for one in named]
    sheet.grid(0, columns, found, frozen=3, data=True)
    sheet.raw.fit_to_pages(3, 0)
    sheet.raw.repeat_columns(0, 2)
    last = max(len(found), 1)
    for place, one in enumerate(named):
        if one.name:
            sheet.book.define(f"ttdt_{one.name}", sheet.name, place, 1, last)
    head = sheet.book.head_style()
    sheet.raw.add_table(
        0,
        0,
        last,
        len(columns) - 1,
        {
            "name": TABLE,
            "style": "Table Style Light 1",
            "columns": [{"header": column.title, "header_format": head} for column in columns],
        },
    )


def _columns(lang: Language, report: Report) -> list[_Named]:
    sample = lang.gettext("SAMPLE DATA") if report.sample else ""
    groups = report.plan.groups
    return [
        _text(lang.gettext("Unit"), 18, lambda row: report.plan.units[row.unit].name),
        _text(lang.gettext("Clause"), 7, lambda row: row.indicator.clause),
        _text(lang.gettext("Indicator id"), 22, lambda row: key(row.indicator), "key"),
        _text(lang.gettext("Indicator"), 34, lambda row: lang.pick(row.indicator.name)),
        _text(lang.gettext("Unit id"), 18, lambda row: row.unit, "unit"),
        _text(lang.gettext("Group"), 16, lambda row: lang.pick(groups[row.indicator.group].name)),
        _text(
            lang.gettext("Measure"), 11, lambda row: lang.gettext(measure_of(row.indicator).label)
        ),
        _text(lang.gettext("Measured in"), 11, lambda row: wording.unit_sign(lang, row.indicator)),
        _exact(lang.gettext("Numerator or count"), lambda row: row.seen.numerator, "numerator"),
        _exact(lang.gettext("Population"), lambda row: row.seen.population, "population"),
        _Named(SheetColumn(lang.gettext("Value"), 12, lambda row: _value(lang, row)), "value"),
        _yes(lang.gettext("Only a percentage"), _percent_only),
        _Named(SheetColumn(lang.gettext("Target"), 12, lambda row: _goal(lang, row))),
        _text(lang.gettext("Status"), 16, lambda row: wording.verdict(lang, row.seen.status)),
        _text(
            lang.gettext("Reason"),
            16,
            lambda row: (
                "" if row.seen.reason is None else wording.reason_word(lang, row.seen.reason)
            ),
        ),
        _text(
            lang.gettext("Flags"),
            20,
            lambda row: ", ".join(wording.flag_word(lang, flag) for flag in row.seen.flags),
        ),
        _text(lang.gettext("Period"), 10, lambda row: row.seen.period or ""),
        _yes(lang.gettext("Counted in the province"), lambda row: row.seen.counted, "counted"),
        _exact(
            lang.gettext("Numerator a year ago"), _of("before", "numerator"), "before_numerator"
        ),
        _exact(
            lang.gettext("Population a year ago"), _of("before", "population"), "before_population"
        ),
        _exact(
            lang.gettext("Reference numerator"),
            _of("reference", "numerator"),
            "reference_numerator",
        ),
        _exact(
            lang.gettext("Reference population"),
            _of("reference", "population"),
            "reference_population",
        ),
        _text(
            lang.gettext("File"), 36, lambda row: row.seen.source.path if row.seen.source else ""
        ),
        _Named(SheetColumn(lang.gettext("Line"), 7, _line)),
        _text(lang.gettext("Unit's note"), 34, lambda row: row.seen.note or ""),
        _text(lang.gettext("Why there is no figure"), 34, lambda row: row.seen.why or ""),
        _text(
            lang.gettext("Accepted warnings"),
            34,
            lambda row: "; ".join(f"{code}: {why}" for code, why in row.seen.accepted.items()),
        ),
        _text(lang.gettext("Unit's words"), 60, lambda row: row.seen.text or ""),
        _text(lang.gettext("Sample"), 14, lambda _: sample),
    ]


def _text(title: str, width: float, text: Callable[[RawFigure], str], name: str = "") -> _Named:
    return _Named(SheetColumn(title, width, lambda row: SheetCell(text(row))), name)


def _exact(title: str, value: Callable[[RawFigure], Fraction | None], name: str) -> _Named:
    def cell(row: RawFigure) -> SheetCell:
        found = value(row)
        return SheetCell(None if found is None else plain(found))

    return _Named(SheetColumn(title, 12, cell), name)


def _yes(title: str, holds: Callable[[RawFigure], bool], name: str = "") -> _Named:
    """Return a column of ones and noughts, which can be summed."""
    return _Named(
        SheetColumn(title, 9, lambda row: SheetCell(plain(int(holds(row))), centred=True)),
        name,
    )


def _of(share: str, part: str) -> Callable[[RawFigure], Fraction | None]:
    def value(row: RawFigure) -> Fraction | None:
        found: Share | None = getattr(row.seen, share)
        # Only for a reduction is the year before part of the value.
        if found is None or (
            share == "before" and measure_of(row.indicator).compared_with == "reference"
        ):
            return None
        made: Fraction | None = getattr(found, part)
        return made

    return value


def _value(lang: Language, row: RawFigure) -> SheetCell:
    if row.seen.value is None:
        return SheetCell(None)
    amount = wording.value_amount(lang, row.indicator, row.seen.value, row.seen.goal)
    return SheetCell(amount_said(lang, row.indicator, amount, row.seen.value))


def _goal(lang: Language, row: RawFigure) -> SheetCell:
    if row.seen.goal is None:
        return SheetCell(None)
    amount = wording.target_amount(lang, row.indicator, row.seen.goal)
    return SheetCell(amount_said(lang, row.indicator, amount, row.seen.goal))


def _line(row: RawFigure) -> SheetCell:
    return SheetCell(None if row.seen.source is None else plain(row.seen.source.line))


def _percent_only(row: RawFigure) -> bool:
    return row.seen.value is not None and row.seen.numerator is None
