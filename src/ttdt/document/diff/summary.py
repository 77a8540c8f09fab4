"""What a comparison is of, how much changed, and what comes and goes with whole units."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ttdt.analysis.diff import ChangeKind
from ttdt.analysis.diff.results import kind_of
from ttdt.compute import Reason
from ttdt.document.diff import wording
from ttdt.document.diff.programme import said_of_programme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.analysis.diff import Diff, FigureChange, Flip
    from ttdt.plan import Area
    from ttdt.text.language import Language

_FEWEST = 10
"""Fewer figures are listed one by one, like any others."""

_WHOLE = frozenset({ChangeKind.ADDED, ChangeKind.REMOVED})


def title(lang: Language, found: Diff) -> str:
    """Return what is compared with what."""
    old, new = found.old, found.new
    if old.revision is None and new.revision is None:
        return lang.gettext(
            "What changed from {old} to {new}",
            old=old.report.period.label,
            new=new.report.period.label,
        )
    return lang.gettext(
        "What changed in the figures for {period}, from {old} to {new}",
        period=new.report.period.label,
        old=wording.side_name(lang, old),
        new=wording.side_name(lang, new),
    )


def between_periods(found: Diff) -> bool:
    """Return whether the two sides are two periods, and not one period read twice."""
    return found.old.report.period != found.new.report.period


def summary(lang: Language, found: Diff) -> str:
    """Return in one sentence how much changed, or that nothing did."""
    if found.empty and not found.notes:
        return lang.gettext("Nothing changed.")
    populations, submissions = len(found.populations), len(found.submissions)
    baseline = len(found.baseline_figures) + len(found.baseline_populations)
    plan, units = len(found.plan), sum(flip.of_unit for flip in found.flips)
    province, notes = len(found.flips) - units, len(found.notes)
    said = [
        (
            province,
            lang.ngettext(
                "{n} verdict of the province changed", "{n} verdicts of the province changed",
                province,
            )
            if found.of_province
            else lang.ngettext(
                "{n} verdict of the whole area changed",
                "{n} verdicts of the whole area changed",
                province,
            ),
        ),
        (
            units,
            lang.ngettext("{n} verdict of units changed", "{n} verdicts of units changed", units),
        ),
        *_figures_said(lang, found),
        (
            populations,
            lang.ngettext("{n} population changed", "{n} populations changed", populations),
        ),
        (
            baseline,
            lang.ngettext("{n} baseline number changed", "{n} baseline numbers changed", baseline),
        ),
        (
            submissions,
            lang.ngettext("{n} submission changed", "{n} submissions changed", submissions),
        ),
        *said_of_programme(lang, found),
        (plan, lang.ngettext("{n} change of the plan", "{n} changes of the plan", plan)),
        (notes, lang.ngettext("{n} new cause or note", "{n} new causes and notes", notes)),
    ]  # fmt: skip
    return "; ".join(text for n, text in said if n) + "."


def _figures_said(lang: Language, found: Diff) -> list[tuple[int, str]]:
    """Return how many figures changed in each way, and the words for that."""
    kinds = [kind_of(change.old, change.new) for change in found.figures]
    revised, added, removed, restated = (
        kinds.count(kind)
        for kind in (ChangeKind.REVISED, ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.RESTATED)
    )
    # From one period to another figures go on; only within one are they corrected or withdrawn.
    goes_on = between_periods(found)
    return [
        (
            revised,
            lang.ngettext("{n} figure changed", "{n} figures changed", revised)
            if goes_on
            else lang.ngettext("{n} figure revised", "{n} figures revised", revised),
        ),
        (added, lang.ngettext("{n} figure added", "{n} figures added", added)),
        (
            removed,
            lang.ngettext("{n} figure missing now", "{n} figures missing now", removed)
            if goes_on
            else lang.ngettext("{n} figure removed", "{n} figures removed", removed),
        ),
        (
            restated,
            lang.ngettext(
                "{n} figure invalid or not applicable, now or before",
                "{n} figures invalid or not applicable, now or before", restated,
            ),
        ),
    ]  # fmt: skip


def _units_apart(found: Diff) -> dict[str, Area]:
    """Return the units whose changes need no list: all of them are that it handed in, or did not.

    Whoever asks for one unit alone wants to see its figures.
    """
    if len({one.unit.id for one in found.figures}) <= 1:
        return {}
    return {
        one.unit.id: one.unit
        for one in found.submissions
        if (one.old is None) != (one.new is None)
        and sum(change.unit.id == one.unit.id for change in found.figures) >= _FEWEST
    }


def shortened(found: Diff) -> Diff:
    """Return the comparison without what came or went with a whole submission."""
    apart = _units_apart(found)
    return replace(
        found,
        flips=tuple(
            flip for flip in found.flips if not (flip.area.id in apart and _flips_with(flip))
        ),
        figures=tuple(
            one for one in found.figures if not (one.unit.id in apart and _goes_with(one))
        ),
        populations=tuple(one for one in found.populations if one.unit.id not in apart),
    )


def _goes_with(change: FigureChange) -> bool:
    return kind_of(change.old, change.new) in _WHOLE


def _flips_with(flip: Flip) -> bool:
    return Reason.NOT_SUBMITTED in {flip.old.reason, flip.new.reason}


def whole_unit_lines(lang: Language, found: Diff) -> Iterator[str]:
    """Yield a line for each unit apart."""
    for unit in _units_apart(found).values():
        figures = sum(one.unit.id == unit.id and _goes_with(one) for one in found.figures)
        verdicts = sum(flip.area.id == unit.id and _flips_with(flip) for flip in found.flips)
        counts = {
            "unit": wording.unit_name(found, unit.id),
            "figures": lang.ngettext("{n} figure", "{n} figures", figures),
            "verdicts": lang.ngettext("{n} verdict", "{n} verdicts", verdicts),
            "id": unit.id,
        }
        if unit.id in found.new.report.completeness.missing:
            yield lang.gettext(
                "{unit} has submitted nothing now: {figures} and {verdicts} went with it; for the"
                " list: --unit {id}",
                **counts,
            )
        else:
            yield lang.gettext(
                "{unit} has submitted now: {figures} and {verdicts} came with it; for the list:"
                " --unit {id}",
                **counts,
            )
