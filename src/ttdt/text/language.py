"""The user's language: catalogues, numbers and dates."""

from __future__ import annotations

import gettext
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.text.message import Message, Text
from ttdt.text.rounding import round_keeping_side

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("vi", "en")
DEFAULT_LANGUAGE = "vi"

_LOCALE_DIR = Path(__file__).parents[1] / "locale"
_ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Language:
    """Says messages, numbers and dates in one language; English is the language of the source."""

    def __init__(self, code: str = DEFAULT_LANGUAGE) -> None:
        """Load the catalogue of `code`, one of `LANGUAGES`."""
        self.code = code
        self._catalogue = gettext.translation(
            "ttdt", localedir=_LOCALE_DIR, languages=[code], fallback=code == "en"
        )
        self._decimal_mark, self._thousands_mark = (",", ".") if code == "vi" else (".", ",")

    def gettext(self, text: str, /, **params: object) -> str:
        """Return `text` translated, with `params` written in this language's conventions."""
        return self._fill(self._catalogue.gettext(text), params)

    def ngettext(self, singular: str, plural: str, n: int, /, **params: object) -> str:
        """Return the form of the text that goes with `n`, translated."""
        return self._fill(self._catalogue.ngettext(singular, plural, n), {"n": n, **params})

    def translate(self, message: Message) -> str:
        """Return a message translated."""
        if message.plural is None:
            text = self._catalogue.gettext(message.text)
        else:
            text = self._catalogue.ngettext(message.text, message.plural, message.count)
        return self._fill(text, message.params)

    def pick(self, text: Text) -> str:
        """Return a text of the plan in this language, in Vietnamese where it has no other."""
        return text.en if self.code == "en" and text.en else text.vi

    def number(self, value: Decimal | Fraction | int, *, signed: bool = False) -> str:
        """Return a number as it stands, every digit of it, with this language's marks.

        A fraction that no decimal expresses is first rounded to six decimals.
        """
        if isinstance(value, Fraction):
            value = round_keeping_side(value, (Fraction(0),), decimals=6).normalize() + 0
        shown = (
            f"{value:+,f}" if signed and value else f"{value:,f}" if value else f"{abs(value):f}"
        )
        if isinstance(value, int):
            shown = f"{value:+,d}" if signed and value else f"{value:,d}"
        swap = {",": self._thousands_mark, ".": self._decimal_mark}
        return "".join(swap.get(char, char) for char in shown)

    def date(self, day: date) -> str:
        """Return a date: 30/06/2024 in Vietnamese, 30 June 2024 in English."""
        if self.code == "vi":
            return f"{day.day:02d}/{day.month:02d}/{day.year}"
        return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"

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
