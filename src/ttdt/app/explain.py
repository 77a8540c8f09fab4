"""How single numbers come about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self, TypeVar

from ttdt.analysis.explain import explain, explain_funding, explain_task
from ttdt.app.assessing import AskedPeriod, AskedRows
from ttdt.app.notices import empty_period_notices, period_notices
from ttdt.app.outcome import ExitCode, Outcome
from ttdt.app.resolving import is_figure, pick_figure, pick_money, pick_task, pick_units
from ttdt.app.words_in_place import INDICATOR, MONEY, UNIT, WordsInPlace, one_word
from ttdt.compute import assess
from ttdt.compute.funding import MoneyKey
from ttdt.document.explain.document import ExplainAnswer
from ttdt.errors import TtdtError
from ttdt.plan import OWN_AREA
from ttdt.text.message import gettext_lazy
from ttdt.workspace.git.blame import last_changes

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ttdt.analysis.explain import TaskExplanation
    from ttdt.app.locating import WorkspaceLocation
    from ttdt.compute import FileLine, Report
    from ttdt.plan import Plan
    from ttdt.workspace.git.blame import LineChange

FUNDING = "funding"
"""The word for all of the money; before other words, each of them is a project."""
_ARGUMENT = "INDICATOR"
_HELP = "ttdt explain --help"


def _is_explained(plan: Plan, word: str) -> bool:
    return (
        is_figure(plan, word)
        or bool(plan.task_names.find(word))
        or word.partition(".")[0] == FUNDING
    )


_WORDS = WordsInPlace(
    _ARGUMENT,
    (
        INDICATOR._replace(
            is_named=_is_explained,
            names=lambda plan: (*plan.indicator_names.all, *plan.task_names.all),
        ),
        UNIT,
    ),
    in_doubt=INDICATOR.option,
)
_WORDS_OF_MONEY = WordsInPlace(FUNDING, (MONEY, UNIT), in_doubt=MONEY.option)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainRequest:
    """Which numbers are to be explained."""

    when: AskedPeriod
    words: Sequence[str]
    """What is to be explained: indicators and their parts, money, tasks; also of whom and when."""
    area: str | None = None
    """The unit that all is seen from as if the plan were its own."""
    unit: str | None = None
    """Whose own number; that of the area itself without one."""
    carry_forward: bool = False


class _Asked(NamedTuple):
    """What words mean: each once, in their order."""

    figures: tuple[tuple[str, str | None], ...]
    money: tuple[tuple[str | None, str | None], ...]
    """Projects and sources; None for all."""
    tasks: tuple[str, ...]

    def plan_of(self, plan: Plan) -> Plan:
        """Return the plan with no more than it takes: all else has no bearing, and takes time."""
        served = {name for task in self.tasks for name in plan.tasks[task].indicators}
        names = {name for name, _ in self.figures} | served
        return replace(
            plan,
            indicators={name: one for name, one in plan.indicators.items() if name in names},
            funding=plan.funding if self.money else None,
            tasks={task: plan.tasks[task] for task in self.tasks},
        )


def make_explanation(request: ExplainRequest, location: WorkspaceLocation) -> Outcome:
    """Return the derivation of each number; raises `TtdtError` where one is not known."""
    units = () if request.unit is None else (request.unit,)
    of_money = request.words[0] == FUNDING
    when, rows, workspace = (_WORDS_OF_MONEY if of_money else _WORDS).asked(
        request.words[1:] if of_money else request.words,
        location.open_area(request.area),
        request.when,
        AskedRows(units, area=request.area),
    )
    period = when.period_in(workspace)
    plan = workspace.plan(period.year).in_force(period)
    if not (of_money or rows.indicators):
        raise TtdtError(gettext_lazy("{name} is missing; see {help}", name=_ARGUMENT, help=_HELP))
    asked = _asked((FUNDING, *rows.indicators) if of_money else rows.indicators, plan)
    unit = one_word(UNIT.option, pick_units(rows.units, plan))
    area = OWN_AREA if unit is None else unit
    round_ = workspace.round(period)._replace(plan=asked.plan_of(plan))
    report = assess(round_, carry_forward=request.carry_forward)
    explanations = [explain(round_, report, key, area) for key in asked.figures]
    money = [
        explain_funding(report, report.funding, MoneyKey(area, project, source))
        for project, source in asked.money
        if report.funding is not None
    ]
    tasks = _explained_tasks(report, asked.tasks, unit)
    found: tuple[_Placed, ...] = (*explanations, *money, *tasks)
    changes = _changes({place for one in found for place in one.places})
    return Outcome(
        ExplainAnswer(
            _changed(explanations, changes),
            _changed(money, changes),
            _changed(tasks, changes),
            area,
        ),
        (*period_notices(when), *empty_period_notices(workspace, period)),
        ExitCode.INVALID_DATA if any(one.invalid for one in found) else ExitCode.DONE,
    )


def _asked(words: Sequence[str], plan: Plan) -> _Asked:
    """Return what words mean; raises `TtdtError` for one that means nothing."""
    if words[0] == FUNDING and len(words) > 1:
        words = [f"{FUNDING}.{word.removeprefix(f'{FUNDING}.')}" for word in words[1:]]
    figures: dict[tuple[str, str | None], None] = {}
    money: dict[tuple[str | None, str | None], None] = {}
    tasks: dict[str, None] = {}
    for word in words:
        whole, _, rest = word.partition(".")
        if whole == FUNDING and not plan.indicator_names.find(word):
            money[_money(rest, plan)] = None
        elif plan.task_names.find(word) and not plan.indicator_names.find(word):
            tasks[pick_task(word, plan, _ARGUMENT)] = None
        else:
            figures[pick_figure(word, plan, _ARGUMENT).key] = None
    return _Asked(tuple(figures), tuple(money), tuple(tasks))


def _money(word: str, plan: Plan) -> tuple[str | None, str | None]:
    if plan.funding is None:
        raise TtdtError(gettext_lazy("{path}: the plan has no money (funding:)", path=plan.path))
    return pick_money(word, plan.funding, FUNDING) if word else (None, None)


def _explained_tasks(
    report: Report, tasks: Sequence[str], unit: str | None
) -> list[TaskExplanation]:
    """Return what is said of each task, by a unit and all below it, or by all that are asked.

    Raises `TtdtError` for one that none of them is asked for.
    """
    areas: Collection[str] | None = None
    if unit is not None:
        areas = {unit, *(one.id for one in report.plan.descendants(unit))}
    found = []
    for task in tasks:
        one = None if report.tasks is None else explain_task(report, report.tasks, task, areas)
        if one is None:
            name = report.plan.areas[OWN_AREA if unit is None else unit].name
            raise TtdtError(gettext_lazy("“{task}” is not asked of {area}", task=task, area=name))
        found.append(one)
    return found


class _Placed(Protocol):
    """A derivation, and the lines that it rests on."""

    @property
    def invalid(self) -> bool: ...
    @property
    def places(self) -> frozenset[FileLine]: ...
    def with_changes(self, changes: Mapping[tuple[str, int], LineChange]) -> Self: ...


_P = TypeVar("_P", bound=_Placed)


def _changed(found: Sequence[_P], changes: Mapping[tuple[str, int], LineChange]) -> tuple[_P, ...]:
    return tuple(one.with_changes(changes) for one in found)


def _changes(places: Collection[FileLine]) -> dict[tuple[str, int], LineChange]:
    """Return the last change of each line that a history knows of."""
    wanted: dict[str, set[int]] = {}
    for place in places:
        wanted.setdefault(place.path, set()).add(place.line)
    found = last_changes({Path(path): lines for path, lines in sorted(wanted.items())})
    return {(path, line): change for path in wanted for line, change in found[Path(path)].items()}
