from __future__ import annotations

from ttdt.finding import Finding, Span, bounded
from ttdt.schema.rules import MISSING_KEY, UNKNOWN_KEY
from ttdt.text.language import Language
from ttdt.text.message import gettext_lazy


def test_a_file_shows_a_hundred_findings_of_a_rule_and_says_how_many_more_there_are() -> None:
    made = [
        Finding(rule, path, Span(line, 1, line, 2), gettext_lazy("x"))
        for path in ("a.yaml", "b.yaml")
        for line in range(1, 131)
        for rule in (UNKNOWN_KEY, MISSING_KEY)
        if rule is UNKNOWN_KEY or line < 101
    ]
    shown = list(bounded(made))
    assert len(shown) == 2 * (100 + 100 + 1)
    last = [finding for finding in shown if finding.path == "a.yaml"][-1]
    assert (last.code, last.span.line) == ("TT101", 101)
    assert Language("en").translate(last.message) == (
        "30 more findings of this rule in this file, from here on, are not shown"
    )
