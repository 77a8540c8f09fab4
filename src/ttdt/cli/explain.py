"""`ttdt explain`: how one number comes about."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ttdt.analysis.explain import explain as derive
from ttdt.app.resolving import choose_period, pick_format, pick_indicators, pick_units, unknown_word
from ttdt.cli.commands import Command, new_app
from ttdt.cli.delivery import file_of
from ttdt.cli.notices import tell_of_empty
from ttdt.cli.options import CarryForward, Output, PeriodWord, TextFormat, Today, Year
from ttdt.cli.session import Session, day_of
from ttdt.cli.terminal import is_terminal, width
from ttdt.compute import assess
from ttdt.document.answer import View
from ttdt.document.explain.document import ExplainAnswer
from ttdt.errors import TtdtError
from ttdt.output.formats import TEXT_FORMATS, lower
from ttdt.plan import OWN_AREA
from ttdt.text.matching import fold
from ttdt.text.message import N_
from ttdt.workspace.git.blame import last_changes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.analysis.explain import Explanation
    from ttdt.plan import Plan

INVALID_DATA = 1

app = new_app()


@app.command(
    cls=Command,
    help=N_("Show how one number comes about, down to the files' lines."),
    epilog="ttdt explain village-roads --period Q2\n"
    'ttdt explain 2.3 --unit "Bác Ái" --period Q2\n'
    "ttdt explain solid-facilities/schools --format json -o schools.json",
)
def explain(
    ctx: typer.Context,
    indicators: Annotated[
        list[str],
        typer.Argument(
            metavar="INDICATOR…",
            help=N_(
                "An indicator's id, name or clause; of a composite also one part:"
                " solid-facilities/schools."
            ),
        ),
    ],
    unit: Annotated[
        str | None,
        typer.Option("--unit", metavar="UNIT", help=N_("Explain this unit's own number.")),
    ] = None,
    period: PeriodWord = None,
    year: Year = None,
    today: Today = None,
    carry_forward: CarryForward = False,
    format_: TextFormat = None,
    output: Output = None,
) -> int:
    """Print or save the derivation of each number asked for and return the exit code."""
    session: Session = ctx.obj
    target = file_of(output)
    name = pick_format(format_, target, TEXT_FORMATS, "table" if is_terminal() else "plain")
    workspace = session.location.open()
    asked = choose_period(workspace, period, day_of(today), year=year)
    plan = workspace.plan(asked.year)
    keys = dict.fromkeys(_key(word, plan) for word in indicators)
    area = OWN_AREA if unit is None else pick_units((unit,), plan)[0]
    round_ = workspace.round(asked)
    report = assess(round_, carry_forward=carry_forward)
    explanations = _with_changes([derive(round_, report, key, area) for key in keys])
    view = View(session.language, width=width(), color=target is None and session.colored)
    session.deliver(lower(name, ExplainAnswer(tuple(explanations)), view), target)
    tell_of_empty(session, workspace, asked)
    return INVALID_DATA if any(found.invalid for found in explanations) else 0


def _key(word: str, plan: Plan) -> tuple[str, str | None]:
    """Return the indicator that a word means, with the part behind a slash if it names one."""
    try:
        return pick_indicators((word,), plan, "INDICATOR")[0], None
    except TtdtError:
        head, slash, tail = word.rpartition("/")
        if not slash:
            raise
    (name,) = pick_indicators((head,), plan, "INDICATOR")
    parts = plan.indicators[name].parts
    for part in parts:
        known = (str(part.part), *part.name.wordings)
        if fold(tail) in {fold(text) for text in known if text}:
            return part.key
    names = tuple(f"{name}/{part.part}" for part in parts) or (name,)
    raise TtdtError(unknown_word("INDICATOR", word, names, names))


def _with_changes(explanations: Sequence[Explanation]) -> list[Explanation]:
    """Return the explanations with the last change of each line that a history knows of."""
    wanted: dict[str, set[int]] = {}
    for explanation in explanations:
        for place in explanation.places:
            wanted.setdefault(place.path, set()).add(place.line)
    changes = {
        (path, line): change
        for path, lines in sorted(wanted.items())
        for line, change in last_changes(Path(path), lines).items()
    }
    return [
        replace(
            explanation,
            changes=changes,
            parts=tuple(replace(part, changes=changes) for part in explanation.parts),
        )
        for explanation in explanations
    ]
