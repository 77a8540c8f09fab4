"""Plans and submissions of a few lines, and what `check` says of them."""

from __future__ import annotations

from pathlib import Path

from ttdt.rules.runner import check_workspace
from ttdt.text.language import Language

PLAN = """\
plan: p
year: 2024
title: {vi: Kế hoạch}
province: {code: "58", name: Ninh Thuận}
units: {bac-ai: {code: "584", name: Bác Ái}, ninh-hai: {code: "586", name: Ninh Hải}}
populations: {villages: {name: {vi: thôn}}}
groups: {g: {name: {vi: G}}}
indicators:
"""
HOUSES = '  houses: {clause: "1", group: g, name: {vi: A}, measure: count}\n'


def submission(unit: str, period: str, extra: str = "") -> str:
    return (
        f"unit: {unit}\nperiod: {period}\nstatus: final\n{extra}"
        f"figures: {{houses: {{not_applicable: there are none}}}}\n"
    )


def lines(root: Path) -> list[str]:
    """Return the findings in a workspace that they call `data`, without columns."""
    english = Language("en")
    return [
        f"{finding.path.removeprefix('data/')}:{finding.span.line}: {finding.code}"
        f" {english.translate(finding.message)}"
        for finding in check_workspace(root, Path("data")).findings
    ]
