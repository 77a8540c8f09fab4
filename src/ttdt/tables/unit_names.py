"""Which unit a name in a table means, by the plan and by what is named above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ttdt.text.conventions import LANGUAGES
from ttdt.text.matching import closest, fold

if TYPE_CHECKING:
    from ttdt.plan import Plan
    from ttdt.tables.grid import Grid

_NUMBERED = re.compile(r"\A(?:[0-9]{1,3}|[IVXL]{1,5}|[a-zA-Z])\s*[.)/-]\s+(?=\S)")
_FOOTNOTE = re.compile(r"(?<=\w)\s*(?:\*{1,3}|\(\*{1,3}\)|[\u00b9\u00b2\u00b3]+)\Z")
_IN_TWO_SPELLINGS = re.compile(r"\s*/\s*|\s+[-–]\s+")
_TOTALS = re.compile(
    "(?:" + "|".join(one.tables.totals for one in LANGUAGES.values() if one.tables.totals) + ")"
    r"(?: ?\([^)]*\))?:?"
)


def bare(name: str) -> str:
    """Return a name without the number before it or a footnote's mark: `Bác Ái` of `1. Bác Ái*`."""
    return _FOOTNOTE.sub("", _NUMBERED.sub("", name, count=1))


def is_total(name: str) -> bool:
    """Return whether a name says by itself that its row is a sum, as `Tổng cộng` does."""
    return _TOTALS.fullmatch(fold(bare(name))) is not None


def units_named(plan: Plan, name: str, above: str | None = None) -> tuple[str, ...]:
    """Return the ids of the areas that a name in a table may mean.

    It may have a number before it, and stand in two spellings: `LAO CAI / LÀO CAI`. Of several
    areas of one name it is that which lies in the area last named `above`, or nearest around it.
    """
    found = plan.areas_named(name) or plan.areas_named(bare(name))
    if not found:
        spellings = [one for one in _IN_TWO_SPELLINGS.split(bare(name)) if one]
        meant = {plan.areas_named(one) for one in spellings}
        found = meant.pop() if len(meant) == 1 else ()
    if len(found) > 1 and above is not None:
        for area in (above, *(one.id for one in reversed(plan.ancestors(above)))):
            inside = {unit.id for unit in plan.descendants(area)}
            within = tuple(one for one in found if one in inside)
            if len(within) == 1:
                return within
    return found


def area_beside(plan: Plan, grid: Grid, row: int, names_in: int) -> str | None:
    """Return the area that a row itself names before its unit, as a district before a commune."""
    for line in range(names_in - 1, -1, -1):
        found = plan.areas_named(grid.text(row, line))
        if len(found) == 1:
            return found[0]
    return None


def likeliest_units(plan: Plan, name: str, above: str | None = None) -> tuple[str, ...]:
    """Return the ids of the areas whose name is most like a name, as files write them."""
    guess = closest(bare(name), dict.fromkeys(unit.name for unit in plan.units.values()))
    found = () if guess is None else units_named(plan, guess, above)
    return tuple(plan.areas[unit].written_id for unit in found)
