"""Which settings there are, and what each may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.schema.rules import MALFORMED_VALUE, UNKNOWN_WORD
from ttdt.text.conventions import DEFAULT_LANGUAGE, LANGUAGES
from ttdt.text.matching import closest
from ttdt.text.message import N_, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ttdt.finding import Rule
    from ttdt.text.message import Message

LATEST = "latest"
"""The newest period with a submission: it follows from the files alone."""
PREVIOUS = "previous"
"""The quarter that ended last before today: it changes with the day."""
COLORS = ("auto", "always", "never")
USUAL, COMPARE = "usual", "compare"
COLUMNS = (USUAL, COMPARE)


class Setting(NamedTuple):
    """What a person can set once; an option or a variable of the environment is stronger."""

    key: str
    option: str
    variable: str
    what: str
    default: str = ""
    choices: Collection[str] = ()
    """The words that it takes; any text where there are none."""


SETTINGS: Mapping[str, Setting] = {
    one.key: one
    for one in (
        Setting(
            "language",
            "--lang",
            "TTDT_LANG",
            N_("Language of everything shown"),
            DEFAULT_LANGUAGE,
            LANGUAGES,
        ),
        Setting("color", "--color", "TTDT_COLOR", N_("Colour on or off"), "auto", COLORS),
        Setting(
            "period",
            "--period",
            "TTDT_PERIOD",
            N_("The period that is shown where none is named"),
            LATEST,
        ),
        Setting(
            "columns",
            "--columns",
            "TTDT_COLUMNS",
            N_("The columns of a report; compare: also against the plan and earlier rounds"),
            USUAL,
            COLUMNS,
        ),
        Setting(
            "letterhead",
            "--letterhead",
            "TTDT_LETTERHEAD",
            N_("The file that says who writes a letter to whom"),
        ),
    )
}
"""Every setting by its key, in the order in which they are shown."""

_ANY_YEAR = 2000


class Problem(NamedTuple):
    """Why a setting cannot have a value."""

    rule: Rule
    message: Message


def problem_with(setting: Setting, value: str) -> Problem | None:
    """Return why a setting cannot have a value, or None where it can."""
    if setting.choices:
        return None if value in setting.choices else _no_choice(value, setting.choices)
    if setting.key == "period":
        return _no_period(value)
    return None if value else Problem(MALFORMED_VALUE, gettext_lazy("the text is empty"))


def _no_choice(value: str, choices: Collection[str]) -> Problem:
    guess = closest(value, choices)
    if guess is None:
        message = gettext_lazy("“{word}” is not one of: {words}", word=value, words=tuple(choices))
    else:
        message = gettext_lazy(
            "“{word}” is not one of: {words}; did you mean “{guess}”?",
            word=value,
            words=tuple(choices),
            guess=guess,
        )
    return Problem(UNKNOWN_WORD, message)


def _no_period(value: str) -> Problem | None:
    from ttdt.period import PERIOD_WORDS, parse_words

    if value == LATEST or parse_words(value, _ANY_YEAR) is not None:
        return None
    if value == PREVIOUS:
        message = gettext_lazy(
            "“{word}” changes from day to day, so it is for the command line alone:"
            " --period {word}",
            word=value,
        )
        return Problem(MALFORMED_VALUE, message)
    return _no_choice(value, (LATEST, *PERIOD_WORDS))
