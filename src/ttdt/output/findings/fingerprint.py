"""What tells a finding from others over time, wherever in its file it moves."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from ttdt.text.language import Language
from ttdt.text.message import Message

if TYPE_CHECKING:
    from ttdt.finding import Finding
    from ttdt.output.findings import CheckOutput


def fingerprints(emission: CheckOutput) -> list[str]:
    """Return a fingerprint for each finding, in their order; no two are the same.

    They come from the code, the path, the message and the text of the line, never from a line's
    number or the user's language. Equal ones are counted.
    """
    english = Language("en")
    seen: Counter[tuple[str, ...]] = Counter()
    made = []
    for finding in emission.findings:
        message = english.translate(_lasting(finding.message))
        key = (finding.code, finding.path, message, _line(emission, finding))
        seen[key] += 1
        parts = "\0".join((*key, str(seen[key])))
        made.append(sha256(parts.encode("utf-8", "surrogatepass")).hexdigest())
    return made


def _lasting(message: Message) -> Message:
    """Return the message without the numbers of lines, which change when the file grows."""
    return replace(message, params={name: _kept(name, it) for name, it in message.params.items()})


def _kept(name: str, value: object) -> object:
    if name == "line" or name.endswith("_line"):
        return ""
    return _lasting(value) if isinstance(value, Message) else value


def _line(emission: CheckOutput, finding: Finding) -> str:
    lines = emission.sources.get(finding.path, ())
    number = finding.span.line
    return _digest(lines[number - 1].strip()) if number <= len(lines) else ""


_LONG = 1000


@cache
def _digest(line: str) -> str:
    """Return a line, or what stands for it where it is long and may hold thousands of findings."""
    return line if len(line) <= _LONG else sha256(line.encode("utf-8", "surrogatepass")).hexdigest()
