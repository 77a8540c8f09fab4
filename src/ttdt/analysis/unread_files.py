"""Files that seem to be a unit's for a period and that no report reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.period import parse_file_name

if TYPE_CHECKING:
    from ttdt.period import Period
    from ttdt.workspace.index import SubmissionIndex


def files_unread(index: SubmissionIndex, period: Period) -> dict[str, tuple[str, ...]]:
    """Return, for each unit, the files that seem to be its for a period and that no report reads.

    They are misspelt, of another kind, too deep, or in a folder spelt almost as the unit.
    """
    folders = {entry.parts for entry in index.entries if entry.is_folder}
    found: dict[str, tuple[str, ...]] = {}
    for entry in index.strays():
        if entry.is_folder or not entry.folder:
            continue
        around = (entry.parts[:depth] for depth in range(len(entry.folder), 1, -1))
        nearest = next((one for one in around if one in folders or one in index.owners), None)
        if nearest is None:
            continue
        unit = index.owner_of(nearest)
        if unit is None:
            guesses = index.units_meant(nearest)
            unit = guesses[0] if len(guesses) == 1 else None
        meant = parse_file_name(entry.name.rpartition(".")[0] or entry.name, period.year)
        if unit is not None and meant is not None and meant.end == period.end:
            found[unit] = (*found.get(unit, ()), entry.path)
    return found
