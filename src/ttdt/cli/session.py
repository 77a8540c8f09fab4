"""What every command shares: the language, where output goes, how errors are worded."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.cli.output import print_product, write_output
from ttdt.cli.resolving import unknown_word
from ttdt.errors import TtdtError
from ttdt.text.escaping import escape_log_line
from ttdt.text.language import DEFAULT_LANGUAGE, LANGUAGES, Language
from ttdt.text.message import gettext_lazy
from ttdt.workspace.atomic_writing import problem
from ttdt.workspace.locating import PLAN_PATTERN, find_root

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.workspace.workspace import Workspace

COLORS = ("auto", "always", "never")


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the program."""

    language: Language
    data: str | None = None
    color: str | None = None
    quiet: bool = False

    def note(self, text: str) -> None:
        """Print one line on stderr, inert whatever it quotes."""
        if sys.stderr is None:
            return
        try:
            sys.stderr.write(escape_log_line(text) + "\n")
            sys.stderr.flush()
        except (OSError, ValueError):
            # Nobody is left to tell.
            pass

    def with_options(self, *, data: str | None, color: str | None, quiet: bool) -> Session:
        """Return the session with a command's own options, which go before the program's.

        Raises `TtdtError` for a choice of colour that is none.
        """
        chosen = color or self.color or "auto"
        if chosen not in COLORS:
            raise TtdtError(unknown_word("--color", chosen, COLORS, COLORS))
        given = self.data if data is None else data
        return replace(self, data=given, color=chosen, quiet=quiet or self.quiet)

    @property
    def named_data(self) -> str | None:
        """The workspace asked for, by --data or TTDT_DATA."""
        return os.environ.get("TTDT_DATA") or None if self.data is None else self.data

    def workspace_root(self) -> Path:
        """Return the folder asked for, else the nearest workspace upwards; raises `TtdtError`."""
        if self.named_data == "":
            # A script's variable that is not set; the nearest workspace may be quite another one.
            raise TtdtError(gettext_lazy("--data is empty; name the folder with the plan"))
        if self.named_data is not None:
            return Path(self.named_data)
        root = find_root(current_folder())
        if root is None:
            raise TtdtError(
                gettext_lazy(
                    "there is no workspace here: no folder data/ with a file {pattern}, in this"
                    " folder or above it; name one with --data",
                    pattern=PLAN_PATTERN,
                )
            )
        return root

    def open_workspace(self) -> Workspace:
        """Return the workspace; raises `TtdtError` where it cannot be read."""
        from ttdt.workspace.workspace import Workspace

        root = self.workspace_root()
        return Workspace(root, shown(root))

    @property
    def colored(self) -> bool:
        """Whether stdout gets colour: --color first, then NO_COLOR and FORCE_COLOR."""
        if self.color in {"always", "never"}:
            return self.color == "always"
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return is_terminal() and os.environ.get("TERM") != "dumb"

    def deliver(self, product: str | bytes, target: Path | None) -> None:
        """Write the product to stdout or, whole or not at all, to a file."""
        if target is None:
            print_product(product)
            return
        write_output(target, product)
        if not self.quiet:
            self.note(self.language.gettext("wrote {path}", path=str(target)))


def current_folder() -> Path:
    """Return the current folder; raises `TtdtError` where it has been deleted."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise TtdtError(gettext_lazy("the current folder does not exist any more")) from None
    except OSError as error:
        raise TtdtError(
            gettext_lazy("the current folder cannot be used: {error}", error=problem(error))
        ) from None


def is_terminal() -> bool:
    """Return whether a person is looking at stdout."""
    try:
        return sys.stdout is not None and sys.stdout.isatty()
    except ValueError:
        return False


_WIDTH_WITHOUT_TERMINAL = 120
_NARROWEST = 40
_WIDEST = 100_000


def width() -> int:
    """Return how many columns a table may have."""
    asked = os.environ.get("COLUMNS", "")
    # Of a number with more digits than the widest table needs, how many it has is enough to know.
    columns = int(asked[: len(str(_WIDEST))]) if asked.isdecimal() else 0
    if columns > 0:
        return min(max(columns, _NARROWEST), _WIDEST)
    if not is_terminal():
        return _WIDTH_WITHOUT_TERMINAL
    try:
        return max(os.get_terminal_size(sys.stdout.fileno()).columns, _NARROWEST)
    except (OSError, ValueError):
        return _WIDTH_WITHOUT_TERMINAL


def shown(path: Path) -> Path:
    """Return a path as findings name it: relative to the current folder where it lies below."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve())
    except (OSError, ValueError, RuntimeError):
        return path


def language_of(arguments: Sequence[str]) -> tuple[str, str | None]:
    """Return the language asked for by --lang or TTDT_LANG, and the word if it is none.

    It is needed before the arguments are parsed, because their errors are worded in it.
    """
    asked = os.environ.get("TTDT_LANG") or DEFAULT_LANGUAGE
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and place + 1 < len(arguments):
            asked = arguments[place + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    return (asked, None) if asked in LANGUAGES else (DEFAULT_LANGUAGE, asked)
