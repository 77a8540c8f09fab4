"""Which formats there are. Each lowers any answer; none is loaded before it is asked for."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

from ttdt.document.answer import View
from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ttdt.document.answer import Answer


class Need(StrEnum):
    """What a report must bring along for a format."""

    TREND = "trend"
    """The rounds of the year up to the report's own."""
    LETTERHEAD = "letterhead"
    """Who writes to whom, and when."""


class Format(NamedTuple):
    """Where a format's `lower(answer, view)` lives, and what it asks for."""

    name: str
    module: str
    suffixes: tuple[str, ...] = ()
    """The file names that it is meant by."""
    packages: tuple[str, ...] = ()
    """The packages of an extra without which it cannot be written."""
    programs: tuple[str, ...] = ()
    """The programs outside, of which one makes it, the best first."""
    is_binary: bool = False
    is_screen: bool = False
    """Whether it has the width and the colours of a terminal."""
    is_data: bool = False
    """Whether programs read it, so that it is whole also where a person is told less."""
    has_filters: bool = False
    """Whether its rows are filtered and sorted, so that each has to say all of itself."""
    has_fragment: bool = False
    """Whether a report can be a piece of another page."""
    needs: frozenset[Need] = frozenset()


FORMATS: Mapping[str, Format] = {
    known.name: known
    for known in (
        Format("table", "ttdt.output.terminal", is_screen=True),
        Format("plain", "ttdt.output.plain", (".txt",)),
        Format("json", "ttdt.output.json", (".json",), is_data=True),
        Format("markdown", "ttdt.output.markdown", (".md",)),
        Format("csv", "ttdt.output.csv", (".csv",), is_data=True),
        Format(
            "html",
            "ttdt.output.html",
            (".html", ".htm"),
            has_fragment=True,
            needs=frozenset({Need.TREND}),
        ),
        Format(
            "xlsx",
            "ttdt.output.xlsx",
            (".xlsx",),
            packages=("xlsxwriter",),
            is_binary=True,
            has_filters=True,
            needs=frozenset({Need.TREND}),
        ),
        Format(
            "docx",
            "ttdt.output.docx",
            (".docx",),
            packages=("docx", "xlsxwriter"),
            is_binary=True,
            needs=frozenset({Need.LETTERHEAD}),
        ),
        Format(
            "pdf",
            "ttdt.output.pdf",
            (".pdf",),
            packages=("docx", "xlsxwriter"),
            programs=("LibreOffice", "Chromium"),
            is_binary=True,
            needs=frozenset({Need.LETTERHEAD}),
        ),
    )
}


def lower(name: str, answer: Answer, view: View) -> str | bytes:
    """Return an answer in one of `FORMATS`, a binary one as bytes.

    Raises `TtdtError` where a package that it needs is not installed.
    """
    product = loaded(name)(answer, view)
    return product if isinstance(product, str | bytes) else "".join(product)


def loaded(name: str) -> Callable[[Answer, View], str | bytes | Iterator[str]]:
    """Return what lowers answers to one of `FORMATS`, before there is any answer.

    A text that may be long comes in pieces, which are made as they are asked for.

    Raises `TtdtError` where a package or a program that it needs is not installed.
    """
    wanted = FORMATS[name]
    try:
        module = import_module(wanted.module)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in wanted.packages:
            raise
        raise TtdtError(
            gettext_lazy(
                "{format} needs a package that is not installed; install it with:"
                " pip install 'ttdt[office]'",
                format=name,
            )
        ) from None
    if wanted.programs:
        from ttdt.output.programs import require_program

        require_program(wanted.programs, name)
    lowered = cast("Callable[[Answer, View], str | bytes | Iterator[str]]", module.lower)
    if wanted.is_screen:
        return lowered
    return lambda answer, view: lowered(answer, View(view.language))
