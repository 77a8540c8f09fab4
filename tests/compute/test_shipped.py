"""The shipped data in the second quarter, against an independent computation."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ttdt.compute import assess
from ttdt.period import Period
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from ttdt.compute import Report

ROOT = Path(__file__).parents[2]
NOT_SUBMITTED = "ninh-hai"


@pytest.fixture(scope="module")
def report() -> Report:
    return assess(Workspace(ROOT / "data", Path("data")).round(Period(2024, "Q2")))


def test_one_unit_is_missing_and_the_data_are_marked_as_a_sample(report: Report) -> None:
    assert len(report.completeness.expected) == 7
    assert report.completeness.missing == (NOT_SUBMITTED,)
    assert report.completeness.invalid == ()
    assert report.sample
    assert report.all_errors == ()


VERDICTS = [
    # indicator, part, status, units counted, units applicable
    ("cooperatives", None, "ungraded", 6, 7),
    ("new-cooperatives", None, "met", 5, 6),
    ("poverty-reduction", None, "behind", 5, 6),
    ("commune-roads", None, "on_track", 5, 6),
    ("village-roads", None, "on_track", 5, 6),
    ("solid-facilities", None, "far_behind", 6, 7),
    ("solid-facilities", "schools", "behind", 6, 7),
    ("solid-facilities", "classrooms", "far_behind", 6, 7),
    ("solid-facilities", "health-stations", "met", 6, 7),
    ("electricity", None, "met", 6, 7),
    ("clean-water", None, "behind", 6, 7),
    ("broadcasting", None, "on_track", 6, 7),
    ("resettled-households", None, "behind", 4, 5),
    ("land-shortage", None, "ungraded", 6, 7),
    ("preschool-age-5", None, "on_track", 6, 7),
    ("primary-attendance", None, "met", 6, 7),
    ("lower-secondary-attendance", None, "behind", 6, 7),
    ("upper-secondary-attendance", None, "met", 6, 7),
    ("literacy", None, "far_behind", 6, 7),
    ("health-services", None, "ungraded", 6, 7),
    ("disease-control", None, "ungraded", 6, 7),
    ("health-insurance", None, "met", 6, 7),
    ("maternal-care", None, "on_track", 6, 7),
    ("maternal-care", "antenatal-care", "met", 6, 7),
    ("maternal-care", "assisted-births", "on_track", 6, 7),
    ("child-underweight", None, "worsening", 6, 7),
    ("trained-labour", None, "behind", 5, 7),
    ("culture-preservation", None, "ungraded", 6, 7),
    ("community-houses", None, "behind", 5, 6),
    ("culture-teams", None, "on_track", 5, 6),
    ("cadre-training", None, "ungraded", 6, 7),
    ("cadre-parity", None, "ungraded", 6, 7),
]


def test_every_verdict(report: Report) -> None:
    assert [
        (
            row.indicator.id,
            row.indicator.part,
            row.own.status,
            row.own.coverage.units,
            row.own.coverage.applicable,
        )
        for row in report.indicators
    ] == VERDICTS


NUMBERS = {
    # numerator, value, pace, remaining, firm
    "new-cooperatives": ("2", "2", None, 0, True),
    "poverty-reduction": ("5384", "5614140/4562983", "3742760/4562983", None, False),
    "commune-roads": ("26", "2600/27", "1", 1, True),
    "village-roads": ("86", "2150/29", "8/5", 1, False),
    "solid-facilities/schools": ("241", "482/5", "6/7", 4, True),
    "solid-facilities/classrooms": ("3841", "7682/81", "2146/7857", 128, True),
    "solid-facilities/health-stations": ("55", "1375/14", None, 0, False),
    "electricity": ("154627", "15462700/155399", None, 0, False),
    "clean-water": ("34947", "3494700/36601", "1821001900/2578869859", 922, True),
    "broadcasting": ("35702", "3570200/36601", "3821660400/3839774309", 533, True),
    "resettled-households": ("57", "57", "114/167", 110, False),
    "preschool-age-5": ("10469", "95", "2", 1, False),
    "primary-attendance": ("54441", "2722050/27553", None, 0, False),
    "lower-secondary-attendance": ("39646", "46100/497", "3293600/3838331", 532, True),
    "upper-secondary-attendance": ("17233", "1723300/29699", None, 0, False),
    "literacy": ("408401", "8168020/91669", "1353040698/2547756517", 4110, False),
    "health-insurance": ("157548.734", "11253481/116780", None, 0, False),
    "maternal-care/antenatal-care": ("8246", "824600/9523", None, 0, False),
    "maternal-care/assisted-births": ("7291", "364550/4589", "8016175/5190159", 52, False),
    "child-underweight": ("7449", "186225/11486", "-24424555/19853551", -558, False),
    "trained-labour": ("132774", "13277400/327517", "6367299832/9527797047", 14609, False),
    "community-houses": ("108", "2700/29", "2/3", 8, True),
    "culture-teams": ("79", "1975/29", "15/13", 3, True),
    "cadre-parity": ("2574", "-3396458480/736240549", None, None, False),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_the_numbers_behind_a_verdict(report: Report, name: str) -> None:
    rows = {"/".join(filter(None, row.indicator.key)): row.own for row in report.indicators}
    row = rows[name]
    numerator, value, pace, remaining, firm = NUMBERS[name]
    assert row.numerator == Fraction(numerator)
    assert row.value == Fraction(value)
    assert row.pace == (None if pace is None else Fraction(pace))
    assert (row.remaining, row.firm) == (remaining, firm)


@pytest.mark.parametrize(
    ("name", "worst", "firm"),
    [("solid-facilities", "classrooms", True), ("maternal-care", "assisted-births", False)],
)
def test_a_composite_names_its_worst_part(
    report: Report, name: str, worst: str, *, firm: bool
) -> None:
    row = next(row.own for row in report.indicators if row.indicator.key == (name, None))
    assert (row.worst, row.firm) == (worst, firm)


def test_statuses_and_values_asked_for_alone_are_those_of_the_rows(report: Report) -> None:
    for result in report.indicators:
        alone = {area: (result.status_of(area), result.value_of(area)) for area in result.areas}
        assert alone == {area: (row.status, row.value) for area, row in result.areas.items()}
