"""How words are compared, from exactly as written to merely alike, and what a name names."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from ttdt.text.conventions import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_LONGEST = 200
"""No name is longer; of a longer word only so much is compared."""
_MOST_CHOICES = 2_000
"""Of more words than these, only those that begin alike are held to be alike."""

_LOOKALIKES = str.maketrans(
    {
        **dict.fromkeys("ÐƉ", "Đ"),
        **dict.fromkeys("ðɖ", "đ"),
        **dict.fromkeys("‘’‛ʼʹ′`´＇", "'"),
        **dict.fromkeys("‐‑‒–—―−－", "-"),
    }
)
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SYLLABLE = re.compile("[^\\W\\d_](?:[^\\W\\d_]|[\u0300-\u036f])*")
_TONE = re.compile(f"[{_TONES}]")


def tidy(text: str) -> str:
    """Return `text` as every keyboard writes it: typographic marks plain, spaces single."""
    plain = unicodedata.normalize("NFC", text[:_LONGEST].translate(_LOOKALIKES))
    return " ".join(plain.split())


def as_written(text: str) -> str:
    """Return `text` tidied, and without spaces around hyphens, which one has and another not."""
    return re.sub(r" ?- ?", "-", tidy(text))


def spelt(text: str) -> str:
    """Return `text` without case, and the same for `Hoà` and `Hòa`: two spellings of one word."""
    decomposed = unicodedata.normalize("NFD", as_written(text).casefold())
    return _SYLLABLE.sub(
        lambda found: _TONE.sub("", found[0]) + "".join(_TONE.findall(found[0])), decomposed
    )


def fold(text: str) -> str:
    """Return `text` without case, diacritics and extra spaces: `Ninh Thuận` gives `ninh thuan`.

    Đ has no decomposition in Unicode, so it is mapped by hand.
    """
    plain = text.translate(_LOOKALIKES).casefold().replace("đ", "d")
    decomposed = unicodedata.normalize("NFD", plain)
    bare = "".join(char for char in decomposed if unicodedata.category(char) != "Mn")
    return " ".join(bare.split())


def _loose(text: str) -> str:
    """Return `text` folded, with hyphens as spaces: `Phan Rang-Tháp Chàm` is its own id."""
    return " ".join(re.sub("[-_]", " ", fold(text[:_LONGEST])).split())


_LIKENESSES: tuple[Callable[[str], str], ...] = (as_written, spelt, _loose)
"""What names have in common, the closest first."""


class Names:
    """What things are called, each by its id and its other names."""

    def __init__(self, names: Mapping[str, Iterable[str]], *, of_areas: bool = False) -> None:
        """Hold names by id; before those `of_areas` a word such as “Huyện” may stand."""
        self._names = {key: tuple(name for name in said if name) for key, said in names.items()}
        self._of_areas = of_areas

    def find(self, word: str) -> tuple[str, ...]:
        """Return the ids of what `word` names, several only where it is as good a name for each.

        An id names what has it. Otherwise those are named that fit best: as written, without case,
        without diacritics, and then all that again without a word of kind before it.
        """
        if word in self._names:
            return (word,)
        for likeness, known in zip(_LIKENESSES, self._by_likeness, strict=True):
            if found := known.get(likeness(word)):
                return found
        if self._of_areas:
            bare = without_kind(word)
            for likeness, known in zip(_LIKENESSES, self._bare_by_likeness, strict=True):
                if found := known.get(likeness(bare)):
                    return found
        return ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every name, to suggest from."""
        return tuple(
            dict.fromkeys(one for key, said in self._names.items() for one in (key, *said))
        )

    @cached_property
    def _by_likeness(self) -> tuple[dict[str, tuple[str, ...]], ...]:
        return _by_likeness(self._spoken)

    @cached_property
    def _bare_by_likeness(self) -> tuple[dict[str, tuple[str, ...]], ...]:
        return _by_likeness([(key, without_kind(name)) for key, name in self._spoken])

    @property
    def _spoken(self) -> list[tuple[str, str]]:
        return [(key, name) for key, said in self._names.items() for name in (key, *said)]


def _by_likeness(names: Iterable[tuple[str, str]]) -> tuple[dict[str, tuple[str, ...]], ...]:
    """Return, for each likeness, the ids that a name so written is one of."""
    found = []
    for likeness in _LIKENESSES:
        known: dict[str, dict[str, None]] = {}
        for key, name in names:
            if alike := likeness(name):
                known.setdefault(alike, {})[key] = None
        found.append({alike: tuple(keys) for alike, keys in known.items()})
    return tuple(found)


def without_kind(name: str) -> str:
    """Return an area's name without the word that says what kind it is: `Huế` of `TP. Huế`."""
    written = tidy(name)
    bare = "".join(map(_folded_or_itself, written))
    if len(bare) != len(written):
        return written
    before, behind = _kinds()
    if start := before.match(bare):
        return written[start.end() :]
    if end := behind.search(bare):
        return written[: end.start()]
    return written


@lru_cache(maxsize=1_000)
def _folded_or_itself(char: str) -> str:
    return fold(char) or char


@lru_cache
def _kinds() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = "|".join(word for one in LANGUAGES.values() for word in one.kinds_before)
    behind = "|".join(word for one in LANGUAGES.values() for word in one.kinds_behind)
    return (
        re.compile(rf"(?:{before})(?:\.\s*|\s+)(?=\S)"),
        re.compile(rf"(?<=\S)\s+(?:{behind})$"),
    )


def meant(word: str, choices: Iterable[str]) -> str | None:
    """Return which of a file's words a word means that people write for it, in any language."""
    folded = fold(word[:_LONGEST])
    known = tuple(choices)
    for choice in known:
        if fold(choice).replace("_", " ") == folded.replace("_", " "):
            return choice
    for language in LANGUAGES.values():
        choice = language.words.get(folded, "")
        if choice in known:
            return choice
    return None


def closest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice most like `word`, or None where none is like it.

    A word of digits and points is a clause, a number or a year; it is held only against others.
    """
    from difflib import get_close_matches

    by_fold = _by_fold(tuple(choices))
    folded = fold(word[:_LONGEST])[:80]
    if exact := by_fold.get(folded):
        return exact
    numbered = _is_numbered(folded)
    likely = [other for other in by_fold if _is_numbered(other) is numbered]
    if len(likely) > _MOST_CHOICES:
        likely = [other for other in likely if other[:1] == folded[:1]][:_MOST_CHOICES]
    matches = get_close_matches(folded, likely, n=1, cutoff=0.61)
    return by_fold[matches[0]] if matches else None


def _is_numbered(folded: str) -> bool:
    return re.fullmatch(r"[0-9ivxlc]*[0-9][0-9.,/-]*|[ivxlc]+(?:[.-][0-9.]*)?", folded) is not None


@lru_cache(maxsize=32)
def _by_fold(choices: tuple[str, ...]) -> dict[str, str]:
    folded: dict[str, str] = {}
    for choice in choices:
        folded.setdefault(fold(choice), choice)
    return folded
