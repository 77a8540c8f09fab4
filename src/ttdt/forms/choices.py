"""The words of a form's drop-downs, and what they mean in whichever language they come back."""

from __future__ import annotations

from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from ttdt.document.tasks.wording import STATUSES as TASK_STATUSES
from ttdt.submission import ReportStatus
from ttdt.submission.model import TaskStatus
from ttdt.text.conventions import LANGUAGES
from ttdt.text.language import Language
from ttdt.text.matching import fold, meant
from ttdt.text.message import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")


class FigureState(Enum):
    """What a unit says of a figure instead of a number."""

    NOT_APPLICABLE = auto()
    NOT_REPORTED = auto()
    AS_LAST = auto()
    """Of a population: the number of the round before still holds."""


STATE_WORDS: Mapping[FigureState, str] = {
    FigureState.NOT_APPLICABLE: N_("does not apply here"),
    FigureState.NOT_REPORTED: N_("not available yet"),
    FigureState.AS_LAST: N_("as last round"),
}

STATES: Mapping[str, FigureState] = {
    "not_applicable": FigureState.NOT_APPLICABLE,
    "not_reported": FigureState.NOT_REPORTED,
}
"""The words that submissions and plain tables have for them."""

STATUS_WORDS: Mapping[ReportStatus, str] = {
    ReportStatus.ESTIMATE: N_("estimated figures"),
    ReportStatus.PROVISIONAL: N_("provisional figures"),
    ReportStatus.FINAL: N_("final figures"),
}


def state_of(text: str) -> FigureState | None:
    """Return what a drop-down's word means, in any language, or None."""
    found = _meanings(tuple(STATE_WORDS.items())).get(fold(text))
    return found or STATES.get(meant(text, STATES) or "")


def status_of(text: str) -> ReportStatus | None:
    """Return what a word means for the whole submission, in any language, or None."""
    found = _meanings(tuple(STATUS_WORDS.items())).get(fold(text))
    word = meant(text, tuple(ReportStatus)) if found is None else found
    return None if word is None else ReportStatus(word)


def task_status_of(text: str) -> TaskStatus | None:
    """Return how far a task is by a word, in any language, or None."""
    found = _meanings(tuple(TASK_STATUSES.items())).get(fold(text))
    word = meant(text, tuple(TaskStatus)) if found is None else found
    return None if word is None else TaskStatus(word)


@lru_cache(maxsize=8)
def _meanings(words: tuple[tuple[T, str], ...]) -> dict[str, T]:
    found: dict[str, T] = {}
    for language in map(Language, LANGUAGES):
        for meaning, word in words:
            found[fold(language.gettext(word))] = meaning
            found[fold(word)] = meaning
    return found
