"""Which value of a setting holds: options, the environment, the workspace, the person, the rest."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ttdt.settings.definitions import SETTINGS
from ttdt.settings.files import Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.settings.definitions import Setting
    from ttdt.settings.files import SettingsFile


class Source(StrEnum):
    """Where a value comes from, the strongest first."""

    OPTION = "option"
    ENVIRONMENT = "environment"
    WORKSPACE = "workspace"
    USER = "user"
    DEFAULT = "default"


class Origin(NamedTuple):
    """Where a value comes from: an option, a variable, a line of a file, or the program."""

    source: Source
    name: str = ""
    """The option, the variable, or the file as findings call it."""
    line: int | None = None

    def __str__(self) -> str:
        """Return the name, and behind it the line; nothing of what the program has built in."""
        return self.name if self.line is None else f"{self.name}:{self.line}"


class Chosen(NamedTuple):
    """A value of a setting, and where it comes from."""

    value: str
    origin: Origin

    @property
    def is_of_file(self) -> bool:
        """Whether it stands in a file, and nobody wrote it for this run."""
        return self.origin.source in {Source.WORKSPACE, Source.USER}


class Settings(NamedTuple):
    """All settings, each with every value that was given to it, the strongest first."""

    given: Mapping[str, tuple[Chosen, ...]]
    files: tuple[SettingsFile, ...] = ()

    def chosen(self, key: str) -> Chosen:
        """Return the value that holds."""
        return self.given[key][0]

    def value(self, key: str) -> str:
        """Return what holds, without where it comes from."""
        return self.given[key][0].value

    def files_of(self, *levels: Level) -> Iterator[SettingsFile]:
        """Return the files of these levels, the stronger first."""
        return (file for file in self.files if file.level in levels)


def settle(
    options: Mapping[str, str], environment: Mapping[str, str], files: tuple[SettingsFile, ...]
) -> Settings:
    """Return which values hold. `options` are those given, by the keys of their settings."""
    files = tuple(sorted(files, key=lambda file: [*Level].index(file.level)))
    given = {
        key: tuple(_given(setting, options, environment, files))
        for key, setting in SETTINGS.items()
    }
    return Settings(given, files)


def _given(
    setting: Setting,
    options: Mapping[str, str],
    environment: Mapping[str, str],
    files: tuple[SettingsFile, ...],
) -> Iterator[Chosen]:
    if setting.key in options:
        yield Chosen(options[setting.key], Origin(Source.OPTION, setting.option))
    if said := environment.get(setting.variable):
        yield Chosen(said, Origin(Source.ENVIRONMENT, setting.variable))
    if setting.key == "color":
        yield from _color_of_all_programs(environment)
    for file in files:
        if setting.key in file.values:
            value, line = file.values[setting.key]
            yield Chosen(value, Origin(Source(file.level), file.shown, line))
    yield Chosen(setting.default, Origin(Source.DEFAULT))


def _color_of_all_programs(environment: Mapping[str, str]) -> Iterator[Chosen]:
    """Yield what the variables say that other programs know, too."""
    for name, value in (("NO_COLOR", "never"), ("FORCE_COLOR", "always")):
        if environment.get(name):
            yield Chosen(value, Origin(Source.ENVIRONMENT, name))
