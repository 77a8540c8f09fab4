"""Options, then the environment, then the workspace, then the person, then what is built in."""

from __future__ import annotations

from pathlib import Path

import pytest

from ttdt.settings.files import FileSetting, Level, SettingsFile
from ttdt.settings.layers import settle

USER = SettingsFile(
    Level.USER,
    Path("/home/an/ttdt.toml"),
    "/home/an/ttdt.toml",
    values={"period": FileSetting("Q1", 2), "color": FileSetting("always", 3)},
)
WORKSPACE = SettingsFile(
    Level.WORKSPACE,
    Path("data/ttdt.toml"),
    "data/ttdt.toml",
    values={"period": FileSetting("Q2", 7), "color": FileSetting("auto", 8)},
)


@pytest.mark.parametrize(
    ("options", "environment", "files", "value", "origin"),
    [
        ({}, {}, (), "latest", ""),
        ({}, {}, (USER,), "Q1", "/home/an/ttdt.toml:2"),
        ({}, {}, (USER, WORKSPACE), "Q2", "data/ttdt.toml:7"),
        ({}, {}, (WORKSPACE, USER), "Q2", "data/ttdt.toml:7"),
        ({}, {"TTDT_PERIOD": "Q3"}, (USER, WORKSPACE), "Q3", "TTDT_PERIOD"),
        ({}, {"TTDT_PERIOD": ""}, (USER,), "Q1", "/home/an/ttdt.toml:2"),
        ({"period": "Q4"}, {"TTDT_PERIOD": "Q3"}, (USER, WORKSPACE), "Q4", "--period"),
    ],
)
def test_the_stronger_holds(
    options: dict[str, str],
    environment: dict[str, str],
    files: tuple[SettingsFile, ...],
    value: str,
    origin: str,
) -> None:
    chosen = settle(options, environment, files).chosen("period")
    assert (chosen.value, str(chosen.origin)) == (value, origin)


@pytest.mark.parametrize(
    ("environment", "value", "origin"),
    [
        ({"NO_COLOR": "1"}, "never", "NO_COLOR"),
        ({"FORCE_COLOR": "1"}, "always", "FORCE_COLOR"),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, "never", "NO_COLOR"),
        ({"NO_COLOR": "1", "TTDT_COLOR": "always"}, "always", "TTDT_COLOR"),
        ({"NO_COLOR": ""}, "always", "/home/an/ttdt.toml:3"),
    ],
)
def test_what_other_programs_know_of_colour_is_of_the_environment_too(
    environment: dict[str, str], value: str, origin: str
) -> None:
    chosen = settle({}, environment, (USER,)).chosen("color")
    assert (chosen.value, str(chosen.origin)) == (value, origin)


def test_what_is_weaker_is_known_too() -> None:
    given = settle({}, {"TTDT_PERIOD": "Q3"}, (USER, WORKSPACE)).given["period"]
    assert [one.value for one in given] == ["Q3", "Q2", "Q1", "latest"]
    assert [str(one.origin.source) for one in given] == [
        "environment", "workspace", "user", "default",
    ]  # fmt: skip
