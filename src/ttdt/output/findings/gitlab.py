"""Findings as GitLab's code quality report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.finding import Severity
from ttdt.output.findings.fingerprint import fingerprints
from ttdt.text.json_writing import dumps

if TYPE_CHECKING:
    from ttdt.output.findings import CheckOutput

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def emit(emission: CheckOutput) -> str:
    """Return the report; the description carries the code, as GitLab shows little else."""
    return dumps(
        [
            {
                "description": f"{finding.code} {emission.language.translate(finding.message)}",
                "check_name": finding.code,
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[finding.rule.severity],
                "location": {
                    "path": finding.path,
                    "positions": {
                        "begin": {"line": finding.span.line, "column": finding.span.column},
                        "end": {"line": finding.span.end_line, "column": finding.span.end_column},
                    },
                },
            }
            for finding, fingerprint in zip(emission.findings, fingerprints(emission), strict=True)
        ]
    )
