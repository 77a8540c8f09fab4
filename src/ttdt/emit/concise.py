"""A finding on one line: `path:line:column: CODE message`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.inert import inert

if TYPE_CHECKING:
    from ttdt.finding import Finding
    from ttdt.language import Language


def line(finding: Finding, language: Language) -> str:
    """Return the finding on one line, inert whatever the file or its name holds."""
    place = f"{finding.path}:{finding.span.line}:{finding.span.column}"
    return inert(f"{place}: {finding.code} {language.say(finding.message)}")
