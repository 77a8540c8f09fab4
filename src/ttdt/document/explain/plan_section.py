"""What the plan says of an indicator, and how we read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.measures import measure_of
from ttdt.document import targets, wording
from ttdt.document.model import Column, Heading, Style, Table, cell
from ttdt.plan.model import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.analysis.explain import Explanation
    from ttdt.document.model import Block
    from ttdt.plan import Indicator
    from ttdt.text.language import Language


def plan_blocks(lang: Language, explanation: Explanation, title: str) -> Iterator[Block]:
    """Yield the clause and its wording, our reading, what is counted, and the target."""
    said = [(label, text) for label, text in _said(lang, explanation) if text]
    yield Heading(title)
    yield Table.of(
        (Column("", room=18), Column("", takes_rest=True)),
        tuple(
            (cell(label, Style.QUIET, wraps=True), cell(text, wraps=True)) for label, text in said
        ),
    )


def counted_text(lang: Language, explanation: Explanation) -> str:
    """Return what is counted, out of what."""
    indicator = explanation.indicator
    numerator = targets.picked(lang, indicator.numerator)
    population = targets.population_text(lang, explanation.report.plan, indicator)
    if indicator.parts:
        return ""
    return f"{numerator} / {population}" if numerator and population else numerator or population


def _said(lang: Language, explanation: Explanation) -> Iterator[tuple[str, str]]:
    indicator, plan = explanation.indicator, explanation.report.plan
    place = explanation.clause_place
    where = "" if place is None else f"  {place.path}:{place.line}"
    if indicator.part is None:
        yield lang.gettext("Clause"), f"{indicator.clause}{where}"
        yield lang.gettext("Wording"), targets.picked(lang, indicator.text)
        yield lang.gettext("Our reading"), targets.picked(lang, indicator.reading)
    yield lang.gettext("Counted"), counted_text(lang, explanation)
    yield lang.gettext("Target"), _target(lang, explanation)
    yield lang.gettext("Shares of the units"), targets.shares_text(lang, plan, indicator)
    yield lang.gettext("Binds"), _binds(lang, indicator)


def _target(lang: Language, explanation: Explanation) -> str:
    indicator, area = explanation.indicator, explanation.area
    text = targets.target_text(lang, indicator)
    word = targets.picked(lang, indicator.wording)
    if word:
        text = f"{text} (“{word}”)"
    target = indicator.target
    if explanation.row.summed or target is None or not target.by_unit:
        return text
    share = target.goal_of(area)
    own = (
        lang.gettext("none")
        if share is None
        else str(wording.target_amount(lang, indicator, share))
    )
    return lang.gettext("{target}; {unit}: {share}", target=text, unit=explanation.who, share=own)


def _binds(lang: Language, indicator: Indicator) -> str:
    if indicator.target is None or not measure_of(indicator).is_numeric:
        return ""
    if indicator.scope is Scope.EACH_UNIT:
        return lang.gettext("every unit by itself; the worst unit decides for the province")
    if indicator.scope is Scope.PROVINCE:
        return lang.gettext("the province as a whole; units are not judged")
    return ""
