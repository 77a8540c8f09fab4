"""Findings as SARIF 2.1.0, for code scanning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ttdt.output.findings import uri
from ttdt.output.findings.fingerprint import fingerprints
from ttdt.text.json_writing import dumps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.finding import Finding, Rule
    from ttdt.output.findings import CheckOutput
    from ttdt.text.language import Language

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_ROOT = "%SRCROOT%"
_FINGERPRINT = "ttdtFinding/v1"


def emit(emission: CheckOutput) -> str:
    """Return a log of one run."""
    used = {finding.code: finding.rule for finding in emission.findings}
    rules = dict(sorted((used | dict(emission.rules)).items()))
    index = {code: place for place, code in enumerate(rules)}
    language = emission.language
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "ttdt",
                "version": emission.version,
                "language": language.code,
                "rules": [_rule(rule, language) for rule in rules.values()],
            }
        },
        "language": language.code,
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True}],
        "artifacts": [{"location": _artifact(path)} for path in dict.fromkeys(emission.checked)],
        "results": [
            _result(finding, index, fingerprint, language)
            for finding, fingerprint in zip(emission.findings, fingerprints(emission), strict=True)
        ],
    }
    if emission.root:
        root = uri.absolute(emission.root.rstrip("/\\") + "/")
        run["originalUriBaseIds"] = {_ROOT: {"uri": root}}
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule, language: Language) -> dict[str, Any]:
    what, why, fix = (
        language.gettext(text) if text else "" for text in (rule.what, rule.why, rule.fix)
    )
    described: dict[str, Any] = {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": what or rule.name},
        "fullDescription": {"text": " ".join(filter(None, (what, why))) or rule.name},
        "defaultConfiguration": {"level": str(rule.severity)},
        "properties": {"tags": [rule.family], "problem.severity": str(rule.severity)},
    }
    if why or fix or rule.bad or rule.good:
        described["help"] = _help(rule, why, fix, language)
    return described


def _help(rule: Rule, why: str, fix: str, language: Language) -> dict[str, str]:
    """Return why and how, in plain text and with the examples in Markdown."""
    headed = [(language.gettext("why"), why), (language.gettext("fix"), fix)]
    plain = [f"{head}: {text}" for head, text in headed if text]
    marked = [f"**{head}**: {text}" for head, text in headed if text]
    examples = [(language.gettext("wrong"), rule.bad), (language.gettext("right"), rule.good)]
    for head, example in examples:
        if example:
            plain.append(f"{head}:\n{example.rstrip()}")
            marked.append(f"**{head}**:\n\n```yaml\n{example.rstrip()}\n```")
    return {"text": "\n".join(plain), "markdown": "\n\n".join(marked)}


def _result(
    finding: Finding, index: Mapping[str, int], fingerprint: str, language: Language
) -> dict[str, Any]:
    span = finding.span
    return {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": str(finding.rule.severity),
        "message": {"text": _plain(language.translate(finding.message))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _artifact(finding.path),
                    "region": {
                        "startLine": span.line,
                        "startColumn": span.column,
                        "endLine": span.end_line,
                        "endColumn": span.end_column,
                    },
                }
            }
        ],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }


def _plain(text: str) -> str:
    """Return data as the text of a message, in which SARIF reads `[text](target)` as a link."""
    return text.replace("](", r"\](")


def _artifact(path: str) -> dict[str, str]:
    if uri.is_absolute(path):
        return {"uri": uri.absolute(path)}
    return {"uri": uri.relative(path), "uriBaseId": _ROOT}
