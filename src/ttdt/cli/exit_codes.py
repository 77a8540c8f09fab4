"""Conditions that a script can ask for: the exit code says whether one holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ttdt.app.resolving import one_of
from ttdt.compute import Status
from ttdt.text.message import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.compute import Report

INVALID_DATA = 1
CONDITION_HOLDS = 3

CONDITIONS = ("behind", "not_met", "no_data", "missing")

FailOn = Annotated[
    list[str] | None,
    typer.Option(
        "--fail-on",
        metavar="CONDITION",
        help=N_(
            "Exit with 3 if a verdict is behind (or worse), not_met or no_data, or a unit is"
            " missing; errors in the data exit with 1 all the same. May be repeated."
        ),
    ),
]


def pick_conditions(words: Iterable[str] | None) -> tuple[str, ...]:
    """Return the conditions asked for; raises `Failure` for a word that is none."""
    return tuple(one_of("--fail-on", word, CONDITIONS) for word in words or ())


def exit_code(report: Report, conditions: Iterable[str], *, invalid: bool) -> int:
    """Return the exit code; errors in the data come before what may rest on them.

    `invalid` says whether a figure was left out of what was shown.
    """
    if invalid:
        return INVALID_DATA
    return CONDITION_HOLDS if any(holds(report, name) for name in conditions) else 0


def holds(report: Report, condition: str) -> bool:
    """Return whether a condition holds for the rows of a report: its units', or the whole's."""
    if condition == "missing":
        return bool(report.completeness.missing)
    statuses = {
        status
        for result in report.indicators
        for status in (
            [row.status for row in result.units.values()]
            if report.by_selection
            else [result.own.status]
        )
    }
    if condition == "no_data":
        return Status.NO_DATA in statuses
    if condition == "not_met":
        return Status.NOT_MET in statuses
    return any(status.is_short and status is not Status.ON_TRACK for status in statuses)
