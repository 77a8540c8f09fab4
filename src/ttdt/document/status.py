"""Who has submitted, what is missing, what is late, and what is due next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ttdt.document import wording
from ttdt.document.answer import tidy
from ttdt.document.model import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Items,
    Line,
    Paragraph,
    Style,
    Table,
    Title,
    cell,
)
from ttdt.document.report import notes
from ttdt.document.report.json import number
from ttdt.text.message import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ttdt.analysis.deadlines import Due
    from ttdt.analysis.submission_status import Figures, SubmissionStatus, UnitSubmissionStatus
    from ttdt.document.answer import TidyRows, View
    from ttdt.plan import Plan
    from ttdt.text.language import Language

FORMAT = "ttdt.status/1"
"""Keys are only ever added within version 1."""


@dataclass(frozen=True, slots=True)
class StatusAnswer:
    """How submissions stand.

    With `only_trouble`, the table has only the units that someone must act on; the summary still
    speaks of all.
    """

    standing: SubmissionStatus
    only_trouble: bool = False

    def document(self, view: View) -> Document:
        """Return what a person reads: the summary, a line a unit, remarks, the next deadlines."""
        return Document(
            tuple(_blocks(view.language, self.standing, only_trouble=self.only_trouble))
        )

    def data(self, language: Language) -> Mapping[str, Any]:
        """Return all of it as plain data, names in one language."""
        return _data(self.standing, language)

    def rows(self, language: Language) -> TidyRows:
        """Return a row for each unit."""
        return tidy(self.data(language)["units"])


def _blocks(lang: Language, standing: SubmissionStatus, *, only_trouble: bool) -> Iterator[Block]:
    shown = standing.only_trouble() if only_trouble else standing
    yield Title(lang.pick(standing.plan.title))
    yield Paragraph(
        lang.gettext(
            "{province}: {period}, to {end}",
            province=standing.plan.area.name,
            period=standing.period.label,
            end=standing.period.end,
        )
    )
    if standing.sample:
        yield Paragraph(notes.sample_banner(lang), Style.SAMPLE)
    yield Paragraph(summary(lang, standing), Style.STRONG)
    yield Paragraph(_deadline(lang, standing))
    yield _units(lang, shown)
    remarks = tuple(text for unit in shown.units for text in _remarks(lang, shown, unit))
    has_findings = any(unit.errors or unit.warnings for unit in shown.units)
    if remarks or has_findings:
        yield Heading(lang.gettext("Remarks"))
        yield Items(remarks)
    if has_findings:
        yield Paragraph(lang.gettext("ttdt check lists the errors and warnings."), Style.QUIET)
    if standing.due is not None:
        yield Heading(lang.gettext("Next deadlines"))
        yield from _due(lang, standing, standing.due)


def summary(lang: Language, standing: SubmissionStatus) -> str:
    """Return the one sentence that says how it stands: `6 of 7 units have submitted; …`."""
    units = standing.units
    submitted = sum(unit.submitted for unit in units)
    parts = [
        lang.ngettext(
            "{submitted} of {n} unit has submitted",
            "{submitted} of {n} units have submitted",
            len(units),
            submitted=submitted,
        )
    ]
    for text, found in (
        (N_("missing: {units}"), [unit for unit in units if not unit.submitted]),
        (N_("late: {units}"), [unit for unit in units if unit.late]),
        (N_("with errors: {units}"), [unit for unit in units if unit.invalid]),
    ):
        if found:
            names = _names(standing.plan, (unit.unit for unit in _in_order(standing, found)))
            parts.append(lang.gettext(text, units=names))
    return "; ".join(parts)


def _in_order(
    standing: SubmissionStatus, units: Iterable[UnitSubmissionStatus]
) -> list[UnitSubmissionStatus]:
    order = list(standing.plan.units)
    return sorted(units, key=lambda unit: order.index(unit.unit))


def _names(plan: Plan, units: Iterable[str]) -> str:
    return ", ".join(plan.areas[unit].name for unit in units)


def _deadline(lang: Language, standing: SubmissionStatus) -> str:
    """Return when the figures are due, seen from the day asked about."""
    day = standing.deadline
    if day is None:
        return lang.gettext("The plan sets no deadline for this period, so none can be late.")
    left = (day - standing.today).days
    if left > 0:
        return lang.ngettext(
            "Due on {day}: {n} day left", "Due on {day}: {n} days left", left, day=day
        )
    if left == 0:
        return lang.gettext("Due today, {day}", day=day)
    return lang.ngettext(
        "The deadline was {day}, {n} day ago",
        "The deadline was {day}, {n} days ago",
        -left,
        day=day,
    )


def _units(lang: Language, standing: SubmissionStatus) -> Table:
    return Table.of(
        (
            Column(lang.gettext("Unit"), room=14),
            Column(lang.gettext("Standing"), takes_rest=True),
            Column(lang.gettext("Handed in"), room=12),
            Column(lang.gettext("Kind"), drop=1),
            Column(lang.gettext("Reported"), right=True),
            Column(lang.gettext("Not reported"), right=True, room=9),
            Column(lang.gettext("Not applicable"), right=True, drop=3),
            Column(lang.gettext("Invalid"), right=True, drop=2),
            Column(lang.gettext("Errors"), right=True),
            Column(lang.gettext("Warnings"), right=True),
            Column(lang.gettext("File"), room=48, most=48, drop=4),
        ),
        tuple(_row(lang, standing, unit) for unit in standing.units),
        frozen=2,
    )


def _row(
    lang: Language, standing: SubmissionStatus, unit: UnitSubmissionStatus
) -> tuple[Cell, ...]:
    name = cell(standing.plan.areas[unit.unit].name, wraps=True)
    path = cell(unit.path or "", Style.QUIET, wraps=True)
    said = Cell(tuple(_state(lang, standing, unit)))
    if not unit.submitted:
        # No figures at all: what was not handed in is no 0.
        found = _findings(lang, unit) if unit.empty else (Cell(), Cell())
        return (name, said, *[Cell()] * 6, *found, path)
    submitted_on = unit.submitted_on
    no_date = lang.gettext("no date") if unit.usable else ""
    kind = "" if unit.status is None else wording.settled_word(lang, unit.status)
    figures = unit.figures
    return (
        name,
        said,
        cell(
            no_date if submitted_on is None else lang.date(submitted_on),
            wraps=True,
            value=submitted_on,
        ),
        cell(kind, wraps=True),
        cell(f"{lang.number(figures.reported)}/{lang.number(figures.expected)}"),
        _not_reported(lang, figures),
        cell(lang.number(figures.not_applicable), value=figures.not_applicable),
        _count(lang, figures.invalid, Style.BAD),
        *_findings(lang, unit),
        path,
    )


def _findings(lang: Language, unit: UnitSubmissionStatus) -> tuple[Cell, Cell]:
    return _count(lang, unit.errors, Style.BAD), _count(lang, unit.warnings, Style.WARNING)


def _count(lang: Language, number: int, style: Style) -> Cell:
    return cell(lang.number(number), style if number else Style.PLAIN, value=number)


def _not_reported(lang: Language, figures: Figures) -> Cell:
    pieces = [Line(lang.number(figures.not_reported))]
    if figures.explained:
        text = lang.gettext("({n} with a reason)", n=figures.explained)
        pieces.append(Line(text, Style.QUIET, wraps=True))
    return Cell(tuple(pieces), value=figures.not_reported)


def _state(
    lang: Language, standing: SubmissionStatus, unit: UnitSubmissionStatus
) -> Iterator[Line]:
    """Yield what holds for a unit, each beginning with a sign that tells it without colour."""
    days = unit.days_late or 0
    if not unit.submitted:
        if unit.overdue:
            text = lang.ngettext("✗ {n} day overdue", "✗ {n} days overdue", days)
            yield Line(text, Style.BAD, wraps=True)
        elif unit.overdue is False:
            yield Line(lang.gettext("○ not due yet"), wraps=True)
        else:
            yield Line(lang.gettext("✗ not submitted"), Style.BAD, wraps=True)
        if unit.empty:
            yield Line(lang.gettext("(empty file)"), wraps=True)
        return
    if unit.late:
        text = lang.ngettext("! {n} day late", "! {n} days late", days)
        yield Line(text, Style.WARNING, wraps=True)
    if not unit.usable:
        yield Line(lang.gettext("! unusable"), Style.BAD, wraps=True)
    elif unit.invalid:
        yield Line(lang.gettext("! with errors"), Style.BAD, wraps=True)
    if unit.usable and not unit.late and not unit.invalid:
        yield Line(lang.gettext("✓ submitted"), Style.GOOD, wraps=True)
    if unit.period is not None and unit.period != standing.period:
        text = lang.gettext("(for {period})", period=unit.period.label)
        yield Line(text, wraps=True)


def _remarks(
    lang: Language, standing: SubmissionStatus, unit: UnitSubmissionStatus
) -> Iterator[str]:
    """Yield what a reader must know of a unit beyond its row."""
    name = standing.plan.areas[unit.unit].name
    if unit.empty:
        yield lang.gettext(
            "{unit}: {path} is there and holds no figures, so nothing has been submitted",
            unit=name,
            path=unit.path,
        )
    if unit.late_because is not None:
        yield lang.gettext("{unit}: why it was late: {reason}", unit=name, reason=unit.late_because)
    for path in unit.unread:
        yield lang.gettext("{unit}: {path} is there, but no report reads it", unit=name, path=path)
    if unit.usable is False:
        yield lang.gettext(
            "{unit}: {path} was submitted, but nothing in it can be used",
            unit=name,
            path=unit.path,
        )
    elif unit.submitted and unit.deadline is not None and unit.late is None:
        yield lang.gettext(
            "{unit}: the file does not say when it was submitted, so nobody knows if it was late",
            unit=name,
        )


def _due(lang: Language, standing: SubmissionStatus, found: tuple[Due, ...]) -> Iterator[Block]:
    if not any(one.appointment.deadline for one in found):
        if standing.plan.deadlines:
            yield Paragraph(
                lang.gettext("No deadline of the plan lies on or after {day}.", day=standing.today)
            )
        else:
            yield Paragraph(
                lang.gettext(
                    "The plan sets no deadlines: {path} has none.", path=standing.plan.path
                )
            )
    if found:
        yield Table.of(
            (
                Column(lang.gettext("Period"), room=20),
                Column(lang.gettext("Deadline")),
                Column(lang.gettext("Days left"), right=True),
                Column(lang.gettext("Submitted"), room=20),
                Column(lang.gettext("Not submitted"), takes_rest=True),
            ),
            tuple(_appointment(lang, one) for one in found),
        )


def _appointment(lang: Language, found: Due) -> tuple[Cell, ...]:
    wanted, left = found.appointment, found.days_left
    return (
        cell(lang.translate(wanted.period.label), wraps=True),
        cell(
            lang.gettext("not set") if wanted.deadline is None else lang.date(wanted.deadline),
            value=wanted.deadline,
        ),
        cell("" if left is None else lang.number(left), value=left),
        cell(_names(wanted.plan, found.submitted), wraps=True),
        cell(_names(wanted.plan, found.missing), wraps=True),
    )


def _data(standing: SubmissionStatus, lang: Language) -> dict[str, Any]:
    plan, period, completeness = standing.plan, standing.period, standing.completeness
    return {
        "format": FORMAT,
        "plan": {"id": plan.id, "year": plan.year, "title": lang.pick(plan.title)},
        "province": {"code": plan.area.code, "name": plan.area.name},
        "period": {
            "id": period.id,
            "end": period.end.isoformat(),
            "elapsed": number(period.elapsed),
        },
        "today": standing.today.isoformat(),
        "sample": standing.sample,
        "completeness": {
            "expected": len(completeness.expected),
            "submitted": completeness.submitted,
            "missing": list(completeness.missing),
            "invalid": list(completeness.invalid),
        },
        "deadline": None if standing.deadline is None else standing.deadline.isoformat(),
        "units": [_unit_data(standing, unit) for unit in standing.units],
        "due": None if standing.due is None else [_due_data(one) for one in standing.due],
    }


def _unit_data(standing: SubmissionStatus, unit: UnitSubmissionStatus) -> dict[str, Any]:
    figures = unit.figures
    return {
        "id": unit.unit,
        "name": standing.plan.areas[unit.unit].name,
        "submitted": unit.submitted,
        "usable": unit.usable,
        "empty": unit.empty,
        "path": unit.path,
        "period": None if unit.period is None else unit.period.id,
        "status": unit.status,
        "submitted_on": None if unit.submitted_on is None else unit.submitted_on.isoformat(),
        "deadline": None if unit.deadline is None else unit.deadline.isoformat(),
        "late": unit.late,
        "overdue": unit.overdue,
        "days_late": unit.days_late,
        "late_because": unit.late_because,
        "figures": {
            "expected": figures.expected,
            "reported": figures.reported,
            "not_applicable": figures.not_applicable,
            "not_reported": figures.not_reported,
            "not_reported_with_reason": figures.explained,
            "invalid": figures.invalid,
        },
        "findings": {"errors": unit.errors, "warnings": unit.warnings},
        "unread": list(unit.unread),
    }


def _due_data(found: Due) -> dict[str, Any]:
    wanted = found.appointment
    return {
        "plan": wanted.plan.id,
        "period": wanted.period.id,
        "deadline": None if wanted.deadline is None else wanted.deadline.isoformat(),
        "days_left": found.days_left,
        "submitted": list(found.submitted),
        "missing": list(found.missing),
    }
