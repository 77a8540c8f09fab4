"""Who has submitted, what is missing, what is late, and what is due next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.message import mark
from ttdt.render import notes
from ttdt.render.page import (
    Block,
    Cell,
    Grid,
    Head,
    Heading,
    Page,
    Paragraph,
    Piece,
    Title,
    cell,
    show_page,
)
from ttdt.render.status_json import write_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ttdt.inquiry.due import Due
    from ttdt.inquiry.standing import Figures, Standing, UnitStanding
    from ttdt.language import Language
    from ttdt.plan import Plan
    from ttdt.render import View

_KINDS = {
    "estimate": mark("estimate"),
    "provisional": mark("provisional"),
    "final": mark("final"),
}


def render(name: str, standing: Standing, view: View, *, only_trouble: bool = False) -> str:
    """Return a standing in one of the formats of pages.

    With `only_trouble`, the table has only the units that someone must act on; the summary still
    speaks of all.
    """
    return show_page(
        name,
        view,
        lambda: page(view.language, standing, only_trouble=only_trouble),
        lambda: write_document(standing, view.language),
    )


def page(lang: Language, standing: Standing, *, only_trouble: bool = False) -> Page:
    """Return what a person reads: the summary, a line a unit, remarks, the next deadlines."""
    shown = standing.only_trouble() if only_trouble else standing
    blocks: list[Block] = [
        Title(lang.pick(standing.plan.title)),
        Paragraph(
            lang.tr(
                "{province}: {period}, to {end}",
                province=standing.plan.province,
                period=standing.period.label,
                end=standing.period.end,
            )
        ),
    ]
    if standing.sample:
        blocks.append(Paragraph(notes.sample_banner(lang), "bold yellow"))
    blocks += [
        Paragraph(summary(lang, standing), "bold"),
        Paragraph(_deadline(lang, standing)),
        _units(lang, shown),
    ]
    remarks = [Paragraph(text) for unit in shown.units for text in _remarks(lang, shown, unit)]
    if any(unit.errors or unit.warnings for unit in shown.units):
        remarks.append(Paragraph(lang.tr("ttdt check lists the errors and warnings."), "dim"))
    if remarks:
        blocks += [Heading(lang.tr("Remarks")), *remarks]
    if standing.due is not None:
        blocks += [Heading(lang.tr("Next deadlines")), *_due(lang, standing, standing.due)]
    return Page(tuple(blocks))


def summary(lang: Language, standing: Standing) -> str:
    """Return the one sentence that says how it stands: `6 of 7 units have submitted; …`."""
    units = standing.units
    submitted = sum(unit.submitted for unit in units)
    parts = [
        lang.ntr(
            "{submitted} of {n} unit has submitted",
            "{submitted} of {n} units have submitted",
            len(units),
            submitted=submitted,
        )
    ]
    for text, found in (
        (mark("missing: {units}"), [unit for unit in units if not unit.submitted]),
        (mark("late: {units}"), [unit for unit in units if unit.late]),
        (mark("with errors: {units}"), [unit for unit in units if unit.invalid]),
    ):
        if found:
            names = _names(standing.plan, (unit.unit for unit in _in_order(standing, found)))
            parts.append(lang.tr(text, units=names))
    return "; ".join(parts)


def _in_order(standing: Standing, units: Iterable[UnitStanding]) -> list[UnitStanding]:
    order = list(standing.plan.units)
    return sorted(units, key=lambda unit: order.index(unit.unit))


def _names(plan: Plan, units: Iterable[str]) -> str:
    return ", ".join(plan.units[unit].name for unit in units)


def _deadline(lang: Language, standing: Standing) -> str:
    """Return when the figures are due, seen from the day asked about."""
    day = standing.deadline
    if day is None:
        return lang.tr("The plan sets no deadline for this period, so none can be late.")
    left = (day - standing.today).days
    if left > 0:
        return lang.ntr("Due on {day}: {n} day left", "Due on {day}: {n} days left", left, day=day)
    if left == 0:
        return lang.tr("Due today, {day}", day=day)
    return lang.ntr(
        "The deadline was {day}, {n} day ago",
        "The deadline was {day}, {n} days ago",
        -left,
        day=day,
    )


def _units(lang: Language, standing: Standing) -> Grid:
    return Grid(
        (
            Head(lang.tr("Unit"), room=14),
            Head(lang.tr("Standing"), takes_rest=True),
            Head(lang.tr("Handed in"), room=12),
            Head(lang.tr("Kind"), drop=1),
            Head(lang.tr("Reported"), right=True),
            Head(lang.tr("Not reported"), right=True, room=9),
            Head(lang.tr("Not applicable"), right=True, drop=3),
            Head(lang.tr("Invalid"), right=True, drop=2),
            Head(lang.tr("Errors"), right=True),
            Head(lang.tr("Warnings"), right=True),
            Head(lang.tr("File"), room=48, most=48, drop=4),
        ),
        tuple(_row(lang, standing, unit) for unit in standing.units),
        frozen=2,
    )


def _row(lang: Language, standing: Standing, unit: UnitStanding) -> tuple[Cell, ...]:
    name = cell(standing.plan.units[unit.unit].name, wraps=True)
    path = cell(unit.path or "", "dim", wraps=True)
    said = Cell(tuple(_state(lang, standing, unit)))
    if not unit.submitted:
        # No figures at all: what was not handed in is no 0.
        found = _findings(lang, unit) if unit.empty else (Cell(), Cell())
        return (name, said, *[Cell()] * 6, *found, path)
    day = lang.tr("no date") if unit.usable else ""
    if unit.submitted_on is not None:
        day = lang.date(unit.submitted_on)
    kind = "" if unit.status is None else lang.tr(_KINDS[unit.status])
    figures = unit.figures
    return (
        name,
        said,
        cell(day, wraps=True),
        cell(kind, wraps=True),
        cell(f"{lang.number(figures.reported)}/{lang.number(figures.expected)}"),
        _not_reported(lang, figures),
        cell(lang.number(figures.not_applicable)),
        _count(lang, figures.invalid, "red"),
        *_findings(lang, unit),
        path,
    )


def _findings(lang: Language, unit: UnitStanding) -> tuple[Cell, Cell]:
    return _count(lang, unit.errors, "red"), _count(lang, unit.warnings, "yellow")


def _count(lang: Language, number: int, style: str) -> Cell:
    return cell(lang.number(number), style if number else "")


def _not_reported(lang: Language, figures: Figures) -> Cell:
    pieces = [Piece(lang.number(figures.not_reported))]
    if figures.explained:
        text = lang.tr("({n} with a reason)", n=figures.explained)
        pieces.append(Piece(text, "dim", wraps=True))
    return Cell(tuple(pieces))


def _state(lang: Language, standing: Standing, unit: UnitStanding) -> Iterator[Piece]:
    """Yield what holds for a unit, each beginning with a sign that tells it without colour."""
    days = unit.days_late or 0
    if not unit.submitted:
        if unit.overdue:
            text = lang.ntr("✗ {n} day overdue", "✗ {n} days overdue", days)
            yield Piece(text, "bold red", wraps=True)
        elif unit.overdue is False:
            yield Piece(lang.tr("○ not due yet"), wraps=True)
        else:
            yield Piece(lang.tr("✗ not submitted"), "bold red", wraps=True)
        if unit.empty:
            yield Piece(lang.tr("(empty file)"), wraps=True)
        return
    if unit.late:
        text = lang.ntr("! {n} day late", "! {n} days late", days)
        yield Piece(text, "bold yellow", wraps=True)
    if not unit.usable:
        yield Piece(lang.tr("! unusable"), "bold red", wraps=True)
    elif unit.invalid:
        yield Piece(lang.tr("! with errors"), "bold red", wraps=True)
    if unit.usable and not unit.late and not unit.invalid:
        yield Piece(lang.tr("✓ submitted"), "green", wraps=True)
    if unit.period is not None and unit.period != standing.period:
        text = lang.tr("(for {period})", period=unit.period.label)
        yield Piece(text, wraps=True)


def _remarks(lang: Language, standing: Standing, unit: UnitStanding) -> Iterator[str]:
    """Yield what a reader must know of a unit beyond its row."""
    name = standing.plan.units[unit.unit].name
    if unit.empty:
        yield lang.tr(
            "{unit}: {path} is there and holds no figures, so nothing has been submitted",
            unit=name,
            path=unit.path,
        )
    if unit.late_because is not None:
        yield lang.tr("{unit}: why it was late: {reason}", unit=name, reason=unit.late_because)
    for path in unit.unread:
        yield lang.tr("{unit}: {path} is there, but no report reads it", unit=name, path=path)
    if unit.usable is False:
        yield lang.tr(
            "{unit}: {path} was submitted, but nothing in it can be used",
            unit=name,
            path=unit.path,
        )
    elif unit.submitted and unit.deadline is not None and unit.late is None:
        yield lang.tr(
            "{unit}: the file does not say when it was submitted, so nobody knows if it was late",
            unit=name,
        )


def _due(lang: Language, standing: Standing, found: tuple[Due, ...]) -> Iterator[Block]:
    if not any(one.appointment.deadline for one in found):
        if standing.plan.deadlines:
            yield Paragraph(
                lang.tr("No deadline of the plan lies on or after {day}.", day=standing.today)
            )
        else:
            yield Paragraph(
                lang.tr("The plan sets no deadlines: {path} has none.", path=standing.plan.path)
            )
    if found:
        yield Grid(
            (
                Head(lang.tr("Period"), room=20),
                Head(lang.tr("Deadline")),
                Head(lang.tr("Days left"), right=True),
                Head(lang.tr("Submitted"), room=20),
                Head(lang.tr("Not submitted"), takes_rest=True),
            ),
            tuple(_appointment(lang, one) for one in found),
        )


def _appointment(lang: Language, found: Due) -> tuple[Cell, ...]:
    wanted = found.appointment
    return (
        cell(lang.say(wanted.period.label), wraps=True),
        cell(lang.tr("not set") if wanted.deadline is None else lang.date(wanted.deadline)),
        cell("" if found.days_left is None else lang.number(found.days_left)),
        cell(_names(wanted.plan, found.submitted), wraps=True),
        cell(_names(wanted.plan, found.missing), wraps=True),
    )
