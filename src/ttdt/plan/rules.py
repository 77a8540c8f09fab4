"""The rules that keep a plan from being used: names that lead nowhere, keys that do not fit."""

from __future__ import annotations

from ttdt.finding import Rule
from ttdt.text.message import N_

UNKNOWN_POPULATION = Rule(
    "TT502",
    "unknown-population",
    what=N_("An indicator or population names a population that the plan does not have."),
    why=N_("There is nothing to hold its figures against, so the plan cannot be used."),
    fix=N_("Correct the name, or add the population to the plan's populations."),
    bad="populations: {villages: …}\nindicators:\n  village-roads: {population: vilages, …}",
    good="populations: {villages: …}\nindicators:\n  village-roads: {population: villages, …}",
)
INDICATOR_WITHOUT_GROUP = Rule(
    "TT507",
    "indicator-without-group",
    what=N_("An indicator names a group that the plan does not have."),
    why=N_("Reports are ordered by group, so it would stand in none."),
    fix=N_("Correct the name, or add the group to the plan's groups."),
    bad="groups: {infrastructure: …}\nindicators:\n  village-roads: {group: roads, …}",
    good="groups: {infrastructure: …}\nindicators:\n  village-roads: {group: infrastructure, …}",
)
TARGET_WITHOUT_ONE_COMPARATOR = Rule(
    "TT508",
    "target-without-one-comparator",
    what=N_("A target has no comparator, or more than one."),
    why=N_("Whether it is met could not be said."),
    fix=N_("Keep exactly one of at_least, more_than, at_most, less_than and about."),
    bad="target: {at_least: 75, more_than: 75}",
    good="target: {at_least: 75}",
)
KEY_OF_ANOTHER_MEASURE = Rule(
    "TT509",
    "key-of-another-measure",
    what=N_("An indicator or target has a key that does not go with its measure."),
    why=N_("The key would have no effect, though its author meant it to have one."),
    fix=N_("Delete the key, or correct the measure."),
    bad="measure: count\npopulation: villages",
    good="measure: rate\npopulation: villages",
)
UNKNOWN_UNIT_IN_TARGET = Rule(
    "TT510",
    "unknown-unit-in-target",
    what=N_("A target gives a share to a unit that the plan does not have."),
    why=N_("Nobody would be held to the share."),
    fix=N_("Correct the unit's id, or add the unit to the plan's units."),
    bad="target: {at_least: 50, by_unit: {bacai: 50}}",
    good="target: {at_least: 50, by_unit: {bac-ai: 50}}",
)
MILESTONE_NOT_MONOTONE = Rule(
    "TT504",
    "milestone-not-monotone",
    what=N_("A milestone is past the target, or leads away from it."),
    why=N_("Whether a unit is on track is judged by the milestone, so the verdict would be wrong."),
    fix=N_("Correct the milestone: each must lie between the one before it and the target."),
    bad="target: {at_least: 75}\npace: {Q1: 72, Q2: 70}",
    good="target: {at_least: 75}\npace: {Q1: 70, Q2: 72}",
)
TARGET_OUT_OF_RANGE = Rule(
    "TT505",
    "target-out-of-range",
    what=N_("A target lies where no value of its measure can lie."),
    why=N_("It can never be met, or is met whatever happens, so the verdict means nothing."),
    fix=N_("Write the target in per cent, from 0 to 100; a change, in points from -100 to 100."),
    bad="measure: rate\ntarget: {at_least: 750}",
    good="measure: rate\ntarget: {at_least: 75}",
)
COMPARATOR_CONTRADICTING_BETTER = Rule(
    "TT506",
    "comparator-contradicting-better",
    what=N_("A target's comparator says that one way is better, its indicator the other."),
    why=N_("Whether it is met and whether it is on track would be judged in opposite ways."),
    fix=N_(
        "With better: lower write at_most or less_than; otherwise at_least, more_than or about."
    ),
    bad="better: lower\ntarget: {at_least: 15}",
    good="better: lower\ntarget: {at_most: 15}",
)
THOUSANDS_DOT_IN_PLAN = Rule(
    "TT512",
    "thousands-dot-in-plan",
    what=N_("A target or milestone of a count is written with a dot and three digits, as 1.200."),
    why=N_("The dot is read as the decimal point, so 1.200 would be a little more than 1."),
    fix=N_("Write the number without the dot: 1200."),
    bad="measure: count\ntarget: {at_least: 1.200}",
    good="measure: count\ntarget: {at_least: 1200}",
)
UNIT_ID_TWICE = Rule(
    "TT518",
    "unit-id-twice",
    what=N_("Two units of a plan have one id, in different places of the tree."),
    why=N_("Nobody could say whose figures are meant, and whose share of a target."),
    fix=N_("Give each unit an id of its own, such as phuoc-hoa-bac-ai."),
    bad="bac-ai: {units: {phuoc-hoa: …}}\nninh-son: {units: {phuoc-hoa: …}}",
    good="bac-ai: {units: {phuoc-hoa: …}}\nninh-son: {units: {phuoc-hoa-ninh-son: …}}",
)
PROJECT_ID_TWICE = Rule(
    "TT523",
    "project-id-twice",
    what=N_("Two projects of a plan have one id, in different places of the tree."),
    why=N_("Nobody could say for which of them an amount is reported."),
    fix=N_("Give each project an id of its own, such as p1-1."),
    bad="p1: {projects: {roads: …}}\np4: {projects: {roads: …}}",
    good="p1: {projects: {p1-roads: …}}\np4: {projects: {p4-roads: …}}",
)
UNKNOWN_NAME_IN_PROGRAMME = Rule(
    "TT524",
    "unknown-name-in-programme",
    what=N_("A task or indicator names a body, unit or indicator that the plan does not have."),
    why=N_("Nobody would be asked for it, or its verdict would stand beside nothing."),
    fix=N_("Correct the name, or add what it names to the plan."),
    bad="bodies: {ban-dan-toc: …}\ntasks: {iii-10-1: {responsible: [ban-dantoc], …}}",
    good="bodies: {ban-dan-toc: …}\ntasks: {iii-10-1: {responsible: [ban-dan-toc], …}}",
)

RULES: tuple[Rule, ...] = (
    UNKNOWN_POPULATION,
    MILESTONE_NOT_MONOTONE,
    TARGET_OUT_OF_RANGE,
    COMPARATOR_CONTRADICTING_BETTER,
    INDICATOR_WITHOUT_GROUP,
    TARGET_WITHOUT_ONE_COMPARATOR,
    KEY_OF_ANOTHER_MEASURE,
    UNKNOWN_UNIT_IN_TARGET,
    THOUSANDS_DOT_IN_PLAN,
    UNIT_ID_TWICE,
    PROJECT_ID_TWICE,
    UNKNOWN_NAME_IN_PROGRAMME,
)
