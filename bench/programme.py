"""Plausible money and tasks of a submission, for every project and task of the real plan."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from bench.measure import ROOT

from ttdt.plan import read_plan
from ttdt.yaml import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.plan import Plan

_SOURCES = ("central-investment", "central-recurrent")
_STATUSES = ("under_way", "not_started", "done")


def programme_lines(unit: str, month: int) -> Iterator[str]:
    """Yield the lines of what a unit says of money and of all tasks it is asked for."""
    plan = _plan()
    yield "# Triệu đồng, lũy kế từ đầu năm."
    yield "funding:"
    for place, project in enumerate(plan.funding.leaves if plan.funding else ()):
        yield f"  {project}:"
        for number, source in enumerate(_SOURCES[: 1 + place % 2]):
            carried = f"carried_over: {place * 7}.25, " if number == 0 else ""
            assigned = 120 * (place + 2)
            disbursed = Decimal(assigned * month * 5) / 100
            yield f"    {source}: {{{carried}assigned: {assigned}, disbursed: {disbursed}}}"
    yield ""
    yield "tasks:"
    for place, task in enumerate(plan.tasks.values()):
        if unit in task.units or len(task.units) == len(plan.units):
            status = _STATUSES[place % len(_STATUSES)]
            note = ", note: Theo tiến độ." if place % 4 == 0 else ""
            if status == "under_way":
                status = f"{{status: {status}, percent: {7 * month}{note}}}"
            yield f"  {task.id}: {status}"


@cache
def _plan() -> Plan:
    path = ROOT / "data" / "targets-2024.yaml"
    plan, _ = read_plan(read(path, path.name))
    if plan is None:
        raise ValueError(f"{path} is no plan")
    return plan
