"""The page's table of money: the share disbursed, a row a unit and a column a project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttdt.compute import Status
from ttdt.document import wording
from ttdt.document.funding.wording import amount_text
from ttdt.document.report import unit_matrix
from ttdt.output.html.style import slug
from ttdt.output.html.unit_rows import UnitCell, UnitFold, UnitHead, UnitLine, folds
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from fractions import Fraction

    from ttdt.compute import Report
    from ttdt.compute.funding import FundingResult, FundingRow
    from ttdt.plan import Project
    from ttdt.text.language import Language

_PARTLY = "‡"
"""Stands behind a share of only some of the money."""
_STEP = 25
_STEPS = 4


@dataclass(frozen=True, slots=True)
class MoneyHeat:
    """The table of units against projects, and what its tints and signs mean."""

    title: str
    hint: str
    heads: tuple[UnitHead, ...]
    folds: tuple[UnitFold, ...]
    legend: tuple[tuple[str, str, str], ...]
    """The classes of tints, with a sign and a word for each."""
    notes: tuple[str, ...]


def money_heat(lang: Language, report: Report, result: FundingResult) -> MoneyHeat:
    """Return the table of all units that the report speaks of, without projects nobody has."""
    projects = [
        project
        for project in result.funding.projects.values()
        if result.row(project=project.id).coverage.applicable
    ]
    lines = {
        OWN_AREA: _line(lang, result, projects, OWN_AREA, report.plan.area.name, is_sum=True),
    }
    heads = unit_matrix.unit_heads(lang, report, report.units)
    for unit, (name, *remarks) in zip(report.units, heads, strict=True):
        lines[unit] = _line(
            lang,
            result,
            projects,
            unit,
            name,
            " ".join(remarks),
            is_sum=unit in report.plan.below,
        )
    cells = [cell for line in lines.values() for cell in line.cells]
    is_partly = any(cell.text.endswith(_PARTLY) for cell in cells)
    partly = lang.gettext("only of the money of which all is known")
    return MoneyHeat(
        lang.gettext("Money by unit and project"),
        lang.gettext(
            "Each cell: the share disbursed of the money available, in per cent; each column is a"
            " project of the table above."
        ),
        (
            UnitHead("", "", lang.gettext("Total"), ""),
            *(UnitHead(one.id, "", one.code, lang.pick(one.name)) for one in projects),
        ),
        tuple(folds(lang, report, lines)),
        tuple(_legend(lang, cells)),
        (f"{_PARTLY} {partly}",) if is_partly else (),
    )


def _line(
    lang: Language,
    result: FundingResult,
    projects: list[Project],
    area: str,
    name: str,
    remark: str = "",
    *,
    is_sum: bool,
) -> UnitLine:
    wanted = (None, *(project.id for project in projects))
    cells = tuple(_cell(lang, result, result.row(area, project)) for project in wanted)
    return UnitLine(area, name, remark, is_sum=is_sum, cells=cells)


def _cell(lang: Language, result: FundingResult, row: FundingRow) -> UnitCell:
    """Return a share: tinted by its verdict where there is a target, else by how much it is."""
    money = row.money
    if money is None:
        return UnitCell(wording.SYMBOLS[row.status], row.status, "")
    amounts = f"{amount_text(lang, money.disbursed)} / {amount_text(lang, money.available)}"
    if money.rate is None:
        return UnitCell(wording.SYMBOLS[Status.NOT_APPLICABLE], Status.NOT_APPLICABLE, amounts)
    number = wording.value_amount(lang, result.funding.rate, money.rate, row.goal).number
    text = number if row.coverage.complete else f"{number}{_PARTLY}"
    if row.goal is None:
        return UnitCell(text, row.status, amounts, _step(money.rate))
    return UnitCell(f"{wording.SYMBOLS[row.status]} {text}", row.status, amounts)


def _step(share: Fraction) -> int:
    """Return how dark a share is: 0 of nothing, then darker with every quarter."""
    return 0 if not share else min(1 + int(share / _STEP), _STEPS)


def _legend(lang: Language, cells: list[UnitCell]) -> list[tuple[str, str, str]]:
    """Return what the tints and signs that are used mean, the lightest first."""
    steps = {cell.step for cell in cells if cell.step is not None}
    statuses = {cell.status for cell in cells if cell.step is None}
    words = [
        "0 %",
        *(f"{_STEP * step}–{_STEP * (step + 1)} %" for step in range(_STEPS)),
    ]
    return [
        *((f"share-{step}", "", words[step]) for step in sorted(steps)),
        *(
            (slug(status), wording.SYMBOLS[status], wording.status_word(lang, status))
            for status in Status
            if status in statuses
        ),
    ]
