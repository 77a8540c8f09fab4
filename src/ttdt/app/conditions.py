"""Conditions of a report that a script can ask for: the exit code says whether one holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.app.outcome import ExitCode
from ttdt.app.resolving import one_of
from ttdt.compute import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.compute import Report

CONDITIONS = ("behind", "not_met", "no_data", "missing")


def pick_conditions(words: Iterable[str] | None) -> tuple[str, ...]:
    """Return the conditions asked for; raises `TtdtError` for a word that is none."""
    return tuple(one_of("--fail-on", word, CONDITIONS) for word in words or ())


def exit_code(report: Report, conditions: Iterable[str], *, invalid: bool) -> ExitCode:
    """Return the exit code; errors in the data come before what may rest on them.

    `invalid` says whether there are errors in what was shown.
    """
    if invalid:
        return ExitCode.INVALID_DATA
    is_met = any(holds(report, name) for name in conditions)
    return ExitCode.CONDITION_HOLDS if is_met else ExitCode.DONE


def holds(report: Report, condition: str) -> bool:
    """Return whether a condition holds for the rows of a report: its units', or the whole's."""
    if condition == "missing":
        return bool(report.completeness.missing)
    statuses = {
        status
        for result in report.indicators
        for status in (
            [result.areas[unit].status for unit in report.columns]
            if report.by_selection
            else [result.own.status]
        )
    }
    if condition == "no_data":
        return Status.NO_DATA in statuses
    if condition == "not_met":
        return Status.NOT_MET in statuses
    return any(status.is_short and status is not Status.ON_TRACK for status in statuses)
