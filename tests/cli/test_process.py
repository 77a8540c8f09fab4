"""What only a process of its own can show: pipes, closed streams, signals, the environment."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_workspace import FILES, PLAN, submission

from ttdt.cli.commands import COMMANDS

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace

COMMAND = [sys.executable, "-m", "ttdt"]


@pytest.fixture
def data(make_workspace: MakeWorkspace) -> str:
    return str(make_workspace(FILES))


def environment(**extra: str) -> dict[str, str]:
    own = {name: os.environ[name] for name in ("PATH", "XDG_CONFIG_HOME", "APPDATA")}
    return {**own, **extra}


def run(
    *arguments: str, cwd: str | None = None, **extra: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments], env=environment(**extra), cwd=cwd, capture_output=True, check=False
    )


def test_version_is_answered_without_importing_typer() -> None:
    done = run("--version", PYTHONPROFILEIMPORTTIME="1")
    assert done.stdout == b"ttdt 0.1.0\n"
    assert b"typer" not in done.stderr
    assert run("-V").stdout == done.stdout


def test_a_report_for_a_pipe_loads_neither_rich_nor_what_other_answers_are_made_of(
    data: str,
) -> None:
    done = run("report", "--data", data, PYTHONPROFILEIMPORTTIME="1")
    imported = {line.rpartition(b"|")[2].strip() for line in done.stderr.splitlines()}
    assert b"tabulate" in imported
    assert b"rich.console" not in imported
    others = ("report.json", "report.comparison", "report.summary", "report.unit_comparison")
    assert not imported & {f"ttdt.document.{name}".encode() for name in (*others, "chart", "trend")}
    assert b"ttdt.analysis" not in imported


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_loads_only_what_it_shows(command: str) -> None:
    done = run(*command.split(), "--help", PYTHONPROFILEIMPORTTIME="1")
    imported = {line.rpartition(b"|")[2].strip() for line in done.stderr.splitlines()}
    assert b"ttdt.cli.options" in imported
    assert not imported & {b"pydantic", b"ruamel.yaml", b"rich", b"ttdt.plan", b"ttdt.document"}


@pytest.mark.parametrize("locale", ["C", "POSIX", "vi_VN.TCVN", "C.UTF-8"])
def test_any_locale_and_no_home_give_the_same_bytes(data: str, locale: str) -> None:
    expected = run("report", "--data", data, "--lang", "en").stdout
    assert b"Village roads" in expected
    assert run("report", "--data", data, "--lang", "en", LC_ALL=locale).stdout == expected


def test_the_environment_chooses_language_and_workspace(data: str) -> None:
    done = run("report", "--format", "json", TTDT_LANG="en", TTDT_DATA=data)
    assert b'"name": "Village roads"' in done.stdout
    wrong = run("report", TTDT_LANG="fr", TTDT_DATA=data)
    assert (wrong.returncode, wrong.stdout, wrong.stderr.count(b"\n")) == (2, b"", 1)


def test_the_language_is_vietnamese_unless_asked_otherwise(data: str) -> None:
    assert "Đường thôn".encode() in run("report", "--data", data).stdout


def run_unread(*arguments: str) -> tuple[int, bytes]:
    """Run with a stdout whose reader has gone; return the exit code and what stderr says."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run(
            [*COMMAND, *arguments],
            env=environment(), stdout=closed, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    return done.returncode, done.stderr


def test_a_reader_that_goes_away_changes_no_exit_code(
    make_workspace: MakeWorkspace, data: str
) -> None:
    assert run_unread("report", "--data", data) == (0, b"")
    assert run_unread("--version") == (0, b"")
    unit = "districts/bac-ai/2024-Q2.yaml"
    wrong = make_workspace({"targets-2024.yaml": PLAN, unit: "unit: bac-ai\nperiod: 2024-Q2\n"})
    assert run_unread("check", "--data", str(wrong), "-q") == (1, b"")
    missing = ("report", "--data", data, "--period", "2024-Q1", "-q", "--fail-on", "missing")
    assert run_unread(*missing) == (3, b"")


def test_what_is_to_be_written_is_written_though_nobody_reads_on(
    make_workspace: MakeWorkspace,
) -> None:
    unit = "districts/bac-ai/2024-Q2.yaml"
    root = make_workspace({"targets-2024.yaml": PLAN, unit: submission("bac-ai", 30)})
    code, _ = run_unread("set", "bac-ai", "2024-Q2", "village-roads=31", "--data", str(root))
    assert code == 0
    assert "village-roads: 31\n" in (root / unit).read_text(encoding="utf-8")


def test_a_full_disk_behind_stdout_is_reported(data: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "report", "--data", data, "--lang", "en"],
            env=environment(), stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == b"ttdt: the output could not be written: the disk is full\n"


@pytest.mark.parametrize(("closed", "code"), [("0<&-", 0), ("2>&-", 0), ("1>&-", 2)])
def test_closed_streams(data: str, closed: str, code: int) -> None:
    shell = f'exec "$0" -m ttdt report --data "$1" {closed}'
    done = subprocess.run(
        ["/bin/sh", "-c", shell, sys.executable, data],
        env=environment(), capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


def test_an_interrupt_is_130_without_a_traceback(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"targets-2024.yaml": PLAN})
    code = (
        "import os, signal, sys; from ttdt.cli import run; from ttdt.workspace import workspace;"
        "workspace.read_plan = lambda document: os.kill(os.getpid(), signal.SIGINT);"
        "sys.exit(run(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "report", "--data", str(root), "--period", "Q2"],
        env=environment(), capture_output=True, check=False,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_a_bug_is_one_line_and_exit_code_70(data: str) -> None:
    code = (
        "import sys; from ttdt.cli import run; from ttdt.workspace import workspace;"
        "workspace.read_plan = lambda document: 1 / 0;"
        "sys.exit(run(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--lang", "en", "report", "--data", data],
        env=environment(), capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (70, b"")
    assert b"this is a bug in ttdt (ZeroDivisionError" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_a_terminal_gets_rich_tables(data: str) -> None:
    shell, terminal = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, "report", "--data", data, "--lang", "en"],
        env=environment(TERM="xterm-256color", COLUMNS="100"),
        stdin=terminal, stdout=terminal, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        os.close(terminal)
        seen = b""
        while True:
            try:
                chunk = os.read(shell, 65536)
            except OSError:
                break
            if not chunk:
                break
            seen += chunk
    os.close(shell)
    assert process.returncode == 0
    assert "│".encode() in seen or "─".encode() in seen
    assert b"\x1b[" in seen


@pytest.mark.parametrize("name", ["--color=never", "NO_COLOR"])
def test_colour_can_be_refused(data: str, name: str) -> None:
    arguments = ["--color=never"] if name.startswith("--") else []
    extra = {} if arguments else {"NO_COLOR": "1", "FORCE_COLOR": "1"}
    done = run("report", "--data", data, "--format", "table", *arguments, **extra)
    assert b"\x1b" not in done.stdout


def test_colour_can_be_forced(data: str) -> None:
    done = run("report", "--data", data, "--format", "table", "--color", "always", NO_COLOR="1")
    assert b"\x1b[" in done.stdout


def test_the_plan_in_the_package_serves_where_there_is_no_workspace(tmp_path: Path) -> None:
    done = run("targets", "--format", "json", "--lang", "en", cwd=str(tmp_path))
    assert done.returncode == 0
    assert b'"id": "ninh-thuan-2024"' in done.stdout
    missing = run("report", "--lang", "en", cwd=str(tmp_path))
    assert missing.returncode == 2
    assert b"there is no workspace here" in missing.stderr


@pytest.mark.parametrize("command", [["report"], ["check"], ["check", "."], ["targets"]])
def test_a_current_folder_that_is_gone_is_one_line(tmp_path: Path, command: list[str]) -> None:
    script = 'mkdir gone && cd gone && rmdir ../gone && exec "$@"'
    done = subprocess.run(
        ["/bin/sh", "-c", script, "sh", *COMMAND, *command, "--lang", "en"],
        env=environment(),
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"ttdt: the current folder does not exist any more\n"


def test_an_empty_data_option_does_not_mean_another_workspace(data: str) -> None:
    done = run("report", "--data", "", "--lang", "en", cwd=str(Path(data).parent))
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"ttdt: --data is empty; name the folder with the plan\n"
    assert run("report", cwd=str(Path(data).parent), TTDT_DATA="").returncode == 0


def test_a_width_with_thousands_of_digits_is_a_wide_one(data: str) -> None:
    for columns in ("9" * 5000, "100000", "0", "-5", "abc", "\u0663"):
        done = run("report", "--format", "table", "--data", data, COLUMNS=columns)
        assert done.returncode == 0, columns[:9]


def test_a_process_that_is_killed_loses_no_finding(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(FILES)
    code = """
import os, sys
from pathlib import Path
from ttdt.rules import runner

here, real = os.getpid(), runner._UnitChecks.check

def killed_elsewhere(checks, unit):
    return real(checks, unit) if os.getpid() == here else os._exit(9)

runner._UnitChecks.check = killed_elsewhere
print(len(runner.check_workspace(Path(sys.argv[1]), Path("data"), processes=2).checked))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(root)], env=environment(), capture_output=True, check=False
    )
    assert done.stderr == b""
    assert done.stdout == b"3\n"
