"""`ttdt report`: the province's progress."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from ttdt.app.resolving import (
    choose_period,
    one_of,
    pick_format,
    pick_groups,
    pick_indicators,
    pick_units,
)
from ttdt.cli.commands import Command, new_app
from ttdt.cli.delivery import file_of
from ttdt.cli.exit_codes import FailOn, exit_code, pick_conditions
from ttdt.cli.notices import shelf_of, tell_of_empty, tell_of_strays
from ttdt.cli.options import (
    CarryForward,
    Groups,
    Indicators,
    Output,
    PeriodWord,
    Today,
    Units,
    Year,
)
from ttdt.cli.session import Session, day_of
from ttdt.cli.terminal import is_terminal, waiting, width
from ttdt.compute import Selection, assess, select
from ttdt.document.answer import View
from ttdt.document.report.document import ReportAnswer
from ttdt.errors import TtdtError
from ttdt.output.formats import FORMATS, Need, loaded
from ttdt.text.message import N_, gettext_lazy

app = new_app()


@app.command(
    cls=Command,
    help=N_("Print or save the province's progress report."),
    epilog="ttdt report --period Q2\n"
    'ttdt report --period "6 tháng" --unit "Bác Ái"\n'
    "ttdt report --period Q2 --by unit --group education\n"
    "ttdt report --period Q2 -o q2.docx --date 2024-07-05\n"
    "ttdt report --period Q2 -o q2.json --fail-on behind -q",
)
def report(
    ctx: typer.Context,
    period: PeriodWord = None,
    unit: Units = None,
    group: Groups = None,
    indicator: Indicators = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="unit", help=N_("Indicators as rows, units as columns.")),
    ] = None,
    rank: Annotated[
        bool,
        typer.Option("--rank", help=N_("With --by unit: the place of each unit, the best first.")),
    ] = False,
    fragment: Annotated[
        bool,
        typer.Option(
            "--fragment", help=N_("With html: a piece to put into a mail or another page.")
        ),
    ] = False,
    letterhead: Annotated[
        str | None,
        typer.Option(
            "--letterhead",
            metavar="FILE",
            help=N_("For docx: who writes to whom, as YAML; also `report:` in the plan."),
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="DATE",
            help=N_("For docx: the day it is written, as 2024-07-05 or 05/07/2024; else today."),
        ),
    ] = None,
    year: Year = None,
    today: Today = None,
    carry_forward: CarryForward = False,
    fail_on: FailOn = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=N_(
                "table, plain, json, markdown, csv, html, xlsx or docx; otherwise the file's"
                " suffix or the terminal decides."
            ),
        ),
    ] = None,
    output: Output = None,
) -> int:
    """Print or save the report and return the exit code."""
    session: Session = ctx.obj
    by_unit = by is not None and one_of("--by", by, ("unit",)) == "unit"
    if rank and not by_unit:
        raise TtdtError(gettext_lazy("--rank goes only with --by unit"))
    conditions = pick_conditions(fail_on)
    target = file_of(output)
    suffixes = {name: known.suffixes for name, known in FORMATS.items()}
    name = pick_format(format_, target, suffixes, "table" if is_terminal() else "plain")
    if fragment and name != "html":
        raise TtdtError(gettext_lazy("--fragment goes only with --format html"))
    _refuse_on_terminal(name, target)
    lowered = loaded(name)
    workspace = session.location.open()
    asked = choose_period(workspace, period, day_of(today), year=year)
    plan = workspace.plan(asked.year)
    selection = Selection(
        pick_units(unit or (), plan),
        pick_groups(group or (), plan),
        pick_indicators(indicator or (), plan),
    )
    shown = select(assess(workspace.round(asked), carry_forward=carry_forward), selection)
    view = View(session.language, width=width(), color=target is None and session.colored)
    answer = ReportAnswer(shown, by_unit=by_unit, ranks=rank, fragment=fragment)
    if Need.LETTERHEAD in FORMATS[name].needs:
        from ttdt.cli.letterheads import pick_letterhead

        answer = replace(
            answer,
            day=day_of(date, "--date"),
            letterhead=pick_letterhead(session, letterhead, plan),
        )
    if Need.TREND in FORMATS[name].needs:
        from ttdt.cli.trend_input import trend_before

        trend = trend_before(session, workspace, shown, selection, carry_forward=carry_forward)
        answer = replace(answer, trend=trend)
    with waiting(session, target):
        product = lowered(answer, view)
    session.deliver(product, target)
    tell_of_empty(session, workspace, asked)
    shelf = shelf_of(session, workspace)
    if shelf is not None:
        tell_of_strays(session, shelf)
    return exit_code(shown, conditions, invalid=bool(shown.findings))


def _refuse_on_terminal(name: str, target: Path | None) -> None:
    """Raise `TtdtError` where bytes that are no text would go to a person's screen."""
    if FORMATS[name].is_binary and target is None and is_terminal():
        raise TtdtError(gettext_lazy("{format} is not text; name a file with -o", format=name))
