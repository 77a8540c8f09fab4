"""The areas of a round as a table: what each has handed in, what is missing, how late it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.document import wording
from ttdt.document.model import Cell, Column, Line, Medium, Style, Table, cell
from ttdt.text.message import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ttdt.analysis.figure_counts import Figures
    from ttdt.analysis.submission_status import (
        AreaSubmissionStatus,
        SubmissionStatus,
        UnitsBelow,
    )
    from ttdt.plan import Plan
    from ttdt.text.language import Language

_MOST_NAMED = 10
"""Of more units only so many are named in a sentence."""


def names(lang: Language, plan: Plan, units: Iterable[str], within: str | None = None) -> str:
    """Return the names of units in a sentence: of many, the first and how many more there are.

    Those directly below an area `within` which they are named go without its name.
    """
    areas = [plan.areas[unit] for unit in units]
    found = [one.name if one.parent == within else plan.distinct_names[one.id] for one in areas]
    shown, more = ", ".join(found[:_MOST_NAMED]), len(found) - _MOST_NAMED
    return shown if more <= 0 else lang.gettext("{units} and {n} more", units=shown, n=more)


class _Place(NamedTuple):
    """A column, and what stands in it for an area."""

    column: Column
    cell: Callable[[AreaSubmissionStatus], Cell]


def areas_table(lang: Language, standing: SubmissionStatus, *, for_filtering: bool) -> Table:
    """Return a row for each area, indented by how far below the others it is.

    `for_filtering` each row says by itself what is above it, what it lacks and how late it is.
    """
    plan = standing.plan
    top = min((plan.areas[row.area].level for row in standing.areas), default=0)

    def name(row: AreaSubmissionStatus) -> Cell:
        area = plan.areas[row.area]
        return cell(area.name, wraps=True, indent=0 if for_filtering else 2 * (area.level - top))

    columns = [
        _Place(Column(lang.gettext("Unit"), room=14), name),
        *_above(lang, standing, for_filtering=for_filtering),
        _Place(
            Column(lang.gettext("Standing"), takes_rest=True),
            lambda row: Cell(tuple(_state(lang, standing, row))),
        ),
        *(_lacking(lang, standing) if for_filtering else ()),
        *_reported(lang, standing),
    ]
    rows = [tuple(place.cell(row) for place in columns) for row in standing.areas]
    return Table.of(tuple(place.column for place in columns), tuple(rows), frozen=2)


def _above(lang: Language, standing: SubmissionStatus, *, for_filtering: bool) -> Iterator[_Place]:
    """Yield the column that says which area each lies in, where there are areas between."""
    plan = standing.plan
    if all(plan.areas[row.area].level <= 1 for row in standing.areas):
        return

    def above(row: AreaSubmissionStatus) -> Cell:
        parent = plan.areas[row.area].parent
        return cell("" if parent is None else plan.areas[parent].name, wraps=True)

    medium = Medium.ANY if for_filtering else Medium.FILE
    yield _Place(Column(lang.gettext("In"), room=14, medium=medium), above)


def _lacking(lang: Language, standing: SubmissionStatus) -> Iterator[_Place]:
    """Yield what each area lacks, by when, and how late it is."""

    def days(row: AreaSubmissionStatus) -> Cell:
        late = row.days_late if row.submitted or row.required else None
        return cell("" if late is None else lang.number(late), value=late)

    def deadline(row: AreaSubmissionStatus) -> Cell:
        day = row.deadline if row.submitted or row.required else None
        return cell("" if day is None else lang.date(day), value=day)

    yield _Place(
        Column(lang.gettext("Missing"), room=30),
        lambda row: cell(_missing(lang, standing, row), wraps=True),
    )
    yield _Place(Column(lang.gettext("Deadline")), deadline)
    yield _Place(Column(lang.gettext("Days late"), right=True), days)


def _missing(lang: Language, standing: SubmissionStatus, row: AreaSubmissionStatus) -> str:
    if row.below is not None:
        return names(lang, standing.plan, row.below.missing, row.area)
    if not row.submitted:
        return lang.gettext("the whole submission")
    return "; ".join(wording.clause_and_name(lang, one) for one in row.not_reported)


def _reported(lang: Language, standing: SubmissionStatus) -> Iterator[_Place]:
    """Yield what each area that handed something in has reported, and where that lies."""
    is_told = _is_told(standing)

    def of_submission(
        said: Callable[[AreaSubmissionStatus], Cell],
    ) -> Callable[[AreaSubmissionStatus], Cell]:
        # No figures at all: what was not handed in is no 0.
        return lambda row: said(row) if row.submitted else Cell()

    def findings(number: int, row: AreaSubmissionStatus, style: Style) -> Cell:
        return _count(lang, number, style) if row.submitted or row.empty else Cell()

    yield _Place(
        Column(lang.gettext("Handed in"), room=12),
        of_submission(lambda row: _day(lang, row)),
    )
    yield _Place(
        Column(lang.gettext("Kind"), drop=1),
        lambda row: cell(
            "" if row.status is None else wording.settled_word(lang, row.status), wraps=True
        ),
    )
    yield _Place(
        Column(lang.gettext("Reported"), right=True),
        of_submission(lambda row: _share(lang, row.figures)),
    )
    yield _Place(
        Column(lang.gettext("Not reported"), right=True, room=9),
        of_submission(lambda row: _not_reported(lang, row.figures)),
    )
    yield _Place(
        Column(lang.gettext("Not applicable"), right=True, drop=0 if is_told else 3),
        of_submission(
            lambda row: cell(
                lang.number(row.figures.not_applicable), value=row.figures.not_applicable
            )
        ),
    )
    yield _Place(
        Column(lang.gettext("Invalid"), right=True, drop=2),
        of_submission(lambda row: _count(lang, row.figures.invalid, Style.BAD)),
    )
    yield _Place(
        Column(lang.gettext("Errors"), right=True),
        lambda row: findings(row.errors, row, Style.BAD),
    )
    yield _Place(
        Column(lang.gettext("Warnings"), right=True, drop=1 if is_told else 0),
        lambda row: findings(row.warnings, row, Style.WARNING),
    )
    yield _Place(
        Column(lang.gettext("File"), room=48, most=48, drop=4),
        lambda row: cell(row.path or "", Style.QUIET, wraps=True),
    )


def _is_told(standing: SubmissionStatus) -> bool:
    """Return whether what does not apply goes before the warnings where there is little room.

    So it is of a unit's own units, whose figures would else seem to be lost.
    """
    found = [row.figures for row in standing.areas if row.submitted]
    some = any(one.not_applicable for one in found) and not any(one.invalid for one in found)
    return some and standing.plan.of_unit is not None


def _day(lang: Language, row: AreaSubmissionStatus) -> Cell:
    day = row.submitted_on
    no_date = lang.gettext("no date") if row.usable else ""
    return cell(no_date if day is None else lang.date(day), wraps=True, value=day)


def _share(lang: Language, figures: Figures) -> Cell:
    return cell(f"{lang.number(figures.reported)}/{lang.number(figures.expected)}")


def _count(lang: Language, number: int, style: Style) -> Cell:
    return cell(lang.number(number), style if number else Style.PLAIN, value=number)


def _not_reported(lang: Language, figures: Figures) -> Cell:
    pieces = [Line(lang.number(figures.not_reported))]
    if figures.explained:
        text = lang.gettext("({n} with a reason)", n=figures.explained)
        pieces.append(Line(text, Style.QUIET, wraps=True))
    return Cell(tuple(pieces), value=figures.not_reported)


def _state(lang: Language, standing: SubmissionStatus, row: AreaSubmissionStatus) -> Iterator[Line]:
    """Yield what holds for an area, each beginning with a sign that tells it without colour."""
    if row.below is None:
        yield from _own_state(lang, standing, row)
        return
    own = list(_own_state(lang, standing, row)) if row.submitted or row.empty else []
    yield Line(
        _units_below(lang, standing, row.area, row.below) + (";" if own else ""),
        Style.GOOD if row.below.all_well else Style.WARNING,
        wraps=True,
    )
    if own:
        yield Line(lang.gettext("its own submission:"), wraps=True)
        yield from own


def _units_below(lang: Language, standing: SubmissionStatus, area: str, below: UnitsBelow) -> str:
    """Return how many of the units below an area have submitted, and who is missing or wrong."""
    plan = standing.plan
    is_due = standing.deadline is None or standing.deadline < standing.today
    sign = "✗" if below.missing and is_due else "○" if below.missing else "!"
    share = f"{lang.number(below.submitted)}/{lang.number(len(below.expected))}"
    kinds = {plan.areas[unit].kind for unit in below.expected}
    word = wording.kind_of_units(lang, kinds, len(below.expected))
    parts = [f"{'✓' if below.all_well else sign} {share} {word}"]
    for text, units in (
        (N_("missing: {units}"), below.missing),
        (N_("late: {units}"), below.late),
        (N_("with errors: {units}"), below.invalid),
    ):
        if units:
            parts.append(lang.gettext(text, units=names(lang, plan, units, area)))
    return "; ".join(parts)


def _own_state(
    lang: Language, standing: SubmissionStatus, row: AreaSubmissionStatus
) -> Iterator[Line]:
    """Yield how an area's own submission stands."""
    if not row.submitted:
        yield from _not_submitted(lang, standing, row)
        return
    if row.late:
        text = lang.ngettext("! {n} day late", "! {n} days late", row.days_late or 0)
        yield Line(text, Style.WARNING, wraps=True)
    if not row.usable:
        yield Line(lang.gettext("! unusable"), Style.BAD, wraps=True)
    elif row.invalid:
        yield Line(lang.gettext("! with errors"), Style.BAD, wraps=True)
    if row.usable and not row.late and not row.invalid:
        yield Line(lang.gettext("✓ submitted"), Style.GOOD, wraps=True)
    if row.period is not None and row.period != standing.period:
        text = lang.gettext("(for {period})", period=row.period.label)
        yield Line(text, wraps=True)


def _not_submitted(
    lang: Language, standing: SubmissionStatus, row: AreaSubmissionStatus
) -> Iterator[Line]:
    if row.overdue:
        text = lang.ngettext("✗ {n} day overdue", "✗ {n} days overdue", row.days_late or 0)
        yield Line(text, Style.BAD, wraps=True)
    elif row.overdue is False:
        yield Line(lang.gettext("○ not due yet"), wraps=True)
    elif row.required:
        yield Line(lang.gettext("✗ not submitted"), Style.BAD, wraps=True)
    if row.empty:
        yield Line(lang.gettext("(empty file)"), wraps=True)
    if row.covered:
        text = lang.ngettext(
            "({n} figure is in what {areas} handed in for all its units)",
            "({n} figures are in what {areas} handed in for all its units)",
            row.covered,
            areas=names(lang, standing.plan, row.covered_by),
        )
        yield Line(text, wraps=True)
