"""From a form to an Excel file: the guide, the sheet to fill in, and whose form it is."""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook

from ttdt.excel.limits import fit
from ttdt.excel.styles import CellStyles
from ttdt.forms import styles
from ttdt.forms.identity import SHEET, Identity, fingerprint
from ttdt.forms.input_sheet import InputSheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.excel.styles import Look
    from ttdt.forms.form import Form
    from ttdt.text.language import Language

_OPTIONS = {
    "in_memory": True,
    # A text of the data is a text, whatever it begins with.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


_A4 = 9
_WIDTH = 95
_LINE = 16.0
_STEP: Look = {"text_wrap": True, "valign": "top"}
_HEADING: Look = {"bold": True, "font_size": 12, "bottom": 1}


def sheet_name(form: Form) -> str:
    """Return what the sheet to be filled in is called: `Q3`, or the year for a whole one."""
    return form.period.part or f"{form.period.year}"


def workbook(form: Form, lang: Language, basis: str) -> bytes:
    """Return the form as an Excel file, the same bytes each time.

    `basis` marks the file that it begins with. Its only date is the end of the period.
    """
    file = BytesIO()
    book: Any = Workbook(file, _OPTIONS)
    unit = form.plan.areas[form.unit]
    book.set_properties(
        {
            "title": fit(
                lang.gettext(
                    "Report of {unit} for {period}", unit=unit.name, period=form.period.label
                )
            )[:255],
            "created": datetime.combine(form.period.end, time(), tzinfo=UTC),
            "keywords": lang.gettext("SAMPLE DATA") if form.sample else "",
        }
    )
    style_of = CellStyles(book)
    name = sheet_name(form)
    guide = book.add_worksheet(lang.gettext("Instructions"))
    sheet = book.add_worksheet(name)
    about = book.add_worksheet(SHEET)
    _write_guide(guide, style_of, form, lang, name)
    InputSheet(sheet, style_of, form, lang)
    identity = Identity(
        unit.written_id, form.period.id, form.plan.id, fingerprint(form.plan), basis
    )
    for row, (key, value) in enumerate(identity.rows()):
        about.write_string(row, 0, key)
        about.write_string(row, 1, value)
    about.protect()
    about.hide()
    sheet.activate()
    book.close()
    return file.getvalue()


def _write_guide(raw: Any, style_of: CellStyles, form: Form, lang: Language, sheet: str) -> None:  # noqa: ANN401
    """Fill an empty sheet with instructions for the sheet called `sheet`."""
    raw.set_paper(_A4)
    raw.fit_to_pages(1, 0)
    raw.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    raw.hide_gridlines(2)
    raw.set_column(0, 0, 5)
    raw.set_column(1, 1, _WIDTH)
    raw.protect("", {"format_columns": True, "format_rows": True})
    raw.set_footer("&L&A&R&P/&N")
    unit = form.plan.areas[form.unit]
    gettext = lang.gettext
    title = gettext("Report of {unit} for {period}", unit=fit(unit.name), period=form.period.label)
    raw.set_row(0, 26)
    raw.write_string(0, 0, title, style_of(styles.TITLE))
    subtitle = fit(lang.pick(form.plan.title))
    style = style_of(styles.SUBTITLE, {"text_wrap": True})
    raw.set_row(1, _height(subtitle))
    raw.merge_range(1, 0, 1, 1, "", style)
    raw.write_string(1, 0, subtitle, style)
    row = 3
    if form.sample:
        text = gettext(
            "SAMPLE DATA: the figures of earlier rounds shown here are made up, for illustration"
            " only."
        )
        raw.set_row(2, 24)
        raw.merge_range(2, 0, 2, 1, "", style_of(styles.BANNER))
        raw.write_string(2, 0, text, style_of(styles.BANNER))
        row = 4
    raw.write_string(row, 0, gettext("How to fill in this form"), style_of(_HEADING))
    raw.write_blank(row, 1, None, style_of(_HEADING))
    for number, step in enumerate(_steps(form, lang, sheet), 1):
        at = row + number
        raw.set_row(at, _height(step))
        raw.write_number(at, 0, number, style_of(_STEP, {"align": "center", "bold": True}))
        raw.write_string(at, 1, step, style_of(_STEP))


def _height(text: str) -> float:
    return _LINE * ceil(len(text) / _WIDTH) + 4


def _steps(form: Form, lang: Language, sheet: str) -> Iterator[str]:
    gettext = lang.gettext
    yield gettext(
        "Go to the sheet “{sheet}”. Only the framed light cells can be written in.", sheet=sheet
    )
    yield gettext(
        "First say how settled the figures are: estimated, provisional or final. Give the date and"
        " the document behind the figures."
    )
    yield gettext(
        "Then the populations, each once: every rate below is held against them. Where last round's"
        " number still holds, choose “as last round” instead of typing it again."
    )
    yield gettext(
        "Every figure is the state on {end}. Counts run from 1 January, so each round repeats what"
        " the one before had counted.",
        end=form.period.end,
    )
    yield gettext(
        "Write whole numbers, digits only: no dots, commas or words. Excel shows the marks."
    )
    yield gettext(
        "Where only a rate is known and not the number behind it, write the rate in the column"
        " “or only the rate (%)” and leave the figure empty."
    )
    yield gettext(
        "0 means that there is none. If you have no figure, leave the cell empty and choose: “does"
        " not apply here” with the reason why, or “not available yet”."
    )
    yield gettext("The column “Against the target” says at once whether the target is met.")
    yield gettext(
        "A grey row is one for which the plan gives this unit no share; leave it empty unless there"
        " is something to report."
    )
    yield gettext(
        "What you leave empty stays as it was handed in before. To withdraw a figure, choose “not"
        " available yet”."
    )
    yield gettext(
        "Do not merge cells, and do not paste formulas that refer to other files. Save as .xlsx and"
        " send the file back."
    )
