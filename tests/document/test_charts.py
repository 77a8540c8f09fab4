"""What the charts of results show."""

from __future__ import annotations

from ttdt.compute.results import Status
from ttdt.document.model import Chart, Series
from ttdt.document.report.charts import verdicts_chart
from ttdt.text.language import Language

EN = Language("en")


def test_verdicts_are_counted_best_first_and_said_in_words() -> None:
    given = [
        ("2024-Q1", [Status.BEHIND, Status.MET, Status.BEHIND]),
        ("2024-Q2", [Status.MET, Status.MET]),
    ]
    assert verdicts_chart(EN, "Objectives", given) == Chart(
        "Objectives",
        ("2024-Q1", "2024-Q2"),
        (
            Series("✓ met", (1, 2), Status.MET),
            Series("◐ behind", (2, None), Status.BEHIND),
        ),
        "Objectives. 2024-Q1: ✓ met 1, ◐ behind 2; 2024-Q2: ✓ met 2.",
        is_stacked=True,
    )


def test_one_round_alone_is_not_compared() -> None:
    assert verdicts_chart(EN, "Objectives", [("2024-Q1", [Status.MET])]) is None
