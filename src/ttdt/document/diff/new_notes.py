"""What units newly say: beside the figures and verdicts that changed, and the rest by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ttdt.analysis.diff.new_notes import NOTHING_SAID
from ttdt.document.diff import wording
from ttdt.document.funding.wording import cell_name
from ttdt.document.model import ROW, Column, Heading, Paragraph, Table, cell
from ttdt.document.plain_data import place_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.analysis.diff import Diff, NewNote
    from ttdt.analysis.diff.new_notes import Said
    from ttdt.document.model import Block, Row
    from ttdt.plan import Indicator, Task
    from ttdt.text.language import Language

_WIDE = 150
"""The width of a terminal from which the notes stand beside what they are about."""
_MOST = 20
"""A terminal has this many of those that stand by themselves."""


class NotesBeside:
    """What units newly say of figures and tasks, to be looked up where those stand."""

    def __init__(self, found: Diff) -> None:
        """Sort the notes by whose they are and what they are about."""
        self._notes = {
            (note.area.id, note.indicator.key): note
            for note in found.notes
            if note.indicator is not None
        }
        self._on_tasks = {
            (note.area.id, note.task.id): note for note in found.notes if note.task is not None
        }

    def said(self, area: str, indicator: Indicator) -> Said:
        """Return what is said of a figure: of it alone, or of all parts of its composite."""
        whole = (indicator.id, None)
        note = self._notes.get((area, indicator.key)) or self._notes.get((area, whole))
        return NOTHING_SAID if note is None else note.said

    def text(self, area: str, indicator: Indicator) -> str:
        """Return what stands beside a figure or, of a composite, beside each of its parts."""
        texts = (self.said(area, row).text for row in (indicator, *indicator.parts))
        return "; ".join(dict.fromkeys(text for text in texts if text))

    def text_on_task(self, area: str, task: Task) -> str:
        """Return what stands beside a word on a task."""
        note = self._on_tasks.get((area, task.id))
        return "" if note is None else note.said.text


def note_head(lang: Language) -> Column:
    """Return the head of the column of what units newly say; a narrow terminal has it below."""
    return Column(lang.gettext("New cause, note"), room=40, from_width=_WIDE, under=ROW)


def other_notes(lang: Language, found: Diff, *, brief: bool) -> Iterator[Block]:
    """Yield the notes on what is as it was, and those on money; of many a `brief` page has some."""
    figures = {(one.unit.id, one.indicator.id) for one in found.figures}
    tasks = {(one.area.id, one.task.id) for one in found.tasks}
    rest = [
        note
        for note in found.notes
        if (note.indicator is None or (note.area.id, note.indicator.id) not in figures)
        and (note.task is None or (note.area.id, note.task.id) not in tasks)
    ]
    shown = rest[:_MOST] if brief else rest
    if not shown:
        return
    yield Heading(lang.gettext("New causes and notes on what is as it was, and on money"))
    columns = (
        Column(lang.gettext("Unit"), room=14),
        Column(lang.gettext("Clause"), room=8),
        Column(lang.gettext("Indicator, money or task"), room=24),
        Column(lang.gettext("New cause, note"), takes_rest=True, room=40),
        Column(lang.gettext("Source"), drop=2, room=24, most=60),
    )
    yield Table.of(columns, tuple(_row(lang, found, note) for note in shown), frozen=2)
    more = len(rest) - len(shown)
    if more:
        text = lang.ngettext(
            "{n} other new note; for the list: --format plain",
            "{n} other new notes; for the list: --format plain",
            more,
        )
        yield Paragraph(text)


def _row(lang: Language, found: Diff, note: NewNote) -> Row:
    clause, name = _about(lang, found, note)
    place = "" if note.place is None else f"{note.place.path}:{note.place.line}"
    return (
        cell(wording.unit_name(found, note.area.id), wraps=True),
        cell(clause),
        cell(name, wraps=True),
        cell(note.said.text, wraps=True),
        cell(place, wraps=True),
    )


def _about(lang: Language, found: Diff, note: NewNote) -> tuple[str, str]:
    """Return the clause and the name of what a note is about."""
    funding = found.new.round.plan.funding
    if note.money is not None and funding is not None:
        return "", cell_name(lang, funding, note.money)
    about = note.indicator or note.task
    return ("", "") if about is None else (about.clause, lang.pick(about.name))


def notes_data(found: Diff) -> list[dict[str, Any]]:
    """Return what units newly say as plain data."""
    return [
        {
            "unit": note.area.id or None,
            "indicator": None if note.indicator is None else note.indicator.id,
            "part": None if note.indicator is None else note.indicator.part,
            "project": None if note.money is None else note.money[0],
            "money_source": None if note.money is None else note.money[1],
            "task": None if note.task is None else note.task.id,
            **note.said._asdict(),
            "source": place_data(note.place),
        }
        for note in found.notes
    ]
