"""The page's table of many units: a row a unit, folded by the area above it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.results import Flag, Status
from ttdt.document import wording
from ttdt.document.report import unit_matrix
from ttdt.document.report.unit_names import submitted_text
from ttdt.output.html.style import slug
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ttdt.compute.round_report import Report
    from ttdt.document.report.unit_matrix import MatrixCell, MatrixRow
    from ttdt.text.language import Language

_MOST_OPEN = 100
"""So many rows are drawn at once without anyone waiting for them."""
_A_FOLD = 50
"""Of more units that no area parts, so many stand together."""


class UnitCell(NamedTuple):
    """A verdict's symbol and the value, and the two numbers that it is made of."""

    text: str
    status: Status
    share: str
    step: int | None = None
    """How dark it is, where that says how much it is and not which verdict it has."""

    @property
    def css(self) -> str:
        """The class of the verdict, or of the step."""
        return slug(self.status) if self.step is None else f"share-{self.step}"


class UnitLine(NamedTuple):
    """A row: an area, and a cell for each indicator."""

    id: str
    """Empty for the whole."""
    name: str
    remark: str
    is_sum: bool
    cells: tuple[UnitCell, ...]


class UnitHead(NamedTuple):
    """The head of an indicator's column."""

    key: str
    objective: str
    clause: str
    name: str


class UnitFold(NamedTuple):
    """Rows that stand together, and what is said of them where they are folded."""

    title: str
    remark: str
    lines: tuple[UnitLine, ...]
    is_folded: bool


@dataclass(frozen=True, slots=True)
class UnitTable:
    """The whole table."""

    heads: tuple[UnitHead, ...]
    folds: tuple[UnitFold, ...]
    notes: tuple[str, ...]


def unit_table(
    lang: Language, report: Report, *, ranks: bool, units: Sequence[str] | None = None
) -> UnitTable:
    """Return the table of a report, with `ranks` each unit's place among those of its level.

    It has all units that the report speaks of, or some `units`.
    """
    shown = report.units if units is None else units
    lines = [
        line
        for _, found in unit_matrix.by_group(lang, report, ranks=ranks, units=shown)
        for line in found
    ]
    by_unit = {line.id: line for line in _lines(lang, report, shown, lines)}
    return UnitTable(
        tuple(_heads(lines)),
        tuple(folds(lang, report, by_unit)),
        tuple(unit_matrix.notes(lang, report, ranks=ranks)),
    )


def unit_choices(report: Report) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the units to choose from, under the names of the areas above them."""
    plan = report.plan
    found: dict[str, list[tuple[str, str]]] = {}
    for unit in report.units:
        group = unit if unit in plan.below else plan.units[unit].parent or OWN_AREA
        found.setdefault(group, []).append((unit, plan.units[unit].name))
    return [(plan.areas[area].name, units) for area, units in found.items()]


def _heads(lines: Sequence[MatrixRow]) -> Iterator[UnitHead]:
    titles: dict[str, list[MatrixRow]] = {}
    for line in lines:
        titles.setdefault(line.row.indicator.group, []).append(line)
    for found in titles.values():
        for title, line in zip(unit_matrix.indicator_heads(found), found, strict=True):
            target = "" if line.row.target is None else f", {line.row.target}"
            name = f"{line.row.name}{target}"
            yield UnitHead(line.row.id, line.row.indicator.id, title, name)


def _lines(
    lang: Language, report: Report, units: Sequence[str], lines: Sequence[MatrixRow]
) -> Iterator[UnitLine]:
    own = tuple(_cell(lang, line.own) for line in lines)
    yield UnitLine(OWN_AREA, report.plan.area.name, "", is_sum=True, cells=own)
    heads = unit_matrix.unit_heads(lang, report, units)
    for place, (unit, (name, *remarks)) in enumerate(zip(units, heads, strict=True)):
        cells = tuple(_cell(lang, line.units[place]) for line in lines)
        is_sum = unit in report.plan.below
        yield UnitLine(unit, name, " ".join(remarks), is_sum=is_sum, cells=cells)


def _cell(lang: Language, cell: MatrixCell) -> UnitCell:
    seen = cell.seen
    carried = wording.CARRIED if Flag.CARRIED in seen.flags else ""
    share = wording.share_text(lang, seen.numerator, seen.population, derived=False)
    return UnitCell(f"{cell.text}{carried}", seen.status, share)


def folds(lang: Language, report: Report, lines: Mapping[str, UnitLine]) -> Iterator[UnitFold]:
    """Yield the whole with what is directly below it, then all others area by area."""
    plan = report.plan
    top = [unit for unit in report.units if unit in lines and not plan.units[unit].parent]
    if not top:
        top = [unit for unit in report.columns if unit in lines]
    opening = top if len(top) <= _MOST_OPEN else []
    yield UnitFold("", "", (lines[OWN_AREA], *(lines[unit] for unit in opening)), is_folded=False)
    if not opening:
        for start in range(0, len(top), _A_FOLD):
            part = tuple(lines[unit] for unit in top[start : start + _A_FOLD])
            yield UnitFold(f"{part[0].name} – {part[-1].name}", "", part, is_folded=True)
    for area in plan.areas.values():
        below = [unit.id for unit in plan.children(area.id) if unit.id in lines]
        if area.id == OWN_AREA or not below or below[0] in opening:
            continue
        above = [one.name for one in plan.ancestors(area.id)[1:]]
        title = " › ".join((*above, area.name))
        part = tuple(lines[unit] for unit in below)
        yield UnitFold(title, submitted_text(lang, report, area.id), part, is_folded=True)
