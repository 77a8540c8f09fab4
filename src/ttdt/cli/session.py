"""What every command shares: the language, the workspace meant, and where output goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.cli.delivery import in_parts, print_product, write_output, write_partition
from ttdt.cli.terminal import is_terminal, takes_escapes
from ttdt.text.conventions import DEFAULT_LANGUAGE, LANGUAGES
from ttdt.text.escaping import escape_log_line
from ttdt.text.language import Language
from ttdt.text.message import gettext_lazy
from ttdt.workspace.atomic_writing import write_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ttdt.app.locating import WorkspaceLocation
    from ttdt.app.outcome import Notice
    from ttdt.text.message import Message

BUG = 70
"""The exit code where the program itself went wrong."""

COLORS = ("auto", "always", "never")


@dataclass(slots=True)
class Session:
    """One run of the program. The common options fill it in as they are read."""

    language_word: str = DEFAULT_LANGUAGE
    data: str | None = None
    color: str = "auto"
    quiet: bool = False
    pages: bool = True
    """Whether a pager may show what is longer than the screen."""

    @property
    def language(self) -> Language:
        """The language asked for; the usual one where that is none."""
        return _language(self.language_word)

    def check(self) -> None:
        """Raise `TtdtError` for a language or a choice of colour that is none."""
        from ttdt.app.resolving import one_of

        one_of("--lang", self.language_word, tuple(LANGUAGES))
        one_of("--color", self.color, COLORS)

    @property
    def location(self) -> WorkspaceLocation:
        """The workspace meant, by --data, TTDT_DATA or where the program was started."""
        from ttdt.app.locating import WorkspaceLocation

        named = os.environ.get("TTDT_DATA") or None if self.data is None else self.data
        return WorkspaceLocation(named)

    @property
    def colored(self) -> bool:
        """Whether stdout gets colour: --color first, then NO_COLOR and FORCE_COLOR."""
        if self.color in {"always", "never"}:
            return self.color == "always"
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        if not is_terminal() or os.environ.get("TERM") == "dumb":
            return False
        return takes_escapes(sys.stdout)

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

    def tell(self, text: str) -> None:
        """Print one line on stderr, unless the run is to be quiet."""
        if not self.quiet:
            self.note(text)

    def tell_notices(self, notices: Iterable[Notice]) -> None:
        """Say on stderr what the user is to know besides the answer."""
        for notice in notices:
            if notice.is_error or not self.quiet:
                self.tell_error(notice.message)

    def tell_error(self, message: Message) -> None:
        """Say on stderr what went wrong, as ttdt's own words."""
        self.note(f"ttdt: {self.language.translate(message)}")

    def tell_bug(self, error: Exception) -> None:
        """Say on stderr that the program itself went wrong, and how to report it."""
        self.tell_error(
            gettext_lazy(
                "this is a bug in ttdt ({kind}: {error}); please report it with the command and"
                " the files; TTDT_TRACEBACK=1 shows where",
                kind=type(error).__name__,
                error=str(error)[:200],
            )
        )
        if os.environ.get("TTDT_TRACEBACK"):
            import traceback

            traceback.print_exception(error)

    def show(self, product: str | bytes | Sequence[bytes]) -> None:
        """Write the product to stdout, or let a pager show it where a person looks at much."""
        parts = in_parts(product)
        if self.pages and is_terminal():
            from ttdt.cli.paging import pager_for, show_paged

            pager = pager_for(parts)
            if pager is not None and show_paged(parts, pager):
                return
        print_product(parts)

    def deliver(
        self, product: str | bytes | Sequence[bytes] | Mapping[str, bytes], target: Path | None
    ) -> None:
        """Write the product to stdout or, whole or not at all, to a file or folder of files."""
        if isinstance(product, Mapping):
            write_folder(Path(str(target)), product)
        elif target is None:
            self.show(product)
            return
        else:
            write_output(target, product)
        self.tell(self.language.gettext("wrote {path}", path=str(target)))

    def deliver_partitions(self, files: Mapping[Path, bytes]) -> None:
        """Write files of a dataset, each whole or not at all."""
        for path, content in files.items():
            write_partition(path, content)
            self.tell(self.language.gettext("wrote {path}", path=str(path)))


def day_of(word: str | None, option: str = "--today") -> date:
    """Return the day that an option names, the system's where it is left out."""
    if word is None:
        return date.today()  # noqa: DTZ011 - the user's own day
    from ttdt.app.resolving import pick_day

    return pick_day(word, option)


@cache
def _language(word: str) -> Language:
    return Language(word if word in LANGUAGES else DEFAULT_LANGUAGE)
