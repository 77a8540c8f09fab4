"""The rules about single figures, and about whose a submission is, that reading itself applies."""

from __future__ import annotations

from ttdt.finding import Rule
from ttdt.text.message import N_

NUMERATOR_ABOVE_POPULATION = Rule(
    "TT201",
    "numerator-above-population",
    what=N_("A numerator is larger than the population it is a part of."),
    why=N_("The rate would be above 100 %, so the figure is left out."),
    fix=N_("Check whether the two are swapped, or the population is out of date."),
    bad="populations: {villages: 38}\nfigures: {village-roads: 40}",
    good="populations: {villages: 40}\nfigures: {village-roads: 38}",
)
NEGATIVE_FIGURE = Rule(
    "TT202",
    "negative-figure",
    what=N_("A count of things or people is below 0."),
    why=N_("Counts run from 1 January and cannot be negative, so the figure is left out."),
    fix=N_("Write the count reached by the end of the period, not the change."),
    bad="new-cooperatives: -1",
    good="new-cooperatives: 1",
)
FRACTIONAL_COUNT = Rule(
    "TT203",
    "fractional-count",
    what=N_("A count of things or people has a fraction."),
    why=N_("Things and people are counted whole, so the figure is left out."),
    fix=N_("Write the whole number; if only a rate is known, write it as percent."),
    bad="resettled-households: 12.5",
    good="resettled-households: 125",
)
PERCENT_OUT_OF_RANGE = Rule(
    "TT204",
    "percent-out-of-range",
    what=N_("A percentage is below 0 or above 100."),
    why=N_("A part cannot be larger than its whole, so the figure is left out."),
    fix=N_("Check the decimal point; if it is a count, write it as value."),
    bad="health-insurance: {percent: 982}",
    good="health-insurance: {percent: 98.2}",
)
PERCENT_OF_A_COUNT = Rule(
    "TT205",
    "percent-of-a-count",
    what=N_("A percentage is given for an indicator that is a count."),
    why=N_("How many there are does not follow from it, so the figure is left out."),
    fix=N_("Write the count."),
    bad="resettled-households: {percent: 40}",
    good="resettled-households: {value: 20}",
)
FIGURE_SAYS_TWO_THINGS = Rule(
    "TT206",
    "figure-says-two-things",
    what=N_("A figure gives a number and says that there is none."),
    why=N_("Only one of the two can be right, so the figure is left out."),
    fix=N_("Keep the number, or the reason why there is none."),
    bad="resettled-households: {value: 20, not_applicable: no site in this district}",
    good="resettled-households: {not_applicable: no site in this district}",
)
REASON_MISSING = Rule(
    "TT207",
    "reason-missing",
    what=N_("A figure is called not applicable or not reported, without a reason."),
    why=N_("The reason stands in the report; without one nobody can tell why there is no figure."),
    fix=N_("Say in a few words why there is no figure."),
    bad='resettled-households: {not_applicable: ""}',
    good="resettled-households: {not_applicable: no site in this district}",
)
THOUSANDS_DOT = Rule(
    "TT210",
    "thousands-dot",
    what=N_("A count is written with a dot and three digits, as in 1.234."),
    why=N_(
        "The dot is read as the decimal point, so 1.234 would be a little more than 1, and 2.000"
        " would be 2."
    ),
    fix=N_("Write the number without the dot: 1234."),
    bad="electricity: 8.256",
    good="electricity: 8256",
)
PATH_AND_CONTENT_DISAGREE = Rule(
    "TT401",
    "path-and-content-disagree",
    what=N_("The file says another unit or period than its folder or name does."),
    why=N_("Its figures could be counted for the wrong unit or period, so none of them is."),
    fix=N_("Correct the file, or move it to where it belongs."),
    bad="# districts/bac-ai/2024-Q2.yaml\nunit: ninh-son\nperiod: 2024-Q2",
    good="# districts/bac-ai/2024-Q2.yaml\nunit: bac-ai\nperiod: 2024-Q2",
)
DISBURSED_ABOVE_AVAILABLE = Rule(
    "TT216",
    "disbursed-above-available",
    what=N_("More is disbursed than is carried over and assigned together."),
    why=N_("More than all cannot be spent, so the amounts are left out."),
    fix=N_("Check the unit of money and the decimal point, and whether an assignment is missing."),
    bad="funding: {p1: {local: {assigned: 510, disbursed: 5100}}}",
    good="funding: {p1: {local: {assigned: 510, disbursed: 510}}}",
)
NEGATIVE_AMOUNT = Rule(
    "TT217",
    "negative-amount",
    what=N_("An amount of money is below 0."),
    why=N_("Amounts run from 1 January and cannot be negative, so they are left out."),
    fix=N_("Write the amount reached by the end of the period, not the change."),
    bad="funding: {p1: {local: {assigned: 510, disbursed: -20}}}",
    good="funding: {p1: {local: {assigned: 510, disbursed: 20}}}",
)
TOO_MANY_DECIMALS = Rule(
    "TT218",
    "too-many-decimals",
    what=N_("An amount of money has more decimals than the plan's amounts have."),
    why=N_("It is in another unit of money, or a slip, so the amounts are left out."),
    fix=N_("Write the amount in the plan's unit, with at most its decimals."),
    bad="funding: {p1: {local: {assigned: 510.12345, disbursed: 0}}}",
    good="funding: {p1: {local: {assigned: 510.123, disbursed: 0}}}",
)
AMOUNTS_ABOVE_PROJECTS = Rule(
    "TT219",
    "amounts-above-projects",
    what=N_("Amounts are written at a project that is made of others."),
    why=N_("They would be counted twice, or beside those of the projects below, so they are not."),
    fix=N_("Write the amounts at the projects below it."),
    bad="funding: {p5: {local: {assigned: 510, disbursed: 0}}}",
    good="funding: {p5-1: {local: {assigned: 510, disbursed: 0}}}",
)
TASK_PERCENT_OUT_OF_RANGE = Rule(
    "TT220",
    "task-percent-out-of-range",
    what=N_("The percentage of a task is below 0 or above 100."),
    why=N_("No more than all of it can be done, so the task counts as without a word."),
    fix=N_("Write how much of the task is done, from 0 to 100."),
    bad="tasks: {iii-4-1: {status: under_way, percent: 400}}",
    good="tasks: {iii-4-1: {status: under_way, percent: 40}}",
)
CANCELLED_WITHOUT_REASON = Rule(
    "TT221",
    "cancelled-without-reason",
    what=N_("A task is called cancelled, without a reason."),
    why=N_("The reason stands in the report; without one nobody can tell why it is not done."),
    fix=N_("Say in a few words why the task was cancelled."),
    bad="tasks: {iii-4-1: {status: cancelled}}",
    good='tasks: {iii-4-1: {status: cancelled, reason: "merged into another one"}}',
)

RULES: tuple[Rule, ...] = (
    NUMERATOR_ABOVE_POPULATION,
    NEGATIVE_FIGURE,
    FRACTIONAL_COUNT,
    PERCENT_OUT_OF_RANGE,
    PERCENT_OF_A_COUNT,
    FIGURE_SAYS_TWO_THINGS,
    REASON_MISSING,
    THOUSANDS_DOT,
    PATH_AND_CONTENT_DISAGREE,
    DISBURSED_ABOVE_AVAILABLE,
    NEGATIVE_AMOUNT,
    TOO_MANY_DECIMALS,
    AMOUNTS_ABOVE_PROJECTS,
    TASK_PERCENT_OUT_OF_RANGE,
    CANCELLED_WITHOUT_REASON,
)
