"""Which words the scripts of `ttdt completion` are given, and what real shells make of them."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
import time
from typing import TYPE_CHECKING

import pytest
from tests.cli.programme_workspace import FILES as WITH_MONEY
from tests.cli.small_workspace import FILES, PLAN

from ttdt.analysis.submission_status import CONDITIONS as OF_STATUS
from ttdt.app.chart import ChartKind
from ttdt.app.conditions import CONDITIONS as OF_VERDICTS
from ttdt.app.diff import CONDITIONS as OF_DIFF
from ttdt.app.funding import CONDITIONS as OF_FUNDING
from ttdt.app.tasks import CONDITIONS as OF_TASKS
from ttdt.cli import run
from ttdt.cli.choices import SHELLS, choices_of
from ttdt.cli.commands import COMMANDS
from ttdt.export import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import MakeWorkspace, Ttdt

WITH_A_QUOTE = PLAN.replace(
    "  ninh-son:", '  cu-mgar: {code: "999", name: Cư M\'gar, kind: commune}\n  ninh-son:'
)
WORKSPACE = {**FILES, "targets-2024.yaml": WITH_A_QUOTE}


@pytest.fixture
def complete(
    capsysbinary: pytest.CaptureFixture[bytes],
    make_workspace: MakeWorkspace,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., list[str]]:
    """Complete the last of some words in a workspace, in English; says no descriptions."""
    monkeypatch.setenv("TTDT_DATA", str(make_workspace(WORKSPACE)))
    monkeypatch.setenv("TTDT_LANG", "en")

    def words(*line: str, by: str = "zsh") -> list[str]:
        assert run(["__complete", by, *line]) == 0
        out, err = capsysbinary.readouterr()
        assert err == b""
        return [one.partition("\t")[0] for one in out.decode("utf-8").splitlines()]

    return words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (["repo"], ["report"]),
        (["tre", "x"], []),
        (["help", "dif"], ["diff"]),
        (["report", "--per"], ["--period"]),
        (["report", "--period", "Q1", "--per"], []),
        (["report", "--unit", "bac-ai", "--un"], ["--unit"]),
        (["report", "--unit", ""], ["bac-ai", "cu-mgar", "ninh-son"]),
        (["report", "-u", "B"], ["Bác Ái"]),
        (["report", "-u", "bá"], ["Bác Ái"]),
        (["report", "-u", "58"], ["584", "585"]),
        (["report", "--unit=b"], ["--unit=bac-ai"]),
        (["report", "--", "--un"], []),
        (["report", "2"], ["2.2", "2024-Q2"]),
        (["report", "village"], ["village-roads"]),
        (["report", "Q"], ["Q1", "Q2", "Q3", "Q4"]),
        (["report", "-p", "2024-"], ["2024-Q2"]),
        (["report", "-f", "js"], ["json"]),
        (["check", "--format", "sa"], ["sarif"]),
        (["export", "-f", "p"], ["parquet"]),
        (["chart", "2.2", "-f", ""], ["svg", "png"]),
        (["report", "--group", ""], ["infrastructure"]),
        (["report", "--year", ""], ["2024"]),
        (["units", "--level", ""], ["commune"]),
        (["diff", "--fail-on", ""], ["changed", "flipped", "worse"]),
        (["--lang", ""], ["vi", "en"]),
        (["check", ""], [":files"]),
        (["report", "-o", ""], [":files"]),
        (["report", "--data", ""], [":folders"]),
        (["report", "--data", "nowhere", "--unit", ""], []),
        (["set", "bac-ai", "Q2", "v"], ["village-roads="]),
        (["set", "bac-ai", "Q2", "village-roads=3", "status=f"], ["status=final"]),
        (["check", "--as", "b"], ["bac-ai/"]),
        (["check", "--as", "bac-ai/20"], ["bac-ai/2024-Q2"]),
        (["check", "--also", "sar"], ["sarif="]),
        (["check", "--also", "sarif="], [":files"]),
        (["completion", "f"], ["fish"]),
        (["targets", "--help", "q"], []),
        (["rules", ""], []),
        ([], list(COMMANDS)),
    ],
    ids=" ".join,
)
def test_what_may_stand_next(
    complete: Callable[..., list[str]], line: list[str], words: list[str]
) -> None:
    assert complete(*line) == words


def test_each_shell_gets_its_quotes(complete: Callable[..., list[str]]) -> None:
    assert complete("report", "-u", "Cư", by="zsh") == ["Cư M'gar"]
    assert complete("report", "-u", "Cư", by="bash") == ["Cư\\ M\\'gar"]
    assert complete("report", "-u", '"Cư', by="bash") == ["Cư M'gar"]
    assert complete("report", "-u", "'Cư", by="bash") == ["Cư M'\\''gar"]
    assert complete("report", "-u", "Cư\\ M", by="bash") == ["Cư\\ M\\'gar"]
    assert complete("report", "-u", "Cư.", by="powershell") == ["'Cư M''gar'"]
    assert complete("report", "-u", ".", by="powershell") == ["bac-ai", "cu-mgar", "ninh-son"]
    # Bash makes three words of one.
    assert complete("report", "--unit", "=", "b", by="bash") == ["bac-ai"]
    assert complete("report", "--unit", "=", by="bash") == ["bac-ai", "cu-mgar", "ninh-son"]


def test_a_name_with_a_line_break_is_not_taken_for_two(
    complete: Callable[..., list[str]], make_workspace: MakeWorkspace
) -> None:
    plan = PLAN.replace("name: Bác Ái", 'name: "Bác\\n:files"')
    root = str(make_workspace({**FILES, "targets-2024.yaml": plan}))
    found = {by: complete("report", "--data", root, "--unit", "b", by=by) for by in ("bash", "zsh")}
    assert found == {"bash": ["bac-ai"], "zsh": ["bac-ai"]}
    assert complete("report", "--data", root, "--unit", "Bác", by="zsh") == []


def test_words_are_told_with_what_they_mean(
    complete: Callable[..., list[str]], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    del complete
    run(["__complete", "fish", "report", "--ra"])
    run(["__complete", "fish", "report", "2.2"])
    assert capsysbinary.readouterr().out.decode() == (
        "--rank\tWith --by unit\n2.2\t2.2 Đường thôn\n"
    )


@pytest.mark.parametrize(
    "broken", ["a: [", "", "units: 5\nindicators: [1]\n", "units: {a: {units: x}}\n"]
)
def test_a_broken_plan_is_no_reason_to_say_anything(
    complete: Callable[..., list[str]], make_workspace: MakeWorkspace, broken: str
) -> None:
    root = str(make_workspace({"targets-2024.yaml": broken}))
    assert complete("report", "--data", root, "--unit", "b") == []
    assert complete("report", "--data", root, "--rank", "Q4") == ["Q4"]


def test_choices_are_those_that_are_checked() -> None:
    assert choices_of("report", "CONDITION") == choices_of("trend", "CONDITION") == OF_VERDICTS
    assert choices_of("funding", "CONDITION") == OF_FUNDING
    assert choices_of("tasks", "CONDITION") == OF_TASKS
    assert choices_of("status", "CONDITION") == OF_STATUS
    assert choices_of("diff", "CONDITION") == OF_DIFF
    assert choices_of("chart", "KIND") == tuple(ChartKind)
    assert choices_of("export", "TABLE") == TABLES


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_each_shell_says_how_to_install_it(ttdt: Ttdt, shell: str) -> None:
    script = ttdt("completion", shell).out
    assert f"ttdt completion {shell}" in script
    assert f"__complete {shell} " in script


def test_another_shell_is_refused(ttdt: Ttdt) -> None:
    assert ttdt("completion", "tcsh").err == (
        "ttdt: SHELL: “tcsh” is unknown; it can be: bash, zsh, fish, powershell\n"
    )


STARTED = {
    "bash": (
        ["bash", "--norc", "--noprofile", "-i"],
        (
            "bind 'set enable-bracketed-paste off'; source <(ttdt completion bash);"
            " args() { printf '<%s>\\n' \"$@\" END; }; echo RE''ADY\r"
        ),
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        (
            "autoload -Uz compinit; compinit -u -D; bindkey -e; source <(ttdt completion zsh);"
            " args() { printf '<%s>\\n' \"$@\" END }; echo RE''ADY\r"
        ),
    ),
    "fish": (
        ["fish", "--no-config", "-i"],
        (
            "ttdt completion fish | source; function args; printf '<%s>\\n' $argv END; end;"
            " echo RE''ADY\r"
        ),
    ),
}
"""How a shell is started, and what makes it ready: `args` shows the words that it is given."""


@pytest.mark.slow
@pytest.mark.parametrize("shell", STARTED)
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("ttdt repo\t", ["report"]),
        ("ttdt report --uni\tBá\t", ["report", "--unit", "Bác Ái"]),
        ('ttdt report -u "Cư\t', ["report", "-u", "Cư M'gar"]),
        ("ttdt report -u Cư\t", ["report", "-u", "Cư M'gar"]),
        ("ttdt report --unit=b\t", ["report", "--unit=bac-ai"]),
        ("ttdt report 2.\t", ["report", "2.2"]),
        ("ttdt set bac-ai Q2 v\t", ["set", "bac-ai", "Q2", "village-roads="]),
    ],
)
def test_a_real_shell_completes(
    make_workspace: MakeWorkspace, tmp_path: Path, shell: str, typed: str, words: list[str]
) -> None:
    if sys.platform == "win32" or shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    command, ready = STARTED[shell]
    environment = {
        "PATH": f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "TERM": "xterm",
        "LC_ALL": "C.UTF-8",
        "TTDT_DATA": str(make_workspace(WORKSPACE)),
        "TTDT_LANG": "en",
    }
    shown = _typed_into(command, environment, ready, f"{typed}\x01args \r")
    said = shown[shown.rindex("<ttdt>") : shown.index("<END>")].split("\r\n")
    assert said == [*(f"<{word}>" for word in ("ttdt", *words)), ""]


def _typed_into(command: list[str], environment: dict[str, str], ready: str, typed: str) -> str:
    """Return what a shell on a terminal shows for what is typed, up to `<END>`."""
    import pty

    shell, terminal = pty.fork()
    if shell == 0:
        os.execvpe(command[0], command, environment)  # noqa: S606 - a shell is what is tested
    try:
        os.write(terminal, ready.encode())
        _read_until(terminal, b"READY\r\n")
        os.write(terminal, typed.encode())
        return _read_until(terminal, b"<END>\r\n")
    finally:
        os.close(terminal)
        os.waitpid(shell, 0)


def _read_until(terminal: int, mark: bytes) -> str:
    import select

    shown = b""
    given_up = time.monotonic() + 60
    while mark not in shown:
        assert time.monotonic() < given_up, shown.decode("utf-8", "replace")
        if select.select([terminal], [], [], 1)[0]:
            shown += os.read(terminal, 65_536)
    return shown.decode("utf-8", "replace")


def test_settings_and_what_each_may_be_are_completed(complete: Callable[..., list[str]]) -> None:
    keys = ["language", "color", "period", "columns", "letterhead"]
    assert complete("config", "") == ["set", "unset", *keys]
    assert complete("config", "set", "") == keys
    assert complete("config", "unset", "c") == ["color", "columns"]
    assert complete("config", "set", "columns", "") == ["usual", "compare"]
    assert complete("config", "set", "--user", "language", "") == ["vi", "en"]
    assert complete("config", "set", "letterhead", "") == [":files"]
    assert complete("config", "set", "period", "lat") == ["latest"]
    assert complete("config", "set", "nothing", "") == []
    assert complete("config", "period", "") == []


def test_projects_are_completed_where_money_is_explained(
    complete: Callable[..., list[str]], make_workspace: MakeWorkspace
) -> None:
    assert "funding" not in complete("explain", "f"), "the plan has no money"
    data = str(make_workspace(WITH_MONEY))
    assert complete("explain", "--data", data, "f") == ["funding"]
    assert complete("explain", "--data", data, "funding", "p5") == ["p5", "p5-1"]
    assert complete("explain", "--data", data, "funding", "5") == ["5", "5.1"]
    assert complete("explain", "--data", data, "funding", "p1", "a") == ["a"]
