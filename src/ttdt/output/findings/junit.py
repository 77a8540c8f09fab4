"""Findings as JUnit's XML: a suite for each file, a case for each finding.

An error fails its case. A warning is the output of a case that passes. A clean file is one case
that passes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from html import escape
from typing import TYPE_CHECKING

from ttdt.output.findings.concise import line
from ttdt.output.findings.file_names import file_name
from ttdt.text.escaping import escape_for_log

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ttdt.finding import Finding
    from ttdt.output.findings import CheckOutput
    from ttdt.text.language import Language


def emit(emission: CheckOutput) -> str:
    """Return the document; no character in it is one that XML forbids."""
    suites: dict[str, list[Finding]] = defaultdict(list, {path: [] for path in emission.checked})
    for finding in emission.findings:
        suites[finding.path].append(finding)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<testsuites{_attributes(name='ttdt', **_counts(suites.values()))}>",
    ]
    for path in sorted(suites):
        lines += _suite(path, suites[path], emission.language)
    return "\n".join([*lines, "</testsuites>", ""])


def _suite(path: str, findings: Sequence[Finding], language: Language) -> Iterator[str]:
    file = file_name(path)
    yield f"  <testsuite{_attributes(name=file, **_counts([findings]))}>"
    if not findings:
        clean = _attributes(name=language.gettext("no findings"), classname=file, file=file)
        yield f"    <testcase{clean}/>"
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.code] += 1
        yield from _case(finding, file, seen[finding.code], language)
    yield "  </testsuite>"


def _case(finding: Finding, file: str, turn: int, language: Language) -> Iterator[str]:
    """Yield a case, whose name has no line number, so that its history goes on when lines move."""
    rule = finding.rule
    name = f"{rule.code} {rule.name}" + (f" ({turn})" if turn > 1 else "")
    about = _attributes(name=name, classname=file, file=file, line=finding.span.line)
    text = escape("\n".join(_text(finding, language)))
    yield f"    <testcase{about}>"
    if finding.is_error:
        message = escape_for_log(language.translate(finding.message))
        yield f"      <failure{_attributes(message=message, type=rule.code)}>{text}</failure>"
    else:
        yield f"      <system-out>{text}</system-out>"
    yield "    </testcase>"


def _text(finding: Finding, language: Language) -> Iterator[str]:
    rule = finding.rule
    yield line(finding, language)
    if rule.why:
        yield f"{language.gettext('why')}: {escape_for_log(language.gettext(rule.why))}"
    if rule.fix:
        yield f"{language.gettext('fix')}: {escape_for_log(language.gettext(rule.fix))}"


def _counts(suites: Iterable[Sequence[Finding]]) -> dict[str, int]:
    known = list(suites)
    return {
        "tests": sum(max(1, len(findings)) for findings in known),
        "failures": sum(finding.is_error for findings in known for finding in findings),
        "errors": 0,
        "skipped": 0,
    }


def _attributes(**values: str | int) -> str:
    return "".join(f' {name}="{escape(str(value))}"' for name, value in values.items())
