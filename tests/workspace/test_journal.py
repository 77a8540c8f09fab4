"""A run that was killed between two files: noticed by readers, finished by the next writer."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from ttdt.errors import TtdtError
from ttdt.workspace.journal import (
    JournalEntry,
    UnfinishedWriting,
    digest,
    finish_writing,
    unfinished_writing,
    write_journal,
)
from ttdt.workspace.locking import locked

if TYPE_CHECKING:
    from pathlib import Path

NEW = {"a.yaml": ".a.yaml.0123456789ab.ttdt-tmp", "deep/b.yaml": ".b.yaml.0123456789ab.ttdt-tmp"}
OLD = {"a.yaml": b"old a", "deep/b.yaml": None}


def killed(root: Path, *, replaced: int) -> None:
    """Leave what a run leaves that is killed when it has replaced so many of two files."""
    (root / "deep").mkdir()
    entries = []
    for number, (path, name) in enumerate(NEW.items()):
        before, after = OLD[path], f"new {path}".encode()
        place = root / path
        if number < replaced:
            place.write_bytes(after)
        else:
            place.with_name(name).write_bytes(after)
            if before is not None:
                place.write_bytes(before)
        known = None if before is None else digest(before)
        entries.append(JournalEntry(path, name, known, digest(after)))
    write_journal(root, entries)


def tree(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def test_one_file_is_new_and_the_other_is_still_to_come(tmp_path: Path) -> None:
    killed(tmp_path, replaced=1)
    found = unfinished_writing(tmp_path)
    assert found == UnfinishedWriting(("a.yaml",), ("deep/b.yaml",))
    assert found.is_half_done
    assert tree(tmp_path).keys() == {".ttdt.journal", "a.yaml", f"deep/{NEW['deep/b.yaml']}"}
    assert finish_writing(tmp_path) == found
    assert tree(tmp_path) == {"a.yaml": "new a.yaml", "deep/b.yaml": "new deep/b.yaml"}
    assert unfinished_writing(tmp_path) is None
    assert finish_writing(tmp_path) is None


def test_of_a_run_that_had_replaced_nothing_nothing_is_written(tmp_path: Path) -> None:
    killed(tmp_path, replaced=0)
    found = finish_writing(tmp_path)
    assert found == UnfinishedWriting((), ("a.yaml", "deep/b.yaml"))
    assert not found.is_half_done
    assert tree(tmp_path) == {"a.yaml": "old a"}


def test_a_journal_that_could_not_be_removed_is_in_nobodys_way(tmp_path: Path) -> None:
    killed(tmp_path, replaced=0)
    for path, name in NEW.items():
        (tmp_path / path).with_name(name).unlink()
    assert finish_writing(tmp_path) == UnfinishedWriting((), ("a.yaml", "deep/b.yaml"))
    assert tree(tmp_path) == {"a.yaml": "old a"}


def test_of_a_run_that_had_replaced_all_only_the_journal_is_left(tmp_path: Path) -> None:
    killed(tmp_path, replaced=2)
    assert finish_writing(tmp_path) == UnfinishedWriting(("a.yaml", "deep/b.yaml"))
    assert tree(tmp_path) == {"a.yaml": "new a.yaml", "deep/b.yaml": "new deep/b.yaml"}


@pytest.mark.parametrize("change", ["edited", "the new content is gone", "its folder is gone"])
def test_what_someone_has_changed_since_is_overwritten_by_nobody(
    tmp_path: Path, change: str
) -> None:
    killed(tmp_path, replaced=1)
    if change == "edited":
        (tmp_path / "deep/b.yaml").write_text("mine", encoding="utf-8")
    else:
        (tmp_path / "deep" / NEW["deep/b.yaml"]).unlink()
    if change == "its folder is gone":
        (tmp_path / "deep").rmdir()
    before = tree(tmp_path)
    found = unfinished_writing(tmp_path)
    assert found == UnfinishedWriting(("a.yaml",), (), ("deep/b.yaml",))
    assert found.is_half_done
    with pytest.raises(TtdtError) as failure:
        finish_writing(tmp_path)
    assert failure.value.message.params["changed"] == ("deep/b.yaml",)
    assert tree(tmp_path) == before


def test_a_run_that_is_writing_now_is_no_killed_one(tmp_path: Path) -> None:
    killed(tmp_path, replaced=1)
    with locked(tmp_path):
        assert unfinished_writing(tmp_path) is None
    assert unfinished_writing(tmp_path) is not None


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("path", "../outside.yaml"),
        ("path", 7),
        ("path", "a\0b"),
        ("path", "\ud800.yaml"),
        ("new", "../.x.0123456789ab.ttdt-tmp"),
        ("new", "b.yaml"),
        ("after", "0" * 63),
        ("before", "nothing"),
        ("further", "x"),
    ],
)
def test_a_journal_that_leads_elsewhere_is_not_believed(
    tmp_path: Path, key: str, said: object
) -> None:
    root = tmp_path / "data"
    root.mkdir()
    (tmp_path / "outside.yaml").write_text("outside", encoding="utf-8")
    killed(root, replaced=1)
    journal = json.loads((root / ".ttdt.journal").read_text(encoding="utf-8"))
    journal["files"][1][key] = said
    (root / ".ttdt.journal").write_text(json.dumps(journal), encoding="utf-8")
    before = tree(tmp_path)
    for read in (unfinished_writing, finish_writing):
        with pytest.raises(TtdtError, match="says of no run"):
            read(root)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": 1}', '{"files": [1]}', "\xff"])
def test_a_journal_that_is_none_is_said_to_be_none(tmp_path: Path, text: str) -> None:
    (tmp_path / ".ttdt.journal").write_text(text, encoding="latin-1")
    with pytest.raises(TtdtError, match="says of no run"):
        unfinished_writing(tmp_path)


@pytest.mark.posix
@pytest.mark.parametrize("kind", ["pipe", "link"])
def test_only_a_file_is_a_journal(tmp_path: Path, kind: str) -> None:
    if kind == "pipe":
        os.mkfifo(tmp_path / ".ttdt.journal")
    else:
        (tmp_path / "other").write_text('{"files": []}', encoding="utf-8")
        (tmp_path / ".ttdt.journal").symlink_to("other")
    with pytest.raises(TtdtError, match="says of no run"):
        unfinished_writing(tmp_path)
