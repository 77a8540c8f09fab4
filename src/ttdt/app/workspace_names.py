"""What a workspace calls things, to complete words with: read at once, and checked by nobody."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from ttdt.period import parse_id
from ttdt.text.matching import fold
from ttdt.workspace.locating import PLAN_PATTERN
from ttdt.yaml.fast_parsing import read_quickly
from ttdt.yaml.reading import PLAN_LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_UNITS_FOLDER = "districts"
_MOST_FOLDERS = 50
"""In so many units' folders periods are looked for; the others have the same ones."""
_YEAR = re.compile(r"[0-9]{4}")


class Thing(NamedTuple):
    """Something that can be named, first by its id."""

    id: str
    others: tuple[str, ...] = ()
    """Its clause or code, and its names."""
    shown: str = ""
    """What people call it."""

    def beginning(self, word: str) -> str | None:
        """Return the name of it that begins with a word, as written or else however spelt."""
        names = (self.id, *self.others) if word else (self.id,)
        for name in names:
            if name.startswith(word):
                return name
        bare = fold(word)
        # Whoever writes capitals or marks is writing a name and no id.
        likely = names if word.isascii() and word.islower() else (*names[1:], names[0])
        return next((name for name in likely if fold(name).startswith(bare)), None)


class WorkspaceNames:
    """The names in a workspace's newest plan, or that of a year; none where it is broken."""

    def __init__(self, root: Path, year: str | None = None) -> None:
        """Read the plan."""
        self._root = root
        plan = _newest_plan(root, year)
        self._plan: Mapping[str, Any] = {} if plan is None else plan

    def indicators(self) -> Iterator[Thing]:
        """Yield the indicators."""
        for key, one in _entries(self._plan.get("indicators")):
            yield _thing(key, one, "clause")

    def assignable(self) -> Iterator[Thing]:
        """Yield what `set` assigns to."""
        yield from self.figures()
        for population in self.named("populations"):
            yield Thing(f"populations.{population.id}", shown=population.shown)
        for task in self.named("tasks"):
            yield Thing(f"tasks.{task.id}", shown=task.shown)
        for word in ("status", "submitted", "as_of", "source", "note", "sample"):
            yield Thing(word)

    def figures(self) -> Iterator[Thing]:
        """Yield the indicators, and of those made of parts the parts."""
        for key, one in _entries(self._plan.get("indicators")):
            parts = list(_entries(one.get("parts")))
            if not parts:
                yield _thing(key, one, "clause")
            for part, said in parts:
                yield _thing(f"{key}/{part}", said, "clause")

    def units(self) -> Iterator[Thing]:
        """Yield the units of all levels."""
        for key, one in self._within(self._plan.get("units"), "units"):
            yield _thing(key, one, "code")

    def _within(self, section: object, inner: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """Yield what a section of a tree holds, each before what lies below its key `inner`."""
        for key, one in _entries(section):
            yield key, one
            yield from self._within(one.get(inner), inner)

    def kinds(self) -> Iterator[Thing]:
        """Yield the kinds of units."""
        units = self._within(self._plan.get("units"), "units")
        kinds = (one.get("kind") for _, one in units)
        for kind in dict.fromkeys(kinds):
            if isinstance(kind, str):
                yield Thing(kind)

    def named(self, section: str) -> Iterator[Thing]:
        """Yield what a section of the plan names: groups, bodies, populations, tasks."""
        for key, one in _entries(self._plan.get(section)):
            yield _thing(key, one, "clause")

    def projects(self) -> Iterator[Thing]:
        """Yield the projects that money is for, each before its parts."""
        funding = self._plan.get("funding")
        projects = funding.get("projects") if isinstance(funding, dict) else None
        for key, one in self._within(projects, "projects"):
            yield _thing(key, one, "code")

    def clauses(self) -> Iterator[Thing]:
        """Yield the clauses that tasks stand in."""
        clauses = (one.get("clause") for _, one in _entries(self._plan.get("tasks")))
        for clause in dict.fromkeys(map(str, filter(None, clauses))):
            yield Thing(clause)

    def years(self) -> Iterator[Thing]:
        """Yield the years that there are plans for."""
        for year in _plan_files(self._root):
            yield Thing(year)

    def periods(self) -> Iterator[Thing]:
        """Yield the periods that somebody has a file for, the newest first."""
        folders = [self._root / _UNITS_FOLDER / key for key, _ in _entries(self._plan.get("units"))]
        names: set[str] = set()
        for folder in folders[:_MOST_FOLDERS]:
            names |= {name.removesuffix(".yaml") for name in _listed(folder)}
        periods = [period for name in names if (period := parse_id(name)) is not None]
        periods.sort(key=lambda one: (one.end, one.months), reverse=True)
        for period in periods:
            yield Thing(period.id)


def _plan_files(root: Path) -> dict[str, str]:
    """Return the names of the plans' files by their years, the newest first."""
    before, behind = PLAN_PATTERN.split("*")
    found = {
        name.removeprefix(before).removesuffix(behind): name
        for name in _listed(root)
        if name.startswith(before) and name.endswith(behind)
    }
    return {year: found[year] for year in sorted(found, reverse=True) if _YEAR.fullmatch(year)}


def _newest_plan(root: Path, year: str | None) -> Mapping[str, Any] | None:
    files = _plan_files(root)
    name = files.get(year or next(iter(files), ""))
    if name is None:
        return None
    path = root / name
    if not path.is_file() or path.stat().st_size > PLAN_LIMITS.bytes:
        return None
    read = read_quickly(path.read_text(encoding="utf-8"), PLAN_LIMITS.values)
    return None if read is None else read.data


def _listed(folder: Path) -> Iterable[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - names are all that is needed
    except OSError:
        return ()


def _entries(section: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield what a section of the plan holds, as far as it is what it should be."""
    if isinstance(section, dict):
        for key, one in section.items():
            if isinstance(one, dict):
                yield str(key), one


def _thing(key: str, one: Mapping[str, Any], number: str) -> Thing:
    name = one.get("name")
    names = tuple(name.values()) if isinstance(name, dict) else (name,)
    words = [str(said) for said in names if said]
    numbers = [str(one[number])] if one.get(number) else []
    return Thing(key, (*numbers, *words), " ".join([*numbers[:1], *words[:1]]))
