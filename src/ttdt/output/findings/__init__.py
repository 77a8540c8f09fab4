"""Findings as text, one module a format; none is loaded before it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ttdt.finding import Finding, Rule
    from ttdt.text.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOutput:
    """What a run of `check` found, and how to say it."""

    findings: tuple[Finding, ...]
    """Sorted by path, line, column, code."""
    checked: tuple[str, ...]
    """Every path looked at, clean ones too, as shown: from the current folder, with slashes."""
    language: Language
    sources: Mapping[str, tuple[str, ...]]
    """The lines, without their ends, of the files with findings that could be read."""
    version: str
    rules: Mapping[str, Rule]
    """All rules by code."""
    color: bool = False
    root: str = ""
    """The absolute path of the folder that paths start from, for formats that name it."""


FORMATS: Mapping[str, str] = {
    "full": "ttdt.output.findings.full",
    "concise": "ttdt.output.findings.concise",
    "json": "ttdt.output.findings.json",
    "github": "ttdt.output.findings.github",
    "gitlab": "ttdt.output.findings.gitlab",
    "sarif": "ttdt.output.findings.sarif",
    "junit": "ttdt.output.findings.junit",
}
"""Where each format's `emit(emission)` lives."""


def load(name: str) -> Callable[[CheckOutput], str]:
    """Return the emitter of a format, one of `FORMATS`."""
    return cast("Callable[[CheckOutput], str]", import_module(FORMATS[name]).emit)
