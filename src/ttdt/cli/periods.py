"""Which period a command speaks of, and from which day it is looked at."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ttdt.cli.plans import pick_year
from ttdt.cli.resolving import pick_period
from ttdt.errors import TtdtError
from ttdt.period import Period, last_quarter_before
from ttdt.text.message import N_, gettext_lazy

if TYPE_CHECKING:
    from ttdt.cli.session import Session
    from ttdt.workspace.workspace import Workspace

PeriodWord = Annotated[
    str | None,
    typer.Option(
        "--period",
        "-p",
        metavar="PERIOD",
        help=N_(
            "Q2, H1, 6, T6, “quý II”, “6 tháng”, “năm”, 2024-Q2…; latest is the newest with a"
            " submission (also if left out), previous the quarter that ended last before today."
        ),
    ),
]
Today = Annotated[
    str | None,
    typer.Option(
        "--today",
        metavar="DATE",
        help=N_("The day to look from, as 2024-07-05 or 05/07/2024; the system's if left out."),
    ),
]

LATEST, PREVIOUS = "latest", "previous"

_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_LOCAL = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})")


def choose_period(
    workspace: Workspace, word: str | None, *, year: str | None = None, today: str | None = None
) -> Period:
    """Return the period that `word` means; without one, the newest that has a submission.

    `year` restricts the words that name none to that plan's year. Raises `TtdtError` for a word, a
    year or a day that is none, and where nothing has been submitted.
    """
    years = workspace.years if year is None else (pick_year(workspace, year),)
    if word is not None and word != LATEST:
        period = (
            last_quarter_before(choose_day(today))
            if word == PREVIOUS
            else pick_period(word, years[0])
        )
        if year is not None and period.year != years[0]:
            raise TtdtError(
                gettext_lazy("{period} is not in {year}", period=period.label, year=year)
            )
        return period
    for known in years:
        latest = workspace.latest(known)
        if latest is not None:
            return latest
    raise TtdtError(gettext_lazy("nobody has submitted anything yet; name a period with --period"))


def tell_of_empty(session: Session, workspace: Workspace, period: Period) -> None:
    """Say on stderr that nobody has handed in for a period, and which year's may be meant.

    A period without a year is the newest plan's, so a plan for next year changes what it means.
    """
    plans = {plan.year: plan for plan in workspace.sound_plans()}
    own = plans.get(period.year)
    if session.quiet or own is None or not workspace.is_blank(own, period):
        return
    others = [
        other.id
        for year, plan in plans.items()
        if year != period.year and not workspace.is_blank(plan, other := Period(year, period.part))
    ]
    gettext = session.language.gettext
    if others:
        text = gettext(
            "ttdt: nobody has submitted anything for {period}; there are submissions for {others}",
            period=period.label,
            others=tuple(others),
        )
    else:
        text = gettext("ttdt: nobody has submitted anything for {period}", period=period.label)
    session.note(text)


def choose_day(word: str | None, option: str = "--today") -> date:
    """Return the day that an option names, else the system's; raises `TtdtError` for no day."""
    if word is None:
        return date.today()  # noqa: DTZ011 - the user's own day
    found = _ISO.fullmatch(word.strip()) or _LOCAL.fullmatch(word.strip())
    if found is not None:
        try:
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            pass
    raise TtdtError(
        gettext_lazy(
            "{option}: “{word}” is no day; write it as 2024-07-05 or 05/07/2024",
            option=option,
            word=word,
        )
    )
