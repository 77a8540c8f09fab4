"""The verdict on several that must all be good: the worst decides, and is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttdt.compute.results import Reason, Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Worst:
    """The deciding member's status, reason and name."""

    status: Status
    reason: Reason | None
    name: str | None


def worst(
    members: Mapping[str, tuple[Status, Fraction | None, Reason | None]], sign: int = 1
) -> Worst:
    """Return what decides among parts or units, given each one's status, gap and reason.

    Any that is not met decides, the worst first; else one without data makes it `no_data`; else
    it is met, or ungraded where none was judged. Of equals the one with the smaller margin
    decides; `sign` is -1 where lower is better. Those not applicable have no say.
    """
    say = {
        name: member for name, member in members.items() if member[0] is not Status.NOT_APPLICABLE
    }
    if not say:
        return Worst(Status.NOT_APPLICABLE, None, None)
    short = [name for name in say if say[name][0].is_short]
    for status in (Status.NO_DATA, Status.MET, Status.UNGRADED):
        if short:
            break
        short = [name for name in say if say[name][0] is status]

    def margin(name: str) -> tuple[int, Fraction | int]:
        status, gap, _ = say[name]
        return (-status.rank, 0 if gap is None else sign * gap)

    name = min(short, key=margin)
    status, _, reason = say[name]
    return Worst(status, reason, name)
