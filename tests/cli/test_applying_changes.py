"""Putting a whole file into its place, as importing does."""

from __future__ import annotations

import sys
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_workspace import FILES, submission

from ttdt.change.draft import ChangeService, Draft, plan_for
from ttdt.cli.applying_changes import apply
from ttdt.cli.session import Session
from ttdt.errors import TtdtError
from ttdt.period import Period
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeWorkspace

Q2, Q3 = Period(2024, "Q2"), Period(2024, "Q3")
SESSION = Session()
SESSION.take("language", "en")
SESSION.take("color", "never")
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


@pytest.fixture
def changes(data: Path) -> ChangeService:
    return ChangeService(Workspace(data, data))


def drafted(changes: ChangeService, content: bytes, period: Period = Q2) -> Draft:
    plan = plan_for(changes.workspace, period)
    return changes.draft(changes.filed(plan, "bac-ai", period), content)


def test_a_new_file_and_its_folder(
    data: Path, changes: ChangeService, capsys: pytest.CaptureFixture[str]
) -> None:
    content = submission("bac-ai", 31, period="2024-Q3").encode()
    assert apply(SESSION, changes, drafted(changes, content, Q3)) == 0
    assert (data / "districts/bac-ai/2024-Q3.yaml").read_bytes() == content
    shown = capsys.readouterr()
    assert "not reported  31" in shown.out
    # Others are now missing for the period, which is no finding about this unit.
    assert "TT405" not in shown.err


def test_errors_are_kept_out(
    changes: ChangeService, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = file.read_bytes()
    draft = drafted(changes, BAD)
    assert apply(SESSION, changes, draft) == 1
    assert apply(SESSION, changes, draft, dry_run=True) == 1
    assert file.read_bytes() == before
    assert "TT201" in capsys.readouterr().err
    # What was there before is not held against the next change.
    file.write_bytes(BAD)
    assert apply(SESSION, changes, drafted(changes, b"# c\n" + BAD)) == 0


@pytest.mark.parametrize(
    ("answer", "writes"),
    [("y\n", True), ("có\n", True), ("C\n", True), ("n\n", False), ("\n", False), ("", False)],
)
def test_a_person_is_asked(
    changes: ChangeService,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    answer: str,
    writes: bool,
) -> None:
    before = file.read_bytes()
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    monkeypatch.setattr("ttdt.cli.applying_changes.is_terminal", lambda: True)
    if writes:
        assert apply(SESSION, changes, drafted(changes, GOOD), yes=False) == 0
    else:
        with pytest.raises(TtdtError):
            apply(SESSION, changes, drafted(changes, GOOD), yes=False)
    assert file.read_bytes() == (GOOD if writes else before)


def test_a_script_is_not_asked(
    changes: ChangeService, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO(""))
    assert apply(SESSION, changes, drafted(changes, GOOD), yes=False) == 0
    monkeypatch.setattr(sys, "stdin", None)
    again = submission("bac-ai", 32).encode()
    assert apply(SESSION, changes, drafted(changes, again), yes=False) == 0
    assert file.read_bytes() == again


def test_what_was_saved_while_the_person_thought_stays(
    changes: ChangeService, file: Path, monkeypatch: pytest.MonkeyPatch
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
        apply(SESSION, changes, drafted(changes, GOOD), yes=False)
    assert "changed by someone else" in failure.value.message.text
    assert file.read_bytes() == saved
