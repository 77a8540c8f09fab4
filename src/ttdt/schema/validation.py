"""Data checked against pydantic models, every error as a finding at its place."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from itertools import takewhile
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, get_args, get_origin

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainValidator,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from ttdt.finding import Finding
from ttdt.period import ID_PATTERN as PERIOD_PATTERN
from ttdt.schema.rules import (
    MALFORMED_VALUE,
    MISSING_KEY,
    NUMBER_AS_TEXT,
    UNKNOWN_KEY,
    UNKNOWN_WORD,
    WRONG_TYPE,
)
from ttdt.text.matching import closest, meant
from ttdt.text.message import Message, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic_core import ErrorDetails

    from ttdt.yaml import Loc, YamlDocument


ID_PATTERN = r"[a-z0-9]+(?:[-_][a-z0-9]+)*"

# Every date that there is and no other, for those who have only a pattern to go by.
_DAY_PATTERN = (
    r"(?!0000)(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    r"|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)"
)


MOST_GUESSES = 100
"""Of more unknown keys in one place, the nearest known ones are not looked for."""


class Shape(BaseModel):
    """What a mapping of a file may hold: these keys and no others, of exactly these types."""

    # Deferred, a shape that only stands within another is never built by itself.
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise PydanticCustomError("number_type", "a number")
    return Decimal(value)


def _day(value: object) -> date:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("day", "a date")


def _id(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(ID_PATTERN, value):
        raise PydanticCustomError("id", "an id")
    return value


Number = Annotated[Decimal, PlainValidator(_number), WithJsonSchema({"type": "number"})]
"""An int or Decimal of the file, exactly; text is refused however much it looks like a number."""

Day = Annotated[
    date,
    PlainValidator(_day),
    WithJsonSchema({"type": "string", "pattern": f"^{_DAY_PATTERN}$"}),
]
"""A date written as 2024-06-20."""

Id = Annotated[
    str, BeforeValidator(_id), WithJsonSchema({"type": "string", "pattern": f"^{ID_PATTERN}$"})
]
"""Lower-case letters without diacritics, digits, hyphens and underscores."""


def _period(value: object) -> object:
    """Return a year as text: YAML reads `period: 2023` as a number."""
    return f"{value:04d}" if isinstance(value, int) and not isinstance(value, bool) else value


PeriodId = Annotated[
    str,
    BeforeValidator(_period),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": f"^{PERIOD_PATTERN}$"},
                {"type": "integer", "minimum": 1900, "maximum": 9999},
            ]
        }
    ),
]
"""The id of a period, as files are named by."""

AnyShape = TypeVar("AnyShape", bound=Shape)


def check(
    model: type[AnyShape], data: object, document: YamlDocument, loc: Loc = ()
) -> tuple[AnyShape | None, list[Finding]]:
    """Return `data` as a `model`, or None and a finding for each thing that does not fit.

    `data` stands at `loc` in the document.
    """
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [
            _finding(model, detail, document, loc, guesses=number < MOST_GUESSES)
            for number, detail in enumerate(details)
        ]


def fitting(model: type[AnyShape], data: object) -> AnyShape | None:
    """Return `data` as a `model`, or None where it does not fit."""
    try:
        return model.model_validate(data)
    except ValidationError:
        return None


def _finding(
    model: type[Shape], error: ErrorDetails, document: YamlDocument, loc: Loc, *, guesses: bool
) -> Finding:
    inner = tuple(step for step in error["loc"] if step != "[key]")
    place = (*loc, *inner)
    kind, value = error["type"], error["input"]
    if kind == "pace" and isinstance(value, dict):
        rests = (torn_number(document, (*place, key)) for key in value)
        torn = next((rest for rest in rests if rest is not None), None)
    else:
        torn = torn_number(document, place) if place and _may_be_torn(kind, value) else None
    if torn is not None:
        return torn
    if kind == "extra_forbidden":
        return unknown_key(document, place, _known_keys(model, inner[:-1]) if guesses else ())
    if kind == "missing":
        return missing_key(document, place)
    words = re.findall(r"'([^']*)'", error["ctx"]["expected"]) if kind == "literal_error" else []
    expected = _expected(kind, value, words)
    if expected is not None:
        return wrong_type(document, place, expected, value)
    if kind == "number_type" or kind.startswith("int_"):
        return not_a_number(document, place, value)
    at_key = error["loc"][-1:] == ("[key]",)
    span = document.key_span(*place) if at_key else document.span(*place)
    if words:
        return unknown_word(document, place, value, words)._replace(span=span)
    return Finding(MALFORMED_VALUE, document.path, span, _malformed(kind, error))


def _may_be_torn(kind: str, value: object) -> bool:
    return kind == "extra_forbidden" or value is None


def _expected(kind: str, value: object, words: list[str]) -> Message | None:
    """Return what should stand where a value of another type does, or None."""
    if words and not isinstance(value, str):
        return gettext_lazy("one of: {words}", words=tuple(words))
    if kind == "day" and not isinstance(value, str):
        return gettext_lazy("a date such as 2024-06-20")
    if kind.startswith("int_") and isinstance(value, Decimal):
        return gettext_lazy("a whole number")
    return _EXPECTED.get(kind)


def _malformed(kind: str, error: ErrorDetails) -> Message:
    """Return what is wrong with a value of the right type."""
    value = error["input"]
    match kind:
        case "day":
            return gettext_lazy(
                "“{value}” is not a date; write it as 2024-06-20", value=_shown(value)
            )
        case "id":
            return gettext_lazy(
                "“{value}” is no id: use lower-case letters without diacritics, digits and hyphens",
                value=_shown(value),
            )
        case "pace":
            return gettext_lazy(
                "a pace is linear, none, or milestones such as {example}",
                example="{Q1: 70, Q2: 72}",
            )
        case "string_too_short" | "too_short":
            return gettext_lazy("this cannot be empty")
        case "string_too_long":
            return gettext_lazy(
                "this text has {n} characters; the most is {most}",
                n=len(value) if isinstance(value, str) else 0,
                most=error["ctx"]["max_length"],
            )
        case "greater_than_equal":
            least = str(error["ctx"]["ge"])
            return gettext_lazy(
                "{value} is too small; the least is {least}", value=str(value), least=least
            )
        case "less_than_equal":
            most = str(error["ctx"]["le"])
            return gettext_lazy(
                "{value} is too large; the most is {most}", value=str(value), most=most
            )
        case _:
            return gettext_lazy("{value} is not allowed here", value=describe(value))


_EXPECTED: dict[str, Message] = {
    "string_type": gettext_lazy("text"),
    "bool_type": gettext_lazy("true or false"),
    "dict_type": gettext_lazy("a mapping (key: value)"),
    "model_type": gettext_lazy("a mapping (key: value)"),
    "model_attributes_type": gettext_lazy("a mapping (key: value)"),
    "list_type": gettext_lazy("a list"),
}


_REST = re.compile(r"[0-9]{1,18} ?%?")


def torn_number(document: YamlDocument, loc: Loc, *, counts: bool = False) -> Finding | None:
    """Return the finding for a key that is the rest of a number, or None where it is none.

    A comma in braces ends a number: `{percent: 66,7}` says 66, and a key 7 without a value.
    """
    key, holder = loc[-1], document.data
    for step in loc[:-1]:
        if not isinstance(holder, dict):
            return None
        holder = holder.get(str(step))
    if not isinstance(holder, dict) or not _REST.fullmatch(str(key)):
        return None
    owner = _number_before(holder, str(key))
    if owner is None:
        return None
    number = str(holder[owner])
    names = list(holder)
    behind = names[names.index(owner) + 1 :][:_MOST_TORN]
    rests = list(takewhile(lambda name: holder[name] is None and _REST.fullmatch(name), behind))
    readings = _readings(",".join([number, *rests]))
    if counts and len(readings) > 1:
        readings = readings[:1]
    span = document.key_span(*loc)
    if len(readings) > 1:
        message = gettext_lazy(
            "the comma ends the number {number}, and “{key}” is read as a key; write {owner}:"
            " {first} or {owner}: {second}, whichever is meant",
            number=number,
            key=str(key),
            owner=owner,
            first=readings[0],
            second=readings[1],
        )
    elif readings and not (counts and "." in readings[0]):
        message = gettext_lazy(
            "the comma ends the number {number}, and “{key}” is read as a key; write {owner}:"
            " {meant}",
            number=number,
            key=str(key),
            owner=owner,
            meant=readings[0],
        )
    else:
        message = gettext_lazy(
            "the comma ends the number {number}, and “{key}” is read as a key; write thousands"
            " without a comma, and decimals with a point",
            number=number,
            key=str(key),
        )
    return Finding(UNKNOWN_KEY, document.path, span, message)


def _number_before(holder: Mapping[str, object], key: str) -> str | None:
    """Return the key of the number whose rest `key` is: nothing but other rests stand between."""
    owner = None
    for name, value in holder.items():
        if name == key:
            return owner if value is None else None
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            owner = name
        elif value is not None or not _REST.fullmatch(name):
            owner = None
    return None


def unknown_key(document: YamlDocument, loc: Loc, known: Iterable[str]) -> Finding:
    """Return the finding for a key that nothing reads, with the known key most like it."""
    key = _shown(loc[-1])
    guess = closest(key, known)
    if guess is None:
        message = gettext_lazy("the key “{key}” is unknown here", key=key)
    else:
        message = gettext_lazy(
            "the key “{key}” is unknown here; did you mean “{guess}”?", key=key, guess=guess
        )
    return Finding(UNKNOWN_KEY, document.path, document.key_span(*loc), message)


def missing_key(document: YamlDocument, loc: Loc) -> Finding:
    """Return the finding for a key that must be there and is not."""
    message = gettext_lazy("the key “{key}” is missing", key=str(loc[-1]))
    return Finding(MISSING_KEY, document.path, document.span(*loc), message)


def unknown_word(document: YamlDocument, loc: Loc, word: str, known: Iterable[str]) -> Finding:
    """Return the finding for a word that is none of those the key takes."""
    words = tuple(known)
    guess = meant(word, words) or closest(word, words)
    if guess is None:
        message = gettext_lazy("“{word}” is not one of: {words}", word=_shown(word), words=words)
    else:
        message = gettext_lazy(
            "“{word}” is not one of: {words}; did you mean “{guess}”?",
            word=_shown(word),
            words=words,
            guess=guess,
        )
    return Finding(UNKNOWN_WORD, document.path, document.span(*loc), message)


def wrong_type(document: YamlDocument, loc: Loc, expected: Message, value: object) -> Finding:
    """Return the finding for a value of another type than the key takes."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and expected.text == "text":
        message = gettext_lazy(
            "expected text, found {found}; put it in quotes", found=describe(value)
        )
    else:
        message = gettext_lazy(
            "expected {expected}, found {found}", expected=expected, found=describe(value)
        )
    return Finding(WRONG_TYPE, document.path, document.span(*loc), message)


def not_a_number(
    document: YamlDocument, loc: Loc, value: object, *, counts: bool = False
) -> Finding:
    """Return the finding for a value that should be a number, with what to write instead.

    Text that looks like a number is never read as one: “1.234” may be 1234 or 1.234. Where the
    number counts things, only whole numbers are proposed.
    """
    if isinstance(value, list) and 1 < len(value) < _MOST_TORN and set(map(type, value)) == {int}:
        # `[66,7]` is a number with a decimal comma, in brackets that nothing here asks for.
        value = ",".join(map(str, value))
    readings = _readings(value) if isinstance(value, str) else ()
    if counts and readings:
        readings = tuple(reading for reading in readings if "." not in reading)
        if not readings:
            message = gettext_lazy(
                "the number is written as text: read “{text}”; write a whole number without quotes",
                text=_shown(value),
            )
            return Finding(NUMBER_AS_TEXT, document.path, document.span(*loc), message)
    if not readings:
        return wrong_type(document, loc, gettext_lazy("a number"), value)
    if len(readings) == 1:
        message = gettext_lazy(
            "the number is written as text: read “{text}”; write {number}",
            text=_shown(value),
            number=readings[0],
        )
    else:
        message = gettext_lazy(
            "the number is written as text: read “{text}”; write {first} or {second}, whichever is"
            " meant",
            text=_shown(value),
            first=readings[0],
            second=readings[1],
        )
    return Finding(NUMBER_AS_TEXT, document.path, document.span(*loc), message)


def _readings(text: str) -> tuple[str, ...]:
    """Return how YAML would write the numbers that an officer may mean by `text`."""
    if len(text) > _LONGEST_SHOWN:
        return ()
    bare = unicodedata.normalize("NFKC", text).strip().removesuffix("%").strip()
    bare = re.sub(r"(?<=[0-9])[ _](?=[0-9]{3}(?![0-9]))", "", bare).replace("\u2212", "-")
    bare = re.sub(r"^([-+]?)0+(?=[0-9])", r"\1", bare)
    if re.fullmatch(r"[-+]?[0-9]{1,18}(?:\.[0-9]{1,18})?", bare):
        if re.fullmatch(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}", bare):
            return (bare.replace(".", ""), bare)
        return (bare,)
    if re.fullmatch(r"[-+]?[1-9][0-9]{0,2},[0-9]{3}", bare):
        return (bare.replace(",", ""), bare.replace(",", "."))
    if re.fullmatch(r"[-+]?[0-9]{1,18},[0-9]{1,18}", bare):
        return (bare.replace(",", "."),)
    if re.fullmatch(r"[-+]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?", bare):
        return (bare.replace(".", "").replace(",", "."),)
    if re.fullmatch(r"[-+]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?", bare):
        return (bare.replace(",", ""),)
    if re.fullmatch(r"[-+]?(?:[0-9]{1,9}\.?|[0-9]{0,9}\.[0-9]{1,9})(?:[eE][-+]?[0-9])?", bare):
        return (f"{Decimal(bare).normalize():f}",)
    return ()


_MOST_TORN = 6
"""A comma at every thousand makes no more parts of a number."""
_LONGEST_SHOWN = 60


def _shown(value: object) -> str:
    """Return a value's text, cut where it is long."""
    text = str(value)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def describe(value: object) -> Message:
    """Return what a value of a file is, for the words “found …”."""
    if value is None:
        return gettext_lazy("nothing")
    if isinstance(value, bool):
        return gettext_lazy("“{value}”", value=str(value).lower())
    if isinstance(value, int | Decimal):
        return gettext_lazy("the number {value}", value=str(value))
    if isinstance(value, dict):
        return gettext_lazy("a mapping")
    if isinstance(value, list):
        return gettext_lazy("a list")
    return gettext_lazy("the text “{value}”", value=_shown(value))


def _known_keys(model: Any, loc: Loc) -> tuple[str, ...]:  # noqa: ANN401 - any annotation
    """Return the keys of the model that stands at `loc` below `model`."""
    for step in loc:
        model = _below(model, step)
    keys = getattr(model, "model_fields", None)
    return () if keys is None else tuple(keys)


def _below(annotation: Any, step: str | int) -> Any:  # noqa: ANN401
    fields = getattr(annotation, "model_fields", None)
    if fields is not None:
        return _bare(fields[step].annotation) if step in fields else None
    if get_origin(annotation) in {dict, list}:
        return _bare(get_args(annotation)[-1])
    return None


def _bare(annotation: Any) -> Any:  # noqa: ANN401
    """Return the annotation without `Annotated` and without `| None`."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    parts = [arg for arg in get_args(annotation) if arg is not type(None)]
    if type(None) in get_args(annotation) and len(parts) == 1:
        return _bare(parts[0])
    return annotation
