"""The report, before anyone decides in which format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttdt.document.report import json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ttdt.analysis.trend import Trend
    from ttdt.compute import Report
    from ttdt.document.answer import View
    from ttdt.document.model import Document, Table
    from ttdt.plan.letterhead import Letterhead
    from ttdt.text.language import Language


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """A report and how it is asked for."""

    report: Report
    by_unit: bool = False
    """Whether to show indicators against units instead of one row for the province."""
    ranks: bool = False
    """Whether that table says which place each unit has."""
    letterhead: Letterhead | None = None
    """Who hands the report in, and to whom; for formats that are letters."""
    day: date | None = None
    """The day the report is made, which only forms show that ask for it."""
    trend: Trend | None = None
    """The rounds of the year up to the report's own, for formats that draw them."""
    fragment: bool = False
    """Whether HTML is to go into a page or mail that is not ours."""

    def document(self, view: View) -> Document:
        """Return what a person reads."""
        raise NotImplementedError(view)

    def data(self, language: Language) -> Mapping[str, object]:
        """Return the whole report as plain data, names in one language."""
        return json.document(self.report, language)

    def rows(self, language: Language) -> Table | None:
        """Return a row for each indicator or part, and province or unit."""
        raise NotImplementedError(language)
