"""`ttdt config`: what is set once, where it comes from, setting and unsetting it."""

from typing import TYPE_CHECKING, Annotated

import typer

from ttdt.cli.commands import Command, new_app
from ttdt.cli.options import AnswerFormat, Output
from ttdt.cli.session import Session
from ttdt.errors import TtdtError
from ttdt.settings.files import Level
from ttdt.text.message import N_, gettext_lazy

if TYPE_CHECKING:
    from ttdt.app.outcome import Notice

app = new_app()


class ConfigCommand(Command):
    """The command that mends files of settings, so that it runs where they have errors."""

    needs_sound = ()


@app.command(
    cls=ConfigCommand,
    help=N_("Show the settings and where each comes from, set one or unset it."),
    epilog="ttdt config\n"
    "ttdt config period\n"
    "ttdt config set period Q2\n"
    "ttdt config set language en --user\n"
    "ttdt config unset period",
)
def config(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[KEY | set KEY VALUE | unset KEY]",
            help=N_("The setting whose value is shown, alone, or that is set or unset."),
        ),
    ] = None,
    user: Annotated[
        bool,
        typer.Option(
            "--user",
            help=N_("With set, unset: for yourself, in every workspace; else for this workspace."),
        ),
    ] = False,
    format_: AnswerFormat = None,
    output: Output = None,
) -> int:
    """Print the settings, or write or remove one of them, and return the exit code."""
    from ttdt.app.config import set_setting, show_settings, unset_setting
    from ttdt.cli.answering import choose_rendering, show

    session: Session = ctx.obj
    level = Level.USER if user else Level.WORKSPACE
    match words or ():
        case ["set", _, _] | ["unset", _] if session.leaves_files_out:
            raise TtdtError(
                gettext_lazy(
                    "--no-config or TTDT_NO_CONFIG leaves out the files of settings; to change"
                    " one, run without it"
                )
            )
        case ["set", name, value]:
            wrote, notices = set_setting(session.settings, level, name, value)
            return _told(session, wrote, notices)
        case ["unset", name]:
            changed, notices = unset_setting(session.settings, level, name)
            return _told(session, changed, notices)
        case ["unset", *_]:
            raise TtdtError(gettext_lazy("name a setting: ttdt config unset KEY"))
        case ["set", *_]:
            raise TtdtError(gettext_lazy("name a setting and its value: ttdt config set KEY VALUE"))
        case [_, _, *_]:
            raise TtdtError(gettext_lazy("to set a value: ttdt config set KEY VALUE"))
    if user:
        raise TtdtError(gettext_lazy("--user goes only with set and unset"))
    session.check_files(*Level)
    key = words[0] if words else None
    outcome = show_settings(session.settings, key)
    if key is not None and format_ is None and output is None:
        session.deliver(f"{session.settings.value(key)}\n", None)
        return 0
    return show(session, outcome, choose_rendering(format_, output))


def _told(session: Session, path: str | None, notices: "list[Notice]") -> int:
    """Say which file was written, if any, and what else there is to know; return the exit code."""
    if path is not None:
        session.tell(session.language.gettext("wrote {path}", path=path))
    session.tell_notices(notices)
    return 0
