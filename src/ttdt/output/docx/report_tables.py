"""The letter's tables: what was reached, what is left to do, and who reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.results import Reason
from ttdt.document import wording
from ttdt.document.report import remarks, rows
from ttdt.document.report.unit_names import is_folded
from ttdt.output.docx.styles import NOTE, SIZES, TABLE, TEXT_WIDTH
from ttdt.output.docx.tables import WordCell, WordColumn, add_table
from ttdt.output.docx.widths import fitted
from ttdt.output.palette import TINTS
from ttdt.period import parse_id
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document

    from ttdt.compute.results import Flag
    from ttdt.compute.round_report import Report, SubmissionInfo
    from ttdt.document.report.rows import Row
    from ttdt.document.wording import Amount
    from ttdt.text.language import Language


def add_groups(
    document: Document,
    lang: Language,
    groups: Sequence[tuple[str, Sequence[Row]]],
    caption: str,
    common: Sequence[Flag],
) -> None:
    """Add the rows of the whole below the names of their groups.

    Flags that are `common` to all of them stand elsewhere.
    """
    last = WordColumn(lang.gettext("Units"), align="center", whole=True)
    lines = [(title, [(row, row.coverage) for row in found]) for title, found in groups]
    _add(document, lang, lines, last, caption, common)


def add_unit(document: Document, lang: Language, report: Report, unit: str, caption: str) -> None:
    """Add one unit's results, beside each the whole's; nothing where it has said nothing."""
    groups = [(lang.pick(group.name), found) for group, found in rows.area_rows(lang, report, unit)]
    if all(row.value is None and row.seen.text is None for _, found in groups for row in found):
        return
    last = WordColumn(wording.whole_area(lang, report.plan.area))
    common = remarks.common_flags(report, unit)
    lines = [(title, [(row, row.own) for row in found]) for title, found in groups]
    _add(document, lang, lines, last, caption, common)


def _add(
    document: Document,
    lang: Language,
    groups: Sequence[tuple[str, Sequence[tuple[Row, str]]]],
    last: WordColumn,
    caption: str,
    common: Sequence[Flag],
) -> None:
    """Add a table of results; its last column is left out where nothing is said in it."""
    has_last = any(said for _, lines in groups for _, said in lines)
    heads = [
        WordColumn(lang.gettext("Clause"), align="center"),
        WordColumn(lang.gettext("Indicator"), takes_rest=True),
        WordColumn(lang.gettext("Target"), align="right", whole=True),
        WordColumn(lang.gettext("Actual (numerator / population)"), align="right", whole=True),
        WordColumn(lang.gettext("Gap"), align="right", whole=True),
        WordColumn(lang.gettext("Status")),
        *([last] if has_last else []),
    ]
    table = [
        (
            title,
            [
                [*_cells(lang, row, common), *([WordCell(said)] if has_last else [])]
                for row, said in lines
            ],
        )
        for title, lines in groups
    ]
    _fit(document, heads, table, caption)


def _fit(
    document: Document,
    heads: Sequence[WordColumn],
    groups: Sequence[tuple[str, Sequence[Sequence[WordCell]]]],
    caption: str,
) -> None:
    table = [row for _, found in groups for row in found]
    add_table(document, fitted(heads, table, TEXT_WIDTH, SIZES[TABLE]), groups, caption=caption)


def _cells(lang: Language, row: Row, common: Sequence[Flag]) -> list[WordCell]:
    """Return what stands in every table; flags that are `common` to it stand above it."""
    flags = [wording.flag_word(lang, flag) for flag in row.flags if flag not in common]
    named = row.is_count and row.target is not None and row.target.unit != ""
    actual = _amount(row.value, bare=named)
    if row.share:
        actual = WordCell(actual.text, (*actual.more, row.share), is_apart=False)
    return [
        WordCell("" if row.is_part else row.clause),
        WordCell(
            rows.name_of(lang, row),
            more=_said("; ".join(text for text in (row.worst_said, *flags) if text)),
            indent=row.is_part,
        ),
        _amount(row.target),
        actual,
        _amount(row.gap, bare=named),
        _verdict(row),
    ]


def _verdict(row: Row) -> WordCell:
    return WordCell(row.verdict, more=_said(row.reason), tint=TINTS[row.status])


_SHORT_UNIT = 6
_MOST_LISTED = 60
"""A letter lists so many units; more are in the files that go with it."""


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
    return WordCell(amount.number, (amount.unit,))


def _said(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def add_submissions(document: Document, lang: Language, report: Report, caption: str) -> None:
    """Add a line for each unit: whether and when it reported, and how settled its figures are.

    Of many units only those that someone has to act on are listed, below the areas above them.
    """
    heads = [
        WordColumn(lang.gettext("Unit")),
        WordColumn(lang.gettext("Submitted"), align="center"),
        WordColumn(lang.gettext("Figures are"), align="center"),
        WordColumn(lang.gettext("Source"), takes_rest=True),
        WordColumn(lang.gettext("Remarks")),
    ]
    # An area without units below it submits by itself.
    units, left_out = list(report.units or (OWN_AREA,)), 0
    if is_folded(report):
        to_act_on = [unit for unit in report.units if _is_to_act_on(report, unit)]
        units, left_out = to_act_on[:_MOST_LISTED], len(to_act_on[_MOST_LISTED:])
    groups: dict[str, list[list[WordCell]]] = {}
    for unit in units:
        above = report.plan.areas[unit].parent
        title = report.plan.areas[above].name if above else ""
        line = [WordCell(report.plan.areas[unit].name), *_submission(lang, report, unit)]
        groups.setdefault(title, []).append(line)
    if groups:
        _fit(document, heads, list(groups.items()), caption)
    if left_out:
        text = lang.ngettext("and {n} more unit", "and {n} more units", left_out)
        document.add_paragraph(text, style=NOTE)


def _is_to_act_on(report: Report, unit: str) -> bool:
    """Return whether a unit's submission is missing or late, or has errors."""
    if unit in report.completeness.missing or unit in report.completeness.invalid:
        return True
    return report.deadline_missed(unit) is not None


def _submission(lang: Language, report: Report, unit: str) -> list[WordCell]:
    filed = report.filed.get(unit)
    if filed is None or unit in report.completeness.missing:
        deadline = report.plan.deadlines.get(report.period)
        words = wording.reason_word(lang, Reason.NOT_SUBMITTED)
        remark = "" if deadline is None else lang.gettext("deadline {deadline}", deadline=deadline)
        return [WordCell(words, bold=True), WordCell("–"), WordCell("–"), WordCell(remark)]
    when = lang.gettext("yes") if filed.submitted is None else lang.date(filed.submitted)
    return [
        WordCell(when),
        WordCell("–" if filed.status is None else wording.settled_word(lang, filed.status)),
        WordCell(filed.source or "–"),
        WordCell("; ".join(_remarks(lang, report, unit, filed))),
    ]


def _remarks(lang: Language, report: Report, unit: str, filed: SubmissionInfo) -> list[str]:
    said = []
    period = parse_id(filed.period)
    if period is not None and period != report.period:
        said.append(lang.gettext("reported as {period}", period=period.label))
    deadline = report.deadline_missed(unit)
    if deadline is not None:
        said.append(lang.gettext("after the deadline {deadline}", deadline=deadline))
    if unit in report.completeness.invalid:
        said.append(lang.gettext("with errors"))
    if filed.sample:
        said.append(lang.gettext("sample data"))
    return said
