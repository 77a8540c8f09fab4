"""From a form to an Excel file: the guide, the sheet to fill in, and whose form it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ttdt.excel.limits import fit
from ttdt.forms.form_book import FormBook
from ttdt.forms.guide import steps_on_figures, steps_on_sending, write_guide
from ttdt.forms.identity import Identity, fingerprint
from ttdt.forms.input_sheet import InputSheet
from ttdt.forms.money_sheet import MoneySheet
from ttdt.forms.question_texts import FormTexts
from ttdt.forms.task_sheet import TaskSheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.forms.form import Form
    from ttdt.text.language import Language


def sheet_name(form: Form) -> str:
    """Return what the sheet to be filled in is called: `Q3`, or the year for a whole one."""
    return form.period.part or f"{form.period.year}"


def workbook(form: Form, basis: str, lang: Language, texts: FormTexts | None = None) -> bytes:
    """Return the form as an Excel file, the same bytes each time.

    `basis` marks the file that it begins with. Its only date is the end of the period. `texts` are
    those that the forms of other units for the same plan, period and language have.
    """
    unit, period = form.area, form.period
    title = lang.gettext("Report of {unit} for {period}", unit=unit.name, period=period.label)
    book = FormBook(lang, title, period, sample=form.sample)
    name = sheet_name(form)
    guide = book.sheet(lang.gettext("Instructions"))
    sheet = book.sheet(name)
    programme = _sheets_of_programme(book, form, lang)
    about = book.identity_sheet()
    shown = lang.gettext("Report of {unit} for {period}", unit=fit(unit.name), period=period.label)
    steps = _steps(form, lang, name, [sheet.name for sheet in programme])
    write_guide(guide, book.style_of, lang, form.plan, shown, steps, sample=form.sample)
    InputSheet(sheet, book.style_of, form, lang, texts or FormTexts())
    identity = Identity(unit.written_id, period.id, form.plan.id, fingerprint(form.plan), basis)
    book.identify(about, identity.rows())
    sheet.activate()
    return book.content()


def _sheets_of_programme(book: FormBook, form: Form, lang: Language) -> list[Any]:
    """Write a sheet for money and one for tasks, where the plan asks for any."""
    sheets = []
    if form.plan.funding is not None:
        sheets.append(book.sheet(lang.gettext("Money")))
        MoneySheet(sheets[-1], book.style_of, form, lang).write(form.plan.funding)
    if form.tasks:
        sheets.append(book.sheet(lang.gettext("Tasks")))
        TaskSheet(sheets[-1], book.style_of, form, lang).write()
    return sheets


def _steps(
    form: Form, lang: Language, sheet: str, sheets_of_programme: Sequence[str]
) -> Iterator[str]:
    gettext = lang.gettext
    yield gettext(
        "Go to the sheet “{sheet}”. Only the framed light cells can be written in.", sheet=sheet
    )
    yield gettext(
        "First say how settled the figures are: estimated, provisional or final. Give the date and"
        " the document behind the figures, and the day they were counted if it is not {end}.",
        end=form.period.end,
    )
    yield gettext(
        "Then the populations, each once: every rate below is held against them. Where last round's"
        " number still holds, choose “as last round” instead of typing it again."
    )
    yield from steps_on_figures(lang, form.plan, form.period)
    yield gettext(
        "0 means that there is none. If you have no figure, leave the cell empty and choose: “does"
        " not apply here” with the reason why, or “not available yet”."
    )
    yield gettext(
        "The column “Against the target” says at once whether the target is met. Where a figure is"
        " behind, give the cause in its column; the report gathers the causes."
    )
    yield gettext(
        "A grey row is one for which the plan gives this unit no share; leave it empty unless there"
        " is something to report."
    )
    yield from _steps_on_programme(form, lang, sheets_of_programme)
    yield from steps_on_sending(lang)


def _steps_on_programme(form: Form, lang: Language, sheets: Sequence[str]) -> Iterator[str]:
    gettext = lang.gettext
    if form.plan.funding is not None:
        yield gettext(
            "In the sheet “{sheet}” give of each project and source that the unit has money of what"
            " is carried over, assigned and disbursed, in {unit}; sums add up by themselves. Leave"
            " the grey rows empty unless there is such money. If what is assigned was changed, give"
            " the decision.",
            sheet=sheets[0],
            unit=form.plan.funding.unit,
        )
    if form.tasks:
        yield gettext(
            "In the sheet “{sheet}” choose of each task how far it is. What was done or cancelled"
            " before is filled in already, and counts once the form says anything.",
            sheet=sheets[-1],
        )
