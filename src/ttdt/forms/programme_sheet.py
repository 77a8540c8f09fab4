"""What the sheets for money and for tasks have in common: their frame, and cells of words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ttdt.excel.limits import fit
from ttdt.forms import styles
from ttdt.forms.guide import sample_banner
from ttdt.forms.input_sheet import PROTECTION, printed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.excel.styles import CellStyles, Look
    from ttdt.forms.form import Form
    from ttdt.text.language import Language

TOP = 4
"""The row, from 0, with the titles of the columns; the hidden row of keys is the next."""
FIRST_ROW = TOP + 2

_A4 = 9


class SheetColumn(NamedTuple):
    """A column of a sheet; one without a title is hidden."""

    key: str
    """How the hidden row calls it."""
    title: str | None
    width: float
    is_filled_in: bool


class ProgrammeSheet:
    """An empty sheet that rows are written into; rows and columns count from 0."""

    def __init__(self, raw: Any, style_of: CellStyles, form: Form, lang: Language) -> None:  # noqa: ANN401 - xlsxwriter has no types
        """Take an empty sheet."""
        self.raw = raw
        self.style = style_of
        self.form = form
        self.lang = lang

    def frame(self, heading: str, about: str, columns: Sequence[SheetColumn]) -> None:
        """Write what the sheet is about, the titles of its columns and their hidden keys."""
        raw, form = self.raw, self.form
        raw.set_landscape()
        raw.set_paper(_A4)
        raw.fit_to_pages(1, 0)
        raw.set_margins(left=0.3, right=0.3, top=0.6, bottom=0.6)
        raw.hide_gridlines(2)
        raw.set_zoom(90)
        raw.repeat_rows(TOP)
        raw.protect("", PROTECTION)
        who = printed(f"{form.area.name}: {self.lang.translate(form.period.label)}")
        banner = self.lang.gettext("SAMPLE DATA") if form.sample else ""
        raw.set_header(f"&L{who}&R&B{printed(banner)}")
        raw.set_footer("&L&A&R&P/&N")
        shown = [place for place, column in enumerate(columns) if column.title is not None]
        left, right = shown[0], shown[-1]
        raw.set_row(0, 24)
        raw.write_string(0, left, heading, self.style(styles.TITLE))
        raw.write_string(1, left, fit(self.lang.pick(form.plan.title)), self.style(styles.SUBTITLE))
        raw.write_string(2, left, about)
        if form.sample:
            raw.set_row(3, 22)
            look = self.style(styles.BANNER)
            raw.merge_range(3, left, 3, right, "", look)
            raw.write_string(3, left, sample_banner(self.lang), look)
        raw.set_row(TOP, 48)
        raw.set_row(TOP + 1, None, None, {"hidden": True})
        for place, (key, title, width, is_filled_in) in enumerate(columns):
            hidden = {"hidden": True} if title is None else {}
            raw.set_column(place, place, width, None, hidden)
            raw.write_string(TOP + 1, place, key, self.style(styles.HIDDEN))
            if title is not None:
                look = styles.INPUT_HEAD if is_filled_in else styles.HEAD
                raw.write_string(TOP, place, title, self.style(look))

    def text(self, row: int, place: int, text: str | None, *looks: Look) -> None:
        """Write a text, or an empty cell that looks the same."""
        if text:
            self.raw.write_string(row, place, fit(text), self.style(*looks))
        else:
            self.raw.write_blank(row, place, None, self.style(*looks))
