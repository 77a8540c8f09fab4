"""Putting a whole file into its place, as importing does."""

from __future__ import annotations

import sys
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_workspace import FILES, submission

from ttdt.cli.applying_changes import place_of, put
from ttdt.cli.session import Session
from ttdt.errors import TtdtError
from ttdt.period import Period

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeWorkspace

Q2, Q3 = Period(2024, "Q2"), Period(2024, "Q3")
SESSION = Session("en", color="never")
GOOD = submission("bac-ai", 31).encode()
BAD = submission("bac-ai", 99).encode()


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def data(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(FILES)


@pytest.fixture
def file(data: Path) -> Path:
    return data / "districts/bac-ai/2024-Q2.yaml"


def test_a_new_file_and_its_folder(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = submission("bac-ai", 31, period="2024-Q3").encode()
    assert put(SESSION, data, "bac-ai", Q3, content, None) == 0
    assert place_of(data, "bac-ai", Q3).read_bytes() == content
    shown = capsys.readouterr()
    assert "not reported  31" in shown.out
    # Others are now missing for the period, which is no finding about this unit.
    assert "TT405" not in shown.err


def test_a_file_that_came_first_stays(data: Path, file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(TtdtError):
        put(SESSION, data, "bac-ai", Q2, GOOD, None)
    with pytest.raises(TtdtError):
        put(SESSION, data, "bac-ai", Q2, GOOD, b"what it held a minute ago\n")
    assert file.read_bytes() == before


def test_errors_are_kept_out_unless_they_are_wanted(
    data: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = file.read_bytes()
    assert put(SESSION, data, "bac-ai", Q2, BAD, before) == 1
    assert file.read_bytes() == before
    assert "TT201" in capsys.readouterr().err
    assert put(SESSION, data, "bac-ai", Q2, BAD, before, keep_invalid=True, dry_run=True) == 1
    assert file.read_bytes() == before
    assert put(SESSION, data, "bac-ai", Q2, BAD, before, keep_invalid=True) == 1
    assert file.read_bytes() == BAD
    # What was there before is not held against the next change.
    assert put(SESSION, data, "bac-ai", Q2, b"# c\n" + BAD, BAD) == 0


@pytest.mark.parametrize(
    ("answer", "writes"),
    [("y\n", True), ("có\n", True), ("C\n", True), ("n\n", False), ("\n", False), ("", False)],
)
def test_a_person_is_asked(
    data: Path, file: Path, monkeypatch: pytest.MonkeyPatch, *, answer: str, writes: bool
) -> None:
    before = file.read_bytes()
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    monkeypatch.setattr("ttdt.cli.applying_changes.is_terminal", lambda: True)
    if writes:
        assert put(SESSION, data, "bac-ai", Q2, GOOD, before, yes=False) == 0
    else:
        with pytest.raises(TtdtError):
            put(SESSION, data, "bac-ai", Q2, GOOD, before, yes=False)
    assert file.read_bytes() == (GOOD if writes else before)


def test_a_script_is_not_asked(data: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO(""))
    assert put(SESSION, data, "bac-ai", Q2, GOOD, file.read_bytes(), yes=False) == 0
    monkeypatch.setattr(sys, "stdin", None)
    again = submission("bac-ai", 32).encode()
    assert put(SESSION, data, "bac-ai", Q2, again, GOOD, yes=False) == 0
    assert file.read_bytes() == again


def test_what_was_saved_while_the_person_thought_stays(
    data: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()
    saved = before + b"# saved meanwhile\n"

    def looking() -> bool:
        file.write_bytes(saved)
        return True

    terminal = Terminal("y\n")
    monkeypatch.setattr(terminal, "isatty", looking)
    monkeypatch.setattr(sys, "stdin", terminal)
    monkeypatch.setattr("ttdt.cli.applying_changes.is_terminal", lambda: True)
    with pytest.raises(TtdtError) as failure:
        put(SESSION, data, "bac-ai", Q2, GOOD, before, yes=False)
    assert "changed by someone else" in failure.value.message.text
    assert file.read_bytes() == saved
