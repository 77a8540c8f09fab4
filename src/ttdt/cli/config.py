"""`ttdt config`: what is set once, where it comes from, and setting it."""

from __future__ import annotations

from typing import Annotated

import typer

from ttdt.cli.commands import Command, new_app
from ttdt.cli.options import AnswerFormat, Output
from ttdt.cli.session import Session
from ttdt.errors import TtdtError
from ttdt.settings.files import Level
from ttdt.text.message import N_, gettext_lazy

app = new_app()


@app.command(
    cls=Command,
    help=N_("Show the settings and where each comes from, or set one."),
    epilog="ttdt config\n"
    "ttdt config period\n"
    "ttdt config set period Q2\n"
    "ttdt config set language en --user",
)
def config(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[KEY | set KEY VALUE]",
            help=N_("The setting whose value is shown, alone, or that is set."),
        ),
    ] = None,
    user: Annotated[
        bool,
        typer.Option(
            "--user",
            help=N_("With set: for yourself, in every workspace; otherwise for this workspace."),
        ),
    ] = False,
    format_: AnswerFormat = None,
    output: Output = None,
) -> int:
    """Print the settings, or write one of them, and return the exit code."""
    from ttdt.app.config import set_setting, show_settings
    from ttdt.cli.answering import choose_rendering, show

    session: Session = ctx.obj
    match words or ():
        case ["set", name, value]:
            level = Level.USER if user else Level.WORKSPACE
            path, notices = set_setting(session.settings, level, name, value)
            session.tell(session.language.gettext("wrote {path}", path=path))
            session.tell_notices(notices)
            return 0
        case ["set", *_]:
            raise TtdtError(gettext_lazy("name a setting and its value: ttdt config set KEY VALUE"))
        case [_, _, *_]:
            raise TtdtError(gettext_lazy("to set a value: ttdt config set KEY VALUE"))
    if user:
        raise TtdtError(gettext_lazy("--user goes only with set"))
    key = words[0] if words else None
    outcome = show_settings(session.settings, key)
    if key is not None and format_ is None and output is None:
        session.deliver(f"{session.settings.value(key)}\n", None)
        return 0
    return show(session, outcome, choose_rendering(format_, output))
