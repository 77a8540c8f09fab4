"""From a report to text. One module a format; none is loaded before it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ttdt.assess import Report
    from ttdt.language import Language


@dataclass(frozen=True, slots=True)
class View:
    """How a report is to be shown."""

    language: Language
    width: int | None = None
    """Columns of the terminal; None where there is no terminal."""
    color: bool = False
    by_unit: bool = False
    """Whether to show indicators against units instead of one row for the province."""
    ranks: bool = False
    """Whether that table says which place each unit has."""


class Format(NamedTuple):
    """Where a format's `render(report, view)` lives, and the file names it is meant by."""

    module: str
    suffixes: tuple[str, ...] = ()


FORMATS: Mapping[str, Format] = {
    "table": Format("ttdt.render.table"),
    "plain": Format("ttdt.render.plain", (".txt",)),
    "json": Format("ttdt.render.json", (".json",)),
}


def load(name: str) -> Callable[[Report, View], str]:
    """Return the renderer of a format, one of `FORMATS`."""
    module = import_module(FORMATS[name].module)
    return cast("Callable[[Report, View], str]", module.render)
