"""The officials' table: every value against the plan, last year and the round before."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.achievement import percent_of_plan
from ttdt.compute.comparison import Compared, NotCompared
from ttdt.compute.measures import measure_of
from ttdt.compute.results import Status
from ttdt.document import wording
from ttdt.document.model import (
    ROW,
    Cell,
    Column,
    Heading,
    Items,
    Line,
    Medium,
    Paragraph,
    RowGroup,
    Style,
    Table,
    cell,
)
from ttdt.document.report import rows
from ttdt.document.report.comparison_wording import (
    not_compared,
    partly_compared,
    percent_number,
    units_compared,
)
from ttdt.document.report.screen_columns import without_blank_columns
from ttdt.plan import Direction

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ttdt.compute import AreaResult, IndicatorResult, Report
    from ttdt.document.model import Block
    from ttdt.document.wording import Amount
    from ttdt.text.language import Language

LAST_YEAR, PLAN, SINCE_JANUARY = "last_year", "plan", "since_january"
OF_PLAN, OF_LAST_YEAR = "of_plan", "of_last_year"
"""The keys of columns whose numbers a workbook reckons with."""

_LANDMARKS = (Fraction(0), Fraction(100))
_INDENT = 2
_NOTE, _WIDE = 30, 120
"""The room for a note, and the width of a terminal from which it stands beside the numbers."""
_NARROW, _NARROW_ROOM, _ROOM = 100, 8, 12
"""Below which width of a terminal a change has less room, and how much it has."""


def comparison_title(lang: Language) -> str:
    """Return what stands above the officials' table."""
    return lang.gettext("Against the plan, last year and the round before")


def comparison_section(
    lang: Language, report: Report, area: str, width: int | None = None
) -> Iterator[Block]:
    """Yield the officials' table of an area, under a heading, with why its blanks are blank.

    What is the reason for a whole column stands once below it, and a screen leaves out a column
    that has nothing. Reads the rounds that the values are compared with.
    """
    yield Heading(comparison_title(lang))
    yield Paragraph(_periods(lang, report), Style.QUIET)
    found = _Comparing(lang, report, area)
    groups = [
        (group, [found.line(result) for result in results])
        for group, results in rows.by_group(report)
    ]
    lines = [line for _, members in groups for line in members]
    shared = _shared_reasons(lines)
    table = Table(
        _columns(lang, room=_NARROW_ROOM if width is not None and width < _NARROW else _ROOM),
        tuple(
            RowGroup(lang.pick(group.name), tuple(line.row(shared) for line in members))
            for group, members in groups
        ),
        frozen=2,
    )
    yield without_blank_columns(table) if width is not None else table
    said = [f"{title}: {reason}" for title, reason in shared]
    if any(line.is_partial for line in lines):
        said.append(partly_compared(lang))
    if said:
        yield Items(tuple(said), Style.QUIET)


def _periods(lang: Language, report: Report) -> str:
    """Return which rounds the values are held against."""
    comparison = report.comparison
    if comparison.previous_period is None:
        return lang.gettext(
            "Same period last year: {last_year}", last_year=comparison.last_year_period.label
        )
    return lang.gettext(
        "Same period last year: {last_year}; the round before: {previous}",
        last_year=comparison.last_year_period.label,
        previous=comparison.previous_period.label,
    )


def _columns(lang: Language, room: int) -> tuple[Column, ...]:
    """Return the columns as the annexes of officials' reports have them.

    A change that has no room for its unit has it below.
    """
    return (
        Column(lang.gettext("No."), room=8, most=8, screen_title=""),
        Column(lang.gettext("Indicator"), takes_rest=True),
        Column(lang.gettext("Measured in"), room=8),
        Column(lang.gettext("Same period last year"), right=True, key=LAST_YEAR),
        Column(lang.gettext("Plan for the year"), right=True, key=PLAN),
        Column(lang.gettext("Done in the period"), right=True),
        Column(lang.gettext("Since January"), right=True, key=SINCE_JANUARY),
        Column(lang.gettext("% of the plan"), right=True, key=OF_PLAN),
        Column(lang.gettext("% of the same period"), right=True, room=room, key=OF_LAST_YEAR),
        Column(lang.gettext("Change on the round before"), right=True, room=room),
        Column(lang.gettext("Notes"), room=_NOTE, from_width=_WIDE, under=ROW),
        Column("id", medium=Medium.FILE),
    )


class _Reason(NamedTuple):
    """Why a cell is blank, under the title of its column."""

    title: str
    text: str
    of_measure: bool = False
    """Whether it is the same for all indicators of a kind, so that no row has to repeat it."""


class _ComparedLine(NamedTuple):
    """A row of the table, before it is known which reasons stand below all rows."""

    id: str
    cells: tuple[Cell, ...]
    has_value: bool
    is_whole: bool
    """Whether it has parts, which have the values."""
    said: tuple[str, ...]
    """What is to be said of it however the other rows are."""
    reasons: tuple[_Reason, ...]
    is_partial: bool
    """Whether it is compared over fewer units than its value is of."""

    def row(self, shared: Mapping[tuple[str, str], None]) -> tuple[Cell, ...]:
        """Return all cells, in the note no reason that stands below the table."""
        alone = (
            f"{title}: {text}" for title, text, _ in self.reasons if (title, text) not in shared
        )
        note = "; ".join((*self.said, *alone))
        # On a screen the parts stand right below, so that nothing has to send the reader there.
        medium = Medium.FILE if self.is_whole else Medium.ANY
        pieces = (Line(note, Style.QUIET, wraps=True, medium=medium),) if note else ()
        return (*self.cells, Cell(pieces), cell(self.id))


def _shared_reasons(lines: Sequence[_ComparedLine]) -> dict[tuple[str, str], None]:
    """Return the reasons, in the order of the rows, that all rows with a value have."""
    found: dict[tuple[str, str], None] = {}
    with_value = [line for line in lines if line.has_value]
    for line in with_value:
        for reason in line.reasons:
            if reason.of_measure or all(reason in other.reasons for other in with_value):
                found[reason.title, reason.text] = None
    return found


class _Comparing:
    """The rows of one area."""

    def __init__(self, lang: Language, report: Report, area: str) -> None:
        self._lang = lang
        self._report = report
        self._area = area

    def line(self, result: IndicatorResult) -> _ComparedLine:
        """Return the row of a result."""
        indicator, seen = result.indicator, result.areas[self._area]
        row = rows.area_row(self._lang, self._report, result, self._area)
        comparison = self._report.comparison
        last_year = comparison.same_period_last_year(result, self._area)
        before = comparison.previous(result, self._area)
        in_period = comparison.in_period(result, self._area)
        percent = percent_of_plan(indicator, seen)
        is_sum_of_both = isinstance(before, Compared) and comparison.previous_period is not None
        cells = (
            cell(row.clause, Style.QUIET, wraps=True, repeated=row.is_part),
            cell(row.name, wraps=True, indent=_INDENT if row.is_part else 0),
            cell(wording.unit_sign(self._lang, indicator), wraps=True),
            self._then(result, last_year),
            _bare(row.target),
            Cell()
            if isinstance(in_period, NotCompared)
            else self._number(result, in_period, before if is_sum_of_both else None),
            _bare(row.value)._replace(value=seen.value),
            Cell() if percent is None else self._per_cent(percent),
            self._against(result, last_year),
            self._change(result, before),
        )
        return _ComparedLine(
            row.id,
            cells,
            row.value is not None,
            bool(indicator.parts),
            tuple(self._said(result, seen)),
            tuple(self._reasons(result, last_year, before)) if row.value is not None else (),
            any(_is_partial(found, seen) for found in (last_year, before)),
        )

    def _then(self, result: IndicatorResult, found: Compared | NotCompared) -> Cell:
        if isinstance(found, NotCompared):
            return Cell()
        return self._number(result, found.value, found)

    def _number(
        self, result: IndicatorResult, value: Fraction, found: Compared | NotCompared | None
    ) -> Cell:
        """Return a value without its unit, which has a column of its own."""
        number = wording.value_amount(self._lang, result.indicator, value).number
        return _compared_cell(number, "", value, self._units(result, found))

    def _against(self, result: IndicatorResult, found: Compared | NotCompared) -> Cell:
        """Return a count in per cent of that of last year, and how far any other value moved."""
        if isinstance(found, NotCompared):
            return Cell()
        if not measure_of(result.indicator).in_units:
            return self._change(result, found)
        if found.percent is None:
            return Cell()
        return self._per_cent(found.percent, self._units(result, found))

    def _change(self, result: IndicatorResult, found: Compared | NotCompared) -> Cell:
        if isinstance(found, NotCompared):
            return Cell()
        amount = wording.gap_amount(self._lang, result.indicator, found.change)
        unit = "" if measure_of(result.indicator).in_units else amount.unit
        return _compared_cell(amount.number, unit, found.change, self._units(result, found))

    def _per_cent(self, percent: Fraction, units: str = "") -> Cell:
        return _compared_cell(percent_number(self._lang, percent), "%", percent, units)

    def _units(self, result: IndicatorResult, found: Compared | NotCompared | None) -> str:
        seen = result.areas[self._area]
        return units_compared(found, seen) if isinstance(found, Compared) else ""

    def _said(self, result: IndicatorResult, seen: AreaResult) -> Iterator[str]:
        """Yield why there is no value, and what the area itself says of it."""
        lang = self._lang
        if result.indicator.parts:
            yield lang.gettext("see its parts")
        elif seen.value is None and seen.reason is not None:
            yield wording.reason_word(lang, seen.reason)
        elif seen.value is None and seen.status is Status.NOT_APPLICABLE:
            yield wording.status_word(lang, seen.status)
        elif seen.status.is_short and percent_of_plan(result.indicator, seen) == 100:  # noqa: PLR2004
            goal = wording.target_amount(lang, result.indicator, seen.goal or Fraction(0))
            yield lang.gettext("not met: the plan asks for {target}", target=str(goal))
        own = result.known[self._area]
        if not own.summed:
            yield from filter(None, (own.note, own.cause))

    def _reasons(
        self,
        result: IndicatorResult,
        last_year: Compared | NotCompared,
        before: Compared | NotCompared,
    ) -> Iterator[_Reason]:
        """Yield why a row with a value has nothing in some columns."""
        lang, comparison = self._lang, self._report.comparison
        indicator, seen = result.indicator, result.areas[self._area]
        if indicator.target is not None and rows.goal_of(result, self._area) is None:
            yield _Reason(lang.gettext("Plan for the year"), lang.gettext("no share of its own"))
        yield from self._of_measure(result, seen)
        title = lang.gettext("Same period last year")
        if isinstance(last_year, NotCompared):
            yield _Reason(title, not_compared(lang, last_year, comparison.last_year_period))
        elif measure_of(indicator).in_units and last_year.percent is None:
            yield _Reason(lang.gettext("% of the same period"), lang.gettext("it was 0"))
        if isinstance(before, NotCompared):
            title = lang.gettext("Change on the round before")
            yield _Reason(title, not_compared(lang, before, comparison.previous_period))

    def _of_measure(self, result: IndicatorResult, seen: AreaResult) -> Iterator[_Reason]:
        """Yield what an indicator of this kind never has."""
        lang, indicator = self._lang, result.indicator
        measure = measure_of(indicator)
        if not measure.in_units:
            text = lang.gettext("only of what is counted")
            yield _Reason(lang.gettext("Done in the period"), text, of_measure=True)
        if indicator.target is None or seen.goal is None:
            return
        title = lang.gettext("% of the plan")
        if indicator.direction is not Direction.HIGHER:
            yield _Reason(title, lang.gettext("not where less is better"), of_measure=True)
        elif not measure.has_percent_of_plan:
            text = lang.gettext("not of differences between shares")
            yield _Reason(title, text, of_measure=True)
        elif seen.goal <= 0:
            yield _Reason(title, lang.gettext("the plan is 0"))


def _is_partial(found: Compared | NotCompared, seen: AreaResult) -> bool:
    return isinstance(found, Compared) and bool(units_compared(found, seen))


def _bare(amount: Amount | None) -> Cell:
    return Cell() if amount is None else cell(amount.number)


def _compared_cell(number: str, unit: str, value: Fraction, units: str) -> Cell:
    """Return a number, its unit, and how many units it is over where those are not all."""
    behind = " ".join(filter(None, (unit, units)))
    return Cell((Line(number, unit=behind),), value=value)
