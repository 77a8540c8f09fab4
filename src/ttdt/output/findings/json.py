"""Findings as JSON, format `ttdt.check/1`: keys are only ever added within version 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ttdt.text.json_writing import dumps

if TYPE_CHECKING:
    from ttdt.finding import Finding
    from ttdt.output.findings import CheckOutput
    from ttdt.text.language import Language

FORMAT = "ttdt.check/1"


def emit(emission: CheckOutput) -> str:
    """Return the findings and the files checked as indented JSON."""
    errors = sum(finding.is_error for finding in emission.findings)
    return dumps(
        {
            "format": FORMAT,
            "version": emission.version,
            "summary": {
                "errors": errors,
                "warnings": len(emission.findings) - errors,
                "files": len(emission.checked),
            },
            "findings": [_finding(finding, emission.language) for finding in emission.findings],
            "files": list(emission.checked),
        }
    )


def _finding(finding: Finding, language: Language) -> dict[str, Any]:
    rule, span = finding.rule, finding.span
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": str(rule.severity),
        "path": finding.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "message": language.translate(finding.message),
        "why": language.gettext(rule.why) if rule.why else None,
        "fix": language.gettext(rule.fix) if rule.fix else None,
    }
