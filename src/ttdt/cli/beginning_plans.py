"""What `ttdt init` does: with which plan a workspace starts, asked of whoever is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.app.init import BLANK, OBJECTIVES, WORKBOOK, InitRequest, has_plan, start_workspace
from ttdt.app.resolving import one_of
from ttdt.app.unit_lists import units_named
from ttdt.change.first_plan import PlanStart, province_of
from ttdt.change.unit_naming import names_alike, new_units
from ttdt.cli.applying_changes import can_ask
from ttdt.cli.asking_for_plan import PlanAsked, completed, year_of
from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from ttdt.cli.session import Session

_PLANS = (OBJECTIVES, BLANK, WORKBOOK)


def start(session: Session, asked: PlanAsked) -> int:
    """Write what a workspace lacks and return the exit code.

    A person at the terminal is asked for what is left out, unless the folder has a plan. Raises
    `TtdtError` where the options say too little and nobody is there, or contradict each other.
    """
    _refuse_contradictions(asked)
    if _may_ask(asked):
        asked = completed(session, asked)
    request = _request(session, asked)
    gettext = session.language.gettext
    for names in names_alike(() if request.start is None else request.start.units):
        session.tell(
            session.language.translate(
                gettext_lazy(
                    "note: {names} differ only in their marks; if they are one unit, name it once",
                    names=names,
                )
            )
        )
    for file in start_workspace(request):
        if file.is_new:
            session.tell(gettext("wrote {path}", path=file.path))
        else:
            session.tell(gettext("{path} is there already and stays", path=file.path))
    return 0


def _refuse_contradictions(asked: PlanAsked) -> None:
    """Raise `TtdtError` for options that exclude each other, or that mean nothing alone."""
    first = asked.plan, asked.province, asked.units
    if asked.from_ is not None and any(one is not None for one in first):
        raise TtdtError(
            gettext_lazy("--from names the plan; leave out --plan, --province and --units")
        )
    if asked.plan is not None:
        one_of("--plan", asked.plan, _PLANS)
    if asked.units_column is not None and asked.units is None:
        raise TtdtError(gettext_lazy("--units-column says nothing without --units"))


def _may_ask(asked: PlanAsked) -> bool:
    """Return whether something is open that a person at the terminal can say."""
    first = asked.plan, asked.province, asked.units
    is_begun = any(one is not None for one in first)
    if not can_ask() or asked.from_ is not None or (asked.year is not None and not is_begun):
        return False
    if asked.folder is not None and not is_begun and has_plan(asked.folder):
        return False
    is_shipped = asked.plan == OBJECTIVES and asked.province is None and asked.units is None
    return not is_shipped or asked.folder is None


def _request(session: Session, asked: PlanAsked) -> InitRequest:
    """Return what the options ask for; raises `TtdtError` where they say too little."""
    said = {"--province": asked.province, "--year": asked.year, "--units": asked.units}
    is_first = (
        asked.plan in {BLANK, WORKBOOK} or asked.province is not None or asked.units is not None
    )
    if asked.folder is None and (asked.year is None or is_first or asked.plan is not None):
        raise TtdtError(gettext_lazy("name the folder to start the workspace in, or a --year"))
    missing = tuple(option for option, word in said.items() if word is None)
    if is_first and asked.plan is None:
        raise TtdtError(
            gettext_lazy("name with --plan what the plan is to begin with: {plans}", plans=_PLANS)
        )
    if is_first and missing:
        raise TtdtError(
            gettext_lazy("a province's first plan needs {options}, too", options=missing)
        )
    year = None if asked.year is None else year_of(asked.year)
    if not is_first or year is None:
        return InitRequest(
            folder=asked.folder, plan_file=asked.from_, year=year, language=session.language,
            begin_with=asked.plan,
        )  # fmt: skip
    return InitRequest(
        folder=asked.folder, plan_file=None, year=None, language=session.language,
        begin_with=asked.plan, start=_start(asked, year),
    )  # fmt: skip


def _start(asked: PlanAsked, year: int) -> PlanStart:
    units = new_units(units_named(asked.units or "", asked.units_column))
    return PlanStart(province_of(asked.province or ""), year, units)
