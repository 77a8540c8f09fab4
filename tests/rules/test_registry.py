from __future__ import annotations

import re

import pytest

from ttdt.finding import Rule, Severity
from ttdt.rules import RULES, by_code

TEXTS = ("what", "why", "fix", "bad", "good")


def test_rules_stand_in_the_order_of_their_codes() -> None:
    assert list(RULES) == sorted(RULES)
    assert all(code == rule.code for code, rule in RULES.items())
    assert RULES["TT201"].name == "numerator-above-population"


def test_nobody_can_change_them() -> None:
    with pytest.raises(TypeError):
        RULES["TT999"] = Rule("TT999", "x")  # type: ignore[index]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Rule("TT901", "a"), Rule("TT901", "b")),
        (Rule("TT901", "a"), Rule("TT902", "a")),
    ],
)
def test_a_code_or_name_used_twice(first: Rule, second: Rule) -> None:
    with pytest.raises(ValueError, match="two rules are called"):
        by_code([first, second])


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_rule_is_described(rule: Rule) -> None:
    assert re.fullmatch(r"TT[0-7][0-9]{2}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", rule.name)
    assert rule.severity in Severity
    for name in TEXTS:
        text = getattr(rule, name)
        assert text == text.strip(), name
        assert text, name
    for name in ("what", "why", "fix"):
        assert getattr(rule, name).endswith("."), name
    assert rule.bad != rule.good
