from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ttdt.rules import RULES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Ttdt

TT201 = """\
TT201 numerator-above-population (error)
  A numerator is larger than the population it is a part of.

Why
  The rate would be above 100 %, so the figure is left out.

What to do
  Check whether the two are swapped, or the population is out of date.

Wrong
  populations: {villages: 38}
  figures: {village-roads: 40}

Right
  populations: {villages: 40}
  figures: {village-roads: 38}
"""


def test_rules_in_plain_text(ttdt: Ttdt) -> None:
    result = ttdt("rules")
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0].split() == ["Code", "Severity", "Rule", "What", "it", "finds"]
    assert [line.split()[0] for line in lines[1:]] == list(RULES)
    assert lines[1].split()[1:3] == ["error", "unreadable-file"]


def test_rules_as_a_table(ttdt: Ttdt) -> None:
    result = ttdt("rules", "--format", "table", "--color", "always")
    assert result.code == 0
    assert "\x1b[1mTT405\x1b[0m \x1b[1;33mwarning\x1b[0m  missing-submission" in result.out
    plain = ttdt("rules", "--format", "table").out
    assert "\x1b" not in plain
    assert all(len(line) <= 120 for line in plain.splitlines())


def test_rules_as_json(ttdt: Ttdt) -> None:
    document = json.loads(ttdt("rules", "--format", "json").out)
    assert document["format"] == "ttdt.rules/1"
    assert [rule["code"] for rule in document["rules"]] == list(RULES)
    assert set(document["rules"][0]) == {
        "code", "name", "severity", "what", "why", "fix", "bad", "good",
    }  # fmt: skip


def test_rules_in_a_file(ttdt: Ttdt, tmp_path: Path) -> None:
    target = tmp_path / "rules.json"
    assert ttdt("rules", "-o", str(target), "-q") == (0, "", "")
    assert json.loads(target.read_text("utf-8"))["rules"][0]["code"] == "TT001"
    result = ttdt("rules", "-o", str(tmp_path / "rules.odt"))
    assert (result.code, result.out) == (2, "")


def test_a_rule_by_code_or_name_in_any_case(ttdt: Ttdt) -> None:
    for word in ("TT201", "tt201", " TT201 ", "numerator-above-population"):
        assert ttdt("rule", word) == (0, TT201, "")


def test_a_rule_in_colour(ttdt: Ttdt) -> None:
    assert (
        "\n  \x1b[1;31mfigures: {village-roads: 40}\x1b[0m\n"
        in ttdt("rule", "TT201", "--format", "table", "--color", "always").out
    )


def test_a_rule_as_json(ttdt: Ttdt) -> None:
    (rule,) = json.loads(ttdt("rule", "TT201", "--format", "json").out)["rules"]
    assert rule["fix"] == "Check whether the two are swapped, or the population is out of date."


def test_every_rule_can_be_shown(ttdt: Ttdt) -> None:
    for code in RULES:
        result = ttdt("rule", code)
        assert (result.code, result.err) == (0, "")
        assert result.out.startswith(f"{code} ")


def test_a_rule_that_there_is_not(ttdt: Ttdt) -> None:
    result = ttdt("rule", "numerator-over-population")
    assert (result.code, result.out) == (2, "")
    assert "did you mean “numerator-above-population”?" in result.err
    assert ttdt("rule", "xyz").code == 2
    assert ttdt("rule").code == 2
