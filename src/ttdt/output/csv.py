"""The report as one tidy table: a row for each indicator or part, and province or unit."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING, Any

from ttdt.document.report.document import ReportAnswer
from ttdt.document.report.json import document
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.compute import Report
    from ttdt.document.answer import Answer
    from ttdt.document.answer import View as AnswerView
    from ttdt.output import View
    from ttdt.text.language import Language

_BOM = "\ufeff"
"""Without it Excel takes the letters for another alphabet's."""

_FORMULA = re.compile(r"^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")

_INDICATOR = ("id", "part", "clause", "group", "name", "measure", "unit")
_NUMBERS = (
    "value", "numerator", "population", "baseline", "expected", "pace", "gap", "remaining",
)  # fmt: skip

COLUMNS = (
    "plan", "period", "period_end", "sample",
    "indicator", "part", "clause", "group", "name", "measure", "measure_unit",
    "level", "area", "area_name", "status", "reason",
    *_NUMBERS,
    "comparator", "target", "coverage_units", "coverage_applicable", "firm", "counted", "worst",
    "rank", "flags", "figure_period", "path", "line", "text", "why", "note",
)  # fmt: skip
"""The titles, the same in both languages; later versions only add to them."""


def render(report: Report, view: View) -> str:
    """Return the rows for spreadsheets: UTF-8 with a mark, no text of which is a formula.

    Numbers are those of JSON, with a decimal point. A text that a spreadsheet would take for a
    formula has an apostrophe before it.
    """
    stream = StringIO()
    writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in tidy_rows(report, view.language):
        writer.writerow({name: cell(value) for name, value in row.items()})
    return _BOM + stream.getvalue()


def tidy_rows(report: Report, language: Language) -> Iterator[dict[str, Any]]:
    """Yield a row for each indicator or part, and province or unit, with some of `COLUMNS`."""
    said = document(report, language)
    first = {
        "plan": said["plan"]["id"],
        "period": said["period"]["id"],
        "period_end": said["period"]["end"],
        "sample": said["sample"],
    }
    for entry in said["indicators"]:
        about = {
            ("indicator" if name == "id" else "measure_unit" if name == "unit" else name): entry[
                name
            ]
            for name in _INDICATOR
        }
        target = entry["target"]
        province = entry["province"]
        yield (
            first
            | about
            | {name: province[name] for name in _NUMBERS}
            | {
                "level": "province",
                "area": said["province"]["code"],
                "area_name": said["province"]["name"],
                "status": province["status"],
                "reason": province["reason"],
                "comparator": target["comparator"],
                "target": target["value"],
                "coverage_units": province["coverage"]["units"],
                "coverage_applicable": province["coverage"]["applicable"],
                "firm": province["firm"],
                "worst": province["worst"],
            }
        )
        for unit, row in entry["units"].items():
            yield (
                first
                | about
                | {name: row[name] for name in _NUMBERS}
                | {
                    "level": "unit",
                    "area": unit,
                    "area_name": report.plan.units[unit].name,
                    "status": row["status"],
                    "reason": row["reason"],
                    "comparator": None if row["target"] is None else target["comparator"],
                    "target": row["target"],
                    "counted": row["counted"],
                    "worst": row["worst"],
                    "rank": row["rank"],
                    "flags": " ".join(row["flags"]),
                    "figure_period": row["period"],
                    "path": None if row["source"] is None else row["source"]["path"],
                    "line": None if row["source"] is None else row["source"]["line"],
                    "text": row["text"],
                    "why": row["why"],
                    "note": row["note"],
                }
            )


def cell(value: object) -> object:
    """Return a value as it stands in a file of ours that a spreadsheet may open."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | Decimal):
        # Python writes a millionth with an exponent.
        return format(Decimal(str(value)), "f")
    if not isinstance(value, str):
        return value
    shown = escape_invisible(value)
    return f"'{shown}" if _FORMULA.match(shown) else shown


def lower(answer: Answer, view: AnswerView) -> str:
    """Return an answer in this format."""
    from ttdt.output import report_view

    if isinstance(answer, ReportAnswer):
        return render(answer.report, report_view(answer, view))
    raise NotImplementedError(answer)
