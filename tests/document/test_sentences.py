from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.cli.small_workspace import FILES, PLAN, submission

from ttdt.document.report.sentences import judgement
from ttdt.text.language import Language

if TYPE_CHECKING:
    from tests.conftest import Assess, Example

ENGLISH = Language("en")


def test_the_example(example: Example) -> None:
    verdicts, *others = judgement(ENGLISH, example())
    assert verdicts == (
        "By 30 June 2024, of the report's 11 objectives: 4 met, 3 on track, 2 behind, 1 not yet,"
        " 1 not graded."
    )
    assert others == [
        "Behind: 2.2 Solid schools and health stations; 2.3 Households resettled.",
        "Not yet: 3.5 Minority cadres against population share.",
        "2 of 3 units have submitted; not yet: Nam Phú.",
        "Figures with errors were left out of the submissions of: Tây Hòa.",
        f"Figures missing or uncertain could change whether 6 targets are met: {', '.join(OPEN)}.",
    ]


OPEN = ("1.3", "2.3", "3.1", "3.2", "3.3", "3.4")


def test_nothing_is_missing(assess_files: Assess) -> None:
    assert judgement(ENGLISH, assess_files(FILES)) == [
        "By 30 June 2024, of the report's 1 objective: 1 met.",
        "All 2 units have submitted.",
        "Every verdict rests on the figures of all the units that it concerns.",
    ]


def test_what_is_missing_cannot_change_it(assess_files: Assess) -> None:
    files = {
        "targets-2024.yaml": PLAN,
        "districts/bac-ai/2024-Q2.yaml": submission("bac-ai", 1000, 1000),
        "districts/ninh-son/2024-Q1.yaml": submission("ninh-son", 1, 10, "2024-Q1"),
    }
    assert judgement(ENGLISH, assess_files(files))[1:] == [
        "1 of 2 units have submitted; not yet: Ninh Sơn.",
        "Figures still missing cannot change whether a target is met.",
    ]


def test_nobody_has_submitted(assess_files: Assess) -> None:
    report = assess_files({"targets-2024.yaml": PLAN})
    assert judgement(ENGLISH, report) == [
        "By 30 June 2024, of the report's 1 objective: 1 no data.",
        "No data: 2.2 Village roads (not submitted).",
        "None of the 2 units has submitted.",
    ]
    assert judgement(ENGLISH, replace(report, indicators=()))[0] == "This report has no objectives."


def test_some_units_speak_for_themselves(example: Example) -> None:
    verdicts, *others = judgement(ENGLISH, example("dong-son", "nam-phu"))
    assert verdicts == (
        "Đông Sơn: By 30 June 2024, of the report's 11 objectives: 4 met, 3 on track, 1 behind,"
        " 1 not yet, 2 not graded."
    )
    assert others == [
        "Đông Sơn: Behind: 2.2 Solid schools and health stations.",
        "Đông Sơn: Not yet: 3.5 Minority cadres against population share.",
        "Nam Phú has not submitted anything for this period.",
        "1 of 2 units have submitted; not yet: Nam Phú.",
    ]
