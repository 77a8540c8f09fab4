from __future__ import annotations

import pytest

from ttdt.export.periods import (
    dhis2_period,
    period_of_dhis2,
    period_of_sdmx,
    sdmx_frequency,
    sdmx_period,
)
from ttdt.period import parse_id


@pytest.mark.parametrize(
    ("name", "sdmx", "frequency", "dhis2"),
    [
        ("2024-Q2", "2024-Q2", "Q", "2024Q2"),
        ("2024-06", "2024-06", "M", "202406"),
        ("2024-H1", "2024-S1", "S", "2024S1"),
        ("2024-H2", "2024-S2", "S", "2024S2"),
        ("2024", "2024", "A", "2024"),
        ("2024-9M", "2024-01-01/P9M", "I", None),
    ],
)
def test_notations(name: str, sdmx: str, frequency: str, dhis2: str | None) -> None:
    period = parse_id(name)
    assert period is not None
    assert sdmx_period(period) == sdmx
    assert sdmx_frequency(period) == frequency
    assert dhis2_period(period) == dhis2
    assert period_of_sdmx(sdmx) == period
    assert dhis2 is None or period_of_dhis2(dhis2) == period


@pytest.mark.parametrize("text", ["", "2024-13", "2024-W07", "2024-Q5", "24-Q1", "2024-01-01/P6M"])
def test_what_is_no_period(text: str) -> None:
    assert period_of_sdmx(text) is None
    assert period_of_dhis2(text.replace("-", "")) is None


def test_sdmx_writes_a_month_and_a_year_in_two_ways() -> None:
    assert period_of_sdmx("2024-M06") == parse_id("2024-06")
    assert period_of_sdmx("2024-A1") == parse_id("2024")
