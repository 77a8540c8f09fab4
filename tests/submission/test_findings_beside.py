"""Which findings of a file stand beside its figures, and which ones figures are left out for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.submission.conftest import ReadText

HEAD = "unit: bac-ai\nperiod: 2024-Q2\nstatus: final\n"
ROADS = "populations: {villages: 38}\nfigures: {roads: 30}\n"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("unit: bac-ai\nperiod: 2024-Q2\n" + ROADS, ["TT102"]),
        ("unit: bac-ai\nperiod: 2024-Q2\nstatus: done\n" + ROADS, ["TT105"]),
        (HEAD + "submitted: 2024-02-31\n" + ROADS, ["TT106"]),
        (HEAD + "note: [x]\n" + ROADS, ["TT103"]),
        (HEAD + "colour: red\n" + ROADS, ["TT101"]),
        (HEAD + "colour:\n" + ROADS, ["TT101"]),
        (HEAD + "figures: {solid: {schools: 1, halls: 2, note: 5}}\n", ["TT103"]),
    ],
)
def test_beside_the_figures(text: str, codes: list[str], read_text: ReadText) -> None:
    submission = read_text(text)
    assert submission.usable
    assert [finding.code for finding in submission.findings_beside] == codes
    assert submission.all_findings == submission.findings_beside
    assert not any(figure.invalid for figure in submission.figures.values())


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "populations: {villages: 38}\nfiguers: {roads: 30}\n",
        HEAD + "figures: 30\n",
        HEAD + "populations: [38]\nfigures: {roads: 30}\n",
        HEAD + "populations: {vilages: 38}\nfigures: {roads: 30}\n",
        HEAD + "figures: {raods: 30}\n",
        HEAD + "figures: {solid: {schools: 1, hals: 2}}\n",
        HEAD + "figures: {solid: {schools: 1, note: 5}}\n",
        HEAD + "populations: {villages: 38}\nfigures: {roads: 39}\n",
    ],
)
def test_with_figures_left_out(text: str, read_text: ReadText) -> None:
    submission = read_text(text)
    assert submission.usable
    assert len(submission.all_findings) == 1
    assert submission.findings_beside == ()
