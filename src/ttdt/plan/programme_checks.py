"""What no single value of a plan's money and tasks shows: names that lead nowhere, ids twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.finding import Finding
from ttdt.plan.rules import PROJECT_ID_TWICE, UNKNOWN_NAME_IN_PROGRAMME
from ttdt.plan.target_references import period_problems, target_problems
from ttdt.schema.programme import ALL
from ttdt.schema.validation import unknown_word
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ttdt.schema.plan import IndicatorShape, PlanShape
    from ttdt.schema.programme import ProjectShape, TaskShape
    from ttdt.yaml import Loc, YamlDocument


def programme_problems(
    plan: PlanShape, units: Collection[str], document: YamlDocument
) -> Iterator[Finding]:
    """Yield what is wrong with a plan's money, tasks and bodies, in no particular order."""
    bodies = plan.bodies or {}
    for name, indicator in plan.indicators.items():
        yield from _responsible(indicator, ("indicators", name), bodies, document)
    if plan.funding is not None:
        yield from _twice(plan.funding.projects, document)
        if plan.funding.target is not None:
            loc: Loc = ("funding", "target")
            yield from target_problems(units, plan.funding.target, document, loc)
    for name, task in (plan.tasks or {}).items():
        loc = ("tasks", name)
        yield from _responsible(task, loc, bodies, document)
        if task.units is not None and task.units != ALL:
            yield from _unknown((*loc, "units"), task.units, units, document)
        yield from _unknown((*loc, "indicator"), task.indicator or (), plan.indicators, document)
        if task.due is not None:
            yield from period_problems((*loc, "due"), task.due, document)


def _responsible(
    shape: IndicatorShape | TaskShape,
    loc: Loc,
    bodies: Mapping[str, object],
    document: YamlDocument,
) -> Iterator[Finding]:
    yield from _unknown((*loc, "responsible"), shape.responsible or (), bodies, document)


def _unknown(
    loc: Loc, names: Collection[str], known: Collection[str], document: YamlDocument
) -> Iterator[Finding]:
    """Yield the names in a list, or alone, that are not known."""
    for place, name in enumerate(names):
        if name not in known:
            finding = unknown_word(document, (*loc, place), name, known)
            yield finding._replace(rule=UNKNOWN_NAME_IN_PROGRAMME)


def _twice(projects: Mapping[str, ProjectShape], document: YamlDocument) -> Iterator[Finding]:
    """Yield the projects whose id another one has, in whatever branch of the tree."""
    seen: dict[str, Loc] = {}
    to_see: list[tuple[Loc, Mapping[str, ProjectShape]]] = [(("funding", "projects"), projects)]
    while to_see:
        loc, below = to_see.pop(0)
        for name, project in below.items():
            place = (*loc, name)
            if name in seen:
                message = gettext_lazy(
                    "the id “{project}” is also that of the project on line {line}",
                    project=name,
                    line=document.key_span(*seen[name]).line,
                )
                span = document.key_span(*place)
                yield Finding(PROJECT_ID_TWICE, document.path, span, message)
            seen.setdefault(name, place)
            to_see.append(((*place, "projects"), project.projects or {}))
