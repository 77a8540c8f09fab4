"""The two files that settings stand in: where each lies, and what it says."""

from __future__ import annotations

import os
import re
import stat
from enum import StrEnum
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, NamedTuple

from ttdt.finding import START, Finding, Span
from ttdt.schema.rules import UNKNOWN_KEY, WRONG_TYPE
from ttdt.settings.definitions import SETTINGS, Problem, problem_with
from ttdt.settings.rules import SETTING_BEYOND_WORKSPACE, UNREADABLE_SETTINGS
from ttdt.text.matching import closest
from ttdt.text.message import Message, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE_NAME = "ttdt.toml"

_MOST_BYTES = 64 * 1024
_LINE_OF_ERROR = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)")


class Level(StrEnum):
    """Whose settings a file holds, the stronger first."""

    WORKSPACE = "workspace"
    USER = "user"


class FileSetting(NamedTuple):
    """A value in a file, and the line that it stands on."""

    value: str
    line: int


class SettingsFile(NamedTuple):
    """What one file sets; what is wrong in it sets nothing."""

    level: Level
    path: Path
    shown: str
    """What findings call it."""
    exists: bool = False
    values: Mapping[str, FileSetting] = {}
    findings: tuple[Finding, ...] = ()
    lines: Mapping[str, int] = {}
    """The line of each of its keys, also of those that set nothing."""

    @property
    def is_readable(self) -> bool:
        """Whether it is known what it says, right or wrong."""
        return all(finding.rule is not UNREADABLE_SETTINGS for finding in self.findings)


def user_folder(environment: Mapping[str, str], platform: str, home: Path) -> Path | None:
    """Return the folder of a person's own settings, by the customs of the system.

    None on Windows without %APPDATA%. `platform` is called as `sys.platform` is.
    """
    if platform == "win32":
        roaming = environment.get("APPDATA")
        return Path(roaming, "ttdt") if roaming else None
    said = environment.get("XDG_CONFIG_HOME", "")
    if said.startswith("/"):
        return Path(said, "ttdt")
    mac = platform == "darwin"
    return (home / "Library" / "Application Support" if mac else home / ".config") / "ttdt"


def read_workspace_settings(root: Path, shown: str) -> SettingsFile:
    """Return the settings beside the plan of a workspace.

    It comes from others, so neither it nor what it names may lie outside the workspace.
    """
    path = root / FILE_NAME
    name = FILE_NAME if shown == "." else f"{shown}/{FILE_NAME}"
    file = SettingsFile(Level.WORKSPACE, path, name)
    if os.path.islink(path) and not _is_within(path, root):  # noqa: PTH114 - no error where permission is denied
        message = gettext_lazy(
            "this link leads out of the workspace, so it is not read; put a copy here"
        )
        return _unusable(file, message)
    return _read(file)


def read_user_settings(folder: Path) -> SettingsFile:
    """Return a person's own settings."""
    path = folder / FILE_NAME
    return _read(SettingsFile(Level.USER, path, str(path)))


def _read(file: SettingsFile) -> SettingsFile:
    try:
        content = _content(file.path)
    except (FileNotFoundError, NotADirectoryError):
        return file
    except OSError as error:
        if isinstance(error, PermissionError) and (
            file.level is Level.USER or not os.path.lexists(file.path)
        ):
            # A service that runs with the home of another person, as of root; or a workspace whose
            # files nobody may look at, which its plan is the one to say.
            return file
        why = error.strerror or str(error)
        return _unusable(file, gettext_lazy("the file cannot be opened: {error}", error=why))
    if content is None:
        return _unusable(file, gettext_lazy("this is not a regular file, so it is not read"))
    if len(content) > _MOST_BYTES:
        return _unusable(file, gettext_lazy("the file is larger than 64 KiB"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = gettext_lazy(
            "the byte {byte} is not UTF-8 text; save the file with the encoding UTF-8",
            byte=f"0x{content[error.start]:02X}",
        )
        return _unusable(file, message, Span(line, 1, line, 1))
    return read_text(file, text)


def read_text(file: SettingsFile, text: str) -> SettingsFile:
    """Return the file with what a text of it sets, and what is wrong there."""
    # Most people have no such file, and wait for no reader of it.
    import tomllib

    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return _broken(file, text, str(error))
    lines = text.split("\n")
    spans = {key: _span_of(key, lines) for key in data}
    values: dict[str, FileSetting] = {}
    findings = []
    for key, value in data.items():
        problem = _problem(file, key, value)
        if problem is not None:
            findings.append(Finding(problem.rule, file.shown, spans[key], problem.message))
        else:
            values[key] = FileSetting(_resolved(file, key, value), spans[key].line)
    findings.sort(key=lambda finding: finding.sort_key)
    return file._replace(
        exists=True,
        values=values,
        findings=tuple(findings),
        lines={key: span.line for key, span in spans.items()},
    )


def _content(path: Path) -> bytes | None:
    """Return what a file begins with, a byte more than it may have; None of no regular file."""
    # Non-blocking, because opening a pipe that nobody writes to would wait for ever.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return None
        return file.read(_MOST_BYTES + 1)


def _unusable(file: SettingsFile, message: Message, span: Span = START) -> SettingsFile:
    finding = Finding(UNREADABLE_SETTINGS, file.shown, span, message)
    return file._replace(exists=True, findings=(finding,))


def _broken(file: SettingsFile, text: str, error: str) -> SettingsFile:
    """Return the file with the place where it breaks the rules of TOML."""
    found = _LINE_OF_ERROR.search(error)
    lines = text.split("\n")
    line, column = (int(found[1]), int(found[2])) if found else (len(lines), 1)
    message = gettext_lazy(
        "this is no TOML; write one line for each setting, as {example}",
        example='language = "vi"',
    )
    return _unusable(file, message, Span(line, column, line, column + 1))


def _span_of(key: str, lines: list[str]) -> Span:
    """Return where a key at the top of a file stands; TOML's own reader does not tell."""
    quoted = re.escape(key)
    opening = re.compile(rf"\s*\[*\s*(?P<key>[\"']?{quoted}[\"']?)\s*[=.\]]")
    for number, line in enumerate(lines, 1):
        if found := opening.match(line):
            return Span(number, found.start("key") + 1, number, found.end("key") + 1)
    return START


def _problem(file: SettingsFile, key: str, value: object) -> Problem | None:
    setting = SETTINGS.get(key)
    if setting is None:
        guess = closest(key, SETTINGS)
        if guess is None:
            message = gettext_lazy(
                "“{key}” is no setting; there are: {keys}", key=key, keys=tuple(SETTINGS)
            )
        else:
            message = gettext_lazy(
                "the key “{key}” is unknown here; did you mean “{guess}”?", key=key, guess=guess
            )
        return Problem(UNKNOWN_KEY, message)
    if not isinstance(value, str):
        message = gettext_lazy(
            "this must be text in double quotes, as {example}",
            example=f'{key} = "{setting.default or "…"}"',
        )
        return Problem(WRONG_TYPE, message)
    if file.level is Level.WORKSPACE and key == "letterhead" and not _stays_in(file, value):
        message = gettext_lazy(
            "“{path}” lies outside the workspace; name a file in it, or set your own with"
            " {command}",
            path=value,
            command="ttdt config set --user",
        )
        return Problem(SETTING_BEYOND_WORKSPACE, message)
    return problem_with(setting, value)


def _stays_in(file: SettingsFile, value: str) -> bool:
    """Return whether a path in a workspace's file leads to a place in the workspace.

    One with a drive or a server is refused on every system: on Windows, asking for a file of a
    server tells it who asks.
    """
    named = PureWindowsPath(value)
    if named.anchor or ".." in named.parts:
        return False
    return _is_within(file.path.parent / value, file.path.parent)


def _is_within(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False


def _resolved(file: SettingsFile, key: str, value: str) -> str:
    """Return a value as the options take it: a path from the file that it stands in."""
    if key != "letterhead" or not value:
        return value
    named = Path(value).expanduser() if file.level is Level.USER else Path(value)
    return str(file.path.parent / named)
