"""Texts for the user, kept apart from the language they are shown in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Text:
    """A name or sentence of the plan, as it was adopted and in other languages by their codes."""

    original: str
    """In Vietnamese; that alone says whether two plans mean the same."""
    translations: Mapping[str, str] = field(default_factory=dict)

    @property
    def wordings(self) -> tuple[str, ...]:
        """What it says in each language that it has."""
        return (self.original, *self.translations.values())


@dataclass(frozen=True, slots=True)
class Message:
    """A text in the source language (English) with the values that go into its braces.

    The core makes messages and never translates them; `Language.translate` does, at the edge.
    """

    text: str
    params: Mapping[str, object] = field(default_factory=dict)
    plural: str | None = None
    count: int = 1


def gettext_lazy(text: str, /, **params: object) -> Message:
    """Return a message; its text is collected into the catalogues."""
    return Message(text, params)


def ngettext_lazy(singular: str, plural: str, n: int, /, **params: object) -> Message:
    """Return a message whose form follows the number `n`, which it can show as `{n}`."""
    return Message(singular, {"n": n, **params}, plural, n)


def N_(text: str, /) -> str:  # noqa: N802 - the name that gettext's users know
    """Return `text` unchanged; it is collected into the catalogues and translated later."""
    return text
