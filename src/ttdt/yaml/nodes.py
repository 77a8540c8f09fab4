"""The values of a YAML file with the place of every key and value."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, TypeAlias

from ttdt.finding import Span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

Loc: TypeAlias = tuple[str | int, ...]
"""The keys and indices that lead from a file's root to a value."""

Plain: TypeAlias = "bool | int | Decimal | str | list[Plain] | dict[str, Plain] | None"


class Mark(Protocol):
    """A parser's position; lines and columns count from 0."""

    line: int
    column: int


class Node:
    """A value with its place; `data` is the value as plain Python data.

    A frozen dataclass of spans would be the obvious form; holding the parser's own marks and
    making spans when asked for saves a third of the time to read a file.
    """

    __slots__ = ("data", "end", "start")

    children: Mapping[str | int, Node] = MappingProxyType({})
    keys: Mapping[str | int, tuple[Mark, Mark]] = MappingProxyType({})

    def __init__(self, data: Plain, start: Mark, end: Mark) -> None:
        """Hold a scalar, or what a list or mapping holds."""
        self.data = data
        self.start = start
        self.end = end

    @property
    def span(self) -> Span:
        """Where the value stands."""
        return span_between(self.start, self.end)


class Container(Node):
    """A list or mapping, whose children are added while it is read."""

    __slots__ = ("children", "keys")

    children: dict[str | int, Node]
    keys: dict[str | int, tuple[Mark, Mark]]

    def __init__(self, data: dict[str, Plain] | list[Plain], start: Mark, end: Mark) -> None:
        """Hold an empty list or mapping."""
        super().__init__(data, start, end)
        self.children = {}
        self.keys = {}


def span_between(start: Mark, end: Mark) -> Span:
    """Return the span between two marks of a parser, counted from 1."""
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
