"""How a row of money comes about: each amount with its line, the sums, and what is missing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.document import wording
from ttdt.document.explain.figures import place_cells, place_columns, without_empty
from ttdt.document.explain.numbers import MINUS, TIMES, digits, exact, minus, percent_of
from ttdt.document.funding.notes import reassigned_text, row_summary
from ttdt.document.funding.wording import amount_text, cell_name, project_name
from ttdt.document.model import Column, Heading, Items, Paragraph, Style, Table, cell
from ttdt.document.report.errors import findings_said, left_out_title
from ttdt.document.report.notes import amended_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ttdt.analysis.explain import FundingExplanation
    from ttdt.analysis.explain.funding import MoneyExplanation
    from ttdt.compute.funding import FundingRow, Since
    from ttdt.document.model import Block, Row
    from ttdt.plan import Cell
    from ttdt.text.language import Language

_MONTHS = 12
_MEDIUM = 110
"""The width of a terminal from which carried-over and former amounts stand beside the others."""


def funding_blocks(lang: Language, explanation: FundingExplanation) -> Iterator[Block]:
    """Yield the derivation of a row of money, from what it is to what could not be counted."""
    yield Heading(f"{title(lang, explanation)} [{explanation.full_id}]", 1)
    summary = row_summary(lang, explanation.funding, explanation.row)
    yield Paragraph(f"{explanation.who}: {summary}", Style.STRONG)
    if explanation.parts:
        yield Heading(lang.gettext("Each unit's amounts"))
        yield Paragraph(
            lang.gettext("Amounts in {unit}", unit=explanation.funding.unit), Style.QUIET
        )
        yield _amounts(lang, explanation)
        yield Heading(lang.gettext("The calculation"))
        yield from map(Paragraph, _lines(lang, explanation))
    if explanation.reassignments:
        yield Heading(lang.gettext("Reassigned since the round before"))
        yield Items(
            tuple(
                f"{_name(explanation, one.area)}: {reassigned_text(lang, explanation.funding, one)}"
                for one in explanation.reassignments
            )
        )
    if explanation.unknown:
        yield Heading(lang.gettext("Money missing"))
        yield _unknown(lang, explanation)
    if explanation.findings:
        yield Heading(left_out_title(lang))
        yield Items(findings_said(lang, explanation.findings))


def title(lang: Language, explanation: FundingExplanation) -> str:
    """Return whose money it is: a project's, one from one source, or all."""
    project, source = explanation.row.key.project, explanation.row.key.source
    if project is None:
        return lang.gettext("All money")
    if source is None:
        return project_name(lang, explanation.funding, project)
    return cell_name(lang, explanation.funding, (project, source))


def _name(explanation: FundingExplanation, area: str) -> str:
    return explanation.report.plan.distinct_names[area]


def _amounts(lang: Language, explanation: FundingExplanation) -> Table:
    columns = (
        Column(lang.gettext("Unit"), room=14),
        Column(lang.gettext("Money"), takes_rest=True, least=14),
        Column(lang.gettext("Carried over"), right=True, room=8),
        Column(lang.gettext("Assigned"), right=True, room=8),
        Column(lang.gettext("Disbursed"), right=True, room=8),
        Column(
            lang.gettext("Disbursed before the period"), right=True, from_width=_MEDIUM, room=10
        ),
        Column(lang.gettext("Same period last year"), right=True, from_width=_MEDIUM, room=12),
        *place_columns(lang),
    )
    rows, before = [], ""
    for part in explanation.parts:
        rows.append(_part(lang, explanation, part, again=part.counted.area == before))
        before = part.counted.area
    return without_empty(columns, rows)


def _part(
    lang: Language, explanation: FundingExplanation, part: MoneyExplanation, *, again: bool
) -> Row:
    _, of, amounts, earlier, last_year = part.counted
    place = part.now[-1].place if part.now else None
    change = None if place is None else explanation.change_at(place)
    return (
        cell(_name(explanation, part.counted.area), wraps=True, repeated=again),
        cell(_cell_name(lang, explanation, of), Style.QUIET, wraps=True),
        *(
            cell("" if amount is None else amount_text(lang, amount), value=_exact(amount))
            for amount in (
                amounts.carried_over,
                amounts.assigned,
                amounts.disbursed,
                earlier and earlier.disbursed,
                last_year and last_year.disbursed,
            )
        ),
        *place_cells(lang, place, change),
    )


def _exact(amount: Decimal | None) -> Fraction | None:
    return None if amount is None else Fraction(amount)


def _cell_name(lang: Language, explanation: FundingExplanation, of: Cell) -> str:
    """Return which money it is, without what the heading has said."""
    project, source = of
    key, funding = explanation.row.key, explanation.funding
    said = []
    if project != key.project:
        said.append(funding.projects[project].code)
    if source != key.source:
        said.append(lang.pick(funding.sources[source].name))
    return " ".join(said)


def _lines(lang: Language, explanation: FundingExplanation) -> Iterator[str]:
    """Yield how what is printed comes from the amounts, each step with its numbers."""
    row = explanation.row
    money = row.money
    if money is None:
        return
    sums = {
        role: _summed(lang, explanation.sums_of(explanation.parts, role))
        for role in ("carried_over", "assigned", "disbursed")
    }
    yield lang.gettext("Carried over: {sum}", sum=sums["carried_over"])
    yield lang.gettext("Assigned: {sum}", sum=sums["assigned"])
    yield lang.gettext("Available: {sum}", sum=_summed(lang, (money.carried_over, money.assigned)))
    yield lang.gettext("Disbursed since January: {sum}", sum=sums["disbursed"])
    if money.rate is not None:
        formula = percent_of(lang, Fraction(money.disbursed), Fraction(money.available))
        yield lang.gettext("Share of the money available: {formula}", formula=formula)
    left = f"{_less(lang, money.available, money.disbursed)}"
    yield lang.gettext("Remaining: {formula}", formula=left)
    if row.before is not None and row.before.before:
        yield _since(lang, row, row.before, lang.gettext("Disbursed in the period"))
    if row.last_year is not None:
        label = lang.gettext("More than in the same period last year")
        yield _since(lang, row, row.last_year, label)
    yield from _per_month(lang, explanation)
    yield from _against_target(lang, explanation)


def _summed(lang: Language, amounts: Iterable[Decimal]) -> str:
    """Return `1 + 2 = 3`, or the amount alone where there is only one."""
    terms = tuple(amounts)
    total = amount_text(lang, sum(terms, Decimal(0)))
    if len(terms) == 1:
        return total
    return f"{' + '.join(amount_text(lang, term) for term in terms)} = {total}"


def _less(lang: Language, amount: Decimal, other: Decimal) -> str:
    texts = (amount_text(lang, one) for one in (amount, other, amount - other))
    return "{} {} {} = {}".format(next(texts), MINUS, *texts)


def _since(lang: Language, row: FundingRow, since: Since, label: str) -> str:
    """Return what was disbursed since, and of how many of the amounts where not of all."""
    text = f"{label}: {_less(lang, since.now, since.before)}"
    if since.cells == row.cells:
        return text
    return lang.gettext(
        "{text} (of the {n} of {total} amounts for which both are known)",
        text=text,
        n=since.cells,
        total=row.cells,
    )


def _per_month(lang: Language, explanation: FundingExplanation) -> Iterator[str]:
    row = explanation.row
    if row.per_month and row.money is not None:
        yield lang.gettext(
            "In each month left: {remaining} / {n}, rounded up: {amount}",
            remaining=amount_text(lang, row.money.remaining),
            n=_MONTHS - explanation.report.period.end_month,
            amount=amount_text(lang, row.per_month),
        )


def _against_target(lang: Language, explanation: FundingExplanation) -> Iterator[str]:
    row, funding = explanation.row, explanation.funding
    rate = None if row.money is None else row.money.rate
    if rate is None or row.goal is None:
        return
    target = wording.target_amount(lang, funding.rate, row.goal)
    yield lang.gettext(
        "Target {target}: {verdict}", target=str(target), verdict=wording.verdict(lang, row.status)
    )
    if amended := amended_text(lang, funding.rate):
        yield lang.gettext("The target is amended: {amended}", amended=amended)
    gap = exact(lang, rate - row.goal, wording.gap_sign(lang, funding.rate))
    yield lang.gettext("Gap: {formula}", formula=f"{minus(lang, rate, row.goal)} = {gap}")
    if row.expected is not None:
        expected = exact(lang, row.expected, "%")
        if not funding.rate.milestones:
            part = explanation.report.period.elapsed
            share = f"{lang.number(part.numerator)}/{lang.number(part.denominator)}"
            expected = f"{share} {TIMES} {digits(lang, row.goal)} = {expected}"
        yield lang.gettext("Expected by now: {formula}", formula=expected)
    if row.pace is not None and row.expected is not None:
        pace = wording.pace_number(lang, row.pace)
        yield lang.gettext(
            "Pace: {formula}: {verdict}",
            formula=f"{digits(lang, rate)} / {digits(lang, row.expected)} = {pace}",
            verdict=wording.status_word(lang, row.status),
        )


def _unknown(lang: Language, explanation: FundingExplanation) -> Table:
    columns = (
        Column(lang.gettext("Unit"), room=14),
        Column(lang.gettext("Money"), room=20),
        Column(lang.gettext("Why"), takes_rest=True),
        *place_columns(lang),
    )
    rows = []
    for one in explanation.unknown:
        why = wording.reason_word(lang, one.reason)
        change = None if one.source is None else explanation.change_at(one.source)
        rows.append(
            (
                cell(_name(explanation, one.area), wraps=True),
                cell(
                    lang.gettext("all")
                    if one.cell is None
                    else _cell_name(lang, explanation, one.cell),
                    Style.QUIET,
                    wraps=True,
                ),
                cell(f"{why}: {one.why}" if one.why else why, wraps=True),
                *place_cells(lang, one.source, change),
            )
        )
    return without_empty(columns, rows)
