"""The cell formats of a workbook, each made once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

Look = dict[str, Any]
"""Properties of a cell format, as xlsxwriter calls them."""


class CellStyles:
    """The cell formats of one workbook, each made once."""

    def __init__(self, workbook: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        """Make formats for this workbook."""
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def __call__(self, *looks: Mapping[str, Any]) -> Any:  # noqa: ANN401 - as above
        """Return the format with all these properties, the later ones first."""
        properties: Look = {}
        for look in looks:
            properties |= look
        key = tuple(properties.items())
        if key not in self._made:
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]
