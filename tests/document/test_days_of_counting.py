"""What a report says of figures that were counted on another day than the period's last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.small_workspace import FILES

from ttdt.document.report.notes import area_sections, unit_sections
from ttdt.text.language import Language

if TYPE_CHECKING:
    from tests.conftest import Assess

BAC_AI, NINH_SON = "districts/bac-ai/2024-Q2.yaml", "districts/ninh-son/2024-Q2.yaml"
ENGLISH, VIETNAMESE = Language("en"), Language("vi")


def counted(file: str, day: str) -> dict[str, str]:
    return {file: FILES[file].replace("status:", f"as_of: {day}\nstatus:", 1)}


def test_the_report_names_the_day_and_the_units(assess_files: Assess) -> None:
    report = assess_files(FILES | counted(BAC_AI, "2024-06-30") | counted(NINH_SON, "2024-05-31"))
    for language, said in (
        (ENGLISH, "counted on 31 May 2024"),
        (VIETNAMESE, "chốt số liệu ngày 31/05/2024"),
    ):
        notes = [
            (note.subject, note.text)
            for section in area_sections(language, report, texts=True)
            for note in section.notes
            if "counted on" in note.subject or "chốt số liệu" in note.subject
        ]
        # That of Bác Ái is the period's last day, of which nothing need be said.
        assert notes == [(said, "Ninh Sơn")]


def test_a_unit_is_told_of_its_own_day_only(assess_files: Assess) -> None:
    report = assess_files(FILES | counted(BAC_AI, "2024-06-15") | counted(NINH_SON, "2024-05-31"))
    notes = [
        (note.subject, note.text)
        for section in unit_sections(ENGLISH, report, "bac-ai")
        for note in section.notes
    ]
    assert ("counted on 15 June 2024", "Bác Ái") in notes
    assert not any("31 May" in subject for subject, _ in notes)
