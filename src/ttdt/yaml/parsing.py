"""From YAML text to nodes, by the events of ruamel.yaml's parsers, refusing what is not data."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NoReturn

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ttdt.finding import START, Finding, Span
from ttdt.text.message import Message, gettext_lazy
from ttdt.yaml import parsers
from ttdt.yaml.nodes import Container, Mark, Node, Plain, span_between
from ttdt.yaml.parse_errors import ODD_INDENTATION, explained, no_space, noticed_late
from ttdt.yaml.parsers import MAX_DEPTH
from ttdt.yaml.rules import (
    ALIAS_OR_ANCHOR,
    DUPLICATE_KEY,
    EMPTY_FILE,
    ESCAPED_CONTROL_CHARACTER,
    KEY_NOT_TEXT,
    SEVERAL_DOCUMENTS,
    STACKED_MARKS,
    SYNTAX_ERROR,
    TAG_OR_DIRECTIVE,
    TOO_DEEP,
    TOO_MANY_VALUES,
)
from ttdt.yaml.scalars import ESCAPED_CONTROL, has_stacked_marks, plain_scalar

if TYPE_CHECKING:
    from ttdt.finding import Rule
    from ttdt.yaml.parsers import Parser


def build(text: str, path: str, most: int) -> tuple[Node | None, tuple[Finding, ...]]:
    """Return the root of the single document in `text`, and every reason not to trust it.

    Both parsers give the same result: what the C parser finds fault with, the pure one judges
    anew.
    """
    directive = parsers.DIRECTIVE.match(text)
    if directive is not None:
        line = text.count("\n", 0, directive.end()) + 1
        message = gettext_lazy("YAML directives are not used here; delete the line")
        return None, (Finding(TAG_OR_DIRECTIVE, path, Span(line, 1, line, 2), message),)
    fast = parsers.c_parser()
    large = len(text) > parsers.MOST_REPARSED
    if fast is not None and large and (mark := _beyond(fast(text), most)) is not None:
        return None, (_too_many(path, span_between(mark, mark), most),)
    if fast is not None and (large or not parsers.DISPUTED.search(text)):
        builder = _Builder(fast(text), text, path, most)
        if builder.run() or large:
            return builder.result()
    builder = _Builder(parsers.pure_parser(text), text, path, most)
    builder.run()
    return builder.result()


def _beyond(parser: Parser, most: int) -> Mark | None:
    """Return where a text has one value too many, or None; counting is faster than building."""
    values = 0
    counted = (ScalarEvent, MappingStartEvent, SequenceStartEvent, AliasEvent)
    try:
        while (event := parser.get_event()) is not None:
            values += isinstance(event, counted)
            if values > most:
                mark: Mark = event.start_mark
                return mark
    except (YAMLError, ArithmeticError, LookupError, TypeError, ValueError):
        pass  # building tells of it
    return None


def _too_many(path: str, span: Span, most: int) -> Finding:
    message = gettext_lazy("the file has more than {most} values", most=most)
    return Finding(TOO_MANY_VALUES, path, span, message)


class _StopReading(Exception):  # noqa: N818 - not an error: what follows would only repeat it
    pass


class _Builder:
    """Builds nodes from events without recursion, so that depth costs no stack."""

    def __init__(self, parser: Parser, text: str, path: str, most: int) -> None:
        self._parser = parser
        self._text = text
        self._path = path
        self._findings: list[Finding] = []
        self._root: Node | None = None
        self._open: list[Container] = []
        self._list: list[Plain] | None = None
        self._mapping: dict[str, Plain] | None = None
        """The data of the innermost open collection is one of the two."""
        self._key: str | None = None
        self._key_marks: tuple[Mark, Mark]
        self._values = 0
        self._most = most
        self._documents = 0

    def result(self) -> tuple[Node | None, tuple[Finding, ...]]:
        return self._root, tuple(self._findings)

    def run(self) -> bool:
        """Read everything; return whether it is sound, and of a form both parsers read alike."""
        try:
            self._read()
        except _StopReading:
            pass
        except MarkedYAMLError as error:
            problem = error.problem or error.context or ""
            mark = error.problem_mark
            if mark is None or (error.context_mark is not None and noticed_late(problem)):
                mark = error.context_mark
            self._syntax_error(problem, mark)
        except (YAMLError, ArithmeticError, LookupError, TypeError, ValueError):
            # The pure parser lets some of Python's own errors through, say for a \U escape
            # beyond Unicode, and then knows only how far it had read.
            scanner: Any = getattr(self._parser, "scanner", None)
            self._syntax_error("", None if scanner is None else scanner.reader.get_mark())
        if self._root is None and not self._findings:
            message = gettext_lazy(
                "the file is empty; a submission begins with unit, period and status"
            )
            self._findings.append(Finding(EMPTY_FILE, self._path, START, message))
        return not self._findings and self._root is not None and bool(self._root.children)

    def _read(self) -> None:
        get_event = self._parser.get_event
        while (event := get_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent:
                self._scalar(event)
            elif kind is MappingStartEvent:
                self._start(event, {})
            elif kind is SequenceStartEvent:
                self._start(event, [])
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._end(event)
            elif kind is AliasEvent:
                self._count(event)
                self._refuse(ALIAS_OR_ANCHOR, event, _alias(f"*{event.anchor}"))
                self._add(Node(None, event.start_mark, event.end_mark))
            elif kind is DocumentStartEvent:
                self._document(event)

    def _refuse(self, rule: Rule, event: Any, message: Message) -> None:  # noqa: ANN401
        span = span_between(event.start_mark, event.end_mark)
        self._findings.append(Finding(rule, self._path, span, message))

    def _document(self, event: Any) -> None:  # noqa: ANN401
        self._documents += 1
        if self._documents > 1:
            message = gettext_lazy(
                "a second document begins here; write one submission or plan a file"
            )
            self._refuse(SEVERAL_DOCUMENTS, event, message)
            raise _StopReading

    def _check_properties(self, event: Any) -> None:  # noqa: ANN401
        if event.anchor is not None:
            self._refuse(ALIAS_OR_ANCHOR, event, _alias(f"&{event.anchor}"))
        if event.tag is not None:
            message = gettext_lazy(
                "the tag {tag} is not used here; write the value alone", tag=str(event.tag)
            )
            self._refuse(TAG_OR_DIRECTIVE, event, message)

    def _count(self, event: Any) -> None:  # noqa: ANN401
        self._values += 1
        if self._values > self._most:
            self._too_many(event)

    def _too_many(self, event: Any) -> NoReturn:  # noqa: ANN401
        span = span_between(event.start_mark, event.end_mark)
        self._findings.append(_too_many(self._path, span, self._most))
        raise _StopReading

    def _scalar(self, event: Any) -> None:  # noqa: ANN401
        # `ctag` is the tag itself, of which `tag` makes text.
        if event.ctag is not None or event.anchor is not None:
            self._check_properties(event)
        self._values += 1
        if self._values > self._most:
            self._too_many(event)
        text: str = event.value
        if not text.isascii():
            text = self._normalized(text, event)
        start, end = event.start_mark, event.end_mark
        plain = not event.style
        if not plain and ESCAPED_CONTROL.search(text):
            message = gettext_lazy("the text holds an escaped control character; write it without")
            self._refuse(ESCAPED_CONTROL_CHARACTER, event, message)
        if self._key is None and self._mapping is not None:
            if plain and text[:1].isspace():
                self._refuse(SYNTAX_ERROR, event, no_space(text[0]))
            if text in self._mapping:
                self._duplicate(text, event)
            self._key = text
            self._key_marks = (start, end)
        elif not plain:
            self._add(Node(text, start, end))
        elif text or self._key is None:
            self._add(Node(plain_scalar(text), start, end))
        else:
            # The parsers place a value that is not there differently; it stands behind its key.
            end = self._key_marks[1]
            self._add(Node(None, end, end))

    def _normalized(self, text: str, event: Any) -> str:  # noqa: ANN401
        if has_stacked_marks(text):
            message = gettext_lazy("a letter here carries more than 30 marks; write the text anew")
            self._refuse(STACKED_MARKS, event, message)
            raise _StopReading
        return unicodedata.normalize("NFC", text)

    def _duplicate(self, key: str, event: Any) -> None:  # noqa: ANN401
        message = gettext_lazy(
            "the key “{key}” stands here a second time; it is already on line {line}",
            key=key,
            line=str(self._open[-1].keys[key][0].line + 1),
        )
        self._refuse(DUPLICATE_KEY, event, message)

    def _start(self, event: Any, data: dict[str, Plain] | list[Plain]) -> None:  # noqa: ANN401
        self._check_properties(event)
        self._count(event)
        if self._mapping is not None and self._key is None:
            self._refuse(
                KEY_NOT_TEXT, event, gettext_lazy("a key must be a word, not a list or a mapping")
            )
            raise _StopReading
        node = Container(data, event.start_mark, event.end_mark)
        self._add(node)
        if len(self._open) == MAX_DEPTH:
            message = gettext_lazy("the file is nested deeper than {most} levels", most=MAX_DEPTH)
            self._refuse(TOO_DEEP, event, message)
            raise _StopReading
        self._open.append(node)
        self._enter(data)

    def _enter(self, data: Plain) -> None:
        self._mapping = data if isinstance(data, dict) else None
        self._list = data if isinstance(data, list) else None

    def _end(self, event: Any) -> None:  # noqa: ANN401
        node = self._open.pop()
        self._enter(self._open[-1].data if self._open else None)
        if node.children and event.start_mark.column == event.end_mark.column:
            # A block's end event stands where the next thing begins; the block ends with its
            # last child.
            node.end = next(reversed(node.children.values())).end
        else:
            node.end = event.end_mark

    def _add(self, node: Node) -> None:
        if self._mapping is not None and self._key is not None:
            key, self._key = self._key, None
            if key not in self._mapping:
                parent = self._open[-1]
                parent.keys[key] = self._key_marks
                parent.children[key] = node
                self._mapping[key] = node.data
        elif self._list is not None:
            self._open[-1].children[len(self._list)] = node
            self._list.append(node.data)
        elif self._mapping is None:
            empty = node.data is None and node.start.column == node.end.column
            self._root = None if empty and node.start.line == node.end.line else node

    def _syntax_error(self, problem: str, mark: Mark | None) -> None:
        span = START if mark is None else span_between(mark, mark)
        message = explained(problem)
        odd = self._odd_indentation(START.line if mark is None else span.line)
        if odd is not None:
            span, message = odd
        self._findings.append(Finding(SYNTAX_ERROR, self._path, span, message))

    def _odd_indentation(self, line: int) -> tuple[Span, Message] | None:
        """Return the odd indentation that a mistake on a line, or just above, comes from."""
        lines = re.split(r"\r\n|\r|\n", self._text)
        for number in range(line, max(0, line - 3), -1):
            found = ODD_INDENTATION.match(lines[number - 1]) if number <= len(lines) else None
            if found is not None:
                start, end = found.span(1)
                return Span(number, start + 1, number, end + 1), no_space(found[1][0])
        return None


def _alias(name: str) -> Message:
    return gettext_lazy(
        "the alias or anchor {name} is not used here; write the value itself", name=name
    )
