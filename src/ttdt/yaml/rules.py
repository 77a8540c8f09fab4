"""The rules about reading a file: what is not text, not YAML, or YAML that no data needs."""

from __future__ import annotations

from ttdt.finding import Rule
from ttdt.text.message import N_

UNREADABLE_FILE = Rule(
    "TT001",
    "unreadable-file",
    what=N_("The file cannot be opened, or is no regular file."),
    why=N_("Nothing in it can be read, so its figures are missing from every sum."),
    fix=N_("Put an ordinary file there that you are allowed to read."),
    bad="# districts/bac-ai/2024-Q2.yaml/",
    good="# districts/bac-ai/2024-Q2.yaml",
)
NOT_UTF8 = Rule(
    "TT002",
    "not-utf8",
    what=N_("The file is not text in the encoding UTF-8."),
    why=N_("Letters with diacritics could be read as others, so nothing in it is read."),
    fix=N_("Open the file in your editor and save it with the encoding UTF-8."),
    bad="# windows-1258",
    good="# UTF-8",
)
SYNTAX_ERROR = Rule(
    "TT003",
    "syntax-error",
    what=N_("The file breaks the rules of YAML."),
    why=N_("From there on nobody can say what belongs to what, so nothing in it counts."),
    fix=N_("Look at this line and the one above: indentation, colons, quotes, brackets."),
    bad="populations:\n  communes: 9\n villages: 38",
    good="populations:\n  communes: 9\n  villages: 38",
)
DUPLICATE_KEY = Rule(
    "TT004",
    "duplicate-key",
    what=N_("A key stands twice in the same place."),
    why=N_("Only one of the two values could count, and nobody can say which is right."),
    fix=N_("Delete the line that is wrong."),
    bad="village-roads: 30\nvillage-roads: 31",
    good="village-roads: 31",
)
ALIAS_OR_ANCHOR = Rule(
    "TT005",
    "alias-or-anchor",
    what=N_("The file uses an anchor (&name) or an alias (*name)."),
    why=N_("A value that stands elsewhere is overlooked when it is corrected."),
    fix=N_("Write the value itself; put text that begins with & or * in quotes."),
    bad="communes: &n 9\nvillages: *n",
    good="communes: 9\nvillages: 9",
)
TAG_OR_DIRECTIVE = Rule(
    "TT006",
    "tag-or-directive",
    what=N_("The file uses a YAML tag (!name) or directive (%YAML)."),
    why=N_("Tags change what a value means; figures need none."),
    fix=N_("Delete the tag or directive; put text that begins with ! in quotes."),
    bad='village-roads: !!int "30"',
    good="village-roads: 30",
)
SEVERAL_DOCUMENTS = Rule(
    "TT007",
    "several-documents",
    what=N_("The file holds more than one document, divided by a line of three hyphens."),
    why=N_("A file is one submission or one plan; what follows would not be read."),
    fix=N_("Put each document in a file of its own, or delete the line."),
    bad="unit: bac-ai\n---\nunit: ninh-son",
    good="unit: bac-ai",
)
EMPTY_FILE = Rule(
    "TT008",
    "empty-file",
    what=N_("The file holds nothing, or only comments."),
    why=N_("It looks as if the unit had handed in its figures, and there are none."),
    fix=N_("Fill it in, beginning with unit, period and status, or delete it."),
    bad="# 2024-Q2",
    good="unit: bac-ai\nperiod: 2024-Q2\nstatus: final",
)
TOO_DEEP = Rule(
    "TT009",
    "too-deep",
    what=N_("Mappings or lists stand in each other more than 20 levels deep."),
    why=N_("No submission or plan needs that; something has gone wrong in making the file."),
    fix=N_("Compare the file with one that is in order, or make it anew from the template."),
    bad="[[[[[[[[[[[[[[[[[[[[[9]]]]]]]]]]]]]]]]]]]]]",
    good="villages: 9",
)
TOO_LARGE = Rule(
    "TT010",
    "too-large",
    what=N_("The file is larger than 1 MiB."),
    why=N_("A submission or plan is a few kilobytes, so this is another file or a broken one."),
    fix=N_("Put the right file there; keep documents and pictures elsewhere."),
    bad="# 2024-Q2.yaml: 3 MiB",
    good="# 2024-Q2.yaml: 4 KiB",
)
CONTROL_CHARACTER = Rule(
    "TT011",
    "control-character",
    what=N_("The file holds a character that is not shown and steers devices instead."),
    why=N_("It makes what is seen differ from what is read."),
    fix=N_("Delete the character; typing the line anew is the surest way."),
    bad="source: Report 12<U+0008>",
    good="source: Report 12",
)
TOO_MANY_VALUES = Rule(
    "TT012",
    "too-many-values",
    what=N_("The file holds more than 20,000 keys and values, or as a plan more than 250,000."),
    why=N_("No submission or plan needs as many; something has gone wrong in making the file."),
    fix=N_("Put the right file there, or make it anew from the template."),
    bad="villages: [1, 2, 3, …, 20001]",
    good="villages: 38",
)
ESCAPED_CONTROL_CHARACTER = Rule(
    "TT013",
    "escaped-control-character",
    what=N_("A text in quotes holds a control character, written as an escape."),
    why=N_("It would act on the screen or the document that the text is shown in."),
    fix=N_("Delete the escape, or put the text in single quotes."),
    bad='source: "Report\\u0007 12"',
    good='source: "Report 12"',
)
KEY_NOT_TEXT = Rule(
    "TT014",
    "key-not-text",
    what=N_("A list or mapping stands where a key belongs."),
    why=N_("Keys are words; a bracket too many makes a key of what should be a value."),
    fix=N_("Write a word before the colon, and put text that begins with a bracket in quotes."),
    bad="figures:\n  [village-roads]: 30",
    good="figures:\n  village-roads: 30",
)
STACKED_MARKS = Rule(
    "TT015",
    "stacked-marks",
    what=N_("A letter carries more than 30 diacritics."),
    why=N_("No language needs that; the text is damaged, or meant to hide what is below it."),
    fix=N_("Type the text anew."),
    bad="note: a<U+0301 × 31>",
    good="note: á",
)

RULES: tuple[Rule, ...] = (
    UNREADABLE_FILE,
    NOT_UTF8,
    SYNTAX_ERROR,
    DUPLICATE_KEY,
    ALIAS_OR_ANCHOR,
    TAG_OR_DIRECTIVE,
    SEVERAL_DOCUMENTS,
    EMPTY_FILE,
    TOO_DEEP,
    TOO_LARGE,
    CONTROL_CHARACTER,
    TOO_MANY_VALUES,
    ESCAPED_CONTROL_CHARACTER,
    KEY_NOT_TEXT,
    STACKED_MARKS,
)
