"""Letters that remind areas of what a round still lacks from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.document import wording
from ttdt.document.report import notes
from ttdt.document.status.areas_table import names
from ttdt.plan import OWN_FOLDER
from ttdt.text.escaping import escape_log_line
from ttdt.text.message import N_
from ttdt.workspace.index import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.analysis.submission_status import AreaSubmissionStatus, SubmissionStatus
    from ttdt.plan import Area
    from ttdt.text.language import Language

_MOST_ERRORS = 50
"""Whoever has more of them has one cause for most, which check tells."""

_BODIES = {
    "province": (N_("People's Committee of {name} province"), ("tỉnh ", "province ")),
    "city": (N_("People's Committee of {name} city"), ("thành phố ", "tp.", "tp ", "city ")),
    "district": (N_("People's Committee of {name} district"), ("huyện ", "district ")),
    "town": (N_("People's Committee of {name} town"), ("thị xã ", "thị trấn ", "town ")),
    "commune": (N_("People's Committee of {name} commune"), ("xã ", "commune ")),
    "special": (N_("People's Committee of {name} special zone"), ("đặc khu ", "special zone ")),
    "ward": (N_("People's Committee of {name} ward"), ("phường ", "ward ")),
}
"""For each kind of area who governs it, and how a name begins that says the kind already."""


class Reminder(NamedTuple):
    """A letter to one area."""

    area: str
    """Its id, as files write it."""
    text: str


def reminders(lang: Language, standing: SubmissionStatus) -> tuple[Reminder, ...]:
    """Return a letter for each area that someone must act on, and for those with such below them.

    The plan's own area, which sends them, gets none for its units.
    """
    return tuple(
        Reminder(
            written_id(standing, row),
            # Names and messages quote files; each stays on its line.
            "".join(f"{escape_log_line(line)}\n" for line in _letter(lang, standing, row)),
        )
        for row in standing.areas
        if row.needs_someone or (row.area and row.below is not None and not row.below.all_well)
    )


def written_id(standing: SubmissionStatus, row: AreaSubmissionStatus) -> str:
    """Return the id of an area as files of the workspace write it."""
    return standing.plan.id_in_whole(row.area) or OWN_FOLDER


def governing_body(lang: Language, area: Area) -> str:
    """Return whom a letter to an area is addressed to."""
    text, words = _BODIES.get(area.kind, (N_("People's Committee of {name}"), ()))
    if area.name.casefold().startswith(words):
        text = N_("People's Committee of {name}")
    return lang.gettext(text, name=area.name)


def _letter(lang: Language, standing: SubmissionStatus, row: AreaSubmissionStatus) -> Iterator[str]:
    """Yield the lines of a letter."""
    plan, period = standing.plan, standing.period
    area = plan.areas[row.area]
    # A letterhead is that of the whole plan; a unit that looks at its own writes for itself.
    letterhead = plan.letterhead if plan.of_unit is None else None
    sender = (letterhead and letterhead.agency) or governing_body(lang, plan.area)
    if standing.sample:
        yield from (notes.sample_banner(lang), "")
    yield lang.gettext("To: {addressee}", addressee=governing_body(lang, area))
    yield lang.gettext("Subject: report for {period}", period=period.label)
    yield ""
    yield _when_due(lang, standing, row)
    yield from _about_units_below(lang, standing, row)
    yield from _about_itself(lang, standing, row)
    if row.missing or row.invalid or (row.needs_someone and row.not_reported):
        yield ""
        yield lang.gettext(
            "How to send it: fill in the Excel form {form} and send it back to {sender}, or send"
            " the file {file}.",
            form=f"{written_id(standing, row)}-{period.id}.xlsx",
            sender=sender,
            file="/".join((*area.folder, f"{(row.period or period).id}{SUFFIX}")),
        )
    yield ""
    yield lang.gettext("With thanks.")
    yield lang.gettext("{sender}, {day}", sender=sender, day=standing.today)


def _when_due(lang: Language, standing: SubmissionStatus, row: AreaSubmissionStatus) -> str:
    plan, period, day = standing.plan, standing.period, row.deadline or standing.deadline
    title = lang.pick(plan.title)
    if day is None:
        return lang.gettext(
            "Under “{plan}” a report for {period} is asked for, with figures to {end}.",
            plan=title,
            period=period.label,
            end=period.end,
        )
    return lang.gettext(
        "Under “{plan}” the deadline of the report for {period}, with figures to {end}, is {day}.",
        plan=title,
        period=period.label,
        end=period.end,
        day=day,
    )


def _about_units_below(
    lang: Language, standing: SubmissionStatus, row: AreaSubmissionStatus
) -> Iterator[str]:
    """Yield who below an area is missing, late or wrong, a line each."""
    below = row.below
    if below is None or below.all_well:
        return
    plan = standing.plan
    rows = {one.area: one for one in standing.areas}
    for text, units in (
        (
            N_("These units in {area} have sent no report; please see to it that they do:"),
            below.missing,
        ),
        (N_("These units in {area} sent their report after the deadline:"), below.late),
        (
            N_("The reports of these units in {area} have errors, and are to be corrected:"),
            below.invalid,
        ),
    ):
        if units:
            yield ""
            yield lang.gettext(text, area=plan.distinct_names[row.area])
        for unit in units:
            late = rows[unit].days_late
            yield f"- {governing_body(lang, plan.areas[unit])}" + (
                f" ({_days_late(lang, rows[unit], late)})" if late else ""
            )


def _days_late(lang: Language, row: AreaSubmissionStatus, days: int) -> str:
    if row.submitted:
        return lang.ngettext("{n} day late", "{n} days late", days)
    return lang.ngettext("{n} day overdue", "{n} days overdue", days)


def _about_itself(
    lang: Language, standing: SubmissionStatus, row: AreaSubmissionStatus
) -> Iterator[str]:
    """Yield what an area's own submission lacks."""
    if row.missing:
        yield ""
        yield _not_received(lang, standing, row)
        if row.covered:
            yield lang.ngettext(
                "{areas} has reported {n} of your figures for all its units; your own report is"
                " asked for all the same.",
                "{areas} has reported {n} of your figures for all its units; your own report is"
                " asked for all the same.",
                row.covered,
                areas=names(lang, standing.plan, row.covered_by),
            )
        return
    if not row.needs_someone:
        return
    if row.missed_deadline and row.days_late:
        yield ""
        yield lang.ngettext(
            "Your report came on {day}, {n} day after the deadline. Please send the next one in"
            " time.",
            "Your report came on {day}, {n} days after the deadline. Please send the next one in"
            " time.",
            row.days_late,
            day=row.submitted_on,
        )
    if row.invalid:
        errors = [finding for finding in row.findings if finding.is_error]
        yield ""
        yield lang.gettext("Your report has errors; please correct them and send it again:")
        for finding in errors[:_MOST_ERRORS]:
            message = lang.translate(finding.message)
            yield f"- {finding.path}:{finding.span.line}: {message}"
        if len(errors) > _MOST_ERRORS:
            yield "- " + lang.gettext("and {n} more", n=len(errors) - _MOST_ERRORS)
    if row.not_reported:
        yield ""
        yield lang.gettext(
            "Your report says nothing of these figures; please add them, or why there are none:"
        )
        yield from (f"- {wording.clause_and_name(lang, one)}" for one in row.not_reported)


def _not_received(lang: Language, standing: SubmissionStatus, row: AreaSubmissionStatus) -> str:
    """Return that nothing has come, and how much time there is or was."""
    if row.overdue and row.days_late:
        return lang.ngettext(
            "By {today} we had received no report of yours, which is {n} day overdue. Please send"
            " it at once.",
            "By {today} we had received no report of yours, which is {n} days overdue. Please send"
            " it at once.",
            row.days_late,
            today=standing.today,
        )
    return lang.gettext(
        "By {today} we had received no report of yours. Please send it in time.",
        today=standing.today,
    )
