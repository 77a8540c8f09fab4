"""The rules about the form of a file: which keys it has, and of what type their values are."""

from __future__ import annotations

from ttdt.finding import Rule
from ttdt.text.message import N_

UNKNOWN_KEY = Rule(
    "TT101",
    "unknown-key",
    what=N_("A key that nothing reads stands here."),
    why=N_("A misspelt key looks reported, and its figure is missing all the same."),
    fix=N_("Correct the spelling, or delete the line; the finding names the nearest key."),
    bad="figures:\n  vilage-roads: 30",
    good="figures:\n  village-roads: 30",
)
MISSING_KEY = Rule(
    "TT102",
    "missing-key",
    what=N_("A key that must be there is missing."),
    why=N_("Without it nobody can say what the file is or how its figures count."),
    fix=N_("Add the key with its value."),
    bad="unit: bac-ai\nperiod: 2024-Q2",
    good="unit: bac-ai\nperiod: 2024-Q2\nstatus: final",
)
WRONG_TYPE = Rule(
    "TT103",
    "wrong-type",
    what=N_("A value is of another kind than belongs here, such as a list for a number."),
    why=N_("It cannot be read without guessing, so it does not count."),
    fix=N_("Write a value of the kind that the finding names."),
    bad="village-roads: [30]",
    good="village-roads: 30",
)
NUMBER_AS_TEXT = Rule(
    "TT104",
    "number-as-text",
    what=N_("A number is written so that it is only text: in quotes, with a comma or a sign."),
    why=N_("“1.234” may mean 1234 or 1.234; ttdt never guesses, so the figure is left out."),
    fix=N_("Write digits alone, a point before decimals, no thousands mark, no % and no quotes."),
    bad="health-insurance: {percent: 98,5%}",
    good="health-insurance: {percent: 98.5}",
)
UNKNOWN_WORD = Rule(
    "TT105",
    "unknown-word",
    what=N_("A word stands here that is none of those allowed."),
    why=N_("What it is meant to say cannot be known, so the value does not count."),
    fix=N_("Choose one of the words that the finding lists."),
    bad="status: finished",
    good="status: final",
)
MALFORMED_VALUE = Rule(
    "TT106",
    "malformed-value",
    what=N_("A value is of the right kind and still cannot be read, such as a date."),
    why=N_("It cannot be read without guessing, so it does not count."),
    fix=N_("Write it in the form that the finding shows."),
    bad="submitted: 20/06/2024",
    good="submitted: 2024-06-20",
)

RULES: tuple[Rule, ...] = (
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_TYPE,
    NUMBER_AS_TEXT,
    UNKNOWN_WORD,
    MALFORMED_VALUE,
)
