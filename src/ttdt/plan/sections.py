"""What an office says in its own words in the sections of its reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.schema.plan import ReportShape, SectionsShape, UnitSectionsShape
from ttdt.schema.validation import check, unknown_key
from ttdt.yaml import read

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from ttdt.finding import Finding
    from ttdt.yaml import Loc, YamlDocument

_REPORT, _SECTIONS, _UNITS = "report", "sections", "units"


class SectionTexts(NamedTuple):
    """The paragraphs of each section of a report on one area.

    None where nothing is said of a section, and no paragraph where it is to be left out.
    """

    results: tuple[str, ...] | None = None
    """Kết quả thực hiện."""
    money: tuple[str, ...] | None = None
    """Giải ngân vốn."""
    tasks: tuple[str, ...] | None = None
    """Thực hiện nhiệm vụ."""
    shortcomings: tuple[str, ...] | None = None
    """Tồn tại, hạn chế."""
    causes: tuple[str, ...] | None = None
    """Nguyên nhân."""
    solutions: tuple[str, ...] | None = None
    """Giải pháp."""
    proposals: tuple[str, ...] | None = None
    """Kiến nghị."""

    def over(self, other: SectionTexts) -> SectionTexts:
        """Return these texts, and the other ones of sections of which these say nothing."""
        return SectionTexts(
            *(own if own is not None else its for own, its in zip(self, other, strict=True))
        )


class Sections(NamedTuple):
    """The office's texts for the plan's own area, and those for units that have some."""

    own: SectionTexts = SectionTexts()
    units: Mapping[str, SectionTexts] = {}

    def over(self, other: Sections) -> Sections:
        """Return these texts, area by area over the other ones."""
        units = {unit: self.of(unit).over(other.of(unit)) for unit in {**other.units, **self.units}}
        return Sections(self.own.over(other.own), units)

    def of(self, unit: str) -> SectionTexts:
        """Return the texts for a unit, which says nothing where there are none."""
        return self.units.get(unit, SectionTexts())

    def as_of_unit(self, unit: str) -> Sections:
        """Return the texts as they are of a unit's own report."""
        return Sections(self.of(unit), self.units)


NO_SECTIONS = Sections()


def read_sections(
    path: Path, shown: str, units: Collection[str] | None
) -> tuple[Sections | None, tuple[Finding, ...]]:
    """Return the texts in a file, or None with every finding that keeps it from being used.

    The keys stand at the top, or under `report:` and `sections:` as in a plan. Findings call the
    file `shown`; `units` are those of the plan, None where they are not known.
    """
    document = read(path, shown)
    if not document.readable:
        return None, document.findings
    data = document.data
    place: Loc = ()
    shape: SectionsShape | None
    if isinstance(data, dict) and _REPORT in data:
        report, findings = check(ReportShape, data[_REPORT], document, (_REPORT,))
        others = [key for key in data if key != _REPORT]
        findings += [unknown_key(document, (key,), (_REPORT,)) for key in others]
        shape = None if report is None else report.sections or SectionsShape()
        place = (_REPORT, _SECTIONS)
    else:
        shape, findings = check(SectionsShape, data, document)
    if shape is not None and units is not None:
        findings += unknown_units(shape, document, place, units)
    findings.sort(key=lambda found: found.sort_key)
    return (None if findings or shape is None else sections_of(shape)), tuple(findings)


def unknown_units(
    shape: SectionsShape, document: YamlDocument, place: Loc, units: Collection[str]
) -> list[Finding]:
    """Return a finding for each unit with texts that the plan does not have."""
    return [
        unknown_key(document, (*place, _UNITS, unit), units)
        for unit in shape.units or {}
        if unit not in units
    ]


def sections_of(shape: SectionsShape) -> Sections:
    """Return the texts that a plan or a file of its own holds."""
    units = {unit: _texts(texts) for unit, texts in (shape.units or {}).items()}
    return Sections(_texts(shape), units)


def _texts(shape: UnitSectionsShape) -> SectionTexts:
    """Return the texts of a shape; a key without a value says that its section is left out."""
    given = {
        name: _paragraphs(getattr(shape, name) or ())
        for name in SectionTexts._fields
        if name in shape.model_fields_set
    }
    return SectionTexts(**given)


def _paragraphs(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the lines of all texts, each of which is a paragraph."""
    return tuple(line.strip() for text in texts for line in text.splitlines() if line.strip())
