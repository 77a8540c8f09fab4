"""From a document to a map, with every error that keeps it from being used."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from ttdt.finding import Finding
from ttdt.maps.contents import MapNames, content_of
from ttdt.maps.identities import identity_of
from ttdt.maps.model import (
    EVERY_UNIT,
    NAMED_UNIT,
    Content,
    ContentKind,
    DateStyle,
    Identity,
    MappedLine,
    NumberStyle,
    TableMap,
    Total,
    WordMeaning,
)
from ttdt.maps.places import cell_at, line_at, lines_at
from ttdt.maps.rules import (
    LINE_HELD_TWICE,
    PLACE_IN_NO_TABLE,
    UNDECIDED_ENTRY,
    UNKNOWN_NAME_IN_MAP,
    UNREADABLE_IDENTITY,
)
from ttdt.period import parse_id
from ttdt.schema.map import SKIPPED, UNDECIDED, MapShape, UnitTotalShape
from ttdt.schema.rules import MALFORMED_VALUE
from ttdt.schema.validation import check, unknown_word
from ttdt.text.matching import closest
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ttdt.finding import Rule
    from ttdt.maps.model import UnitLine
    from ttdt.period import Period
    from ttdt.plan import Plan
    from ttdt.schema.map import MapLineShape
    from ttdt.text.message import Message
    from ttdt.yaml import Loc, YamlDocument

_WORDS = {
    "empty": WordMeaning.EMPTY,
    "not_reported": WordMeaning.NOT_REPORTED,
    "not_applicable": WordMeaning.NOT_APPLICABLE,
}


def read_map(
    document: YamlDocument, plans: Sequence[Plan]
) -> tuple[TableMap | None, list[Finding]]:
    """Return the map in a document, or None with every finding that keeps it from being used.

    Names are those of any of the plans: a map lasts longer than a plan does.
    """
    if not document.readable:
        return None, list(document.findings)
    shape, findings = check(MapShape, document.data, document)
    if shape is None:
        return None, findings
    loading = _Loading(document, shape, MapNames.of(plans))
    made = loading.map()
    findings = sorted(loading.findings, key=lambda finding: finding.sort_key)
    return (None if findings else made), findings


@dataclass
class _Loading:
    document: YamlDocument
    shape: MapShape
    names: MapNames
    findings: list[Finding] = field(default_factory=list)

    @property
    def _in_rows(self) -> bool:
        return self.shape.units_in == "rows"

    def map(self) -> TableMap:
        shape = self.shape
        names_in = line_at(shape.names_in, is_column=self._in_rows)
        if names_in is None:
            self._place(("names_in",), shape.names_in)
        headings = lines_at(shape.headings_in, are_columns=not self._in_rows)
        if headings is None:
            self._place(("headings_in",), shape.headings_in, across=True)
        lines = tuple(self._lines())
        self._twice(lines)
        if shape.status == UNDECIDED:
            self._undecided(("status",))
        period, period_in = self._period()
        return TableMap(
            document=self.document,
            sheet=shape.sheet,
            units_in_rows=self._in_rows,
            names_in=names_in or 0,
            headings=headings or (0, 0),
            ends_at=shape.ends_at,
            lines=lines,
            units={name: self._unit(name, said) for name, said in shape.units.items()},
            period=period,
            period_in=period_in,
            status=shape.status,
            source=shape.source,
            sample=shape.sample,
            words={word: self._word(word, said) for word, said in shape.words.items()},
            identities=tuple(self._identities()),
            latest=self._latest(lines),
        )

    def _lines(self) -> Iterable[MappedLine]:
        for name, said in self.shape.figures.items():
            loc = ("figures", name)
            line = line_at(name, is_column=self._in_rows)
            if line is None:
                self._place(loc, name, at_key=True)
            content = self._content((*loc, "holds"), said)
            if said.numbers == UNDECIDED:
                self._undecided((*loc, "numbers"))
            style = None if said.numbers in {None, UNDECIDED} else NumberStyle(said.numbers)
            if said.times is not None and said.times <= 0:
                message = gettext_lazy("{value} is not above 0", value=f"{said.times:f}")
                self._add(MALFORMED_VALUE, (*loc, "times"), message)
            if said.dates == UNDECIDED:
                self._undecided((*loc, "dates"))
            dates = None if said.dates in {None, UNDECIDED} else DateStyle(said.dates)
            yield MappedLine(line or 0, said.heading, content, style, said.times, dates)

    def _latest(self, lines: Iterable[MappedLine]) -> bool:
        if self.shape.repeated == UNDECIDED:
            self._undecided(("repeated",))
        elif self.shape.repeated is not None and not any(
            line.content.kind is ContentKind.SUBMITTED for line in lines
        ):
            message = gettext_lazy(
                "nothing says when a row was sent; let the column with the time hold submitted"
            )
            self._add(MALFORMED_VALUE, ("repeated",), message)
        return self.shape.repeated is not None

    def _content(self, loc: Loc, said: MapLineShape) -> Content:
        if said.holds == UNDECIDED:
            self._undecided(loc)
        elif said.holds != SKIPPED:
            found = content_of(said.holds, self.names)
            if isinstance(found, Content):
                return found
            self._add(UNKNOWN_NAME_IN_MAP, loc, found)
        return Content(ContentKind.SKIPPED)

    def _twice(self, lines: Iterable[MappedLine]) -> None:
        seen: dict[Content, str] = {}
        for name, line in zip(self.shape.figures, lines, strict=True):
            if line.content.kind is ContentKind.SKIPPED:
                continue
            first = seen.setdefault(line.content, name)
            if first != name:
                message = gettext_lazy(
                    "{first} holds the same already; let one of them be skip", first=first
                )
                self._add(LINE_HELD_TWICE, ("figures", name, "holds"), message)

    def _unit(self, name: str, said: object) -> UnitLine:
        loc = ("units", name)
        if said == UNDECIDED:
            self._undecided(loc)
        elif isinstance(said, dict):
            shape, findings = check(UnitTotalShape, said, self.document, loc)
            self.findings += findings
            if shape is not None:
                return self._total(loc, shape)
        elif not isinstance(said, str):
            message = gettext_lazy(
                "write the unit's id, skip, or {example}", example="{total_of: all}"
            )
            self._add(MALFORMED_VALUE, loc, message)
        elif said == NAMED_UNIT:
            return said
        elif said != SKIPPED:
            self._known_unit(loc, said)
            return said
        return None

    def _total(self, loc: Loc, shape: UnitTotalShape) -> Total:
        if shape.total_of == "all":
            return Total(EVERY_UNIT)
        for place, unit in enumerate(shape.total_of):
            self._known_unit((*loc, "total_of", place), unit)
        return Total(tuple(shape.total_of))

    def _known_unit(self, loc: Loc, unit: str) -> None:
        if unit in self.names.units:
            return
        guess = closest(unit, self.names.units)
        if guess is None:
            message = gettext_lazy("the plan has no unit “{unit}”", unit=unit)
        else:
            message = gettext_lazy(
                "the plan has no unit “{unit}”; did you mean “{guess}”?", unit=unit, guess=guess
            )
        self._add(UNKNOWN_NAME_IN_MAP, loc, message)

    def _word(self, word: str, said: object) -> Decimal | WordMeaning:
        loc = ("words", word)
        if said == UNDECIDED:
            self._undecided(loc)
        elif isinstance(said, int | Decimal) and not isinstance(said, bool):
            return Decimal(said)
        elif isinstance(said, str) and said in _WORDS:
            return _WORDS[said]
        else:
            choices = (*_WORDS, "0")
            self.findings.append(unknown_word(self.document, loc, str(said), choices))
        return WordMeaning.EMPTY

    def _period(self) -> tuple[Period | None, tuple[int, int] | None]:
        said, cell = self.shape.period, self.shape.period_in
        period = place = None
        if said == UNDECIDED:
            self._undecided(("period",))
        elif said is not None:
            period = parse_id(said)
            if period is None:
                message = gettext_lazy("“{word}” is no period; write it as 2024-Q3", word=said)
                self._add(MALFORMED_VALUE, ("period",), message)
        if cell is not None:
            place = cell_at(cell)
            if place is None:
                self._add(
                    PLACE_IN_NO_TABLE,
                    ("period_in",),
                    gettext_lazy("“{cell}” is no cell", cell=cell),
                )
        return period, place

    def _identities(self) -> Iterable[Identity]:
        for place, text in enumerate(self.shape.rules):
            found = identity_of(text, of_columns=self._in_rows)
            if found is not None:
                yield found
            else:
                self._add(UNREADABLE_IDENTITY, ("rules", place), self._no_sum(text))

    def _no_sum(self, text: str) -> Message:
        example = "H = D - E + F" if self._in_rows else "12 = 8 - 9 + 10"
        if set(text) & set("*/×:÷"):
            return gettext_lazy(
                "“{text}” is a ratio or a product, and only sums, such as {example}, are checked;"
                " leave it out: a percentage is made of its figure and its population",
                text=text,
                example=example,
            )
        return gettext_lazy("“{text}” is no sum; write it as {example}", text=text, example=example)

    def _place(self, loc: Loc, text: str, *, across: bool = False, at_key: bool = False) -> None:
        are_columns = self._in_rows is not across
        message = (
            gettext_lazy("“{text}” names no column; columns are letters, as B", text=text)
            if are_columns
            else gettext_lazy("“{text}” names no row; rows are numbers, as 4", text=text)
        )
        self._add(PLACE_IN_NO_TABLE, loc, message, at_key=at_key)

    def _undecided(self, loc: Loc) -> None:
        message = gettext_lazy("this is left open; write what is meant in the place of the “?”")
        self._add(UNDECIDED_ENTRY, loc, message)

    def _add(self, rule: Rule, loc: Loc, message: Message, *, at_key: bool = False) -> None:
        span = self.document.key_span(*loc) if at_key else self.document.span(*loc)
        self.findings.append(Finding(rule, self.document.path, span, message))
