"""`ttdt rule CODE`: what a rule finds, why that matters, what to do, with an example."""

from __future__ import annotations

from typing import Annotated

import typer

from ttdt.app.resolving import pick_format, unknown_word
from ttdt.cli.commands import CommandWithoutWorkspace, new_app
from ttdt.cli.delivery import file_of
from ttdt.cli.options import Output
from ttdt.cli.session import Session
from ttdt.cli.terminal import is_terminal, width
from ttdt.document.answer import View
from ttdt.document.rules import RuleAnswer
from ttdt.errors import TtdtError
from ttdt.finding import Rule
from ttdt.output.formats import TEXT_FORMATS, lower
from ttdt.rules import RULES
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
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help=N_("plain or json.")),
    ] = None,
    output: Output = None,
) -> int:
    """Print or save all that is said of a rule and return the exit code."""
    session: Session = ctx.obj
    found = _rule(code)
    target = file_of(output)
    view = View(session.language, width=width(), color=target is None and session.colored)
    name = pick_format(format_, target, TEXT_FORMATS, "table" if is_terminal() else "plain")
    session.deliver(lower(name, RuleAnswer(found), view), target)
    return 0


def _rule(word: str) -> Rule:
    """Return the rule of a code or name, in any case; raises `TtdtError` where there is none."""
    wanted = word.strip().upper()
    for found in RULES.values():
        if wanted in {found.code, found.name.upper()}:
            return found
    names = [found.name for found in RULES.values()]
    raise TtdtError(unknown_word("CODE", word, (*RULES, *names), tuple(RULES)))
