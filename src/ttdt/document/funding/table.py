"""The table of money that officials know, by project, source, kind or unit."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.funding import NO_KIND
from ttdt.document import wording
from ttdt.document.funding.wording import PARTIAL, amount_text, kind_name, rate_text
from ttdt.document.model import Cell, Column, Line, Medium, Style, Table, cell
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from ttdt.compute import Report, Status
    from ttdt.compute.funding import FundingResult, FundingRow, Since
    from ttdt.document.model import Row
    from ttdt.plan import Funding
    from ttdt.text.language import Language

_MEDIUM = 110
"""The width of a terminal from which all amounts stand side by side."""

_INDENT = 2

RATE = "rate"
"""The key of the column with the share that is disbursed."""


class By(StrEnum):
    """What a table of money has a row for."""

    PROJECT = "project"
    SOURCE = "source"
    KIND = "kind"
    UNIT = "unit"


class MoneyLine(NamedTuple):
    """A row of the table: the whole is on level 0, its parts are below it."""

    name: str
    row: FundingRow
    level: int = 0
    code: str = ""
    id: str = ""


def money_lines(lang: Language, report: Report, result: FundingResult, by: By) -> list[MoneyLine]:
    """Return the rows of a table, the whole first and each subtotal before its parts."""
    name = report.plan.area.name if by is By.UNIT else lang.gettext("Total")
    whole = MoneyLine(name, result.row())
    match by:
        case By.PROJECT:
            parts = _projects(lang, result)
        case By.SOURCE:
            parts = _sources(lang, result)
        case By.KIND:
            parts = _kinds(lang, result)
        case By.UNIT:
            parts = _units(report, result)
    return [whole, *parts]


def unit_lines(lang: Language, result: FundingResult, unit: str) -> list[MoneyLine]:
    """Return the rows of a unit's own table by project, the whole first."""
    whole = MoneyLine(lang.gettext("Total"), result.row(unit))
    return [whole, *_projects(lang, result, unit)]


def known_unit_lines(lang: Language, result: FundingResult, unit: str) -> list[MoneyLine]:
    """Return the rows of a unit's own table whose money is known."""
    return [line for line in unit_lines(lang, result, unit) if line.row.money is not None]


def _projects(lang: Language, result: FundingResult, area: str = OWN_AREA) -> Iterator[MoneyLine]:
    for one in result.funding.projects.values():
        row = result.row(area, project=one.id)
        yield MoneyLine(lang.pick(one.name), row, one.level, one.code, one.id)


def _kinds(lang: Language, result: FundingResult) -> Iterator[MoneyLine]:
    for kind in result.funding.kinds:
        name = kind or NO_KIND
        yield MoneyLine(kind_name(lang, kind), result.row(kind=name), 1, id=name)


def _sources(lang: Language, result: FundingResult) -> Iterator[MoneyLine]:
    """Yield the sources below their kinds, where they are of several."""
    funding = result.funding
    has_kinds = len(funding.kinds) > 1
    for kind in funding.kinds:
        if has_kinds:
            name = kind or NO_KIND
            yield MoneyLine(kind_name(lang, kind), result.row(kind=name), 1, id=name)
        for source in funding.sources_of_kind(kind):
            name = lang.pick(funding.sources[source].name)
            yield MoneyLine(name, result.row(source=source), 1 + has_kinds, id=source)


def _units(report: Report, result: FundingResult) -> Iterator[MoneyLine]:
    for unit in report.units:
        area = report.plan.areas[unit]
        yield MoneyLine(area.name, result.row(unit), area.level, area.code, unit)


def money_table(lang: Language, funding: Funding, lines: Sequence[MoneyLine], by: By) -> Table:
    """Return the table: what is available and disbursed, the share of it, and what is left."""
    has_codes = by is By.PROJECT
    has_target = funding.rate.target is not None
    columns = (
        *([Column(lang.gettext("No."), room=6, most=6)] if has_codes else []),
        Column(_titles(lang)[by], takes_rest=True, least=14, key="name"),
        *_amount_columns(lang),
        *([_status_column(lang)] if has_target else []),
        Column(lang.gettext("Units"), right=True, room=7),
        Column("id", medium=Medium.FILE),
    )
    rows = (
        (
            *([cell(line.code, Style.QUIET)] if has_codes else []),
            _name_cell(line),
            *_amount_cells(lang, funding, line.row),
            *([_status_cell(lang, line.row)] if has_target else []),
            cell(wording.coverage_text(line.row.coverage)),
            cell(line.id, Style.QUIET),
        )
        for line in lines
    )
    return Table.of(columns, tuple(rows), 2 if has_codes else 1)


def _status_column(lang: Language) -> Column:
    return Column(lang.gettext("Status"), room=12, from_width=_MEDIUM, under="name")


def _titles(lang: Language) -> dict[By, str]:
    return {
        By.PROJECT: lang.gettext("Project"),
        By.SOURCE: lang.gettext("Source of money"),
        By.KIND: lang.gettext("Kind of source"),
        By.UNIT: lang.gettext("Unit"),
    }


def _amount_columns(lang: Language) -> tuple[Column, ...]:
    return (
        Column(lang.gettext("Carried over"), right=True, from_width=_MEDIUM),
        Column(lang.gettext("Assigned"), right=True, from_width=_MEDIUM),
        Column(lang.gettext("Available"), right=True),
        Column(lang.gettext("Disbursed in the period"), right=True),
        Column(lang.gettext("Disbursed since January"), right=True),
        Column(lang.gettext("% of the money available"), right=True, room=10, key=RATE),
        Column(lang.gettext("Remaining"), right=True),
        Column(lang.gettext("Same period last year"), right=True, from_width=_MEDIUM),
    )


def _name_cell(line: MoneyLine) -> Cell:
    style = Style.STRONG if not line.level else Style.PLAIN
    return cell(line.name, style, wraps=True, indent=_INDENT * max(line.level - 1, 0))


def _amount_cells(lang: Language, funding: Funding, row: FundingRow) -> Row:
    money = row.money
    if money is None:
        return (*[Cell()] * 5, _nothing(lang, row.status), *[Cell()] * 2)
    rate = money.rate
    return (
        _amount(lang, money.carried_over),
        _amount(lang, money.assigned),
        _amount(lang, money.available),
        _since(lang, row, row.before, row.in_period),
        _amount(lang, money.disbursed),
        Cell() if rate is None else cell(rate_text(lang, funding, rate, row.goal), value=rate),
        _amount(lang, money.remaining),
        _since(lang, row, row.last_year, row.last_year and row.last_year.before),
    )


def _nothing(lang: Language, status: Status) -> Cell:
    """Return why there are no amounts: in a word, for which a screen has a sign."""
    sign = Line(wording.SYMBOLS[status], Style.QUIET, medium=Medium.SCREEN)
    return Cell((sign, Line(wording.status_word(lang, status), Style.QUIET, medium=Medium.FILE)))


def _amount(lang: Language, amount: Decimal, mark: str = "") -> Cell:
    return cell(f"{amount_text(lang, amount)}{mark}", value=Fraction(amount))


def _since(lang: Language, row: FundingRow, since: Since | None, amount: Decimal | None) -> Cell:
    """Return an amount of an earlier time, marked where it is not of all that is counted."""
    if since is None or amount is None:
        return Cell()
    return _amount(lang, amount, PARTIAL if since.cells < row.cells else "")


def _status_cell(lang: Language, row: FundingRow) -> Cell:
    if row.money is None or row.goal is None:
        return Cell()
    return cell(wording.verdict(lang, row.status), row.status, wraps=True)


def legend(lang: Language, lines: Sequence[MoneyLine], *, signs: bool) -> Iterator[str]:
    """Yield the meaning of the marks in a table of these rows, and of a screen's `signs`."""
    if signs:
        missing = dict.fromkeys(line.row.status for line in lines if line.row.money is None)
        yield from (wording.verdict(lang, status) for status in missing)
    if _has_partial(lines):
        text = lang.gettext("only those amounts for which the earlier one is known, too")
        yield f"{PARTIAL} {text}"


def _has_partial(lines: Sequence[MoneyLine]) -> bool:
    """Return whether any amount is of only some of the cells that are counted."""
    return any(
        since is not None and since.cells < line.row.cells
        for line in lines
        for since in (line.row.before, line.row.last_year)
    )
