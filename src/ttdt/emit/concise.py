"""A finding on one line: `path:line:column: CODE message`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.emit.log import file_name
from ttdt.inert import tame_line

if TYPE_CHECKING:
    from ttdt.emit import Emission
    from ttdt.finding import Finding
    from ttdt.language import Language


def emit(emission: Emission) -> str:
    """Return the findings, one a line."""
    return "".join(line(finding, emission.language) + "\n" for finding in emission.findings)


def line(finding: Finding, language: Language) -> str:
    """Return the finding on one line, inert whatever the file or its name holds."""
    return tame_line(f"{place(finding)}: {finding.code} {language.say(finding.message)}")


def place(finding: Finding) -> str:
    """Return where the finding is, for people and editors."""
    return f"{file_name(finding.path)}:{finding.span.line}:{finding.span.column}"
