"""What is wrong with a file, and where."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from ttdt.text.message import Message, ngettext_lazy


class Severity(StrEnum):
    """How much a finding matters: what an error points at is not used, with a warning it is."""

    ERROR = "error"
    WARNING = "warning"


class Span(NamedTuple):
    """A stretch of a file; lines and columns count from 1, in characters, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)
"""Where a finding about a whole file points."""


class Rule(NamedTuple):
    """A kind of finding. Its code never changes meaning, its name says the bad pattern.

    The texts are in the source language and go through the catalogues when shown.
    """

    code: str
    name: str
    severity: Severity = Severity.ERROR
    what: str = ""
    """What the rule finds, in one sentence."""
    why: str = ""
    """What goes wrong where it is broken."""
    fix: str = ""
    """What to do about it."""
    bad: str = ""
    """YAML that breaks it."""
    good: str = ""
    """The same YAML, mended."""

    @property
    def family(self) -> str:
        """What the code begins with, for all rules of one kind: `TT2xx`."""
        return f"{self.code[:3]}xx"


class Finding(NamedTuple):
    """One rule broken at one place of one file."""

    rule: Rule
    path: str
    span: Span
    message: Message

    @property
    def code(self) -> str:
        """The rule's code, such as `TT201`."""
        return self.rule.code

    @property
    def is_error(self) -> bool:
        """Whether the finding makes what it points at unusable."""
        return self.rule.severity is Severity.ERROR

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """The order findings are shown in: path, line, column, code."""
        return (self.path, self.span.line, self.span.column, self.code, self.message.text)


MOST_SHOWN = 100
"""How many findings of one rule a file shows; whoever made more made one mistake many times."""


def bounded(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings, of one rule in one file no more than `MOST_SHOWN`.

    The next one's place then says how many more there are.
    """
    counts: dict[tuple[str, str], int] = {}
    first_left: dict[tuple[str, str], Finding] = {}
    kept: list[Finding | tuple[str, str]] = []
    for finding in findings:
        key = (finding.path, finding.code)
        counts[key] = counts.get(key, 0) + 1
        if counts[key] <= MOST_SHOWN:
            kept.append(finding)
        elif key not in first_left:
            first_left[key] = finding
            kept.append(key)
    for one in kept:
        if isinstance(one, Finding):
            yield one
        else:
            message = ngettext_lazy(
                "{n} more finding of this rule in this file, from here on, is not shown",
                "{n} more findings of this rule in this file, from here on, are not shown",
                counts[one] - MOST_SHOWN,
            )
            yield first_left[one]._replace(message=message)
