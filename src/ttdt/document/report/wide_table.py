"""Tables with one line a row and every column, for formats that neither wrap nor drop any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttdt.document import wording
from ttdt.document.report import rows, unit_matrix

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.compute import Report
    from ttdt.compute.results import IndicatorResult
    from ttdt.document.report.rows import Row
    from ttdt.text.language import Language


@dataclass(frozen=True, slots=True)
class Flat:
    """Titles, whether each column is `left` or `right`, and the texts below."""

    titles: tuple[str, ...]
    aligns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def area_table(lang: Language, report: Report, results: Sequence[IndicatorResult]) -> Flat:
    """Return the rows of the report's own area of some results."""
    found = [rows.area_row(lang, report, result, report.area) for result in results]
    return _table(lang, found, [(lang.gettext("Units"), [row.coverage for row in found])])


def unit_table(
    lang: Language, report: Report, results: Sequence[IndicatorResult], unit: str
) -> Flat:
    """Return a unit's own rows of some results, with the files and lines of its figures."""
    found = [rows.area_row(lang, report, result, unit) for result in results]
    flags = [", ".join(wording.flag_word(lang, flag) for flag in row.flags) for row in found]
    more = [
        (lang.gettext("Flags"), flags),
        (lang.gettext("Province"), [row.own for row in found]),
        (lang.gettext("Source"), [row.source for row in found]),
    ]
    return _table(lang, found, more)


def matrix_table(
    lang: Language, report: Report, results: Sequence[IndicatorResult], *, ranks: bool
) -> Flat:
    """Return some results against the units."""
    names = [" ".join(part) for part in unit_matrix.unit_heads(lang, report)]
    found = [unit_matrix.line(lang, report, result, ranks=ranks) for result in results]
    first = (
        lang.gettext("Clause"),
        lang.gettext("Indicator"),
        lang.gettext("Target"),
        lang.gettext("Province"),
    )
    return Flat(
        (*first, *names, "id"),
        ("left", "left", "right", *["left"] * (len(names) + 2)),
        tuple(
            (
                line.clause,
                line.name,
                "" if line.target is None else str(line.target),
                line.own.text,
                *(unit.text for unit in line.units),
                line.id,
            )
            for line in found
        ),
    )


def _table(lang: Language, found: Sequence[Row], more: Sequence[tuple[str, Sequence[str]]]) -> Flat:
    """Return the rows with the columns that every report has, then `more` ones, then the id."""
    titles = (
        lang.gettext("Clause"),
        lang.gettext("Indicator"),
        lang.gettext("Target"),
        lang.gettext("Actual"),
        lang.gettext("Numerator / population"),
        lang.gettext("Expected now"),
        lang.gettext("Pace"),
        lang.gettext("Gap"),
        lang.gettext("Status"),
        lang.gettext("Reason"),
    )
    return Flat(
        (*titles, *(title for title, _ in more), "id"),
        ("left", "left", *["right"] * 6, "left", "left", *["left"] * (len(more) + 1)),
        tuple(
            (*_cells(lang, row), *(values[place] for _, values in more), row.id)
            for place, row in enumerate(found)
        ),
    )


def _cells(lang: Language, row: Row) -> tuple[str, ...]:
    name = rows.name_of(lang, row)
    worst = lang.gettext("the worst: {unit}", unit=row.worst) if row.worst else ""
    amounts = (row.target, row.value, row.expected, row.gap)
    target, value, expected, gap = ("" if amount is None else str(amount) for amount in amounts)
    reason = ", ".join(text for text in (row.reason, worst) if text)
    return (
        row.clause, name, target, value, row.share, expected, row.pace, gap, row.verdict, reason,
    )  # fmt: skip
