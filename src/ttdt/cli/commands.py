"""The command tree: commands are loaded when called, and help speaks the user's language."""

from __future__ import annotations

import os
from copy import copy
from importlib import import_module
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from ttdt.cli.options import common_options, language_in, take_as_written
from ttdt.errors import TtdtError
from ttdt.settings.files import Level
from ttdt.text.message import N_, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.cli.session import Session

COMMANDS: dict[str, str] = {
    "report": N_("Print or save the province's progress report."),
    "funding": N_(
        "Show the money: available, disbursed and left, by project, source, kind or unit."
    ),
    "tasks": N_("Show how far the tasks are, by clause, body and unit, and which are late."),
    "status": N_("Show who has submitted, what is missing and what is late."),
    "check": N_("Find everything that is wrong with the plan and the submissions."),
    "trend": N_("Show how the values moved from round to round, and where they are heading."),
    "chart": N_("Draw one indicator as a picture: by round, by unit, against last year, on a map."),
    "diff": N_(
        "Show what changed between two periods or two revisions, and which verdicts flipped."
    ),
    "explain": N_("Show how one number comes about, down to the files' lines."),
    "template": N_("Make Excel forms for the units to fill in."),
    "import": N_("Put filled Excel forms and tables of figures into the workspace."),
    "map": N_("Propose how a table is read that ttdt did not make, for import --map."),
    "export": N_("Write figures and computed values for other systems."),
    "targets": N_("List the plan's targets and how they are read."),
    "units": N_("Show the plan's units as a tree, with ids and codes, and who must submit."),
    "init": N_("Start a workspace: plan, folders, schemas, read-me and CI files."),
    "new": N_("Make submissions that are ready to be filled in."),
    "set": N_("Set single figures of a submission, from a script."),
    "config": N_("Show the settings and where each comes from, or set one."),
    "rules": N_("List the rules of check: code, severity, name, what each finds."),
    "rule": N_("Explain a rule of check: what it finds, why, what to do, with an example."),
    "schema": N_("Print JSON Schema for plans, submissions or maps, for editors and other tools."),
    "help": N_("Show the help of the program, or of a command."),
    "version": N_("Show the version."),
    "man": N_("Print a man page, or write all of them to a folder."),
    "completion": N_("Print what a shell needs to complete the words of ttdt."),
}
"""Every command and what it is for; its module has its name, `import` that of `import_`."""

_HELP = "help"
_ABOUT_COMMANDS = (_HELP, "man")
_CONTEXT = {"help_option_names": [], "max_content_width": 100}


def new_app() -> typer.Typer:
    """Return what a command's module registers its function with; errors are worded elsewhere.

    What the function runs it imports itself: help and usage errors need the options alone, and
    take a third of the time.
    """
    return typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=_CONTEXT,
    )


class Command(TyperCommand):
    """A command with the options that all have; its help is in the user's language."""

    without: tuple[str, ...] = ()
    """The names of the common options that it does not take."""
    quiet_help: str = ""
    """What --quiet does, where that is more than elsewhere."""
    needs_sound: tuple[Level, ...] = (Level.WORKSPACE, Level.USER)
    """The files of settings without which it does not run where they have errors."""

    def __init__(self, name: str | None, *, params: list[Any], **settings: Any) -> None:  # noqa: ANN401 - typer's own
        """Hold the command's own options and the common ones behind them."""
        common = [copy(option) for option in common_options() if option.name not in self.without]
        for option in common:
            if option.name == "quiet" and self.quiet_help:
                option.help = self.quiet_help
        settings["context_settings"] = _CONTEXT
        super().__init__(name, params=[*params, *common], **settings)
        take_as_written(self.params)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - click is vendored
        """Read the command line; raises `TtdtError` where help is asked for behind the command."""
        if args[:1] == [_HELP] and self.name not in _ABOUT_COMMANDS and not os.path.lexists(_HELP):
            session: Session = ctx.obj
            session.take("language", language_in(args) or None)
            path = ctx.command_path.replace(" ", f" {_HELP} ", 1)
            raise TtdtError(
                gettext_lazy(
                    "“help” stands before the command; did you mean “{guess}”?", guess=path
                )
            )
        left: list[str] = super().parse_args(ctx, args)
        return left

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - click is vendored
        """Run the command, where the common options are sound."""
        session: Session = ctx.obj
        session.check()
        session.check_files(*self.needs_sound)
        if "data" not in self.without:
            # Every other command reads a plan. From here and not from deep within other imports,
            # pydantic comes in a fifth of the time: beyond some hundred calls within each other
            # Python asks the system for memory at every further one.
            import_module("ttdt.plan")
        return super().invoke(ctx)

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - click is vendored
        """Write usage, purpose, options and examples."""
        _write_help(ctx, formatter)


class CommandWithoutWorkspace(Command):
    """A command that is about no workspace."""

    without = ("data",)


class CommandGroup(TyperGroup):
    """The program itself. A command's module is imported when the command is called."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - typer's own
        """Hold the common options, which may stand before the command, too."""
        settings["params"] = [*settings["params"], *common_options()]
        super().__init__(**settings)
        take_as_written(self.params)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - click is vendored
        """Return the names of all commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - as above
        """Return a command, imported now, or None."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in self.commands:
            # A module cannot be called as a word of Python is.
            module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
            app = import_module(f"ttdt.cli.{module}").app
            command = get_command(app)
            command.name = cmd_name
            self.commands[cmd_name] = command
        return self.commands[cmd_name]

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - click is vendored
        """Write usage, commands and options."""
        _write_help(ctx, formatter)


def context_of(words: Iterable[str], context: Any) -> Any:  # noqa: ANN401 - click is vendored
    """Return the context of the command that words lead to; raises `TtdtError` where there is none.

    A command that has no commands below it takes no further word.
    """
    for word in words:
        command = context.command
        names = command.list_commands(context) if hasattr(command, "list_commands") else ()
        if word not in names:
            from ttdt.cli.spelling import unknown_command

            raise TtdtError(unknown_command(word, names, context.command_path))
        inner = command.get_command(context, word)
        context = type(context)(
            inner, info_name=word, parent=context, obj=context.obj, **inner.context_settings
        )
    return context


def _write_help(ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - click is vendored
    from ttdt.cli.help_page import help_page

    session: Session = ctx.find_root().obj
    gettext = session.language.gettext
    page = help_page(ctx, COMMANDS)
    formatter.write_usage(page.path, page.usage, prefix=gettext("Usage:") + " ")
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(page.purpose)
    for heading, entries in (
        (gettext("Commands"), page.commands),
        (gettext("Arguments"), page.arguments),
        (gettext("Options"), page.options),
    ):
        if entries:
            with formatter.section(heading):
                formatter.write_dl(entries)
    if page.examples:
        with formatter.section(gettext("Examples")):
            for line in page.examples:
                formatter.write(f"  {line}\n")
