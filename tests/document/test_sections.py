"""The sections that close a report, and a sentence on each unit: by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.small_workspace import FILES, PLAN, submission

from ttdt.document.report.sections import closing
from ttdt.document.report.unit_sentences import unit_sentences
from ttdt.plan import NO_SECTIONS, Sections, SectionTexts
from ttdt.text.language import Language

if TYPE_CHECKING:
    from tests.conftest import Assess

    from ttdt.compute import Report

ENGLISH, VIETNAMESE = Language("en"), Language("vi")
BEHIND = {
    "targets-2024.yaml": PLAN,
    "districts/bac-ai/2024-Q2.yaml": submission("bac-ai", "{value: 15, cause: Mưa lũ.}"),
    "districts/ninh-son/2024-Q2.yaml": submission("ninh-son", 30),
    "districts/bac-ai/2023.yaml": submission("bac-ai", 14, period='"2023"'),
    "districts/ninh-son/2023.yaml": submission("ninh-son", 30, period='"2023"'),
}
"""45 of 80, 56.25 %, where 75 % are planned: 75 % of it. Bác Ái: 37.5 %, half of the plan."""


def said(
    language: Language, report: Report, sections: Sections = NO_SECTIONS, area: str = ""
) -> list[str]:
    return [
        f"{section.title}: "
        + " | ".join([*section.texts, *(f"{one.subject}: {one.text}" for one in section.notes)])
        for section in closing(language, report, sections, area)
        if section.title not in {"What to do next", "Việc cần làm tiếp"}
    ]


def test_shortcomings_and_causes_are_built_from_figures(assess_files: Assess) -> None:
    report = assess_files(BEHIND)
    assert said(ENGLISH, report) == [
        (
            "Shortcomings: Village roads: 56.3 % against a target of ≥ 75 %, at 75.0 % of the plan"
            " (far behind); the lowest is Bác Ái, at 50.0 % of the plan"
        ),
        "Causes: Village roads: Bác Ái: Mưa lũ",
        "Solutions: ",
        "Proposals: ",
    ]
    assert said(VIETNAMESE, report)[:2] == [
        (
            "Tồn tại, hạn chế: Đường thôn: 56,3 % so với mục tiêu ≥ 75 %, đạt 75,0 % kế hoạch"
            " (rất chậm); thấp nhất là huyện Bác Ái, đạt 50,0 % kế hoạch"
        ),
        "Nguyên nhân: Đường thôn: Bác Ái: Mưa lũ",
    ]


def test_a_unit_has_sections_of_its_own(assess_files: Assess) -> None:
    assert said(ENGLISH, assess_files(BEHIND), area="bac-ai")[:2] == [
        (
            "Shortcomings: Village roads: 37.5 % against a target of ≥ 75 %, at 50.0 % of the plan"
            " (far behind)"
        ),
        "Causes: Village roads: Mưa lũ.",
    ]


def test_the_offices_words_come_first_and_what_it_leaves_out_is_left_out(
    assess_files: Assess,
) -> None:
    texts = SectionTexts(shortcomings=("A",), causes=(), solutions=("B", "C"), proposals=())
    assert said(ENGLISH, assess_files(FILES), Sections(texts)) == [
        "Shortcomings: A",
        "Solutions: B | C",
    ]


def test_who_has_submitted_nothing_or_late(assess_files: Assess) -> None:
    files = {name: FILES[name] for name in list(FILES)[:2]}
    files["targets-2024.yaml"] += "deadlines: {Q2: 2024-06-19}\n"
    assert said(ENGLISH, assess_files(files))[0] == (
        "Shortcomings: Not submitted: Ninh Sơn | Submitted late: Bác Ái"
    )
    assert said(VIETNAMESE, assess_files(files))[0] == (
        "Tồn tại, hạn chế: Chưa gửi: Ninh Sơn | Gửi muộn: Bác Ái"
    )


def test_a_sentence_on_each_unit(assess_files: Assess) -> None:
    report = assess_files({name: text for name, text in BEHIND.items() if "ninh-son" not in name})
    assert unit_sentences(ENGLISH, report) == [
        (
            "Bác Ái meets 0 of 1 objective judged; the lowest is 2.2 Village roads, at 50.0 % of"
            " the plan."
        ),
        "Ninh Sơn has not submitted anything for this period.",
    ]
    assert unit_sentences(VIETNAMESE, report) == [
        (
            "Huyện Bác Ái đạt 0/1 mục tiêu được đánh giá; thấp nhất là 2.2 Đường thôn,"
            " đạt 50,0 % kế hoạch."
        ),
        "Huyện Ninh Sơn chưa gửi báo cáo cho kỳ này.",
    ]


def test_a_limit_has_no_share_of_the_plan(assess_files: Assess) -> None:
    files = FILES | {"targets-2024.yaml": PLAN.replace("at_least: 75", "at_most: 10")}
    assert unit_sentences(VIETNAMESE, assess_files(files))[0] == (
        "Huyện Bác Ái đạt 0/1 mục tiêu được đánh giá;"
        " 2.2 Đường thôn: 75,0 % so với mục tiêu ≤ 10 %."
    )


def test_nothing_is_said_to_be_at_100_percent_that_is_not_met(assess_files: Assess) -> None:
    """30 of 40 is 75 %, which is all of "more than 75 %" and does not meet it."""
    files = FILES | {"targets-2024.yaml": PLAN.replace("at_least", "more_than")}
    first, second = unit_sentences(ENGLISH, assess_files(files))
    assert first == (
        "Bác Ái meets 0 of 1 objective judged; 2.2 Village roads: 75.0 % against a target of"
        " > 75 %."
    )
    assert second == "Ninh Sơn meets 1 of 1 objective judged."


HALLS = """\
  halls:
    clause: "7.2"
    group: infrastructure
    name: {vi: Nhà sinh hoạt, en: Halls}
    measure: rate
    population: villages
    target: {at_least: 50}
"""


def test_what_a_unit_has_no_figure_for_is_named(assess_files: Assess) -> None:
    files = {
        "targets-2024.yaml": PLAN + HALLS,
        "districts/bac-ai/2024-Q2.yaml": submission("bac-ai", "{not_reported: Chưa đếm.}")
        + "  halls: 30\n",
    }
    report = assess_files(files)
    assert unit_sentences(ENGLISH, report)[0] == (
        "Bác Ái meets 1 of 1 objective judged; no figure for 2.2."
    )
    assert unit_sentences(VIETNAMESE, report)[0] == (
        "Huyện Bác Ái đạt 1/1 mục tiêu được đánh giá; chưa có số liệu mục 2.2."
    )


def test_without_a_target_nothing_is_judged(assess_files: Assess) -> None:
    plan = PLAN.replace("    target: {at_least: 75}\n", "")
    report = assess_files(FILES | {"targets-2024.yaml": plan})
    assert unit_sentences(ENGLISH, report)[0] == "Bác Ái has no objective that could be judged."
    first, *_ = unit_sentences(VIETNAMESE, report)
    assert first == "Huyện Bác Ái chưa có mục tiêu nào đánh giá được."
