"""The check sheet: formulas that work out every value again from the raw figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_rowcol_to_cell

from ttdt.compute.measures import measure_of
from ttdt.compute.results import Status
from ttdt.compute.verdict import is_ceiling
from ttdt.document import wording
from ttdt.document.report import rows
from ttdt.output.xlsx import formulas, number_formats
from ttdt.output.xlsx.number_formats import Number
from ttdt.output.xlsx.workbook import SheetCell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from ttdt.compute.results import IndicatorResult
    from ttdt.compute.round_report import Report
    from ttdt.output.xlsx.workbook import Worksheet
    from ttdt.plan import Indicator
    from ttdt.text.language import Language

OK = "OK"
_NOTHING = "–"
_WIDTHS = (7, 34, 26, 11, 8, 8, 13, 13, 13, 13, 14, 14, 11, 11, 11, 11, 12, 10)
_RESULT = len(_WIDTHS) - 1
_CENTRED = 14
"""From this column on stand words to compare."""


def draw(sheet: Worksheet, title: str, report: Report) -> int:
    """Fill the sheet: one line for each leaf, and above them how many of them agree.

    Return the row below the lines. A report on some units does not have the figures that the
    province's values rest on, so only the units' own values are worked out again.
    """
    lang = sheet.book.lang
    top = sheet.title(title, _WIDTHS)
    for text in _explained(lang, report):
        sheet.across(top, _WIDTHS, text)
        top += 1
    leaves = rows.leaves(report)
    head = top + 1
    first, last = head + 1, head + max(len(leaves), 1)
    sheet.widths(_WIDTHS)
    sheet.heads(head, _titles(lang))
    found = [
        _Line(sheet, row, result).draw(whole=not report.by_selection)
        for row, result in enumerate(leaves, first)
    ]
    agree = [agrees for agrees in found if agrees is not None]
    _total(sheet, top, first, last, agree)
    sheet.raw.freeze_panes(head + 1, 2)
    sheet.raw.repeat_rows(head)
    sheet.raw.autofilter(head, 0, last, _RESULT)
    mark_results(sheet, _RESULT, first, last)
    return last + 1


def mark_results(sheet: Worksheet, column: int, first: int, last: int) -> None:
    """Let the results of some rows in a column be seen from afar."""
    lang = sheet.book.lang
    for word, ink, ground in ((OK, "#0B4A24", "#D9F2E1"), (differs(lang), "#FFFFFF", "#8C1D18")):
        looks = sheet.book.style(bold=True, font_color=ink, bg_color=ground)
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": looks}
        sheet.raw.conditional_format(first, column, last, column, rule)


def _explained(lang: Language, report: Report) -> list[str]:
    said = [
        lang.gettext(
            "Every value is worked out again by formulas from the sheet of raw figures: numerators"
            " and populations of the units counted are added up, then divided. A difference above"
            " {near} is marked.",
            near=formulas.NEAR,
        )
    ]
    if report.by_selection:
        said.append(
            lang.gettext(
                "Only some units were asked for, so the province's values cannot be worked out"
                " from this file; the units' own are."
            )
        )
    return said


def _titles(lang: Language) -> list[str]:
    again = lang.gettext("worked out again")
    return [
        lang.gettext("Clause"),
        lang.gettext("Indicator"),
        lang.gettext("Indicator id"),
        lang.gettext("Measure"),
        f"{lang.gettext('Units')} ({again})",
        f"{lang.gettext('Units')} (ttdt)",
        lang.gettext("Sum of numerators"),
        lang.gettext("Sum of populations"),
        lang.gettext("Compared with: numerators"),
        lang.gettext("Compared with: populations"),
        f"{lang.gettext('Value')} ({again})",
        f"{lang.gettext('Value')} (ttdt)",
        lang.gettext("Difference"),
        lang.gettext("Target"),
        f"{lang.gettext('Target met')} ({again})",
        f"{lang.gettext('Target met')} (ttdt)",
        lang.gettext("Differences of the units, in all"),
        lang.gettext("Result"),
    ]


def differs(lang: Language) -> str:
    """Return the result of a line that does not agree."""
    return lang.gettext("DIFFERS")


def _total(sheet: Worksheet, row: int, first: int, last: int, agree: Sequence[bool]) -> None:
    lang = sheet.book.lang
    cells = f"{xl_rowcol_to_cell(first, _RESULT)}:{xl_rowcol_to_cell(last, _RESULT)}"
    style = sheet.book.style(bold=True, num_format="0", align="left")
    sheet.text(row, 1, lang.gettext("Lines that agree"), style)
    sheet.raw.write_formula(row, 2, f'=COUNTIF({cells},"{OK}")', style, sum(agree))
    sheet.text(row, 3, lang.gettext("Lines in all"), style)
    sheet.raw.write_number(row, 5, len(agree), style)


class _Line:
    """One leaf's line; formulas are written with the results that the report gives them."""

    def __init__(self, sheet: Worksheet, row: int, result: IndicatorResult) -> None:
        self._sheet = sheet
        self._lang = sheet.book.lang
        self._row = row
        self._key = f"$C{row + 1}"
        self._result = result
        self._indicator = result.indicator

        self._value = _precise(self._indicator, result.own.value)

    def draw(self, *, whole: bool) -> bool | None:
        """Write the line, the sums of the whole only if `whole`; return whether all of it agrees.

        None means that there is nothing to work out again.
        """
        indicator, put = self._indicator, self._put
        put(0, indicator.clause)
        put(1, self._lang.pick(indicator.name))
        put(2, indicator.full_id)
        put(3, self._lang.gettext(measure_of(indicator).label))
        for place in range(4, _RESULT):
            put(place, None)
        agrees = True
        tests: list[str] = []
        if whole:
            agrees, tests = self._sums_agree()
        formula = formulas.unit_formula(indicator, self._key)
        if formula is not None:
            off = formulas.unit_difference(self._result)
            self._formula(16, formula, float(off), "0.0E+00;-0.0E+00;0")
            agrees = agrees and not off
            tests.append(f"Q{self._row + 1}<={formulas.NEAR}")
        if not tests:
            put(_RESULT, _NOTHING)
            return None
        wrong = differs(self._lang)
        formula = f'=IF(AND({",".join(tests)}),"{OK}","{wrong}")'
        word = OK if agrees else wrong
        self._formula(_RESULT, formula, word, "General", bold=True, align="center")
        return agrees

    def _sums_agree(self) -> tuple[bool, list[str]]:
        """Write what concerns the whole; return whether it agrees, and the tests for it."""
        indicator, seen, at = self._indicator, self._result.own, self._row + 1
        found = formulas.sums(self._result)
        self._formula(4, formulas.count_formula(self._key), found.counted, "0")
        self._put(5, number_formats.plain(seen.coverage.units))
        tests = [f"E{at}=F{at}"]
        agrees = found.counted == seen.coverage.units
        formula = formulas.value_formula(indicator, at)
        if formula is None:
            return agrees, tests
        self._sums(found)
        again = formulas.value(indicator, found)
        pattern = self._value.pattern if isinstance(self._value, Number) else "General"
        self._formula(10, formula, "" if again is None else float(again), pattern)
        self._put(11, self._value)
        off = "" if again is None or seen.value is None else float(again - seen.value)
        self._formula(
            12,
            f'=IF(AND(ISNUMBER(K{at}),ISNUMBER(L{at})),K{at}-L{at},"")',
            off,
            "0.0E+00;-0.0E+00;0",
        )
        tests += [
            f"ISNUMBER(K{at})=ISNUMBER(L{at})",
            f"IF(ISNUMBER(M{at}),ABS(M{at})<={formulas.NEAR},TRUE)",
        ]
        agrees = agrees and again == seen.value
        return self._met(again) and agrees, [*tests, f"O{at}=P{at}"]

    def _sums(self, found: formulas.Sums) -> None:
        columns = formulas.other_columns(self._indicator)
        for place, name, value in (
            (6, "ttdt_numerator", found.numerator),
            (7, "ttdt_population", found.population),
            (8, columns and columns[0], found.other_numerator),
            (9, columns and columns[1], found.other_population),
        ):
            if name is not None:
                pattern = "#,##0" if value.denominator == 1 else "#,##0.0#####"
                self._formula(place, formulas.sum_formula(name, self._key), float(value), pattern)

    def _met(self, again: Fraction | None) -> bool:
        """Write whether the target is met, by formula and by the report; return if both agree."""
        if not formulas.is_judged(self._result):
            return True
        indicator = self._indicator
        assert indicator.target is not None  # noqa: S101 - judged
        own = self._result.own
        words = tuple(
            wording.target_word(self._lang, indicator, own.status, met=met) for met in (True, False)
        )
        met = formulas.is_met(indicator, again)
        # What is to stay below a most is within it, and yet not met before the year is over.
        reported = own.status is Status.MET or (
            is_ceiling(indicator) and own.status is not Status.NOT_MET
        )
        target = wording.target_amount(self._lang, indicator)
        self._put(
            13, number_formats.amount_said(self._lang, indicator, target, indicator.target.value)
        )
        self._formula(
            14,
            formulas.met_formula(indicator, self._row + 1, (words[0], words[1])),
            "" if met is None else words[0] if met else words[1],
            "General",
            align="center",
        )
        self._put(15, words[0] if reported else words[1])
        return met is reported

    def _put(self, place: int, content: Number | str | None) -> None:
        self._sheet.put(self._row, place, SheetCell(content, centred=place >= _CENTRED))

    def _formula(
        self,
        place: int,
        formula: str,
        result: float | str,
        pattern: str,
        **looks: Any,  # noqa: ANN401
    ) -> None:
        style = self._sheet.book.style(
            border=1, border_color="#7F7F7F", valign="top", num_format=pattern, **looks
        )
        if formula.startswith("{"):
            self._sheet.raw.write_array_formula(
                self._row, place, self._row, place, formula, style, result
            )
        else:
            self._sheet.raw.write_formula(self._row, place, formula, style, result)


def _precise(indicator: Indicator, value: Fraction | None) -> Number | str | None:
    """Return a value at the precision that a comparison asks for."""
    if value is None:
        return None
    if measure_of(indicator).in_units:
        return number_formats.plain(value)
    goal = None if indicator.target is None else indicator.target.value
    return number_formats.precise(value, wording.landmarks(indicator, goal))
