"""Units that are there on one side only: what comes and goes with them is said in a line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ttdt.analysis.diff import ChangeKind
from ttdt.analysis.diff.results import kind_of
from ttdt.compute import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.analysis.diff import Diff, FigureChange, Flip
    from ttdt.plan import Area
    from ttdt.text.language import Language

_FEWEST = 10
"""Fewer figures are listed one by one, like any others."""

_WHOLE = frozenset({ChangeKind.ADDED, ChangeKind.REMOVED})


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


def lines(lang: Language, found: Diff) -> Iterator[str]:
    """Yield a line for each unit apart."""
    for unit in _units_apart(found).values():
        figures = sum(one.unit.id == unit.id and _goes_with(one) for one in found.figures)
        verdicts = sum(flip.area.id == unit.id and _flips_with(flip) for flip in found.flips)
        counts = {
            "unit": unit.name,
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
