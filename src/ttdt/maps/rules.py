"""The rules that keep a map from being used."""

from __future__ import annotations

from ttdt.finding import Rule, Severity
from ttdt.text.message import N_

UNDECIDED_ENTRY = Rule(
    "TT601",
    "undecided-entry",
    # No figure is wrong for it, and a map may lie for weeks until someone knows.
    Severity.WARNING,
    what=N_("A map leaves open what a row, column or word of the table means."),
    why=N_("Only whoever knows the table can say it, so nothing is read by the map until then."),
    fix=N_("Put what is meant in the place of the “?”, or skip; the comment above names choices."),
    bad='figures:\n  D: {heading: Số hộ, holds: "?"}',
    good="figures:\n  D: {heading: Số hộ, holds: populations.households}",
)
UNKNOWN_NAME_IN_MAP = Rule(
    "TT602",
    "unknown-name-in-map",
    what=N_("A map names a unit, population, indicator or money that no plan has."),
    why=N_("The figures would belong to nothing, so nothing is read by the map."),
    fix=N_("Correct the name; ttdt targets and ttdt units list those that there are."),
    bad="figures:\n  D: {heading: Số hộ, holds: populations.housholds}",
    good="figures:\n  D: {heading: Số hộ, holds: populations.households}",
)
PLACE_IN_NO_TABLE = Rule(
    "TT603",
    "place-in-no-table",
    what=N_("A map names a row, column or cell in a way that no table has."),
    why=N_("Nobody can say where to read, so nothing is read by the map."),
    fix=N_("Write columns as letters (B, A-C), rows as numbers (4, 4-6), a cell as A2."),
    bad='units_in: rows\nnames_in: "2"',
    good="units_in: rows\nnames_in: B",
)
UNREADABLE_IDENTITY = Rule(
    "TT604",
    "unreadable-identity",
    what=N_("A rule of a map is no sum of columns or rows."),
    why=N_("It would be held against nothing, though its author meant it to be checked."),
    fix=N_("Write one column, “=”, and columns with “+” and “-” between them: H = D - E + F."),
    bad='rules: ["H = D * 2"]',
    good='rules: ["H = D - E + F"]',
)
LINE_HELD_TWICE = Rule(
    "TT605",
    "line-held-twice",
    what=N_("Two columns, or rows, of a map hold the same."),
    why=N_("Which of the two numbers is the figure cannot be known."),
    fix=N_("Let one of them be skip."),
    bad="figures:\n  C: {holds: literacy}\n  D: {holds: literacy}",
    good="figures:\n  C: {holds: literacy}\n  D: {holds: skip}",
)

RULES = (
    UNDECIDED_ENTRY,
    UNKNOWN_NAME_IN_MAP,
    PLACE_IN_NO_TABLE,
    UNREADABLE_IDENTITY,
    LINE_HELD_TWICE,
)
