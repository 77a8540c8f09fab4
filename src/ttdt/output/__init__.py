"""From a report to text. One module a format; none is loaded before it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from ttdt.analysis.trend import Trend
    from ttdt.compute import Report
    from ttdt.document.answer import View as AnswerView
    from ttdt.document.report.document import ReportAnswer
    from ttdt.plan.letterhead import Letterhead
    from ttdt.text.language import Language


@dataclass(frozen=True, slots=True)
class View:
    """How a report is to be shown."""

    language: Language
    width: int | None = None
    """Columns of the terminal; None where there is no terminal."""
    color: bool = False
    by_unit: bool = False
    """Whether to show indicators against units instead of one row for the province."""
    ranks: bool = False
    """Whether that table says which place each unit has."""
    day: date | None = None
    """The day the report is made, which only forms show that ask for it."""
    letterhead: Letterhead | None = None
    """Who hands the report in, and to whom; for formats that are letters."""
    trend: Trend | None = None
    """The rounds of the year up to the report's own, for formats that draw them."""
    fragment: bool = False
    """Whether HTML is to go into a page or mail that is not ours."""


class Format(NamedTuple):
    """Where a format's `render(report, view)` lives, and the file names it is meant by."""

    module: str
    suffixes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """The packages without which it cannot be written, where they are an extra's."""
    draws_trend: bool = False
    """Whether it wants the rounds before, too."""
    is_letter: bool = False
    """Whether it says who writes to whom, and when."""


FORMATS: Mapping[str, Format] = {
    "table": Format("ttdt.output.terminal.report"),
    "plain": Format("ttdt.output.plain.report", (".txt",)),
    "json": Format("ttdt.document.report.json", (".json",)),
    "markdown": Format("ttdt.output.markdown", (".md",)),
    "csv": Format("ttdt.output.csv", (".csv",)),
    "html": Format("ttdt.output.html", (".html", ".htm"), draws_trend=True),
    "xlsx": Format("ttdt.output.xlsx", (".xlsx",), needs=("xlsxwriter",), draws_trend=True),
    "docx": Format("ttdt.output.docx", (".docx",), needs=("docx", "xlsxwriter"), is_letter=True),
}


def load(name: str) -> Callable[[Report, View], str | bytes]:
    """Return the renderer of a format, one of `FORMATS`; binary formats give bytes.

    Raises `TtdtError` where a package that it needs is not installed.
    """
    wanted = FORMATS[name]
    try:
        module = import_module(wanted.module)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in wanted.needs:
            raise
        raise TtdtError(
            gettext_lazy(
                "{format} needs a package that is not installed; install it with:"
                " pip install 'ttdt[office]'",
                format=name,
            )
        ) from None
    if name not in {"html", "xlsx", "docx"}:
        return cast("Callable[[Report, View], str | bytes]", module.render)

    def render(report: Report, view: View) -> str | bytes:
        from ttdt.document.answer import View as AnswerView
        from ttdt.document.report.document import ReportAnswer

        answer = ReportAnswer(
            report, view.by_unit, view.ranks, view.letterhead, view.day, view.trend, view.fragment
        )
        return cast(
            "str | bytes",
            module.lower(answer, AnswerView(view.language, view.width, view.color)),
        )

    return render


def report_view(answer: ReportAnswer, view: AnswerView) -> View:
    """Return how a report is to be shown, for what still takes it apart from the answer."""
    return View(
        view.language,
        view.width,
        view.color,
        answer.by_unit,
        answer.ranks,
        answer.day,
        answer.letterhead,
        answer.trend,
        answer.fragment,
    )
