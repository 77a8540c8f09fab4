"""The derivation of one number. Every value in it is the report's; only sources are added."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from ttdt.compute import FileLine, Reason
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from ttdt.analysis.explain.change import ShareChange
    from ttdt.compute import AreaResult, IndicatorResult, Report, SubmissionInfo
    from ttdt.compute.contributions import Contribution
    from ttdt.compute.summing import Bounds
    from ttdt.finding import Finding
    from ttdt.number import Number
    from ttdt.plan import Indicator
    from ttdt.workspace.git.blame import LineChange

    LineChanges = Mapping[tuple[str, int], LineChange]


class Role(StrEnum):
    """What a number of a file is for."""

    NUMERATOR = "numerator"
    PERCENT = "percent"
    COUNT = "count"
    TEXT = "text"
    REASON = "reason"
    """The unit's words on why there is no figure."""
    POPULATION = "population"
    REFERENCE_NUMERATOR = "reference_numerator"
    REFERENCE_POPULATION = "reference_population"


class Certainty(StrEnum):
    """Why the missing units could, or could not, change if the target is met."""

    COMPLETE = "complete"
    """None is missing."""
    BOUNDS = "bounds"
    """A rate: the lowest and the highest value that is still possible decide."""
    GROWS = "grows"
    """A count that can only grow has already passed the target."""
    MAY_GROW = "may_grow"
    """A count that has not passed the target may still do so."""
    POPULATION_UNKNOWN = "population_unknown"
    """A rate with a missing unit whose population nobody knows."""
    UNBOUNDED = "unbounded"
    """A change or a difference, which a missing unit may move either way."""
    SHORT_ALREADY = "short_already"
    """The target binds every unit, and one is already short of it."""
    ANY_UNIT = "any_unit"
    """The target binds every unit, and a missing one may be short of it."""
    PARTS = "parts"
    """A composite is as certain as its parts."""
    CARRIED = "carried"
    """A figure of an earlier period stands in, and may be another by now."""
    INVALID = "invalid"
    """An invalid figure may be anything."""
    ROUNDED = "rounded"
    """A percentage may have been rounded across the target."""
    NOT_JUDGED = "not_judged"
    """There is no verdict that could change."""


@dataclass(frozen=True, slots=True)
class Input:
    """A number, or words in its place, as one file states it, and where."""

    role: Role
    value: Number | None
    """None for words."""
    place: FileLine
    period: str
    population: str | None = None
    """The id of the population it is."""
    former_unit: str | None = None
    """The id of the unit whose number it was, where that became the one that is explained."""
    own_source: str | None = None
    """The document or file that it names as its own, where it does not have the submission's."""


@dataclass(frozen=True, slots=True)
class UnitExplanation:
    """A unit's number and everything in its files that it rests on."""

    row: AreaResult
    now: tuple[Input, ...] = ()
    before: tuple[Input, ...] = ()
    """From the submission for the end of the year before."""
    lent: Input | None = None
    """The population that bounds what a unit without a figure may still report."""
    contribution: Contribution | None = None
    documents: tuple[SubmissionInfo, ...] = ()
    """The submissions that the numbers stand in, the one with the figure first."""
    findings: tuple[Finding, ...] = ()
    """The errors for which a number of this indicator was left out."""

    @property
    def has_baseline(self) -> bool:
        """Whether its share at the end of the year before can be added to the others'."""
        return self.row.before is not None and self.row.before.summable


@dataclass(frozen=True, slots=True)
class Explanation:
    """The derivation of an indicator's number for one area."""

    report: Report
    result: IndicatorResult
    area: str
    units: Mapping[str, UnitExplanation]
    """The units that the number is made of, those directly below the area; of its own number, the
    area alone."""
    certainty: Certainty
    own: UnitExplanation | None = None
    """What the area says itself where its number is a sum: a figure that does not count, the
    baseline that the sum is held against, a population that bounds it."""
    left_out: Mapping[str, UnitExplanation] = field(default_factory=dict)
    """The smallest units whose figures the sum lacks, and areas that are not applicable."""
    populations_below: tuple[tuple[str, Input], ...] = ()
    """The populations of areas below that its own figure is held against, and whose each is."""
    bounds: Bounds | None = None
    """What a rate could still become, where a unit is missing."""
    rest: Contribution | None = None
    """What of the gap is no counted unit's: shares of the target that nobody has reported on."""
    change: ShareChange | None = None
    """What moved the share since the end of the year before, over the units that have both."""
    milestone: Fraction | None = None
    """What the plan expects by the end of this period in its own words."""
    parts: tuple[Explanation, ...] = ()
    changes: LineChanges = field(default_factory=dict)
    """The last change of a line, by path and line, where a history tells."""

    @property
    def indicator(self) -> Indicator:
        """The indicator, or the part."""
        return self.result.indicator

    @property
    def row(self) -> AreaResult:
        """The row that is explained."""
        return self.result.areas[self.area]

    @property
    def whole(self) -> bool:
        """Whether it is the number of the very area that the report speaks of."""
        return self.area == OWN_AREA

    @property
    def who(self) -> str:
        """The name of the area."""
        return self.report.plan.distinct_names[self.area]

    def name_of(self, area: str) -> str:
        """Return an area's name, with what it lies in unless that is what is explained."""
        found = self.report.plan.areas[area]
        return found.name if found.parent == self.area else self.report.plan.distinct_names[area]

    @property
    def counted(self) -> tuple[str, ...]:
        """The units that the area's value rests on, in the plan's order."""
        return tuple(unit for unit, seen in self.units.items() if seen.row.counted)

    @property
    def _all_seen(self) -> tuple[UnitExplanation, ...]:
        own = () if self.own is None else (self.own,)
        return (*own, *self.units.values(), *self.left_out.values())

    @property
    def invalid(self) -> bool:
        """Whether a figure was left out as invalid."""
        return bool(self.findings) or any(
            seen.row.reason is Reason.INVALID for seen in self._all_seen
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The errors for which numbers were left out, each once, in the order of the files."""
        found = {
            finding.sort_key: finding
            for explanation in (self, *self.parts)
            for seen in explanation._all_seen  # noqa: SLF001 - another explanation's
            for finding in seen.findings
        }
        return tuple(found[key] for key in sorted(found))

    @property
    def inputs(self) -> Iterator[Input]:
        """Every number of every file that the explanation names, parts included."""
        for seen in self._all_seen:
            yield from (*seen.now, *seen.before)
            if seen.lent is not None:
                yield seen.lent
        for _, entry in self.populations_below:
            yield entry
        for part in self.parts:
            yield from part.inputs

    @property
    def clause_place(self) -> FileLine | None:
        """Where the plan sets the indicator."""
        line = self.report.plan.lines.get(self.indicator.id)
        return None if line is None else FileLine(self.report.plan.path, line)

    @property
    def places(self) -> frozenset[FileLine]:
        """Every line that a number stands in."""
        return frozenset(entry.place for entry in self.inputs)

    def change_at(self, place: FileLine) -> LineChange | None:
        """Return the last change of a line, or None where nothing is known of it."""
        return self.changes.get((place.path, place.line))

    def with_changes(self, changes: LineChanges) -> Explanation:
        """Return it with the last changes of lines, its parts included."""
        parts = tuple(part.with_changes(changes) for part in self.parts)
        return replace(self, changes=changes, parts=parts)
