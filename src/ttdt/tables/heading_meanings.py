"""What the heading of a column, or row, of figures may mean by the plan."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ttdt.plan import FigureKind
from ttdt.tables.grid import HEADING_JOINT
from ttdt.tables.money_headings import amounts_named
from ttdt.text.conventions import LANGUAGES
from ttdt.text.matching import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.plan import Indicator, Plan

_IN_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SHARES = (one.tables.share for one in LANGUAGES.values())
_SHARE = re.compile("|".join(filter(None, ("%", *_SHARES))))
_QUESTIONS = "|".join(one.tables.question for one in LANGUAGES.values() if one.tables.question)
_NUMBERED = re.compile(
    rf"\s*(?:(?:{_QUESTIONS})\s*)?[0-9]{{1,3}}(?:\.[0-9]{{1,3}})*\s*[.):/-]\s*(?=\D)"
)
"""The number before a question, folded: `cau 12.`"""
_LIKE_ENOUGH = 0.55
_NEARLY = 0.15
"""What is less alike than the best by more than this is no choice."""
_MOST_CHOICES = 3
_LONGEST = 300
"""Of a longer heading only its lower end is looked at."""
_FILLERS = frozenset().union(*(one.tables.fillers for one in LANGUAGES.values()))
_SHORTEST_INITIALS = 3


class HeadingMeaning(NamedTuple):
    """What a heading means, as a map writes it."""

    certain: tuple[str, ...] = ()
    """What is called exactly so; several where the plan has several of that name."""
    likely: tuple[str, ...] = ()
    """What is called alike, the most alike first."""
    is_numerator: bool = False
    """Whether it is the name of what is counted, and not of a share of it alone."""


class HeadingMeanings:
    """Finds what headings mean by one plan."""

    def __init__(self, plan: Plan) -> None:
        """Know what the plan calls its figures and populations."""
        self._plan = plan

    def of(self, heading: str) -> HeadingMeaning:
        """Return what a heading means by any of its parts, or all of it.

        The population of what its lowest part names is but the heading above it.
        """
        money = amounts_named(heading, self._plan.funding)
        if len(money) == 1:
            return HeadingMeaning(certain=money)
        heading = heading[-_LONGEST:]
        parts, whole = heading.split(HEADING_JOINT), heading.replace(HEADING_JOINT, " ")
        below = _spoken(parts[-1], *_of_a_question(parts[-1]))
        spoken = [*dict.fromkeys((*below, *_spoken(*reversed(parts), whole)))]
        certain = dict.fromkeys(one for text in spoken for one in self._called.get(text, ()))
        lowest = {one for text in below for one in self._called.get(text, ())}
        above = {f"populations.{leaf.population}" for leaf in map(self._leaves.get, lowest) if leaf}
        certain = {one: None for one in certain if one in lowest or one not in above}
        if certain:
            counted = {fold(name) for one in certain for name in self._numerators.get(one, ())}
            asked = tuple(self._as_asked(one, heading) for one in certain)
            return HeadingMeaning(asked, is_numerator=not counted.isdisjoint(spoken))
        if money:
            return HeadingMeaning(likely=money)
        texts = _spoken(_unnumbered(parts[-1]), _unnumbered(whole))
        headings = [_SpokenHeading(text) for text in texts]
        likeness: dict[str, float] = {}
        least = _LIKE_ENOUGH
        for name, contents in self._called.items():
            ratio = max((one.likeness(name, least) for one in headings), default=0)
            least = max(least, ratio - _NEARLY)
            for content in contents:
                likeness[content] = max(ratio, likeness.get(content, 0))
        near = sorted(
            (content for content, ratio in likeness.items() if ratio >= least),
            key=lambda content: (-likeness[content], content),
        )
        return HeadingMeaning(
            likely=tuple(self._as_asked(one, heading) for one in near[:_MOST_CHOICES])
        )

    def is_certain(self, text: str) -> bool:
        """Return whether a text is what the plan calls a figure or population, and one alone."""
        return len({one for name in _spoken(text) for one in self._called.get(name, ())}) == 1

    def is_share(self, content: str) -> bool:
        """Return whether a figure is a share of a population, so that it may be a percentage."""
        leaf = self._leaves.get(content)
        return leaf is not None and leaf.measure.figure is FigureKind.SHARE

    def asks_number(self, certain: tuple[str, ...]) -> bool:
        """Return whether a heading is the name of one figure, which is no answer in words."""
        return len(certain) == 1 and not self.is_narrative(certain[0])

    def is_narrative(self, content: str) -> bool:
        """Return whether a figure is an answer in words."""
        leaf = self._leaves.get(content)
        return leaf is not None and leaf.measure.figure is FigureKind.TEXT

    def _as_asked(self, content: str, heading: str) -> str:
        """Return a figure as a percentage where its heading says so."""
        is_percent = self.is_share(content) and _SHARE.search(fold(heading)) is not None
        return f"{content}.percent" if is_percent else content

    @cached_property
    def _leaves(self) -> Mapping[str, Indicator]:
        return {
            leaf.full_id: leaf
            for indicator in self._plan.indicators.values()
            for leaf in indicator.leaves
        }

    @cached_property
    def _numerators(self) -> Mapping[str, tuple[str, ...]]:
        return {
            name: leaf.numerator.wordings
            for name, leaf in self._leaves.items()
            if leaf.numerator is not None
        }

    @cached_property
    def _called(self) -> dict[str, dict[str, None]]:
        """What each name is a name of, as a map writes it."""
        called: dict[str, dict[str, None]] = {}
        for content, name in self._names():
            if plain := fold(name):
                called.setdefault(plain, {})[content] = None
        return called

    def _names(self) -> Iterator[tuple[str, str]]:
        for population in self._plan.populations.values():
            content = f"populations.{population.id}"
            for name in (population.id, *population.name.wordings):
                yield content, name
        for indicator in self._plan.indicators.values():
            for leaf in indicator.leaves:
                names = [leaf.full_id, *leaf.name.wordings]
                if leaf is indicator:
                    names.append(indicator.clause)
                if leaf.numerator is not None:
                    names += leaf.numerator.wordings
                for name in names:
                    yield leaf.full_id, name


class _SpokenHeading:
    """A heading that is held against names."""

    def __init__(self, text: str) -> None:
        self._words = [word for word in text.split() if word not in _FILLERS]
        # What it works out of the second text it keeps for every first one.
        self._matcher = SequenceMatcher(None, "", text)

    def likeness(self, name: str, least: float) -> float:
        """Return from 0 to 1 how much of the heading is in a name, or how alike the two are spelt.

        A word of a heading may be the initials of several of the name: `bhyt`, `dtts`. What is
        spelt less alike than `least`, or than it is held, is not worked out further.
        """
        known, words = name.split(), self._words
        initials = "".join(word[0] for word in known)
        held = sum(
            word in known or (len(word) >= _SHORTEST_INITIALS and word in initials)
            for word in words
        )
        share = held / len(words) if words else 0
        least = max(least, share)
        matcher = self._matcher
        matcher.set_seq1(name)
        if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
            return share
        return max(matcher.ratio(), share)


def _spoken(*texts: str) -> list[str]:
    """Return what headings may be called by, each with and without what stands in parentheses."""
    found = [one for text in texts for one in (text, _IN_PARENTHESES.sub(" ", text))]
    return list(dict.fromkeys(text for one in found if (text := fold(one).strip(" .:,;?*"))))


def _of_a_question(heading: str) -> Iterator[str]:
    """Yield what a question of a form asks for: without its number, and without its group.

    Groups stand before a slash, and names for programs have low lines instead of spaces.
    """
    for text in (heading, heading.rpartition("/")[2]):
        yield _unnumbered(text)
        if " " not in text:
            yield text.replace("_", "-")
            yield text.replace("_", " ")


def _unnumbered(heading: str) -> str:
    """Return a heading, folded, without the number before it."""
    return _NUMBERED.sub("", fold(heading), count=1)
