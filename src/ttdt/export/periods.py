"""Periods in the notations of other systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ttdt.period import Period


def sdmx_period(period: Period) -> str:
    """Return a period as SDMX 3.0 writes it: `2024-Q2`, `2024-06`, `2024-S1`, `2024`.

    Nine months have no name of their own and are a time range, `2024-01-01/P9M`.
    """
    if period.part == "9M":
        return f"{period.year:04d}-01-01/P9M"
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
