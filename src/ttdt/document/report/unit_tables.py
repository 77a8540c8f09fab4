"""Indicators against units: the tables, units as columns or as rows, and what stands below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.results import Status
from ttdt.document import wording
from ttdt.document.model import Cell, Column, Items, Medium, Packed, RowGroup, Style, Table, cell
from ttdt.document.report import notes, rows, unit_matrix
from ttdt.document.report.screen_columns import amount_cell, clause_column
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.compute import Report
    from ttdt.document.model import Block
    from ttdt.document.report.unit_matrix import MatrixCell, MatrixRow
    from ttdt.text.language import Language

_INDENT = 2


def unit_tables(lang: Language, report: Report, *, ranks: bool) -> Iterator[Block]:
    """Yield the table, or two where there are too many units to be columns, and its signs."""
    units = report.columns
    if unit_matrix.has_units_as_rows(report):
        units = unit_matrix.units_shown(report)
        yield from _units_as_rows(lang, report, units, ranks=ranks)
    else:
        yield _units_as_columns(lang, report, ranks=ranks)
    yield Packed(tuple(notes.legend(lang, report, units)), Style.QUIET)
    said = [*unit_matrix.notes(lang, report, ranks=ranks), *notes.marks_legend(lang, report)]
    yield Items(tuple(said), Style.QUIET)


def _units_as_columns(lang: Language, report: Report, *, ranks: bool) -> Table:
    columns = (
        clause_column(lang),
        Column(lang.gettext("Indicator"), takes_rest=True, least=20),
        Column(lang.gettext("Target"), right=True, room=9),
        Column(wording.whole_area(lang, report.plan.area), room=9),
        *(Column(" ".join(head), room=8) for head in unit_matrix.unit_heads(lang, report)),
        Column("id", medium=Medium.FILE),
    )
    groups = tuple(
        RowGroup(
            lang.pick(group.name),
            tuple(
                _matrix_row(unit_matrix.line(lang, report, result, ranks=ranks))
                for result in results
            ),
        )
        for group, results in rows.by_group(report)
    )
    return Table(columns, groups, frozen=4)


def _units_as_rows(
    lang: Language, report: Report, units: tuple[str, ...], *, ranks: bool
) -> Iterator[Table]:
    """Yield what each clause is, then the units with a cell a clause."""
    groups = [
        (lang.pick(group.name), unit_matrix.indicator_heads(found), found)
        for group, found in unit_matrix.by_group(lang, report, ranks=ranks, units=units)
    ]
    yield _key(lang, groups)
    areas = [report.plan.units[unit] for unit in units]
    is_nested = any(area.parent for area in areas)
    above = Column(lang.gettext("Area above"), medium=Medium.FILE)
    columns = (
        Column(lang.gettext("Unit"), takes_rest=True),
        *([above] if is_nested else []),
        *(Column(title, room=12) for _, titles, _ in groups for title in titles),
        Column("id", medium=Medium.FILE),
    )
    lines = [line for *_, found in groups for line in found]
    own = (
        cell(report.plan.area.name, Style.STRONG),
        *([Cell()] if is_nested else []),
        *(_matrix_cell(line.own) for line in lines),
        Cell(),
    )
    heads = unit_matrix.unit_heads(lang, report, units)
    unit_rows = [
        (
            cell(" ".join(head), indent=_INDENT * (area.level - 1)),
            *([cell(report.plan.areas[area.parent or OWN_AREA].name)] if is_nested else []),
            *(_matrix_cell(line.units[place]) for line in lines),
            cell(area.id),
        )
        for place, (area, head) in enumerate(zip(areas, heads, strict=True))
    ]
    yield Table.of(columns, (own, *unit_rows))


def _key(lang: Language, groups: Sequence[tuple[str, Sequence[str], Sequence[MatrixRow]]]) -> Table:
    """Return what the heads of indicators stand for, under the groups' names."""
    columns = (
        clause_column(lang),
        Column(lang.gettext("Indicator"), takes_rest=True),
        Column(lang.gettext("Target"), right=True),
        Column("id", medium=Medium.FILE),
    )
    return Table(
        columns,
        tuple(
            RowGroup(name, tuple(map(_key_row, titles, lines))) for name, titles, lines in groups
        ),
    )


def _key_row(title: str, line: MatrixRow) -> tuple[Cell, ...]:
    row = line.row
    indent = _INDENT if row.is_part else 0
    return (
        cell(title, Style.QUIET),
        cell(row.name, wraps=True, indent=indent),
        amount_cell(row.target),
        cell(row.id),
    )


def _matrix_row(line: MatrixRow) -> tuple[Cell, ...]:
    row = line.row
    return (
        cell(row.clause, Style.QUIET, wraps=True, repeated=row.is_part),
        cell(row.name, wraps=True, indent=_INDENT if row.is_part else 0),
        amount_cell(row.target),
        _matrix_cell(line.own),
        *map(_matrix_cell, line.units),
        cell(row.id),
    )


def _matrix_cell(found: MatrixCell) -> Cell:
    return cell(found.text, found.status, wraps=found.status is Status.NO_DATA)
