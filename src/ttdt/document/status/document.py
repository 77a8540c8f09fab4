"""Who has submitted, what is missing, what is late, and what is due next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from ttdt.document.answer import tidy
from ttdt.document.model import Block, Document, Heading, Items, Paragraph, Style, Title
from ttdt.document.report import notes
from ttdt.document.status.areas_table import areas_table, names
from ttdt.document.status.bodies_table import bodies_table
from ttdt.document.status.due_table import deadlines
from ttdt.document.status.json import status_data
from ttdt.text.message import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.analysis.submission_status import AreaSubmissionStatus, SubmissionStatus
    from ttdt.document.answer import TidyRows, View
    from ttdt.text.language import Language

_FEW = 20
"""So many units are all listed."""
_MOST_LISTED = 100
"""Where more rows have a problem, those of units are told by the areas that they lie in."""


@dataclass(frozen=True, slots=True)
class StatusAnswer:
    """How submissions stand.

    The table has every area, but where the units are many only those that someone must act on,
    unless `everything` is asked for or the rows are made `for_filtering`; with `only_trouble` it
    never has others. The summary always speaks of all.
    """

    standing: SubmissionStatus
    only_trouble: bool = False
    everything: bool = False
    for_filtering: bool = False

    def document(self, view: View) -> Document:
        """Return what a person reads: the summary, a line a unit, remarks, the next deadlines."""
        return Document(tuple(_blocks(view.language, self)))

    def data(self, language: Language) -> Mapping[str, Any]:
        """Return all of it as plain data, names in one language."""
        return status_data(self.standing, language)

    def rows(self, language: Language) -> TidyRows:
        """Return a row for each area."""
        return tidy(self.data(language)["units"])


class _Listed(NamedTuple):
    """The areas that the table has, and why it has no others."""

    standing: SubmissionStatus
    why: str = ""


def _listed(lang: Language, answer: StatusAnswer) -> _Listed:
    standing = answer.standing
    if answer.only_trouble:
        return _Listed(standing.only_trouble())
    units = len(standing.units)
    if answer.everything or answer.for_filtering or units <= _FEW:
        return _Listed(standing)
    trouble = standing.only_trouble()
    areas = tuple(row for row in trouble.areas if not row.required)
    if len(trouble.areas) > _MOST_LISTED and areas:
        why = lang.gettext("Single units are not listed, they are too many; --all lists them.")
        return _Listed(replace(trouble, areas=areas), why)
    hidden = units - len(trouble.units)
    if not hidden:
        return _Listed(trouble)
    why = lang.ngettext(
        "{n} unit that nobody has to act on is not listed; --all lists it.",
        "{n} units that nobody has to act on are not listed; --all lists them.",
        hidden,
    )
    return _Listed(trouble, why)


def _blocks(lang: Language, answer: StatusAnswer) -> Iterator[Block]:
    standing = answer.standing
    shown, why = _listed(lang, answer)
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
    if shown.areas or not why:
        yield areas_table(lang, shown, for_filtering=answer.for_filtering)
    if why:
        yield Paragraph(why, Style.QUIET)
    if standing.bodies and not answer.only_trouble:
        yield Heading(lang.gettext("Reports of responsible bodies"))
        yield bodies_table(lang, standing)
    remarks = tuple(text for row in shown.areas for text in _remarks(lang, shown, row))
    has_findings = any(row.errors or row.warnings for row in shown.areas)
    if remarks or has_findings:
        yield Heading(lang.gettext("Remarks"))
        yield Items(remarks)
    if has_findings:
        yield Paragraph(lang.gettext("ttdt check lists the errors and warnings."), Style.QUIET)
    if standing.due is not None:
        yield Heading(lang.gettext("Next deadlines"))
        yield from deadlines(lang, standing, standing.due)


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
        (N_("missing: {units}"), {unit.area for unit in units if unit.missing}),
        (N_("late: {units}"), {row.area for row in standing.areas if row.late}),
        (N_("with errors: {units}"), {row.area for row in standing.areas if row.invalid}),
    ):
        if found:
            in_order = [area for area in standing.plan.areas if area in found]
            parts.append(lang.gettext(text, units=names(lang, standing.plan, in_order)))
    return "; ".join(parts)


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


def _remarks(
    lang: Language, standing: SubmissionStatus, row: AreaSubmissionStatus
) -> Iterator[str]:
    """Yield what a reader must know of an area beyond its row."""
    name = standing.plan.distinct_names[row.area]
    if row.empty:
        yield lang.gettext(
            "{unit}: {path} is there and holds no figures, so nothing has been submitted",
            unit=name,
            path=row.path,
        )
    if row.late_because is not None:
        yield lang.gettext("{unit}: why it was late: {reason}", unit=name, reason=row.late_because)
    for path in row.unread:
        yield lang.gettext("{unit}: {path} is there, but no report reads it", unit=name, path=path)
    if row.usable is False:
        yield lang.gettext(
            "{unit}: {path} was submitted, but nothing in it can be used",
            unit=name,
            path=row.path,
        )
    elif row.submitted and row.deadline is not None and row.late is None:
        yield lang.gettext(
            "{unit}: the file does not say when it was submitted, so nobody knows if it was late",
            unit=name,
        )
