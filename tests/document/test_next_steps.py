"""What is to be done next, by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.small_workspace import FILES, PLAN, submission

from ttdt.document.report.next_steps import next_steps
from ttdt.plan import OWN_AREA
from ttdt.text.language import Language

if TYPE_CHECKING:
    from tests.conftest import Assess

    from ttdt.compute import Report

ENGLISH, VIETNAMESE = Language("en"), Language("vi")

SHORT = {
    "targets-2024.yaml": PLAN,
    "districts/bac-ai/2024-Q2.yaml": submission("bac-ai", 20),
    "districts/ninh-son/2024-Q2.yaml": submission("ninh-son", 32),
}
"""20 + 32 = 52 of 80 villages, where 60 would be 75 %; each unit would need 30 of 40."""


def said(language: Language, report: Report, area: str = OWN_AREA) -> list[str]:
    notes = next_steps(language, report, area)
    return [f"{note.clause} {note.subject}: {note.text}" for note in notes.notes]


def test_what_is_left_in_each_month_and_who_pulls_the_result_down(assess_files: Assess) -> None:
    report = assess_files(SHORT)
    assert said(ENGLISH, report) == [
        (
            "2.2 Village roads: villages with a hard road: 8 more, 2 a month; pulled down most by"
            " Bác Ái -12.5 pp (10 short)"
        )
    ]
    assert said(VIETNAMESE, report) == [
        (
            "2.2 Đường thôn: thêm 8 thôn có đường cứng, mỗi tháng 2; kéo kết quả xuống nhiều nhất:"
            " Bác Ái -12,5 điểm % (còn thiếu 10)"
        )
    ]


def test_where_more_is_asked_for_reaching_it_exactly_is_not_enough(assess_files: Assess) -> None:
    """More than 75 % of 80 is 61, and of 40 it is 31: 11 more than 20."""
    plan = SHORT["targets-2024.yaml"].replace("at_least: 75", "more_than: 75")
    (step,) = said(ENGLISH, assess_files({**SHORT, "targets-2024.yaml": plan}))
    assert "9 more" in step
    assert step.endswith("Bác Ái -12.5 pp (11 short)")


def test_where_less_is_asked_for_reaching_it_exactly_is_not_enough(assess_files: Assess) -> None:
    """Less than 10 % of 80 is 7, and of 40 it is 3: 5 fewer than 8."""
    files = {
        "targets-2024.yaml": PLAN.replace("at_least: 75", "less_than: 10"),
        "districts/bac-ai/2024-Q2.yaml": submission("bac-ai", 8),
        "districts/ninh-son/2024-Q2.yaml": submission("ninh-son", 2),
    }
    (step,) = said(VIETNAMESE, assess_files(files))
    assert step.endswith("Bác Ái +5,0 điểm % (vượt 5)")


def test_a_unit_has_nobody_below_it_who_pulls(assess_files: Assess) -> None:
    report = assess_files(SHORT)
    assert said(ENGLISH, report, "bac-ai") == [
        "2.2 Village roads: villages with a hard road: 10 more, 2 a month"
    ]
    assert said(ENGLISH, report, "ninh-son") == []


def test_where_lower_is_better_units_push_the_result_up(assess_files: Assess) -> None:
    """8 + 2 = 10 of 80, where 10 % would be 8; each unit may have 4 of 40."""
    files = {
        "targets-2024.yaml": PLAN.replace("at_least: 75", "at_most: 10"),
        "districts/bac-ai/2024-Q2.yaml": submission("bac-ai", 8),
        "districts/ninh-son/2024-Q2.yaml": submission("ninh-son", 2),
    }
    report = assess_files(files)
    assert said(ENGLISH, report) == [
        (
            "2.2 Village roads: villages with a hard road: 2 fewer, 1 a month; pushed up most by"
            " Bác Ái +5.0 pp (4 too many)"
        )
    ]
    assert said(VIETNAMESE, report) == [
        (
            "2.2 Đường thôn: giảm 2 thôn có đường cứng, mỗi tháng 1; đẩy kết quả lên nhiều nhất:"
            " Bác Ái +5,0 điểm % (vượt 4)"
        )
    ]


def test_units_without_a_figure_are_named_and_counted_for_nothing(assess_files: Assess) -> None:
    report = assess_files({name: SHORT[name] for name in list(SHORT)[:2]})
    assert said(ENGLISH, report) == [
        (
            "2.2 Village roads: villages with a hard road: 10 more, 2 a month; pulled down most by"
            " Bác Ái -25.0 pp (10 short); no figure from Ninh Sơn"
        )
    ]
    assert said(VIETNAMESE, report)[0].endswith("; chưa có số liệu: Ninh Sơn")


def test_of_a_count_with_shares_it_is_said_what_each_unit_lacks(assess_files: Assess) -> None:
    plan = PLAN.replace("measure: rate", "measure: count").replace(
        "target: {at_least: 75}", "target: {at_least: 75, by_unit: {bac-ai: 45, ninh-son: 30}}"
    )
    plan = plan.replace("    population: villages\n", "").replace(
        "    numerator: {vi: thôn có đường cứng, en: villages with a hard road}\n", ""
    )
    files = SHORT | {"targets-2024.yaml": plan}
    assert said(ENGLISH, assess_files(files)) == [
        "2.2 Village roads: 23 more, 4 a month; pulled down most by Bác Ái (25 short)"
    ]


def test_at_the_years_end_nothing_is_left_for_a_month(assess_files: Assess) -> None:
    files = {
        name.replace("2024-Q2", "2024"): text.replace("2024-Q2", '"2024"')
        for name, text in SHORT.items()
    }
    assert said(ENGLISH, assess_files(files, "2024")) == [
        (
            "2.2 Village roads: villages with a hard road: 8 more; pulled down most by"
            " Bác Ái -12.5 pp (10 short)"
        )
    ]


def test_a_single_one_is_not_said_to_be_needed_in_each_month(assess_files: Assess) -> None:
    files = SHORT | {"districts/bac-ai/2024-Q2.yaml": submission("bac-ai", 27)}
    assert said(ENGLISH, assess_files(files)) == [
        (
            "2.2 Village roads: villages with a hard road: 1 more; pulled down most by"
            " Bác Ái -3.8 pp (3 short)"
        )
    ]


def test_nothing_is_left_where_all_is_met(assess_files: Assess) -> None:
    assert said(ENGLISH, assess_files(FILES)) == []
