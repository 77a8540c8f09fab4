"""The words in capitals that stand for what a person writes, in the person's language.

A command's parameters carry them in English, by which completion and the program know them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ttdt.text.message import N_

if TYPE_CHECKING:
    from collections.abc import Callable

_WORDS = frozenset(
    (
        N_("BODY"),
        N_("CLAUSE"),
        N_("CODE"),
        N_("COMMAND"),
        N_("CONDITION"),
        N_("DATE"),
        N_("DIR"),
        N_("FILE"),
        N_("FORMAT"),
        N_("GROUP"),
        N_("HEADING"),
        N_("ID"),
        N_("INDICATOR"),
        N_("KEY"),
        N_("KIND"),
        N_("MAP"),
        N_("NAME"),
        N_("NAMES"),
        N_("NEW"),
        N_("OLD"),
        N_("PATH"),
        N_("PERIOD"),
        N_("PROPERTY"),
        N_("REV"),
        N_("SHELL"),
        N_("STATUS"),
        N_("TABLE"),
        N_("UNIT"),
        N_("VALUE"),
        N_("YEAR"),
    )
)
_WORD = re.compile(r"[A-Z]{2,}")


def metavars_in(text: str, gettext: Callable[[str], str]) -> str:
    """Return the text with each of these words as `gettext` has it, and all else as it is."""
    return _WORD.sub(lambda found: _said(found[0], gettext), text)


def _said(word: str, gettext: Callable[[str], str]) -> str:
    return gettext(word) if word in _WORDS else word
