from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ttdt.output.findings.concise import line
from ttdt.settings.files import (
    FileSetting,
    Level,
    SettingsFile,
    read_text,
    read_user_settings,
    read_workspace_settings,
    user_folder,
)
from ttdt.text.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.finding import Finding

HOME = Path("/home/an")


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        ({}, "linux", "/home/an/.config/ttdt"),
        ({"XDG_CONFIG_HOME": "/etc/an"}, "linux", "/etc/an/ttdt"),
        ({"XDG_CONFIG_HOME": "here"}, "linux", "/home/an/.config/ttdt"),
        ({"APPDATA": "C:/An"}, "linux", "/home/an/.config/ttdt"),
        ({}, "darwin", "/home/an/Library/Application Support/ttdt"),
        ({"XDG_CONFIG_HOME": "/etc/an"}, "darwin", "/etc/an/ttdt"),
        ({"APPDATA": "C:/An"}, "win32", "C:/An/ttdt"),
    ],
)
def test_the_folder_of_a_persons_settings(
    environment: dict[str, str], platform: str, folder: str
) -> None:
    assert user_folder(environment, platform, HOME) == Path(folder)


def test_windows_without_a_folder_for_programs_has_none() -> None:
    assert user_folder({"XDG_CONFIG_HOME": "/etc/an"}, "win32", HOME) is None


def said(findings: Iterable[Finding]) -> list[str]:
    return [line(finding, Language("en")) for finding in findings]


def of_workspace(text: str) -> SettingsFile:
    file = SettingsFile(Level.WORKSPACE, Path("data/ttdt.toml"), "data/ttdt.toml")
    return read_text(file, text)


def test_values_have_their_lines() -> None:
    file = of_workspace('# Ban Dân tộc\nlanguage = "en"\n\n  "period"  = \'6 tháng\' # đầu năm\r\n')
    assert file.findings == ()
    assert file.values == {"language": FileSetting("en", 2), "period": FileSetting("6 tháng", 4)}


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (
            'language = "en"\nperriod = "Q2"',
            "2:1: TT101 the key “perriod” is unknown here; did you mean “period”?",
        ),
        (
            'x = "Q2"',
            "1:1: TT101 “x” is no setting; there are: language, color, period, columns, letterhead",
        ),
        (
            '\n[report]\nperiod = "Q2"',
            (
                "2:2: TT101 “report” is no setting; there are: language, color, period, columns,"
                " letterhead"
            ),
        ),
        ("color = true", '1:1: TT103 this must be text in double quotes, as color = "auto"'),
        ("period = 2024", '1:1: TT103 this must be text in double quotes, as period = "latest"'),
        (
            'color = "alwys"',
            "1:1: TT105 “alwys” is not one of: auto, always, never; did you mean “always”?",
        ),
        ('language = "fr"', "1:1: TT105 “fr” is not one of: vi, en"),
        (
            'period = "previous"',
            (
                "1:1: TT106 “previous” changes from day to day,"
                " so it is for the command line alone: --period previous"
            ),
        ),
        ('letterhead = ""', "1:1: TT106 the text is empty"),
        (
            "color = auto",
            '1:9: TT701 this is no TOML; write one line for each setting, as language = "vi"',
        ),
        (
            'color = "auto"\ncolor = "never"',
            '2:1: TT701 this is no TOML; write one line for each setting, as language = "vi"',
        ),
        (
            f"color = {'[' * 5000}",
            '1:1: TT701 this is no TOML; write one line for each setting, as language = "vi"',
        ),
    ],
)
def test_what_is_wrong_is_found_at_its_line(text: str, finding: str) -> None:
    file = of_workspace(text)
    assert said(file.findings) == [f"data/ttdt.toml:{finding}"]


def test_what_is_right_beside_it_holds() -> None:
    file = of_workspace('lang = "vi"\nlanguage = "en"\n')
    assert file.values == {"language": FileSetting("en", 2)}
    assert len(file.findings) == 1


def test_a_letterhead_lies_where_the_file_lies() -> None:
    file = of_workspace('letterhead = "mau/thu.yaml"')
    assert file.values["letterhead"].value == str(Path("data/mau/thu.yaml"))


@pytest.mark.parametrize(
    "path",
    [
        "../office.yaml",
        "a/../../office.yaml",
        r"a\\..\\..\\office.yaml",
        "/etc/office.yaml",
        r"\\\\server\\office.yaml",
        "//server/office.yaml",
        "C:/office.yaml",
    ],
)
def test_the_letterhead_of_a_workspace_stays_in_it(path: str) -> None:
    (finding,) = of_workspace(f'letterhead = "{path}"').findings
    assert finding.code == "TT702"


def test_no_link_leads_a_letterhead_out(tmp_path: Path) -> None:
    root = tmp_path / "data"
    root.mkdir()
    (tmp_path / "office.yaml").write_text("agency: X", encoding="utf-8")
    (root / "office.yaml").symlink_to(tmp_path / "office.yaml")
    (root / "ttdt.toml").write_text('letterhead = "office.yaml"', encoding="utf-8")
    (finding,) = read_workspace_settings(root, "data").findings
    assert finding.code == "TT702"


def test_the_file_of_a_workspace_is_no_link_out_of_it(tmp_path: Path) -> None:
    root = tmp_path / "data"
    root.mkdir()
    (tmp_path / "secret").write_text('language = "en"', encoding="utf-8")
    (root / "ttdt.toml").symlink_to(tmp_path / "secret")
    file = read_workspace_settings(root, "data")
    assert file.values == {}
    assert said(file.findings) == [
        (
            "data/ttdt.toml:1:1: TT701 this link leads out of the workspace,"
            " so it is not read; put a copy here"
        )
    ]


def test_a_persons_letterhead_may_lie_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "ttdt.toml").write_text('letterhead = "~/office.yaml"', encoding="utf-8")
    file = read_user_settings(tmp_path)
    assert file.values["letterhead"].value == str(tmp_path / "office.yaml")


def test_no_file_sets_nothing(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        file = read_user_settings(folder)
        assert (file.exists, file.values, file.findings) == (False, {}, ())


def test_notepads_mark_is_no_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "ttdt.toml").write_bytes(b'\xef\xbb\xbflanguage = "en"\r\n')
    assert read_user_settings(tmp_path).values == {"language": FileSetting("en", 1)}


@pytest.mark.parametrize(
    ("content", "finding"),
    [
        (b"\n# \xd0\n", ("2:1: TT701 the byte 0xD0 is not UTF-8 text; save the file with the"
         " encoding UTF-8")),
        (b"#" * 65_537, "1:1: TT701 the file is larger than 64 KiB"),
    ],
)  # fmt: skip
def test_what_is_no_small_text_is_refused(tmp_path: Path, content: bytes, finding: str) -> None:
    (tmp_path / "ttdt.toml").write_bytes(content)
    file = read_workspace_settings(tmp_path, "data")
    assert said(file.findings) == [f"data/ttdt.toml:{finding}"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ttdt.toml")
    file = read_workspace_settings(tmp_path, ".")
    assert said(file.findings) == [
        "ttdt.toml:1:1: TT701 this is not a regular file, so it is not read"
    ]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_of_a_workspace_that_nobody_may_look_into_its_plan_is_the_one_to_say_so(
    tmp_path: Path,
) -> None:
    (tmp_path / "ttdt.toml").write_text('lang = "en"', encoding="utf-8")
    tmp_path.chmod(0o444)
    try:
        file = read_workspace_settings(tmp_path, "data")
    finally:
        tmp_path.chmod(0o755)
    assert (file.exists, file.findings) == (False, ())
