"""From a form to an Excel file: the guide, the sheet to fill in, and whose form it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.excel.limits import fit
from ttdt.forms.form_book import FormBook
from ttdt.forms.guide import steps_on_figures, steps_on_sending, write_guide
from ttdt.forms.identity import Identity, fingerprint
from ttdt.forms.input_sheet import InputSheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.forms.form import Form
    from ttdt.text.language import Language


def sheet_name(form: Form) -> str:
    """Return what the sheet to be filled in is called: `Q3`, or the year for a whole one."""
    return form.period.part or f"{form.period.year}"


def workbook(form: Form, basis: str, lang: Language) -> bytes:
    """Return the form as an Excel file, the same bytes each time.

    `basis` marks the file that it begins with. Its only date is the end of the period.
    """
    unit, period = form.area, form.period
    title = lang.gettext("Report of {unit} for {period}", unit=unit.name, period=period.label)
    book = FormBook(lang, title, period, sample=form.sample)
    name = sheet_name(form)
    guide = book.sheet(lang.gettext("Instructions"))
    sheet = book.sheet(name)
    about = book.identity_sheet()
    shown = lang.gettext("Report of {unit} for {period}", unit=fit(unit.name), period=period.label)
    steps = _steps(form, lang, name)
    write_guide(guide, book.style_of, lang, form.plan, shown, steps, sample=form.sample)
    InputSheet(sheet, book.style_of, form, lang)
    book.identify(
        about, Identity(unit.written_id, period.id, form.plan.id, fingerprint(form.plan), basis)
    )
    sheet.activate()
    return book.content()


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
    yield from steps_on_figures(lang, form.period)
    yield gettext(
        "0 means that there is none. If you have no figure, leave the cell empty and choose: “does"
        " not apply here” with the reason why, or “not available yet”."
    )
    yield gettext("The column “Against the target” says at once whether the target is met.")
    yield gettext(
        "A grey row is one for which the plan gives this unit no share; leave it empty unless there"
        " is something to report."
    )
    yield from steps_on_sending(lang)
