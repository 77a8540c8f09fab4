"""Rules about the money of the units below an area, held against its own and each other's."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ttdt.plan import OWN_AREA
from ttdt.rules.registry import AreaCheck, Checked, Problem, rule
from ttdt.schema.submission import AMOUNTS
from ttdt.text.message import N_, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.plan import Cell
    from ttdt.submission.round import Round
    from ttdt.text.message import Message

_FEWEST_OTHERS = 3
_FEWEST_TIMES = 500
"""No unit really has so many times as much as half of the others."""


@rule(
    "TT315",
    "amount-differing-from-sum",
    what=N_("An area's own amount is not what the amounts of the units below it come to."),
    why=N_(
        "The report counts the area's own amount, so a unit's amount is lost or a wrong one in."
    ),
    fix=N_("Correct the amount that is wrong, or leave out the area's own, which is then the sum."),
    bad="bac-ai/2024-Q2: {p1: {local: {assigned: 510, disbursed: 120}}}\n"
    "bac-ai/phuoc-binh/2024-Q2: {p1: {local: {assigned: 300, disbursed: 80}}}\n"
    "bac-ai/phuoc-hoa/2024-Q2: {p1: {local: {assigned: 200, disbursed: 40}}}",
    good="bac-ai/2024-Q2: {p1: {local: {assigned: 500, disbursed: 120}}}\n"
    "bac-ai/phuoc-binh/2024-Q2: {p1: {local: {assigned: 300, disbursed: 80}}}\n"
    "bac-ai/phuoc-hoa/2024-Q2: {p1: {local: {assigned: 200, disbursed: 40}}}",
)
def amount_differing_from_sum(round_: Round) -> Iterator[Problem]:
    """Yield the own amounts that all units below contradict, or some that come to more already."""
    own = round_.of(OWN_AREA).current
    for cell, amounts in own.funding.items() if own is not None else ():
        if own is None or amounts.invalid or not amounts.reported:
            continue
        below = _below(round_, cell, OWN_AREA)
        for key in AMOUNTS if below.counted else ():
            stated: Decimal | None = getattr(amounts, key)
            message = None if stated is None else _difference(stated, getattr(below, key), below)
            if message is not None and amounts.place is not None:
                span = amounts.place.document.span(*amounts.place.loc, key)
                yield Problem(amounts.origin or own, span, message, amounts)


class _Sum(NamedTuple):
    """What the units below an area come to for one project and source."""

    carried_over: Decimal = Decimal(0)
    assigned: Decimal = Decimal(0)
    disbursed: Decimal = Decimal(0)
    counted: int = 0
    """How many units are in it."""
    missing: int = 0
    """How many units owe theirs."""

    def plus(self, other: _Sum) -> _Sum:
        """Return both together."""
        return _Sum(
            self.carried_over + other.carried_over,
            self.assigned + other.assigned,
            self.disbursed + other.disbursed,
            self.counted + other.counted,
            self.missing + other.missing,
        )


def _below(round_: Round, cell: Cell, area: str) -> _Sum:
    """Return the sum over the areas directly below one, each by its own amounts or else its sum."""
    found = _Sum()
    for unit in round_.plan.below.get(area, ()):
        found = found.plus(_of_unit(round_, cell, unit))
    return found


def _of_unit(round_: Round, cell: Cell, unit: str) -> _Sum:
    current = round_.of(unit).current
    amounts = None if current is None or not current.usable else current.funding.get(cell)
    if amounts is not None and amounts.known:
        nothing = Decimal(0)
        return _Sum(
            amounts.carried_over or nothing,
            amounts.assigned or nothing,
            amounts.disbursed or nothing,
            counted=1,
        )
    if unit in round_.plan.below and (amounts is None or not amounts.reported):
        return _below(round_, cell, unit)
    says_of_money = current is not None and current.usable and bool(current.funding)
    return _Sum(missing=0 if says_of_money and amounts is None else 1)


def _difference(stated: Decimal, total: Decimal, below: _Sum) -> Message | None:
    """Return how an amount differs from the sum of those below, or None.

    A sum may have been rounded to the decimals that the area writes.
    """
    rounding = Decimal(5).scaleb(int(stated.as_tuple().exponent) - 1)
    if abs(stated - total) <= rounding and total != total.quantize(stated):
        return None
    if stated != total and not below.missing:
        return gettext_lazy(
            "the amount is {own}, but those of the units below come to {total}: a difference of"
            " {difference}",
            own=stated,
            total=total,
            difference=abs(stated - total),
        )
    if stated < total:
        return gettext_lazy(
            "the amount is {own}, but {units} of {all} units below come to {total} already:"
            " {difference} more",
            own=stated,
            units=below.counted,
            all=below.counted + below.missing,
            total=total,
            difference=total - stated,
        )
    return None


@rule(
    "TT316",
    "unit-in-another-unit-of-money",
    what=N_(
        "A unit has hundreds of times as much money as half of the others below the same area."
    ),
    why=N_("All its amounts are probably in đồng or thousands of đồng, and hide those of all."),
    fix=N_("Have the unit write its amounts in the plan's unit; if they are right, accept it."),
    bad="# bac-ai and two other units have about 5000\n"
    "ninh-son/2024-Q2: {p1: {local: {assigned: 6100000, disbursed: 0}}}",
    good="# bac-ai and two other units have about 5000\n"
    "ninh-son/2024-Q2: {p1: {local: {assigned: 6100, disbursed: 0}}}",
)
def unit_in_another_unit_of_money(round_: Round) -> Iterator[Problem]:
    """Yield, at the area's own submission, the units that have far more money than others."""
    own = round_.of(OWN_AREA).current
    if own is None or round_.plan.funding is None:
        return
    available = {unit: _available(round_, unit) for unit in round_.plan.below.get(OWN_AREA, ())}
    amounts = sorted(amount for amount in available.values() if amount)
    if len(amounts) <= _FEWEST_OTHERS:
        return
    usual = amounts[(len(amounts) - 1) // 2]
    for unit, amount in available.items():
        if amount >= _FEWEST_TIMES * max(usual, Decimal(1)):
            message = gettext_lazy(
                "{unit} has {amount} available, where half of the units have at most {usual}; is"
                " that in another unit of money?",
                unit=round_.plan.distinct_names[unit],
                amount=amount,
                usual=usual,
            )
            yield Problem(own, own.span_of("funding"), message)


def _available(round_: Round, unit: str) -> Decimal:
    """Return what a unit says is available, or those below it where it says nothing of money."""
    current = round_.of(unit).current
    if current is not None and current.usable and current.funding:
        known = (amounts for amounts in current.funding.values() if amounts.known)
        return sum((amounts.available or Decimal(0) for amounts in known), Decimal(0))
    below = round_.plan.below.get(unit, ())
    return sum((_available(round_, one) for one in below), Decimal(0))


RULES: tuple[Checked[AreaCheck], ...] = (
    amount_differing_from_sum,
    unit_in_another_unit_of_money,
)
