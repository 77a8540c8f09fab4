"""Which files come from another system, by what is in them."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from typing import TYPE_CHECKING

from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.excel.sheets import CellTable

OF_DHIS2 = ("dataelement", "period", "orgunit", "value")
"""The columns that data values of DHIS2 have at least."""
OF_SDMX = ("REF_AREA", "INDICATOR", "TIME_PERIOD", "OBS_VALUE")
"""The columns that observations of SDMX-CSV have at least."""


def is_json(content: bytes) -> bool:
    """Return whether a file is JSON, whatever it is about."""
    encoding = json.detect_encoding(content)
    if not encoding.startswith("utf-8"):
        content = content.decode(encoding, "ignore").encode()
    return content.removeprefix(BOM_UTF8).lstrip()[:1] in {b"{", b"["}


def is_dhis2_table(table: CellTable) -> bool:
    """Return whether the first row names the columns of data values of DHIS2."""
    return _names_all(table, OF_DHIS2)


def is_sdmx_table(table: CellTable) -> bool:
    """Return whether the first row names the columns of SDMX-CSV."""
    return _names_all(table, OF_SDMX)


def _names_all(table: CellTable, names: Iterable[str]) -> bool:
    headings = {str(word).strip().casefold() for word in table.rows[0]} if table.rows else set()
    return headings.issuperset(name.casefold() for name in names)


def columns_of(table: CellTable, names: Iterable[str]) -> dict[str, int]:
    """Return where in a table the columns stand that its first row calls by these names.

    Raises `TtdtError` for a column that is there twice.
    """
    headings = [str(word).strip().casefold() for word in table.rows[0]] if table.rows else []
    there = [name for name in names if name.casefold() in headings]
    for name in there:
        if headings.count(name.casefold()) > 1:
            raise TtdtError(
                gettext_lazy(
                    "{path}: the column {column} is there twice", path=table.path, column=name
                )
            )
    return {name: headings.index(name.casefold()) for name in there}
