"""Rules about what a plan says of money, tasks and bodies, and may not have been meant so."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ttdt.plan import targets_of
from ttdt.rules.registry import Checked, PlanCheck, rule
from ttdt.text.message import N_, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.finding import Span
    from ttdt.plan import Plan
    from ttdt.text.message import Message
    from ttdt.yaml import Loc, YamlDocument


@rule(
    "TT525",
    "duplicate-project-code",
    what=N_("Two projects of a plan have one code."),
    why=N_("Forms and tables name projects by code, and could be taken for the other's."),
    fix=N_("Correct the code, such as 5.1 for the first project within 5."),
    bad='p4: {code: "4", …}\np5: {code: "4", …}',
    good='p4: {code: "4", …}\np5: {code: "5", …}',
)
def duplicate_project_code(plan: Plan, document: YamlDocument) -> Iterator[tuple[Span, Message]]:
    """Yield the codes that a project before has already, in whatever branch of the tree."""
    first: dict[str, str] = {}
    projects = {} if plan.funding is None else plan.funding.projects
    for name, project in projects.items():
        code = project.code.strip()
        other = first.setdefault(code, name) if code else name
        if other != name:
            message = gettext_lazy(
                "the code {code} is also that of “{other}”", code=code, other=other
            )
            yield document.span(*_place_of_project(plan, name), "code"), message


def _place_of_project(plan: Plan, name: str) -> Loc:
    projects = {} if plan.funding is None else plan.funding.projects
    parent = projects[name].parent
    above = ("funding",) if parent is None else _place_of_project(plan, parent)
    return (*above, "projects", name)


@rule(
    "TT526",
    "body-without-work",
    what=N_("A body of the plan is responsible for nothing."),
    why=N_("Answers for this body alone are empty, and what it is to do may stand at none."),
    fix=N_("Name the body in responsible where the plan does, or delete it."),
    bad="bodies: {ban-dan-toc: …}\ntasks: {iii-10-1: {…}}",
    good="bodies: {ban-dan-toc: …}\ntasks: {iii-10-1: {responsible: [ban-dan-toc], …}}",
)
def body_without_work(plan: Plan, document: YamlDocument) -> Iterator[tuple[Span, Message]]:
    """Yield the bodies that no indicator and no task names."""
    named = {body for one in plan.indicators.values() for body in one.responsible}
    named.update(body for task in plan.tasks.values() for body in task.responsible)
    for body in plan.bodies:
        if body not in named:
            message = gettext_lazy(
                "“{body}” is responsible for no indicator and no task", body=body
            )
            yield document.key_span("bodies", body), message


@rule(
    "TT527",
    "amendment-out-of-order",
    what=N_("An amended target begins outside the plan's year, or not after the one before it."),
    why=N_("It is then in force in no round or in all, or nobody can tell which of two is."),
    fix=N_("Correct from, and write the amended targets in the order in which they begin."),
    bad="amended: [{from: 2024-Q3, at_least: 80, …}, {from: 2024-Q2, at_least: 78, …}]",
    good="amended: [{from: 2024-Q2, at_least: 78, …}, {from: 2024-Q3, at_least: 80, …}]",
)
def amendment_out_of_order(plan: Plan, document: YamlDocument) -> Iterator[tuple[Span, Message]]:
    """Yield the amended targets whose beginning cannot be meant."""
    for _, target, loc in targets_of(plan):
        written = sorted(target.amendments, key=lambda one: one.place)
        for amendment in written:
            if amendment.since.year != plan.year:
                message = gettext_lazy(
                    "the target is amended from {period}, but the plan is for {year}",
                    period=amendment.since.id,
                    year=str(plan.year),
                )
                yield document.span(*loc, "amended", amendment.place, "from"), message
        for before, after in pairwise(written):
            if after.since.start <= before.since.start:
                message = gettext_lazy(
                    "{period} does not begin after {before}, from which the target before it is in"
                    " force",
                    period=after.since.id,
                    before=before.since.id,
                )
                yield document.span(*loc, "amended", after.place, "from"), message


@rule(
    "TT528",
    "due-in-another-year",
    what=N_("A task is due in another year than the plan is for."),
    why=N_("It is then never late, or late in every round."),
    fix=N_("Correct due, or leave it out if the plan does not say when."),
    bad="year: 2024\ntasks: {iii-4-1: {due: 2023-Q4, …}}",
    good="year: 2024\ntasks: {iii-4-1: {due: 2024-Q4, …}}",
)
def due_in_another_year(plan: Plan, document: YamlDocument) -> Iterator[tuple[Span, Message]]:
    """Yield the tasks that are due outside the plan's year."""
    for name, task in plan.tasks.items():
        if task.due is not None and task.due.year != plan.year:
            message = gettext_lazy(
                "the task is due in {period}, but the plan is for {year}",
                period=task.due.id,
                year=str(plan.year),
            )
            yield document.span("tasks", name, "due"), message


RULES: tuple[Checked[PlanCheck], ...] = (
    duplicate_project_code,
    body_without_work,
    amendment_out_of_order,
    due_in_another_year,
)
