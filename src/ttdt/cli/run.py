"""One run: from arguments to an exit code, with every failure in one line."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import typer
from typer.main import get_command

from ttdt.app.outcome import ExitCode
from ttdt.cli.commands import CommandGroup
from ttdt.cli.delivery import print_product
from ttdt.cli.options import language_in
from ttdt.cli.session import BUG, Session
from ttdt.errors import CombinedError, FileError, TtdtError
from ttdt.finding import bounded
from ttdt.text.message import N_
from ttdt.workspace.atomic_writing import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


INTERRUPTED = 130

app = typer.Typer(
    cls=CommandGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": [], "max_content_width": 100},
)


@app.callback(
    invoke_without_command=True,
    help=N_("Track a province's plan: targets, districts' figures, progress."),
    epilog="ttdt report --period Q2\nttdt report --period Q2 -o q2.json\nttdt check\nttdt targets",
)
def _root(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        session: Session = ctx.obj
        session.check()
        session.show(ctx.get_help() + "\n")
        raise typer.Exit(ExitCode.COULD_NOT_RUN)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return the exit code; prints, and never raises."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    session = Session()
    if list(arguments[:1]) == [_COMPLETE]:
        return _complete(arguments[1:], session)
    return _run(arguments, session)


def _run(arguments: Sequence[str], session: Session) -> int:
    """Run one command, say what goes wrong, and return the exit code."""
    try:
        with _cleared_up_when_ended():
            return _invoke(arguments, session)
    except TtdtError as failure:
        if isinstance(failure, FileError):
            from ttdt.output.findings.concise import line

            for finding in bounded(failure.findings):
                session.note(line(finding, session.language))
        told = failure.errors if isinstance(failure, CombinedError) else (failure,)
        for one in told:
            session.tell_error(one.message)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last resort, so that no traceback is shown
        session.tell_bug(error)
        return BUG
    return ExitCode.COULD_NOT_RUN


_COMPLETE = "__complete"
"""What the scripts of `ttdt completion` say before the name of their shell and the words."""


def _complete(arguments: Sequence[str], session: Session) -> int:
    from ttdt.cli.completing import lines_for

    shell, *words = arguments or ("",)
    group = get_command(app)
    if not isinstance(group, CommandGroup):
        raise TypeError(group)
    # Whatever goes wrong, nobody has asked for anything yet.
    with suppress(Exception):
        for line in lines_for(shell, words, group, session):
            print_product(f"{line}\n")
    return ExitCode.DONE


class _Ended(BaseException):
    """The program is ended from outside; what it has begun is cleared up on the way out."""


@contextmanager
def _cleared_up_when_ended() -> Iterator[None]:
    """End as every program does at SIGTERM and SIGHUP, but not before all has been cleared up."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    ours = [one for one in ENDINGS if signal.getsignal(one) is signal.SIG_DFL]
    for one in ours:
        signal.signal(one, _end)
    try:
        yield
    except _Ended as ended:
        number = ended.args[0]
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        raise
    finally:
        for one in ours:
            signal.signal(one, signal.SIG_DFL)


def _end(number: int, _frame: object) -> None:
    raise _Ended(number)


def _end_at_once() -> None:
    """Leave it to the process that we come from to clear up."""
    for one in ENDINGS:
        if signal.getsignal(one) is _end:
            signal.signal(one, signal.SIG_DFL)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_end_at_once)


def _invoke(arguments: Sequence[str], session: Session) -> int:
    from typer.exceptions import TyperException

    command = get_command(app)
    try:
        code = command.main(
            args=list(arguments), prog_name="ttdt", standalone_mode=False, obj=session
        )
    except TyperException as error:
        from ttdt.cli.usage_errors import explained

        session.take("language", language_in(arguments) or None)
        session.check()
        raise TtdtError(explained(error)) from None
    except typer.Abort:
        return INTERRUPTED
    return code if isinstance(code, int) else ExitCode.DONE
