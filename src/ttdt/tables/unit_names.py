"""Which unit a name in a table means, by the plan and by what is named above it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ttdt.text.matching import closest, fold

if TYPE_CHECKING:
    from ttdt.plan import Plan

_NUMBERED = re.compile(r"(?:[0-9]{1,3}|[IVXL]{1,5}|[a-zA-Z])\s*[.)/-]\s+(?=\S)")
_IN_TWO_SPELLINGS = re.compile(r"\s*/\s*|\s+[-–]\s+")
_TOTALS = re.compile(
    r"(?:tong|cong|tong cong|tong so|toan tinh|toan huyen|ca nuoc|ca tinh|total|sum|grand total)"
    r"(?: (?:cong|so|chung|toan tinh|toan huyen|ca tinh))?(?: ?\([^)]*\))?:?"
)


def bare(name: str) -> str:
    """Return a name without the number before it: `Bác Ái` of `1. Bác Ái`."""
    return _NUMBERED.sub("", name, count=1)


def is_total(name: str) -> bool:
    """Return whether a name says by itself that its row is a sum, as `Tổng cộng` does."""
    return _TOTALS.fullmatch(fold(bare(name))) is not None


def units_named(plan: Plan, name: str, above: str | None = None) -> tuple[str, ...]:
    """Return the ids of the areas that a name in a table may mean.

    It may have a number before it, and stand in two spellings: `LAO CAI / LÀO CAI`. Of several
    areas of one name it is that which lies in the one last named `above`, if that is one.
    """
    found = plan.areas_named(name) or plan.areas_named(bare(name))
    if not found:
        spellings = [one for one in _IN_TWO_SPELLINGS.split(bare(name)) if one]
        meant = {plan.areas_named(one) for one in spellings}
        found = meant.pop() if len(meant) == 1 else ()
    if len(found) > 1 and above is not None:
        inside = {unit.id for unit in plan.descendants(above)}
        within = tuple(one for one in found if one in inside)
        found = within if len(within) == 1 else found
    return found


def likeliest_unit(plan: Plan, name: str) -> str | None:
    """Return the id of the unit whose name is most like a name, or None where none is."""
    names = {fold(unit.name): unit.id for unit in plan.units.values()}
    guess = closest(bare(name), names)
    return None if guess is None else names[fold(guess)]
