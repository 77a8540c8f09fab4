"""Answers, in the format asked for and to where they are to go."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.app.outcome import Notice
from ttdt.app.resolving import pick_format
from ttdt.cli.delivery import file_of, whole
from ttdt.cli.progress import waiting
from ttdt.cli.terminal import is_terminal, width
from ttdt.document.answer import View
from ttdt.errors import TtdtError
from ttdt.output.formats import FORMATS, Format, loaded
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ttdt.app.outcome import Outcome
    from ttdt.cli.session import Session
    from ttdt.document.answer import Answer


class Rendering(NamedTuple):
    """How an answer is written, and where to."""

    format: Format
    lower: Callable[[Answer, View], str | bytes | Iterator[str]]
    target: Path | None
    """None for stdout."""
    program: str = ""
    """The program that makes the file, if that is not ours."""

    def is_brief(self, session: Session) -> bool:
        """Return whether what calls for nobody is left out: in a quiet run, for a person."""
        return session.quiet and self.target is None and not self.format.is_data


def choose_rendering(format_: str | None, output: str | None) -> Rendering:
    """Return what --format and --output ask for; the suffix or the terminal decides what is open.

    Raises `TtdtError` for a format that is none or cannot be written here.
    """
    target = file_of(output)
    suffixes = {name: known.suffixes for name, known in FORMATS.items()}
    name = pick_format(format_, target, suffixes, "table" if is_terminal() else "plain")
    if FORMATS[name].is_binary and target is None and is_terminal():
        raise TtdtError(gettext_lazy("{format} is not text; name a file with -o", format=name))
    return Rendering(FORMATS[name], loaded(name), target, _maker(FORMATS[name]))


def _maker(wanted: Format) -> str:
    """Return the name of the program that makes files of a format; nothing where we do."""
    if not wanted.programs:
        return ""
    from ttdt.output.programs import find_program

    found = find_program(wanted.programs)
    return "" if found is None else found.name


def show(session: Session, outcome: Outcome, rendering: Rendering) -> int:
    """Write an answer, say what there is to be said besides, and return the exit code."""
    target = rendering.target
    if not (outcome.is_uneventful and rendering.is_brief(session)):
        view = View(session.language, width=width(), color=target is None and session.colored)
        with waiting(session, target, rendering.program):
            product = whole(rendering.lower(outcome.answer, view))
        session.deliver(product, target)
    is_data = rendering.format.is_data
    session.tell_notices(one for one in outcome.notices if is_data or not one.only_of_data)
    if is_data:
        session.tell_notices(_language_notices(session))
    return int(outcome.code)


def _language_notices(session: Session) -> Iterator[Notice]:
    """Yield that a file of settings chose the language of the names in data."""
    chosen = session.settings.chosen("language")
    if chosen.is_of_file:
        message = gettext_lazy(
            "names are in the language {value}, as {origin} sets it; --lang or --no-config says"
            " otherwise",
            value=chosen.value,
            origin=str(chosen.origin),
        )
        yield Notice(message)
