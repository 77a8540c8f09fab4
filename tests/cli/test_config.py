"""Settings as a person meets them: set once, shown with their origin, and never in the way."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_workspace import FILES, submission

from ttdt.cli import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeWorkspace, Ttdt


@pytest.fixture
def workspace(
    make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Return a workspace with two periods, found from the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "home"))
    earlier = {"districts/bac-ai/2024-Q1.yaml": submission("bac-ai", 29, period="2024-Q1")}
    return make_workspace({**FILES, **earlier})


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return the user's own file."""
    path = tmp_path / "home" / "ttdt" / "ttdt.toml"
    path.parent.mkdir(parents=True)
    return path


def test_every_setting_is_shown_with_its_origin(
    workspace: Path, own: Path, ttdt: Ttdt, monkeypatch: pytest.MonkeyPatch
) -> None:
    (workspace / "ttdt.toml").write_text('# chung\ncolumns = "compare"\n', encoding="utf-8")
    own.write_text('period = "Q1"\ncolumns = "usual"\n', encoding="utf-8")
    monkeypatch.setenv("TTDT_COLOR", "never")
    shown = json.loads(ttdt("config", "--format", "json").out)
    assert [
        (one["key"], one["value"], one["source"], one["line"]) for one in shown["settings"]
    ] == [
        ("language", "en", "option", None),
        ("color", "never", "environment", None),
        ("period", "Q1", "user", 1),
        ("columns", "compare", "workspace", 2),
        ("letterhead", "", "default", None),
    ]
    assert shown["files"] == [
        {"level": "workspace", "path": "data/ttdt.toml", "exists": True},
        {"level": "user", "path": str(own), "exists": True},
    ]
    lines = ttdt("config").out.splitlines()
    assert lines[0].split() == ["Setting", "Value", "From", "What", "it", "is"]
    assert [line.split()[:3] for line in lines[1:6]] == [
        ["language", "en", "--lang"],
        ["color", "never", "TTDT_COLOR"],
        ["period", "Q1", f"{own}:1"],
        ["columns", "compare", "data/ttdt.toml:2"],
        ["letterhead", "-", "built"],
    ]


@pytest.mark.usefixtures("workspace")
def test_one_setting_is_its_value_alone(ttdt: Ttdt) -> None:
    assert ttdt("config", "period").out == "latest\n"
    done = ttdt("config", "colour")
    assert (done.code, done.err) == (2, "ttdt: KEY: “colour” is unknown; did you mean “color”?\n")


def test_a_setting_is_written_where_it_belongs(workspace: Path, own: Path, ttdt: Ttdt) -> None:
    (workspace / "ttdt.toml").write_text('# chung\nperiod = "Q1" # sửa\n', encoding="utf-8")
    assert ttdt("config", "set", "period", "Q2").code == 0
    text = (workspace / "ttdt.toml").read_text(encoding="utf-8")
    assert text == '# chung\nperiod = "Q2" # sửa\n'
    done = ttdt("config", "set", "period", "6 tháng", "--user")
    assert done.err == f"wrote {own}\nttdt: here data/ttdt.toml:2 is stronger, and says Q2\n"
    assert own.read_text(encoding="utf-8") == 'period = "6 tháng"\n'


def test_only_what_a_setting_may_be_is_written(workspace: Path, ttdt: Ttdt) -> None:
    done = ttdt("config", "set", "columns", "all")
    assert (done.code, done.err) == (2, "ttdt: columns: “all” is not one of: usual, compare\n")
    assert not (workspace / "ttdt.toml").exists()
    assert ttdt("config", "period", "Q2").err == "ttdt: to set a value: ttdt config set KEY VALUE\n"
    assert ttdt("config", "--user").err == "ttdt: --user goes only with set and unset\n"


def test_a_letterhead_is_written_from_where_the_file_lies(
    workspace: Path, own: Path, ttdt: Ttdt, tmp_path: Path
) -> None:
    (workspace / "office.yaml").write_text("agency: X\n", encoding="utf-8")
    (tmp_path / "mine.yaml").write_text("agency: Y\n", encoding="utf-8")
    assert ttdt("config", "set", "letterhead", "data/office.yaml").code == 0
    text = (workspace / "ttdt.toml").read_text(encoding="utf-8")
    assert text == 'letterhead = "office.yaml"\n'
    assert ttdt("config", "set", "letterhead", "mine.yaml").err == (
        "ttdt: mine.yaml lies outside the workspace; put it in there, or set it with --user\n"
    )
    assert ttdt("config", "set", "letterhead", "mine.yaml", "--user").code == 0
    said = json.dumps(str(tmp_path / "mine.yaml"))
    assert own.read_text(encoding="utf-8") == f"letterhead = {said}\n"


def test_the_period_set_is_shown_where_none_is_named(
    workspace: Path, ttdt: Ttdt, monkeypatch: pytest.MonkeyPatch
) -> None:
    (workspace / "ttdt.toml").write_text('period = "Q1"\n', encoding="utf-8")

    def period(*arguments: str) -> str:
        return str(json.loads(ttdt(*arguments, "--format", "json").out)["period"]["id"])

    assert period("report") == "2024-Q1"
    assert period("status") == "2024-Q1"
    assert period("report", "--period", "Q2") == "2024-Q2"
    assert period("report", "--period", "latest") == "2024-Q2"
    assert period("--no-config", "report") == "2024-Q2"
    monkeypatch.setenv("TTDT_NO_CONFIG", "1")
    assert period("report") == "2024-Q2"


def test_the_year_asked_for_is_stronger_than_that_of_the_period_set(
    workspace: Path, ttdt: Ttdt
) -> None:
    (workspace / "ttdt.toml").write_text('period = "2023-Q1"\n', encoding="utf-8")
    done = ttdt("report", "--year", "2024", "--format", "json")
    assert json.loads(done.out)["period"]["id"] == "2024-Q2"
    assert ttdt("report").err == (
        "ttdt: data/ttdt.toml:1: there is no plan for 2023-Q1; plans: 2024\n"
    )


def test_what_writes_takes_no_period_from_settings(workspace: Path, ttdt: Ttdt) -> None:
    (workspace / "ttdt.toml").write_text('period = "Q1"\n', encoding="utf-8")
    for command in (["new", "--unit", "ninh-son"], ["template", "-o", "forms"]):
        done = ttdt(*command)
        assert (done.code, done.err) == (
            2,
            "ttdt: name the period with --period, such as --period Q3\n",
        )


def test_the_columns_set_give_way_to_what_goes_without_them(workspace: Path, ttdt: Ttdt) -> None:
    (workspace / "ttdt.toml").write_text('columns = "compare"\n', encoding="utf-8")
    heading = "Against the plan, last year and the round before"
    assert heading in ttdt("report").out
    assert heading not in ttdt("report", "--columns", "usual").out
    assert ttdt("report", "--summary").code == 0
    assert ttdt("report", "--by", "unit").code == 0
    assert ttdt("report", "--summary", "--columns", "compare").code == 2


def test_a_language_of_a_file_is_that_of_help_and_errors(
    workspace: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    (workspace / "ttdt.toml").write_text('language = "en"\n', encoding="utf-8")
    run(["report", "--help"])
    assert capsysbinary.readouterr().out.startswith(b"Usage: ttdt report")
    run(["report", "--nope"])
    assert capsysbinary.readouterr().err.startswith(b"ttdt: the option --nope is unknown")
    run(["--data", "elsewhere", "report", "--nope"])
    assert not capsysbinary.readouterr().err.startswith(b"ttdt: the option")


def test_a_file_with_errors_stops_all_but_help_and_check(
    workspace: Path, own: Path, ttdt: Ttdt
) -> None:
    file = workspace / "ttdt.toml"
    file.write_text('perod = "Q1"\n', encoding="utf-8")
    finding = "data/ttdt.toml:1:1: TT101 the key “perod” is unknown here; did you mean “period”?"
    done = ttdt("report")
    assert (done.code, done.out, done.err) == (
        2,
        "",
        (
            f"{finding}\nttdt: data/ttdt.toml has errors, so nothing was done;"
            " --no-config leaves it out\n"
        ),
    )
    assert ttdt("report", "--help").code == 0
    assert ttdt("report", "--no-config").code == 0
    checked = ttdt("check", "--format", "concise")
    assert checked.code == 1
    assert finding in checked.out.splitlines()
    assert ttdt("check", "data/ttdt.toml", "--format", "concise").out == f"{finding}\n"
    file.unlink()
    own.write_text("color = 1\n", encoding="utf-8")
    assert ttdt("check").code == 2


def test_a_word_of_a_variable_is_named_by_it(
    workspace: Path, ttdt: Ttdt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TTDT_COLOR", "blue")
    assert ttdt("report", "--data", str(workspace)).err == (
        "ttdt: TTDT_COLOR: “blue” is unknown; it can be: auto, always, never\n"
    )


@pytest.mark.usefixtures("workspace")
def test_settings_change_neither_keys_nor_codes_of_what_scripts_read(own: Path, ttdt: Ttdt) -> None:
    def answer() -> tuple[int, object]:
        done = ttdt("report", "-p", "Q2", "--format", "json", "--fail-on", "behind")
        return done.code, json.loads(done.out)

    before = answer()
    own.write_text(
        'language = "vi"\ncolor = "always"\nperiod = "Q1"\ncolumns = "compare"\n', encoding="utf-8"
    )
    assert answer() == before


def test_what_a_file_chose_of_data_is_said_once_and_not_quietly(
    workspace: Path, own: Path, ttdt: Ttdt
) -> None:
    (workspace / "ttdt.toml").write_text('color = "never"\nperiod = "Q1"\n', encoding="utf-8")
    own.write_text('language = "en"\n', encoding="utf-8")
    of_period = (
        "ttdt: the period is Q1, as data/ttdt.toml:2 sets it; --period or --no-config says"
        " otherwise\n"
    )
    for command in ("report", "status"):
        assert ttdt(command, "--format", "csv").err == of_period
    assert ttdt("report", "Q1", "--format", "json").err == ""
    assert ttdt("report", "--format", "json", "-q").err == ""
    assert ttdt("report", "--format", "json", "--no-config").err == ""
    assert ttdt("report", "--format", "plain").err == ""


def test_the_language_that_a_file_chose_of_data_is_said(
    workspace: Path, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own.write_text('language = "en"\n', encoding="utf-8")
    assert run(["report", "-p", "Q2", "-f", "json", "--data", str(workspace)]) == 0
    said = capsys.readouterr().err
    assert said == (
        f"ttdt: names are in the language en, as {own}:1 sets it; --lang or --no-config says"
        " otherwise\n"
    )
    assert run(["report", "-p", "Q2", "-f", "json", "-q", "--data", str(workspace)]) == 0
    assert capsys.readouterr().err == ""


def test_a_home_that_may_not_be_read_is_none(workspace: Path, own: Path, ttdt: Ttdt) -> None:
    own.write_text("color = 1\n", encoding="utf-8")
    own.chmod(0)
    if os.access(own, os.R_OK):
        pytest.skip("this user may read everything")
    assert ttdt("report", "--data", str(workspace)).code == 0


def test_a_setting_is_removed_with_its_line_and_nothing_else(workspace: Path, ttdt: Ttdt) -> None:
    file = workspace / "ttdt.toml"
    file.write_text('# chung\nperiod = "Q1"  # cũ\ncolumns = "compare"\n', encoding="utf-8")
    assert ttdt("config", "unset", "period").err == "wrote data/ttdt.toml\n"
    assert file.read_text(encoding="utf-8") == '# chung\ncolumns = "compare"\n'
    assert ttdt("config", "period").out == "latest\n"
    again = ttdt("config", "unset", "period")
    assert (again.code, again.out) == (0, "")
    assert again.err == "ttdt: data/ttdt.toml does not set period\n"
    assert ttdt("config", "unset", "period", "-q").err == ""


def test_what_another_file_sets_is_said_when_one_is_unset(
    workspace: Path, own: Path, ttdt: Ttdt
) -> None:
    (workspace / "ttdt.toml").write_text('period = "Q1"\n', encoding="utf-8")
    own.write_text('\nperiod = "Q2"\n', encoding="utf-8")
    done = ttdt("config", "unset", "period")
    assert f"{own}:2 sets period to Q2" in done.err
    assert ttdt("config", "period").out == "Q2\n"
    ttdt("config", "unset", "period", "--user")
    assert own.read_text(encoding="utf-8") == "\n"


def test_what_is_wrong_in_a_file_is_unset(workspace: Path, own: Path, ttdt: Ttdt) -> None:
    file = workspace / "ttdt.toml"
    file.write_text('color = "blue"\nperod = "Q1"\nperiod = "Q1"\n', encoding="utf-8")
    own.write_text("columns = 1\n", encoding="utf-8")
    # What else is wrong, here or in the other file, keeps nobody from mending this.
    done = ttdt("config", "unset", "color")
    assert (done.code, done.err) == (0, "wrote data/ttdt.toml\n")
    assert file.read_text(encoding="utf-8") == 'perod = "Q1"\nperiod = "Q1"\n'
    assert ttdt("config", "unset", "perod").code == 0
    assert file.read_text(encoding="utf-8") == 'period = "Q1"\n'
    assert ttdt("config", "period").err.startswith(f"{own}:1:1: TT103 ")
    assert ttdt("config", "unset", "columns", "--user").code == 0
    assert ttdt("config", "period").out == "Q1\n"


def test_a_wrong_value_is_set_right(workspace: Path, ttdt: Ttdt) -> None:
    file = workspace / "ttdt.toml"
    file.write_text('# chung\ncolor = 1  # sai\nperod = "Q1"\n', encoding="utf-8")
    assert ttdt("config", "set", "color", "never").code == 0
    assert file.read_text(encoding="utf-8") == '# chung\ncolor = "never"  # sai\nperod = "Q1"\n'


def test_a_wrong_value_on_several_lines_is_left_to_a_person(workspace: Path, ttdt: Ttdt) -> None:
    file = workspace / "ttdt.toml"
    file.write_text("# chung\ncolor = [\n  1,\n]\n", encoding="utf-8")
    done = ttdt("config", "unset", "color")
    assert (done.code, done.err) == (
        2,
        "ttdt: data/ttdt.toml:2 is written so that a person has to change it; set color there\n",
    )
    assert file.read_text(encoding="utf-8") == "# chung\ncolor = [\n  1,\n]\n"


@pytest.mark.parametrize("words", ["set period Q1", "unset period"])
def test_a_file_that_is_no_toml_is_left_as_it_is(workspace: Path, ttdt: Ttdt, words: str) -> None:
    file = workspace / "ttdt.toml"
    file.write_text("period Q1\n", encoding="utf-8")
    done = ttdt("config", *words.split())
    assert (done.code, done.err) == (
        2,
        (
            "data/ttdt.toml:1:8: TT701 this is no TOML; write one line for each setting, as"
            ' language = "vi"\nttdt: data/ttdt.toml cannot be read, so it was not changed\n'
        ),
    )
    assert file.read_text(encoding="utf-8") == "period Q1\n"


@pytest.mark.parametrize("words", ["set period Q1", "unset period"])
@pytest.mark.parametrize("level", [[], ["--user"]], ids=["workspace", "user"])
@pytest.mark.parametrize("how", ["option", "variable"])
def test_no_file_is_changed_that_is_left_out(
    workspace: Path,
    own: Path,
    ttdt: Ttdt,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    level: list[str],
    how: str,
) -> None:
    for file in (workspace / "ttdt.toml", own):
        file.write_text('period = "Q2"\n', encoding="utf-8")
    if how == "variable":
        monkeypatch.setenv("TTDT_NO_CONFIG", "1")
    else:
        level = [*level, "--no-config"]
    done = ttdt("config", *words.split(), *level)
    assert (done.code, done.out, done.err) == (
        2,
        "",
        (
            "ttdt: --no-config or TTDT_NO_CONFIG leaves out the files of settings; to change one,"
            " run without it\n"
        ),
    )
    for file in (workspace / "ttdt.toml", own):
        assert file.read_text(encoding="utf-8") == 'period = "Q2"\n'


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["unset"], "name a setting: ttdt config unset KEY"),
        (["unset", "period", "Q1"], "name a setting: ttdt config unset KEY"),
        (["unset", "perod"], "KEY: “perod” is unknown; did you mean “period”?"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_unset(workspace: Path, ttdt: Ttdt, words: list[str], message: str) -> None:
    done = ttdt("config", *words)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert not (workspace / "ttdt.toml").exists()
