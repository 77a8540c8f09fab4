"""`ttdt check`: every finding in one run."""

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ttdt import __version__
from ttdt.app.resolving import one_of, pick_format
from ttdt.cli.commands import Command, new_app
from ttdt.cli.delivery import file_of, write_output
from ttdt.cli.named_files import files_named
from ttdt.cli.options import Output
from ttdt.cli.progress import progress
from ttdt.cli.session import Session
from ttdt.errors import TtdtError
from ttdt.output.findings import FORMATS, CheckOutput, load
from ttdt.settings.files import Level
from ttdt.text.message import N_, gettext_lazy
from ttdt.workspace.atomic_writing import problem
from ttdt.workspace.locating import current_folder

if TYPE_CHECKING:
    from ttdt.app.check import CheckOutcome

SUFFIXES: dict[str, tuple[str, ...]] = dict.fromkeys(FORMATS, ()) | {
    "full": (".txt",),
    "json": (".json",),
    "sarif": (".sarif",),
    "junit": (".xml",),
}
"""The formats, and the file names that mean them."""

app = new_app()


class Also(NamedTuple):
    """A further output of the same run."""

    format: str
    path: Path


class CheckCommand(Command):
    """The command that says itself what is wrong in a workspace, with its settings."""

    needs_sound = (Level.USER,)


@app.command(
    cls=CheckCommand,
    help=N_("Find everything that is wrong with the plan and the submissions."),
    epilog="ttdt check\n"
    "ttdt check data/districts/bac-ai\n"
    "ttdt check --format concise --fail-level warning\n"
    "ttdt check --format github --also sarif=ttdt.sarif\n"
    "ttdt check - --as bac-ai/2024-Q2 < draft.yaml",
)
def check(
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]…",
            help=N_("Files or folders; the whole workspace if left out; - is stdin."),
        ),
    ] = None,
    as_: Annotated[
        str | None,
        typer.Option("--as", metavar="UNIT/PERIOD", help=N_("Whose submission comes on stdin.")),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=N_("full, concise, json, github, gitlab, sarif or junit."),
        ),
    ] = None,
    also: Annotated[
        list[str] | None,
        typer.Option(
            "--also",
            metavar="FORMAT=FILE",
            help=N_("Write the findings in another format too; may be repeated."),
        ),
    ] = None,
    fail_level: Annotated[
        str,
        typer.Option(
            "--fail-level",
            metavar="error|warning",
            show_default=False,
            help=N_("Exit with 1 from this severity on; error if left out."),
        ),
    ] = "error",
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="CODE",
            help=N_("Only these rules: TT201, TT2xx; may be repeated."),
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore", metavar="CODE", help=N_("Not these rules: TT303, TT3xx; may be repeated.")
        ),
    ] = None,
    output: Output = None,
) -> int:
    """Print the findings and return the exit code."""
    from ttdt.app.check import CheckRequest, run_check
    from ttdt.rules import RULES

    session: Session = ctx.obj
    target = file_of(output)
    name = pick_format(format_, target, SUFFIXES, _usual_format())
    outputs = [_also(word) for word in also or ()]
    _refuse_one_file_for_two([extra.path for extra in outputs] + ([target] if target else []))
    with progress(session) as step:
        request = CheckRequest(
            paths=files_named(paths or ()),
            whose=as_,
            stdin=_stdin,
            select=select or (),
            ignore=ignore or (),
            fail_level=fail_level,
            progress=step,
        )
        outcome = run_check(request, session.location)
    found = CheckOutput(
        findings=outcome.findings,
        checked=outcome.checked,
        language=session.language,
        sources=outcome.sources,
        version=__version__,
        rules=RULES,
        root=current_folder().as_posix(),
    )
    for extra in outputs:
        write_output(extra.path, load(extra.format)(found))
    colored = replace(found, color=target is None and session.colored)
    session.deliver(load(name)(colored), target)
    _summary(session, outcome)
    return int(outcome.code)


def _usual_format() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "full"


def _also(word: str) -> Also:
    name, equals, path = word.partition("=")
    if not equals or not path:
        raise TtdtError(gettext_lazy("--also: “{word}” is not of the form FORMAT=FILE", word=word))
    return Also(one_of("--also", name, tuple(FORMATS)), Path(path))


def _refuse_one_file_for_two(paths: list[Path]) -> None:
    """Raise `TtdtError` where an output would take the place of another."""
    seen: set[str] = set()
    for path in paths:
        place = os.path.abspath(path)  # noqa: PTH100 - a link is a place of its own
        if place in seen:
            raise TtdtError(
                gettext_lazy(
                    "two outputs would go to {path}; give each its own file", path=str(path)
                )
            )
        seen.add(place)


def _stdin() -> bytes:
    """Return what stands on stdin, up to what a file may have; raises `TtdtError`."""
    from ttdt.yaml import SUBMISSION_LIMITS

    if sys.stdin is None:
        raise TtdtError(gettext_lazy("stdin is closed, so there is nothing to check"))
    try:
        return sys.stdin.buffer.read(SUBMISSION_LIMITS.bytes + 1) or b""
    except OSError as error:
        raise TtdtError(
            gettext_lazy("stdin could not be read: {error}", error=problem(error))
        ) from None


def _summary(session: Session, outcome: "CheckOutcome") -> None:
    """Say on stderr what the run came to, and what it could not look at."""
    gettext, ngettext = session.language.gettext, session.language.ngettext
    for plan in outcome.unplanned:
        session.note(
            gettext("{path} has errors, so no submission was checked against it", path=plan)
        )
    errors = sum(finding.is_error for finding in outcome.findings)
    warnings = len(outcome.findings) - errors
    session.tell(
        gettext(
            "{files}: {errors}, {warnings}",
            files=ngettext("{n} file checked", "{n} files checked", len(outcome.checked)),
            errors=ngettext("{n} error", "{n} errors", errors),
            warnings=ngettext("{n} warning", "{n} warnings", warnings),
        )
    )
