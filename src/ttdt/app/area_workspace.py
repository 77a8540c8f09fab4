"""A workspace as it looks from one of the plan's units, as if the plan were its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.app.resolving import pick_units
from ttdt.plan import OWN_AREA, unit_plan

if TYPE_CHECKING:
    from ttdt.period import Period
    from ttdt.plan import Plan
    from ttdt.submission.history import History
    from ttdt.submission.round import Round
    from ttdt.workspace.index import IndexedFile
    from ttdt.workspace.workspace import Workspace


def unit_asked_for(plan: Plan, area: str | None) -> str:
    """Return the id of the unit that --area names in a plan; without it, that of the plan's own.

    Raises `TtdtError` for a name of none.
    """
    return OWN_AREA if area is None else pick_units((area,), plan, "--area")[0]


def plan_seen_from(plan: Plan, area: str | None) -> Plan:
    """Return the plan as if it were that of the unit that --area names; raises as above."""
    unit = unit_asked_for(plan, area)
    return plan if unit == OWN_AREA else unit_plan(plan, unit)


class AreaWorkspace(NamedTuple):
    """A workspace of which only one area is looked at: the files of it and of those below it.

    What it names is what each year's plan calls so; each method raises as that of `Workspace`
    does, and `TtdtError` where the year's plan has no such unit.
    """

    whole: Workspace
    area: str | None = None
    """What the unit is called on the command line; the plan's own area without it."""

    @property
    def years(self) -> tuple[int, ...]:
        """The years there are plans for, the newest first."""
        return self.whole.years

    def plan(self, year: int) -> Plan:
        """Return the plan of a year as if it were the area's own."""
        return plan_seen_from(self.whole.plan(year), self.area)

    def round(self, period: Period) -> Round:
        """Return the round of a period as if the plan were the area's own."""
        unit = self._unit(period.year)
        round_ = self.whole.round(period, unit)
        return round_ if unit == OWN_AREA else round_.of_unit(unit)

    def year_start(self, year: int) -> Round:
        """Return the round of a year's baselines as if the plan were the area's own."""
        unit = self._unit(year)
        round_ = self.whole.year_start(year, unit)
        return round_ if unit == OWN_AREA else round_.of_unit(unit)

    def periods(self, year: int) -> tuple[Period, ...]:
        """Return the periods of a year that the area has submissions for."""
        # A year in which nobody handed anything in need not know the area.
        if self.area is None or not self.whole.periods(year):
            return self.whole.periods(year)
        return self.whole.periods(year, self._unit(year))

    def latest(self, year: int) -> Period | None:
        """Return the last of a year's `periods`, or None where there are none."""
        if self.area is None or self.whole.latest(year) is None:
            return self.whole.latest(year)
        return self.whole.latest(year, self._unit(year))

    def is_blank(self, period: Period) -> bool:
        """Return whether nobody in the area has said anything for the day a period ends on."""
        return self.whole.is_blank(self.whole.plan(period.year), period, self._unit(period.year))

    def history(self, year: int, area: str) -> History:
        """Return all that the area, or a unit below it, has handed in for the plan of a year."""
        plan = self.whole.plan(year)
        return self.whole.history(plan, area or unit_asked_for(plan, self.area))

    def knows(self, year: int) -> bool:
        """Return whether the plan of a year has the area."""
        plan = self.whole.plan(year)
        return self.area is None or len(plan.unit_names.find(self.area)) == 1

    def is_same_in(self, year: int, later: int) -> bool:
        """Return whether the plan of a year has the very area that a later one has.

        Where units changed, one of its id may be another.
        """
        return self.knows(year) and (
            self.area is None
            or self.whole.plan(later).owns_last_year(self._unit(later), self.whole.plan(year))
        )

    @property
    def sound_years(self) -> tuple[int, ...]:
        """The years whose plans have no errors, and have the area; the newest first."""
        return tuple(plan.year for plan in self.whole.sound_plans() if self.knows(plan.year))

    def in_year(self, year: int) -> AreaWorkspace:
        """Return the workspace seen from the very unit that a year's plan has, in other years too.

        What is called the same in another year may be another unit.
        """
        return self if self.area is None else self._replace(area=self._unit(year))

    def holds(self, entry: IndexedFile) -> bool:
        """Return whether a file lies in the area's folder by any plan."""
        if self.area is None:
            return True
        folders = {
            self.whole.plan(year).areas[self._unit(year)].folder for year in self.sound_years
        }
        return any(entry.parts[: len(folder)] == folder for folder in folders)

    def _unit(self, year: int) -> str:
        return unit_asked_for(self.whole.plan(year), self.area)
