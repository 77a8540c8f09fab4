"""What an answer cannot show: files where it does not look, periods that nobody asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.app.outcome import Notice
from ttdt.errors import TtdtError
from ttdt.period import Period
from ttdt.text.message import gettext_lazy, ngettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.app.area_workspace import AreaWorkspace
    from ttdt.app.assessing import AskedPeriod
    from ttdt.text.message import Message
    from ttdt.workspace.index import IndexedFile, SubmissionIndex


def index_of(workspace: AreaWorkspace) -> tuple[SubmissionIndex | None, tuple[Notice, ...]]:
    """Return what lies in a workspace, and that some of it lies where no report looks.

    A misnamed file looks like none at all. Where the folder cannot be read, the notice says so:
    a round rests on its units' folders, and those have been read.
    """
    try:
        index = workspace.whole.index(workspace.whole.sound_plans())
    except TtdtError as failure:
        return None, (Notice(failure.message),)
    return index, _of_strays(workspace, index.strays())


def _of_strays(workspace: AreaWorkspace, strays: Iterable[IndexedFile]) -> tuple[Notice, ...]:
    held = sum(workspace.holds(entry) for entry in strays)
    if not held:
        return ()
    message = ngettext_lazy(
        "{n} file lies where no report looks; ttdt check names it",
        "{n} files lie where no report looks; ttdt check names them",
        held,
    )
    return (Notice(message),)


def period_notices(when: AskedPeriod) -> tuple[Notice, ...]:
    """Return that a file of settings, and nobody who asked, chose the period of the answer."""
    usual = when.usual
    if when.period is not None or usual is None or not usual.is_of_file:
        return ()
    message = gettext_lazy(
        "the period is {value}, as {origin} sets it; --period or --no-config says otherwise",
        value=usual.value,
        origin=str(usual.origin),
    )
    return (Notice(message, only_of_data=True),)


def stray_notices(workspace: AreaWorkspace) -> tuple[Notice, ...]:
    """Return that files lie where no report looks, if any do; or as above."""
    try:
        strays = workspace.whole.strays(workspace.whole.sound_plans())
    except TtdtError as failure:
        return (Notice(failure.message),)
    return _of_strays(workspace, strays)


def empty_period_notices(workspace: AreaWorkspace, *periods: Period) -> tuple[Notice, ...]:
    """Return for which of the periods nobody has handed in, and which year's may be meant.

    A period without a year is the newest plan's, so a plan for next year changes what it means.
    """
    return tuple(
        Notice(message) for period in periods if (message := _nobody(workspace, period)) is not None
    )


def _nobody(workspace: AreaWorkspace, period: Period) -> Message | None:
    years = workspace.sound_years
    if period.year not in years or not workspace.is_blank(period):
        return None
    others = tuple(
        other.id
        for year in years
        if year != period.year and not workspace.is_blank(other := Period(year, period.part))
    )
    if not others:
        return gettext_lazy("nobody has submitted anything for {period}", period=period.label)
    return gettext_lazy(
        "nobody has submitted anything for {period}; there are submissions for {others}",
        period=period.label,
        others=others,
    )
