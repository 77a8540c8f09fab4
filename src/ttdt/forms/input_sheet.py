"""The sheet that is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ttdt.excel.cells import letters
from ttdt.excel.limits import fit
from ttdt.forms import labels, styles
from ttdt.forms.form import INPUTS, WORDS, FormColumn
from ttdt.forms.formulas import Formulas
from ttdt.forms.guide import sample_banner
from ttdt.forms.input_cells import Inputs, as_float, words_on_file
from ttdt.forms.validation import Refusals
from ttdt.text.message import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.excel.styles import CellStyles, Look
    from ttdt.forms.form import Form, Question
    from ttdt.forms.question_texts import FormTexts, LiveCells
    from ttdt.text.language import Language

TOP = 4
"""The row, from 0, with the titles of the columns; the hidden row of keys is the next."""

_A4 = 9
PROTECTION = {
    "format_columns": True, "format_rows": True, "select_locked_cells": True,
    "select_unlocked_cells": True,
}  # fmt: skip
_HEADER_MOST = 58
"""A printed header has at most 255 characters, with every & doubled."""
_LABEL_MOST = 2_000
"""How much of a text stands in a label: a cell holds 32,767 characters of them all."""


class InputSheet:
    """The sheet named after the period; rows and columns count from 0."""

    def __init__(
        self,
        raw: Any,  # noqa: ANN401 - xlsxwriter has no types
        style_of: CellStyles,
        form: Form,
        lang: Language,
        texts: FormTexts,
    ) -> None:
        """Fill an empty sheet."""
        self._raw = raw
        self._texts = texts
        self._style = style_of
        self._form = form
        self._lang = lang
        self._rows = dict(self._places())
        self._formulas = Formulas(lang, self._rows, form.period)
        refusals = Refusals(raw)
        self._inputs = Inputs(raw, style_of, form, lang, self._formulas, refusals)
        self._set_up()
        self._top()
        row = TOP + 2
        for section in form.sections:
            title = section.title
            self._section(row, lang.pick(title) if isinstance(title, Text) else lang.gettext(title))
            for number, question in enumerate(section.questions, row + 1):
                self._question(number, question)
            row += len(section.questions) + 1
        self._verdicts(row - 1)
        refusals.write()
        self._bottom(row)

    def _places(self) -> Iterator[tuple[str, int]]:
        row = TOP + 2
        for section in self._form.sections:
            for number, question in enumerate(section.questions, row + 1):
                yield question.id, number
            row += len(section.questions) + 1

    def _set_up(self) -> None:
        raw, form = self._raw, self._form
        raw.set_landscape()
        raw.set_paper(_A4)
        raw.fit_to_pages(1, 0)
        raw.set_margins(left=0.3, right=0.3, top=0.6, bottom=0.6)
        raw.hide_gridlines(2)
        raw.set_zoom(90)
        raw.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        for column, width in labels.WIDTHS.items():
            hidden = {"hidden": True} if column in {FormColumn.ID, FormColumn.EXACT} else {}
            raw.set_column(column.place, column.place, width, None, hidden)
        raw.freeze_panes(TOP + 2, FormColumn.MEASURED_IN.place)
        raw.repeat_rows(TOP)
        raw.protect("", PROTECTION)
        who = printed(f"{form.area.name}: {self._lang.translate(form.period.label)}")
        banner = self._lang.gettext("SAMPLE DATA") if form.sample else ""
        raw.set_header(f"&L{who}&R&B{printed(banner)}")
        raw.set_footer("&L&A&R&P/&N")

    def _top(self) -> None:
        """Write who is asked for when, and the titles of the columns."""
        raw, form, gettext = self._raw, self._form, self._lang.gettext
        left, right = FormColumn.CLAUSE.place, FormColumn.NOTE.place
        heading = gettext(
            "Report of {unit} for {period}", unit=fit(form.area.name), period=form.period.label
        )
        raw.set_row(0, 24)
        raw.write_string(0, left, heading, self._style(styles.TITLE))
        raw.write_string(
            1, left, fit(self._lang.pick(form.plan.title)), self._style(styles.SUBTITLE)
        )
        raw.write_string(
            2,
            left,
            gettext(
                "State on {end}; counts run from 1 January. Fill in the framed light cells only;"
                " an empty cell is a figure that is not reported, never a zero.",
                end=form.period.end,
            ),
        )
        if form.sample:
            raw.set_row(3, 22)
            look = self._style(styles.BANNER)
            raw.merge_range(3, left, 3, right, "", look)
            raw.write_string(3, left, sample_banner(self._lang), look)
        raw.set_row(TOP, 48)
        for column, title in self._titles().items():
            look = styles.INPUT_HEAD if column in INPUTS else styles.HEAD
            raw.write_string(TOP, column.place, title, self._style(look))
        raw.set_row(TOP + 1, None, None, {"hidden": True})
        for column in FormColumn:
            raw.write_string(TOP + 1, column.place, column.value, self._style(styles.HIDDEN))

    def _titles(self) -> dict[FormColumn, str]:
        gettext = self._lang.gettext
        return {
            FormColumn.CLAUSE: gettext("Clause"),
            FormColumn.LABEL: gettext("What is asked, and how it is counted"),
            FormColumn.MEASURED_IN: gettext("Unit of measure"),
            FormColumn.TARGET: gettext("Target"),
            FormColumn.LAST: gettext("Last time (period)"),
            FormColumn.VALUE: gettext("FIGURE"),
            FormColumn.PERCENT: gettext("or only the rate (%)"),
            FormColumn.RESULT: gettext("Result"),
            FormColumn.VERDICT: gettext("Against the target"),
            FormColumn.STATE: gettext("If there is no figure: choose"),
            FormColumn.REASON: gettext("Reason for having none"),
            FormColumn.CAUSE: gettext("Cause, where it is behind"),
            FormColumn.NOTE: gettext("Note"),
        }

    def _section(self, row: int, title: str) -> None:
        look = self._style(styles.SECTION)
        self._raw.set_row(row, 20)
        for column in range(FormColumn.CLAUSE.place, FormColumn.EXACT.place):
            self._raw.write_blank(row, column, None, look)
        self._raw.write_string(row, FormColumn.CLAUSE.place, fit(title), look)

    def _question(self, row: int, question: Question) -> None:
        raw = self._raw
        raw.write_string(row, FormColumn.ID.place, question.id, self._style(styles.HIDDEN))
        over = styles.AS_IT_IS if question.owed else styles.NOT_OWED
        clause = "" if question.indicator is None else question.indicator.clause
        self._text(row, FormColumn.CLAUSE, clause, styles.CENTRED, over)
        lines, measured, target, live = self._texts.of(question, self._form.plan, self._formulas)
        self._label(row, lines, over)
        self._text(row, FormColumn.MEASURED_IN, measured, styles.CENTRED, over)
        self._text(row, FormColumn.TARGET, target, styles.CENTRED, over)
        self._last(row, question, over)
        if question.kind in WORDS:
            self._inputs.words(row, question)
        else:
            self._inputs.number(row, question, over)
        self._raw.set_row(
            row, labels.row_height(question, lines, measured, words_on_file(self._lang, question))
        )
        if live is not None:
            self._live(row, live, over)
        self._inputs.state(row, question, over)

    def _label(self, row: int, lines: list[labels.LabelLine], over: Look) -> None:
        """Write the name in bold and the rest small, in one cell."""
        fragments: list[Any] = []
        for number, line in enumerate(lines):
            small = styles.SMALL_ITALIC if line.italic else styles.SMALL
            style = self._style(styles.BOLD if line.bold else small)
            end = "\n" if number + 1 < len(lines) else ""
            fragments += [style, _brief(line.text) + end]
        column = FormColumn.LABEL.place
        if len(lines) == 1:
            self._raw.write_string(
                row, column, lines[0].text, self._style(styles.LABEL, over, styles.BOLD)
            )
        elif lines:
            self._raw.write_rich_string(row, column, *fragments, self._style(styles.LABEL, over))

    def _last(self, row: int, question: Question, over: Look) -> None:
        last, column = question.last, FormColumn.LAST.place
        if last is None or (last.value is None and last.percent is None):
            self._raw.write_blank(row, column, None, self._style(styles.LAST, over))
            return
        value, pattern = labels.last_number(last, self._form.period.year)
        style = self._style(styles.LAST, over, styles.shown_as(pattern))
        self._raw.write_number(row, column, as_float(value), style)

    def _live(self, row: int, live: LiveCells, over: Look) -> None:
        """Write the cells that compute."""
        raw = self._raw
        style = self._style(styles.LIVE, over, styles.shown_as(live.pattern))
        word = self._style(styles.LIVE_WORD, over)
        # An empty result makes every program compute it when the form is opened.
        raw.write_formula(row, FormColumn.RESULT.place, live.result, style, "")
        raw.write_formula(row, FormColumn.VERDICT.place, live.verdict, word, "")
        if live.exact is not None:
            exact = self._style(styles.HIDDEN)
            raw.write_formula(row, FormColumn.EXACT.place, live.exact, exact, "")

    def _verdicts(self, last: int) -> None:
        """Colour the verdicts by the sign they begin with, down to the last row."""
        column = FormColumn.VERDICT.place
        for beginning, look in (("✓", styles.MET), ("✗", styles.NOT_MET), ("⚠", styles.CLASH)):
            self._raw.conditional_format(
                TOP + 2, column, last, column,
                {"type": "text", "criteria": "begins with", "value": beginning,
                 "format": self._style(look)},
            )  # fmt: skip

    def _text(self, row: int, column: FormColumn, text: str, *looks: Look) -> None:
        if text:
            self._raw.write_string(row, column.place, text, self._style(*looks))
        else:
            self._raw.write_blank(row, column.place, None, self._style(*looks))

    def _bottom(self, row: int) -> None:
        """Write where the form is signed, and what of it is printed."""
        gettext = self._lang.gettext
        bold = self._style(styles.BOLD)
        self._raw.write_string(row + 1, FormColumn.LABEL.place, gettext("Prepared by"), bold)
        self._raw.write_string(row + 1, FormColumn.REASON.place, gettext("Head of the unit"), bold)
        last = letters(FormColumn.NOTE.place)
        self._raw.print_area(f"{letters(FormColumn.CLAUSE.place)}1:{last}{row + 6}")


def _brief(text: str) -> str:
    return text if len(text) <= _LABEL_MOST else f"{text[:_LABEL_MOST]}…"


def printed(text: str) -> str:
    """Return a text for a printed header, where & is a command."""
    return fit(text).replace("\n", " ")[:_HEADER_MOST].replace("&", "&&")
