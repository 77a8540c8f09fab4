"""The next deadlines, and who has kept them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document.model import Block, Cell, Column, Paragraph, Table, cell
from ttdt.document.status.areas_table import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.analysis.deadlines import Due
    from ttdt.analysis.submission_status import SubmissionStatus
    from ttdt.text.language import Language


def deadlines(
    lang: Language, standing: SubmissionStatus, found: tuple[Due, ...]
) -> Iterator[Block]:
    """Yield what is due next and who has submitted for it, or that the plan sets no deadlines."""
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
        cell(names(lang, wanted.plan, found.submitted), wraps=True),
        cell(names(lang, wanted.plan, found.missing), wraps=True),
    )
