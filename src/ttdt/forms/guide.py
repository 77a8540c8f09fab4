"""The sheet that says how to fill in a form."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from ttdt.excel.limits import fit
from ttdt.forms import styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ttdt.excel.styles import CellStyles, Look
    from ttdt.period import Period
    from ttdt.plan import Plan
    from ttdt.text.language import Language

_A4 = 9
_WIDTH = 95
_LINE = 16.0
_STEP: Look = {"text_wrap": True, "valign": "top"}
_HEADING: Look = {"bold": True, "font_size": 12, "bottom": 1}


def write_guide(
    raw: Any,  # noqa: ANN401 - xlsxwriter has no types
    style_of: CellStyles,
    lang: Language,
    plan: Plan,
    title: str,
    steps: Iterable[str],
    *,
    sample: bool,
) -> None:
    """Fill an empty sheet with numbered steps; `sample` says that figures shown are made up."""
    gettext = lang.gettext
    raw.set_paper(_A4)
    raw.fit_to_pages(1, 0)
    raw.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    raw.hide_gridlines(2)
    raw.set_column(0, 0, 5)
    raw.set_column(1, 1, _WIDTH)
    raw.protect("", {"format_columns": True, "format_rows": True})
    raw.set_footer("&L&A&R&P/&N")
    raw.set_row(0, 26)
    raw.write_string(0, 0, title, style_of(styles.TITLE))
    subtitle = fit(lang.pick(plan.title))
    style = style_of(styles.SUBTITLE, {"text_wrap": True})
    raw.set_row(1, _height(subtitle))
    raw.merge_range(1, 0, 1, 1, "", style)
    raw.write_string(1, 0, subtitle, style)
    row = 3
    if sample:
        raw.set_row(2, 24)
        raw.merge_range(2, 0, 2, 1, "", style_of(styles.BANNER))
        raw.write_string(2, 0, sample_banner(lang), style_of(styles.BANNER))
        row = 4
    raw.write_string(row, 0, gettext("How to fill in this form"), style_of(_HEADING))
    raw.write_blank(row, 1, None, style_of(_HEADING))
    for number, step in enumerate(steps, 1):
        at = row + number
        raw.set_row(at, _height(step))
        raw.write_number(at, 0, number, style_of(_STEP, {"align": "center", "bold": True}))
        raw.write_string(at, 1, step, style_of(_STEP))


def steps_on_figures(lang: Language, plan: Plan, period: Period) -> Iterator[str]:
    """Yield what every form says of how figures are written."""
    gettext = lang.gettext
    yield gettext(
        "Every figure is the state on {end}. Counts run from 1 January, so each round repeats what"
        " the one before had counted.",
        end=period.end,
    )
    yield gettext(
        "Write whole numbers, digits only: no dots, commas or words. Excel shows the marks."
    )
    if any(indicator.decimals for indicator in plan.indicators.values()):
        yield gettext("Only amounts that have a unit of their own may have decimals.")
    if plan.funding is not None and plan.funding.decimals:
        yield gettext(
            "Amounts of money may have up to {n} decimals, behind the mark that Excel uses.",
            n=plan.funding.decimals,
        )
    yield gettext(
        "Where only a rate is known and not the number behind it, write the rate in the column"
        " “or only the rate (%)” and leave the figure empty."
    )


def steps_on_sending(lang: Language) -> Iterator[str]:
    """Yield what every form says of how it is sent in."""
    gettext = lang.gettext
    yield gettext(
        "What you leave empty stays as it was handed in before. To withdraw a figure, choose “not"
        " available yet”."
    )
    yield gettext(
        "Do not merge cells, and do not paste formulas that refer to other files. Save as .xlsx and"
        " send the file back."
    )


def sample_banner(lang: Language) -> str:
    """Return what a form says that shows figures made up."""
    return lang.gettext(
        "SAMPLE DATA: the figures of earlier rounds shown here are made up, for illustration only."
    )


def _height(text: str) -> float:
    return _LINE * ceil(len(text) / _WIDTH) + 4
