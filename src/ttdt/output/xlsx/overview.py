"""The first sheet: how many objectives have which verdict, who is missing, where to find what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import quote_sheetname

from ttdt.document import wording
from ttdt.document.report import notes, rows
from ttdt.document.report.unit_names import named
from ttdt.output.xlsx import charts, number_formats
from ttdt.output.xlsx.workbook import SheetCell
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.compute.results import Status
    from ttdt.compute.round_report import Report
    from ttdt.output.xlsx.workbook import Worksheet
    from ttdt.text.language import Language

_FIRST, _OTHER = 34, 13
_COLUMNS = 10
_A_PAGE = 40
"""With more lines than this, one page is too small to read."""


def draw(sheet: Worksheet, report: Report, contents: Sequence[tuple[str, str]]) -> None:
    """Fill the sheet; `contents` are the other sheets' names and what is in them."""
    lang = sheet.book.lang
    widths = [_FIRST] + [_OTHER] * (_COLUMNS - 1)
    sheet.widths(widths)
    title, *rest = notes.heading(lang, report)
    sheet.across(0, widths, title, bold=True, font_size=16)
    sheet.across(1, widths, rest[0], font_size=13)
    sheet.across(2, widths, rest[1], italic=True)
    row = 3
    if sheet.book.about.banner:
        sheet.banner(row, widths)
        row += 1
    row = _counts(sheet, row + 1, report)
    row = _submissions(sheet, row + 1, report)
    row = _contents(sheet, row + 1, contents)
    if len(contents) + len(report.columns if report.by_selection else report.plan.groups) < _A_PAGE:
        sheet.raw.fit_to_pages(1, 1)
    bars = notes.bar_legend(lang, report, [OWN_AREA, *report.columns])
    for text in [*notes.marks_legend(lang, report), *bars]:
        sheet.text(row + 1, 0, text, sheet.book.style(italic=True))
        row += 1


def _counts(sheet: Worksheet, top: int, report: Report) -> int:
    """Write how many objectives of each group, or of each unit asked for, have which verdict."""
    lang = sheet.book.lang
    lines = _by_unit(lang, report) if report.by_selection else _by_group(lang, report)
    used = [status for status, _ in rows.statuses(seen for _, found in lines for seen in found)]
    sheet.heads(top, [lang.gettext("Objectives"), *("" for _ in used), lang.gettext("In all")])
    for place, status in enumerate(used, 1):
        cell = SheetCell(wording.verdict(lang, status), status, bold=True, centred=True)
        sheet.put(top, place, cell, valign="vcenter")
    for row, (name, found) in enumerate(lines, top + 1):
        whole = row == top + 1
        sheet.put(row, 0, SheetCell(name, bold=whole))
        for place, status in enumerate(used, 1):
            count = number_formats.plain(found.count(status))
            sheet.put(row, place, SheetCell(count, bold=whole, centred=True))
        sheet.put(
            row, len(used) + 1, SheetCell(number_formats.plain(len(found)), bold=True, centred=True)
        )
    below = top + 1 + len(lines)
    if used and len(lines) > 1:
        # The first line is the sum of the others.
        title = lang.gettext("Objectives by verdict")
        below = charts.add_bars(sheet, title, top, (top + 2, below), used, is_stacked=True)
    return below


def _by_group(lang: Language, report: Report) -> list[tuple[str, list[Status]]]:
    lines = [(lang.gettext("All"), [result.own.status for result in rows.objectives(report)])]
    for group, results in rows.by_group(report):
        found = [result.own.status for result in results if result.indicator.part is None]
        lines.append((lang.pick(group.name), found))
    return lines


def _by_unit(lang: Language, report: Report) -> list[tuple[str, list[Status]]]:
    found = rows.objectives(report)
    lines = [(wording.whole_area(lang, report.plan.area), [result.own.status for result in found])]
    for unit in report.columns:
        name = report.plan.distinct_names[unit]
        lines.append((name, [result.areas[unit].status for result in found]))
    return lines


def _submissions(sheet: Worksheet, top: int, report: Report) -> int:
    lang = sheet.book.lang
    who = report.completeness
    sheet.text(top, 0, lang.gettext("Submissions"), sheet.book.style(bold=True))
    facts = [
        (lang.gettext("Submitted"), who.submitted, ""),
        (lang.gettext("Not submitted"), len(who.missing), named(lang, report, who.missing)),
        (lang.gettext("With errors"), len(who.invalid), named(lang, report, who.invalid)),
        (lang.gettext("Units expected"), len(who.expected), ""),
    ]
    for row, (name, count, names) in enumerate(facts, top + 1):
        sheet.put(row, 0, SheetCell(name))
        sheet.put(row, 1, SheetCell(number_formats.plain(count), centred=True))
        sheet.text(row, 2, names)
    return top + 1 + len(facts)


def _contents(sheet: Worksheet, top: int, contents: Sequence[tuple[str, str]]) -> int:
    lang = sheet.book.lang
    sheet.text(top, 0, lang.gettext("Sheets of this workbook"), sheet.book.style(bold=True))
    link = sheet.book.style(font_color="#0B3F66", underline=1)
    for row, (name, what) in enumerate(contents, top + 1):
        target = f"internal:{quote_sheetname(name)}!A1"
        sheet.raw.write_url(row, 0, target, link, string=name)
        sheet.text(row, 1, what)
    return top + 1 + len(contents)
