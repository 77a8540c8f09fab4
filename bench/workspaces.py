"""Workspaces of any size, with the real plan: flat, or a country of provinces and communes."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from bench.measure import ROOT
from bench.submissions import YEAR, Kind, periods, submissions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PLAN = ROOT / "data" / f"targets-{YEAR}.yaml"
A_YEAR = len(periods())
"""How many files a unit hands in during a year."""

PROVINCES, COMMUNES = 34, 101
"""Of a country, and of each of its provinces, which has ten districts."""

_UNITS = re.compile(r"^units:\n(?: {2}.*\n)+", re.MULTILINE)


class Place(NamedTuple):
    """A unit that reports, and the folders that lead to it."""

    unit: str
    folders: tuple[str, ...]


def write_flat(folder: Path, count: int, kind: Kind = Kind.PLAIN) -> list[Path]:
    """Write a workspace with that many submissions, of one year, and return their paths.

    It has the real plan, with as many units more as are needed.
    """
    known = _known_units()
    wanted = -(-count // A_YEAR)
    units = [*known, *(f"xa-{number:05d}" for number in range(len(known), wanted))][:wanted]
    more = [f'  {unit}: {{code: "{unit[3:]}", name: {unit}, kind: commune}}' for unit in units]
    _write_plan(folder, YEAR, "\n".join([*known.values(), *more[len(known) :]]), "province")
    places = (Place(unit, (unit,)) for unit in units)
    return _write_submissions(folder, places, partial(submissions, kind=kind), count)


def write_country(folder: Path, years: int) -> int:
    """Write the workspace of a country, with a plan for each year, and return how many files.

    Its provinces have districts, and those communes, which report.
    """
    count = 0
    first = YEAR - years + 1
    for year in range(first, YEAR + 1):
        _write_plan(folder, year, "\n".join(_tree()), "country")
        texts = partial(submissions, year=year, follows=year > first)
        count += len(_write_submissions(folder, _communes(), texts))
    return count


def _known_units() -> dict[str, str]:
    """Return the lines of the real plan's units, by unit; some of them have a share in a target."""
    lines = _units_of(PLAN.read_text(encoding="utf-8")).splitlines()[1:]
    return {line.strip().partition(":")[0]: line for line in lines}


def _units_of(plan: str) -> str:
    found = _UNITS.search(plan)
    if found is None:
        raise ValueError(f"{PLAN} has no units written as is expected here")
    return found[0]


def _provinces() -> list[str]:
    known = list(_known_units())
    return [*known, *(f"tinh-{number:02d}" for number in range(len(known), PROVINCES))]


def _districts(province: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the districts of a province, each with its communes."""
    communes = [f"{province}-xa-{number:03d}" for number in range(COMMUNES)]
    for number in range(10):
        yield f"{province}-huyen-{number}", communes[number::10]


def _communes() -> Iterator[Place]:
    for province in _provinces():
        for district, communes in _districts(province):
            yield from (Place(commune, (province, district, commune)) for commune in communes)


def _tree() -> Iterator[str]:
    """Yield the lines of the plan's units, from provinces down to communes."""
    for number, province in enumerate(_provinces()):
        yield f'  {province}:\n    code: "{number}"\n    name: {province}\n    kind: province'
        yield "    units:"
        for district, communes in _districts(province):
            yield f"      {district}:"
            yield f'        code: "{district}"\n        name: {district}\n        kind: district'
            yield "        units:"
            for commune in communes:
                yield f'          {commune}: {{code: "{commune}", name: {commune}, kind: commune}}'


def _write_plan(folder: Path, year: int, units: str, kind: str) -> None:
    text = PLAN.read_text(encoding="utf-8")
    text = _replaced(text, _units_of(text), f"units:\n{units}\n")
    text = _replaced(text, "name: Ninh Thuận}", f"name: Ninh Thuận, kind: {kind}}}")
    folder.mkdir(parents=True, exist_ok=True)
    plan = _replaced(text, str(YEAR), str(year))
    (folder / f"targets-{year}.yaml").write_text(plan, encoding="utf-8")


def _replaced(text: str, old: str, new: str) -> str:
    """Return a text with another for each `old`; raises `ValueError` where there is none."""
    if old not in text:
        raise ValueError(f"{PLAN} has no “{old}” any more")
    return text.replace(old, new)


def _write_submissions(
    folder: Path,
    places: Iterator[Place],
    texts: Callable[[str], Iterator[tuple[str, str]]],
    most: int = 10**9,
) -> list[Path]:
    """Write what each unit hands in by `texts`, at most so many files."""
    paths: list[Path] = []
    for unit, folders in places:
        home = folder.joinpath("districts", *folders)
        home.mkdir(parents=True, exist_ok=True)
        for period, content in texts(unit):
            if len(paths) < most:
                paths.append(home / f"{period}.yaml")
                paths[-1].write_text(content, encoding="utf-8")
    return paths
