"""A finding on one line: `path:line:column: CODE message`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.output.findings.file_names import file_name
from ttdt.text.escaping import escape_log_line

if TYPE_CHECKING:
    from ttdt.finding import Finding
    from ttdt.output.findings import CheckOutput
    from ttdt.text.language import Language


def emit(emission: CheckOutput) -> str:
    """Return the findings, one a line."""
    return "".join(line(finding, emission.language) + "\n" for finding in emission.findings)


def line(finding: Finding, language: Language, where: str | None = None) -> str:
    """Return the finding on one line, inert whatever the file or its name holds.

    `where` is its place if that is not the one of the file.
    """
    return escape_log_line(
        f"{where or place(finding)}: {finding.code} {language.translate(finding.message)}"
    )


def place(finding: Finding) -> str:
    """Return where the finding is, for people and editors."""
    return f"{file_name(finding.path)}:{finding.span.line}:{finding.span.column}"
