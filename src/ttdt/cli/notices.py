"""Files that lie where no report looks: a misnamed one looks like none at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.errors import TtdtError
from ttdt.period import Period

if TYPE_CHECKING:
    from ttdt.cli.session import Session
    from ttdt.workspace.index import SubmissionIndex
    from ttdt.workspace.workspace import Workspace


def shelf_of(session: Session, workspace: Workspace) -> SubmissionIndex | None:
    """Return what lies in districts/; where that cannot be read, say so and return None.

    A round rests on its units' folders, and those have been read.
    """
    try:
        return workspace.shelf(workspace.sound_plans())
    except TtdtError as failure:
        if not session.quiet:
            session.note(f"ttdt: {session.language.translate(failure.message)}")
        return None


def tell_of_strays(session: Session, shelf: SubmissionIndex) -> None:
    """Say on stderr that files were passed over, unless the run is to be quiet."""
    strays = len(tuple(shelf.strays()))
    if strays and not session.quiet:
        session.note(
            session.language.ngettext(
                "ttdt: {n} file in districts/ lies where no report looks; ttdt check names it",
                "ttdt: {n} files in districts/ lie where no report looks; ttdt check names them",
                strays,
            )
        )


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
