"""The rules of `check`: what each is about, and the functions that find where it is broken."""

from __future__ import annotations

from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from ttdt.maps import rules as map_rules
from ttdt.plan import rules as plan_rules
from ttdt.rules import (
    acceptance,
    days,
    figures,
    former_units,
    funding,
    funding_sums,
    placement,
    plans,
    programme,
    rounds,
    sums,
    tasks,
)
from ttdt.schema import rules as shape_rules
from ttdt.settings import rules as settings_rules
from ttdt.submission import rules as submission_rules
from ttdt.yaml import rules as source_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ttdt.finding import Rule


def by_code(rules: Iterable[Rule]) -> Mapping[str, Rule]:
    """Return the rules by code, sorted; raises `ValueError` for a code or name used twice."""
    found: dict[str, Rule] = {}
    names: dict[str, str] = {}
    for rule in sorted(rules, key=lambda rule: rule.code):
        if rule.code in found or rule.name in names:
            raise ValueError(f"two rules are called {rule.code} or {rule.name}")
        found[rule.code] = rule
        names[rule.name] = rule.code
    return MappingProxyType(found)


RULES: Mapping[str, Rule] = by_code(
    chain(
        source_rules.RULES,
        shape_rules.RULES,
        submission_rules.RULES,
        plan_rules.RULES,
        map_rules.RULES,
        settings_rules.RULES,
        (checked.rule for checked in acceptance.RULES),
        (checked.rule for checked in days.RULES),
        (checked.rule for checked in figures.RULES),
        (checked.rule for checked in former_units.RULES),
        (checked.rule for checked in former_units.SUCCESSION),
        (checked.rule for checked in funding.RULES),
        (checked.rule for checked in funding_sums.RULES),
        (checked.rule for checked in placement.RULES),
        (checked.rule for checked in plans.RULES),
        (checked.rule for checked in plans.BETWEEN_PLANS),
        (checked.rule for checked in programme.RULES),
        (checked.rule for checked in rounds.RULES),
        (checked.rule for checked in sums.RULES),
        (checked.rule for checked in tasks.RULES),
    )
)
"""Every rule by its code, in order."""
