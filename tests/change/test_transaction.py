"""Several submissions are written together or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_workspace import FILES

from ttdt.change.draft import ChangeService
from ttdt.change.transaction import write_together
from ttdt.errors import TtdtError
from ttdt.period import Period
from ttdt.workspace.journal import JournalEntry, write_journal
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeWorkspace

    from ttdt.change.draft import Draft

UNITS = ("bac-ai", "ninh-son")


@pytest.fixture
def root(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(FILES)


def drafts(changes: ChangeService) -> list[Draft]:
    """Return drafts that give every unit 41 villages."""
    made = []
    for unit in UNITS:
        filed = changes.filed(changes.workspace.plan(2024), unit, Period(2024, "Q2"))
        content = (filed.content or b"").replace(b"villages: 40", b"villages: 41")
        made.append(changes.draft(filed, content))
    return made


def villages(root: Path) -> list[str]:
    texts = [(root / f"districts/{unit}/2024-Q2.yaml").read_text("utf-8") for unit in UNITS]
    return [text.partition("villages: ")[2][:2] for text in texts]


def test_all_are_written(root: Path) -> None:
    changes = ChangeService(Workspace(root, root))
    write_together(drafts(changes), root)
    assert villages(root) == ["41", "41"]


def test_nothing_is_written_where_a_run_was_killed_while_it_was_waited_for(root: Path) -> None:
    changes = ChangeService(Workspace(root, root))
    write_journal(root, [JournalEntry("a.yaml", ".a.yaml.0123456789ab.ttdt-tmp", None, "0" * 64)])
    with pytest.raises(TtdtError, match="ended in the middle of writing"), changes.locked():
        write_together(drafts(changes), root)
    assert villages(root) == ["40", "40"]


def test_a_file_that_was_changed_meanwhile_keeps_every_other(root: Path) -> None:
    changes = ChangeService(Workspace(root, root))
    made = drafts(changes)
    (root / "districts/ninh-son/2024-Q2.yaml").write_text("unit: ninh-son\n", encoding="utf-8")
    with pytest.raises(TtdtError, match="changed by someone else"):
        write_together(made, root)
    assert villages(root) == ["40", ""]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_files_that_nobody_may_look_at_are_said_to_be_so_and_not_to_lie_elsewhere(
    root: Path,
) -> None:
    changes = ChangeService(Workspace(root, root))
    (root / "districts/bac-ai").chmod(0o444)
    try:
        with pytest.raises(TtdtError, match="permission denied"):
            changes.filed(changes.workspace.plan(2024), "bac-ai", Period(2024, "Q2"))
    finally:
        (root / "districts/bac-ai").chmod(0o755)
