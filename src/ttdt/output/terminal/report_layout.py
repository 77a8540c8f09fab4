"""Which columns the terminal's tables have, by the width there is."""

from __future__ import annotations

from dataclasses import replace
from math import floor
from typing import TYPE_CHECKING

from rich.cells import cell_len

from ttdt.compute.results import Status
from ttdt.document import wording
from ttdt.document.model import AnyStyle, Line, Style
from ttdt.document.report import rows, unit_matrix
from ttdt.output.terminal.columns import GAP, TerminalColumn, clause_column, widths
from ttdt.text.escaping import escape_wrapped_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.compute.results import Flag, Report
    from ttdt.document.report.rows import Row
    from ttdt.document.report.unit_matrix import MatrixCell, MatrixRow
    from ttdt.document.wording import Amount
    from ttdt.text.language import Language

_MEDIUM, _WIDE = 120, 140
_ROOMY = 100
_LEAST_NAME = 20
_INDENT = 2


def area_columns(lang: Language, width: int) -> list[TerminalColumn[Row]]:
    """Return the columns of the report on the whole."""
    units: TerminalColumn[Row] = TerminalColumn(
        lang.gettext("Units"), lambda row: [Line(row.coverage)]
    )
    if width < _MEDIUM:
        return [*_first(lang), *_stacked(lang, bar=12), units]
    return [*_first(lang), *_spread(lang, wide=width >= _WIDE), units]


def unit_columns(lang: Language, width: int) -> list[TerminalColumn[Row]]:
    """Return the columns of a report on single units."""
    line: TerminalColumn[Row] = TerminalColumn(
        lang.gettext("Line"), lambda row: [Line(row.line, Style.QUIET)], right=True
    )
    if width < _MEDIUM:
        return [*_first(lang, flags=True), *_stacked(lang, bar=0), line]
    if width < _WIDE:
        return [*_first(lang, flags=True), *_spread(lang, wide=False), line]
    whole: TerminalColumn[Row] = TerminalColumn(
        lang.gettext("Province"), lambda row: [Line(row.own)], right=False
    )
    return [*_first(lang, flags=True), *_spread(lang, wide=True), whole, line]


def without(row: Row, flags: Sequence[Flag], reason: str) -> Row:
    """Return a row without the flags and the reason that stand above the whole table."""
    left = tuple(flag for flag in row.flags if flag not in flags)
    return replace(row, flags=left, reason="" if row.reason == reason else row.reason)


def matrix_blocks(
    lang: Language, report: Report, lines: Sequence[MatrixRow], width: int
) -> Iterator[list[TerminalColumn[MatrixRow]]]:
    """Yield the columns of each block: as many units as there is room for beside the names."""
    left: list[TerminalColumn[MatrixRow]] = [
        clause_column(_clause),
        TerminalColumn(lang.gettext("Indicator"), _line_name, takes_rest=True, indent=_indent),
        TerminalColumn(
            lang.gettext("Target"), lambda line: _amount(line.target, 9), right=True, room=9
        ),
        TerminalColumn(lang.gettext("Province"), lambda line: [_cell(line.own)], room=9),
    ]
    units = [
        _unit_column(" ".join(head), place)
        for place, head in enumerate(unit_matrix.unit_heads(lang, report))
    ]
    gap = gap_of(width)
    sizes = widths([*left, *units], lines, width, gap)
    room = width - sizes[0] - _LEAST_NAME - sum(sizes[2:4]) - 3 * gap
    block: list[TerminalColumn[MatrixRow]] = []
    taken = 0
    for unit, size in zip(units, sizes[len(left) :], strict=True):
        if block and taken + gap + size > room:
            yield left + block
            block, taken = [], 0
        block.append(unit)
        taken += gap + size
    if block:
        yield left + block


def gap_of(width: int) -> int:
    """Return how many blanks stand between columns."""
    return GAP if width >= _ROOMY else 1


def _unit_column(head: str, place: int) -> TerminalColumn[MatrixRow]:
    return TerminalColumn(head, lambda line: [_cell(line.units[place])], room=8)


def _cell(cell: MatrixCell) -> Line:
    return Line(cell.text, cell.status, wraps=cell.status is Status.NO_DATA)


def _line_name(line: MatrixRow) -> list[Line]:
    return [Line(line.name, wraps=True)]


def _clause(row: Row | MatrixRow) -> str:
    return "" if row.is_part else row.clause


def _indent(row: Row | MatrixRow) -> int:
    """Return how far a part stands in under its composite."""
    return _INDENT if row.is_part else 0


def _first(lang: Language, *, flags: bool = False) -> list[TerminalColumn[Row]]:
    """Return the columns that say what a row is about."""

    def name(row: Row) -> list[Line]:
        pieces = [Line(rows.name_of(lang, row), wraps=True)]
        if row.worst:
            text = lang.gettext("the worst: {unit}", unit=row.worst)
            pieces.append(Line(text, Style.QUIET, wraps=True))
        if flags and row.flags:
            words = ", ".join(wording.flag_word(lang, flag) for flag in row.flags)
            pieces.append(Line(f"({words})", Style.QUIET, wraps=True))
        return pieces

    return [
        clause_column(_clause),
        TerminalColumn(lang.gettext("Indicator"), name, takes_rest=True, indent=_indent),
    ]


def _stacked(lang: Language, bar: int) -> list[TerminalColumn[Row]]:
    """Return the columns for a narrow terminal: numbers over their units, verdict over the bar."""
    return [
        TerminalColumn(
            lang.gettext("Target"), lambda row: _amount(_target(row), 9), right=True, room=9
        ),
        TerminalColumn(
            lang.gettext("Actual"),
            lambda row: [*_amount(row.value, 12), *_piece(row.share, Style.QUIET)],
            right=True,
        ),
        TerminalColumn(
            lang.gettext("Gap"), lambda row: _amount(_bare(row, row.gap), 8), right=True, room=8
        ),
        TerminalColumn(
            lang.gettext("Status"), lambda row: [*_status(row), *_bar(row, bar)], room=16
        ),
    ]


def _spread(lang: Language, *, wide: bool) -> list[TerminalColumn[Row]]:
    """Return the columns for a terminal with room: one thing in each."""
    target: TerminalColumn[Row] = TerminalColumn(
        lang.gettext("Target"), lambda row: _amount(row.target, 12), right=True
    )
    actual: TerminalColumn[Row] = TerminalColumn(
        lang.gettext("Actual"), lambda row: _amount(row.value, 12), right=True
    )
    share: TerminalColumn[Row] = TerminalColumn(
        lang.gettext("Numerator / population"), lambda row: _piece(row.share), right=True
    )
    expected: TerminalColumn[Row] = TerminalColumn(
        lang.gettext("Expected now"), lambda row: _amount(_bare(row, row.expected), 12), right=True
    )
    pace: TerminalColumn[Row] = TerminalColumn(
        lang.gettext("Pace"), lambda row: _piece(row.pace), right=True
    )
    gap: TerminalColumn[Row] = TerminalColumn(
        lang.gettext("Gap"), lambda row: _amount(_bare(row, row.gap), 12), right=True
    )
    bar: TerminalColumn[Row] = TerminalColumn(
        lang.gettext("Of the target"), lambda row: _bar(row, 12)
    )
    status: TerminalColumn[Row] = TerminalColumn(lang.gettext("Status"), _status, room=17)
    if wide:
        return [target, actual, share, expected, pace, gap, bar, status]
    return [target, actual, share, gap, bar, status]


def _bare(row: Row, amount: Amount | None) -> Amount | None:
    """Return an amount without the things counted, which stand beside target and value."""
    return replace(amount, unit="") if amount is not None and row.is_count else amount


def _target(row: Row) -> Amount | None:
    """Return the target; of a count with a value, the value alone names the things counted."""
    return row.target if row.value is None else _bare(row, row.target)


def _piece(text: str, style: AnyStyle = Style.PLAIN) -> list[Line]:
    return [Line(text, style)] if text else []


def _amount(amount: Amount | None, room: int) -> list[Line]:
    """Return a number and its unit, on two lines where one has no room for both."""
    if amount is None:
        return []
    if cell_len(escape_wrapped_text(str(amount))) <= room:
        return [Line(str(amount))]
    return [Line(amount.number), Line(amount.unit, wraps=True)]


def _status(row: Row) -> list[Line]:
    pieces = [Line(row.verdict, row.status, wraps=True)]
    if row.reason:
        pieces.append(Line(row.reason, Style.QUIET, wraps=True))
    return pieces


def _bar(row: Row, width: int) -> list[Line]:
    """Return a bar that is full only where the target is met, and empty only at nothing."""
    if row.fill is None or not width:
        return []
    cells = floor(row.fill * width)
    if row.fill < 1:
        cells = min(max(cells, 1 if row.fill > 0 else 0), width - 1)
    return [Line("█" * cells + "░" * (width - cells), row.status)]
