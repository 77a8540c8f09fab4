from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from ttdt.assess import Report, Selection, select

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLE = Path(__file__).parents[1] / "example"


class Example(Protocol):
    def __call__(self, *units: str, carry_forward: bool = False) -> Report: ...


@pytest.fixture
def example_files() -> dict[str, str]:
    """Return the files of the example folder by their names."""
    return {
        path.relative_to(EXAMPLE).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(EXAMPLE.rglob("*.yaml"))
    }


@pytest.fixture
def example(assess_files: Callable[..., Report], example_files: dict[str, str]) -> Example:
    """Return the report on the example, or on some of its units."""

    def run(*units: str, carry_forward: bool = False) -> Report:
        report = assess_files(example_files, carry_forward=carry_forward)
        return select(report, Selection(units=units)) if units else report

    return run


@pytest.fixture
def hostile(assess_files: Callable[..., Report]) -> Callable[[str], Report]:
    """Return a report whose names, notes and texts are all the same hostile text.

    It is put into the report itself, since no file with control characters is read at all.
    """

    def run(text: str) -> Report:
        files = {"targets-2024.yaml": _PLAN, "districts/a/2024-Q2.yaml": _SUBMISSION}
        report = _swapped(assess_files(files), text)
        assert isinstance(report, Report)
        return report

    return run


def _swapped(value: object, text: str) -> object:
    """Return a value of a report with every TEXT replaced, however deep."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return value.replace("TEXT", text)
    if isinstance(value, Mapping):
        return {key: _swapped(item, text) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(_swapped(item, text) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        new = {item.name: _swapped(getattr(value, item.name), text) for item in fields(value)}
        return replace(value, **new)
    return value


_PLAN = """\
plan: p
year: 2024
title: {vi: TEXT, en: TEXT}
province: {code: "1", name: TEXT}
units: {a: {code: "2", name: TEXT}, b: {code: "3", name: B}}
populations: {villages: {name: {vi: TEXT, en: TEXT}}}
groups: {g: {name: {vi: TEXT, en: TEXT}}}
indicators:
  rate:
    clause: TEXT
    group: g
    name: {vi: TEXT, en: TEXT}
    measure: rate
    numerator: {vi: TEXT, en: TEXT}
    population: villages
    target: {at_least: 75}
    reading: {vi: TEXT, en: TEXT}
  count:
    clause: "2"
    group: g
    name: {vi: C, en: C}
    measure: count
    unit: {vi: TEXT, en: TEXT}
    target: {at_least: 75}
  words: {clause: "3", group: g, name: {vi: W, en: W}, measure: narrative}
"""
_SUBMISSION = """\
unit: a
period: 2024-Q2
status: final
populations: {villages: 10}
figures:
  rate: {value: 5, note: TEXT, accept: {TT303: TEXT}}
  count: {not_applicable: TEXT}
  words: TEXT
"""
