"""Indicators against units: one short cell each, either of them as rows."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.results import Reason
from ttdt.document import wording
from ttdt.document.report import rows
from ttdt.document.report.unit_names import FEW, submitted_text
from ttdt.plan import OWN_AREA, Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ttdt.compute.results import AreaResult, IndicatorResult, Status
    from ttdt.compute.round_report import Report
    from ttdt.document.report.rows import Row
    from ttdt.plan import IndicatorGroup
    from ttdt.text.language import Language


class MatrixCell(NamedTuple):
    """A verdict's symbol and the value, or why there is none."""

    text: str
    seen: AreaResult

    @property
    def status(self) -> Status:
        """The verdict."""
        return self.seen.status


class MatrixRow(NamedTuple):
    """An indicator or a part: its row for the whole, then the cells of the whole and each unit."""

    row: Row
    own: MatrixCell
    units: tuple[MatrixCell, ...]


def has_units_as_rows(report: Report) -> bool:
    """Return whether there are too many units to stand side by side."""
    return len(report.columns) > FEW


def units_shown(report: Report) -> tuple[str, ...]:
    """Return the units that are rows: those of the columns, each below the areas it lies in."""
    plan = report.plan
    above = {one.id for unit in report.columns for one in plan.ancestors(unit)}
    wanted = above | set(report.columns)
    return tuple(unit for unit in report.units if unit in wanted)


def by_group(
    lang: Language, report: Report, *, ranks: bool, units: Sequence[str] | None = None
) -> Iterator[tuple[IndicatorGroup, list[MatrixRow]]]:
    """Yield the lines under the plan's groups, with cells of the report's columns or of `units`."""
    for group, results in rows.by_group(report):
        yield group, [line(lang, report, result, ranks=ranks, units=units) for result in results]


def line(
    lang: Language,
    report: Report,
    result: IndicatorResult,
    *,
    ranks: bool = False,
    units: Sequence[str] | None = None,
) -> MatrixRow:
    """Return the line of one result, the units in the report's order, with `ranks` placed."""
    shown = report.columns if units is None else units
    own = rows.brief(lang, result.indicator, result.own) + rows.marks(result, OWN_AREA)
    return MatrixRow(
        rows.area_row(lang, report, result, OWN_AREA),
        MatrixCell(own, result.own),
        tuple(_cell(lang, result, unit, ranks=ranks) for unit in shown),
    )


def _cell(lang: Language, result: IndicatorResult, unit: str, *, ranks: bool) -> MatrixCell:
    """Return a unit's cell; that it submitted nothing stands beside its name."""
    row = result.areas[unit]
    if row.reason is Reason.NOT_SUBMITTED:
        return MatrixCell(wording.SYMBOLS[row.status], row)
    text = rows.brief(lang, result.indicator, row, row.goal)
    if row.summed:
        text += rows.marks(result, unit)
    rank = result.ranks.get(unit) if ranks else None
    return MatrixCell(f"{text} ({rank})" if rank is not None else text, row)


def unit_heads(
    lang: Language, report: Report, units: Sequence[str] | None = None
) -> list[tuple[str, ...]]:
    """Return the heads of units: the name, and whether it, or anything in it, is not submitted.

    `units` are rows with what they lie in beside or above them; columns have it in the name.
    """
    plan = report.plan
    if units is None:
        return [
            (plan.distinct_names[unit], *_absent(lang, report, unit)) for unit in report.columns
        ]
    return [(plan.areas[unit].name, *_absent(lang, report, unit)) for unit in units]


def _absent(lang: Language, report: Report, unit: str) -> Iterator[str]:
    if unit in report.completeness.missing:
        yield f"({wording.reason_word(lang, Reason.NOT_SUBMITTED)})"
    elif any(one in report.completeness.missing for one in report.expected_of(unit)):
        yield f"({submitted_text(lang, report, unit)})"


def indicator_heads(lines: Iterable[MatrixRow]) -> list[str]:
    """Return the heads of indicators as columns: the clause, with a letter for each part."""
    heads: list[str] = []
    for found in lines:
        clause = found.row.clause
        parts = sum(one.startswith(clause) and one != clause for one in heads)
        heads.append(f"{clause}{ascii_lowercase[parts]}" if found.row.is_part else clause)
    return heads


def what_cells_hold(lang: Language) -> str:
    """Return the sentence that says what a cell is."""
    return lang.gettext(
        "Each cell: verdict and value in the target's unit; a share of its own where set"
    )


def notes(lang: Language, report: Report, *, ranks: bool = False) -> list[str]:
    """Return the sentences that say what the cells hold."""
    said = [what_cells_hold(lang)]
    clauses = [
        result.indicator.clause for result in report.indicators if _is_by_worst(report, result)
    ]
    if clauses:
        said.append(
            lang.gettext(
                "{clauses}: each unit must reach the target; of an area with units below it a cell"
                " has the value of all and the verdict of the worst",
                clauses=", ".join(dict.fromkeys(clauses)),
            )
        )
    if ranks:
        said.append(
            lang.gettext(
                "In brackets: the place among the units, the best first; counts are compared by how"
                " much of its own share a unit has reached, and not at all without shares"
            )
        )
    return said


def _is_by_worst(report: Report, result: IndicatorResult) -> bool:
    """Return whether there are areas between whose worst unit decides on the value of all."""
    if result.indicator.scope is not Scope.EACH_UNIT or result.indicator.parts:
        return False
    areas = (result.areas[unit] for unit in report.units if unit in report.plan.below)
    return any(row.value is not None and row.worst is not None for row in areas)
