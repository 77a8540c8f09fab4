"""The questions that `ttdt init` asks a person at the terminal."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from ttdt.app.init import BLANK, OBJECTIVES, WORKBOOK
from ttdt.app.locating import shipped_plan
from ttdt.app.unit_lists import is_list, units_named
from ttdt.change.first_plan import PlanStart, province_of
from ttdt.change.unit_naming import new_units
from ttdt.cli.session import day_of
from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ttdt.cli.session import Session


class PlanAsked(NamedTuple):
    """What the command line says; None for what it leaves out."""

    folder: str | None
    plan: str | None
    province: str | None
    year: str | None
    units: str | None
    units_column: str | None
    from_: str | None


def completed(session: Session, asked: PlanAsked) -> PlanAsked:
    """Return what is asked for with the answers to what was left out.

    An answer that cannot be is asked for again. Raises `TtdtError` where the person leaves.
    """
    gettext = session.language.gettext
    shipped = shipped_plan()
    province = asked.province
    if province is None:
        province = _answer(session, gettext("Name of the province"), shipped.area.name, province_of)
    is_own = province == shipped.area.name
    year = asked.year
    if year is None:
        usual = shipped.year if is_own else day_of(None).year
        year = _answer(session, gettext("Year"), str(usual), year_of)
    own_units = ", ".join(unit.name for unit in shipped.leaves) if is_own else ""
    asked = asked if asked.units is not None else _with_units(session, asked, own_units)
    begin_with = asked.plan or _begin_with(session)
    if is_own and begin_with == OBJECTIVES and asked.units == own_units:
        # That plan as it is: nothing of it is another's.
        province = units = None
    else:
        units = asked.units
    start = PlanStart(shipped.area.name if province is None else province, year_of(year), ())
    folder = asked.folder
    if folder is None:
        folder = _answer(session, gettext("Folder"), start.plan_id, str)
    return asked._replace(folder=folder, plan=begin_with, province=province, year=year, units=units)


def year_of(word: str) -> int:
    """Return a year; raises `TtdtError` for what is none."""
    if not re.fullmatch("[0-9]{4}", word):
        raise TtdtError(gettext_lazy("“{word}” is not a year; write it as 2025", word=word))
    return int(word)


def _with_units(session: Session, asked: PlanAsked, usual: str) -> PlanAsked:
    """Return what is asked for with the units, and the column of their file, that are answered."""
    gettext = session.language.gettext
    question = gettext(
        "Units that report: names with commas between them or one a line, or a file (.txt, .csv,"
        " .xlsx, .ods); an empty line ends"
    )
    while True:
        units = _lines(session, f"{question} [{usual}]:" if usual else f"{question}:") or usual
        try:
            new_units(units_named(units))
        except TtdtError as failure:
            session.tell_error(failure.message)
        else:
            return asked._replace(units=units)
        if not is_list(units):
            continue
        column = _answer(session, gettext("Heading of the column with the names"), "", str)
        try:
            new_units(units_named(units, column))
        except TtdtError as failure:
            session.tell_error(failure.message)
        else:
            return asked._replace(units=units, units_column=column)


def _begin_with(session: Session) -> str:
    gettext = session.language.gettext
    choices: Mapping[str, tuple[str, str]] = {
        "1": (OBJECTIVES, gettext("the 27 objectives of Ninh Thuận for 2024")),
        "2": (BLANK, gettext("an empty plan with one example of each measure")),
        "3": (WORKBOOK, gettext("the same as an Excel workbook, for ttdt import to read back")),
    }
    session.note(gettext("What is the plan to begin with?"))
    for number, (_, words) in choices.items():
        session.note(f"  {number}  {words}")

    def chosen(word: str) -> str:
        if word not in choices:
            raise TtdtError(gettext_lazy("answer with a number: {choices}", choices=tuple(choices)))
        return word

    return choices[_answer(session, gettext("Number"), "1", chosen)][0]


def _answer(session: Session, question: str, usual: str, read: Callable[[str], object]) -> str:
    """Return the answer to a question, the usual one to an empty line, as soon as it can be read.

    Raises `TtdtError` where there is nothing more to read.
    """
    while True:
        session.note(f"{question} [{usual}]:" if usual else f"{question}:")
        word = _line().strip() or usual
        try:
            read(word)
        except TtdtError as failure:
            session.tell_error(failure.message)
        else:
            return word


def _lines(session: Session, question: str) -> str:
    """Return an answer of several lines, up to an empty one or the name of a file."""
    session.note(question)
    lines: list[str] = []
    while line := _line().strip():
        lines.append(line)
        if is_list(line):
            break
    return "\n".join(lines)


def _line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise TtdtError(gettext_lazy("nothing was written"))
    return line
