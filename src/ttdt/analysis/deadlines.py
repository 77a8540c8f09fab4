"""What is due when, by the plans' deadlines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from ttdt.period import Period
    from ttdt.plan import Plan
    from ttdt.submission.round import Round


@dataclass(frozen=True, slots=True)
class Appointment:
    """A period for which every unit of a plan has to report."""

    plan: Plan
    period: Period
    deadline: date | None
    """None where the plan's calendar has the period and no deadline is set."""


@dataclass(frozen=True, slots=True)
class Due:
    """An appointment, and who has kept it already: unit ids in the plan's order."""

    appointment: Appointment
    days_left: int | None
    submitted: tuple[str, ...]
    missing: tuple[str, ...]


def deadline_of(plan: Plan, period: Period) -> date | None:
    """Return the day by which a period's figures are due, or None where the plan sets none.

    Where the period has no deadline of its own, that of one that ends on the same day holds.
    """
    days = (plan.deadlines.get(same) for same in period.same_end())
    return next((day for day in days if day is not None), None)


def appointments(plans: Iterable[Plan], today: date) -> tuple[Appointment, ...]:
    """Return what the plans' deadlines and calendars have on `today` or later, the next first.

    A period of the calendar without a deadline of its own, nor of one with the same end, is
    there until it ends.
    """
    found: list[Appointment] = []
    for plan in plans:
        dated = plan.deadlines.items()
        found += [Appointment(plan, period, day) for period, day in dated if day >= today]
        ends = {period.end for period in plan.deadlines}
        found += [
            Appointment(plan, period, None)
            for end, period in plan.calendar_days.items()
            if end not in ends and end >= today
        ]
    found.sort(key=lambda one: (one.deadline or one.period.end, one.period.end, one.period.months))
    return tuple(found)


def due_for(
    appointment: Appointment, round_: Round, today: date, units: Collection[str] = ()
) -> Due:
    """Return who has handed in for an appointment's round, and who has not.

    `units` asks for some, and for all below them. A submission counts as the report on the round
    counts it.
    """
    day = appointment.deadline
    plan = round_.plan
    asked = [
        unit.id
        for unit in plan.leaves
        if not units
        or unit.id in units
        or any(above.id in units for above in plan.ancestors(unit.id))
    ]
    return Due(
        appointment,
        None if day is None else (day - today).days,
        submitted=tuple(unit for unit in asked if round_.of(unit).current is not None),
        missing=tuple(unit for unit in asked if round_.of(unit).current is None),
    )
