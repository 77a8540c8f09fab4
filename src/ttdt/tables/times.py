"""When a row was sent, as the programs that collect answers write it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

from ttdt.maps import DateStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLOCK = (
    r"(?:[T, ]+(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?"
    r"(?: ?(?P<half>AM|PM|SA|CH))?"
    r"(?: ?(?P<zone>Z|(?:GMT|UTC)?(?P<ahead>[+-][0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?))?)?"
)
"""A time of the day; SA and CH are the halves of a Vietnamese one."""
_YEAR_FIRST = re.compile(
    rf"(?P<year>[0-9]{{4}})[-/](?P<month>[0-9]{{1,2}})[-/](?P<day>[0-9]{{1,2}}){_CLOCK}",
    re.IGNORECASE,
)
_YEAR_LAST = re.compile(
    rf"(?P<one>[0-9]{{1,2}})[-/.](?P<two>[0-9]{{1,2}})[-/.](?P<year>[0-9]{{4}}){_CLOCK}",
    re.IGNORECASE,
)
_AFTERNOON = {"PM", "CH"}
_NOON = 12
_LONGEST = 60


def time_of(value: object, style: DateStyle | None) -> datetime | None:
    """Return when a cell says that its row was sent, in its zone if it names one, or None.

    Without a style a day and a month that may be either are no date.
    """
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        return datetime.combine(value, time())
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    text = " ".join(value.split())
    if found := _YEAR_FIRST.fullmatch(text):
        return _made(found, int(found["month"]), int(found["day"]))
    if found := _YEAR_LAST.fullmatch(text):
        one, two = int(found["one"]), int(found["two"])
        meant = {
            known: at
            for known, (day, month) in _ORDERS.items()
            if (at := _made(found, (one, two)[month], (one, two)[day])) is not None
        }
        if style is not None:
            return meant.get(style)
        return meant.popitem()[1] if len({*meant.values()}) == 1 else None
    return None


_ORDERS = {DateStyle.DAY_FIRST: (0, 1), DateStyle.MONTH_FIRST: (1, 0)}
"""Which of the two numbers before a year is the day, and which the month."""


def date_styles(values: Sequence[object]) -> tuple[DateStyle, ...]:
    """Return in which styles all values are times; none where some is a time in no style."""
    return tuple(
        style for style in DateStyle if all(time_of(one, style) is not None for one in values)
    )


def _made(found: re.Match[str], month: int, day: int) -> datetime | None:
    hour = int(found["hour"] or 0)
    if half := found["half"]:
        hour = hour % _NOON + (_NOON if half.upper() in _AFTERNOON else 0)
    minute, second = int(found["minute"] or 0), int(found["second"] or 0)
    try:
        return datetime(int(found["year"]), month, day, hour, minute, second, tzinfo=_zone(found))
    except ValueError:
        return None


def _zone(found: re.Match[str]) -> timezone | None:
    """Return the zone of a time, or None where it names none; raises `ValueError` for no zone."""
    if not found["zone"]:
        return None
    ahead = found["ahead"]
    if ahead is None:
        return UTC
    minutes = 60 * int(ahead) + int(f"{ahead[0]}{found['minutes'] or 0}")
    return timezone(timedelta(minutes=minutes))
