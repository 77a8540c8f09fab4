"""`ttdt rule CODE`: what a rule finds, why that matters, what to do, with an example."""

from typing import Annotated

import typer

from ttdt.cli.commands import CommandWithoutWorkspace, new_app
from ttdt.cli.options import AnswerFormat, Output
from ttdt.cli.session import Session
from ttdt.text.message import N_

app = new_app()


@app.command(
    cls=CommandWithoutWorkspace,
    help=N_("Explain a rule of check: what it finds, why, what to do, with an example."),
    epilog="ttdt rule TT201\nttdt rule numerator-above-population --lang en",
)
def rule(
    ctx: typer.Context,
    code: Annotated[
        str, typer.Argument(metavar="CODE", help=N_("The rule's code or name, such as TT201."))
    ],
    format_: AnswerFormat = None,
    output: Output = None,
) -> int:
    """Print or save all that is said of a rule and return the exit code."""
    from ttdt.app.rules import explain_rule
    from ttdt.cli.answering import choose_rendering, show

    session: Session = ctx.obj
    rendering = choose_rendering(format_, output)
    return show(session, explain_rule(code), rendering)
