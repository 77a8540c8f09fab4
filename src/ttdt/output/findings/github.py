"""Findings as GitHub's workflow commands, which mark the lines in a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.text.escaping import escape_for_log

if TYPE_CHECKING:
    from ttdt.finding import Finding
    from ttdt.output.findings import CheckOutput
    from ttdt.text.language import Language

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def emit(emission: CheckOutput) -> str:
    """Return one command a finding."""
    return "".join(_command(finding, emission.language) + "\n" for finding in emission.findings)


def _command(finding: Finding, language: Language) -> str:
    span = finding.span
    properties = {
        "title": f"ttdt {finding.code} ({finding.rule.name})",
        # GitHub knows the file by its real name, in which only a line break can be passed on.
        "file": "\n".join(map(escape_for_log, finding.path.split("\n"))),
        "line": str(span.line),
        "endLine": str(span.end_line),
    }
    if span.line == span.end_line:
        properties |= {"col": str(span.column), "endColumn": str(span.end_column)}
    listed = ",".join(f"{key}={text.translate(_PROPERTY)}" for key, text in properties.items())
    message = escape_for_log(language.translate(finding.message)).translate(_DATA)
    return f"::{finding.rule.severity} {listed}::{message}"
