"""A YAML file's content with the place of every key and value."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, TypeAlias

from ttdt.finding import START, Finding, Span

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


class Branch(Node):
    """A list or mapping, whose children are added while it is read."""

    __slots__ = ("children", "keys")

    children: dict[str | int, Node]
    keys: dict[str | int, tuple[Mark, Mark]]

    def __init__(self, data: dict[str, Plain] | list[Plain], start: Mark, end: Mark) -> None:
        """Hold an empty list or mapping."""
        super().__init__(data, start, end)
        self.children = {}
        self.keys = {}


@dataclass(frozen=True, slots=True)
class Document:
    """What a file holds: its data with places, and what kept it from being read."""

    path: str
    root: Node | None
    findings: tuple[Finding, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether the whole file was read without a finding; if not, nothing in it counts."""
        return self.root is not None and not self.findings

    @property
    def data(self) -> Plain:
        """The content as dicts, lists, text, ints, Decimals, booleans and None."""
        return None if self.root is None else self.root.data

    def span(self, *loc: str | int) -> Span:
        """Return where the value at `loc` stands, or what should hold it where there is none."""
        node = self.root
        if node is None:
            return START
        for depth, step in enumerate(loc):
            try:
                node = node.children[step]
            except KeyError:
                return (
                    self.key_span(*loc[:depth]) if depth else span_between(node.start, node.start)
                )
        return span_between(node.start, node.end)

    def key_span(self, *loc: str | int) -> Span:
        """Return where the key at the end of `loc` stands, or the value where it has no key."""
        node = self.root
        for step in loc[:-1]:
            node = None if node is None else node.children.get(step)
        marks = None if node is None or not loc else node.keys.get(loc[-1])
        return span_between(*marks) if marks else self.span(*loc)


def span_between(start: Mark, end: Mark) -> Span:
    """Return the span between two marks of a parser, counted from 1."""
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
