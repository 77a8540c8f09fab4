"""Units of a new plan, made of their names: ids, kinds, and the names without the kinds."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ttdt.errors import TtdtError
from ttdt.plan.area import NO_FOLDERS, OWN_FOLDER
from ttdt.schema.programme import ALL
from ttdt.text.matching import as_written, fold, spelt, tidy, without_kind
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_KINDS = {
    **dict.fromkeys(("thanh pho", "tp", "t.p", "city"), "city"),
    **dict.fromkeys(("huyen", "h", "district"), "district"),
    **dict.fromkeys(("xa", "x", "commune"), "commune"),
    **dict.fromkeys(("phuong", "p", "ward"), "ward"),
    **dict.fromkeys(("thi tran", "tt", "town", "township"), "town"),
    **dict.fromkeys(("tinh", "t", "province"), "province"),
    "dac khu": "special_zone",
    # There are no English words that do not mean another kind, too.
    **dict.fromkeys(("thi xa", "tx"), "thị xã"),
    **dict.fromkeys(("quan", "q"), "quận"),
}
"""The word for a kind in plans, by what stands before a name or behind it."""

_RESERVED = NO_FOLDERS | {OWN_FOLDER, ALL}
"""Ids that mean something else in plans, or that no folder can have in Windows."""
_LONGEST_ID = 60
_LIST_MARK = re.compile(r"^\s*(?:[0-9]{1,4}[.)]\s*|[-–•*+]\s+)")
_LETTER = re.compile(r"[^\W\d_]")


class NamedUnit(NamedTuple):
    """A unit as somebody names it."""

    name: str
    """As people write it, with the word for its kind where they do."""
    code: str = ""


class NewUnit(NamedTuple):
    """A unit as a new plan has it."""

    id: str
    name: str
    kind: str | None
    """None where its name does not say."""
    code: str


def names_in(text: str) -> list[NamedUnit]:
    """Return the units in a text, in lines or between commas, as people paste them."""
    words = (_LIST_MARK.sub("", word).strip() for word in re.split(r"[,;\t\r\n]+", text))
    return [NamedUnit(word) for word in words if word]


def new_units(named: Sequence[NamedUnit]) -> list[NewUnit]:
    """Return the units with ids, all different, in their order.

    Names lose the word for the kind, which stands apart, where they stay different without it and
    say something. Raises `TtdtError` where there is none, a name has no letter, or two are alike.
    """
    if not named:
        raise TtdtError(gettext_lazy("no unit is named; a plan has at least one"))
    wholes = [tidy(unit.name) for unit in named]
    for name, count in Counter(map(spelt, wholes)).items():
        if count > 1:
            shown = next(whole for whole in wholes if spelt(whole) == name)
            raise TtdtError(
                gettext_lazy("the unit “{name}” is named {n} times", name=shown, n=count)
            )
    for whole in wholes:
        if not _LETTER.search(whole):
            raise TtdtError(gettext_lazy("“{word}” is no name of a unit", word=whole[:60]))
    bare = [without_kind(whole) for whole in wholes]
    times = Counter(map(str.casefold, bare))
    names = [
        short if times[short.casefold()] == 1 and _LETTER.search(short) else whole
        for whole, short in zip(wholes, bare, strict=True)
    ]
    return [
        NewUnit(unit_id, name, kind_of(whole), unit.code.strip())
        for unit_id, name, whole, unit in zip(ids_of(names), names, wholes, named, strict=True)
    ]


def names_alike(units: Iterable[NewUnit]) -> list[tuple[str, ...]]:
    """Return the names that differ only in their marks, as `Đắk Mil` and `Đăk Mil` do.

    Two units may be called so, or somebody has written one in two ways.
    """
    found: dict[str, list[str]] = {}
    for unit in units:
        found.setdefault(fold(as_written(unit.name)), []).append(unit.name)
    return [tuple(names) for names in found.values() if len(names) > 1]


def kind_of(name: str) -> str | None:
    """Return what kind of area a name says that it names, as plans write it."""
    whole = tidy(name)
    bare = without_kind(whole)
    word = whole.removesuffix(bare) if whole.endswith(bare) else whole.removeprefix(bare)
    return _KINDS.get(fold(word).rstrip(". ").removesuffix(" of"))


def ids_of(names: Iterable[str]) -> list[str]:
    """Return an id for each name, all different: `Đắk Mil` gives `dak-mil`."""
    given: dict[str, None] = {}
    for name in names:
        stem = id_of_name(name)
        numbered = (f"{stem}-{number}" for number in range(2, len(given) + 3))
        given[next(word for word in (stem, *numbered) if word not in given)] = None
    return list(given)


def id_of_name(name: str) -> str:
    """Return the id that a name gives: small letters without diacritics, digits and hyphens."""
    plain = re.sub("[^a-z0-9]+", "-", fold(as_written(name)).replace("'", ""))
    stem = plain[:_LONGEST_ID].strip("-") or "x"
    return f"{stem}-1" if stem in _RESERVED else stem
