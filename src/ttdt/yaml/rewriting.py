"""Writing single values of a YAML file otherwise, and comments above its keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ttdt.yaml.reading import SUBMISSION_LIMITS, Limits, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ttdt.yaml.nodes import Loc, Mark, Node

_LINE_END = re.compile(r"\r\n|\r|\n")


def rewrite(
    content: bytes,
    wordings: Mapping[Loc, Callable[[str], str]],
    limits: Limits = SUBMISSION_LIMITS,
) -> bytes:
    """Return the content with each value written as a function makes it of what is written there.

    Values that are not there, and all else, stay as they are. Nobody makes sure that what the
    functions return can be read.
    """
    text = content.decode()
    places = _Places(text, parse(content, "", limits).root)
    for start, end, loc in sorted(
        ((*bounds, loc) for loc in wordings if (bounds := places.value(loc)) is not None),
        reverse=True,
    ):
        text = text[:start] + wordings[loc](text[start:end]) + text[end:]
    return text.encode()


def comment_above(
    content: bytes, keys: Iterable[Loc], comment: str, limits: Limits = SUBMISSION_LIMITS
) -> bytes:
    """Return the content with a comment on a line of its own above each of the keys.

    Keys on one line share one. A comment that would change what the content says is left out.
    """
    text = content.decode()
    document = parse(content, "", limits)
    places = _Places(text, document.root)
    starts = sorted({start for loc in keys if (start := places.line_of_key(loc)) is not None})
    newline = found[0] if (found := _LINE_END.search(text)) else "\n"
    said = f"# {comment}{newline}"

    def is_same(changed: str) -> bool:
        return parse(changed.encode(), "", limits).data == document.data

    commented = _with_lines(text, starts, said)
    if not is_same(commented):
        # A line may begin within a text that goes on over several.
        harmless = [start for start in starts if is_same(_with_lines(text, [start], said))]
        commented = _with_lines(text, harmless, said)
    return commented.encode()


def _with_lines(text: str, starts: Sequence[int], said: str) -> str:
    """Return a text with a line before each that begins at one of the places, as far in."""
    for start in reversed(starts):
        line = text[start : text.find("\n", start)]
        text = text[:start] + " " * (len(line) - len(line.lstrip(" "))) + said + text[start:]
    return text


class _Places:
    """A text and where its values stand."""

    def __init__(self, text: str, root: Node | None) -> None:
        self._root = root
        # A mark at the beginning of the file is on no line for the parser.
        bom = len(text) - len(text.removeprefix("\ufeff"))
        self._starts = [bom, *(found.end() for found in _LINE_END.finditer(text))]

    def value(self, loc: Loc) -> tuple[int, int] | None:
        node = self._node(loc)
        return None if node is None else (self._at(node.start), self._at(node.end))

    def line_of_key(self, loc: Loc) -> int | None:
        holder = self._node(loc[:-1])
        marks = None if holder is None else holder.keys.get(loc[-1])
        return None if marks is None else self._starts[marks[0].line]

    def _node(self, loc: Loc) -> Node | None:
        node = self._root
        for key in loc:
            node = None if node is None else node.children.get(key)
        return node

    def _at(self, mark: Mark) -> int:
        return self._starts[mark.line] + mark.column
