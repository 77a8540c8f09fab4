"""The rows of areas, each judged when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ttdt.compute.results import AreaResult

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ttdt.compute.results import Status


class JudgedRows(Mapping[str, AreaResult]):
    """The rows of areas by id: most answers show only some, and need not wait for the others."""

    def __init__(
        self,
        areas: Mapping[str, object],
        judged: Callable[[str], AreaResult],
        status: Callable[[str], Status],
    ) -> None:
        """Take the ids of the areas, in order, and what gives a row, or its status alone."""
        self._areas = areas
        self._judged = judged
        self._status = status
        self._rows: dict[str, AreaResult] = {}
        self._statuses: dict[str, Status] = {}

    def status_of(self, area: str) -> Status:
        """Return the status of an area's row, which is not judged for it."""
        row = self._rows.get(area)
        if row is not None:
            return row.status
        if area not in self._statuses:
            self._statuses[area] = self._status(area)
        return self._statuses[area]

    def __getitem__(self, area: str) -> AreaResult:
        """Return an area's row."""
        row = self._rows.get(area)
        if row is None:
            if area not in self._areas:
                raise KeyError(area)
            row = self._rows[area] = self._judged(area)
        return row

    def __contains__(self, area: object) -> bool:
        """Return whether there is such an area, without judging its row."""
        return area in self._areas

    def __iter__(self) -> Iterator[str]:
        """Yield the ids of the areas."""
        return iter(self._areas)

    def __len__(self) -> int:
        """Return how many areas there are."""
        return len(self._areas)
