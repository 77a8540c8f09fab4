"""Which files to be filled in a command line asks for: of which areas, for which period."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.app.resolving import choose_period
from ttdt.app.words_in_place import (
    PERIOD,
    UNIT,
    UNIT_OR_OWN_AREA,
    WordsInPlace,
    is_period,
    one_word,
)
from ttdt.change.draft import plan_for
from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.app.assessing import AskedPeriod
    from ttdt.period import Period
    from ttdt.plan import Plan
    from ttdt.workspace.workspace import Workspace


class AskedForms(NamedTuple):
    """For which period, and of which areas, files to be filled in are asked for."""

    period: Period
    plan: Plan
    units: tuple[str, ...]
    """In words."""


def asked_forms(
    label: str,
    words: Sequence[str],
    workspace: Workspace,
    when: AskedPeriod,
    units: Sequence[str],
) -> AskedForms:
    """Return what options and words ask for together.

    Raises `TtdtError` for words that contradict each other or an option, and without a period.
    """
    named = [word for word in words if is_period(word, workspace.years[0])]
    if when.period is None and not named:
        raise TtdtError(gettext_lazy("name the period with --period, such as --period Q3"))
    asked = [
        choose_period(workspace, word, when.today)
        for word in (when.period, *named)
        if word is not None
    ]
    plan = plan_for(workspace, asked[0])
    found = WordsInPlace(label, (UNIT_OR_OWN_AREA,), (PERIOD,)).sort(words, plan)
    if len(set(asked)) > 1:
        one_word(PERIOD, [one.id for one in asked])
    return AskedForms(asked[0], plan, (*units, *found.get(UNIT.option, ())))
