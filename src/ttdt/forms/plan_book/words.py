"""The words that cells have for what the file says, and back, in whichever language."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ttdt.document.wording import kind_word
from ttdt.forms.plan_book.columns import CellKind, PlanColumn
from ttdt.text.conventions import LANGUAGES
from ttdt.text.language import Language
from ttdt.text.matching import fold, meant
from ttdt.text.message import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS = (
    "country", "region", "province", "district", "city", "town", "commune", "ward",
)  # fmt: skip
"""The kinds of areas that there are words for."""

IN_FILE = N_("(in the file)")
"""What stands in a cell for a value that only the file can hold."""
ALL = "all"
"""The word of the file for all units."""
ALL_WORD = N_("all")


def choices_of(lang: Language, column: PlanColumn) -> Sequence[str]:
    """Return the words that a column's cells offer."""
    if column.kind is CellKind.KIND:
        return [kind_word(lang, kind) for kind in KINDS]
    return [lang.gettext(word) for word in column.choices.values()]


def shown_word(lang: Language, column: PlanColumn, said: str) -> str:
    """Return what a cell shows of a word of the file."""
    match column.kind:
        case CellKind.KIND:
            return kind_word(lang, said)
        case CellKind.CHOICE:
            return lang.gettext(column.choices[said])
        case CellKind.IDS if said == ALL:
            return lang.gettext(ALL_WORD)
        case _:
            return said


def word_of(column: PlanColumn, typed: str) -> str | None:
    """Return the word of the file that a cell means, or None where it means none."""
    if column.kind is CellKind.KIND:
        return _meanings(tuple((kind, "") for kind in KINDS)).get(fold(typed)) or typed
    found = _meanings(tuple(column.choices.items())).get(fold(typed))
    return found or meant(typed, tuple(column.choices))


def is_all(typed: str) -> bool:
    """Return whether a cell means all units."""
    return fold(typed) in _meanings(((ALL, ALL_WORD),))


def is_in_file(typed: str) -> bool:
    """Return whether a cell shows that only the file holds its value."""
    return fold(typed) in _meanings(((ALL, IN_FILE),)) and not is_all(typed)


@lru_cache(maxsize=32)
def _meanings(words: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Return what words mean in every language; of kinds without a word, their own."""
    found: dict[str, str] = {}
    for language in map(Language, LANGUAGES):
        for meaning, word in words:
            said = language.gettext(word) if word else kind_word(language, meaning)
            found |= {fold(said): meaning, fold(word or meaning): meaning, fold(meaning): meaning}
    return found
