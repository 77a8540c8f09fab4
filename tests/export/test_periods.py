from __future__ import annotations

import pytest

from ttdt.export.periods import dhis2_period, sdmx_frequency, sdmx_period
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
