"""The sheets of a plan's workbook and their columns, and where in the plan each cell stands."""

from __future__ import annotations

from enum import Enum, auto
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ttdt.schema.plan import (
    GroupShape,
    IndicatorShape,
    PlanShape,
    PopulationShape,
    UnitShape,
)
from ttdt.schema.programme import BodyShape, ProjectShape, SourceShape, TaskShape
from ttdt.text.message import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.schema.validation import Shape
    from ttdt.yaml import Loc


class CellKind(Enum):
    """What belongs into the cells of a column."""

    WORDS = auto()
    NUMBER = auto()
    CHOICE = auto()
    """One of a few words, each with a word of the file."""
    KIND = auto()
    """A kind of area, from a list or any other."""
    ID = auto()
    """A row of a sheet, by its id or its name."""
    IDS = auto()
    """The same of several, with commas between them."""


class PlanColumn(NamedTuple):
    """A column of a sheet."""

    key: str
    """How the hidden row calls it."""
    title: str
    path: tuple[str, ...] = ()
    """Where in a row's item the value stands; empty for what is no value, such as the id."""
    about: str = ""
    """What belongs into it, in a few words."""
    width: float = 14
    kind: CellKind = CellKind.WORDS
    choices: Mapping[str, str] = MappingProxyType({})
    """The words of the file, and what they are called."""
    of: str = ""
    """The sheet whose rows it names."""
    if_empty: str | None = None
    """What the file has for an empty cell; nothing where it need not have the key."""


class PlanSheet(NamedTuple):
    """A sheet: a section of the plan, with a row for each item."""

    key: str
    title: str
    about: str
    columns: tuple[PlanColumn, ...]
    loc: Loc
    """Where the section stands in the plan."""
    shape: type[Shape]
    below: str = ""
    """The key of an item under which items like it stand."""
    levels: int = 0
    """How many levels of a new item have a line for each key."""

    @property
    def by_key(self) -> dict[str, PlanColumn]:
        """The columns by their keys."""
        return {column.key: column for column in self.columns}


KEY_OF = "ttdt.{sheet}.{column}"
"""How the hidden row calls a column, which tells its sheet whatever that is named."""

ID, REMOVE = "id", "remove"
ABOVE, PART, INDICATOR, UNIT = "above", "part", "indicator", "unit"
COMPARATOR, TARGET, SHARE = "comparator", "target", "share"

_ID = PlanColumn(ID, N_("Id in the files"), about=N_("Of a new row made from its name."), width=20)
_REMOVE = PlanColumn(
    REMOVE,
    N_("Remove"),
    about=N_("Choose “remove” to take the row out of the plan."),
    width=9,
    kind=CellKind.CHOICE,
    choices={"remove": N_("remove")},
)
_COMPARATORS = {
    "at_least": N_("at least"),
    "more_than": N_("more than"),
    "at_most": N_("at most"),
    "less_than": N_("less than"),
    "about": N_("about"),
}
_YES = {"true": N_("yes"), "false": N_("no")}


def _texts(
    key: str, title: str, english: str, about: str = "", width: float = 30
) -> tuple[PlanColumn, PlanColumn]:
    """Return the two columns of a text, in Vietnamese and in English."""
    return (
        PlanColumn(f"{key}_vi", title, (key, "vi"), about, width),
        PlanColumn(f"{key}_en", english, (key, "en"), "", width * 0.8),
    )


_NAMES = _texts("name", N_("Name"), N_("Name in English"))
_CODE = PlanColumn("code", N_("Code"), ("code",), width=10)
_TARGET = (
    PlanColumn(
        COMPARATOR,
        N_("Comparator"),
        ("target",),
        N_("“More than” is not met by the number itself."),
        12,
        CellKind.CHOICE,
        _COMPARATORS,
    ),
    PlanColumn(
        TARGET, N_("Target"), ("target",), N_("In per cent for rates."), 11, CellKind.NUMBER
    ),
    PlanColumn(
        "tolerance",
        N_("Tolerance"),
        ("target", "tolerance"),
        N_("How far below “about” is enough."),
        10,
        CellKind.NUMBER,
    ),
)
_POPULATION = PlanColumn(
    "population",
    N_("Population"),
    ("population",),
    N_("Of rates, reductions and parities: what is counted out of."),
    20,
    CellKind.ID,
    of="populations",
)
_RESPONSIBLE = PlanColumn(
    "responsible",
    N_("Bodies that answer for it"),
    ("responsible",),
    N_("Ids or names, commas between them."),
    22,
    CellKind.IDS,
    of="bodies",
)
_READING = _texts("reading", N_("How it is read"), N_("How it is read, in English"), width=40)
_TEXT = _texts("text", N_("Words of the plan"), N_("Words of the plan, in English"), width=40)

PLAN = PlanSheet(
    "plan",
    N_("Plan"),
    N_("What holds for the whole plan."),
    (
        PlanColumn("plan", N_("Id of the plan"), ("plan",)),
        PlanColumn("title_vi", N_("Title"), ("title", "vi")),
        PlanColumn("title_en", N_("Title in English"), ("title", "en")),
        PlanColumn("province_code", N_("Code of the province"), ("province", "code")),
        PlanColumn("province_name", N_("Name of the province"), ("province", "name")),
        PlanColumn(
            "province_kind", N_("What kind of area it is"), ("province", "kind"),
            N_("Empty for a province."), kind=CellKind.KIND,
        ),
        PlanColumn("funding_unit_vi", N_("Unit of money"), ("funding", "unit", "vi")),
        PlanColumn("funding_unit_en", N_("Unit of money in English"), ("funding", "unit", "en")),
        PlanColumn(
            "funding_decimals", N_("Decimals of amounts"), ("funding", "decimals"),
            N_("0 to 3; 3 if left empty."), kind=CellKind.NUMBER,
        ),
        PlanColumn(
            COMPARATOR, N_("Comparator of the share disbursed"), ("funding", "target"),
            kind=CellKind.CHOICE, choices=_COMPARATORS,
        ),
        PlanColumn(
            TARGET, N_("Share to be disbursed by the year's end, in per cent"),
            ("funding", "target"), kind=CellKind.NUMBER,
        ),
    ),
    (),
    PlanShape,
)  # fmt: skip

UNITS = PlanSheet(
    "units",
    N_("Reporting units"),
    N_("The units that report. A unit that is above others stands before them."),
    (
        _ID,
        PlanColumn("name", N_("Name"), ("name",), N_("Without the word for its kind."), 28),
        _CODE._replace(about=N_("Of the list of administrative units."), if_empty=""),
        PlanColumn("kind", N_("Kind"), ("kind",), "", 14, CellKind.KIND),
        PlanColumn(
            ABOVE, N_("Unit above it"), (), N_("Empty where there is none."), 20, CellKind.ID,
            of="units",
        ),
        PlanColumn(
            "formerly", N_("Formerly"), ("formerly",),
            N_("Ids of last year's units that became this one, commas between them."), 24,
            CellKind.IDS,
        ),
        _REMOVE,
    ),
    ("units",),
    UnitShape,
    below="units",
)  # fmt: skip

POPULATIONS = PlanSheet(
    "populations",
    N_("Populations"),
    N_("What numerators are held against: each unit states each of them once."),
    (
        _ID,
        *_NAMES,
        PlanColumn(
            "part_of", N_("Part of"), ("part_of",), N_("It cannot be larger than that one."), 20,
            CellKind.ID, of="populations",
        ),
        PlanColumn(
            "max_change", N_("Largest plausible change (%)"), ("max_change",),
            N_("From one round to the next; a larger one is asked about."), 14, CellKind.NUMBER,
        ),
        _REMOVE,
    ),
    ("populations",),
    PopulationShape,
)  # fmt: skip

GROUPS = PlanSheet(
    "groups",
    N_("Groups"),
    N_("The headings that indicators stand under."),
    (_ID, *_NAMES, _REMOVE),
    ("groups",),
    GroupShape,
)

BODIES = PlanSheet(
    "bodies",
    N_("Bodies"),
    N_("Who answers for indicators and tasks."),
    (_ID, *_NAMES, _REMOVE),
    ("bodies",),
    BodyShape,
)

INDICATORS = PlanSheet(
    "indicators",
    N_("Indicators"),
    N_(
        "The objectives. A composite one has a row for the whole and, below it, one for each part,"
        " with a name, a numerator and a population of its own."
    ),
    (
        _ID,
        PlanColumn(PART, N_("Part"), (), N_("Only in the rows of parts: the part's id."), 14),
        PlanColumn("clause", N_("Clause"), ("clause",), width=8),
        PlanColumn(
            "group", N_("Group"), ("group",), "", 16, CellKind.ID, of="groups",
        ),
        *_NAMES,
        PlanColumn(
            "measure", N_("Measure"), ("measure",), N_("What kind of number it is."), 14,
            CellKind.CHOICE,
            {
                "rate": N_("rate"),
                "count": N_("count"),
                "amount": N_("amount, with decimals"),
                "reduction": N_("reduction of a rate"),
                "parity": N_("parity of two rates"),
                "narrative": N_("in words"),
            },
        ),
        *_texts(
            "numerator", N_("Numerator, or what is counted"), N_("Numerator in English"),
            N_("In words."),
        ),
        _POPULATION,
        PlanColumn(
            "reference_numerator", N_("Parity: numerator compared with"),
            ("reference", "numerator"), "", 20, CellKind.ID, of="populations",
        ),
        PlanColumn(
            "reference_population", N_("Parity: population compared with"),
            ("reference", "population"), "", 20, CellKind.ID, of="populations",
        ),
        *_TARGET,
        PlanColumn(
            "better", N_("Better is"), ("better",), N_("What the target implies if left empty."),
            11, CellKind.CHOICE, {"higher": N_("higher"), "lower": N_("lower")},
        ),
        PlanColumn(
            "scope", N_("Binds"), ("scope",), N_("Province and units if left empty."), 16,
            CellKind.CHOICE,
            {"province": N_("the whole only"), "each_unit": N_("each unit")},
        ),
        PlanColumn(
            "pace", N_("Pace"), ("pace",), N_("Evenly if left empty."), 14, CellKind.CHOICE,
            {"linear": N_("evenly"), "none": N_("not judged on the way")},
        ),
        PlanColumn(
            "start", N_("Way begins at"), ("start",),
            N_("Of rates: at the baseline if left empty."), 14, CellKind.CHOICE,
            {"baseline": N_("the baseline"), "0": N_("0 each year")},
        ),
        *_texts(
            "unit", N_("Counted in"), N_("Counted in, in English"), N_("Of counts and amounts."), 14
        ),
        PlanColumn(
            "decimals", N_("Decimals"), ("decimals",), N_("Of amounts: 0 to 3."), 10,
            CellKind.NUMBER,
        ),
        PlanColumn(
            "may_exceed", N_("May exceed its population"), ("may_exceed",), "", 12,
            CellKind.CHOICE, _YES,
        ),
        PlanColumn(
            "max_step", N_("Largest plausible step (points)"), ("max_step",), "", 12,
            CellKind.NUMBER,
        ),
        _RESPONSIBLE,
        *_TEXT,
        *_texts(
            "wording", N_("Comparator as adopted"), N_("Comparator in English"),
            N_("The plan's own word."), 14,
        ),
        *_READING,
        _REMOVE,
    ),
    ("indicators",),
    IndicatorShape,
    below="parts",
    levels=1,
)  # fmt: skip

SHARES = PlanSheet(
    "shares",
    N_("Targets by unit"),
    N_("What each unit is to reach: its share of a count, its own target of a rate."),
    (
        PlanColumn(
            INDICATOR, N_("Indicator"), (), N_("Its id or name."), 28, CellKind.ID,
            of="indicators",
        ),
        PlanColumn(PART, N_("Part"), (), N_("Only of a part's own target."), 14),
        PlanColumn(UNIT, N_("Unit"), (), N_("Its id or name."), 24, CellKind.ID, of="units"),
        PlanColumn(SHARE, N_("Target of the unit"), (), "", 14, CellKind.NUMBER),
        _REMOVE,
    ),
    (),
    IndicatorShape,
)  # fmt: skip

SOURCES = PlanSheet(
    "sources",
    N_("Sources of money"),
    N_("Where the money comes from."),
    (
        _ID,
        *_NAMES,
        PlanColumn(
            "kind", N_("Kind"), ("kind",), N_("Only of the central budget's two kinds."), 16,
            CellKind.CHOICE,
            {"investment": N_("investment"), "recurrent": N_("recurrent")},
        ),
        _REMOVE,
    ),
    ("funding", "sources"),
    SourceShape,
)  # fmt: skip

PROJECTS = PlanSheet(
    "projects",
    N_("Projects"),
    N_("What money is spent on. Amounts are reported of projects without any below them."),
    (
        _ID,
        _CODE._replace(about=N_("The number in the programme.")),
        *_NAMES,
        PlanColumn(
            ABOVE, N_("Project above it"), (), N_("Empty where there is none."), 20, CellKind.ID,
            of="projects",
        ),
        _REMOVE,
    ),
    ("funding", "projects"),
    ProjectShape,
    below="projects",
    levels=1,
)  # fmt: skip

TASKS = PlanSheet(
    "tasks",
    N_("Tasks of the plan"),
    N_("What units and bodies are to do and to report on."),
    (
        _ID,
        PlanColumn("clause", N_("Clause"), ("clause",), width=8),
        *_NAMES,
        PlanColumn(
            "units", N_("Units that report"), ("units",),
            N_("“all”, or ids or names with commas between them; empty where bodies report."), 24,
            CellKind.IDS, of="units",
        ),
        _RESPONSIBLE,
        PlanColumn("due", N_("Due"), ("due",), N_("The period, such as 2024-Q4."), 12),
        PlanColumn(
            INDICATOR, N_("Indicators that it serves"), ("indicator",),
            N_("Ids or names, commas between them."), 28, CellKind.IDS, of="indicators",
        ),
        *_TEXT,
        *_READING,
        _REMOVE,
    ),
    ("tasks",),
    TaskShape,
    levels=1,
)  # fmt: skip

SHEETS = (
    PLAN, UNITS, POPULATIONS, GROUPS, INDICATORS, SHARES, BODIES, SOURCES, PROJECTS, TASKS,
)  # fmt: skip
"""The sheets of a workbook, in their order."""

BY_KEY = {sheet.key: sheet for sheet in SHEETS}

OF_PARTS = frozenset(
    {"name_vi", "name_en", "numerator_vi", "numerator_en", "population", COMPARATOR, TARGET,
     "tolerance", "max_step"}
)  # fmt: skip
"""The columns that the row of a part uses."""
