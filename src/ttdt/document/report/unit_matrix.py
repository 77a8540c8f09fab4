"""Indicators against units: one short cell each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttdt.compute.results import Reason
from ttdt.document import wording
from ttdt.document.report import rows
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.compute.results import AreaResult, IndicatorResult, Report, Status
    from ttdt.document.report.rows import Row
    from ttdt.plan import Indicator, IndicatorGroup
    from ttdt.text.language import Language


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A verdict's symbol and the value, or why there is none."""

    text: str
    seen: AreaResult

    @property
    def status(self) -> Status:
        """The verdict."""
        return self.seen.status


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An indicator or a part: its row for the whole, then the cells of the whole and each unit."""

    row: Row
    own: MatrixCell
    units: tuple[MatrixCell, ...]


def by_group(
    lang: Language, report: Report, *, ranks: bool
) -> Iterator[tuple[IndicatorGroup, list[MatrixRow]]]:
    """Yield the lines under the plan's groups."""
    for group, results in rows.by_group(report):
        yield group, [line(lang, report, result, ranks=ranks) for result in results]


def line(
    lang: Language, report: Report, result: IndicatorResult, *, ranks: bool = False
) -> MatrixRow:
    """Return the line of one result, the units in the report's order, with `ranks` placed."""
    indicator, own = result.indicator, result.own
    return MatrixRow(
        rows.area_row(lang, report, result, OWN_AREA),
        MatrixCell(rows.brief(lang, indicator, own) + rows.marks(result, OWN_AREA), own),
        tuple(_cell(lang, indicator, result.areas[unit], ranks=ranks) for unit in report.units),
    )


def _cell(lang: Language, indicator: Indicator, row: AreaResult, *, ranks: bool) -> MatrixCell:
    """Return a unit's cell; that it submitted nothing stands at the head of its column."""
    if row.reason is Reason.NOT_SUBMITTED:
        return MatrixCell(wording.SYMBOLS[row.status], row)
    text = rows.brief(lang, indicator, row, row.goal)
    return MatrixCell(f"{text} ({row.rank})" if ranks and row.rank is not None else text, row)


def unit_heads(lang: Language, report: Report) -> list[tuple[str, ...]]:
    """Return the heads of the units' columns: the name, and whether nothing was submitted."""
    missing = f"({wording.reason_word(lang, Reason.NOT_SUBMITTED)})"
    return [
        (report.plan.areas[unit].name, *((missing,) if unit in report.completeness.missing else ()))
        for unit in report.units
    ]


def notes(lang: Language, *, ranks: bool = False) -> list[str]:
    """Return the sentences that say what the cells hold."""
    said = [
        lang.gettext(
            "Each cell: verdict and value in the target's unit; a share of its own where set"
        )
    ]
    if ranks:
        said.append(
            lang.gettext(
                "In brackets: the place among the units, the best first; counts are compared by how"
                " much of its own share a unit has reached, and not at all without shares"
            )
        )
    return said
