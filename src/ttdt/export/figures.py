"""What the units typed, as tidy rows: nothing computed, nothing left out, nothing rounded."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from ttdt.document.plain_data import area_id
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.export import ExportData, ExportRound
    from ttdt.number import Number
    from ttdt.plan import Indicator, Plan
    from ttdt.submission import Submission

FIGURES = {
    "period": "string", "period_end": "date", "unit": "string", "indicator": "string",
    "part": "string", "value": "number", "percent": "number", "text": "string",
    "not_applicable": "string", "not_reported": "string", "invalid": "boolean",
    "note": "string", "submission_status": "string", "submitted": "date", "sample": "boolean",
    "path": "string", "line": "integer", "as_of": "date", "cause": "string",
}  # fmt: skip
"""The columns of the rows of figures, and their types in the words of Table Schema."""

POPULATIONS = {
    "period": "string", "period_end": "date", "unit": "string", "population": "string",
    "value": "number", "invalid": "boolean", "sample": "boolean", "path": "string",
    "line": "integer",
}  # fmt: skip

_EXACTLY = Context(prec=80)


def exact(value: Number | None, places: int | None = None) -> Decimal | int | None:
    """Return a number of a file as it was typed, with at least so many decimal `places`.

    Files hold none but decimal numbers.
    """
    if value is None:
        return None
    if value.denominator == 1 and not places:
        return int(value)
    number = _EXACTLY.divide(Decimal(value.numerator), Decimal(value.denominator))
    if places and -int(number.as_tuple().exponent) < places:
        number = number.quantize(Decimal(1).scaleb(-places), context=_EXACTLY)
    return number


class Filed(NamedTuple):
    """A submission that a report shown rests on."""

    area: str
    submission: Submission
    asked: tuple[Indicator, ...]
    """The indicators that the report is about."""


def submissions(data: ExportData) -> Iterator[Filed]:
    """Yield each submission that a report shown rests on, the plan's own area's first.

    One that stands for several rounds, such as that of June for the second quarter, comes once.
    """
    seen: set[str] = set()
    for stage in data.stages:
        for filed in filed_in(stage):
            if filed.submission.path not in seen:
                seen.add(filed.submission.path)
                yield filed


def filed_in(stage: ExportRound) -> Iterator[Filed]:
    """Yield each submission that the report on one round rests on, in the plan's order."""
    asked = tuple(
        result.indicator for result in stage.report.indicators if not result.indicator.parts
    )
    for area in (OWN_AREA, *stage.report.units):
        current = stage.round.of(area).current
        if current is not None:
            yield Filed(area, current, asked)


def figure_rows(data: ExportData) -> Iterator[dict[str, Any]]:
    """Yield a row for each figure that a file names."""
    for area, filed, asked in submissions(data):
        of_filed = of_file(data.plan, area, filed)
        for indicator in asked:
            figure = filed.figures.get(indicator.key)
            if figure is None:
                continue
            source = figure.origin or filed
            of_source = of_filed if source is filed else of_file(data.plan, area, source)
            yield of_source | {
                "indicator": indicator.id,
                "part": indicator.part,
                "value": exact(figure.value),
                "percent": exact(figure.percent, figure.percent_places),
                "text": figure.text,
                "not_applicable": figure.not_applicable,
                "not_reported": figure.not_reported,
                "invalid": figure.invalid or not filed.usable,
                "note": figure.note,
                "submission_status": str(figure.status or source.status or "") or None,
                "submitted": source.submitted,
                "as_of": source.as_of,
                "cause": figure.cause,
                "line": figure.line,
            }


def population_rows(data: ExportData) -> Iterator[dict[str, Any]]:
    """Yield a row for each population that a file names."""
    for area, filed, _ in submissions(data):
        of_filed = of_file(data.plan, area, filed)
        for name, population in filed.populations.items():
            source = population.origin
            of_source = of_filed if source is None else of_file(data.plan, area, source)
            yield of_source | {
                "population": name,
                "value": exact(population.value),
                "invalid": population.invalid or not filed.usable,
                "line": population.line,
            }


def of_file(plan: Plan, area: str, filed: Submission) -> dict[str, Any]:
    """Return which submission a row is of, and whose."""
    return {
        "period": filed.period.id,
        "period_end": filed.period.end,
        "unit": area_id(plan, area),
        "sample": filed.sample,
        "path": filed.path,
    }
