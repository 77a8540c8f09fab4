"""`ttdt new`: submissions ready to be filled in."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from ttdt.cli.commands import Command, new_app
from ttdt.cli.options import Today
from ttdt.cli.session import Session, day_of
from ttdt.errors import TtdtError
from ttdt.text.message import N_, gettext_lazy

if TYPE_CHECKING:
    from ttdt.app.new import BegunSubmission
    from ttdt.period import Period

app = new_app()

_MOST_NAMED = 12
"""Of more units than this it is said how many have files, not which; of doubtful files, too."""


@app.command(
    cls=Command,
    help=N_(
        "Make submissions that are ready to be filled in: every indicator with its target and what"
        " to write, the populations taken over from the unit's newest submission. A file that is"
        " there already is never touched."
    ),
    epilog="ttdt new --unit bac-ai --period Q3\n"
    "ttdt new bac-ai ninh-son Q3\n"
    "ttdt new --all --period Q3\n"
    "ttdt new --below bac-ai --period Q3\n"
    'ttdt new --unit "Bác Ái" --unit "Ninh Sơn" --period "9 tháng" --lang vi',
)
def new(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[UNIT|PERIOD]…",
            help=N_("Units and a period, in any order, as --unit and --period name them."),
        ),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period",
            "-p",
            metavar="PERIOD",
            help=N_("For which period: Q3, H1, 6, “quý III”, 2024-Q3…"),
        ),
    ] = None,
    unit: Annotated[
        list[str] | None,
        typer.Option("--unit", "-u", metavar="UNIT", help=N_("For this unit; may be repeated.")),
    ] = None,
    below: Annotated[
        list[str] | None,
        typer.Option(
            "--below",
            metavar="UNIT",
            help=N_(
                "For every unit below this one that has none for the period yet; may be repeated."
            ),
        ),
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", help=N_("For every unit that has none for the period yet."))
    ] = False,
    today: Today = None,
) -> int:
    """Write the files and return the exit code."""
    from ttdt.app.asked_forms import asked_forms
    from ttdt.app.assessing import AskedPeriod
    from ttdt.app.new import begin
    from ttdt.app.resolving import pick_areas, pick_leaves_below
    from ttdt.change.draft import ChangeService

    session: Session = ctx.obj
    if not words and sum(map(bool, (unit, below, all_))) != 1:
        raise _said_too_little_or_much()
    if not words and period is None:
        raise TtdtError(gettext_lazy("name the period with --period, such as --period Q3"))
    changes = ChangeService(session.location.open_to_change())
    when = AskedPeriod(day_of(today), period)
    asked, plan, named = asked_forms("new", words or (), changes.workspace, when, unit or ())
    if sum(map(bool, (named, below, all_))) != 1:
        raise _said_too_little_or_much()
    if named:
        units = tuple(dict.fromkeys(pick_areas(named, plan)))
    elif below:
        units = pick_leaves_below(below, plan)
    else:
        units = tuple(leaf.id for leaf in plan.leaves)
    found = begin(changes, plan, units, asked, session.language, pass_over=not named)
    tell = _tell_each if named or len(units) <= _MOST_NAMED else _tell_counts
    tell(session, found, asked)
    return 0


def _said_too_little_or_much() -> TtdtError:
    return TtdtError(
        gettext_lazy(
            "name the units with --unit, or the area that they are below with --below, or take"
            " them all with --all"
        )
    )


def _tell_each(session: Session, found: "Iterable[BegunSubmission]", _: "Period") -> None:
    """Say of each file, as soon as it is written, what became of it."""
    gettext = session.language.gettext
    for begun in found:
        path = str(begun.path)
        if begun.was_there:
            session.tell(gettext("{path} is there already and stays", path=path))
            continue
        session.tell(gettext("wrote {path}", path=path))
        for other in begun.same_day:
            _tell_of_same_day(session, other)


def _tell_counts(session: Session, found: "Iterable[BegunSubmission]", asked: "Period") -> None:
    """Say how many files were written, even where not all could be, and which are doubtful."""
    wrote = stay = doubtful = 0
    try:
        for begun in found:
            wrote += not begun.was_there
            stay += begun.was_there
            for other in begun.same_day:
                doubtful += 1
                if doubtful <= _MOST_NAMED:
                    _tell_of_same_day(session, other)
    finally:
        ngettext = session.language.ngettext
        if doubtful > _MOST_NAMED:
            text = ngettext(
                "{n} more file speaks of the same day as one of the new ones",
                "{n} more files speak of the same day as one of the new ones",
                doubtful - _MOST_NAMED,
            )
            session.tell(text)
        if wrote:
            text = ngettext(
                "wrote {n} file for {period}",
                "wrote {n} files for {period}",
                wrote,
                period=asked.id,
            )
            session.tell(text)
        if stay:
            text = ngettext(
                "{n} file for {period} is there already and stays",
                "{n} files for {period} are there already and stay",
                stay,
                period=asked.id,
            )
            session.tell(text)


def _tell_of_same_day(session: Session, other: str) -> None:
    gettext = session.language.gettext
    session.tell(gettext("{path} speaks of the same day; keep only one of the two", path=other))
