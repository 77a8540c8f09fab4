"""What the help of a command says, for the terminal and for its man page alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ttdt.cli.metavars import metavars_in

if TYPE_CHECKING:
    from ttdt.cli.session import Session

Entry = tuple[str, str]
"""A word or several spellings of one, and what is said of it."""


class HelpPage(NamedTuple):
    """The help of the program or of a command, in the user's language."""

    path: str
    """What is typed to run it: `ttdt report`."""
    usage: str
    """What may stand behind that."""
    purpose: str
    commands: tuple[Entry, ...]
    arguments: tuple[Entry, ...]
    options: tuple[Entry, ...]
    examples: tuple[str, ...]


def help_page(ctx: Any, said_of_commands: dict[str, str]) -> HelpPage:  # noqa: ANN401 - click is vendored
    """Return the help of a context's command; `said_of_commands` is that of those in a group."""
    command = ctx.command
    session: Session = ctx.find_root().obj
    gettext = session.language.gettext
    params: list[Any] = list(command.get_params(ctx))
    arguments = [param for param in params if param.param_type_name == "argument"]
    pieces = [gettext("[OPTIONS]"), *(metavars_in(str(one.metavar), gettext) for one in arguments)]
    inner = said_of_commands if hasattr(command, "list_commands") else {}
    if inner:
        pieces.append(gettext("COMMAND …"))
    return HelpPage(
        path=ctx.command_path,
        usage=" ".join(pieces),
        purpose=gettext(command.help or ""),
        commands=tuple((name, gettext(text)) for name, text in inner.items()),
        arguments=tuple(
            (metavars_in(str(one.metavar), gettext), gettext(one.help or "")) for one in arguments
        ),
        options=tuple(
            (metavars_in(param.get_help_record(ctx)[0], gettext), gettext(param.help or ""))
            for param in params
            if param not in arguments
        ),
        examples=tuple((command.epilog or "").splitlines()),
    )
