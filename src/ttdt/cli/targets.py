"""`ttdt targets`: the plan, as the program reads it."""

from __future__ import annotations

import typer

from ttdt.cli.group import CONTEXT, Command, new_app
from ttdt.cli.options import Color, Data, Help, Lang, Output, Quiet, TextFormat, Version
from ttdt.cli.output import file_of
from ttdt.cli.plans import Year, pick_plan
from ttdt.cli.resolving import pick_format
from ttdt.cli.session import Session, is_terminal, width
from ttdt.document.model import TEXT_FORMATS
from ttdt.output import View
from ttdt.plan import Plan
from ttdt.text.message import N_

app = new_app()


@app.command(
    cls=Command,
    context_settings=CONTEXT,
    help=N_("List the plan's targets and how they are read."),
    epilog="ttdt targets\nttdt targets --lang en --format json\nttdt targets -o targets.txt",
)
def targets(
    ctx: typer.Context,
    format_: TextFormat = None,
    year: Year = None,
    output: Output = None,
    data: Data = None,
    lang: Lang = None,
    color: Color = None,
    quiet: Quiet = False,
    version: Version = False,
    help_: Help = False,
) -> int:
    """Print or save the plan's targets and return the exit code."""
    session: Session = ctx.obj.with_options(data=data, color=color, quiet=quiet)
    target = file_of(output)
    name = pick_format(format_, target, TEXT_FORMATS, "table" if is_terminal() else "plain")
    plan = pick_plan(session, year)
    view = View(session.language, width=width(), color=target is None and session.colored)
    product = _render(name, plan, view)
    session.deliver(product, target)
    return 0


def _render(name: str, plan: Plan, view: View) -> str:
    from ttdt.document import targets as renderers

    if name == "json":
        return renderers.render_json(plan, view.language)
    if name == "table":
        return renderers.render_table(plan, view)
    return renderers.render_plain(plan, view)
