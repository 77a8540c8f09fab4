"""What `check` looks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.app.outcome import Outcome
from ttdt.app.resolving import unknown_word
from ttdt.document.rules import RuleAnswer, RulesAnswer
from ttdt.errors import TtdtError
from ttdt.rules import RULES

if TYPE_CHECKING:
    from ttdt.finding import Rule


def list_rules() -> Outcome:
    """Return all rules, by code."""
    return Outcome(RulesAnswer(tuple(RULES.values())))


def explain_rule(word: str) -> Outcome:
    """Return all that is said of one rule; raises `TtdtError` where there is none."""
    return Outcome(RuleAnswer(_rule(word)))


def _rule(word: str) -> Rule:
    """Return the rule of a code or name, in any case."""
    wanted = word.strip().upper()
    for found in RULES.values():
        if wanted in {found.code, found.name.upper()}:
            return found
    names = [found.name for found in RULES.values()]
    raise TtdtError(unknown_word("CODE", word, (*RULES, *names), tuple(RULES)))
