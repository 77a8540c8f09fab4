from __future__ import annotations

from datetime import date, datetime

import pytest

from ttdt.maps import DateStyle
from ttdt.tables.times import date_styles, time_of

at = datetime.fromisoformat
DAY, MONTH = DateStyle.DAY_FIRST, DateStyle.MONTH_FIRST


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024-07-03T14:05:33.123+07:00", at("2024-07-03 14:05:33+07:00")),
        ("2024-07-03 14:05:33", at("2024-07-03 14:05:33")),
        ("2024/07/03 2:05:33 CH GMT+7", at("2024-07-03 14:05:33+07:00")),
        ("2024/07/03 12:05:33 SA GMT+7", at("2024-07-03 00:05:33+07:00")),
        ("2024/07/03 12:05 PM", at("2024-07-03 12:05")),
        ("23/07/2024 8:05:33", at("2024-07-23 08:05:33")),
        ("7/23/2024 8:05:33", at("2024-07-23 08:05:33")),
        ("07/07/2024", at("2024-07-07")),
        ("2024-07-03T01:30:11Z", at("2024-07-03 01:30:11+00:00")),
        ("2024-07-03 01:30:11 GMT-3:30", at("2024-07-03 01:30:11-03:30")),
        ("3/7/2024 8:05:33", None),
        ("31/02/2024", None),
        ("2024-07-03T25:00:00", None),
        ("sáng 3/7", None),
        ("12", None),
    ],
)
def test_what_can_be_read_in_one_way_only(text: str, found: datetime | None) -> None:
    assert time_of(text, None) == found


def test_a_style_decides_what_may_be_read_in_two_ways() -> None:
    assert time_of("3/7/2024 8:05", DAY) == at("2024-07-03 08:05")
    assert time_of("3/7/2024 8:05", MONTH) == at("2024-03-07 08:05")
    assert time_of("23/7/2024", MONTH) is None


def test_cells_of_workbooks_hold_times() -> None:
    assert time_of(at("2024-07-03 08:00"), None) == at("2024-07-03 08:00")
    assert time_of(date(2024, 7, 3), None) == at("2024-07-03")
    assert time_of(45000.5, None) is None


def test_the_styles_of_a_column() -> None:
    assert date_styles(["3/7/2024", "4/7/2024"]) == (DAY, MONTH)
    assert date_styles(["3/7/2024", "13/7/2024"]) == (DAY,)
    assert date_styles(["3/7/2024", "7/13/2024", "13/7/2024"]) == ()
    assert date_styles(["3/7/2024", "Bác Ái"]) == ()


def test_times_of_two_zones_are_held_against_each_other_as_they_were() -> None:
    here, there = (
        time_of(text, None) for text in ("2024-10-02T01:00:00+07:00", "2024-10-01T23:00:00Z")
    )
    assert here is not None
    assert there is not None
    assert here < there
