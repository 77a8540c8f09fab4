"""What is wrong with a command line, in the user's language: typer knows only English."""

from __future__ import annotations

import re
from typing import Any

from ttdt.cli.choices import formats_of
from ttdt.cli.metavars import metavars_in
from ttdt.cli.spelling import option_meant, unknown_command
from ttdt.text.message import Message, gettext_lazy


def explained(error: Any) -> Message:  # noqa: ANN401 - typer's errors are vendored and private
    """Return the message for one of typer's usage errors."""
    kind = type(error).__name__
    text = str(error.format_message())
    quoted = re.findall(r"'([^']*)'", text)
    name = getattr(error, "option_name", None) or (quoted[0] if quoted else "")
    context = getattr(error, "ctx", None)
    path = "ttdt" if context is None else context.command_path
    help_ = f"{path} --help"
    if kind == "NoSuchOption":
        return _unknown_option(name, context, help_)
    if kind == "BadOptionUsage" and "does not take" in text:
        return gettext_lazy("the option {option} takes no value", option=name)
    if kind == "BadOptionUsage":
        return gettext_lazy("the option {option} needs a value", option=name)
    if text.startswith("No such command"):
        names = () if context is None else context.command.list_commands(context)
        return unknown_command(name, names, path)
    extra = re.search(r"unexpected extra argument.*\((.*)\)", text)
    if extra is not None:
        return gettext_lazy("unexpected: {words}; see {help}", words=extra[1], help=help_)
    if kind == "MissingParameter":
        missing = str(getattr(error.param, "metavar", None) or name)
        session = None if context is None else context.find_root().obj
        if session is not None:
            missing = metavars_in(missing, session.language.gettext)
        return gettext_lazy("{name} is missing; see {help}", name=missing, help=help_)
    return gettext_lazy("{text}", text=text)


def _unknown_option(option: str, context: Any, help_: str) -> Message:  # noqa: ANN401 - as above
    command: Any = None if context is None else context.command
    options = [] if command is None else [one for param in command.params for one in param.opts]
    formats = formats_of(command.name) if "--format" in options else ()
    guess = option_meant(option, options, formats)
    if guess is not None:
        return gettext_lazy(
            "the option {option} is unknown; did you mean {guess}?", option=option, guess=guess
        )
    if hasattr(command, "list_commands"):
        return gettext_lazy(
            "the option {option} is unknown here; those of a command stand behind it, see {help}",
            option=option,
            help=help_,
        )
    return gettext_lazy("the option {option} is unknown; see {help}", option=option, help=help_)
