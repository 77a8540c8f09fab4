"""Where numbers stand, and who changed the line last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.analysis.explain import Role
from ttdt.document.explain.numbers import exact
from ttdt.document.model import Column, Style, Table, cell
from ttdt.text.message import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.analysis.explain import Explanation, Input
    from ttdt.compute import FileLine
    from ttdt.text.language import Language

_ROLES = {
    Role.NUMERATOR: N_("numerator"),
    Role.PERCENT: N_("percentage"),
    Role.COUNT: N_("count"),
    Role.TEXT: N_("text"),
    Role.REASON: N_("reason"),
    Role.POPULATION: N_("population"),
}


_ROOMY = 116
"""From this width on, the last change of a line has room beside its place."""


def change_text(lang: Language, explanation: Explanation, place: FileLine) -> str:
    """Return the day and the commit that last changed a line, or nothing."""
    change = explanation.change_at(place)
    if change is None:
        return ""
    if change.uncommitted:
        return lang.gettext("not committed yet")
    day = "" if change.day is None else lang.date(change.day)
    text = f"{day} {change.commit}".strip()
    # The history of a shallow clone begins with a commit that changed everything, it seems.
    return lang.gettext("{change} or earlier", change=text) if change.at_latest else text


def input_name(lang: Language, explanation: Explanation, entry: Input) -> str:
    """Return what a number is: its role, or the name of the population it is compared with."""
    if entry.role in _ROLES:
        return lang.gettext(_ROLES[entry.role])
    population = explanation.report.plan.populations.get(entry.population or "")
    return entry.population or "" if population is None else lang.pick(population.name)


def input_value(lang: Language, entry: Input) -> str:
    """Return the number as the file states it."""
    if entry.value is None:
        return ""
    return exact(lang, entry.value, "%" if entry.role is Role.PERCENT else "")


def places_grid(
    lang: Language, explanation: Explanation, entries: Sequence[tuple[str, Input]]
) -> Table:
    """Return a row for each number of a unit: what it is, the number, where, its last change."""
    columns = [
        Column(lang.gettext("Unit"), room=14),
        Column(lang.gettext("Number"), room=16, most=18),
        Column(lang.gettext("Value"), right=True),
        Column(lang.gettext("Where"), key="where"),
        Column(lang.gettext("Last changed"), from_width=_ROOMY, under="where"),
    ]
    rows, before = [], ""
    for unit, entry in entries:
        name = explanation.report.plan.units[unit].name
        rows.append(
            (
                cell(name, wraps=True, repeated=unit == before),
                cell(input_name(lang, explanation, entry), Style.QUIET, wraps=True),
                cell(input_value(lang, entry)),
                cell(f"{entry.place.path}:{entry.place.line}"),
                cell(change_text(lang, explanation, entry.place)),
            )
        )
        before = unit
    kept = 5 if any(row[-1].pieces for row in rows) else 4
    return Table.of(tuple(columns[:kept]), tuple(row[:kept] for row in rows), frozen=3)
