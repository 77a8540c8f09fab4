"""Periods in the notations of other systems."""

from __future__ import annotations

import re

from ttdt.period import Period, parse_id

_NINE_MONTHS = "-01-01/P9M"
_OF_DHIS2 = re.compile(r"(?P<year>[0-9]{4})(?P<part>Q[1-4]|S[12]|0[1-9]|1[0-2])?")
_OF_SDMX = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<part>A1|S[12]|Q[1-4]|M?(?:0[1-9]|1[0-2])))?")


def sdmx_period(period: Period) -> str:
    """Return a period as SDMX 3.0 writes it: `2024-Q2`, `2024-06`, `2024-S1`, `2024`.

    Nine months have no name of their own and are a time range, `2024-01-01/P9M`.
    """
    if period.part == "9M":
        return f"{period.year:04d}{_NINE_MONTHS}"
    return period.id.replace("-H", "-S")


def sdmx_frequency(period: Period) -> str:
    """Return the code of how often such a period comes: A, S, Q or M; nine months are irregular."""
    if period.part == "":
        return "A"
    if period.part == "9M":
        return "I"
    return {"H": "S", "Q": "Q"}.get(period.part[0], "M")


def dhis2_period(period: Period) -> str | None:
    """Return a period as DHIS2 writes it: `2024Q2`, `202406`, `2024S1`, `2024`.

    DHIS2 has none for the first nine months of a year: then it is None.
    """
    if period.part == "9M":
        return None
    return period.id.replace("-H", "S").replace("-", "")


def period_of_sdmx(text: str) -> Period | None:
    """Return the period that SDMX writes so, or None; also with a letter: `2024-M06`, `2024-A1`."""
    if text.endswith(_NINE_MONTHS):
        return parse_id(f"{text.removesuffix(_NINE_MONTHS)}-9M")
    return _period(_OF_SDMX.fullmatch(text))


def period_of_dhis2(text: str) -> Period | None:
    """Return the period that DHIS2 writes so, or None."""
    return _period(_OF_DHIS2.fullmatch(text))


def _period(found: re.Match[str] | None) -> Period | None:
    if found is None:
        return None
    part = (found["part"] or "").removeprefix("A1").removeprefix("M").replace("S", "H")
    return parse_id(f"{found['year']}-{part}" if part else found["year"])
