"""From what a command line asks for to the round that it means, computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.app.resolving import (
    choose_period,
    pick_bodies,
    pick_groups,
    pick_indicators,
    pick_levels,
    pick_units,
    usual_period,
)
from ttdt.compute import Report, Selection, assess, select
from ttdt.errors import TtdtError
from ttdt.settings.definitions import LATEST
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ttdt.app.area_workspace import AreaWorkspace
    from ttdt.compute.baselines import Baselines
    from ttdt.period import Period
    from ttdt.plan import Plan
    from ttdt.settings.layers import Chosen
    from ttdt.submission.round import Round


class AskedPeriod(NamedTuple):
    """Which period is asked for, in words, and the day from which it is looked at."""

    today: date
    period: str | None = None
    year: str | None = None
    usual: Chosen | None = None
    """The setting that holds where no period is named."""

    @property
    def is_latest(self) -> bool:
        """Whether the newest with a submission is meant, by name or as nothing else is."""
        usual = LATEST if self.usual is None else self.usual.value
        return (usual if self.period is None else self.period) == LATEST

    def period_in(self, workspace: AreaWorkspace) -> Period:
        """Return the period meant; raises `TtdtError` where the words mean none."""
        if self.period is None and self.usual is not None:
            return usual_period(workspace, self.usual, self.year)
        return choose_period(workspace, self.period, self.today, year=self.year)


class AskedRows(NamedTuple):
    """Which units, groups and indicators are asked for, in words; all where there are none."""

    units: Sequence[str] = ()
    groups: Sequence[str] = ()
    indicators: Sequence[str] = ()
    area: str | None = None
    """The unit that all is seen from as if the plan were its own; the others lie below it."""
    levels: Sequence[str] = ()
    """Of which units there are columns: kinds, or levels counted from the plan's own area."""
    bodies: Sequence[str] = ()
    """Whose indicators and tasks are asked for."""
    clauses: Sequence[str] = ()
    """Of which clauses tasks are asked for."""

    def selection(self, plan: Plan) -> Selection:
        """Return the ids that the words mean; raises `TtdtError` for one that means none."""
        selection = Selection(
            pick_units(self.units, plan),
            pick_groups(self.groups, plan),
            pick_indicators(self.indicators, plan),
            pick_bodies(self.bodies, plan),
            pick_levels(self.levels, plan),
        )
        if selection.levels and not selection.columns_of(plan):
            raise TtdtError(
                gettext_lazy(
                    "--level: no unit asked for with --unit is, or has below it, any of {levels}",
                    levels=tuple(self.levels),
                )
            )
        return selection


class AssessedRound(NamedTuple):
    """What was handed in for a period, and what comes of it for the rows asked for."""

    round: Round
    report: Report


def assess_period(
    workspace: AreaWorkspace,
    period: Period,
    selection: Selection | None = None,
    *,
    carry_forward: bool = False,
    baselines: Baselines | None = None,
) -> AssessedRound:
    """Return a period's round and the report on it; raises as `AreaWorkspace.round` does.

    `baselines` are those that other rounds of its year know already.
    """
    round_ = workspace.round(period)
    report = assess(round_, carry_forward=carry_forward, baselines=baselines)
    return AssessedRound(round_, report if selection is None else select(report, selection))
