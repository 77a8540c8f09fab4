"""`ttdt new`: submissions ready to be filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ttdt.app.resolving import choose_period, pick_units
from ttdt.change.draft import Carried, draft
from ttdt.cli.applying_changes import make_folder, place_of, plan_for
from ttdt.cli.commands import Command, new_app
from ttdt.cli.options import Today
from ttdt.cli.session import Session, day_of
from ttdt.errors import TtdtError
from ttdt.period import Period
from ttdt.plan import Plan
from ttdt.submission import Submission
from ttdt.text.message import N_, gettext_lazy
from ttdt.workspace.locating import shown
from ttdt.workspace.locking import content_of, locked, replace_unchanged
from ttdt.workspace.workspace import Workspace

SUBMISSION_SCHEMA = "submission.schema.json"

app = new_app()


@app.command(
    cls=Command,
    help=N_(
        "Make submissions that are ready to be filled in: every indicator with its target and what"
        " to write, the populations taken over from the unit's newest submission. A file that is"
        " there already is never touched."
    ),
    epilog="ttdt new --unit bac-ai --period Q3\n"
    "ttdt new --all --period Q3\n"
    'ttdt new --unit "Bác Ái" --unit "Ninh Sơn" --period "9 tháng" --lang vi',
)
def new(
    ctx: typer.Context,
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
        typer.Option("--unit", metavar="UNIT", help=N_("For this unit; may be repeated.")),
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", help=N_("For every unit that has none for the period yet."))
    ] = False,
    today: Today = None,
) -> int:
    """Write the files and return the exit code."""
    session: Session = ctx.obj
    if bool(unit) == all_:
        raise TtdtError(gettext_lazy("name the units with --unit, or take them all with --all"))
    if period is None:
        raise TtdtError(gettext_lazy("name the period with --period, such as --period Q3"))
    root = session.location.root()
    workspace = Workspace(root, shown(root))
    asked = choose_period(workspace, period, day_of(today))
    plan = plan_for(workspace, asked)
    units = pick_units(unit or plan.units, plan)
    places = {one: place_of(root, one, asked) for one in units}
    with locked(shown(root)):
        there = [one for one, path in places.items() if content_of(path) is not None]
        if there and not all_:
            paths = tuple(str(shown(places[one])) for one in there)
            raise TtdtError(
                gettext_lazy(
                    "nothing was written, because it is there already: {paths}", paths=paths
                )
            )
        for one, path in places.items():
            seen = str(shown(path))
            if one in there:
                _say(
                    session,
                    session.language.gettext("{path} is there already and stays", path=seen),
                )
                continue
            text = _text(session, workspace, root, plan, one, asked)
            # Not resolved as `shown` does: a link is for `write_file` to judge.
            named = shown(root) / path.relative_to(root)
            make_folder(named.parent)
            replace_unchanged(named, None, text.encode())
            _say(session, session.language.gettext("wrote {path}", path=seen))
            for other in _same_end(workspace, plan, one, asked):
                _say(
                    session,
                    session.language.gettext(
                        "{path} speaks of the same day; keep only one of the two", path=other
                    ),
                )
    return 0


def _same_end(workspace: Workspace, plan: Plan, unit: str, period: Period) -> list[str]:
    """Return the files of a unit that say how things stood on the same day."""
    filed = workspace.history(plan, unit).all
    return [one.path for one in filed if one.period != period and one.period.end == period.end]


def _say(session: Session, text: str) -> None:
    if not session.quiet:
        session.note(text)


def _text(
    session: Session, workspace: Workspace, root: Path, plan: Plan, unit: str, period: Period
) -> str:
    earlier = _earlier(workspace, plan, unit, period)
    known: dict[str, Carried] = {}
    sample = False
    for filed in earlier:
        for name, population in filed.populations.items():
            size = population.value
            if name not in known and size is not None and not population.invalid:
                known[name] = Carried(size.numerator, filed.period, filed.path)
                sample = sample or filed.sample
    return draft(
        plan, unit, period, session.language, known, sample=sample, schema=schema_beside(root)
    )


def _earlier(workspace: Workspace, plan: Plan, unit: str, period: Period) -> tuple[Submission, ...]:
    """Return what a unit has handed in up to a period's end, the newest first."""
    plans = [plan, *(one for one in workspace.sound_plans() if one.year == plan.year - 1)]
    found = {
        filed.path: filed
        for one in plans
        if unit in one.units
        for filed in workspace.history(one, unit).all
        if filed.usable and not filed.empty and filed.period.end <= period.end
    }
    return tuple(
        sorted(found.values(), key=lambda one: (one.period.end, one.period.months), reverse=True)
    )


def schema_beside(root: Path) -> str | None:
    """Return the way from a unit's folder to the schemas beside the workspace, if there are any."""
    there = (root.absolute().parent / "schemas" / SUBMISSION_SCHEMA).is_file()
    return f"../../../schemas/{SUBMISSION_SCHEMA}" if there else None
