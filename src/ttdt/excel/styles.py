"""The cell formats of a workbook, each made once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Look = dict[str, Any]
"""Properties of a cell format, as xlsxwriter calls them."""


class CellStyles:
    """The cell formats of one workbook, each made once."""

    def __init__(self, workbook: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        """Make formats for this workbook."""
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._asked: dict[tuple[int, ...], tuple[Any, tuple[Mapping[str, Any], ...]]] = {}
        """What was asked for, by the looks themselves; kept beside it, so that none is another."""

    def __call__(self, *looks: Mapping[str, Any]) -> Any:  # noqa: ANN401 - as above
        """Return the format with all these properties, the later ones first.

        Putting the properties together takes as long as writing a cell, and most cells look like
        others, so it is first asked for which looks that was done already. None may be changed.
        """
        asked = tuple(map(id, looks))
        known = self._asked.get(asked)
        if known is None:
            known = self._asked[asked] = (self._format(looks), looks)
        return known[0]

    def _format(self, looks: Sequence[Mapping[str, Any]]) -> Any:  # noqa: ANN401 - as above
        properties: Look = {}
        for look in looks:
            properties |= look
        key = tuple(properties.items())
        if key not in self._made:
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]
