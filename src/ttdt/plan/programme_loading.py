"""From what a plan's file says of money, tasks and bodies to the typed form."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ttdt.period import parse_id
from ttdt.plan.indicator import Direction, Indicator, Measure
from ttdt.plan.programme import Body, Currency, Funding, Project, Source, Task
from ttdt.plan.target_loading import target_of
from ttdt.plan.wording import optional_text, text_of
from ttdt.schema.programme import ALL
from ttdt.text.message import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.plan.area import Area
    from ttdt.schema.programme import BodyShape, FundingShape, ProjectShape, TaskShape


def bodies_of(shapes: Mapping[str, BodyShape] | None) -> dict[str, Body]:
    """Return the bodies by their ids."""
    return {name: Body(name, text_of(shape.name)) for name, shape in (shapes or {}).items()}


def funding_of(shape: FundingShape | None) -> Funding | None:
    """Return the money of the plan; None where the file has no such section."""
    if shape is None:
        return None
    pace = shape.pace
    return Funding(
        text_of(shape.unit),
        shape.decimals,
        {
            name: Source(name, text_of(source.name), source.kind)
            for name, source in shape.sources.items()
        },
        {project.id: project for project in _projects(shape.projects, None, 1)},
        Indicator(
            id="funding",
            clause="IV",
            group="",
            name=Text(""),
            measure=Measure.RATE,
            direction=Direction.HIGHER,
            target=None if shape.target is None else target_of(shape.target),
            paced=pace != "none",
            starts_at_zero=True,
            milestones={part: Fraction(value) for part, value in pace.items()}
            if isinstance(pace, dict)
            else {},
        ),
        None if shape.currency is None else Currency(shape.currency.code, shape.currency.factor),
    )


def _projects(
    shapes: Mapping[str, ProjectShape], parent: str | None, level: int
) -> Iterator[Project]:
    for name, shape in shapes.items():
        yield Project(name, shape.code, text_of(shape.name), parent, level)
        yield from _projects(shape.projects or {}, name, level + 1)


def tasks_of(shapes: Mapping[str, TaskShape] | None, smallest: tuple[Area, ...]) -> dict[str, Task]:
    """Return the tasks by their ids; all units are the `smallest`."""
    everyone = tuple(unit.id for unit in smallest)
    return {
        name: Task(
            name,
            shape.clause,
            text_of(shape.name),
            optional_text(shape.text),
            everyone if shape.units == ALL else tuple(shape.units or ()),
            tuple(shape.responsible or ()),
            None if shape.due is None else parse_id(shape.due),
            tuple(shape.indicator or ()),
            optional_text(shape.reading),
        )
        for name, shape in (shapes or {}).items()
    }
