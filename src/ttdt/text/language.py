"""The user's language: catalogues, numbers and dates."""

from __future__ import annotations

import gettext
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.text.conventions import DEFAULT_LANGUAGE, LANGUAGES, SOURCE_LANGUAGE
from ttdt.text.message import Message, Text
from ttdt.text.rounding import round_keeping_side

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.number import Number

_LOCALE_DIR = Path(__file__).parents[1] / "locale"


_LONGEST_QUOTE = 500
"""Of a value in a message; a file can hold a name of a megabyte, and so can a command line."""


def _bounded(value: object) -> object:
    if isinstance(value, tuple | list):
        return [_bounded(item) for item in value]
    if isinstance(value, str) and len(value) > _LONGEST_QUOTE:
        return f"{value[:_LONGEST_QUOTE]}…"
    return value


class Language:
    """Says messages, numbers and dates in one language."""

    def __init__(self, code: str = DEFAULT_LANGUAGE) -> None:
        """Load the catalogue of `code`, one of `LANGUAGES`."""
        self.code = code
        self._catalogue = gettext.translation(
            "ttdt", localedir=_LOCALE_DIR, languages=[code], fallback=code == SOURCE_LANGUAGE
        )
        self._conventions = marks = LANGUAGES[code]
        self._marks = str.maketrans({",": marks.thousands_mark, ".": marks.decimal_mark})

    @property
    def decimal_mark(self) -> str:
        """What stands before the decimals of a number."""
        return self._conventions.decimal_mark

    def gettext(self, text: str, /, **params: object) -> str:
        """Return `text` translated, with `params` written in this language's conventions."""
        return self._fill(self._catalogue.gettext(text), params)

    def ngettext(self, singular: str, plural: str, n: int, /, **params: object) -> str:
        """Return the form of the text that goes with `n`, translated."""
        return self._fill(self._catalogue.ngettext(singular, plural, n), {"n": n, **params})

    def translate(self, message: Message) -> str:
        """Return a message translated; of what it quotes, it shows no more than the beginning."""
        if message.plural is None:
            text = self._catalogue.gettext(message.text)
        else:
            text = self._catalogue.ngettext(message.text, message.plural, message.count)
        return self._fill(text, {key: _bounded(value) for key, value in message.params.items()})

    def pick(self, text: Text) -> str:
        """Return a text of the plan in this language, as it was adopted where it has no other."""
        return text.translations.get(self.code) or text.original

    def number(self, value: Decimal | Number, *, signed: bool = False) -> str:
        """Return a number as it stands, every digit of it, with this language's marks.

        A fraction that no decimal expresses is first rounded to six decimals.
        """
        if isinstance(value, Fraction) and value.denominator == 1:
            value = value.numerator
        elif isinstance(value, Fraction):
            value = round_keeping_side(value, (Fraction(0),), decimals=6).normalize() + 0
        if isinstance(value, int):
            shown = f"{value:+,d}" if signed and value else f"{value:,d}"
        elif value:
            shown = f"{value:+,f}" if signed else f"{value:,f}"
        else:
            shown = f"{abs(value):f}"
        return shown.translate(self._marks)

    def date(self, day: date) -> str:
        """Return a date: 30/06/2024 in Vietnamese, 30 June 2024 in English."""
        return self._conventions.written_date(day)

    def area(self, kind: str, name: str) -> str:
        """Return an area as a sentence calls it, with the word for its `kind` if that is usual."""
        pattern = self._conventions.kind_and_name
        return pattern.format(kind=kind, name=name) if pattern else name

    def _fill(self, text: str, params: Mapping[str, object]) -> str:
        if not params:
            return text
        return text.format_map({name: self._value(value) for name, value in params.items()})

    def _value(self, value: object) -> str:
        if isinstance(value, Message):
            return self.translate(value)
        if isinstance(value, Text):
            return self.pick(value)
        if isinstance(value, int | Decimal | Fraction) and not isinstance(value, bool):
            return self.number(value)
        if isinstance(value, date):
            return self.date(value)
        if isinstance(value, tuple | list):
            return ", ".join(self._value(item) for item in value)
        return str(value)
