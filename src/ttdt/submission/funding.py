"""What a submission says of money, amount by amount, and the errors that keep one out of sums."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ttdt.finding import Finding
from ttdt.plan.target_loading import decision_of
from ttdt.schema.rules import MALFORMED_VALUE
from ttdt.schema.submission import AMOUNTS, AmountsShape
from ttdt.schema.validation import MOST_GUESSES, check, unknown_key, wrong_type
from ttdt.submission.model import Amounts
from ttdt.submission.rules import (
    AMOUNTS_ABOVE_PROJECTS,
    DISBURSED_ABOVE_AVAILABLE,
    FIGURE_SAYS_TWO_THINGS,
    NEGATIVE_AMOUNT,
    TOO_MANY_DECIMALS,
)
from ttdt.text.message import gettext_lazy
from ttdt.yaml import DocumentPlace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.plan import Cell, Funding
    from ttdt.yaml import Loc, YamlDocument


_MOST_DIGITS = 15
"""With no more digits before the point, sums of any number of amounts that files hold are exact."""


class FundingReading(NamedTuple):
    """The amounts of a file, and what is wrong that none of them holds."""

    amounts: dict[Cell, Amounts]
    findings: list[Finding]


def read_funding(
    document: YamlDocument,
    given: Mapping[str, object],
    funding: Funding | None,
    beside: Funding | None = None,
) -> FundingReading:
    """Return the amounts under `funding:`, by project and source.

    An amount with an error keeps its findings and does not count; the others do. What only the
    plan knows whose money is `beside` this one's is passed over.
    """
    found = FundingReading({}, [])
    if not given:
        return found
    projects = sorted({name for one in (funding, beside) if one for name in one.projects})
    leaves_beside = frozenset(() if beside is None else beside.leaves)
    for project, sources in given.items():
        loc = ("funding", project)
        if funding is None or project not in funding.projects:
            if beside is None or project not in beside.projects:
                found.findings.append(_unknown(document, loc, projects, found))
        elif project in funding.below:
            if project not in leaves_beside:
                found.findings.append(_above_projects(document, loc, funding.below[project]))
        else:
            _read_project(document, loc, sources, funding, beside, found)
    return found


def _read_project(
    document: YamlDocument,
    loc: Loc,
    sources: object,
    funding: Funding,
    beside: Funding | None,
    found: FundingReading,
) -> None:
    if isinstance(sources, dict):
        known = sorted({name for one in (funding, beside) if one for name in one.sources})
        for source, raw in sources.items():
            place = (*loc, source)
            if source in funding.sources:
                found.amounts[str(loc[-1]), source] = _read(document, place, raw, funding)
            elif beside is None or source not in beside.sources:
                found.findings.append(_unknown(document, place, known, found))
    elif sources is not None:
        expected = gettext_lazy(
            "a mapping with the sources {sources}", sources=tuple(funding.sources)
        )
        found.findings.append(wrong_type(document, loc, expected, sources))


def _unknown(document: YamlDocument, loc: Loc, known: list[str], found: FundingReading) -> Finding:
    return unknown_key(document, loc, known if len(found.findings) < MOST_GUESSES else ())


def _above_projects(document: YamlDocument, loc: Loc, below: tuple[str, ...]) -> Finding:
    message = gettext_lazy(
        "the project “{project}” is made of {projects}; write the amounts there",
        project=loc[-1],
        projects=below,
    )
    return Finding(AMOUNTS_ABOVE_PROJECTS, document.path, document.key_span(*loc), message)


def _read(document: YamlDocument, loc: Loc, raw: object, funding: Funding) -> Amounts:
    if raw is None:
        return Amounts(DocumentPlace(document, loc, at_key=True))
    place = DocumentPlace(document, loc)
    shape, findings = check(AmountsShape, raw, document, loc)
    if shape is None:
        return Amounts(place, findings=tuple(findings))
    carried = shape.carried_over
    if carried is None and "carried_over" not in shape.model_fields_set:
        carried = Decimal(0)
    amounts = Amounts(
        place,
        carried,
        shape.assigned,
        shape.disbursed,
        decision_of(shape.decision),
        shape.not_reported,
        shape.note,
        shape.cause,
        shape.source,
        shape.accept,
    )
    return amounts._replace(findings=tuple(_errors(document, loc, amounts, funding)))


def _errors(
    document: YamlDocument, loc: Loc, amounts: Amounts, funding: Funding
) -> Iterator[Finding]:
    """Yield the errors of sound numbers."""
    is_sound = True
    for key in AMOUNTS:
        amount: Decimal | None = getattr(amounts, key)
        if amount is not None:
            found = _amount_error(document, (*loc, key), amount, funding.decimals)
            if found is not None:
                is_sound = False
                yield found
    available, disbursed = amounts.available, amounts.disbursed
    if amounts.not_reported is not None and available is not None and disbursed is not None:
        message = gettext_lazy(
            "the figure says both “{first}” and “{second}”; keep one of them",
            first="disbursed",
            second="not_reported",
        )
        span = document.key_span(*loc, "not_reported")
        yield Finding(FIGURE_SAYS_TWO_THINGS, document.path, span, message)
    if is_sound and available is not None and disbursed is not None and disbursed > available:
        message = gettext_lazy(
            "{disbursed} disbursed is above the {available} available (carried over and assigned)",
            disbursed=disbursed,
            available=available,
        )
        span = document.span(*loc, "disbursed")
        yield Finding(DISBURSED_ABOVE_AVAILABLE, document.path, span, message)


def _amount_error(
    document: YamlDocument, loc: Loc, amount: Decimal, decimals: int
) -> Finding | None:
    if amount < 0:
        message = gettext_lazy("{amount} is negative; amounts run from 1 January", amount=amount)
        return Finding(NEGATIVE_AMOUNT, document.path, document.span(*loc), message)
    if amount.adjusted() >= _MOST_DIGITS:
        message = gettext_lazy("{amount} is more money than there is", amount=amount)
        return Finding(MALFORMED_VALUE, document.path, document.span(*loc), message)
    if -int(amount.normalize().as_tuple().exponent) > decimals:
        message = gettext_lazy(
            "{amount} has more decimals than the {n} that the plan's amounts have",
            amount=amount,
            n=decimals,
        )
        return Finding(TOO_MANY_DECIMALS, document.path, document.span(*loc), message)
    return None
