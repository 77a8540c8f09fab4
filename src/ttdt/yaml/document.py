"""A YAML file's content, whose every key and value knows its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.finding import START, Finding, Span
from ttdt.yaml.fast_parsing import read_quickly
from ttdt.yaml.lines import line_at
from ttdt.yaml.nodes import Loc, Node, Plain, span_between
from ttdt.yaml.parsers import MAX_VALUES

if TYPE_CHECKING:
    from ttdt.yaml.lines import Lines


class YamlDocument:
    """What a file holds: its data with places, and what kept it from being read."""

    __slots__ = ("_data", "_lines", "_most", "_root", "_text", "findings", "path")

    def __init__(
        self,
        path: str,
        findings: tuple[Finding, ...] = (),
        *,
        text: str | None = None,
        data: Plain = None,
        lines: Lines | None = None,
        root: Node | None = None,
        most: int = MAX_VALUES,
    ) -> None:
        """Hold what was read: its `root`, or of a sound document its `text`, `data` and `lines`."""
        self.path = path
        self.findings = findings
        self._data = data
        self._root = root
        self._text = text
        self._lines = lines
        self._most = most

    @classmethod
    def of(cls, text: str, path: str, most: int = MAX_VALUES) -> YamlDocument:
        """Return the document in a text of at most so many values, with all that is wrong in it."""
        sound = read_quickly(text, most)
        if sound is not None:
            return cls(path, text=text, data=sound.data, lines=sound.lines, most=most)
        from ttdt.yaml.parsing import build

        root, findings = build(text, path, most)
        return cls(path, findings, root=root)

    @property
    def data(self) -> Plain:
        """The content as dicts, lists, text, ints, Decimals, booleans and None."""
        if self._root is not None:
            return self._root.data
        if self._data is None and self._text is not None:
            sound = read_quickly(self._text, self._most)
            self._data = None if sound is None else sound.data
        return self._data

    def keep_text_alone(self) -> None:
        """Let go of the data of a sound document, a quarter of what its submission takes.

        Asked for again, it is read again from the text.
        """
        if self._text is not None:
            self._data = None

    @property
    def root(self) -> Node | None:
        """The content with its places; None where nothing could be read.

        Most files are sound and nobody asks where anything stands in them, so places are looked
        for when they are asked for, by reading the text once more.
        """
        if self._root is None and self._text is not None:
            from ttdt.yaml.parsing import build

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

    def line(self, *loc: str | int, at_key: bool = False) -> int:
        """Return the line that `span`, or `key_span`, begins on; of a sound file without a search.

        Reports name a line for each figure, and reading all files once more for them would take
        longer than reading them had.
        """
        found = None if self._lines is None else line_at(self._lines, loc, at_key=at_key)
        return found or (self.key_span if at_key else self.span)(*loc).line

    def key_span(self, *loc: str | int) -> Span:
        """Return where the key at the end of `loc` stands, or the value where it has no key."""
        node = self.root
        for step in loc[:-1]:
            node = None if node is None else node.children.get(step)
        marks = None if node is None or not loc else node.keys.get(loc[-1])
        return span_between(*marks) if marks else self.span(*loc)


class DocumentPlace(NamedTuple):
    """Where in a document something stands."""

    document: YamlDocument
    loc: Loc
    at_key: bool = False
    """Whether it is the key at the end of `loc` that is meant, not its value."""

    @property
    def span(self) -> Span:
        """The place as lines and columns."""
        return (self.document.key_span if self.at_key else self.document.span)(*self.loc)

    @property
    def line(self) -> int:
        """The line that the place begins on, for which nothing is read again."""
        return self.document.line(*self.loc, at_key=self.at_key)
