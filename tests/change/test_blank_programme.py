"""Money and tasks of a form: what is known stands in it, and it still says nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.change.programme_plan import PLAN, Q2, read_back

from ttdt.change.blank_programme import (
    CarriedAmounts,
    EarlierWord,
    KnownMoney,
    KnownProgramme,
    known_money,
)
from ttdt.change.blank_submission import blank_submission
from ttdt.change.edits import SubmissionEdits
from ttdt.change.update import update
from ttdt.period import Period
from ttdt.plan import OWN_AREA
from ttdt.submission.model import TaskReport, TaskStatus
from ttdt.text.language import Language

Q1 = Period(2024, "Q1")
BEFORE = """\
unit: bac-ai
period: 2024-Q1
status: final
funding:
  p1: {local: {carried_over: 20.50, assigned: 500, disbursed: 7, decision: "3/QĐ"}}
  p5-3:
    central: {carried_over: , assigned: 3400.125}
    local: {assigned: 5, disbursed: 6}
  p9: {local: {assigned: 1, disbursed: 0}}
"""
MONEY = known_money(PLAN, read_back(BEFORE.encode(), period=Q1))
WORDS = {
    "iii-1-1": EarlierWord(TaskReport(status=TaskStatus.DONE), Q1),
    "iii-4-1": EarlierWord(TaskReport(status=TaskStatus.UNDER_WAY, percent=Decimal(40)), Q1),
}


def blank(unit: str, known: KnownProgramme | None = None) -> str:
    return blank_submission(PLAN, unit, Q2, Language("en"), {}, known or KnownProgramme())


def programme(text: str) -> list[str]:
    """Return the lines about money and tasks, without their explanations."""
    lines = text[text.index("\nfunding:") + 1 :].splitlines()
    return [line for line in lines if line and not line.startswith("  # ")]


def test_money_is_taken_over_but_for_what_is_disbursed() -> None:
    assert (
        KnownMoney(
            {
                ("p1", "local"): CarriedAmounts(Decimal("20.50"), Decimal(500)),
                ("p5-3", "central"): CarriedAmounts(None, Decimal("3400.125")),
                # More is disbursed than there is, so nothing of it holds.
                ("p5-3", "local"): CarriedAmounts(),
            },
            Q1,
        )
        == MONEY
    )
    assert programme(blank("bac-ai", KnownProgramme(MONEY, WORDS))) == [
        "funding:",
        "  p1:",
        (
            "    local: {carried_over: 20.50, assigned: 500, disbursed: }"
            "  # Provincial counterpart budget"
        ),
        "  p5-3:",
        (
            "    central: {carried_over: , assigned: 3400.125, disbursed: }"
            "  # Central budget, investment"
        ),
        "    local: {assigned: , disbursed: }  # Provincial counterpart budget",
        "tasks:",
        "  iii-1-1: done  # 2024-Q1: please confirm",
        "  iii-4-1:  # 2024-Q1: under_way (40 %)",
    ]


def test_amounts_of_another_year_do_not_hold() -> None:
    filed = read_back(BEFORE.replace("2024-Q1", '"2023"').encode(), period=Period(2023))
    known = known_money(PLAN, filed)
    assert known is not None
    assert set(known.amounts.values()) == {CarriedAmounts()}
    assert "The projects and sources are those of 2023;" in blank("bac-ai", KnownProgramme(known))


def test_a_cancelled_task_keeps_its_reason() -> None:
    report = TaskReport(status=TaskStatus.CANCELLED, reason="gộp vào việc khác")
    text = blank("bac-ai", KnownProgramme(words={"iii-4-1": EarlierWord(report, Q1)}))
    assert '  iii-4-1: {status: cancelled, reason: "gộp vào việc khác"}  # 2024-Q1: ple' in text


def test_without_anything_known_an_example_shows_how() -> None:
    text = blank("ninh-son")
    assert programme(text) == ["funding:", "tasks:", "  iii-1-1:"]
    example = "p1: {central: {carried_over: 0, assigned: 1234.5, disbursed: 0}}"
    assert f"  # {example}\n" in text
    filled = read_back(text.replace(f"# {example}", example).encode(), "ninh-son")
    assert filled.funding["p1", "central"].known
    for listed in ("p5-3: 5.3 Vocational training", "local: Provincial counterpart budget"):
        assert f"  #   {listed}\n" in text


def test_what_is_set_stands_beside_the_example_without_its_sign() -> None:
    edits = SubmissionEdits(funding={("p5-3", "local"): {"assigned": 5, "disbursed": 1}})
    text = update(blank("ninh-son").encode(), PLAN, edits).decode()
    assert "\nfunding:\n  p5-3:\n    local: {assigned: 5, disbursed: 1}\n  # Money" in text
    both = read_back(text.replace("  # p1: {", "  p1: {").encode(), "ninh-son")
    assert set(both.funding) == {("p1", "central"), ("p5-3", "local")}


def test_the_own_area_has_the_tasks_of_bodies_by_body() -> None:
    text = blank(OWN_AREA)
    assert "What stands here counts instead of the sum of the units below" in text
    assert text[text.index("\n  # ===== Ethnic") :] == (
        "\n  # ===== Ethnic Affairs Committee =====\n\n"
        "  # V.1 Gathering reports\n  # Due: the year 2024\n  v-1-1:\n\n"
        "  # ===== Fatherland Front =====\n\n"
        "  # V.2 Supervision\n  v-2-1:\n"
    )


@pytest.mark.parametrize("unit", ["bac-ai", "ninh-son", OWN_AREA])
@pytest.mark.parametrize("known", [KnownProgramme(), KnownProgramme(MONEY, WORDS)])
def test_it_says_nothing_until_it_is_filled_in(unit: str, known: KnownProgramme) -> None:
    text = blank(unit, known)
    assert read_back(text.encode(), unit).empty
    edits = SubmissionEdits(funding={("p1", "local"): {"disbursed": 0}})
    filled = read_back(update(text.encode(), PLAN, edits), unit)
    assert not filled.empty
    assert filled.funding["p1", "local"].disbursed == 0


def test_tasks_alone_say_something_once_their_status_is_given() -> None:
    text = blank("bac-ai", KnownProgramme(MONEY, WORDS))
    assert not read_back(text.replace("\nstatus:  #", "\nstatus: final  #").encode()).empty
