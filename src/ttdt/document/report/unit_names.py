"""Many units in few words: all of them, all of an area, or by name under the area above them."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from ttdt.document import wording
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.compute.round_report import Report
    from ttdt.text.language import Language

FEW = 12
"""So many units can stand side by side, and be named one by one."""

_A_FEW = 2
"""So many are named, even if they are all there are."""
_MOST_NAMES = 20
"""With more names than this a sentence says only how many there are in each area."""
_MOST_PARTS = 40
_MOST_IN_LINE = 5


class ListedBy(Enum):
    """What has the names that a sentence leaves out."""

    STATUS = auto()
    """`ttdt status`, which lists who has not submitted."""
    CSV = auto()
    """The report's own rows, which say everything of each figure."""
    NOTHING = auto()
    """Of a letter, whose readers have no commands at hand."""


def is_many(report: Report) -> bool:
    """Return whether more units are expected to submit than can be named one by one."""
    return len(report.completeness.expected) > FEW


def is_tree(report: Report) -> bool:
    """Return whether any of the units has others below it."""
    return any(unit in report.plan.below for unit in report.units)


def is_folded(report: Report) -> bool:
    """Return whether units are named together where they have the same to say."""
    return is_many(report) or is_tree(report)


def speakers(report: Report) -> tuple[str, ...]:
    """Return the areas whose own submissions the report tells of: the units, or the own area."""
    own = (OWN_AREA,) if OWN_AREA in report.filed and not report.by_selection else ()
    return (*own, *report.units)


def submitted_text(lang: Language, report: Report, area: str) -> str:
    """Return how many of the smallest units in an area have submitted."""
    expected = report.expected_of(area)
    submitted = sum(unit in report.filed for unit in expected)
    return lang.gettext("{n}/{total} submitted", n=submitted, total=len(expected))


def in_sentence(lang: Language, report: Report, unit: str) -> str:
    """Return a unit as a sentence calls it: with what kind of area it is, where we have a word."""
    return wording.with_kind(lang, report.plan.areas[unit].kind, report.plan.distinct_names[unit])


def named(
    lang: Language,
    report: Report,
    units: Sequence[str],
    listed_by: ListedBy = ListedBy.STATUS,
) -> str:
    """Return the units by name, each whole area by its own, in words that never go on for pages."""
    if not is_folded(report):
        return ", ".join(report.plan.distinct_names[unit] for unit in units)
    expected = report.completeness.expected
    if len(units) > _A_FEW and set(units) == set(expected):
        return lang.gettext("all {n} units", n=len(expected))
    missing = report.completeness.missing
    if len(units) > _A_FEW and missing and set(units) == set(expected) - set(missing):
        return lang.gettext("all {n} units that have submitted", n=len(units))
    parts = list(_parts(report, frozenset(units), frozenset(expected), OWN_AREA))
    in_areas = sum(len(part.names) for part in parts if part.area is not None)
    only_counts = in_areas > _MOST_NAMES
    text = "; ".join(part.words(lang, only_counts=only_counts) for part in parts[:_MOST_PARTS])
    left_out = sum(part.n for part in parts[_MOST_PARTS:])
    left_out += sum(max(part.n - _MOST_NAMES, 0) for part in parts if part.area is None)
    if left_out:
        text = lang.ngettext("{units}, and {n} more", "{units}, and {n} more", left_out, units=text)
    if listed_by is ListedBy.NOTHING or not (left_out or only_counts):
        return text
    if listed_by is ListedBy.STATUS:
        return lang.gettext("{units}; ttdt status lists all", units=text)
    return lang.gettext("{units}; --format csv lists all", units=text)


def first_names(
    lang: Language, report: Report, units: Sequence[str], *, in_a_sentence: bool = False
) -> str:
    """Return the first units by name, and how many more there are: what one line has room for."""
    names = ", ".join(
        in_sentence(lang, report, unit) if in_a_sentence else report.plan.distinct_names[unit]
        for unit in units[:_MOST_IN_LINE]
    )
    more = len(units) - _MOST_IN_LINE
    if more <= 0:
        return names
    return lang.ngettext("{units}, and {n} more", "{units}, and {n} more", more, units=names)


class _Part(NamedTuple):
    """Some of the units directly below an area, or all that are in it, if no names are given."""

    area: str | None
    """Its name; None where there is none to name: directly below the plan's own."""
    names: tuple[str, ...]
    n: int
    total: int

    def words(self, lang: Language, *, only_counts: bool) -> str:
        """Return the part in words, an area's units as a number if there are too many to name."""
        if self.area is None:
            return ", ".join(self.names[:_MOST_NAMES])
        if not self.names:
            return lang.gettext("{area} (all {n})", area=self.area, n=self.n)
        if only_counts:
            return lang.gettext(
                "{area} ({n} of {total})", area=self.area, n=self.n, total=self.total
            )
        return lang.gettext(
            "{area}: {units} ({n} of {total})",
            area=self.area,
            units=", ".join(self.names),
            n=self.n,
            total=self.total,
        )


def _parts(
    report: Report, units: frozenset[str], expected: frozenset[str], above: str
) -> Iterator[_Part]:
    """Yield the parts of which units below an area consist, in the order of the plan."""
    plan = report.plan
    children = plan.children(above)
    by_name = [child for child in children if child.id in units]
    if above == OWN_AREA and OWN_AREA in units:
        by_name.insert(0, plan.area)
    # An area above others that is named itself stands beside them, and is not one of them.
    smallest = [child for child in by_name if child.id in expected]
    apart = tuple(plan.distinct_names[child.id] for child in by_name if child.id not in expected)
    names = tuple(child.name for child in smallest)
    if above == OWN_AREA:
        apart, names = (*apart, *(plan.distinct_names[child.id] for child in smallest)), ()
    if apart:
        yield _Part(None, apart, len(apart), len(apart))
    if names:
        total = sum(child.id in expected for child in children)
        yield _Part(plan.distinct_names[above], names, len(names), total)
    for child in children:
        within = [unit for unit in report.expected_of(child.id) if unit in expected]
        if child.id not in plan.below or not within:
            continue
        if len(within) > 1 and units.issuperset(within):
            yield _Part(plan.distinct_names[child.id], (), len(within), len(within))
        else:
            yield from _parts(report, units, expected, child.id)
