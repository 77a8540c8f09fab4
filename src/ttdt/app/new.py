"""Beginning submissions: files ready to be filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttdt.change.blank_submission import Carried, blank_submission, schema_beside
from ttdt.compute.observation import sum_of_former
from ttdt.errors import TtdtError
from ttdt.period import Period
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ttdt.change.draft import ChangeService, FiledSubmission
    from ttdt.plan import Plan
    from ttdt.submission import Submission
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
    for unit in units:
        changes.path_of(unit, period)
    with changes.locked():
        all_filed = [changes.filed(plan, unit, period) for unit in units]
        there = tuple(str(one.path) for one in all_filed if one.content is not None)
        if there and not pass_over:
            raise TtdtError(
                gettext_lazy(
                    "nothing was written, because it is there already: {paths}", paths=there
                )
            )
        for filed in all_filed:
            if filed.content is not None:
                yield BegunSubmission(filed.path, was_there=True)
                continue
            changes.write(filed, _text(changes, filed, language).encode())
            same_day = tuple(
                one.path
                for one in changes.history(filed).all
                if one.period != period and one.period.end == period.end
            )
            yield BegunSubmission(filed.path, was_there=False, same_day=same_day)


def _text(changes: ChangeService, filed: FiledSubmission, language: Language) -> str:
    """Return a blank submission with the populations of the unit's newest submissions.

    What it has not said itself is the sum of the units that became it.
    """
    known: dict[str, Carried] = {}
    sample = False
    for earlier in _earlier(changes, filed):
        for name, population in earlier.populations.items():
            size = population.value
            if name not in known and size is not None and not population.invalid:
                known[name] = Carried(size.numerator, earlier.period)
                sample = sample or earlier.sample
    formerly = changes.history(filed).formerly
    for name in filed.plan.populations:
        size = sum_of_former(name, formerly)
        if name not in known and size is not None:
            units = tuple(unit.id for unit in formerly)
            known[name] = Carried(size.numerator, Period(filed.plan.year - 1), units)
            sample = sample or any(one.sample for unit in formerly for one in unit.submissions())
    return blank_submission(
        filed.plan,
        filed.unit,
        filed.period,
        language,
        known,
        sample=sample,
        schema=schema_beside(changes.workspace.root, filed.plan.areas[filed.unit]),
    )


def _earlier(changes: ChangeService, filed: FiledSubmission) -> list[Submission]:
    """Return what a unit has handed in up to a period's end, the newest first.

    What another unit handed in under its id the year before is not its own.
    """
    workspace, plan = changes.workspace, filed.plan
    before = (one for one in workspace.sound_plans() if one.year == plan.year - 1)
    plans = [plan, *(one for one in before if plan.owns_last_year(filed.unit, one))]
    found = {
        one.path: one
        for each in plans
        if filed.unit in each.areas
        for one in workspace.history(each, filed.unit, filed.documents).all
        if one.usable and not one.empty and one.period.end <= filed.period.end
    }
    return sorted(found.values(), key=lambda one: (one.period.end, one.period.months), reverse=True)
