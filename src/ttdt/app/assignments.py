"""`NAME=VALUE` on the command line, as answers for a submission."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ttdt.app.resolving import pick_day, unknown_word
from ttdt.change.edits import FigureEdit, SubmissionEdits
from ttdt.compute.measures import measure_of
from ttdt.errors import TtdtError
from ttdt.submission import ReportStatus
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ttdt.plan import Indicator, Plan

FIELDS = ("status", "submitted", "source", "note", "sample")
_POPULATIONS = "populations."
_FIGURES = "figures."

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,18})?")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+")
_COMMAS = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+")
_LOCAL = re.compile(r"-?[0-9]{1,3}(?:[. ][0-9]{3})*,[0-9]+|-?[0-9]+,[0-9]+")


class _Assignment(NamedTuple):
    name: str
    value: str


def edits_of(words: Iterable[str], plan: Plan) -> SubmissionEdits:
    """Return what words such as `village-roads=31` and `status=final` set.

    Raises `TtdtError` for a word that is no assignment, a name that the plan does not have, one
    that is set twice, and a value that would have to be guessed at.
    """
    given: dict[str, str] = {}
    populations: dict[str, int | Decimal | None] = {}
    figures: dict[tuple[str, str | None], FigureEdit] = {}
    header: dict[str, str] = {}
    for word in words:
        one = _split(word)
        name = one.name.removeprefix(_FIGURES)
        if name in given and given[name] != one.value:
            raise TtdtError(
                gettext_lazy("“{name}” is set twice, to different values", name=one.name)
            )
        given[name] = one.value
        if one.name in FIELDS:
            header[one.name] = one.value
        elif one.name.startswith(_POPULATIONS):
            population = one.name.removeprefix(_POPULATIONS)
            if population not in plan.populations:
                raise _unknown(one.name, plan)
            populations[population] = _size(one)
        else:
            indicator = _indicator(one.name, plan)
            key = (indicator.id, indicator.part)
            figures[key] = _answer(one, indicator)
    return SubmissionEdits(
        status=_status(header.get("status")),
        submitted=_day(header.get("submitted")),
        source=header.get("source"),
        note=header.get("note"),
        sample=_truth(header.get("sample")),
        populations=populations,
        figures=figures,
    )


def _split(word: str) -> _Assignment:
    name, equals, value = word.partition("=")
    if not equals or not name.strip():
        raise TtdtError(
            gettext_lazy(
                "“{word}” is not of the form NAME=VALUE, such as {example}",
                word=word,
                example="village-roads=31",
            )
        )
    return _Assignment(name.strip(), value.strip())


def _indicator(name: str, plan: Plan) -> Indicator:
    """Return what a name means: an indicator, or a part as in `solid-facilities/schools`."""
    whole, slash, part = name.removeprefix(_FIGURES).partition("/")
    indicator = plan.indicators.get(whole)
    if indicator is None:
        raise _unknown(name, plan)
    if not slash:
        return indicator
    for leaf in indicator.parts:
        if leaf.part == part:
            return leaf
    raise _unknown(name, plan)


def _unknown(name: str, plan: Plan) -> TtdtError:
    bare = name.removeprefix(_FIGURES)
    if bare in FIELDS or bare.startswith((_FIGURES, _POPULATIONS)):
        # What is behind “figures.” is there, but not among the figures.
        bare = name
    known = [
        *(
            f"{one.id}/{leaf.part}" if leaf.part else one.id
            for one in plan.indicators.values()
            for leaf in one.leaves
        ),
        *(f"{_POPULATIONS}{population}" for population in plan.populations),
        *FIELDS,
    ]
    if bare in plan.populations:
        guess = f"{_POPULATIONS}{bare}"
        return TtdtError(
            gettext_lazy(
                "“{name}” is a population; write {guess}=…",
                name=name,
                guess=guess,
            )
        )
    return TtdtError(unknown_word("set", bare, known, known))


def _answer(one: _Assignment, indicator: Indicator) -> FigureEdit:
    said = _silence(one)
    if said is not None:
        if indicator.parts and said == FigureEdit():
            raise _in_parts(indicator)
        return said
    if indicator.parts:
        raise _in_parts(indicator)
    if not measure_of(indicator).is_numeric:
        return FigureEdit(text=one.value)
    if one.value.endswith("%"):
        return FigureEdit(percent=_number(one, one.value.removesuffix("%").strip()))
    return FigureEdit(value=_number(one, one.value))


def _silence(one: _Assignment) -> FigureEdit | None:
    """Return the answer that there is no figure, with its reason, or None where one is given."""
    word, colon, reason = one.value.partition(":")
    reason = reason.strip()
    match word.strip().casefold():
        case "" | "-" if not colon:
            return FigureEdit()
        case "-" if reason:
            return FigureEdit(not_reported=reason)
        case "n/a" if reason:
            return FigureEdit(not_applicable=reason)
        case "n/a":
            raise TtdtError(
                gettext_lazy(
                    "“{name}”: not applicable needs a reason: {example}",
                    name=one.name,
                    example=f"{one.name}=n/a:…",
                )
            )
        case "-":
            raise TtdtError(
                gettext_lazy(
                    "“{name}”: not reported needs a reason behind the colon, or none: {example}",
                    name=one.name,
                    example=f"{one.name}=-",
                )
            )
    return None


def _in_parts(indicator: Indicator) -> TtdtError:
    return TtdtError(
        gettext_lazy(
            "“{name}” has parts; set them one by one: {parts}",
            name=indicator.id,
            parts=tuple(f"{indicator.id}/{leaf.part}" for leaf in indicator.parts),
        )
    )


def _size(one: _Assignment) -> int | Decimal | None:
    return None if one.value in {"", "-"} else _number(one, one.value)


def _number(one: _Assignment, text: str) -> int | Decimal:
    """Return a number that can be read in one way only; raises `TtdtError` for every other."""
    percent = "%" if one.value.endswith("%") else ""
    if not percent and _THOUSANDS.fullmatch(text):
        raise _ambiguous(one, text.replace(".", ""))
    if _NUMBER.fullmatch(text):
        return Decimal(text) if "." in text else int(text)
    if _COMMAS.fullmatch(text) and not percent:
        raise _ambiguous(one, text.replace(",", ""))
    if _LOCAL.fullmatch(text):
        whole, _, decimals = text.replace(".", "").replace(" ", "").partition(",")
        raise _ambiguous(one, f"{whole}.{decimals}{percent}")
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


def _ambiguous(one: _Assignment, meant: str) -> TtdtError:
    return TtdtError(
        gettext_lazy(
            "“{name}”: “{value}” is not guessed at; if {meant} is meant, write {meant}: a point"
            " before decimals, nothing between thousands",
            name=one.name,
            value=one.value[:60],
            meant=meant,
        )
    )


def _status(word: str | None) -> ReportStatus | None:
    if word is None:
        return None
    known = tuple(str(one) for one in ReportStatus)
    if word not in known:
        raise TtdtError(unknown_word("status", word, known, known))
    return ReportStatus(word)


def _day(word: str | None) -> date | None:
    return None if word is None else pick_day(word, "submitted")


def _truth(word: str | None) -> bool | None:
    if word is None:
        return None
    if word not in {"true", "false"}:
        raise TtdtError(unknown_word("sample", word, ("true", "false"), ("true", "false")))
    return word == "true"
