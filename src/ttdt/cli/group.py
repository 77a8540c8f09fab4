"""The command tree: commands are loaded when called, and help speaks the user's language."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from ttdt.message import mark

if TYPE_CHECKING:
    from ttdt.cli.session import Session

COMMANDS: dict[str, str] = {
    "report": mark("Print or save the province's progress report."),
    "status": mark("Show who has submitted, what is missing and what is late."),
    "check": mark("Find everything that is wrong with the plan and the submissions."),
    "trend": mark("Show how the values moved from round to round, and where they are heading."),
    "diff": mark(
        "Show what changed between two periods or two revisions, and which verdicts flipped."
    ),
    "explain": mark("Show how one number comes about, down to the files' lines."),
    "export": mark("Write figures and computed values for other systems."),
    "targets": mark("List the plan's targets and how they are read."),
    "init": mark("Start a workspace: plan, folders, schemas, read-me and CI files."),
    "new": mark("Make submissions that are ready to be filled in."),
    "set": mark("Set single figures of a submission, from a script."),
    "rules": mark("List the rules of check: code, severity, name, what each finds."),
    "rule": mark("Explain a rule of check: what it finds, why, what to do, with an example."),
    "schema": mark("Print JSON Schema for plans or submissions, for editors and other tools."),
}
"""Every command and what it is for; the module of a command has its name."""

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def new_app() -> typer.Typer:
    """Return what a command's module registers its function with; errors are worded elsewhere."""
    return typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


class Command(TyperCommand):
    """A command whose help is in the user's language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - click is vendored
        """Write usage, purpose, options and examples."""
        _write_help(self, ctx, formatter)


class Group(TyperGroup):
    """The program itself. A command's module is imported when the command is called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - click is vendored
        """Return the names of all commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - as above
        """Return a command, imported now, or None."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in self.commands:
            app = import_module(f"ttdt.cli.{cmd_name}").app
            command = get_command(app)
            command.name = cmd_name
            self.commands[cmd_name] = command
        return self.commands[cmd_name]

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - click is vendored
        """Write usage, commands and options."""
        _write_help(self, ctx, formatter)


def _write_help(command: Command | Group, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
    session: Session = ctx.find_root().obj
    tr = session.language.tr
    params: list[Any] = list(command.get_params(ctx))
    arguments = [param for param in params if param.param_type_name == "argument"]
    pieces = [tr("[OPTIONS]"), *(str(param.metavar) for param in arguments)]
    if isinstance(command, Group):
        pieces.append(tr("COMMAND …"))
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=tr("Usage:") + " ")
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(tr(command.help or ""))
    if isinstance(command, Group):
        with formatter.section(tr("Commands")):
            formatter.write_dl([(name, tr(text)) for name, text in COMMANDS.items()])
    if arguments:
        with formatter.section(tr("Arguments")):
            formatter.write_dl([(str(param.metavar), tr(param.help or "")) for param in arguments])
    options = [param for param in params if param not in arguments]
    with formatter.section(tr("Options")):
        formatter.write_dl(
            [(param.get_help_record(ctx)[0], tr(param.help or "")) for param in options]
        )
    if command.epilog:
        with formatter.section(tr("Examples")):
            for line in command.epilog.splitlines():
                formatter.write(f"  {line}\n")
