"""From a form to an Excel file."""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook

from ttdt.excel.cell_text import fit
from ttdt.excel.styles import Looks
from ttdt.forms.guide import write_guide
from ttdt.forms.identity import SHEET, Identity, fingerprint
from ttdt.forms.input_sheet import InputSheet

if TYPE_CHECKING:
    from ttdt.forms.form import Form
    from ttdt.text.language import Language

_OPTIONS = {
    "in_memory": True,
    # A text of the data is a text, whatever it begins with.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def sheet_name(form: Form) -> str:
    """Return what the sheet to be filled in is called: `Q3`, or the year for a whole one."""
    return form.period.part or f"{form.period.year}"


def workbook(form: Form, lang: Language, basis: str) -> bytes:
    """Return the form as an Excel file, the same bytes each time.

    `basis` marks the file that it begins with. Its only date is the end of the period.
    """
    file = BytesIO()
    book: Any = Workbook(file, _OPTIONS)
    unit = form.plan.units[form.unit]
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
    looks = Looks(book)
    name = sheet_name(form)
    guide = book.add_worksheet(lang.gettext("Instructions"))
    sheet = book.add_worksheet(name)
    about = book.add_worksheet(SHEET)
    write_guide(guide, looks, form, lang, name)
    InputSheet(sheet, looks, form, lang)
    identity = Identity(form.unit, form.period.id, form.plan.id, fingerprint(form.plan), basis)
    for row, (key, value) in enumerate(identity.rows()):
        about.write_string(row, 0, key)
        about.write_string(row, 1, value)
    about.protect()
    about.hide()
    sheet.activate()
    book.close()
    return file.getvalue()
