"""What a comparison is of, and how much changed, in a sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.inquiry.diff import Kind
from ttdt.inquiry.diff.result import kind_of
from ttdt.render.diff import words

if TYPE_CHECKING:
    from ttdt.inquiry.diff import Diff
    from ttdt.language import Language


def title(lang: Language, found: Diff) -> str:
    """Return what is compared with what."""
    old, new = found.old, found.new
    if old.revision is None and new.revision is None:
        return lang.tr(
            "What changed from {old} to {new}",
            old=old.report.period.label,
            new=new.report.period.label,
        )
    return lang.tr(
        "What changed in the figures for {period}, from {old} to {new}",
        period=new.report.period.label,
        old=words.side_name(lang, old),
        new=words.side_name(lang, new),
    )


def summary(lang: Language, found: Diff) -> str:
    """Return in one sentence how much changed, or that nothing did."""
    if found.empty:
        return lang.tr("Nothing changed.")
    kinds = [kind_of(change.old, change.new) for change in found.figures]
    revised, added, removed, restated = (
        kinds.count(kind) for kind in (Kind.REVISED, Kind.ADDED, Kind.REMOVED, Kind.RESTATED)
    )
    populations, submissions = len(found.populations), len(found.submissions)
    baseline = len(found.baseline_figures) + len(found.baseline_populations)
    plan, units = len(found.plan), sum(flip.unit is not None for flip in found.flips)
    province = len(found.flips) - units
    said = [
        (
            province,
            lang.ntr(
                "{n} verdict of the province changed", "{n} verdicts of the province changed",
                province,
            ),
        ),
        (
            units,
            lang.ntr("{n} verdict of units changed", "{n} verdicts of units changed", units),
        ),
        (revised, lang.ntr("{n} figure revised", "{n} figures revised", revised)),
        (added, lang.ntr("{n} figure added", "{n} figures added", added)),
        (removed, lang.ntr("{n} figure removed", "{n} figures removed", removed)),
        (
            restated,
            lang.ntr(
                "{n} figure invalid or not applicable, now or before",
                "{n} figures invalid or not applicable, now or before", restated,
            ),
        ),
        (populations, lang.ntr("{n} population changed", "{n} populations changed", populations)),
        (
            baseline,
            lang.ntr("{n} baseline number changed", "{n} baseline numbers changed", baseline),
        ),
        (submissions, lang.ntr("{n} submission changed", "{n} submissions changed", submissions)),
        (plan, lang.ntr("{n} change of the plan", "{n} changes of the plan", plan)),
    ]  # fmt: skip
    return "; ".join(text for n, text in said if n) + "."
