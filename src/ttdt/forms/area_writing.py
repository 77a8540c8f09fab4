"""From an area's form to an Excel file: the guide, the sheets to fill in, and whose form it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.excel.limits import SheetNames, fit
from ttdt.forms.area_formulas import AreaFormulas
from ttdt.forms.form_book import FormBook
from ttdt.forms.guide import steps_on_figures, steps_on_sending, write_guide
from ttdt.forms.identity import SHEET, Identity, fingerprint
from ttdt.forms.unit_sheet import UnitSheetWriter
from ttdt.text.message import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.forms.area_form import AreaForm, UnitSheet
    from ttdt.text.language import Language


def area_workbook(form: AreaForm, lang: Language) -> bytes:
    """Return an area's form as an Excel file, the same bytes each time."""
    area, period = form.area, form.period
    title = lang.gettext(
        "Report of the units of {unit} for {period}", unit=fit(area.name), period=period.label
    )
    book = FormBook(lang, title, period, sample=form.sample)
    names = SheetNames()
    names.give(SHEET)
    guide = book.sheet(names.give(lang.gettext("Instructions")))
    named = [(names.give(_title(sheet, lang)), sheet) for sheet in form.sheets]
    populations = next(((name, one) for name, one in named if one.is_of_populations), named[0])
    write_guide(
        guide, book.style_of, lang, form.plan, title, _steps(form, lang), sample=form.sample
    )
    for number, (name, sheet) in enumerate(named):
        raw = book.sheet(name)
        formulas = AreaFormulas(lang, sheet, len(form.forms), populations[1], populations[0])
        UnitSheetWriter(raw, book.style_of, form, sheet, formulas)
        if not number:
            raw.activate()
    book.identify(
        book.identity_sheet(),
        Identity(
            area.written_id, period.id, form.plan.id, fingerprint(form.plan), bases=form.bases
        ).rows(),
    )
    return book.content()


def _title(sheet: UnitSheet, lang: Language) -> str:
    title = sheet.title
    return lang.pick(title) if isinstance(title, Text) else lang.gettext(title)


def _steps(form: AreaForm, lang: Language) -> Iterator[str]:
    gettext = lang.gettext
    yield gettext(
        "Each unit has a row, the same in every sheet, and each figure has its columns. Only the"
        " framed light cells can be written in."
    )
    yield gettext(
        "First say of each unit how settled its figures are: estimated, provisional or final. Give"
        " the date and the document behind them, and the day they were counted if it is not {end}.",
        end=form.period.end,
    )
    yield gettext(
        "Then the populations, each once: every rate is held against them. Where last round's"
        " numbers still hold, leave them empty and choose “as last round” at the row's beginning."
    )
    yield from steps_on_figures(lang, form.plan, form.period)
    yield gettext(
        "0 means that there is none. If there is no figure, leave the cell empty and choose on the"
        " right of the sheet: “does not apply here” with the reason why, or “not available yet”."
        " Causes, where a figure is behind, and notes have their place there, too."
    )
    yield gettext(
        "The row of sums adds up by itself: a rate is the sum of the figures of all units over"
        " the sum of their populations, and units without either are left out of both."
    )
    yield gettext(
        "A unit whose rows stay empty in all sheets is passed over, so the workbook may be sent in"
        " before all units have reported."
    )
    if form.plan.funding is not None or any(one.tasks for one in form.forms):
        yield gettext(
            "Money and tasks are not asked here: each unit reports them in a form of its own, which"
            " ttdt template --each makes, or in its file."
        )
    yield from steps_on_sending(lang)
