"""Help and version as commands, and what is said of commands and options that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ttdt import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Ttdt


def test_help_of_the_program_and_of_a_command(ttdt: Ttdt) -> None:
    assert ttdt("help") == ttdt("--help")
    assert ttdt("help", "report") == ttdt("report", "--help")
    assert ttdt("help", "report", "--lang", "vi").out.startswith("Cách dùng: ttdt report ")
    assert ttdt("help", "report", "x").err == (
        "ttdt: there is no command “x”; see ttdt report --help\n"
    )


def test_the_version(ttdt: Ttdt) -> None:
    assert ttdt("version") == ttdt("--version") == (0, f"ttdt {__version__}\n", "")


def test_help_behind_a_command_is_answered_with_how_to_ask(
    ttdt: Ttdt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "ttdt: “help” stands before the command; did you mean “ttdt help check”?\n"
    assert ttdt("check", "help") == (2, "", said)
    assert "ttdt help set" in ttdt("set", "help", "--lang", "vi").err
    # A file of that name is checked as any other.
    monkeypatch.chdir(tmp_path)
    (tmp_path / "help").touch()
    assert "did you mean" not in ttdt("check", "help").err


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("validate", "“check”"),
        ("lint", "“check”"),
        ("add", "“new”"),
        ("compare", "“diff”"),
        ("bao-cao", "“report”"),
        ("giai_ngan", "“funding”"),
        ("reprot", "“report”"),
        ("Q2", "“report Q2”"),
        ("2.2", "“report 2.2”"),
        ("help reprot", "“report”"),
        ("report --json", "--format json"),
        ("report --excel", "--format xlsx"),
        ("rules --format Excel", "“xlsx”"),
        ("check --sarif", "--format sarif"),
        ("check --output-format", "--format"),
        ("check --strict", "--fail-level warning"),
        ("report --out", "--output"),
        ("report --don-vi", "--unit"),
        ("report --no-color", "--color never"),
        ("trend --since", "--from"),
        ("report --peroid", "--period"),
        ("report -v", "--version"),
    ],
)
def test_words_of_other_programs_are_answered_with_ours(ttdt: Ttdt, line: str, meant: str) -> None:
    done = ttdt(*line.split())
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(f"; did you mean {meant}?\n")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("qwertz", "there is no command “qwertz”; see ttdt --help"),
        # No other option is meant by one that only other commands have.
        ("targets --from", "the option --from is unknown; see ttdt targets --help"),
        ("rule --zzz", "the option --zzz is unknown; see ttdt rule --help"),
        ("--period Q2 report", ("the option --period is unknown here; those of a command stand"
         " behind it, see ttdt --help")),
    ],
)  # fmt: skip
def test_what_is_like_nothing_is_answered_with_the_help(ttdt: Ttdt, line: str, said: str) -> None:
    assert ttdt(*line.split()) == (2, "", f"ttdt: {said}\n")


def test_short_spellings_of_common_options(ttdt: Ttdt) -> None:
    assert ttdt("rules", "-f", "json") == ttdt("rules", "--format", "json")
    for command in ("report", "status", "explain", "new", "template", "export", "chart"):
        assert "-u, --unit" in ttdt(command, "--help").out.replace("--unit, -u", "-u, --unit")
