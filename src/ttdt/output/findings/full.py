"""A finding with the line it is about, why it matters and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.finding import START, Severity
from ttdt.output.findings.concise import place
from ttdt.output.findings.snippet import snippet
from ttdt.text.escaping import escape_for_log, escape_log_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.finding import Finding
    from ttdt.output.findings import CheckOutput
    from ttdt.text.language import Language

_GUTTER = 5
_RESET, _BOLD, _DIM = "\x1b[0m", "\x1b[1m", "\x1b[2m"
_SEVERE = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m"}


def emit(emission: CheckOutput) -> str:
    """Return the findings, a blank line between them."""
    return "\n".join(
        "".join(f"{line}\n" for line in _lines(emission, finding)) for finding in emission.findings
    )


def severity_word(severity: Severity, language: Language) -> str:
    """Return the word for a severity."""
    return language.gettext("error") if severity is Severity.ERROR else language.gettext("warning")


def _lines(emission: CheckOutput, finding: Finding) -> Iterator[str]:
    language, rule = emission.language, finding.rule
    severe = _SEVERE[rule.severity]

    def style(text: str, escape: str) -> str:
        return f"{escape}{text}{_RESET}" if emission.color else text

    where = escape_log_line(f"{place(finding)}:")
    message = escape_for_log(language.translate(finding.message))
    yield f"{style(where, _BOLD)} {style(finding.code, severe)} {message}"
    yield from _source(emission, finding)
    edge = style(" " * _GUTTER + "=", _DIM)
    gettext = language.gettext
    yield f"{edge} {style(severity_word(rule.severity, language), severe)}: {rule.name}"
    if rule.why:
        yield f"{edge} {style(gettext('why'), _BOLD)}: {escape_for_log(gettext(rule.why))}"
    if rule.fix:
        yield f"{edge} {style(gettext('fix'), _BOLD)}: {escape_for_log(gettext(rule.fix))}"


def _source(emission: CheckOutput, finding: Finding) -> Iterator[str]:
    """Yield the line and its underline, unless the finding is about the whole file."""
    span = finding.span
    lines = emission.sources.get(finding.path, ())
    if span == START or span.line > len(lines):
        return
    shown = snippet(lines[span.line - 1], span)
    dim, severe, reset = (
        (_DIM, _SEVERE[finding.rule.severity], _RESET) if emission.color else ("", "", "")
    )
    number = f"{span.line:>{_GUTTER - 1}}"
    yield f"{dim}{number} |{reset} {shown.text}".rstrip()
    blank = " " * shown.start
    yield f"{dim}{'':{_GUTTER - 1}} |{reset} {blank}{severe}{'^' * shown.width}{reset}"
