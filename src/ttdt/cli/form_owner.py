"""Whose figures a form holds, and for when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.app.resolving import pick_units
from ttdt.cli.applying_changes import plan_for
from ttdt.errors import TtdtError
from ttdt.period import Period, parse_id, parse_words
from ttdt.text.matching import closest
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.forms.filled_form import Filled
    from ttdt.plan import Plan
    from ttdt.workspace.workspace import Workspace


def period_of(workspace: Workspace, word: str) -> Period:
    """Return the period that a form names; raises `TtdtError`."""
    period = parse_id(word) or parse_words(word, workspace.years[0])
    if period is None:
        raise TtdtError(gettext_lazy("“{word}” is no period; write it as 2024-Q3", word=word[:60]))
    return period


def unit_of(plan: Plan, word: str) -> str:
    """Return the unit that a form names, by id, name or code; raises `TtdtError`."""
    if word in plan.units:
        return word
    try:
        (found,) = pick_units((word,), plan)
    except TtdtError:
        guess = closest(word, plan.units)
        if guess is None:
            raise TtdtError(gettext_lazy("the plan has no unit “{unit}”", unit=word[:60])) from None
        raise TtdtError(
            gettext_lazy(
                "the plan has no unit “{unit}”; did you mean “{guess}”?",
                unit=word[:60],
                guess=guess,
            )
        ) from None
    return found


def refuse_twice(workspace: Workspace, forms: Sequence[Filled]) -> None:
    """Raise `TtdtError` where a table has one submission under two spellings.

    Rows that contradict each other are looked for within a submission only.
    """
    seen: dict[tuple[str, str], Filled] = {}
    for filled in forms if len(forms) > 1 else ():
        try:
            period = period_of(workspace, filled.period)
            key = (unit_of(plan_for(workspace, period), filled.unit), period.id)
        except TtdtError:
            # It is told of where it is imported, and keeps no other from being so.
            continue
        first = seen.setdefault(key, filled)
        if first is not filled:
            raise TtdtError(
                gettext_lazy(
                    "“{one}” and “{other}” are the same submission; write them alike in all rows",
                    one=f"{first.unit}, {first.period}",
                    other=f"{filled.unit}, {filled.period}",
                )
            )
