"""What stands behind the sign of equality of an assignment, read in one way only or refused."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from ttdt.app.resolving import unknown_word
from ttdt.errors import TtdtError
from ttdt.text.matching import meant
from ttdt.text.message import gettext_lazy

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,18})?")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+")
_COMMAS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+")
_GROUP = 3
_LOCAL = re.compile(r"-?[0-9]{1,3}(?:[. ][0-9]{3})*,[0-9]+|-?[0-9]+,[0-9]+")


class Assignment(NamedTuple):
    """A name and the value that it is set to."""

    name: str
    value: str


def word_of(one: Assignment, known: tuple[str, ...]) -> str:
    """Return the word of the file that a value means, in whichever language it is written."""
    word = meant(one.value, known)
    if word is None:
        raise TtdtError(unknown_word(one.name, one.value, known, known))
    return word


def number_of(one: Assignment, text: str, decimals: int = 0) -> int | Decimal:
    """Return a number that can be read in one way only; raises `TtdtError` for every other.

    A point before three digits separates thousands to many people, so it is taken for the decimal
    point only where three `decimals` are written.
    """
    percent = "%" if one.value.endswith("%") else ""
    is_decimal = decimals >= _GROUP and text.count(".") == 1
    if not percent and not is_decimal and _THOUSANDS.fullmatch(text):
        raise _ambiguous(one, text.replace(".", ""))
    if _NUMBER.fullmatch(text):
        return Decimal(text) if "." in text else int(text)
    if _COMMAS.fullmatch(text) and not percent:
        if decimals and text.count(",") == 1:
            raise _either(one, text)
        raise _ambiguous(one, text.replace(",", ""))
    if _LOCAL.fullmatch(text):
        whole, _, behind = text.replace(".", "").replace(" ", "").partition(",")
        raise _ambiguous(one, f"{whole}.{behind}{percent}")
    if re.fullmatch(r"-?[0-9]{1,3}(?:[   ][0-9]{3})+", text):
        raise _ambiguous(one, re.sub(r"\s", "", text) + percent)
    raise TtdtError(
        gettext_lazy(
            "“{name}”: “{value}” is no number; write digits, with a point before decimals:"
            " 1234, 98.2%, n/a:reason, or - for not reported",
            name=one.name,
            value=one.value[:60],
        )
    )


def _either(one: Assignment, text: str) -> TtdtError:
    return TtdtError(
        gettext_lazy(
            "“{name}”: “{value}” is not guessed at; write {decimal} if that is meant, or {whole}",
            name=one.name,
            value=one.value[:60],
            decimal=text.replace(",", "."),
            whole=text.replace(",", ""),
        )
    )


def _ambiguous(one: Assignment, meant: str) -> TtdtError:
    return TtdtError(
        gettext_lazy(
            "“{name}”: “{value}” is not guessed at; if {meant} is meant, write {meant}: a point"
            " before decimals, nothing between thousands",
            name=one.name,
            value=one.value[:60],
            meant=meant,
        )
    )
