"""The number in one sentence that can be read out."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.compute import Flag, Reason, Status
from ttdt.compute.measures import measure_of
from ttdt.document import targets, wording
from ttdt.plan.indicator import Scope
from ttdt.plan.targets import Comparator
from ttdt.text.message import N_
from ttdt.text.rounding import round_keeping_side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.analysis.explain import Explanation
    from ttdt.compute import AreaResult, Share
    from ttdt.text.language import Language


_SPOKEN = {
    Comparator.AT_LEAST: N_("at least {value}"),
    Comparator.MORE_THAN: N_("more than {value}"),
    Comparator.AT_MOST: N_("at most {value}"),
    Comparator.LESS_THAN: N_("less than {value}"),
    Comparator.ABOUT: N_("about {value}"),
}

_WHOLE_FILE = frozenset({Reason.NOT_SUBMITTED, Reason.INVALID})
"""Reasons that say the same of every part, so that none of them decides."""

_ENDS = (Fraction(0), Fraction(100))


def sentence(lang: Language, explanation: Explanation) -> str:
    """Return what the number is, how it stands against the target, and what is left to do."""
    said = f"{'; '.join(_clauses(lang, explanation))}."
    decides = deciding_part(explanation)
    if decides is not None:
        said = f"{said} {'; '.join(_clauses(lang, decides))}."
    if explanation.report.sample:
        return f"{lang.gettext('SAMPLE DATA')}: {said}"
    return said


def _clauses(lang: Language, explanation: Explanation) -> Iterator[str]:
    indicator, row = explanation.indicator, explanation.row
    if indicator.parts:
        yield _composite(lang, explanation, row)
        return
    if row.status is Status.NOT_APPLICABLE:
        yield lang.gettext(
            "By {end}, “{name}” did not apply to {who}",
            end=explanation.report.period.end,
            name=indicator.name,
            who=explanation.who,
        )
        return
    if not measure_of(indicator).is_numeric:
        yield _in_words(lang, explanation)
        return
    if row.value is None:
        reason = "" if row.reason is None else f" ({wording.reason_word(lang, row.reason)})"
        yield lang.gettext(
            "By {end}, {who} had no figure for “{name}”{reason}",
            end=explanation.report.period.end,
            who=explanation.who,
            name=indicator.name,
            reason=reason,
        )
        return
    yield _value(lang, explanation, row)
    yield from _judged(lang, explanation, row)
    yield from _beware(lang, explanation)


def _value(lang: Language, explanation: Explanation, row: AreaResult) -> str:
    indicator, plan = explanation.indicator, explanation.report.plan
    if row.value is None:
        return ""
    goal = explanation.row.goal
    printed = wording.value_amount(lang, indicator, row.value, goal)
    numerator = targets.picked(lang, indicator.numerator)
    population = plan.populations.get(indicator.population or "")
    known = {
        "end": explanation.report.period.end,
        "who": explanation.who,
        "name": indicator.name,
        "value": _aloud(lang, printed),
        "numerator": numerator,
        "population": "" if population is None else population.name,
    }
    if not numerator:
        return lang.gettext("By {end}, “{name}” in {who} was {value}", **known)
    if measure_of(indicator).in_units:
        return lang.gettext("By {end}, {who} had {n} {numerator}", n=printed.number, **known)
    if measure_of(indicator).in_per_cent:
        if row.numerator is None or row.population is None:
            return lang.gettext(
                "By {end}, {value} of {population} in {who} were {numerator}", **known
            )
        share = wording.share_text(lang, row.numerator, row.population)
        n, _, of = share.partition("/")
        return lang.gettext(
            "By {end}, {who} had {n} {numerator} out of {of} {population}, {value}",
            n=n,
            of=of,
            **known,
        )
    is_reduction = measure_of(indicator).compared_with == "before"
    other = explanation.row.before if is_reduction else explanation.row.reference
    if other is None or other.rate is None:
        return lang.gettext("By {end}, “{name}” in {who} was {value}", **known)
    return _difference(lang, row.value, other, known, is_reduction=is_reduction)


def _difference(
    lang: Language,
    value: Fraction,
    other: Share,
    known: dict[str, object],
    *,
    is_reduction: bool,
) -> str:
    """Return how far a share has moved, or lies from its reference."""
    there = other.rate or Fraction(0)
    here = there - value if is_reduction else there + value
    shares = {
        "there": f"{lang.number(round_keeping_side(there, _ENDS))} %",
        "here": f"{lang.number(round_keeping_side(here, _ENDS))} %",
    }
    if is_reduction:
        return lang.gettext(
            "By {end}, the share of {numerator} in {who} went from {there} to {here}, a"
            " reduction of {value}",
            **known,
            **shares,
        )
    return lang.gettext(
        "By {end}, the share of {numerator} in {who} was {here} against a reference of {there}, a"
        " difference of {value}",
        **known,
        **shares,
    )


def _aloud(lang: Language, amount: wording.Amount) -> str:
    """Return an amount with its unit in words."""
    if amount.unit == lang.gettext("pp"):
        amount = wording.Amount(amount.number, lang.gettext("percentage points"))
    return str(amount)


def _judged(lang: Language, explanation: Explanation, row: AreaResult) -> Iterator[str]:
    indicator, goal = explanation.indicator, explanation.row.goal
    if goal is None or indicator.target is None or row.gap is None:
        if indicator.target is None:
            yield lang.gettext("the plan sets no number to compare it with")
        return
    amount = _aloud(lang, wording.Amount(lang.number(goal), wording.unit_sign(lang, indicator)))
    target = lang.gettext(_SPOKEN[indicator.target.comparator], value=amount)
    gap = _aloud(lang, wording.gap_amount(lang, indicator, row.gap)).lstrip("+-")
    if explanation.row.summed and indicator.scope is Scope.EACH_UNIT:
        yield _worst_unit(lang, explanation, target)
        return
    if row.status is Status.MET:
        yield lang.gettext("this meets the target of {target}", target=target)
        return
    if row.gap == 0:
        yield lang.gettext(
            "this is the very number that the target of {target} asks to pass", target=target
        )
    elif row.gap < 0:
        yield lang.gettext("this is {gap} below the target of {target}", gap=gap, target=target)
    else:
        yield lang.gettext("this is {gap} above the target of {target}", gap=gap, target=target)
    verdict = wording.status_word(lang, row.status)
    if row.pace is not None:
        pace = wording.pace_number(lang, row.pace)
        if row.is_pace_partial:
            yield lang.gettext(
                "pace {pace} over the {n} of {total} units that have a baseline: {verdict}",
                pace=pace,
                n=row.pace_units,
                total=row.coverage.units,
                verdict=verdict,
            )
        else:
            yield lang.gettext("pace {pace}: {verdict}", pace=pace, verdict=verdict)
    else:
        yield verdict
    if row.remaining:
        change = wording.change_text(lang, indicator, row.remaining)
        yield lang.gettext("still to do: {change}", change=change)


def waits_for(lang: Language, explanation: Explanation) -> str:
    """Return whose figures the verdict on a value waits for, where each unit is to reach a target.

    Nothing where there is a verdict, or no value.
    """
    row = explanation.row
    if row.status is not Status.NO_DATA or row.value is None or row.worst is None:
        return ""
    missing = row.coverage.applicable - row.coverage.units
    if missing == 1 and row.worst in explanation.result.areas:
        return lang.gettext("the verdict waits for {unit}", unit=explanation.name_of(row.worst))
    return lang.ngettext(
        "the verdict waits for {n} unit", "the verdict waits for {n} units", missing
    )


def _worst_unit(lang: Language, explanation: Explanation, target: str) -> str:
    own = explanation.row
    waits = waits_for(lang, explanation)
    if waits:
        return lang.gettext(
            "every unit must reach {target}: {verdict}", target=target, verdict=waits
        )
    verdict = wording.status_word(lang, own.status)
    if own.worst is None or own.worst not in explanation.result.areas:
        return verdict
    row = explanation.result.areas[own.worst]
    value = ""
    if row.value is not None:
        printed = wording.value_amount(lang, explanation.indicator, row.value, row.goal)
        value = f" ({_aloud(lang, printed)})"
    return lang.gettext(
        "every unit must reach {target}, and {unit}{value} decides: {verdict}",
        target=target,
        unit=explanation.name_of(own.worst),
        value=value,
        verdict=verdict,
    )


def _beware(lang: Language, explanation: Explanation) -> Iterator[str]:
    """Yield what may not be left out when the number is quoted."""
    own, summed = explanation.row, explanation.row.summed
    if summed and not own.coverage.complete:
        covered = lang.gettext(
            "{n} of {total} units counted",
            n=own.coverage.units,
            total=own.coverage.applicable,
        )
        judged = own.judged
        if judged and not own.firm:
            more = lang.gettext("the missing ones could still change if the target is met")
            covered = f"{covered}, {more}"
        yield covered
    elif summed and own.judged and not own.firm:
        yield lang.gettext("uncertain figures could still change if the target is met")
    made_of = explanation.result.added_up(explanation.area).values()
    rows = [row for row in made_of if row.counted or not summed]
    used = {flag for row in rows for flag in row.flags}
    words = [
        wording.flag_word(lang, flag)
        for flag in (Flag.ESTIMATE, Flag.PROVISIONAL, Flag.CARRIED)
        if flag in used
    ]
    if words:
        yield lang.gettext("it rests on figures that are: {flags}", flags=tuple(words))


def _in_words(lang: Language, explanation: Explanation) -> str:
    indicator, own = explanation.indicator, explanation.row
    end = explanation.report.period.end
    if not explanation.row.summed:
        text = explanation.row.text
        if text is not None:
            return lang.gettext(
                "By {end}, {who} reported on “{name}”: {text}",
                end=end,
                who=explanation.who,
                name=indicator.name,
                text=text.rstrip(". "),
            )
        return lang.gettext(
            "By {end}, {who} had not reported on “{name}”",
            end=end,
            who=explanation.who,
            name=indicator.name,
        )
    return lang.gettext(
        "By {end}, {n} of {total} units had reported on “{name}”, in words that are not graded",
        end=end,
        n=own.coverage.units,
        total=own.coverage.applicable,
        name=indicator.name,
    )


def deciding_part(explanation: Explanation) -> Explanation | None:
    """Return the part that decides the verdict on a composite."""
    row = explanation.row
    if row.status is Status.MET or row.reason in _WHOLE_FILE:
        return None
    parts = (part for part in explanation.parts if part.indicator.part == row.worst)
    return next(parts, None)


def _composite(lang: Language, explanation: Explanation, row: AreaResult) -> str:
    decides = deciding_part(explanation)
    known = {
        "end": explanation.report.period.end,
        "name": explanation.indicator.name,
        "who": explanation.who,
        "verdict": wording.status_word(lang, row.status),
    }
    if decides is None:
        return lang.gettext("By {end}, “{name}” in {who}: {verdict} in every part", **known)
    return lang.gettext(
        "By {end}, “{name}” in {who}: {verdict}, since its worst part, “{part}”, decides",
        part=decides.indicator.name,
        **known,
    )
