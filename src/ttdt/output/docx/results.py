"""The figures as tables: what was reached of each objective, and what is left to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document import wording
from ttdt.document.report import notes, rows
from ttdt.output.docx.styles import TEXT_WIDTH
from ttdt.output.docx.tables import WordCell, WordColumn, add_table
from ttdt.output.palette import TINTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.document import Document

    from ttdt.compute.results import Flag, IndicatorResult, Report
    from ttdt.document.report.notes import NoteSection
    from ttdt.document.report.rows import Row
    from ttdt.document.wording import Amount
    from ttdt.text.language import Language


def add_group(
    document: Document,
    lang: Language,
    report: Report,
    found: Iterable[IndicatorResult],
    caption: str,
) -> None:
    """Add the province's results on some indicators."""
    lines = [rows.province_row(lang, report, result) for result in found]
    last = WordColumn(lang.gettext("Units"), 13, "center", whole=True)
    table = [[*_cells(lang, row), WordCell(row.coverage)] for row in lines]
    add_table(document, _heads(lang, last), table, caption=caption)


def add_unit(document: Document, lang: Language, report: Report, unit: str, caption: str) -> None:
    """Add one unit's results, beside each the province's; nothing where it has said nothing."""
    seen = [result.units[unit] for result in report.indicators]
    if all(row.value is None and row.text is None for row in seen):
        return
    lines = [rows.unit_row(lang, report, result, unit) for result in report.indicators]
    last = WordColumn(lang.gettext("Province"), 17)
    common = notes.common_flags(report, unit)
    table = [[*_cells(lang, row, common), WordCell(row.province)] for row in lines]
    add_table(document, _heads(lang, last), table, caption=caption)


def add_left_to_do(
    document: Document,
    lang: Language,
    report: Report,
    section: NoteSection | None,
    caption: str,
) -> None:
    """Add what is judged and not met, with its gap and what the section of notes says is left."""
    left = {} if section is None else {(n.clause, n.subject): n.text for n in section.notes}
    heads = [
        WordColumn(lang.gettext("Clause"), 13, "center"),
        WordColumn(lang.gettext("Indicator"), 54),
        WordColumn(lang.gettext("Status"), 27),
        WordColumn(lang.gettext("Gap"), 24, "right", whole=True),
        WordColumn(lang.gettext("Left to do"), 47),
    ]
    table = []
    for result in report.indicators:
        if result.indicator.parts:
            continue
        row = rows.province_row(lang, report, result)
        if row.status.is_short:
            text = left.get((row.clause, row.name), "–")
            cells = [
                WordCell(row.clause),
                WordCell(row.name, indent=row.is_part),
                _verdict(row),
                WordCell(_text(row.gap)),
                WordCell(text),
            ]
            table.append(cells)
    add_table(document, heads, table, caption=caption)


def _heads(lang: Language, last: WordColumn) -> list[WordColumn]:
    """Return the heads, `last` at the end; the names get what room the others leave."""
    others = [
        WordColumn(lang.gettext("Target"), 21, "right"),
        WordColumn(lang.gettext("Actual"), 16, "right"),
        WordColumn(lang.gettext("Numerator / population"), 27, "right"),
        WordColumn(lang.gettext("Gap"), 17, "right"),
        WordColumn(lang.gettext("Status"), 26),
        last,
    ]
    clause = WordColumn(lang.gettext("Clause"), 13, "center")
    room = TEXT_WIDTH - clause.width - sum(head.width for head in others)
    return [clause, WordColumn(lang.gettext("Indicator"), room), *others]


def _cells(lang: Language, row: Row, common: Sequence[Flag] = ()) -> list[WordCell]:
    """Return what stands in every table; flags that are `common` to it stand above it."""
    worst = lang.gettext("the worst: {unit}", unit=row.worst) if row.worst else ""
    flags = [wording.flag_word(lang, flag) for flag in row.flags if flag not in common]
    named = row.is_count and row.target is not None and row.target.unit != ""
    return [
        WordCell("" if row.is_part else row.clause),
        WordCell(
            rows.name_of(lang, row),
            more="; ".join(text for text in (worst, *flags) if text),
            indent=row.is_part,
        ),
        _amount(row.target),
        _amount(row.value, bare=named),
        WordCell(row.share or "–"),
        _amount(row.gap, bare=named),
        _verdict(row),
    ]


def _verdict(row: Row) -> WordCell:
    return WordCell(row.verdict, more=row.reason, tint=TINTS[row.status])


_SHORT_UNIT = 6


def _amount(amount: Amount | None, *, bare: bool = False) -> WordCell:
    """Return a cell with a number and its unit, which stands below where it is a word or several.

    Where it is to be bare, another cell of the row has said the unit.
    """
    if amount is None:
        return WordCell("–")
    if bare:
        return WordCell(amount.number)
    if len(amount.unit) <= _SHORT_UNIT:
        return WordCell(str(amount))
    return WordCell(amount.number, amount.unit)


def _text(amount: Amount | None) -> str:
    return "" if amount is None else str(amount)
