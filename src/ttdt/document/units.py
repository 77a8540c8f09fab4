"""The areas of a plan: what each is called, what it lies in, and who has reported for a period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ttdt.document import wording
from ttdt.document.answer import TidyRows, tidy
from ttdt.document.model import Cell, Column, Document, Medium, Paragraph, Style, Table, Title, cell
from ttdt.document.plain_data import own_area

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.compute import SubmissionInfo
    from ttdt.document.answer import View
    from ttdt.period import Period
    from ttdt.plan import Area, Plan
    from ttdt.text.language import Language

FORMAT = "ttdt.units/1"

_INDENT = 2


@dataclass(frozen=True, slots=True)
class PeriodFiled:
    """A period, and the submission of each area that has handed one in for it."""

    period: Period
    filed: Mapping[str, SubmissionInfo]


@dataclass(frozen=True, slots=True)
class UnitsAnswer:
    """The tree of a plan's areas, or the units of some of its levels."""

    plan: Plan
    units: tuple[str, ...]
    """The units shown, in the plan's order."""
    handed_in: PeriodFiled | None = None
    """What there is for a period, where one is asked for."""

    @property
    def is_tree(self) -> bool:
        """Whether all units are shown, so that each stands below the one it lies in."""
        return len(self.units) == len(self.plan.units)

    def document(self, view: View) -> Document:
        """Return a row for each area, indented by how far below the plan's own it is."""
        lang = view.language
        lines = _heading(lang, self)
        return Document(
            (Title(lang.pick(self.plan.title)), *map(Paragraph, lines), _table(lang, self))
        )

    def data(self, language: Language) -> Mapping[str, Any]:
        """Return the areas as plain data; `parent` is null directly below the plan's own area."""
        plan, asked = self.plan, self.handed_in
        return {
            "format": FORMAT,
            "plan": {"id": plan.id, "year": plan.year, "title": language.pick(plan.title)},
            "province": own_area(plan),
            "period": None if asked is None else asked.period.id,
            "units": [_entry(self, plan.units[unit]) for unit in self.units],
        }

    def rows(self, language: Language) -> TidyRows:
        """Return a row for each unit."""
        columns = (*_KEYS, *(() if self.handed_in is None else _KEYS_OF_PERIOD))
        return TidyRows(columns, tidy(self.data(language)["units"]).rows)


_KEYS = ("id", "code", "name", "kind", "parent", "level", "leaf", "formerly", "folder")
_KEYS_OF_PERIOD = ("submitted", "path", "status")


def _entry(answer: UnitsAnswer, unit: Area) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": unit.id,
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind,
        "parent": unit.parent or None,
        "level": unit.level,
        "leaf": unit.id not in answer.plan.below,
        "formerly": list(unit.formerly),
        "folder": "/".join(unit.folder),
    }
    if answer.handed_in is not None:
        filed = answer.handed_in.filed.get(unit.id)
        entry["submitted"] = filed is not None
        entry["path"] = None if filed is None else filed.path
        entry["status"] = None if filed is None or filed.status is None else str(filed.status)
    return entry


def _heading(lang: Language, answer: UnitsAnswer) -> list[str]:
    """Return whose units they are, and how many of those who must submit have done so."""
    plan, asked = answer.plan, answer.handed_in
    must = [unit.id for unit in plan.leaves if unit.id in answer.units or answer.is_tree]
    lines = [
        lang.ngettext(
            "{area}: {n} unit that must submit",
            "{area}: {n} units that must submit",
            len(must),
            area=plan.area.name,
        )
    ]
    if asked is not None:
        lines.append(
            lang.gettext(
                "{period}, to {end}: {n} of {total} have submitted",
                period=asked.period.label,
                end=lang.date(asked.period.end),
                n=sum(unit in asked.filed for unit in must),
                total=len(must),
            )
        )
    return lines


@dataclass(frozen=True, slots=True)
class _Place:
    """A column, and what stands in it for each area."""

    column: Column
    cells: tuple[Cell, ...]


def _table(lang: Language, answer: UnitsAnswer) -> Table:
    plan = answer.plan
    shown = [plan.units[unit] for unit in answer.units]
    areas = [plan.area, *shown] if answer.is_tree else shown
    places = list(_columns(lang, answer, areas))
    return Table.of(
        tuple(place.column for place in places),
        tuple(zip(*(place.cells for place in places), strict=True)),
    )


def _columns(lang: Language, answer: UnitsAnswer, areas: list[Area]) -> Iterator[_Place]:
    plan = answer.plan

    def names() -> Iterator[Cell]:
        for area in areas:
            indent = _INDENT * area.level if answer.is_tree else 0
            yield cell(
                area.name,
                Style.STRONG if area.id in plan.below else Style.PLAIN,
                wraps=True,
                indent=indent,
            )

    yield _Place(Column(lang.gettext("Unit"), takes_rest=True, least=20), tuple(names()))
    yield _Place(Column("id", most=24), tuple(cell(plan.id_in_whole(area.id)) for area in areas))
    yield _Place(Column(lang.gettext("Code")), tuple(cell(area.code) for area in areas))
    yield _Place(
        Column(lang.gettext("Kind")),
        tuple(cell(wording.kind_word(lang, area.kind), wraps=True) for area in areas),
    )
    if any(area.level > 1 for area in areas):
        yield _Place(
            Column(lang.gettext("In"), medium=Medium.FILE if answer.is_tree else Medium.ANY),
            tuple(
                cell("" if area.parent is None else plan.areas[area.parent].name, wraps=True)
                for area in areas
            ),
        )
    if answer.handed_in is not None:
        yield _Place(
            Column(lang.gettext("Submitted"), room=16),
            tuple(_submitted(lang, plan, answer.handed_in, area) for area in areas),
        )
    else:
        yield _Place(
            Column(lang.gettext("Must submit")),
            tuple(cell("" if area.id in plan.below else lang.gettext("yes")) for area in areas),
        )
    if any(area.formerly for area in areas):
        yield _Place(
            Column(lang.gettext("Formerly"), room=20),
            tuple(cell(", ".join(area.formerly), wraps=True) for area in areas),
        )
    yield _Place(
        Column(lang.gettext("Folder"), room=30, most=48, drop=1),
        tuple(cell("/".join(area.folder), Style.QUIET, wraps=True) for area in areas),
    )


def _submitted(lang: Language, plan: Plan, asked: PeriodFiled, area: Area) -> Cell:
    """Return whether an area has submitted; of one with units below it, how many of these have."""
    has_own = area.id in asked.filed
    if area.id not in plan.below:
        if has_own:
            return cell(lang.gettext("✓ submitted"), Style.GOOD, wraps=True)
        return cell(lang.gettext("✗ not submitted"), Style.BAD, wraps=True)
    within = [unit.id for unit in plan.descendants(area.id) if unit.id not in plan.below]
    share = f"{lang.number(sum(unit in asked.filed for unit in within))}/{lang.number(len(within))}"
    return cell(lang.gettext("{share} and its own", share=share) if has_own else share, wraps=True)
