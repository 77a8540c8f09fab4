"""What a use case comes to: its answer, what is to be said besides, and how it went."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ttdt.document.answer import Answer
    from ttdt.text.message import Message


class ExitCode(IntEnum):
    """How a run went, as scripts are told."""

    DONE = 0
    INVALID_DATA = 1
    """The data have errors, or a change would bring some."""
    COULD_NOT_RUN = 2
    CONDITION_HOLDS = 3
    """Something holds that --fail-on asked about."""


class Notice(NamedTuple):
    """What the user is to know besides the answer."""

    message: Message
    is_error: bool = False
    """Whether it is said of a quiet run, too."""
    only_of_data: bool = False
    """Whether it is said only where the answer is data, which do not say it themselves."""


class Outcome(NamedTuple):
    """An answer, ready to be shown; nothing is read for it any more."""

    answer: Answer
    notices: tuple[Notice, ...] = ()
    code: ExitCode = ExitCode.DONE
    is_uneventful: bool = False
    """Whether a quiet run has nothing to tell a person."""
