"""Warnings that a file accepts with a reason, and acceptances that are themselves wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ttdt.finding import Severity
from ttdt.rules.registry import Checked, Problem, rule
from ttdt.text.message import N_, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ttdt.finding import Rule, Span
    from ttdt.submission import Submission
    from ttdt.submission.history import History


class AcceptanceLog:
    """Remembers which acceptances have silenced a warning."""

    def __init__(self) -> None:
        """Begin with none."""
        self._used: set[tuple[str, int, str]] = set()

    def by(self, problem: Problem, broken: Rule) -> bool:
        """Return whether the figure or its submission accepts the rule's warning, and note it."""
        if broken.severity is Severity.ERROR:
            return False
        submission = problem.submission
        acceptances = [submission.accept]
        if problem.figure is not None:
            acceptances.append(problem.figure.accept)
        found = [accept for accept in acceptances if broken.code in accept]
        # What is accepted for a composite is one mapping that all its parts hold, so it is told
        # from others by identity; the history keeps it alive.
        self._used.update((submission.path, id(accept), broken.code) for accept in found)
        return bool(found)

    def has(self, submission: Submission, accept: Mapping[str, str], code: str) -> bool:
        """Return whether this acceptance has silenced something."""
        return (submission.path, id(accept), code) in self._used


AcceptanceCheck: TypeAlias = "Callable[[History, AcceptanceLog], Iterator[Problem]]"

_FEWEST_WORDS = 2


def _acceptances(history: History) -> Iterator[tuple[Submission, Mapping[str, str], Span]]:
    judged = history.submissions if history.has_plan_before else history.all
    for submission in judged:
        if submission.accept:
            yield submission, submission.accept, submission.span_of("accept")
        seen: set[int] = set()
        for figure in submission.figures.values():
            if figure.accept and id(figure.accept) not in seen:
                seen.add(id(figure.accept))
                yield submission, figure.accept, figure.span


@rule(
    "TT212",
    "needless-acceptance",
    what=N_("An acceptance silences nothing."),
    why=N_(
        "It stays behind when the figure is corrected, and would then hide the next real warning."
    ),
    fix=N_("Delete the acceptance, or correct its code."),
    bad="village-roads: {value: 30, accept: {TT303: two villages were merged in May}}",
    good="village-roads: 30",
)
def needless_acceptance(history: History, silenced: AcceptanceLog) -> Iterator[Problem]:
    """Yield the acceptances whose warning does not occur, or is none."""
    from ttdt.rules import RULES as ALL

    errors = {code for code, known in ALL.items() if known.severity is Severity.ERROR}
    for submission, accept, span in _acceptances(history):
        for code in accept:
            if silenced.has(submission, accept, code):
                continue
            if code in errors:
                message = gettext_lazy(
                    "{code} is an error and cannot be accepted; mend it", code=code
                )
            else:
                message = gettext_lazy("the acceptance of {code} silences nothing", code=code)
            yield Problem(submission, span, message)


@rule(
    "TT213",
    "acceptance-without-reason",
    what=N_("An acceptance has no reason, or one of a single word."),
    why=N_("The reason stands in the report; whoever reads it must be able to understand it."),
    fix=N_("Say in a few words why the figure is right."),
    bad="village-roads: {value: 38, accept: {TT303: ok}}",
    good="village-roads: {value: 38, accept: {TT303: eight roads opened in June}}",
)
def acceptance_without_reason(history: History, _silenced: AcceptanceLog) -> Iterator[Problem]:
    """Yield the acceptances that do not say why."""
    for submission, accept, span in _acceptances(history):
        for code, reason in accept.items():
            if len(reason.split()) < _FEWEST_WORDS:
                message = gettext_lazy(
                    "the acceptance of {code} needs a reason, in a few words", code=code
                )
                yield Problem(submission, span, message)


RULES: tuple[Checked[AcceptanceCheck], ...] = (needless_acceptance, acceptance_without_reason)
