"""The sheet of submissions: who has sent what, which figures are missing, what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.results import Reason, Status
from ttdt.document import wording
from ttdt.document.report import rows
from ttdt.document.report.errors import beside_title, left_out_title
from ttdt.document.report.unit_names import is_tree
from ttdt.output.xlsx import number_formats
from ttdt.output.xlsx.workbook import SheetCell, SheetColumn
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ttdt.compute.results import AreaResult
    from ttdt.compute.round_report import Report, SubmissionInfo
    from ttdt.finding import Finding
    from ttdt.output.xlsx.workbook import Worksheet
    from ttdt.plan import Area
    from ttdt.text.language import Language


class _Row(NamedTuple):
    unit: Area
    filed: SubmissionInfo | None
    invalid: bool
    seen: list[AreaResult]


def draw(sheet: Worksheet, title: str, report: Report) -> None:
    """Fill the sheet: a row for each unit, below it every error of a submission."""
    lang = sheet.book.lang
    leaves = rows.leaves(report)
    found = [
        _Row(
            report.plan.areas[unit],
            report.filed.get(unit),
            unit in report.completeness.invalid,
            [result.areas[unit] for result in leaves],
        )
        for unit in _who(report)
    ]
    columns = _columns(lang, report)
    top = sheet.title(title, [column.width for column in columns])
    below = sheet.grid(top, columns, found, frozen=1)
    top = below + 1
    for heading, leaves_out in ((left_out_title(lang), True), (beside_title(lang), False)):
        errors = [error.finding for error in report.all_errors if error.leaves_out is leaves_out]
        top = _errors(sheet, top, heading, errors)


def _who(report: Report) -> list[str]:
    """Return those who must submit, and of the areas above them those that have."""
    who = {*report.completeness.expected, *report.filed}
    return [area for area in (OWN_AREA, *report.units) if area in who]


def _columns(lang: Language, report: Report) -> list[SheetColumn[_Row]]:
    def filed(text: Callable[[SubmissionInfo], str | None]) -> Callable[[_Row], SheetCell]:
        return lambda row: SheetCell(None if row.filed is None else text(row.filed) or "")

    def above(row: _Row) -> SheetCell:
        parent = row.unit.parent
        return SheetCell(None if parent is None else report.plan.areas[parent].name)

    def status(found: SubmissionInfo) -> str:
        return "" if found.status is None else wording.settled_word(lang, found.status)

    return [
        SheetColumn(lang.gettext("Unit"), 22, lambda row: SheetCell(row.unit.name, bold=True)),
        *([SheetColumn(lang.gettext("Area above"), 18, above)] if is_tree(report) else []),
        SheetColumn(lang.gettext("Code"), 7, lambda row: SheetCell(row.unit.code, centred=True)),
        SheetColumn(lang.gettext("Submission"), 14, lambda row: _state(lang, row)),
        SheetColumn(lang.gettext("Period"), 10, filed(lambda found: found.period)),
        SheetColumn(lang.gettext("Figures are"), 10, filed(status)),
        SheetColumn(
            lang.gettext("Date"),
            12,
            lambda row: SheetCell(None if row.filed is None else row.filed.submitted),
        ),
        _count(lang.gettext("Reported"), _is_reported),
        _count(wording.reason_word(lang, Reason.NOT_REPORTED), _because(Reason.NOT_REPORTED)),
        _count(wording.reason_word(lang, Reason.NO_POPULATION), _because(Reason.NO_POPULATION)),
        _count(wording.reason_word(lang, Reason.NO_BASELINE), _because(Reason.NO_BASELINE)),
        _count(wording.reason_word(lang, Reason.INVALID), _because(Reason.INVALID)),
        _count(
            wording.status_word(lang, Status.NOT_APPLICABLE),
            lambda row: row.status is Status.NOT_APPLICABLE,
        ),
        SheetColumn(lang.gettext("File"), 32, filed(lambda found: found.path)),
        SheetColumn(lang.gettext("Source"), 26, filed(lambda found: found.source)),
        SheetColumn(lang.gettext("Unit's note"), 30, filed(lambda found: found.note)),
        SheetColumn(
            lang.gettext("Sample"),
            12,
            filed(lambda found: lang.gettext("SAMPLE DATA") if found.sample else ""),
        ),
    ]


def _state(lang: Language, row: _Row) -> SheetCell:
    if row.filed is None:
        return SheetCell(f"? {lang.gettext('Not submitted')}", Status.NO_DATA)
    if row.invalid:
        return SheetCell(f"✗ {lang.gettext('With errors')}", Status.NOT_MET)
    return SheetCell(f"✓ {lang.gettext('Submitted')}", Status.MET)


def _count(title: str, holds: Callable[[AreaResult], bool]) -> SheetColumn[_Row]:
    return SheetColumn(
        title,
        10,
        lambda row: SheetCell(number_formats.plain(sum(map(holds, row.seen))), centred=True),
    )


def _is_reported(row: AreaResult) -> bool:
    return row.status not in {Status.NO_DATA, Status.NOT_APPLICABLE}


def _because(reason: Reason) -> Callable[[AreaResult], bool]:
    return lambda row: row.status is Status.NO_DATA and row.reason is reason


def _errors(sheet: Worksheet, top: int, title: str, found: Sequence[Finding]) -> int:
    """Write errors under a title, if there are any; return the row after the next empty one."""
    if not found:
        return top
    lang = sheet.book.lang
    sheet.text(top, 0, title, sheet.book.style(bold=True))
    sheet.heads(
        top + 1,
        [
            lang.gettext("File"),
            lang.gettext("Line"),
            lang.gettext("Code"),
            lang.gettext("What is wrong"),
        ],
    )
    for row, finding in enumerate(found, top + 2):
        sheet.put(row, 0, SheetCell(finding.path))
        sheet.put(row, 1, SheetCell(number_formats.plain(finding.span.line)), align="left")
        sheet.put(row, 2, SheetCell(finding.code))
        sheet.put(row, 3, SheetCell(None))
        # Over the columns beside it, which are empty here.
        sheet.text(row, 3, lang.translate(finding.message))
    return top + len(found) + 3
