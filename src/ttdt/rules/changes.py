"""The way of a number from one round to the next."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Generic, TypeVar

from ttdt.number import Number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ttdt.submission import Submission
    from ttdt.submission.history import History

Quantity = TypeVar("Quantity", int, Fraction, Number, Decimal)
"""A count, a rate or an amount of money."""


@dataclass(frozen=True, slots=True)
class Step(Generic[Quantity]):
    """A number in one round and in the round before that has it."""

    before: Submission
    now: Submission
    old: Quantity
    new: Quantity


def steps(history: History, numbers: Mapping[str, Quantity]) -> Iterator[Step[Quantity]]:
    """Yield the steps of a number, which is given by the paths of the submissions that have it."""
    for before, now in history.steps(lambda submission: submission.path in numbers):
        yield Step(before, now, numbers[before.path], numbers[now.path])


def lasting(
    taken: Iterable[Step[Quantity]],
    is_jump: Callable[[Quantity, Quantity], bool],
    accepts: Callable[[Submission], bool],
) -> Iterator[Step[Quantity]]:
    """Yield the steps that are jumps, but not the way back from one that nobody has accepted.

    A number that jumps and then returns is wrong once, in the round it jumped to.
    """
    left: dict[str, Quantity] = {}
    for step in taken:
        if not is_jump(step.old, step.new):
            continue
        origin = left.get(step.before.path)
        if origin is None or is_jump(origin, step.new):
            if not accepts(step.now):
                left[step.now.path] = step.old
            yield step
