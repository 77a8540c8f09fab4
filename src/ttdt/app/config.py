"""The settings: which hold and why, and one of them set in a file or removed from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.app.outcome import Notice, Outcome
from ttdt.app.resolving import unknown_word
from ttdt.document.settings import SettingsAnswer
from ttdt.errors import FileError, TtdtError
from ttdt.plan import read_letterhead
from ttdt.settings.definitions import SETTINGS, problem_with
from ttdt.settings.editing import with_setting, without_setting
from ttdt.settings.files import Level
from ttdt.settings.layers import Source
from ttdt.text.message import gettext_lazy
from ttdt.workspace.atomic_writing import make_folder, write_file
from ttdt.workspace.locating import shown

if TYPE_CHECKING:
    from ttdt.settings.files import SettingsFile
    from ttdt.settings.layers import Settings
    from ttdt.text.message import Message


def show_settings(settings: Settings, key: str | None = None) -> Outcome:
    """Return what holds, of all settings or of one; raises `TtdtError` for a key that is none."""
    return Outcome(SettingsAnswer(settings, tuple(SETTINGS) if key is None else (known(key),)))


def known(key: str) -> str:
    """Return the key of a setting; raises `TtdtError` for one that is none."""
    if key not in SETTINGS:
        raise TtdtError(unknown_word("KEY", key, SETTINGS, tuple(SETTINGS)))
    return key


def set_setting(settings: Settings, level: Level, key: str, word: str) -> tuple[str, list[Notice]]:
    """Write a setting into the file of a level; return the file, and whether something is stronger.

    What else is wrong in the file stays as it is. Raises `TtdtError` where there is no such file to
    write, or the value is none.
    """
    setting = SETTINGS[known(key)]
    file = _file_of(settings, level)
    value = _path_for(file, word) if key == "letterhead" else word
    problem = problem_with(setting, value)
    if problem is not None:
        raise TtdtError(gettext_lazy("{name}: {problem}", name=key, problem=problem.message))
    before = file.path.read_bytes().decode("utf-8-sig") if file.exists else ""
    text = with_setting(before, key, value)
    if text is None:
        raise TtdtError(_for_a_person(file, key))
    make_folder(file.path.parent)
    write_file(file.path, text)
    return file.shown, _stronger(settings, level, key)


def unset_setting(settings: Settings, level: Level, key: str) -> tuple[str | None, list[Notice]]:
    """Remove a setting from the file of a level; return the file, None where it is not set there.

    It may be a key that is no setting, or have a value that is none. The notices say where it is
    set besides. Raises `TtdtError` where there is no such file to write, or a person has to do it.
    """
    file = _file_of(settings, level)
    if key not in file.lines:
        known(key)
        message = gettext_lazy("{path} does not set {key}", path=file.shown, key=key)
        return None, [Notice(message), *_set_besides(settings, level, key)]
    text = without_setting(file.path.read_bytes().decode("utf-8-sig"), key)
    if text is None:
        raise TtdtError(_for_a_person(file, key))
    write_file(file.path, text)
    return file.shown, _set_besides(settings, level, key)


def _file_of(settings: Settings, level: Level) -> SettingsFile:
    file = next(settings.files_of(level), None)
    if file is None:
        raise TtdtError(_no_file(level))
    if not file.is_readable:
        raise FileError(
            gettext_lazy("{path} cannot be read, so it was not changed", path=file.shown),
            file.findings,
        )
    return file


def _for_a_person(file: SettingsFile, key: str) -> Message:
    return gettext_lazy(
        "{path}:{line} is written so that a person has to change it; set {key} there",
        path=file.shown,
        line=str(file.lines.get(key, 1)),
        key=key,
    )


def _set_besides(settings: Settings, level: Level, key: str) -> list[Notice]:
    """Return that another file sets it, too: what was removed here is not all."""
    found = [
        (file.shown, file.values[key])
        for other in Level
        if other is not level
        for file in settings.files_of(other)
        if key in file.values
    ]
    return [
        Notice(
            gettext_lazy(
                "{path}:{line} sets {key} to {value}",
                path=path,
                line=str(said.line),
                key=key,
                value=said.value,
            )
        )
        for path, said in found
    ]


def _no_file(level: Level) -> Message:
    if level is Level.WORKSPACE:
        return gettext_lazy("there is no workspace here; --user sets it for yourself everywhere")
    return gettext_lazy("there is no folder for your own settings on this machine")


def _path_for(file: SettingsFile, word: str) -> str:
    """Return a letterhead's file as it is written into a file of settings."""
    path = Path(word)
    given, findings = read_letterhead(path, shown(path).as_posix())
    if given is None:
        raise FileError(
            gettext_lazy("{path} is no letterhead that can be used", path=str(path)), findings
        )
    path = path.resolve()
    if file.level is Level.USER:
        return str(path)
    try:
        return path.relative_to(file.path.parent.resolve()).as_posix()
    except ValueError:
        raise TtdtError(
            gettext_lazy(
                "{path} lies outside the workspace; put it in there, or set it with --user",
                path=word,
            )
        ) from None


def _stronger(settings: Settings, level: Level, key: str) -> list[Notice]:
    """Return that the value set does not hold here, since another is stronger."""
    origin = settings.chosen(key).origin
    order = [*Source]
    if order.index(origin.source) >= order.index(Source(level)):
        return []
    message = gettext_lazy(
        "here {origin} is stronger, and says {value}",
        origin=str(origin),
        value=settings.value(key),
    )
    return [Notice(message)]
