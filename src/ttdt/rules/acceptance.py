"""Warnings that a file accepts with a reason, and acceptances that are themselves wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ttdt.finding import Severity
from ttdt.rules.registry import Checked, Problem, rule
from ttdt.submission import Figure
from ttdt.text.message import N_, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from ttdt.finding import Rule, Span
    from ttdt.submission import Submission
    from ttdt.submission.history import History
    from ttdt.submission.model import Amounts, TaskReport


Subject: TypeAlias = "tuple[str | int | None, ...]"
"""What an acceptance is for: where that stands in the file, without a step for all of it."""

_ALL_OF_IT: Subject = ()


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What a submission accepts for all of it, or for a figure, a composite, amounts or a task."""

    submission: Submission
    subject: Subject
    reasons: Mapping[str, str]
    """Why, by the code of the warning."""
    span: Span


class AcceptanceLog:
    """Remembers which acceptances have silenced a warning."""

    def __init__(self, errors: Collection[str]) -> None:
        """Begin with none; the codes of `errors` can never be accepted."""
        self.errors = errors
        self._used: set[tuple[str, Subject, str]] = set()

    def by(self, problem: Problem, broken: Rule) -> bool:
        """Return whether what it is about, or its submission, accepts the warning, and note it."""
        if broken.severity is Severity.ERROR:
            return False
        submission, about, code = problem.submission, problem.about, broken.code
        found: set[Subject] = set()
        if code in submission.accept:
            found.add(_ALL_OF_IT)
        if about is not None and code in about.accept:
            found.add(_subject(about))
        self._used.update((submission.path, subject, code) for subject in found)
        return bool(found)

    def has(self, acceptance: Acceptance, code: str) -> bool:
        """Return whether this acceptance has silenced something."""
        return (acceptance.submission.path, acceptance.subject, code) in self._used


def _subject(about: Figure | Amounts | TaskReport) -> Subject:
    if isinstance(about, Figure):
        return _ALL_OF_IT if about.accepts_as is None else ("figures", *about.accepts_as)
    return _ALL_OF_IT if about.place is None else about.place.loc


AcceptanceCheck: TypeAlias = "Callable[[History, AcceptanceLog], Iterator[Problem]]"

_FEWEST_WORDS = 2


def _acceptances(history: History) -> Iterator[Acceptance]:
    """Yield every acceptance once; one for a composite stands at its first part that has it."""
    judged = history.submissions if history.has_plan_before else history.all
    for submission in judged:
        if submission.accept:
            span = submission.span_of("accept")
            yield Acceptance(submission, _ALL_OF_IT, submission.accept, span)
        seen: set[Subject] = set()
        for about in reported(submission):
            if about.accept and (subject := _subject(about)) not in seen:
                seen.add(subject)
                yield Acceptance(submission, subject, about.accept, about.span)


def reported(submission: Submission) -> Iterator[Figure | Amounts | TaskReport]:
    """Yield everything of a submission that may have acceptances of its own."""
    yield from submission.figures.values()
    yield from submission.funding.values()
    yield from submission.tasks.values()


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
    for acceptance in _acceptances(history):
        for code in acceptance.reasons:
            if silenced.has(acceptance, code):
                continue
            if code in silenced.errors:
                message = gettext_lazy(
                    "{code} is an error and cannot be accepted; mend it", code=code
                )
            else:
                message = gettext_lazy("the acceptance of {code} silences nothing", code=code)
            yield Problem(acceptance.submission, acceptance.span, message)


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
    for acceptance in _acceptances(history):
        for code, reason in acceptance.reasons.items():
            if len(reason.split()) < _FEWEST_WORDS:
                message = gettext_lazy(
                    "the acceptance of {code} needs a reason, in a few words", code=code
                )
                yield Problem(acceptance.submission, acceptance.span, message)


RULES: tuple[Checked[AcceptanceCheck], ...] = (needless_acceptance, acceptance_without_reason)
