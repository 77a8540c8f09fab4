"""From a path or bytes to a document, refusing what cannot be read as text."""

from __future__ import annotations

import errno
import os
import re
import stat
from codecs import BOM_UTF8
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from ttdt.finding import START, Finding, Span
from ttdt.text.message import Message, gettext_lazy
from ttdt.yaml.document import YamlDocument
from ttdt.yaml.parsers import MAX_VALUES
from ttdt.yaml.rules import CONTROL_CHARACTER, NOT_UTF8, TOO_LARGE, UNREADABLE_FILE

if TYPE_CHECKING:
    from pathlib import Path

    from ttdt.finding import Rule


_MIB = 1024 * 1024
_STEP = 64 * 1024
"""Nearly every file is read in one such step. For a step of a MiB the system gives and takes back
the room for it each time, which takes twice as long as reading the file."""


class Limits(NamedTuple):
    """How large a file may be, before anything in it is looked at, and how many values it has."""

    bytes: int
    values: int


SUBMISSION_LIMITS = Limits(_MIB, MAX_VALUES)
PLAN_LIMITS = Limits(4 * _MIB, 250_000)
"""A plan of 20,000 units with a share for each in some targets fits."""

# C0 except tab and line ends, DEL, C1, line separators, surrogates, a byte order mark inside.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)


def read(path: Path | str, shown: str, limits: Limits = SUBMISSION_LIMITS) -> YamlDocument:
    """Return the document in a regular file within the limits; `shown` names it in findings.

    Never raises for what the file is or holds: that is a finding, and the document not readable.
    """
    try:
        content = _read_bytes(path, limits.bytes)
    except _RefusedError as refused:
        return YamlDocument(shown, (Finding(refused.rule, shown, START, refused.message),))
    return parse(content, shown, limits)


def parse(content: bytes, shown: str, limits: Limits = SUBMISSION_LIMITS) -> YamlDocument:
    """Return the document in `content`, which must be UTF-8, with or without a byte order mark."""
    if len(content) > limits.bytes:
        finding = Finding(TOO_LARGE, shown, START, _too_large(limits.bytes))
        return YamlDocument(shown, (finding,))
    try:
        content = content.removeprefix(BOM_UTF8)
        text = content.decode()
    except UnicodeDecodeError as error:
        return YamlDocument(shown, (_not_utf8(content, error.start, shown),))
    bad = _CONTROL.search(text)
    if bad is not None:
        message = gettext_lazy(
            "the control character U+{code} has no place in a file of figures; delete it",
            code=f"{ord(bad[0]):04X}",
        )
        finding = Finding(CONTROL_CHARACTER, shown, _text_span(text, bad.start()), message)
        return YamlDocument(shown, (finding,))
    return YamlDocument.of(text, shown, limits.values)


def may_hold_key(path: Path, key: str, limits: Limits = SUBMISSION_LIMITS) -> bool:
    """Return whether the document in a file may have a key that is written as ids are.

    Its characters stand in the file one after the other, unless one of them is escaped: no other
    way of writing a key takes one apart, and no other character is read as one of them.
    """
    try:
        content = _read_bytes(path, limits.bytes)
    except _RefusedError:
        return False
    return key.encode() in content or b"\\" in content


def read_lines(path: Path) -> tuple[str, ...]:
    """Return a file's lines as they are numbered in findings; none where it cannot be read."""
    try:
        return split_lines(_read_bytes(path, PLAN_LIMITS.bytes))
    except _RefusedError:
        return ()


def split_lines(content: bytes) -> tuple[str, ...]:
    """Return the lines of a file's content without their ends; what is not UTF-8 is replaced."""
    return tuple(_LINE_END.split(content.removeprefix(BOM_UTF8).decode(errors="replace")))


_LINE_END = re.compile(r"\r\n|\r|\n")


class _RefusedError(Exception):
    def __init__(self, rule: Rule, message: Message) -> None:
        super().__init__(rule.code)
        self.rule = rule
        self.message = message


def _too_large(most: int) -> Message:
    return gettext_lazy(
        "the file is larger than {most} MiB; a submission or plan is a few kilobytes",
        most=str(most // _MIB),
    )


def _is_folder() -> Message:
    return gettext_lazy("this is a folder, not a file")


def _not_regular() -> Message:
    return gettext_lazy("this is not a regular file, so it is not read")


def _open_problem(error: OSError | ValueError) -> Message:
    match error:
        case FileNotFoundError():
            return gettext_lazy("the file does not exist")
        case PermissionError() if os.name == "nt":
            return gettext_lazy(
                "the file cannot be opened: permission denied, unless another program has it open;"
                " close it there and try again"
            )
        case PermissionError():
            return gettext_lazy("the file cannot be opened: permission denied")
        case OSError(errno=errno.ELOOP):
            return gettext_lazy("the link leads back to itself")
        case OSError(errno=errno.ENXIO):
            return _not_regular()
        case _:
            return gettext_lazy(
                "the file cannot be opened: {error}", error=getattr(error, "strerror", error)
            )


def _read_bytes(path: Path | str, most: int) -> bytes:
    # Non-blocking, because opening a FIFO without a writer would wait for ever.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except (OSError, ValueError) as error:
        # Linux opens folders, too; Windows refuses them as if they were forbidden.
        problem = _is_folder() if os.path.isdir(path) else _open_problem(error)  # noqa: PTH112 - it never raises
        raise _RefusedError(UNREADABLE_FILE, problem) from None
    try:
        status = os.fstat(handle)
        if stat.S_ISDIR(status.st_mode):
            raise _RefusedError(UNREADABLE_FILE, _is_folder())
        if not stat.S_ISREG(status.st_mode):
            raise _RefusedError(UNREADABLE_FILE, _not_regular())
        if status.st_size > most:
            raise _RefusedError(TOO_LARGE, _too_large(most))
        return _read_all(handle, most)
    except OSError as error:
        problem = gettext_lazy("the file cannot be read: {error}", error=error.strerror)
        raise _RefusedError(UNREADABLE_FILE, problem) from None
    finally:
        # What was read was read, whatever a disk far away says to the closing.
        with suppress(OSError):
            os.close(handle)


def _read_all(handle: int, most: int) -> bytes:
    chunks: list[bytes] = []
    left = most + 1
    while left > 0 and (chunk := os.read(handle, min(left, _STEP))):
        chunks.append(chunk)
        left -= len(chunk)
    return b"".join(chunks)


def _not_utf8(content: bytes, offset: int, shown: str) -> Finding:
    before = content[:offset]
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode()) + 1
    line = before.count(b"\n") + 1
    message = gettext_lazy(
        "the byte {byte} is not UTF-8 text; save the file with the encoding UTF-8",
        byte=f"0x{content[offset]:02X}",
    )
    return Finding(NOT_UTF8, shown, Span(line, column, line, column + 1), message)


def _text_span(text: str, offset: int) -> Span:
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return Span(line, column, line, column + 1)
