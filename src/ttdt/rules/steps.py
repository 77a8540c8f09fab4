"""The way of a number from one round to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from fractions import Fraction

    from ttdt.history import History
    from ttdt.submission import Submission


@dataclass(frozen=True, slots=True)
class Step:
    """A number in one round and in the round before that has it."""

    before: Submission
    now: Submission
    old: Fraction
    new: Fraction


def steps(history: History, numbers: Mapping[str, Fraction]) -> Iterator[Step]:
    """Yield the steps of a number, which is given by the paths of the submissions that have it."""
    for before, now in history.steps(lambda submission: submission.path in numbers):
        yield Step(before, now, numbers[before.path], numbers[now.path])


def lasting(
    taken: Iterable[Step],
    is_jump: Callable[[Fraction, Fraction], bool],
    accepts: Callable[[Submission], bool],
) -> Iterator[Step]:
    """Yield the steps that are jumps, but not the way back from one that nobody has accepted.

    A number that jumps and then returns is wrong once, in the round it jumped to.
    """
    left: dict[str, Fraction] = {}
    for step in taken:
        if not is_jump(step.old, step.new):
            continue
        origin = left.get(step.before.path)
        if origin is None or is_jump(origin, step.new):
            if not accepts(step.now):
                left[step.now.path] = step.old
            yield step
