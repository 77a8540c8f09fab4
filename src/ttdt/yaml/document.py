"""A YAML file's content, whose every key and value knows its place."""

from __future__ import annotations

from typing import NamedTuple

from ttdt.finding import START, Finding, Span
from ttdt.yaml.fast_parsing import quick_data
from ttdt.yaml.nodes import Loc, Node, Plain, span_between
from ttdt.yaml.parsing import MAX_VALUES, build


class YamlDocument:
    """What a file holds: its data with places, and what kept it from being read."""

    __slots__ = ("_most", "_root", "_text", "data", "findings", "path")

    def __init__(
        self,
        path: str,
        findings: tuple[Finding, ...] = (),
        *,
        text: str | None = None,
        data: Plain = None,
        root: Node | None = None,
        most: int = MAX_VALUES,
    ) -> None:
        """Hold what was read; without its `root`, a sound document holds its `text` and `data`."""
        self.path = path
        self.findings = findings
        self.data = data if root is None else root.data
        """The content as dicts, lists, text, ints, Decimals, booleans and None."""
        self._root = root
        self._text = text
        self._most = most

    @classmethod
    def of(cls, text: str, path: str, most: int = MAX_VALUES) -> YamlDocument:
        """Return the document in a text of at most so many values, with all that is wrong in it."""
        data = quick_data(text, most)
        if data is not None:
            return cls(path, text=text, data=data, most=most)
        root, findings = build(text, path, most)
        return cls(path, findings, root=root)

    @property
    def root(self) -> Node | None:
        """The content with its places; None where nothing could be read.

        Most files are sound and nobody asks where anything stands in them, so places are looked
        for when they are asked for, by reading the text once more.
        """
        if self._root is None and self._text is not None:
            self._root, _ = build(self._text, self.path, self._most)
            self._text = None
        return self._root

    @property
    def readable(self) -> bool:
        """Whether the whole file was read without a finding; if not, nothing in it counts."""
        return not self.findings and (self._text is not None or self._root is not None)

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


class DocumentPlace(NamedTuple):
    """Where in a document something stands; the line and column are found when asked for."""

    document: YamlDocument
    loc: Loc
    at_key: bool = False
    """Whether it is the key at the end of `loc` that is meant, not its value."""

    @property
    def span(self) -> Span:
        """The place as lines and columns."""
        return (self.document.key_span if self.at_key else self.document.span)(*self.loc)
