"""The words and number texts of a comparison."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.analysis.diff import Aspect, FigureState, Stated, What
from ttdt.compute import Reason
from ttdt.document import targets, wording
from ttdt.text.message import N_
from ttdt.text.rounding import round_keeping_side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.analysis.diff import (
        Cause,
        Diff,
        Flip,
        InputChange,
        PlanChange,
        Side,
        ValueChange,
    )
    from ttdt.analysis.diff.results import SubmissionVersion
    from ttdt.compute import AreaResult
    from ttdt.number import Number
    from ttdt.plan import Area, Indicator, Plan
    from ttdt.text.language import Language

ARROW = "→"

_STATES = {
    FigureState.NOT_APPLICABLE: N_("not applicable"),
    FigureState.INVALID: N_("invalid figure"),
    FigureState.MISSING: N_("missing"),
}
_ASPECTS = {
    Aspect.ADDED: N_("added"),
    Aspect.REMOVED: N_("removed"),
    Aspect.TARGET: N_("target"),
    Aspect.SHARES: N_("targets by unit"),
    Aspect.MEASURE: N_("measure"),
    Aspect.DIRECTION: N_("better direction"),
    Aspect.SCOPE: N_("scope"),
    Aspect.PACE: N_("expected pace"),
    Aspect.POPULATION: N_("population"),
    Aspect.REFERENCE: N_("population"),
}
_RELATIVE_MARKS = (Fraction(0), Fraction(-100), Fraction(100))
_MOST_CAUSES = 5
"""A page names this many; JSON has all."""
_MOST_CAUSES_BRIEF = 2
"""A terminal names this many."""


def side_name(lang: Language, side: Side) -> str:
    """Return where a side was read from: a revision with its commit, or the files on disk."""
    if side.revision is None or side.commit is None:
        return lang.gettext("the working tree")
    return f"{side.revision} ({side.commit[:10]})"


def stated_text(lang: Language, stated: Stated, *, brief: bool = False) -> str:
    """Return a figure or population as it was stated; `brief` leaves an objective's words out."""
    if stated.value is not None:
        return lang.number(stated.value)
    if stated.percent is not None:
        return f"{lang.number(stated.percent)} %"
    if stated.text is not None:
        return lang.gettext("in words") if brief else stated.text
    return lang.gettext(_STATES[stated.state])


def change_number(lang: Language, change: Number | None, old: Stated) -> str:
    """Return by how much a number changed, signed and exact; percentages differ by points."""
    if change is None:
        return ""
    number = lang.number(change, signed=True)
    return f"{number} {lang.gettext('pp')}" if old.percent is not None else number


def relative_number(lang: Language, change: Fraction | None) -> str:
    """Return by how much a number changed in per cent of itself, signed."""
    if change is None:
        return ""
    return f"{lang.number(round_keeping_side(change, _RELATIVE_MARKS), signed=True)} %"


def settled(lang: Language, filed: SubmissionVersion | None) -> str:
    """Return how settled a submission is, or why that cannot be said."""
    if filed is None:
        return lang.gettext("not submitted")
    if not filed.usable:
        return lang.gettext("unreadable")
    if filed.status is None:
        return lang.gettext("not stated")
    return wording.settled_word(lang, filed.status)


def row_texts(lang: Language, indicator: Indicator, row: AreaResult, area: Area) -> list[str]:
    """Return the verdict on an area's row, its value, and why it has none or no pace."""
    texts = [wording.verdict(lang, row.status)]
    goal = indicator.goal_of(area.id)
    if row.value is not None:
        texts.append(str(wording.value_amount(lang, indicator, row.value, goal)))
    if row.reason is not None:
        texts.append(wording.reason_word(lang, row.reason))
    return texts


def value_texts(lang: Language, one: ValueChange) -> tuple[str, str, str]:
    """Return an indicator's value before and now, or why there is none, and how far it moved."""
    old, new = (
        wording.reason_word(lang, row.reason or Reason.NOT_REPORTED)
        if row.value is None
        else str(wording.value_amount(lang, indicator, row.value, indicator.goal_of(one.area.id)))
        for indicator, row in ((one.before, one.old), (one.indicator, one.new))
    )
    change = one.change
    moved = "" if change is None else str(wording.gap_amount(lang, one.indicator, change))
    return old, new, moved


def causes_text(lang: Language, found: Diff, flip: Flip, *, brief: bool = False) -> list[str]:
    """Return why a verdict flipped, a line a cause: those that suffice first."""
    most = _MOST_CAUSES_BRIEF if brief else _MOST_CAUSES
    lines = [_cause(lang, found, flip, cause) for cause in flip.causes[:most]]
    more = len(flip.causes) - len(lines)
    if more:
        lines.append(lang.ngettext("and {n} more", "and {n} more", more))
    if len(flip.causes) > 1 and not flip.causes[0].sufficient:
        lines.insert(0, lang.gettext("none is enough by itself:"))
    return [*(f"{line};" if line[-1] != ":" else line for line in lines[:-1]), *lines[-1:]]


def _cause(lang: Language, found: Diff, flip: Flip, cause: Cause) -> str:
    whole = next((one for one in cause.changes if one.what is What.SUBMISSION), None)
    if whole is None:
        text = ", ".join(_input(lang, found, flip, change) for change in cause.changes)
    else:
        text = _with_submission(lang, found, flip, whole, cause.changes)
    if cause.unit is not None and not (flip.of_unit and cause.unit == flip.area.id):
        text = f"{unit_name(found, cause.unit)}: {text}"
    remarks = []
    if cause.effect:
        remarks.append(str(wording.gap_amount(lang, flip.before, cause.effect)))
    if cause.sufficient and len(flip.causes) > 1:
        remarks.append(lang.gettext("enough by itself"))
    return f"{text} ({', '.join(remarks)})" if remarks else text


def _with_submission(
    lang: Language, found: Diff, flip: Flip, whole: InputChange, changes: Sequence[InputChange]
) -> str:
    """Return what became of a whole submission, and the numbers that it brought."""
    texts, numbers = [], []
    for change in changes:
        if change.what is What.BASELINE or change.old is None or change.new is None:
            texts.append(_input(lang, found, flip, change))
        elif change.what is What.SUBMISSION:
            texts.insert(0, _input(lang, found, flip, change))
        elif whole.new is not None and whole.new.state is FigureState.REPORTED:
            names = [_part_name(lang, flip, change.part), _population(lang, found, change)]
            name = " ".join(filter(None, names))
            number = stated_text(lang, change.new, brief=True)
            numbers.append(f"{name} = {number}" if name else number)
    head = f"{texts[0]}: {', '.join(numbers)}" if numbers else texts[0]
    return ", ".join([head, *texts[1:]])


def unit_name(found: Diff, unit: str) -> str:
    """Return what a unit is called, with what it lies in where others are called the same."""
    new, old = found.new.report.plan.distinct_names, found.old.report.plan.distinct_names
    return new.get(unit) or old[unit]


def _input(lang: Language, found: Diff, flip: Flip, change: InputChange) -> str:
    match change.what:
        case What.PLAN:
            return _of_plan(lang, found, flip)
        case What.TIME:
            return _of_time(lang, flip)
        case What.SUBMISSION:
            return lang.gettext(_SUBMISSION[_state(change.old), _state(change.new)])
        case What.UNIT:
            gone = _state(change.new) is FigureState.MISSING
            return (
                lang.gettext("no longer in the plan") if gone else lang.gettext("new in the plan")
            )
        case _:
            text = _arrow(
                stated_text(lang, change.old or Stated(), brief=True),
                stated_text(lang, change.new or Stated(), brief=True),
            )
            names = [_part_name(lang, flip, change.part), _population(lang, found, change)]
            text = " ".join([*filter(None, names), text])
            if change.what is What.BASELINE:
                return lang.gettext("baseline {change}", change=text)
            return text


def _state(stated: Stated | None) -> FigureState:
    return FigureState.MISSING if stated is None else stated.state


_SUBMISSION = {
    (FigureState.MISSING, FigureState.REPORTED): N_("the submission came in"),
    (FigureState.REPORTED, FigureState.MISSING): N_("not submitted now"),
    (FigureState.INVALID, FigureState.REPORTED): N_("the submission can be read again"),
    (FigureState.REPORTED, FigureState.INVALID): N_("the submission cannot be read"),
    (FigureState.MISSING, FigureState.INVALID): N_("the submission cannot be read"),
    (FigureState.INVALID, FigureState.MISSING): N_("not submitted now"),
}


def _part_name(lang: Language, flip: Flip, part: str | None) -> str:
    """Return the name of a part, where the flip is that of the whole composite."""
    for leaf in (*flip.indicator.parts, *flip.before.parts):
        if leaf.part == part:
            return lang.pick(leaf.name)
    return ""


def _population(lang: Language, found: Diff, change: InputChange) -> str:
    for side in (found.new, found.old):
        population = side.report.plan.populations.get(change.population or "")
        if population is not None:
            return lang.pick(population.name)
    return ""


def _of_plan(lang: Language, found: Diff, flip: Flip) -> str:
    texts = [
        plan_text(lang, found, change)
        for change in found.plan
        if change.indicator is not None and change.indicator.id == flip.indicator.id
    ]
    return (
        lang.gettext("the plan: {changes}", changes=tuple(texts))
        if texts
        else lang.gettext("the plan")
    )


def plan_text(lang: Language, found: Diff, change: PlanChange) -> str:
    """Return a change of the plan in one piece."""
    old, new = plan_sides(lang, found, change)
    word = aspect_word(lang, change.aspect)
    if change.aspect in {Aspect.ADDED, Aspect.REMOVED} and change.indicator is not None:
        return f"{lang.pick(change.indicator.name)} {word}"
    return f"{word} {_arrow(old, new)}"


def aspect_word(lang: Language, aspect: Aspect) -> str:
    """Return what of the plan changed."""
    return lang.gettext(_ASPECTS[aspect])


def plan_sides(lang: Language, found: Diff, change: PlanChange) -> tuple[str, str]:
    """Return what the plan said and says; nothing where the thing is not in it."""
    said = (
        (found.old.report.plan, change.old),
        (found.new.report.plan, change.new),
    )
    if change.aspect is Aspect.SHARES and change.old is not None and change.new is not None:
        return _shares_that_differ(lang, found, change.old, change.new)
    old, new = (
        "" if indicator is None else _aspect_text(lang, plan, indicator, change.aspect)
        for plan, indicator in said
    )
    return old, new


def _shares_that_differ(
    lang: Language, found: Diff, before: Indicator, after: Indicator
) -> tuple[str, str]:
    """Return the shares of a target before and now: of many only those that differ."""
    old, new = ({} if one.target is None else dict(one.target.by_unit) for one in (before, after))
    if max(len(old), len(new)) > targets.MOST_SHARES:
        same = {unit for unit, share in old.items() if new.get(unit) == share}
        old, new = (
            {unit: share for unit, share in shares.items() if unit not in same}
            for shares in (old, new)
        )
    nothing = lang.gettext("none")
    before_text, after_text = (
        targets.few_shares(lang, [(unit_name(found, unit), one) for unit, one in shares.items()])
        for shares in (old, new)
    )
    return before_text or nothing, after_text or nothing


def _aspect_text(lang: Language, plan: Plan, indicator: Indicator, aspect: Aspect) -> str:
    nothing = lang.gettext("none")
    match aspect:
        case Aspect.SHARES:
            return targets.shares_text(lang, plan, indicator) or nothing
        case Aspect.MEASURE:
            return str(indicator.measure)
        case Aspect.DIRECTION:
            return str(indicator.direction)
        case Aspect.SCOPE:
            return nothing if indicator.scope is None else str(indicator.scope)
        case Aspect.PACE:
            steps = [f"{name} {lang.number(step)}" for name, step in indicator.milestones.items()]
            return ", ".join(steps) or ("linear" if indicator.paced else "none")
        case Aspect.POPULATION | Aspect.REFERENCE:
            return targets.population_text(lang, plan, indicator) or nothing
        case _:
            return targets.target_text(lang, indicator)


def _of_time(lang: Language, flip: Flip) -> str:
    old, new = flip.old.expected, flip.new.expected
    if old is None or new is None:
        return lang.gettext("time passed")
    return lang.gettext(
        "time passed (expected: {old}, now {new})",
        old=str(wording.value_amount(lang, flip.before, old)),
        new=str(wording.value_amount(lang, flip.indicator, new)),
    )


def _arrow(old: str, new: str) -> str:
    return f"{old} {ARROW} {new}"
