"""The words and numbers of money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.funding import NO_KIND
from ttdt.document.wording import value_amount
from ttdt.text.message import N_

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal
    from fractions import Fraction

    from ttdt.plan import Cell, Decision, Funding
    from ttdt.text.language import Language

PARTIAL = "†"
"""Stands behind an amount of only some of the cells that others in the row are of."""

_KINDS: Mapping[str, str] = {
    "investment": N_("Investment sources"),
    "recurrent": N_("Recurrent sources"),
    NO_KIND: N_("Other sources"),
}


def amount_text(lang: Language, amount: Decimal, *, signed: bool = False) -> str:
    """Return an amount with all the decimals that it needs, so that printed parts add up."""
    return lang.number(amount.normalize(), signed=signed)


def rate_text(
    lang: Language, funding: Funding, rate: Fraction, goal: Fraction | None = None
) -> str:
    """Return a share of the money available: `33.5 %`, on its own side of the target."""
    return str(value_amount(lang, funding.rate, rate, goal))


def kind_name(lang: Language, kind: str | None) -> str:
    """Return what sources of a kind are together."""
    return lang.gettext(_KINDS[kind or NO_KIND])


def project_name(lang: Language, funding: Funding, project: str) -> str:
    """Return a project's code and name."""
    found = funding.projects[project]
    return f"{found.code} {lang.pick(found.name)}"


def cell_name(lang: Language, funding: Funding, cell: Cell) -> str:
    """Return which project's money from which source it is."""
    project, source = cell
    name = project_name(lang, funding, project)
    return f"{name}, {lang.pick(funding.sources[source].name)}"


def decision_text(lang: Language, decision: Decision | None) -> str:
    """Return by which decision an amount was changed, or that none is named."""
    if decision is None:
        return lang.gettext("without a decision")
    if decision.date is None:
        return lang.gettext("decision {number}", number=decision.number)
    return lang.gettext("decision {number} of {date}", number=decision.number, date=decision.date)
