"""Which files come from another system, by what is in them."""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.excel.sheets import CellTable

OF_DHIS2 = ("dataelement", "period", "orgunit", "value")
"""The columns that data values of DHIS2 have at least."""
OF_SDMX = ("REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_VALUE")
"""The columns that observations of SDMX-CSV have at least."""


def is_json(content: bytes) -> bool:
    """Return whether a file is JSON, whatever it is about."""
    return content.removeprefix(BOM_UTF8).lstrip()[:1] in {b"{", b"["}


def is_dhis2_table(table: CellTable) -> bool:
    """Return whether the first row names the columns of data values of DHIS2."""
    return len(columns_of(table, OF_DHIS2)) == len(OF_DHIS2)


def is_sdmx_table(table: CellTable) -> bool:
    """Return whether the first row names the columns of SDMX-CSV."""
    return len(columns_of(table, OF_SDMX)) == len(OF_SDMX)


def columns_of(table: CellTable, names: Iterable[str]) -> dict[str, int]:
    """Return where in a table the columns stand that its first row calls by these names."""
    headings = [str(word).strip().casefold() for word in table.rows[0]] if table.rows else []
    return {name: headings.index(name.casefold()) for name in names if name.casefold() in headings}
