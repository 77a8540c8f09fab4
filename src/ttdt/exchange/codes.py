"""What a plan's units and figures are called in other systems: the codes that `export` writes."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ttdt.forms.form import FormColumn, id_of, id_of_population
from ttdt.plan import FigureKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.plan import Area, Indicator, Plan


class Answer(NamedTuple):
    """Where in a submission a value belongs."""

    row: str
    """The id that its row has in a form."""
    column: FormColumn
    is_text: bool = False


class PlanCodes:
    """Finds what codes mean by one plan."""

    def __init__(self, plan: Plan) -> None:
        """Know the plan's codes."""
        self.plan = plan

    @cached_property
    def areas(self) -> Mapping[str, Area]:
        """The areas by their official codes."""
        return {area.code: area for area in self.plan.areas.values()}

    @cached_property
    def indicators(self) -> Mapping[tuple[str, str | None], Indicator]:
        """What is reported: indicators without parts, and parts, by their ids."""
        return {
            leaf.key: leaf
            for indicator in self.plan.indicators.values()
            for leaf in indicator.leaves
        }

    @cached_property
    def elements(self) -> Mapping[str, Answer]:
        """What DHIS2's data elements mean, by their codes: `roads`, `roads.percent`, `villages`."""
        found: dict[str, Answer] = {}
        for leaf in self.indicators.values():
            code = ".".join(filter(None, leaf.key))
            answer = answer_of(leaf)
            found[code] = answer
            if leaf.measure.figure is FigureKind.SHARE:
                found[f"{code}.percent"] = answer._replace(column=FormColumn.PERCENT)
        for name in self.plan.populations:
            found[name] = Answer(id_of_population(name), FormColumn.VALUE)
        return found


def answer_of(leaf: Indicator) -> Answer:
    """Return where what is reported for an indicator belongs."""
    is_text = leaf.measure.figure is FigureKind.TEXT
    return Answer(id_of(*leaf.key, narrative=is_text), FormColumn.VALUE, is_text)
