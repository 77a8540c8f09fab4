"""Applying rules: from a history, a plan or a shelf to findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.finding import START, Finding, Severity
from ttdt.rules import RULES, acceptance, deadlines, figures, placement, plans, rounds

if TYPE_CHECKING:
    from ttdt.finding import Rule
    from ttdt.plan import Plan
    from ttdt.rules.registry import Problem
    from ttdt.submission.history import History
    from ttdt.workspace.index import SubmissionIndex
    from ttdt.yaml import YamlDocument

_HISTORY_RULES = (*figures.RULES, *rounds.RULES, *deadlines.RULES)
_ERRORS = frozenset(code for code, rule in RULES.items() if rule.severity is Severity.ERROR)


def check_history(history: History) -> list[Finding]:
    """Return what is wrong with a unit's submissions; what a file accepts with a reason is not."""
    findings = [finding for filed in history.all for finding in filed.all_findings]
    silenced = acceptance.AcceptanceLog(_ERRORS)
    for checked in _HISTORY_RULES:
        findings += [
            _finding(checked.rule, problem)
            for problem in checked.check(history)
            if not silenced.by(problem, checked.rule)
        ]
    for checked_acceptance in acceptance.RULES:
        findings += [
            _finding(checked_acceptance.rule, problem)
            for problem in checked_acceptance.check(history, silenced)
        ]
    return findings


def check_plan(plan: Plan, document: YamlDocument) -> list[Finding]:
    """Return what is doubtful about a plan that can be used."""
    return [
        Finding(checked.rule, document.path, span, message)
        for checked in plans.RULES
        for span, message in checked.check(plan, document)
    ]


def check_shelf(shelf: SubmissionIndex) -> list[Finding]:
    """Return what is wrong with the files that lie in districts/, and which are missing."""
    return [
        Finding(checked.rule, path, START, message)
        for checked in placement.RULES
        for path, message in checked.check(shelf)
    ]


def _finding(rule: Rule, problem: Problem) -> Finding:
    return Finding(rule, problem.submission.path, problem.span, problem.message)
