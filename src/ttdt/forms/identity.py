"""Which form a form is: whose, for when, and by which definitions."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ttdt.plan import Plan
    from ttdt.text.message import Text

SHEET = "ttdt"
"""The hidden sheet that says what the form is."""

VERSION = "1"

_FIRST = "ttdt.form"
_BASIS_OF = "basis:"


@dataclass(frozen=True, slots=True)
class Identity:
    """What the hidden sheet says. `basis` is the hash of the file that the form was begun with."""

    unit: str
    period: str
    plan: str
    fingerprint: str
    basis: str = ""
    version: str = VERSION
    bases: Mapping[str, str] = field(default_factory=dict)
    """The same of each unit's file, by unit, in the form of the area above them."""

    def rows(self) -> Iterator[tuple[str, str]]:
        """Yield the lines of the hidden sheet."""
        yield _FIRST, self.version
        yield "unit", self.unit
        yield "period", self.period
        yield "plan", self.plan
        yield "fingerprint", self.fingerprint
        yield "basis", self.basis
        for unit, basis in self.bases.items():
            yield f"{_BASIS_OF}{unit}", basis


def identity_in(rows: Iterable[tuple[str, str]]) -> Identity | None:
    """Return what a hidden sheet says, or None where it is no form's."""
    said = dict(rows)
    if _FIRST not in said or not said.get("unit") or not said.get("period"):
        return None
    return Identity(
        said["unit"],
        said["period"],
        said.get("plan", ""),
        said.get("fingerprint", ""),
        said.get("basis", ""),
        said[_FIRST],
        {
            key.removeprefix(_BASIS_OF): basis
            for key, basis in said.items()
            if key.startswith(_BASIS_OF)
        },
    )


def fingerprint(plan: Plan) -> str:
    """Return a short text that changes when a figure of the plan comes to mean something else.

    What a target is, and how it is judged, changes nothing in what is counted.
    """
    populations = [
        [one.id, _said(one.name), one.part_of or ""] for one in plan.populations.values()
    ]
    figures = [
        [
            *map(str, leaf.key),
            str(leaf.measure),
            leaf.population or "",
            _said(leaf.numerator),
            _said(leaf.reading or indicator.reading),
            *([_said(leaf.unit), str(leaf.decimals)] if leaf.decimals else ()),
        ]
        for indicator in plan.indicators.values()
        for leaf in indicator.leaves
    ]
    programme = _programme(plan)
    said = json.dumps([plan.id, populations, figures, *programme], ensure_ascii=False)
    return sha256(said.encode("utf-8", "backslashreplace")).hexdigest()[:16]


def _programme(plan: Plan) -> list[list[list[str]]]:
    """Return what amounts and words on tasks mean; nothing of a plan that asks for none."""
    found = []
    funding = plan.funding
    if funding is not None:
        about = [[_said(funding.unit), str(funding.decimals)]]
        projects = [[leaf, _said(funding.projects[leaf].name)] for leaf in funding.leaves]
        sources = [[one.id, _said(one.name)] for one in funding.sources.values()]
        found.append([*about, *projects, *sources])
    if plan.tasks:
        found.append([[task.id, _said(task.name)] for task in plan.tasks.values()])
    return found


def basis_of(content: bytes | None) -> str:
    """Return the mark of the file that a form was begun with; none for a blank form."""
    return "" if content is None else sha256(content).hexdigest()[:16]


def _said(text: Text | None) -> str:
    return "" if text is None else text.original
