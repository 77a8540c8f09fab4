"""The sections that close a report: shortcomings, causes, solutions and proposals.

What figures show stands in them by itself; the rest is the office's own words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.document.model import Heading, Note, Notes, Paragraph
from ttdt.document.report.causes import causes
from ttdt.document.report.next_steps import next_steps
from ttdt.document.report.shortcomings import shortcomings
from ttdt.document.report.unit_names import ListedBy
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ttdt.compute.round_report import Report
    from ttdt.document.model import Block
    from ttdt.plan import Sections, SectionTexts
    from ttdt.text.language import Language


class ReportSection(NamedTuple):
    """A section: the office's words on it, and what figures and units say."""

    title: str
    texts: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nothing stands in it yet, so that it is to be filled in by hand."""
        return not self.texts and not self.notes

    @property
    def as_notes(self) -> Notes:
        """All that stands in it, a note each."""
        return Notes(self.title, (*(Note("", "", text) for text in self.texts), *self.notes))


def texts_for(sections: Sections, area: str) -> SectionTexts:
    """Return the office's texts for an area of the report."""
    return sections.own if area == OWN_AREA else sections.of(area)


def closing(
    lang: Language,
    report: Report,
    sections: Sections,
    area: str = OWN_AREA,
    *,
    facts: bool = True,
    units: bool = True,
    listed_by: ListedBy = ListedBy.CSV,
) -> list[ReportSection]:
    """Return the sections that close the report on an area, but those the office leaves out.

    Without `facts` shortcomings and causes hold the office's words alone, and without `units` it
    is not said which of them lag in what is to be done next.
    """
    texts = texts_for(sections, area)
    steps = next_steps(lang, report, area, units=units)
    found: list[tuple[str, tuple[str, ...] | None, Iterable[Note]]] = [
        (
            lang.gettext("Shortcomings"),
            texts.shortcomings,
            shortcomings(lang, report, area, listed_by) if facts else (),
        ),
        (
            lang.gettext("Causes"),
            texts.causes,
            causes(lang, report, area, listed_by) if facts else (),
        ),
        (steps.title, None if steps.notes else (), steps.notes),
        (lang.gettext("Solutions"), texts.solutions, ()),
        (lang.gettext("Proposals"), texts.proposals, ()),
    ]
    return [
        ReportSection(title, said or (), tuple(notes))
        for title, said, notes in found
        if said is None or said
    ]


def closing_notes(
    lang: Language,
    report: Report,
    sections: Sections,
    area: str = OWN_AREA,
    *,
    facts: bool = True,
    units: bool = True,
) -> Iterator[Notes]:
    """Yield the sections that close the report on an area, those that say something."""
    for section in closing(lang, report, sections, area, facts=facts, units=units):
        if not section.is_open:
            yield section.as_notes


def section_notes(
    lang: Language, report: Report, sections: Sections, area: str = OWN_AREA
) -> Iterator[Notes]:
    """Yield the office's words on results, money and tasks, then the sections that close."""
    texts = texts_for(sections, area)
    for title, said in (
        (lang.gettext("Results"), texts.results),
        (lang.gettext("Money"), texts.money),
        (lang.gettext("Tasks"), texts.tasks),
    ):
        if said:
            yield ReportSection(title, said).as_notes
    yield from closing_notes(lang, report, sections, area)


def worded(blocks: Iterable[Block], title: str, texts: tuple[str, ...] | None) -> Iterator[Block]:
    """Yield a section with the office's words below its heading; nothing if it leaves it out."""
    if texts == ():
        return
    found = list(blocks) or ([Heading(title)] if texts else [])
    yield from found[:1]
    yield from map(Paragraph, texts or ())
    yield from found[1:]
