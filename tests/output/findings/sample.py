"""A small run of check: two files with findings, one clean."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ttdt.finding import START, Finding, Rule, Severity, Span
from ttdt.output.findings import CheckOutput
from ttdt.text.language import Language
from ttdt.text.message import Message, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TOO_MANY = Rule(
    "TT201",
    "numerator-above-population",
    what="A figure counts more than there are.",
    why="The rate would exceed 100 %, and nobody would believe the report.",
    fix="Correct the figure or its population.",
    bad="populations:\n  villages: 38\nfigures:\n  village-roads: 54\n",
    good="populations:\n  villages: 38\nfigures:\n  village-roads: 34\n",
)
COPIED = Rule(
    "TT304",
    "copied-figures",
    Severity.WARNING,
    what="Every figure is that of the round before.",
    why="A count that stands still everywhere was probably copied.",
    fix="Ask the district, and accept the warning with its answer.",
)
UNREADABLE = Rule("TT001", "unreadable-file")
RULES = MappingProxyType({rule.code: rule for rule in (UNREADABLE, TOO_MANY, COPIED)})

BAC_AI = "data/districts/bac-ai/2024-Q2.yaml"
NINH_HAI = "data/districts/ninh-hai/2024-Q2.yaml"
CLEAN = "data/districts/thuan-bac/2024-Q2.yaml"

SOURCES = {
    BAC_AI: (
        "unit: bac-ai",
        "populations: {villages: 38}",
        "figures:",
        "  village-roads: 54",
        '  cooperatives: {note: "Hợp tác xã 合作社 mới", value: -3}',
        "  solid-facilities:",
        "    schools: 12",
    )
}


def finding(
    message: Message | str,
    *,
    rule: Rule = TOO_MANY,
    path: str = BAC_AI,
    span: Span = START,
) -> Finding:
    said = gettext_lazy("{said}", said=message) if isinstance(message, str) else message
    return Finding(rule, path, span, said)


def emission(
    findings: Sequence[Finding],
    *,
    checked: Sequence[str] = (BAC_AI, NINH_HAI, CLEAN),
    language: str = "en",
    color: bool = False,
    sources: Mapping[str, tuple[str, ...]] | None = None,
    root: str = "",
) -> CheckOutput:
    return CheckOutput(
        findings=tuple(sorted(findings, key=lambda found: found.sort_key)),
        checked=tuple(checked),
        language=Language(language),
        sources=SOURCES if sources is None else sources,
        color=color,
        version="1.2.3",
        rules=RULES,
        root=root,
    )


def small(language: str = "en", *, color: bool = False) -> CheckOutput:
    return emission(
        [
            finding("every figure is that of 2024-Q1", rule=COPIED),
            finding("54 of 38 villages", span=Span(4, 18, 4, 20)),
            finding("-3 is below zero", span=Span(5, 51, 5, 53)),
            finding("parts, missing: classrooms: 2, “{x}”", rule=COPIED, span=Span(6, 3, 7, 16)),
            finding("permission denied", rule=UNREADABLE, path=NINH_HAI),
        ],
        language=language,
        color=color,
    )
