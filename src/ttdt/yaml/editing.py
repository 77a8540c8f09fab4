"""Changing single values of a YAML file and not one character besides.

A round trip through a YAML library rewrites numbers, quotes and line breaks; here the text is cut
at the places its values are known to stand at, and what came of it is read again to make sure.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from ttdt.yaml.reading import SUBMISSION_LIMITS, Limits, parse
from ttdt.yaml.writing import flow_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.yaml.document import YamlDocument
    from ttdt.yaml.nodes import Mark, Node, Plain

_INDENT = 2
_LINE_END = re.compile(r"\r\n|\r|\n")
_SPACE = " \t\r\n"
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|\Z)")
_LAST_LINES = re.compile(r"(?:(?:\r\n|\r|\n)[ \t]*(?:#[^\r\n]*)?)+\Z")


@dataclass(frozen=True, slots=True)
class TextChange:
    """A value to be set at the end of a path of keys, or a key to be removed."""

    loc: tuple[str, ...]
    value: Plain = None
    remove: bool = False
    after: Sequence[str] = ()
    """Where a new key belongs: behind the last of these that is there."""
    before: Sequence[str] = ()
    """Otherwise in front of the first of these that is there, and else at the end."""
    levels: int = 0
    """How many levels of a new mapping have a line for each key; what is within stands on it."""


class CannotSplice(Exception):  # noqa: N818 - the text is fine, only our scissors are not
    """The text is such that the change cannot be made without touching something else."""


def splice(
    content: bytes, changes: Sequence[TextChange], limits: Limits = SUBMISSION_LIMITS
) -> bytes:
    """Return the content with the changes made, in order, and every other character kept.

    The content must be a readable mapping. What is returned reads as the old data with the
    changes; where that cannot be had, `CannotSplice` is raised.
    """
    return splice_document(content, parse(content, "", limits), changes, limits)[0]


def splice_document(
    content: bytes,
    document: YamlDocument,
    changes: Sequence[TextChange],
    limits: Limits = SUBMISSION_LIMITS,
) -> tuple[bytes, YamlDocument]:
    """Return the same of content that was read already, and what it holds then as it was read."""
    bom = BOM_UTF8 if content.startswith(BOM_UTF8) else b""
    text = content.removeprefix(BOM_UTF8).decode()
    left = list(changes)
    one_by_one = False
    # What came of one batch has been read when the next is made.
    while left:
        root = document.root
        if not document.readable or root is None or not isinstance(root.data, dict):
            raise CannotSplice
        batch = left[:1] if one_by_one else _together(root, left)
        try:
            text, document = _made(text, document, root, batch, limits)
        except (CannotSplice, ValueError):
            if len(batch) == 1:
                raise
            one_by_one = True
            continue
        left = left[len(batch) :]
    return bom + text.encode(), document


def _made(
    text: str, document: YamlDocument, root: Node, changes: Sequence[TextChange], limits: Limits
) -> tuple[str, YamlDocument]:
    """Return the text with changes made that do not get into each other's way, and as read."""
    scissors = _Scissors(text, root)
    wanted: Plain = root.data
    cuts: list[_Cut] = []
    for change in changes:
        said, wanted = wanted, changed(wanted, change)
        if wanted != said or not _same_kinds(said, wanted):
            cuts.append(scissors.cut(change))
    if not cuts:
        return text, document
    for start, end, new in sorted(cuts, reverse=True):
        text = text[:start] + new + text[end:]
    again = parse(text.encode(), document.path, limits)
    if not again.readable or again.data != wanted or not _same_kinds(again.data, wanted):
        raise CannotSplice
    return text, again


def _together(root: Node, changes: Sequence[TextChange]) -> Sequence[TextChange]:
    """Return the first of the changes, with those behind it that can be made at the same time.

    Those are values in the place of others, none of them within another, and at most one new key
    for each mapping.
    """
    taken: set[tuple[str, ...]] = set()
    above: set[tuple[str, ...]] = set()
    growing: set[tuple[str, ...]] = set()
    for count, change in enumerate(changes):
        prefixes = {change.loc[:length] for length in range(1, len(change.loc))}
        apart = change.loc not in taken | above and not prefixes & taken
        is_new = not _is_there(root, change.loc)
        holder = change.loc[:-1]
        alone = is_new and (holder in growing or not _is_there(root, holder))
        if change.remove or not apart or alone:
            return changes[: max(count, 1)]
        if is_new:
            growing.add(holder)
        taken.add(change.loc)
        above |= prefixes
    return changes


def _is_there(root: Node, loc: tuple[str, ...]) -> bool:
    node: Node | None = root
    for key in loc:
        if node is None or not isinstance(node.data, dict) or key not in node.keys:
            return False
        node = node.children.get(key)
    return True


def _same_kinds(data: Plain, wanted: Plain) -> bool:
    """Return whether equal data are of the same types, too: 1 equals true and 1.0."""
    if isinstance(data, dict) and isinstance(wanted, dict):
        return all(_same_kinds(data[key], wanted[key]) for key in data)
    return type(data) is type(wanted)


def changed(data: Plain, change: TextChange) -> dict[str, Plain]:
    """Return data with one change made; raises `CannotSplice` where its holder is no mapping."""
    if not isinstance(data, dict):
        raise CannotSplice
    key, *inner = change.loc
    if inner:
        held = data.get(key)
        if held is None and change.remove:
            return data
        within = replace(change, loc=tuple(inner))
        return {**data, key: changed({} if held is None else held, within)}
    if change.remove:
        return {name: value for name, value in data.items() if name != key}
    return {**data, key: change.value}


_Cut: TypeAlias = tuple[int, int, str]
"""Where a stretch of the text begins and ends, and what is put in its place."""


class _Scissors:
    """One text and where its values stand."""

    def __init__(self, text: str, root: Node) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
        self._root = root
        found = _LINE_END.search(text)
        self._newline = found[0] if found else "\n"

    def cut(self, change: TextChange) -> _Cut:
        """Return what one change makes of which stretch of the text."""
        holder, found = self._descend(change.loc)
        left = change.loc[found:]
        if change.remove:
            return self._without(holder, left[0])
        # What is missing on the way comes with the value.
        value = change.value
        for key in reversed(left[1:]):
            value = {key: value}
        if left[0] in holder.keys:
            return self._replaced(holder, left[0], value, change.levels)
        return self._added(holder, left[0], value, change)

    def _descend(self, loc: tuple[str, ...]) -> tuple[Node, int]:
        """Return the innermost mapping on the way to `loc`, and how many keys lead to it."""
        node = self._root
        for depth, key in enumerate(loc[:-1]):
            child = node.children.get(key)
            if child is None or not isinstance(child.data, dict) or not child.data:
                return node, depth
            node = child
        return node, len(loc) - 1

    def _at(self, mark: Mark) -> int:
        return self._starts[mark.line] + mark.column

    def _bounds(self, node: Node) -> tuple[int, int]:
        """Return where a value begins and ends, without the comments and lines behind it."""
        start, end = self._at(node.start), self._at(node.end)
        if start == end:
            return start, end
        body = self._text[start:end]
        if isinstance(node.data, str) and self._is_block(node):
            body = self._block_text(start, end)
        elif self._is_block(node):
            body = _LAST_LINES.sub("", body)
        return start, start + len(body.rstrip(_SPACE))

    def _block_text(self, start: int, end: int) -> str:
        """Return a block text: all lines that stand in further than the one it begins on."""
        line = self._text[self._text.rfind("\n", 0, start) + 1 : start]
        indent = len(line) - len(line.lstrip(" "))
        first, *rest = self._text[start:end].splitlines(keepends=True)
        kept = 0
        for number, text in enumerate(rest, 1):
            if text.strip() and len(text) - len(text.lstrip(" ")) > indent:
                kept = number
        return "".join([first, *rest[:kept]])

    def _is_block(self, node: Node) -> bool:
        """Return whether a value goes on over lines that only their indentation holds together."""
        start = self._at(node.start)
        first = self._text[start : start + 1]
        if isinstance(node.data, dict | list):
            return first not in {"{", "["}
        return first in {"|", ">"}

    def _replaced(self, holder: Node, key: str, value: Plain, levels: int) -> _Cut:
        """Put another value behind a key; a comment on its line stays."""
        node = holder.children[key]
        text = flow_text(value)
        start, end = self._bounds(node)
        colon = self._behind_colon(holder, key)
        if start == end or start < colon:
            # Nothing stands behind the colon.
            rest = _REST_OF_LINE.match(self._text, colon)
            if levels and rest is not None and self._is_block(holder):
                lines = self._lines(value, levels, holder.keys[key][0].column)
                end = colon + len(rest[0].rstrip("\r\n"))
                return end, end, lines
            return colon, colon, f" {text}"
        if self._is_block(node):
            if isinstance(node.data, str):
                return start, end, text
            # The value begins on a line of its own; what stands behind the colon is a comment.
            line = self._text.rfind("\n", 0, start) if "\n" in self._text[colon:start] else -1
            if line < 0:
                raise CannotSplice
            gap = self._text[colon:line].rstrip("\r")
            return colon, end, f" {text}{gap}"
        return start, end, text

    def _lines(self, value: Plain, levels: int, column: int) -> str:
        """Return a value as it stands behind the colon of a key in this column."""
        if not levels or not isinstance(value, dict) or not value:
            return f" {flow_text(value)}"
        start = f"{self._newline}{' ' * (column + _INDENT)}"
        return "".join(
            f"{start}{flow_text(key)}:{self._lines(inner, levels - 1, column + _INDENT)}"
            for key, inner in value.items()
        )

    def _behind_colon(self, holder: Node, key: str) -> int:
        end = self._at(holder.keys[key][1])
        colon = self._text.find(":", end)
        if colon < 0 or self._text[end:colon].strip(_SPACE):
            raise CannotSplice
        return colon + 1

    def _added(self, holder: Node, key: str, value: Plain, change: TextChange) -> _Cut:
        """Put a new key into a mapping."""
        levels = change.levels if self._is_block(holder) else 0
        column = next(iter(holder.keys.values()))[0].column
        entry = f"{flow_text(key)}:{self._lines(value, levels, column)}"
        last = next((known for known in reversed(change.after) if known in holder.keys), None)
        if last is None:
            following = next((known for known in change.before if known in holder.keys), None)
            if following is not None:
                return self._put_before(holder, following, entry)
            last = str(next(reversed(holder.keys)))
        end = self._end_of(holder, last)
        if not self._is_block(holder):
            return end, end, f", {entry}"
        rest = _REST_OF_LINE.match(self._text, end)
        if rest is None:
            raise CannotSplice
        begun = "" if rest[0].endswith(("\n", "\r")) else self._newline
        at = rest.end()
        return at, at, f"{begun}{' ' * column}{entry}{self._newline}"

    def _put_before(self, holder: Node, following: str, entry: str) -> _Cut:
        """Put a new entry in front of another; what stands above both stays so."""
        mark = holder.keys[following][0]
        at = self._at(mark)
        if not self._is_block(holder):
            return at, at, f"{entry}, "
        return at, at, f"{entry}{self._newline}{' ' * mark.column}"

    def _end_of(self, holder: Node, key: str) -> int:
        """Return where an entry ends: its value, or the colon where it has none."""
        start, end = self._bounds(holder.children[key])
        return max(end, self._behind_colon(holder, key)) if start == end else end

    def _without(self, holder: Node, key: str) -> _Cut:
        """Take out an entry that is not the only one of its mapping."""
        if len(holder.keys) == 1 or key not in holder.keys:
            raise CannotSplice
        start, end = self._at(holder.keys[key][0]), self._end_of(holder, key)
        if self._is_block(holder):
            rest = _REST_OF_LINE.match(self._text, end)
            line = self._text.rfind("\n", 0, start) + 1
            if rest is None or self._text[line:start].strip(" "):
                raise CannotSplice
            # A comment behind the value is somebody's all the same, and gets the line to itself.
            comment = rest[0].lstrip(" \t")
            kept = self._text[line:start] + comment if comment.startswith("#") else ""
            return line, rest.end(), kept
        behind = re.compile(r"\s*,\s*").match(self._text, end)
        if behind is not None:
            return start, behind.end(), ""
        before = self._text[:start].rstrip(_SPACE)
        if not before.endswith(","):
            raise CannotSplice
        return len(before[:-1].rstrip(_SPACE)), end, ""
