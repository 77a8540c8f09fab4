"""What is wrong with a command line, in the user's language: typer knows only English."""

from __future__ import annotations

import re
from typing import Any

from ttdt.cli.commands import COMMANDS
from ttdt.text.matching import closest
from ttdt.text.message import Message, gettext_lazy


def explained(error: Any) -> Message:  # noqa: ANN401 - typer's errors are vendored and private
    """Return the message for one of typer's usage errors."""
    kind = type(error).__name__
    text = str(error.format_message())
    quoted = re.findall(r"'([^']*)'", text)
    name = getattr(error, "option_name", None) or (quoted[0] if quoted else "")
    context = getattr(error, "ctx", None)
    help_ = f"{'ttdt' if context is None else context.command_path} --help"
    if kind == "NoSuchOption":
        guess = closest(name, error.possibilities or ())
        if guess is not None:
            return gettext_lazy(
                "the option {option} is unknown; did you mean {guess}?", option=name, guess=guess
            )
        return gettext_lazy("the option {option} is unknown; see {help}", option=name, help=help_)
    if kind == "BadOptionUsage" and "does not take" in text:
        return gettext_lazy("the option {option} takes no value", option=name)
    if kind == "BadOptionUsage":
        return gettext_lazy("the option {option} needs a value", option=name)
    if text.startswith("No such command"):
        guess = closest(name, COMMANDS)
        if guess is not None:
            return gettext_lazy(
                "there is no command “{command}”; did you mean “{guess}”?",
                command=name,
                guess=guess,
            )
        return gettext_lazy("there is no command “{command}”; see {help}", command=name, help=help_)
    extra = re.search(r"unexpected extra argument.*\((.*)\)", text)
    if extra is not None:
        return gettext_lazy("unexpected: {words}; see {help}", words=extra[1], help=help_)
    if kind == "MissingParameter":
        missing = str(getattr(error.param, "metavar", None) or name)
        return gettext_lazy("{name} is missing; see {help}", name=missing, help=help_)
    return gettext_lazy("{text}", text=text)
