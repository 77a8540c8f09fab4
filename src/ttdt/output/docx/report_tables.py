"""The letter's tables: what was reached, what is left to do, who reported, and who reached what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH

from ttdt.compute.results import Reason
from ttdt.document import wording
from ttdt.document.report import notes, remarks, rows, unit_matrix
from ttdt.output.docx.letter import add_form_text
from ttdt.output.docx.styles import NOTE, SMALL, TEXT_WIDTH, WIDE_TEXT_WIDTH, lay_out
from ttdt.output.docx.tables import WordCell, WordColumn, add_table
from ttdt.output.palette import TINTS
from ttdt.period import parse_id
from ttdt.plan import OWN_AREA
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docx.document import Document

    from ttdt.compute.results import Flag, Report, SubmissionInfo
    from ttdt.document.report.rows import Row
    from ttdt.document.report.unit_matrix import MatrixRow
    from ttdt.document.wording import Amount
    from ttdt.text.language import Language


def add_group(
    document: Document,
    lang: Language,
    found: Iterable[Row],
    caption: str,
) -> None:
    """Add rows of the whole."""
    last = WordColumn(lang.gettext("Units"), 13, "center", whole=True)
    table = [[*_cells(lang, row), WordCell(row.coverage)] for row in found]
    add_table(document, _heads(lang, last), [("", table)], caption=caption)


def add_unit(document: Document, lang: Language, report: Report, unit: str, caption: str) -> None:
    """Add one unit's results, beside each the whole's; nothing where it has said nothing."""
    lines = [rows.area_row(lang, report, result, unit) for result in report.indicators]
    if all(row.value is None and row.seen.text is None for row in lines):
        return
    last = WordColumn(lang.gettext("Province"), 17)
    common = remarks.common_flags(report, unit)
    table = [[*_cells(lang, row, common), WordCell(row.own)] for row in lines]
    add_table(document, _heads(lang, last), [("", table)], caption=caption)


def add_left_to_do(document: Document, lang: Language, report: Report, caption: str) -> None:
    """Add what is judged and not met, with its gap and what would meet the target."""
    heads = [
        WordColumn(lang.gettext("Clause"), 13, "center"),
        WordColumn(lang.gettext("Indicator"), 54),
        WordColumn(lang.gettext("Status"), 27),
        WordColumn(lang.gettext("Gap"), 24, "right", whole=True),
        WordColumn(lang.gettext("Left to do"), 47),
    ]
    table = []
    for result in report.indicators:
        if result.indicator.parts or not result.own.status.is_short:
            continue
        row = rows.area_row(lang, report, result, OWN_AREA)
        table.append(
            [
                WordCell(row.clause),
                WordCell(row.name, indent=row.is_part),
                _verdict(row),
                WordCell("" if row.gap is None else str(row.gap), more=_said(row.misses_by)),
                WordCell(notes.left_text(lang, result, OWN_AREA) or "–"),
            ]
        )
    add_table(document, heads, [("", table)], caption=caption)


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
    flags = [wording.flag_word(lang, flag) for flag in row.flags if flag not in common]
    named = row.is_count and row.target is not None and row.target.unit != ""
    return [
        WordCell("" if row.is_part else row.clause),
        WordCell(
            rows.name_of(lang, row),
            more=_said("; ".join(text for text in (row.worst_said, *flags) if text)),
            indent=row.is_part,
        ),
        _amount(row.target),
        _amount(row.value, bare=named),
        WordCell(row.share or "–"),
        _amount(row.gap, bare=named),
        _verdict(row),
    ]


def _verdict(row: Row) -> WordCell:
    return WordCell(row.verdict, more=_said(row.reason), tint=TINTS[row.status])


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
    return WordCell(amount.number, (amount.unit,))


def _said(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def add_submissions(document: Document, lang: Language, report: Report, caption: str) -> None:
    """Add a line for each unit: whether and when it reported, and how settled its figures are."""
    heads = [
        WordColumn(lang.gettext("Unit"), 34),
        WordColumn(lang.gettext("Submitted"), 26, "center"),
        WordColumn(lang.gettext("Figures are"), 24, "center"),
        WordColumn(lang.gettext("Source"), 41),
        WordColumn(lang.gettext("Remarks"), 40),
    ]
    table = [
        [WordCell(report.plan.areas[unit].name), *_submission(lang, report, unit)]
        for unit in report.units
    ]
    add_table(document, heads, [("", table)], caption=caption)


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
        WordCell(filed.source or "–", (filed.path,)),
        WordCell("; ".join(_remarks(lang, report, unit, filed))),
    ]


def _remarks(lang: Language, report: Report, unit: str, filed: SubmissionInfo) -> list[str]:
    said = []
    period = parse_id(filed.period)
    if period is not None and period != report.period:
        said.append(lang.gettext("reported as {period}", period=period.label))
    deadline = None if period is None else report.plan.deadlines.get(period)
    if deadline is not None and filed.submitted is not None and filed.submitted > deadline:
        said.append(lang.gettext("after the deadline {deadline}", deadline=deadline))
    if unit in report.completeness.invalid:
        said.append(lang.gettext("with errors"))
    if filed.sample:
        said.append(lang.gettext("sample data"))
    return said


_CLAUSE, _NAME, _TARGET, _PROVINCE = 12.0, 52.0, 24.0, 22.0
_LEFT = _CLAUSE + _NAME + _TARGET + _PROVINCE
_MOST_UNITS = 8
"""Units beside each other; those beyond them stand in a further table."""


def add_appendix(
    document: Document,
    lang: Language,
    report: Report,
    attached: str,
    *,
    ranks: bool,
) -> None:
    """Add every indicator against every unit, on pages turned sideways; page numbers go on.

    `attached` says which letter it belongs to.
    """
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    lay_out(section, landscape=True)
    section.different_first_page_header_footer = False
    title = document.add_paragraph(lang.gettext("Appendix").upper(), style="Heading 1")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    subject = lang.gettext("Results by indicator and unit")
    below = document.add_paragraph()
    below.add_run(subject.upper()).bold = True
    note = document.add_paragraph()
    add_form_text(note, attached, 13, italic=True)
    for paragraph in (below, note):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    note.paragraph_format.space_after = title.paragraph_format.space_before
    lines = [unit_matrix.line(lang, report, result, ranks=ranks) for result in report.indicators]
    for start in range(0, len(report.units), _MOST_UNITS):
        _add_block(document, lang, report, lines, start, subject)
    for text in _legend(lang, report, ranks=ranks):
        document.add_paragraph(escape_invisible(text), style=NOTE)


def _add_block(
    document: Document,
    lang: Language,
    report: Report,
    lines: list[MatrixRow],
    start: int,
    caption: str,
) -> None:
    heads = unit_matrix.unit_heads(lang, report)[start : start + _MOST_UNITS]
    width = min((WIDE_TEXT_WIDTH - _LEFT) / len(heads), 30)
    columns = [
        WordColumn(lang.gettext("Clause"), _CLAUSE, "center"),
        WordColumn(lang.gettext("Indicator"), _NAME),
        WordColumn(lang.gettext("Target"), _TARGET, "right"),
        WordColumn(lang.gettext("Province"), _PROVINCE),
        *(WordColumn(" ".join(head), width) for head in heads),
    ]
    rows = [
        [
            WordCell("" if line.row.is_part else line.row.clause),
            WordCell(line.row.name, indent=line.row.is_part),
            WordCell("–" if line.row.target is None else str(line.row.target)),
            WordCell(line.own.text, tint=TINTS[line.own.status]),
            *(
                WordCell(cell.text, tint=TINTS[cell.status])
                for cell in line.units[start : start + _MOST_UNITS]
            ),
        ]
        for line in lines
    ]
    add_table(document, columns, [("", rows)], caption=caption, style=SMALL)


def _legend(lang: Language, report: Report, *, ranks: bool) -> Iterator[str]:
    yield "   ".join(notes.legend(lang, report))
    for text in (*unit_matrix.notes(lang, ranks=ranks), *notes.marks_legend(lang, report)):
        yield f"{text}."
