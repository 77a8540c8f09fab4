"""`NAME=VALUE` on the command line, as answers for a submission."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ttdt.app.assigned_values import Assignment, number_of, word_of
from ttdt.app.programme_assignments import (
    AMOUNTS,
    TASKS,
    amounts_of,
    known_assignments,
    task_of,
)
from ttdt.app.resolving import pick_day, pick_figure, pick_population, unknown_word
from ttdt.change.edits import FigureEdit, SubmissionEdits
from ttdt.change.yaml_editor import clean
from ttdt.compute.measures import measure_of
from ttdt.errors import CombinedError, TtdtError
from ttdt.submission import ReportStatus
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from ttdt.plan import Indicator, Plan

FIELDS = ("status", "submitted", "as_of", "source", "note", "sample")
_POPULATIONS = "populations."
_FIGURES = "figures."
_REMARKS = ("note", "cause")
"""What is said beside a figure, by the word behind its name."""


def edits_of(words: Iterable[str], plan: Plan) -> SubmissionEdits:
    """Return what words such as `village-roads=31`, `2.2=31` and `status=final` set.

    Raises `TtdtError` for a word that is no assignment, a name that the plan does not have, one
    that is set twice, and a value that would have to be guessed at; `CombinedError` for all of
    several such words.
    """
    gathered = _Gathered(plan)
    errors: list[TtdtError] = []
    for word in words:
        try:
            gathered.take(_split(word))
        except TtdtError as error:
            errors.append(error)
    if len(errors) > 1:
        raise CombinedError(errors)
    if errors:
        raise errors[0]
    return gathered.edits


class _Gathered:
    """What the words so far set."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._given: dict[object, str] = {}
        self.edits = SubmissionEdits()

    def take(self, one: Assignment) -> None:
        """Take up one word; raises `TtdtError` where it cannot be, or contradicts another."""
        edits = self.edits
        if not one.value and one.name not in FIELDS:
            # A script's variable that is not set must not take a figure away.
            raise TtdtError(
                gettext_lazy(
                    "“{name}” has no value; write {example} where there is no figure",
                    name=one.name,
                    example=f"{one.name}=-",
                )
            )
        if one.name in FIELDS:
            self._once(one.name, one)
            self.edits = _with_field(edits, one)
        elif one.name.startswith(_POPULATIONS):
            population = _population(one.name, self._plan)
            self._once((population,), one)
            self.edits = replace(edits, populations={**edits.populations, population: _size(one)})
        elif one.name.startswith(AMOUNTS):
            cell, said = amounts_of(one, self._plan)
            for key in said:
                self._once((AMOUNTS, *cell, key), one)
            amounts = {**edits.funding.get(cell, {}), **said}
            self.edits = replace(edits, funding={**edits.funding, cell: amounts})
        elif one.name.startswith(TASKS):
            task, words = task_of(one, self._plan)
            for key in words:
                self._once((TASKS, task, key), one)
            words = {**edits.tasks.get(task, {}), **words}
            self.edits = replace(edits, tasks={**edits.tasks, task: words})
        elif (remark := _remark(one.name, self._plan)) is not None:
            self._take_remark(one, *remark)
        else:
            indicator = _indicator(one.name, self._plan)
            self._once(indicator.key, one)
            answer = _answer(one, indicator)
            self.edits = replace(edits, figures={**edits.figures, indicator.key: answer})

    def _take_remark(self, one: Assignment, name: str, word: str) -> None:
        """Take up a note on a figure, or why it is behind."""
        key = _indicator(name, self._plan).key
        self._once((word, *key), one)
        said = {key: None if one.value == "-" else clean(one.value)}
        edits = self.edits
        if word == "note":
            self.edits = replace(edits, notes={**edits.notes, **said})
        else:
            self.edits = replace(edits, causes={**edits.causes, **said})

    def _once(self, key: object, one: Assignment) -> None:
        if self._given.setdefault(key, one.value) != one.value:
            raise TtdtError(
                gettext_lazy("“{name}” is set twice, to different values", name=one.name)
            )


def _with_field(edits: SubmissionEdits, one: Assignment) -> SubmissionEdits:
    """Return the edits with what one word sets of the submission as a whole."""
    match one.name:
        case "status":
            status = ReportStatus(word_of(one, tuple(map(str, ReportStatus))))
            return replace(edits, status=status)
        case "submitted":
            return replace(edits, submitted=pick_day(one.value, "submitted"))
        case "as_of":
            return replace(edits, as_of=pick_day(one.value, "as_of"))
        case "sample":
            return replace(edits, sample=word_of(one, ("true", "false")) == "true")
        case "source":
            return replace(edits, source=one.value)
        case _:
            return replace(edits, note=one.value)


def _split(word: str) -> Assignment:
    name, equals, value = word.partition("=")
    if not equals or not name.strip():
        raise TtdtError(
            gettext_lazy(
                "“{word}” is not of the form NAME=VALUE, such as {example}",
                word=word,
                example="village-roads=31",
            )
        )
    return Assignment(name.strip(), value.strip())


def _remark(name: str, plan: Plan) -> tuple[str, str] | None:
    """Return the figure that a name has before `.note` or `.cause`, and that word, or None."""
    head, _, word = name.rpartition(".")
    if not head or word not in _REMARKS or plan.indicator_names.find(name):
        return None
    return head, word


def _indicator(name: str, plan: Plan) -> Indicator:
    """Return what a name means: an indicator, or a part as in `solid-facilities/schools`."""
    bare = name.removeprefix(_FIGURES)
    names = plan.indicator_names
    if bare in FIELDS or bare.startswith((_FIGURES, _POPULATIONS)):
        # What is behind “figures.” is there, but not among the figures.
        raise _unknown(name, plan)
    if not names.find(bare) and len(populations := plan.population_names.find(bare)) == 1:
        guess = f"{_POPULATIONS}{populations[0]}"
        raise TtdtError(
            gettext_lazy("“{name}” is a population; write {guess}=…", name=name, guess=guess)
        )
    if names.find(bare) or names.find(bare.rpartition("/")[0]):
        return pick_figure(bare, plan, "set")
    raise _unknown(bare, plan)


def _population(name: str, plan: Plan) -> str:
    bare = name.removeprefix(_POPULATIONS)
    if plan.population_names.find(bare):
        return pick_population(bare, plan, "set")
    raise _unknown(name, plan)


def _unknown(name: str, plan: Plan) -> TtdtError:
    known = (
        *(leaf.full_id for one in plan.indicators.values() for leaf in one.leaves),
        *(f"{_POPULATIONS}{population}" for population in plan.populations),
        *known_assignments(plan),
        *FIELDS,
    )
    return TtdtError(unknown_word("set", name, (*known, *plan.indicator_names.all), known))


def _answer(one: Assignment, indicator: Indicator) -> FigureEdit:
    said = _silence(one)
    if said is not None:
        if indicator.parts and said == FigureEdit():
            raise _in_parts(indicator)
        return said
    if indicator.parts:
        raise _in_parts(indicator)
    if not measure_of(indicator).is_numeric:
        return FigureEdit(text=one.value)
    if one.value.endswith("%"):
        return FigureEdit(percent=number_of(one, one.value.removesuffix("%").strip()))
    return FigureEdit(value=number_of(one, one.value, indicator.decimals))


def _silence(one: Assignment) -> FigureEdit | None:
    """Return the answer that there is no figure, with its reason, or None where one is given."""
    word, colon, reason = one.value.partition(":")
    reason = reason.strip()
    match word.strip().casefold():
        case "-" if not colon:
            return FigureEdit()
        case "-" if reason:
            return FigureEdit(not_reported=reason)
        case "n/a" if reason:
            return FigureEdit(not_applicable=reason)
        case "n/a":
            raise TtdtError(
                gettext_lazy(
                    "“{name}”: not applicable needs a reason: {example}",
                    name=one.name,
                    example=f"{one.name}=n/a:…",
                )
            )
        case "-":
            raise TtdtError(
                gettext_lazy(
                    "“{name}”: not reported needs a reason behind the colon, or none: {example}",
                    name=one.name,
                    example=f"{one.name}=-",
                )
            )
    return None


def _in_parts(indicator: Indicator) -> TtdtError:
    return TtdtError(
        gettext_lazy(
            "“{name}” has parts; set them one by one: {parts}",
            name=indicator.id,
            parts=tuple(f"{indicator.id}/{leaf.part}" for leaf in indicator.parts),
        )
    )


def _size(one: Assignment) -> int | Decimal | None:
    return None if one.value == "-" else number_of(one, one.value)
