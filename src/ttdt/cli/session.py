"""What every command shares: the language, the workspace meant, and where output goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.cli.delivery import in_parts, print_product, write_output, write_partition
from ttdt.cli.terminal import is_terminal, takes_escapes
from ttdt.errors import FileError, TtdtError
from ttdt.settings.definitions import SETTINGS, problem_with
from ttdt.settings.files import Level, read_user_settings, read_workspace_settings, user_folder
from ttdt.settings.layers import Source, settle
from ttdt.text.conventions import DEFAULT_LANGUAGE, LANGUAGES
from ttdt.text.escaping import escape_log_line
from ttdt.text.language import Language
from ttdt.text.message import gettext_lazy
from ttdt.workspace.atomic_writing import write_folder
from ttdt.workspace.locating import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ttdt.app.locating import WorkspaceLocation
    from ttdt.app.outcome import Notice
    from ttdt.settings.files import SettingsFile
    from ttdt.settings.layers import Settings
    from ttdt.text.message import Message

BUG = 70
"""The exit code where the program itself went wrong."""


@dataclass(slots=True)
class Session:
    """One run of the program. The common options fill it in as they are read."""

    data: str | None = None
    quiet: bool = False
    pages: bool = True
    """Whether a pager may show what is longer than the screen."""
    reads_files: bool = True
    """Whether the files of settings are looked at."""
    _options: dict[str, str] = field(default_factory=dict)
    _settings: Settings | None = None

    def take(self, key: str, word: str | None) -> None:
        """Hold what an option says of a setting, if it is given."""
        if word is not None:
            self._options[key] = word
            self._settings = None

    def take_data(self, data: str | None) -> None:
        """Hold the workspace that --data names, if it is given."""
        if data is not None:
            self.data = data
            self._settings = None

    def leave_files(self) -> None:
        """Look at no file of settings."""
        self.reads_files = False
        self._settings = None

    @property
    def leaves_files_out(self) -> bool:
        """Whether --no-config, or TTDT_NO_CONFIG, keeps the files of settings unread."""
        return not self.reads_files or bool(os.environ.get("TTDT_NO_CONFIG"))

    @property
    def settings(self) -> Settings:
        """All settings, and where each comes from."""
        if self._settings is None:
            files = () if self.leaves_files_out else tuple(self._files())
            self._settings = settle(self._options, os.environ, files)
        return self._settings

    def _files(self) -> Iterator[SettingsFile]:
        with suppress(TtdtError):
            # Where there is no workspace, the command says so if it needs one.
            root = self.location.root()
            yield read_workspace_settings(root, shown(root).as_posix())
        if self.own_folder is not None:
            yield read_user_settings(self.own_folder)

    @property
    def own_folder(self) -> Path | None:
        """The folder of the user's own settings."""
        return user_folder(os.environ, sys.platform, Path("~").expanduser())

    @property
    def language(self) -> Language:
        """The language asked for; the usual one where that is none."""
        return _language(self.settings.value("language"))

    def check(self) -> None:
        """Raise `TtdtError` for a setting that is none, given by an option or a variable."""
        for key, setting in SETTINGS.items():
            value, origin = self.settings.chosen(key)
            if origin.source not in {Source.OPTION, Source.ENVIRONMENT}:
                continue
            if setting.choices:
                from ttdt.app.resolving import one_of

                one_of(origin.name, value, tuple(setting.choices))
            elif problem := problem_with(setting, value):
                raise TtdtError(
                    gettext_lazy("{name}: {problem}", name=origin.name, problem=problem.message)
                )

    def check_files(self, *levels: Level) -> None:
        """Raise `TtdtError` for a file of settings of these levels that has errors."""
        findings = [one for file in self.settings.files_of(*levels) for one in file.findings]
        if findings:
            raise FileError(
                gettext_lazy(
                    "{path} has errors, so nothing was done; --no-config leaves it out",
                    path=findings[0].path,
                ),
                findings,
            )

    @property
    def location(self) -> WorkspaceLocation:
        """The workspace meant, by --data, TTDT_DATA or where the program was started."""
        from ttdt.app.locating import WorkspaceLocation

        named = os.environ.get("TTDT_DATA") or None if self.data is None else self.data
        return WorkspaceLocation(named, notify=self.tell_error)

    @property
    def colored(self) -> bool:
        """Whether stdout gets colour, by the setting, or else where a person looks at it."""
        color = self.settings.value("color")
        if color in {"always", "never"}:
            return color == "always"
        # Where `auto` was asked for by name, too.
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
