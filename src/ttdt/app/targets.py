"""The plan, as the program reads it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ttdt.app.area_workspace import plan_seen_from
from ttdt.app.outcome import Outcome
from ttdt.app.resolving import pick_bodies, pick_indicators
from ttdt.app.words_in_place import AREA, BODY, INDICATOR, YEAR, WordsInPlace, one_word
from ttdt.compute import Selection
from ttdt.document.targets import TargetsAnswer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.app.locating import WorkspaceLocation


_WORDS = WordsInPlace(
    "targets", (INDICATOR, AREA), (YEAR,), years_are_no_periods=True, only_by_option=(BODY,)
)


def list_targets(
    year: str | None,
    location: WorkspaceLocation,
    area: str | None = None,
    bodies: Sequence[str] = (),
    words: Sequence[str] = (),
) -> Outcome:
    """Return the targets of a year's plan, the newest's without one; raises `TtdtError`.

    With `area` they are those of the unit that it names, with `bodies` those that one of them
    answers for. `words` may name indicators, the area, and the year.
    """
    bare = [word for word in words if _WORDS.is_year(word)]
    year = one_word(YEAR, (*bare, *(() if year is None else (year,))))
    whole = location.plan(year)
    named = _WORDS.sort(words, plan_seen_from(whole, area))
    area = one_word(AREA.option, (*named.get(AREA.option, ()), *(() if area is None else (area,))))
    plan = plan_seen_from(whole, area)
    indicators = pick_indicators(named.get(INDICATOR.option, ()), plan)
    selection = Selection(indicators=indicators, bodies=pick_bodies(bodies, plan))
    chosen = {name: one for name, one in plan.indicators.items() if selection.includes(one)}
    return Outcome(TargetsAnswer(replace(plan, indicators=chosen)))
