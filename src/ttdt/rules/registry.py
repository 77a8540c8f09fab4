"""How a rule is written: a function that says where, with what it is about beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from ttdt.finding import Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ttdt.finding import Span
    from ttdt.plan import Plan
    from ttdt.submission import Figure, Submission
    from ttdt.submission.history import History
    from ttdt.submission.model import Amounts, TaskReport
    from ttdt.submission.round import Round
    from ttdt.text.message import Message
    from ttdt.workspace.index import SubmissionIndex
    from ttdt.yaml import YamlDocument


@dataclass(frozen=True, slots=True)
class Problem:
    """A place where a submission breaks a rule; the runner makes the finding of it.

    `about` is the figure, the amounts or the task it is about, whose own acceptances may silence
    it.
    """

    submission: Submission
    span: Span
    message: Message
    about: Figure | Amounts | TaskReport | None = None


HistoryCheck: TypeAlias = "Callable[[History], Iterator[Problem]]"
"""Yields where one unit's submissions break the rule."""

AreaCheck: TypeAlias = "Callable[[Round], Iterator[Problem]]"
"""Yields where the own submission of an area breaks the rule, held against those below it.

The round is seen from the area, as if the plan were its own."""

PlanCheck: TypeAlias = "Callable[[Plan, YamlDocument], Iterator[tuple[Span, Message]]]"
"""Yields where a plan that can be used breaks the rule."""

SuccessionCheck: TypeAlias = "Callable[[Plan, YamlDocument, Plan], Iterator[tuple[Span, Message]]]"
"""Yields where a plan breaks the rule, held against the plan of the year before."""

IndexCheck: TypeAlias = "Callable[[SubmissionIndex], Iterator[tuple[str, Message]]]"
"""Yields the paths of files and folders that break the rule by where they lie or are missing."""

Check = TypeVar("Check")
Check_co = TypeVar("Check_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Checked(Generic[Check_co]):
    """A rule with the function that finds where it is broken."""

    rule: Rule
    check: Check_co


def rule(
    code: str,
    name: str,
    *,
    what: str,
    why: str,
    fix: str,
    bad: str,
    good: str,
    severity: Severity = Severity.WARNING,
) -> Callable[[Check], Checked[Check]]:
    """Return a decorator that makes a rule of a function.

    `what`, `why` and `fix` are marked texts, one sentence each; `bad` and `good` are YAML.
    """
    made = Rule(code, name, severity, what=what, why=why, fix=fix, bad=bad, good=good)

    def decorate(check: Check) -> Checked[Check]:
        return Checked(made, check)

    return decorate
