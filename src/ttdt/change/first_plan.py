"""The first plan of a province: an empty one with examples, or one begun from another's."""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from ttdt.change.comment import comment
from ttdt.change.unit_naming import NewUnit, id_of_name, kind_of
from ttdt.errors import TtdtError
from ttdt.plan import read_plan, targets_of
from ttdt.text.conventions import DEFAULT_LANGUAGE
from ttdt.text.matching import as_written, without_kind
from ttdt.text.message import gettext_lazy
from ttdt.yaml import PLAN_LIMITS, parse
from ttdt.yaml.editing import TextChange, splice
from ttdt.yaml.rewriting import comment_above
from ttdt.yaml.writing import flow_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.plan import Plan
    from ttdt.text.language import Language
    from ttdt.yaml import Loc, Plain

_TOP_KEY = re.compile(r"([a-z_]+):")
_PROVINCE = "province"


class PlanStart(NamedTuple):
    """Whose plan it is to be, and for when."""

    province: str
    """Its name, with the word for its kind where it is no province."""
    year: int
    units: Sequence[NewUnit]

    @property
    def plan_id(self) -> str:
        """The plan's id, made of name and year."""
        return f"{id_of_name(self.name)}-{self.year}"

    @property
    def name(self) -> str:
        """The name alone."""
        return without_kind(self.province)

    @property
    def kind(self) -> str:
        """What kind of area it is."""
        return kind_of(self.province) or _PROVINCE

    def written(self) -> dict[str, Plain]:
        """Return the plan's own area as its file has it."""
        kind: dict[str, Plain] = {} if self.kind == _PROVINCE else {"kind": self.kind}
        return {"code": "", "name": self.name, **kind}


def province_of(word: str) -> str:
    """Return a province's name; raises `TtdtError` for what is none."""
    if not any(char.isalpha() for char in word):
        raise TtdtError(gettext_lazy("“{word}” is no name of a province", word=word[:60]))
    return word


def blank_plan(start: PlanStart, language: Language) -> bytes:
    """Return an empty plan with one example of each measure, and comments that say what to do."""
    starter = resources.files("ttdt") / "starter" / f"targets.{language.code}.yaml"
    text = starter.read_text(encoding="utf-8")
    for name, value in {
        "plan": flow_text(start.plan_id),
        "year": str(start.year),
        "title": flow_text({"vi": f"Kế hoạch năm {start.year}: {start.name}",
                            "en": f"Plan for {start.year}: {start.name}"}),
        "province": flow_text(start.written()),
        "units": "\n".join(_unit_lines(start.units, language)),
    }.items():  # fmt: skip
        text = text.replace(f"<{name}>", value)
    return text.encode()


def plan_for_another(content: bytes, plan: Plan, start: PlanStart, language: Language) -> bytes:
    """Return a plan's file for another province and its units: the objectives and the money stay.

    Left out are the tasks with the bodies that answer for them, and the units' shares of targets.
    Comments say what is to be revised, above all each target. Raises `TtdtError` where the file
    cannot be changed so.
    """
    targets = list(targets_of(plan))
    shared = [(*map(str, loc), "by_unit") for _, target, loc in targets if target.by_unit]
    made = splice(
        content,
        [
            TextChange(("plan",), start.plan_id),
            TextChange(("year",), start.year),
            *(TextChange(("title", code), text) for code, text in _titles(plan, start).items()),
            TextChange(("province",), start.written()),
            *(TextChange(loc, remove=True) for loc in shared),
        ],
        PLAN_LIMITS,
    )
    sections = {
        **_sections(made.decode()),
        "units": "".join(f"{line}\n" for line in _unit_lines(start.units, language)) + "\n",
    }
    left_out = {"bodies", "tasks"}
    made = "".join(text for key, text in sections.items() if key not in left_out).encode()
    begun_from = {"name": plan.area.name, "before": str(plan.year)}
    notes: list[tuple[list[Loc], str]] = [
        (
            [loc for _, target, loc in targets if target.since is None],
            language.gettext("Target of {name} for {before}; revise it.", **begun_from),
        ),
        (
            [("plan",)],
            language.gettext(
                "Begun from the objectives of {name} for {before}, whose texts and remarks still"
                " stand here. Revise for {province}, {year}: the title, what is asked and how it is"
                " read, the targets, the periods. Bodies and tasks are still to be written.",
                **begun_from,
                province=start.name,
                year=str(start.year),
            ),
        ),
    ]
    for keys, note in notes:
        made = comment_above(made, keys, note, PLAN_LIMITS)
    if read_plan(parse(made, plan.path, PLAN_LIMITS))[0] is None:
        raise TtdtError(
            gettext_lazy("the plan {path} cannot be begun from; copy it by hand", path=plan.path)
        )
    return made


def _titles(plan: Plan, start: PlanStart) -> dict[str, str]:
    """Return the plan's titles with the other province and year."""
    whole = as_written(start.province)
    own = re.escape(plan.area.name)
    words = {
        "vi": (rf"(?:tỉnh )?{own}", whole if whole != start.name else f"tỉnh {whole}"),
        "en": (
            rf"{own}(?: province)?",
            f"{start.name} province" if start.kind == _PROVINCE else whole,
        ),
    }
    said = {DEFAULT_LANGUAGE: plan.title.original, **plan.title.translations}
    titles = {}
    for code, text in said.items():
        pattern, named = words[code]
        # Nothing in a name is a reference to a group.
        moved = re.sub(pattern, named.replace("\\", r"\\"), text)
        titles[code] = re.sub(rf"\b{plan.year}\b", str(start.year), moved)
    return titles


def _unit_lines(units: Sequence[NewUnit], language: Language) -> Iterator[str]:
    """Yield the plan's units as lines of its file."""
    if any(not unit.code for unit in units):
        yield from comment(
            language.gettext(
                "Units that report. Write into each code what the list of administrative units has."
            ),
            "",
        )
    yield "units:"
    for unit in units:
        kind: dict[str, Plain] = {} if unit.kind is None else {"kind": unit.kind}
        said: dict[str, Plain] = {"code": unit.code, "name": unit.name, **kind}
        yield f"  {flow_text(unit.id)}: {flow_text(said)}"


def _sections(text: str) -> dict[str, str]:
    """Return a file's keys in their order, each with the comment right above and all below it.

    What stands before the first goes by no name.
    """
    lines = text.splitlines(keepends=True)
    starts = [("", 0)]
    for number, line in enumerate(lines):
        found = _TOP_KEY.match(line)
        if found is not None:
            begin = number
            while begin > starts[-1][1] and lines[begin - 1].startswith("#"):
                begin -= 1
            starts.append((found[1], begin))
    ends = [begin for _, begin in starts[1:]] + [len(lines)]
    return {key: "".join(lines[begin:end]) for (key, begin), end in zip(starts, ends, strict=True)}
