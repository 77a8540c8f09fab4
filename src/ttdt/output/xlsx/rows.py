"""A line of the tables of indicators: the computed numbers beside the words for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttdt.compute.results import Flag, ProvinceResult
from ttdt.document import wording
from ttdt.document.report import rows
from ttdt.output.xlsx import number_formats
from ttdt.output.xlsx.number_formats import Number
from ttdt.output.xlsx.worksheet import SheetCell, SheetColumn
from ttdt.plan.model import Measure

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from ttdt.compute.results import IndicatorResult, Report, UnitResult
    from ttdt.document.report.rows import Row
    from ttdt.plan import Indicator
    from ttdt.text.language import Language

Reading = Number | str | None
"""A number with its format, words where there is none, or nothing."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """An indicator or a part, for the province (`unit` is None) or for one unit."""

    result: IndicatorResult
    unit: str | None
    seen: ProvinceResult | UnitResult
    goal: Fraction | None
    row: Row
    group: str
    derived: bool

    @property
    def indicator(self) -> Indicator:
        """What the line is about."""
        return self.result.indicator


def entries(lang: Language, report: Report, unit: str | None = None) -> list[SheetRow]:
    """Return the lines of the province or of a unit, group by group."""
    return [
        _entry(lang, report, result, unit, lang.pick(group.name))
        for group, results in rows.by_group(report)
        for result in results
    ]


def _entry(
    lang: Language, report: Report, result: IndicatorResult, unit: str | None, group: str
) -> SheetRow:
    indicator = result.indicator
    target = indicator.target
    if unit is None:
        return SheetRow(
            result,
            None,
            result.province,
            None if target is None else target.value,
            rows.province_row(lang, report, result),
            group,
            any(map(_made, result.units.values())),
        )
    seen = result.units[unit]
    goal = seen.goal
    if goal is None and target is not None:
        goal = target.goal_of(unit)
    row = rows.unit_row(lang, report, result, unit)
    return SheetRow(result, unit, seen, goal, row, group, _made(seen))


def _made(row: UnitResult) -> bool:
    """Return whether a numerator was made from a percentage."""
    return (
        row.numerator is not None and Flag.DERIVED in row.flags and row.numerator.denominator != 1
    )


def clause(lang: Language) -> SheetColumn[SheetRow]:
    """Return the column that says where in the plan a line stands."""
    return SheetColumn(
        lang.gettext("Clause"), 7, lambda entry: SheetCell(entry.row.clause, bold=_whole(entry))
    )


def group(lang: Language) -> SheetColumn[SheetRow]:
    """Return the column to filter by group with."""
    return SheetColumn(lang.gettext("Group"), 22, lambda entry: SheetCell(entry.group))


def name(lang: Language) -> SheetColumn[SheetRow]:
    """Return the column of names: parts set in, and who or what decides."""

    def cell(entry: SheetRow) -> SheetCell:
        text = rows.name_of(lang, entry.row)
        if entry.row.worst:
            text += f" ({lang.gettext('the worst: {unit}', unit=entry.row.worst)})"
        return SheetCell(text, bold=_whole(entry), indent=1 if entry.row.is_part else 0)

    return SheetColumn(lang.gettext("Indicator"), 38, cell)


def measured_in(lang: Language) -> SheetColumn[SheetRow]:
    """Return the column that says what the values are in."""
    return SheetColumn(
        lang.gettext("Measured in"),
        11,
        lambda entry: SheetCell(
            "" if entry.indicator.parts else wording.unit_sign(lang, entry.indicator), centred=True
        ),
    )


def target(lang: Language) -> SheetColumn[SheetRow]:
    """Return the column of targets, words where there is no number."""
    return _numbers(lang.gettext("Target"), 11, lambda entry: target_of(lang, entry))


def target_of(lang: Language, entry: SheetRow) -> Reading:
    """Return what a line is held against, words where that is no number."""
    if entry.goal is not None and entry.row.target is not None:
        return number_formats.target_number(lang, entry.indicator, entry.goal)
    return None if entry.row.target is None else str(entry.row.target)


def actual(lang: Language) -> SheetColumn[SheetRow]:
    """Return the column of values."""
    return _numbers(lang.gettext("Actual"), 11, lambda entry: value_of(lang, entry))


def value_of(lang: Language, entry: SheetRow) -> Reading:
    """Return a line's value, if it has one."""
    value = entry.seen.value
    if value is None:
        return None
    return number_formats.value_number(lang, entry.indicator, value, entry.goal)


def reached(lang: Language) -> SheetColumn[SheetRow]:
    """Return the column of shares of the target, over which data bars are drawn."""
    return _numbers(
        lang.gettext("Of the target"),
        12,
        lambda entry: (
            None if entry.row.fill is None else number_formats.share_number(entry.row.fill)
        ),
    )


def sums(lang: Language) -> list[SheetColumn[SheetRow]]:
    """Return the columns of numerators and of their populations."""
    return [
        _numbers(lang.gettext("Numerator"), 11, _numerator),
        _numbers(
            lang.gettext("Population"),
            11,
            lambda entry: (
                None
                if entry.seen.population is None
                else number_formats.plain(entry.seen.population)
            ),
        ),
    ]


def _numerator(entry: SheetRow) -> Reading:
    if entry.seen.numerator is None or entry.indicator.measure is Measure.COUNT:
        return None
    return number_formats.numerator_number(
        entry.seen.numerator, entry.seen.population, derived=entry.derived
    )


def path(lang: Language) -> list[SheetColumn[SheetRow]]:
    """Return the columns of what would be expected by now, and of the pace."""

    def expected(entry: SheetRow) -> Reading:
        value = entry.seen.expected
        if value is None:
            return None
        return number_formats.value_number(lang, entry.indicator, value, entry.goal)

    return [
        _numbers(lang.gettext("Expected now"), 11, expected),
        _numbers(
            lang.gettext("Pace"),
            9,
            lambda entry: (
                None if entry.seen.pace is None else number_formats.pace_number(entry.seen.pace)
            ),
        ),
    ]


def gap(lang: Language) -> SheetColumn[SheetRow]:
    """Return the column of values minus targets."""
    return _numbers(
        lang.gettext("Gap"),
        11,
        lambda entry: (
            None
            if entry.seen.gap is None
            else number_formats.gap_number(lang, entry.indicator, entry.seen.gap)
        ),
    )


def left_to_do(lang: Language, report: Report) -> list[SheetColumn[SheetRow]]:
    """Return the columns of the smallest change that would meet the target, and of what."""

    def what(entry: SheetRow) -> SheetCell:
        if not _change(entry):
            return SheetCell(None)
        return SheetCell(wording.natural_unit(lang, report.plan, entry.indicator), indent=1)

    return [
        _numbers(
            lang.gettext("Left to do"),
            10,
            lambda entry: (
                None if (change := _change(entry)) is None else number_formats.change_number(change)
            ),
        ),
        SheetColumn(lang.gettext("of what"), 16, what),
    ]


def _change(entry: SheetRow) -> int | None:
    return entry.seen.remaining if entry.row.status.is_short else None


def verdict(lang: Language) -> list[SheetColumn[SheetRow]]:
    """Return the columns of the verdict, in symbol, word and colour, and of its reason."""
    return [
        SheetColumn(
            lang.gettext("Status"), 17, lambda entry: SheetCell(entry.row.verdict, entry.row.status)
        ),
        SheetColumn(lang.gettext("Reason"), 15, lambda entry: SheetCell(entry.row.reason)),
    ]


def explained(lang: Language) -> SheetColumn[SheetRow]:
    """Return the column of verdicts with their reasons, where there is little room."""

    def cell(entry: SheetRow) -> SheetCell:
        because = f" ({entry.row.reason})" if entry.row.reason else ""
        return SheetCell(f"{entry.row.verdict}{because}", entry.row.status)

    return SheetColumn(lang.gettext("Status"), 18, cell)


def coverage(lang: Language) -> SheetColumn[SheetRow]:
    """Return the column of units counted of those that could be."""
    return SheetColumn(
        lang.gettext("Units"), 9, lambda entry: SheetCell(entry.row.coverage, centred=True)
    )


def flags(lang: Language) -> SheetColumn[SheetRow]:
    """Return the column of what a reader must know about a unit's figure."""
    return SheetColumn(
        lang.gettext("Flags"),
        18,
        lambda entry: SheetCell(
            ", ".join(wording.flag_word(lang, flag) for flag in entry.row.flags)
        ),
    )


def compared(lang: Language) -> SheetColumn[SheetRow]:
    """Return the column of the province's own verdict and value."""
    return SheetColumn(lang.gettext("Province"), 12, lambda entry: SheetCell(entry.row.province))


def source(lang: Language) -> SheetColumn[SheetRow]:
    """Return the column of the file and line of a unit's figure."""
    return SheetColumn(lang.gettext("Source"), 38, lambda entry: SheetCell(entry.row.source))


def _numbers(
    title: str, width: float, reading: Callable[[SheetRow], Reading]
) -> SheetColumn[SheetRow]:
    def cell(entry: SheetRow) -> SheetCell:
        content = reading(entry)
        return SheetCell(content, centred=isinstance(content, str))

    return SheetColumn(title, width, cell)


def _whole(entry: SheetRow) -> bool:
    """Return whether a line is an objective with parts under it."""
    return bool(entry.indicator.parts)
