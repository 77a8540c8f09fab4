"""Beginning submissions: files ready to be filled in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ttdt.change.blank_programme import (
    EarlierWord,
    KnownMoney,
    KnownProgramme,
    known_money,
    newest_words,
)
from ttdt.change.blank_submission import Carried, blank_submission, schema_beside
from ttdt.compute.observation import sum_of_former
from ttdt.errors import TtdtError
from ttdt.period import Period
from ttdt.submission.history import NewestFirst
from ttdt.text.message import gettext_lazy
from ttdt.workspace.atomic_writing import write_several
from ttdt.workspace.locking import content_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ttdt.change.draft import ChangeService, FiledSubmission
    from ttdt.plan import Plan
    from ttdt.text.language import Language


@dataclass(frozen=True, slots=True)
class BegunSubmission:
    """A submission that was begun now, or had been before and is left alone."""

    path: Path
    was_there: bool
    same_day: tuple[str, ...] = ()
    """The unit's other files that say how things stood on the same day."""


def begin(
    changes: ChangeService,
    plan: Plan,
    units: Iterable[str],
    period: Period,
    language: Language,
    *,
    pass_over: bool,
) -> Iterator[BegunSubmission]:
    """Write a blank submission for each unit and yield it, with the workspace locked meanwhile.

    Those that are there already are passed over, or else keep every other from being written.
    Raises `TtdtError`.
    """
    with changes.locked():
        paths = [changes.path_of(unit, period) for unit in units]
        there = tuple(str(path) for path in paths if content_of(path) is not None)
        if there and not pass_over:
            raise TtdtError(
                gettext_lazy(
                    "nothing was written, because it is there already: {paths}", paths=there
                )
            )

        all_filed = (changes.filed(plan, unit, period) for unit in units)
        texts = (
            (one, None if one.content is not None else _text(changes, one, language))
            for one in all_filed
        )
        for one, text in write_several(partial(_write, changes), texts):
            if text is None:
                yield BegunSubmission(one.path, was_there=True)
            else:
                yield BegunSubmission(one.path, was_there=False, same_day=_of_same_day(one))


def _write(changes: ChangeService, blank: tuple[FiledSubmission, str | None]) -> None:
    filed, text = blank
    if text is not None:
        changes.write(filed, text.encode())


def _of_same_day(filed: FiledSubmission) -> tuple[str, ...]:
    history, own = filed.history, filed.period
    found = (history.of(one) for one in history.periods if one != own and one.end == own.end)
    return tuple(one.path for one in found if one is not None)


def _text(changes: ChangeService, filed: FiledSubmission, language: Language) -> str:
    """Return a blank submission with what earlier ones know for it."""
    known = _known(filed)
    return blank_submission(
        filed.plan,
        filed.unit,
        filed.period,
        language,
        known.populations,
        KnownProgramme(known.money, known.words),
        sample=known.sample,
        schema=schema_beside(changes.workspace.root, filed.plan.areas[filed.unit]),
    )


class _Known:
    """What a unit has said before that holds for a later period, too."""

    def __init__(self) -> None:
        self.populations: dict[str, Carried] = {}
        self.money: KnownMoney | None = None
        self.words: dict[str, EarlierWord] = {}
        self.sample = False
        """Whether any of it is made up."""


def _known(filed: FiledSubmission) -> _Known:
    """Return what the unit's newest submissions say.

    A population that it has not stated itself is the sum of the units that became it.
    """
    known, plan = _Known(), filed.plan
    earlier = _earlier(filed)
    for name in plan.populations:
        for one in earlier.holding(name):
            population = one.populations.get(name)
            if population is not None and population.value is not None and not population.invalid:
                known.populations[name] = Carried(population.value.numerator, one.period)
                known.sample = known.sample or one.sample
                break
    for one in earlier.holding("funding") if plan.funding is not None else ():
        known.money = known_money(plan, one)
        if known.money is not None:
            known.sample = known.sample or one.sample
            break
    known.words = {
        name: EarlierWord(one.tasks[name], one.period)
        for name, one in newest_words(plan, filed.unit, earlier).items()
    }
    formerly = filed.history.formerly
    for name in plan.populations:
        size = sum_of_former(name, formerly)
        if name not in known.populations and size is not None:
            units = tuple(unit.id for unit in formerly)
            known.populations[name] = Carried(size.numerator, Period(plan.year - 1), units)
            former = (one for unit in formerly for one in unit.submissions())
            known.sample = known.sample or any(one.sample for one in former)
    return known


def _earlier(filed: FiledSubmission) -> NewestFirst:
    """Return what a unit has handed in up to a period's end.

    What another unit handed in under its id the year before is not its own.
    """
    plan = filed.plan
    before = (
        history
        for history in filed.histories
        if history.plan.year == plan.year - 1 and plan.owns_last_year(filed.unit, history.plan)
    )
    return NewestFirst((filed.history, *before), filed.period)
