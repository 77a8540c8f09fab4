"""A draft knows what it changes and what it brings, and is written whole or not at all."""

from __future__ import annotations

import builtins
import io
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.small_workspace import FILES, PLAN, submission

from ttdt import yaml
from ttdt.change.draft import ChangeService, Draft
from ttdt.errors import TtdtError
from ttdt.period import Period
from ttdt.submission.history import NewestFirst
from ttdt.workspace import file_reading
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace

Q1, Q2, Q3 = (Period(2024, part) for part in ("Q1", "Q2", "Q3"))
FILE = "districts/bac-ai/2024-Q2.yaml"
GOOD = submission("bac-ai", 31).encode()
BAD = submission("bac-ai", 99).encode()


@pytest.fixture
def data(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(FILES)


@pytest.fixture
def changes(data: Path) -> ChangeService:
    return ChangeService(Workspace(data, data))


def drafted(
    changes: ChangeService, content: bytes, period: Period = Q2, unit: str = "bac-ai"
) -> Draft:
    return changes.draft(changes.filed(changes.workspace.plan(2024), unit, period), content)


def codes(draft: Draft) -> list[str]:
    return [finding.code for finding in draft.findings]


def test_what_it_changes(changes: ChangeService) -> None:
    draft = drafted(changes, GOOD)
    (found,) = draft.differences()
    assert found.key == ("village-roads", None)
    assert (found.old.value, found.new.value) == (Fraction(30), Fraction(31))
    assert (draft.findings, draft.old_errors) == ((), 0)
    assert not draft.changes_nothing


def test_the_same_text_is_no_change(data: Path, changes: ChangeService) -> None:
    draft = drafted(changes, (data / FILE).read_bytes())
    assert draft.changes_nothing
    assert draft.differences() == ()


def test_errors_it_brings_and_errors_that_were_there(data: Path, changes: ChangeService) -> None:
    assert codes(drafted(changes, BAD)) == ["TT201"]
    (data / FILE).write_bytes(BAD)
    draft = drafted(changes, b"# one line further down\n" + BAD)
    assert (codes(draft), draft.old_errors) == ([], 1)


def test_a_file_that_another_spelling_lies_beside_would_hide_it(
    data: Path, changes: ChangeService
) -> None:
    (data / "districts/bac-ai/2024-q3.yml").write_text("", encoding="utf-8")
    content = submission("bac-ai", 31, period="2024-Q3").encode()
    assert codes(drafted(changes, content, Q3)) == ["TT404"]


def test_a_later_period_makes_an_earlier_one_missing(make_workspace: MakeWorkspace) -> None:
    plan = PLAN.replace("populations:", "calendar: [Q1, Q2, Q3, Q4]\npopulations:", 1)
    changes = ChangeService(
        Workspace(root := make_workspace({**FILES, "targets-2024.yaml": plan}), root)
    )
    content = submission("bac-ai", 31, period="2024-Q4").encode()
    draft = drafted(changes, content, Period(2024, "Q4"))
    assert [finding.path.rpartition("/")[2] for finding in draft.findings] == ["2024-Q3.yaml"]
    assert codes(draft) == ["TT405"]


def test_it_is_written_where_the_file_is_still_as_it_was_read(
    data: Path, changes: ChangeService
) -> None:
    draft = drafted(changes, GOOD)
    changes.write(draft.filed, draft.content)
    assert (data / FILE).read_bytes() == GOOD
    with pytest.raises(TtdtError):
        changes.write(draft.filed, BAD)
    assert (data / FILE).read_bytes() == GOOD


def test_a_file_that_came_first_stays(data: Path, changes: ChangeService) -> None:
    content = submission("bac-ai", 31, period="2024-Q3").encode()
    draft = drafted(changes, content, Q3)
    path = data / "districts/bac-ai/2024-Q3.yaml"
    path.write_bytes(b"unit: bac-ai\n")
    with pytest.raises(TtdtError):
        changes.write(draft.filed, draft.content)
    assert path.read_bytes() == b"unit: bac-ai\n"


def test_what_was_written_is_known_to_the_next_draft(changes: ChangeService) -> None:
    first = drafted(changes, submission("bac-ai", 31, villages=40, period="2024-Q1").encode(), Q1)
    changes.write(first.filed, first.content)
    # Twice as many villages as in the quarter before.
    second = drafted(changes, submission("bac-ai", 31, villages=90).encode())
    assert codes(second) == ["TT302"]
    third = drafted(changes, submission("bac-ai", 31, period="2024-Q3").encode(), Q3)
    changes.write(third.filed, third.content)
    assert changes.filed(first.filed.plan, "bac-ai", Q3).content == third.content


def test_every_file_is_read_once(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (data / "districts/bac-ai/2024-Q1.yaml").write_text(
        submission("bac-ai", 29, period="2024-Q1"), encoding="utf-8"
    )
    opened = _count_opened(monkeypatch)
    changes = ChangeService(Workspace(data, data))
    draft = drafted(changes, GOOD)
    assert draft.differences()
    assert draft.filed.history.all
    assert {path.rpartition("/")[2]: count for path, count in opened.items()} == {
        "targets-2024.yaml": 1, "2024-Q1.yaml": 1, "2024-Q2.yaml": 1,
    }  # fmt: skip


def _count_opened(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    import os

    opened: dict[str, int] = {}
    true_open, true_io = os.open, io.open

    def note(path: object) -> None:
        if str(path).endswith(".yaml"):
            name = Path(str(path)).as_posix()
            opened[name] = opened.get(name, 0) + 1

    def counting(path: Any, *arguments: Any, **named: Any) -> Any:
        note(path)
        return true_open(path, *arguments, **named)

    def counting_io(path: Any, *arguments: Any, **named: Any) -> Any:
        note(path)
        return true_io(path, *arguments, **named)

    monkeypatch.setattr(os, "open", counting)
    monkeypatch.setattr(io, "open", counting_io)
    monkeypatch.setattr(builtins, "open", counting_io)
    return opened


def test_what_lies_farther_back_is_not_read(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for period in ("2024-Q1", "2024-01"):
        content = submission("bac-ai", 29, period=period)
        (data / f"districts/bac-ai/{period}.yaml").write_text(content, encoding="utf-8")
    changes = ChangeService(Workspace(data, data))
    history = changes.filed(changes.workspace.plan(2024), "bac-ai", Q3).history
    opened = _count_opened(monkeypatch)
    newest = next(iter(NewestFirst([history], Q3)))
    assert newest.period == Q2
    assert [path.rpartition("/")[2] for path in opened] == ["2024-Q2.yaml"]


def test_what_cannot_hold_a_key_is_not_parsed_for_it(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = data / "districts/bac-ai"
    texts = {
        "2024-Q1": submission("bac-ai", 29, period="2024-Q1"),
        # The key is there, however it is written.
        "2024-02": submission("bac-ai", 28, period="2024-02") + '"\\x66unding": {}\n',
        "2024-01": submission("bac-ai", 27, period="2024-01") + "funding: {}\n",
    }
    for period, text in texts.items():
        (folder / f"{period}.yaml").write_text(text, encoding="utf-8")
    changes = ChangeService(Workspace(data, data))
    history = changes.filed(changes.workspace.plan(2024), "bac-ai", Q3).history
    parsed: list[str] = []
    true_read = yaml.read

    def counting(path: Any, shown: str, *arguments: Any) -> Any:
        parsed.append(Path(shown).name)
        return true_read(path, shown, *arguments)

    monkeypatch.setattr(file_reading, "read", counting)
    newest = NewestFirst([history], Q3, leave_out=Q2)
    assert [one.period.id for one in newest.holding("funding")] == ["2024-02", "2024-01"]
    assert parsed == ["2024-02.yaml", "2024-01.yaml"]
    assert [one.period.id for one in newest] == ["2024-Q1", "2024-02", "2024-01"]
    assert parsed == ["2024-02.yaml", "2024-01.yaml", "2024-Q1.yaml"]
    # What is read already may as well be asked.
    assert [one.period.id for one in newest.holding("x")] == ["2024-Q1", "2024-02", "2024-01"]
