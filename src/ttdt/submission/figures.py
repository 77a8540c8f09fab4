"""Reading one figure or population: its shape, and the errors without which it cannot count."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, cast

from ttdt.finding import Finding
from ttdt.number import exact
from ttdt.plan import FigureKind
from ttdt.schema.rules import NUMBER_AS_TEXT
from ttdt.schema.submission import FigureShape, NarrativeShape, PopulationFigureShape
from ttdt.schema.validation import (
    MOST_GUESSES,
    check,
    not_a_number,
    torn_number,
    unknown_key,
    wrong_type,
)
from ttdt.submission.model import Figure, PopulationFigure, ReportStatus
from ttdt.submission.rules import (
    FIGURE_SAYS_TWO_THINGS,
    FRACTIONAL_COUNT,
    NEGATIVE_FIGURE,
    NUMERATOR_ABOVE_POPULATION,
    PERCENT_OF_A_COUNT,
    PERCENT_OUT_OF_RANGE,
    REASON_MISSING,
    THOUSANDS_DOT,
)
from ttdt.text.message import gettext_lazy
from ttdt.yaml import DocumentPlace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ttdt.plan import Indicator
    from ttdt.text.message import Message
    from ttdt.yaml import Loc, YamlDocument

_ALL = 100
_DIGITS_OF_THOUSANDS = 3


class SplitNumber(NamedTuple):
    """The rest of a number that a comma in braces tore: `{villages: 1,234}` says 1 and a key."""

    owner: str
    finding: Finding


def split_numbers(
    document: YamlDocument, loc: Loc, raw: Mapping[str, object], *, counts: bool = True
) -> dict[str, SplitNumber]:
    """Return what commas tore from the numbers of a mapping, by the key it has become."""
    torn: dict[str, SplitNumber] = {}
    if None not in raw.values():
        return torn
    owner = None
    for key, value in raw.items():
        if owner is not None and value is None:
            finding = torn_number(document, (*loc, key), counts=counts)
            if finding is not None:
                torn[key] = SplitNumber(owner, finding)
                continue
        is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
        owner = key if is_number else None
    return torn


def read_population(document: YamlDocument, loc: Loc, raw: object) -> PopulationFigure:
    """Return the population at `loc`; anything but a whole number from 0 on is an error."""
    place = DocumentPlace(document, loc)
    if type(raw) is int and raw >= 0:  # as nearly all are
        return PopulationFigure(place, raw)
    if raw is None:
        return PopulationFigure(place, None)
    if isinstance(raw, dict):
        return _population_in_mapping(document, loc, raw)
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        return PopulationFigure(place, None, (not_a_number(document, loc, raw, counts=True),))
    return PopulationFigure(place, exact(raw), tuple(_count_errors(document, loc, raw)))


def _population_in_mapping(
    document: YamlDocument, loc: Loc, raw: dict[str, object]
) -> PopulationFigure:
    """Return a population that says its own source; it stands where its number does."""
    shape, findings = check(PopulationFigureShape, raw, document, loc)
    if shape is None or findings:
        return PopulationFigure(DocumentPlace(document, loc), None, tuple(findings))
    if shape.value is None:
        return PopulationFigure(DocumentPlace(document, loc), None, source=shape.source)
    inner = read_population(document, (*loc, "value"), shape.value)
    return inner._replace(source=shape.source)


def read_figure(
    document: YamlDocument,
    loc: Loc,
    raw: object,
    indicator: Indicator,
    populations: Mapping[str, PopulationFigure],
) -> Figure:
    """Return the figure at `loc` for an indicator without parts, or for a part."""
    if indicator.measure.figure is FigureKind.TEXT:
        return _narrative(document, loc, raw, indicator)
    place = DocumentPlace(document, loc)
    if type(raw) is int and _is_sound(raw, indicator, populations):  # as nearly all are
        return Figure(place, raw)
    if isinstance(raw, dict):
        return _mapping(document, loc, raw, indicator, populations)
    if raw is None:
        return Figure(DocumentPlace(document, loc, at_key=True))
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        return Figure(place, findings=(_no_number(document, loc, raw, indicator),))
    errors = _value_errors(document, loc, raw, indicator, populations)
    return Figure(place, value=exact(raw), findings=tuple(errors))


def _no_number(document: YamlDocument, loc: Loc, raw: object, indicator: Indicator) -> Finding:
    """Return the finding for a figure that is no number; `98,5%` is a rate, not a numerator."""
    percent = raw.strip().removesuffix("%").strip() if isinstance(raw, str) else None
    if (
        percent is None
        or percent == str(raw).strip()
        or indicator.measure.figure is FigureKind.NUMBER
    ):
        return not_a_number(document, loc, raw, counts=True)
    message = gettext_lazy(
        "“{text}” is a percentage written as text; write the numerator, or {example}",
        text=str(raw)[:60],
        example=f"{{percent: {percent.replace(',', '.')[:60]}}}",
    )
    return Finding(NUMBER_AS_TEXT, document.path, document.span(*loc), message)


def _mapping(
    document: YamlDocument,
    loc: Loc,
    raw: dict[str, object],
    indicator: Indicator,
    populations: Mapping[str, PopulationFigure],
) -> Figure:
    """Return a figure that is written as a mapping; it stands where its number does."""
    shape, findings = check(FigureShape, raw, document, loc)
    if shape is None:
        return Figure(DocumentPlace(document, loc), findings=tuple(findings))
    # As it stands in the file: a whole number stays one, which counts faster than a fraction.
    value = cast("Decimal | int | None", raw.get("value"))
    percent = shape.percent
    place = loc
    if percent is not None:
        place = (*loc, "percent")
        findings += _percent_errors(document, place, percent, indicator)
    if value is not None:
        place = (*loc, "value")
        findings += _value_errors(document, place, value, indicator, populations)
    findings += _word_errors(document, loc, shape, raw)
    return Figure(
        DocumentPlace(document, place),
        value=None if value is None else exact(value),
        percent=None if percent is None else exact(percent),
        percent_places=None if percent is None else _places(percent),
        not_applicable=shape.not_applicable,
        not_reported=shape.not_reported,
        note=shape.note,
        cause=shape.cause,
        source=shape.source,
        accept=shape.accept,
        accepts_as=indicator.key,
        findings=tuple(findings),
        status=_settled(shape),
    )


class CompositeReading(NamedTuple):
    """The figures of a composite's parts, and what is wrong that none of them holds."""

    figures: dict[tuple[str, str | None], Figure]
    unknown: list[Finding]
    """What of it is no known part, and so not read."""
    about: list[Finding]
    """What is wrong with what is said of the whole, where each part has a figure of its own."""


def read_composite(
    document: YamlDocument,
    loc: Loc,
    raw: object,
    indicator: Indicator,
    populations: Mapping[str, PopulationFigure],
    others: Collection[str] = (),
) -> CompositeReading:
    """Return the figures of a composite indicator's parts.

    What is said of the whole, such as `not_applicable`, holds for every part. The parts `others`
    are passed over.
    """
    parts = {str(part.part): part for part in indicator.parts}
    names = tuple(sorted({*parts, *others}) if others else parts)
    if raw is None:
        at_key = DocumentPlace(document, loc, at_key=True)
        return CompositeReading({part.key: Figure(at_key) for part in indicator.parts}, [], [])
    if not isinstance(raw, dict):
        expected = gettext_lazy("a mapping with the parts {parts}", parts=names)
        finding = wrong_type(document, loc, expected, raw)
        place = DocumentPlace(document, loc)
        broken = Figure(place, findings=(finding,))
        return CompositeReading({part.key: broken for part in indicator.parts}, [], [])
    common = {key: value for key, value in raw.items() if key in _ABOUT_THE_WHOLE}
    torn = split_numbers(document, loc, raw)
    known = (*names, *_ABOUT_THE_WHOLE)
    unknown = [
        unknown_key(document, (*loc, key), known if number < MOST_GUESSES else ())
        for number, key in enumerate(raw)
        if key not in known and key not in torn
    ]
    unknown += [rest.finding for rest in torn.values() if rest.owner not in parts]
    whole = read_figure(document, loc, common, indicator, {}) if common else Figure()
    figures: dict[tuple[str, str | None], Figure] = {}
    for name, part in parts.items():
        if name not in raw:
            figures[part.key] = Figure(
                DocumentPlace(document, loc),
                not_applicable=whole.not_applicable,
                not_reported=whole.not_reported,
                note=whole.note,
                cause=whole.cause,
                accept=whole.accept,
                accepts_as=whole.accepts_as,
                findings=whole.findings,
                status=whole.status,
            )
        else:
            figure = read_figure(document, (*loc, name), raw[name], part, populations)
            rests = [rest.finding for rest in torn.values() if rest.owner == name]
            if common or rests:
                figure = figure._replace(
                    note=figure.note or whole.note,
                    cause=figure.cause or whole.cause,
                    accept=figure.accept or whole.accept,
                    accepts_as=figure.accepts_as if figure.accept else whole.accepts_as,
                    findings=(*figure.findings, *rests),
                    status=figure.status or whole.status,
                )
            figures[part.key] = figure
    is_held = any(name not in raw for name in parts)
    return CompositeReading(figures, unknown, [] if is_held else list(whole.findings))


_ABOUT_THE_WHOLE = ("not_applicable", "not_reported", "note", "cause", "accept", "status")


def _settled(shape: FigureShape | NarrativeShape) -> ReportStatus | None:
    return None if shape.status is None else ReportStatus(shape.status)


def _narrative(document: YamlDocument, loc: Loc, raw: object, indicator: Indicator) -> Figure:
    if raw is None:
        return Figure(DocumentPlace(document, loc, at_key=True))
    place = DocumentPlace(document, loc)
    if isinstance(raw, dict):
        shape, findings = check(NarrativeShape, raw, document, loc)
        if shape is None:
            return Figure(place, findings=tuple(findings))
        return Figure(
            place,
            text=(shape.value or "").strip() or None,
            not_applicable=shape.not_applicable,
            not_reported=shape.not_reported,
            note=shape.note,
            cause=shape.cause,
            source=shape.source,
            accept=shape.accept,
            accepts_as=indicator.key,
            findings=tuple(_word_errors(document, loc, shape, raw)),
            status=_settled(shape),
        )
    if not isinstance(raw, str):
        return Figure(place, findings=(wrong_type(document, loc, gettext_lazy("text"), raw),))
    return Figure(place, text=raw.strip() or None)


def _is_sound(
    value: int, indicator: Indicator, populations: Mapping[str, PopulationFigure]
) -> bool:
    """Return whether nothing can be wrong with a numerator or count, as with nearly all."""
    if value < 0:
        return False
    population = populations.get(indicator.population or "")
    if population is None or population.value is None:
        return True
    return not population.findings and value <= population.value


def _value_errors(
    document: YamlDocument,
    loc: Loc,
    value: Decimal | int,
    indicator: Indicator,
    populations: Mapping[str, PopulationFigure],
) -> list[Finding]:
    """Return what is wrong with a numerator or count."""
    errors = _count_errors(document, loc, value, indicator.decimals)
    population = None if indicator.may_exceed else populations.get(indicator.population or "")
    if population is None or (population.findings and population.invalid):
        return errors
    whole = population.value
    if not errors and whole is not None and value > whole:
        message = gettext_lazy(
            "the numerator {value} is above its population {population} ({name}); check"
            " whether the two are swapped or the population is out of date",
            value=value,
            population=whole,
            name=indicator.population,
        )
        span = document.span(*loc)
        errors.append(Finding(NUMERATOR_ABOVE_POPULATION, document.path, span, message))
    return errors


def _percent_errors(
    document: YamlDocument, loc: Loc, percent: Decimal, indicator: Indicator
) -> Iterator[Finding]:
    """Yield what is wrong with a rate that is given without its numerator."""
    if indicator.measure.figure is FigureKind.NUMBER:
        message = gettext_lazy(
            "this indicator is a count, so a percentage says nothing; write the count"
        )
        yield Finding(PERCENT_OF_A_COUNT, document.path, document.span(*loc), message)
    elif percent < 0 or (percent > _ALL and not indicator.may_exceed):
        message = (
            gettext_lazy("{value} % is below 0", value=str(percent))
            if indicator.may_exceed
            else gettext_lazy("{value} % is not between 0 and 100", value=str(percent))
        )
        yield Finding(PERCENT_OUT_OF_RANGE, document.path, document.span(*loc), message)


def _count_errors(
    document: YamlDocument, loc: Loc, value: Decimal | int, decimals: int = 0
) -> list[Finding]:
    """Return what is wrong with a number that counts things, or has at most some decimals."""
    if value >= 0 and (isinstance(value, int) or 0 < _places(value) <= decimals):
        return []
    if value < 0:
        rule = NEGATIVE_FIGURE
        message = gettext_lazy("{value} is negative, but it counts things", value=value)
    elif _has_thousands_dot(value):
        rule = THOUSANDS_DOT
        message = gettext_lazy(
            "{value} is read as a number with three decimals, but it counts things; if the dot"
            " stands for thousands, write {meant}",
            value=str(value),
            meant=str(value).replace(".", ""),
        )
    elif value != int(value):
        rule = FRACTIONAL_COUNT
        message = gettext_lazy(
            "{value} has a fraction, but it counts things; if the point stands for thousands, write"
            " the number without it",
            value=str(value),
        )
    else:
        return []
    return [Finding(rule, document.path, document.span(*loc), message)]


def _has_thousands_dot(value: Decimal | int) -> bool:
    """Return whether a number is written as officers write thousands: 1.234, also 2.000."""
    written = isinstance(value, Decimal) and _places(value) == _DIGITS_OF_THOUSANDS
    return written and 1 <= value < 10**_DIGITS_OF_THOUSANDS


def _places(number: Decimal) -> int:
    """Return with how many decimals a number is written."""
    return max(0, -int(number.as_tuple().exponent))


def _word_errors(
    document: YamlDocument,
    loc: Loc,
    shape: FigureShape | NarrativeShape,
    raw: Mapping[str, object],
) -> Iterator[Finding]:
    """Yield what is wrong with a figure that is not applicable or not reported."""
    given = [key for key in ("not_applicable", "not_reported") if key in raw]
    if not given:
        return
    for key in given:
        reason: str | None = getattr(shape, key)
        if not (reason or "").strip():
            yield _reason_missing(document, (*loc, key))
    said = [key for key in ("value", "percent") if getattr(shape, key, None) is not None]
    if len(said) + len(given) > 1:
        first, key = [*said, *given][0], given[-1]
        message = gettext_lazy(
            "the figure says both “{first}” and “{second}”; keep one of them",
            first=first,
            second=key,
        )
        span = document.key_span(*loc, key)
        yield Finding(FIGURE_SAYS_TWO_THINGS, document.path, span, message)


def _reason_missing(document: YamlDocument, loc: Loc) -> Finding:
    message: Message = gettext_lazy("“{key}” needs a reason, in a few words", key=str(loc[-1]))
    return Finding(REASON_MISSING, document.path, document.key_span(*loc), message)
