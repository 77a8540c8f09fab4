"""From what a file says of a target to the target, with what it was changed to."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.period import parse_id
from ttdt.plan.targets import Amendment, Comparator, Decision, Target

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from ttdt.period import Period
    from ttdt.schema.targets import AmendedTargetShape, ComparisonShape, DecisionShape, TargetShape


def target_of(shape: TargetShape) -> Target:
    """Return the target that a sound shape describes."""
    comparator, value = _compared(shape)
    target = Target(
        comparator,
        value,
        Fraction(shape.tolerance or 0),
        {unit: Fraction(share) for unit, share in (shape.by_unit or {}).items()},
    )
    return target._replace(amendments=tuple(_amendments(shape, target)))


def decision_of(shape: DecisionShape | None) -> Decision | None:
    """Return a decision, or None where there is none."""
    return None if shape is None else Decision(shape.number, shape.date)


def _compared(shape: ComparisonShape) -> tuple[Comparator, Fraction]:
    comparator = next(name for name in Comparator if getattr(shape, name) is not None)
    value: Decimal = getattr(shape, comparator)
    return comparator, Fraction(value)


def _amendments(shape: TargetShape, replaced: Target) -> Iterator[Amendment]:
    """Yield what a target was changed to, the earliest first; what is not said stays as it was."""
    by_unit, tolerance = shape.by_unit, shape.tolerance
    dated = [
        (since_of(amended), place, amended) for place, amended in enumerate(shape.amended or ())
    ]
    for since, place, amended in sorted(dated, key=lambda one: (one[0].start, one[0].end)):
        by_unit = by_unit if amended.by_unit is None else amended.by_unit
        tolerance = tolerance if amended.tolerance is None else amended.tolerance
        comparator, value = _compared(amended)
        target = Target(
            comparator,
            value,
            Fraction((tolerance or 0) if comparator is Comparator.ABOUT else 0),
            {unit: Fraction(share) for unit, share in (by_unit or {}).items()},
            decision=decision_of(amended.decision),
            since=since,
            replaced=replaced,
        )
        yield Amendment(since, target, place)
        replaced = target


def since_of(shape: AmendedTargetShape) -> Period:
    """Return the period from which an amended target is in force; raises `ValueError` for none."""
    since = parse_id(shape.from_)
    if since is None:
        raise ValueError(shape.from_)
    return since
