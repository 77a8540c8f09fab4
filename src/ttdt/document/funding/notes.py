"""What is to be said of money beside its table: what is left, missing, and was reassigned."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.compute import Reason
from ttdt.compute.funding import Money
from ttdt.document import wording
from ttdt.document.funding.wording import (
    amount_text,
    cell_name,
    decision_text,
    project_name,
    rate_text,
)
from ttdt.document.model import Note, Notes
from ttdt.document.report.notes import amended_text
from ttdt.document.report.unit_names import ListedBy, first_names, in_sentence, named
from ttdt.plan import OWN_AREA
from ttdt.text.rounding import round_keeping_side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.compute import Report
    from ttdt.compute.funding import FundingResult, FundingRow, Reassignment
    from ttdt.plan import Funding
    from ttdt.text.language import Language

_MOST = 100
"""A section has this many notes; a file that lacks everything would make thousands."""

_MONTHS = 12


def summary(lang: Language, report: Report, result: FundingResult, area: str = OWN_AREA) -> str:
    """Return how much of an area's money is disbursed, and of which units not all is known."""
    incomplete = [unit for unit in result.incomplete_in(area) if unit != area]
    names = first_names(lang, report, incomplete, in_a_sentence=True)
    return row_summary(lang, result.funding, result.row(area), names)


def row_summary(lang: Language, funding: Funding, row: FundingRow, incomplete: str = "") -> str:
    """Return how much of it is disbursed, in a sentence that names what it is a share of.

    `incomplete` names the units that are not covered.
    """
    money = row.money
    coverage = wording.coverage_text(row.coverage)
    if incomplete and money is not None:
        coverage = lang.gettext("{n} units; incomplete: {units}", n=coverage, units=incomplete)
    else:
        coverage = lang.gettext("{n} units", n=coverage)
    if money is None:
        return lang.gettext("Nothing is known of the money yet ({units})", units=coverage)
    if money.rate is None:
        return lang.gettext("No money is available ({units})", units=coverage)
    return lang.gettext(
        "Disbursed: {disbursed} of {available} {unit} available, {rate}; {remaining} left"
        " ({units})",
        disbursed=amount_text(lang, money.disbursed),
        available=amount_text(lang, money.available),
        unit=funding.unit,
        rate=rate_text(lang, funding, money.rate, row.goal),
        remaining=amount_text(lang, money.remaining),
        units=coverage,
    )


def denominator(lang: Language, result: FundingResult) -> str:
    """Return what the amounts are in, and what every percentage is a share of."""
    return lang.gettext(
        "Amounts in {unit}; %: disbursed since January, of the money available"
        " (carried over + assigned)",
        unit=result.funding.unit,
    )


def sentences(lang: Language, report: Report, result: FundingResult) -> Iterator[str]:
    """Yield what the whole comes to: against its target, a month, and where most of it is left."""
    row = result.row()
    if row.goal is not None:
        yield _target(lang, result, row)
    if amended := amended_text(lang, result.funding.rate):
        yield lang.gettext("The target is amended: {amended}", amended=amended)
    if row.per_month:
        yield lang.ngettext(
            "To disburse all of it by the year's end: {amount} in the month that is left"
            " (rounded up)",
            "To disburse all of it by the year's end: {amount} in each of the {n} months left"
            " (rounded up)",
            _MONTHS - report.period.end_month,
            amount=amount_text(lang, row.per_month),
        )
    yield from _most_left(lang, report, result)
    if row.money is not None and row.money.rate is not None and row.former_rate is not None:
        yield lang.gettext(
            "What is assigned changed by {change} since the round before: {former} would be"
            " disbursed of the former amount, {rate} is of the present one",
            change=amount_text(lang, row.reassigned, signed=True),
            rate=rate_text(lang, result.funding, row.money.rate, row.goal),
            former=rate_text(lang, result.funding, row.former_rate, row.goal),
        )


def _target(lang: Language, result: FundingResult, row: FundingRow) -> str:
    rate = result.funding.rate
    target = wording.target_amount(lang, rate, row.goal)
    verdict = wording.status_word(lang, row.status)
    if row.expected is None:
        return lang.gettext(
            "Target at the year's end: {target}: {verdict}", target=str(target), verdict=verdict
        )
    return lang.gettext(
        "Target at the year's end: {target}: {verdict}; expected by now: {expected}",
        target=str(target),
        verdict=verdict,
        expected=rate_text(lang, result.funding, row.expected),
    )


def _most_left(lang: Language, report: Report, result: FundingResult) -> Iterator[str]:
    """Yield which unit, and which project, holds most of what is left."""
    whole = result.row().money
    if whole is None or whole.remaining <= 0:
        return
    funding = result.funding
    areas = [
        (in_sentence(lang, report, unit), result.row(unit))
        for unit in report.plan.below.get(OWN_AREA, ())
    ]
    projects = [
        (project_name(lang, funding, project), result.row(project=project))
        for project in funding.leaves
    ]
    said = [
        _held(lang, *max(found, key=lambda one: _left(one[1])), whole)
        for found in (areas, projects)
        if len(found) > 1 and any(_left(row) for _, row in found)
    ]
    if said:
        yield lang.gettext(
            "Most of the {remaining} left is with: {holders}",
            remaining=amount_text(lang, whole.remaining),
            holders="; ".join(said),
        )


def _left(row: FundingRow) -> Decimal:
    return Decimal(0) if row.money is None else row.money.remaining


def _held(lang: Language, name: str, row: FundingRow, whole: Money) -> str:
    share = 100 * Fraction(_left(row)) / Fraction(whole.remaining)
    rounded = round_keeping_side(share, (Fraction(0), Fraction(100)))
    return f"{name} {amount_text(lang, _left(row))} ({lang.number(rounded)} %)"


def money_notes(lang: Language, report: Report, result: FundingResult) -> list[Notes]:
    """Return the sections below the table, those that say something."""
    sections = (
        (lang.gettext("Money missing"), _missing(lang, report, result)),
        (lang.gettext("Reassigned since the round before"), _reassigned(lang, report, result)),
        (lang.gettext("Causes and notes on money"), _remarks(lang, report, result)),
        (lang.gettext("Units and their sum"), _not_adding_up(lang, report, result)),
    )
    found = [(title, _bounded(lang, tuple(notes))) for title, notes in sections]
    return [Notes(title, notes) for title, notes in found if notes]


def _bounded(lang: Language, notes: tuple[Note, ...]) -> tuple[Note, ...]:
    more = len(notes) - _MOST
    if more <= 0:
        return notes
    return (
        *notes[:_MOST],
        Note("", "", lang.gettext("and {n} more; --format json lists all", n=more)),
    )


def _missing(lang: Language, report: Report, result: FundingResult) -> Iterator[Note]:
    """Yield the units that say nothing of money, then what of others is not known."""
    silent: dict[Reason, dict[str, None]] = {}
    for one in result.unknown:
        if one.cell is None or one.reason is Reason.NOT_SUBMITTED:
            silent.setdefault(one.reason, {})[one.area] = None
    for reason, units in silent.items():
        names = named(lang, report, tuple(units), ListedBy.CSV)
        yield Note("", wording.reason_word(lang, reason), names)
    for one in result.unknown:
        if one.cell is not None and one.reason is not Reason.NOT_SUBMITTED:
            why = f" ({one.why})" if one.why else ""
            text = f"{cell_name(lang, result.funding, one.cell)}:"
            text += f" {wording.reason_word(lang, one.reason)}{why}"
            yield Note("", report.plan.distinct_names[one.area], text)


def _reassigned(lang: Language, report: Report, result: FundingResult) -> Iterator[Note]:
    for one in result.reassignments:
        text = reassigned_text(lang, result.funding, one)
        yield Note("", report.plan.distinct_names[one.area], text)


def _remarks(lang: Language, report: Report, result: FundingResult) -> Iterator[Note]:
    for one in result.remarks:
        said = "; ".join(dict.fromkeys(text for text in (one.cause, one.note) if text))
        text = f"{cell_name(lang, result.funding, one.cell)}: {said}"
        yield Note("", report.plan.distinct_names[one.area], text)


def reassigned_text(lang: Language, funding: Funding, one: Reassignment) -> str:
    """Return which amount is assigned otherwise than before, and by which decision."""
    return lang.gettext(
        "{cell}: {now} in the place of {before} ({change}), {decision}",
        cell=cell_name(lang, funding, one.cell),
        now=amount_text(lang, one.now),
        before=amount_text(lang, one.before),
        change=amount_text(lang, one.now - one.before, signed=True),
        decision=decision_text(lang, one.decision),
    )


def _not_adding_up(lang: Language, report: Report, result: FundingResult) -> Iterator[Note]:
    """Yield the areas whose money is not that of the units below them together."""
    for area, below in report.plan.below.items():
        # Others are the sum of what is below them.
        if not result.has_own(area):
            continue
        whole = _amounts(result.row(area))
        parts = [_amounts(result.row(unit)) for unit in below]
        sums = [sum(amounts, Decimal(0)) for amounts in zip(*parts, strict=True)]
        if sums != whole:
            text = lang.gettext(
                "states money of its own; the units below it come to {available} available,"
                " {disbursed} disbursed",
                available=amount_text(lang, sums[0] + sums[1]),
                disbursed=amount_text(lang, sums[2]),
            )
            yield Note("", report.plan.distinct_names[area], text)


def _amounts(row: FundingRow) -> list[Decimal]:
    """Return all amounts that stand in a row of the table and are not made of others."""
    money = row.money or Money()
    last_year = None if row.last_year is None else row.last_year.before
    return [*money, row.in_period or Decimal(0), last_year or Decimal(0)]
