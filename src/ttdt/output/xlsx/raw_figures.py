"""The sheet of raw figures: one row for each unit's own figure, as a table to filter and pivot."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.measures import measure_of
from ttdt.document import wording
from ttdt.document.report.rows import leaves
from ttdt.document.report.unit_names import is_tree, speakers
from ttdt.output.xlsx.long_table import DataColumn, draw_table
from ttdt.output.xlsx.number_formats import amount_said, plain, value_said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from fractions import Fraction

    from ttdt.compute.results import AreaResult, Share
    from ttdt.compute.round_report import Report
    from ttdt.output.xlsx.number_formats import Content
    from ttdt.output.xlsx.workbook import Worksheet
    from ttdt.plan import Area, Indicator, Plan
    from ttdt.text.language import Language

TABLE = "ttdt_figures"


class _LeafWords(NamedTuple):
    """What is said of a leaf in the rows of all units, put into words once."""

    clause: str
    id: str
    name: str
    group: str
    measure: str
    measured_in: str

    @classmethod
    def of(cls, lang: Language, plan: Plan, indicator: Indicator) -> _LeafWords:
        """Return the words for a leaf of a plan."""
        return cls(
            indicator.clause,
            indicator.full_id,
            lang.pick(indicator.name),
            lang.pick(plan.groups[indicator.group].name),
            lang.gettext(measure_of(indicator).label),
            wording.unit_sign(lang, indicator),
        )


class RawFigure(NamedTuple):
    """What one unit reported for one leaf."""

    unit: Area
    indicator: Indicator
    words: _LeafWords
    seen: AreaResult
    """The unit's row."""
    counted: int
    """How many of the smallest units the province's value rests on it for."""


def draw(sheet: Worksheet, report: Report) -> None:
    """Fill the sheet; every row says whether it is a sample."""
    lang = sheet.book.lang
    draw_table(sheet, TABLE, _columns(lang, report), _raw_figures(lang, report), frozen=3)


def _raw_figures(lang: Language, report: Report) -> Iterator[RawFigure]:
    """Yield every figure of an area's own, and none that is a sum of others."""
    results = [
        (result, result.made_of().keys(), _LeafWords.of(lang, report.plan, result.indicator))
        for result in leaves(report)
    ]
    for id_ in speakers(report):
        unit = report.plan.areas[id_]
        for result, added, words in results:
            row = result.areas[id_]
            if not row.summed:
                counted = row.coverage.units if row.counted and id_ in added else 0
                yield RawFigure(unit, result.indicator, words, row, counted)


def _columns(lang: Language, report: Report) -> list[DataColumn[RawFigure]]:
    sample = lang.gettext("SAMPLE DATA") if report.sample else ""
    plan = report.plan
    goals: dict[tuple[str, Fraction], Content] = {}

    def above(row: RawFigure) -> str | None:
        area = row.unit.parent
        return None if area is None else plan.areas[area].name

    def reason(row: RawFigure) -> str:
        return "" if row.seen.reason is None else wording.reason_word(lang, row.seen.reason)

    def flags(row: RawFigure) -> str:
        return ", ".join(wording.flag_word(lang, flag) for flag in row.seen.flags)

    def path(row: RawFigure) -> str | None:
        return None if row.seen.source is None else row.seen.source.path

    def line(row: RawFigure) -> int | None:
        return None if row.seen.source is None else row.seen.source.line

    return [
        _text(lang.gettext("Unit"), 18, lambda row: row.unit.name),
        _text(lang.gettext("Clause"), 7, lambda row: row.words.clause),
        _text(lang.gettext("Indicator id"), 22, lambda row: row.words.id, "key"),
        _text(lang.gettext("Indicator"), 34, lambda row: row.words.name),
        _text(lang.gettext("Unit id"), 18, lambda row: row.unit.id, "unit"),
        _text(lang.gettext("Group"), 16, lambda row: row.words.group),
        _text(lang.gettext("Measure"), 11, lambda row: row.words.measure),
        _text(lang.gettext("Measured in"), 11, lambda row: row.words.measured_in),
        _exact(lang.gettext("Numerator or count"), lambda row: row.seen.numerator, "numerator"),
        _exact(lang.gettext("Population"), lambda row: row.seen.population, "population"),
        DataColumn(lang.gettext("Value"), 12, lambda row: _value(lang, row), name="value"),
        _yes(lang.gettext("Only a percentage"), _is_percentage_only),
        DataColumn(lang.gettext("Target"), 12, lambda row: _goal(lang, row, goals)),
        _text(lang.gettext("Status"), 16, lambda row: wording.verdict(lang, row.seen.status)),
        _text(lang.gettext("Reason"), 16, reason),
        _text(lang.gettext("Flags"), 20, flags),
        _text(lang.gettext("Period"), 10, lambda row: row.seen.period),
        _counted(lang.gettext("Counted in the province")),
        _share(lang.gettext("Numerator a year ago"), _before, "before_numerator"),
        _share(lang.gettext("Population a year ago"), _before, "before_population"),
        _share(lang.gettext("Reference numerator"), _reference, "reference_numerator"),
        _share(lang.gettext("Reference population"), _reference, "reference_population"),
        _text(lang.gettext("File"), 36, path),
        _exact(lang.gettext("Line"), line, width=7),
        _text(lang.gettext("Unit's note"), 34, lambda row: row.seen.note),
        _text(lang.gettext("Why there is no figure"), 34, lambda row: row.seen.why),
        _text(lang.gettext("Accepted warnings"), 34, _accepted),
        _text(lang.gettext("Unit's words"), 60, lambda row: row.seen.text),
        _text(lang.gettext("Sample"), 14, lambda _: sample),
        *([_text(lang.gettext("Area above"), 18, above)] if is_tree(report) else []),
    ]


def _text(
    title: str, width: float, text: Callable[[RawFigure], str | None], name: str = ""
) -> DataColumn[RawFigure]:
    return DataColumn(title, width, text, name=name)


def _exact(
    title: str,
    value: Callable[[RawFigure], Fraction | int | None],
    name: str = "",
    width: float = 12,
) -> DataColumn[RawFigure]:
    def content(row: RawFigure) -> Content:
        found = value(row)
        return None if found is None else plain(found)

    return DataColumn(title, width, content, name=name)


def _share(
    title: str, share: Callable[[RawFigure], Share | None], name: str
) -> DataColumn[RawFigure]:
    """Return a column of what figures are compared with: a numerator or population, as named."""

    def value(row: RawFigure) -> Fraction | int | None:
        found = share(row)
        if found is None:
            return None
        return found.numerator if name.endswith("numerator") else found.population

    return _exact(title, value, name)


def _before(row: RawFigure) -> Share | None:
    # Only for a reduction is the year before part of the value.
    return None if measure_of(row.indicator).compared_with == "reference" else row.seen.before


def _reference(row: RawFigure) -> Share | None:
    return row.seen.reference


def _yes(title: str, holds: Callable[[RawFigure], bool]) -> DataColumn[RawFigure]:
    """Return a column of ones and noughts, which can be summed."""
    return DataColumn(title, 9, lambda row: plain(int(holds(row))), centred=True)


def _counted(title: str) -> DataColumn[RawFigure]:
    """Return the column that says for how many units a figure is counted; 0 where it is not."""
    return DataColumn(title, 9, lambda row: plain(row.counted), centred=True, name="counted")


def _value(lang: Language, row: RawFigure) -> Content:
    if row.seen.value is None:
        return None
    return value_said(lang, row.indicator, row.seen.value, row.seen.goal)


def _goal(lang: Language, row: RawFigure, written: dict[tuple[str, Fraction], Content]) -> Content:
    """Return what a unit is held against; the same for most, it is written once."""
    goal = row.seen.goal
    if goal is None:
        return None
    key = (row.words.id, goal)
    if key not in written:
        amount = wording.target_amount(lang, row.indicator, goal)
        written[key] = amount_said(lang, row.indicator, amount, goal)
    return written[key]


def _accepted(row: RawFigure) -> str:
    return "; ".join(f"{code}: {why}" for code, why in row.seen.accepted.items())


def _is_percentage_only(row: RawFigure) -> bool:
    return row.seen.value is not None and row.seen.numerator is None
