from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ttdt.workspace.git.blame import LineChange, last_changes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    Git = Callable[..., str]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Run git in a fresh repository, as a fixed author who is the same on every machine."""
    settings = tmp_path / "settings"
    settings.write_text("[user]\nname = An\nemail = an@example.org\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    repository = tmp_path / "repository"
    repository.mkdir()

    def run(*arguments: str, day: str = "2024-06-20T12:00:00+07:00", folder: str = "") -> str:
        dates = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": "2025-01-01T00:00:00Z"}
        done = subprocess.run(
            ["git", *arguments],  # noqa: S607 - the git under test is the one on the path
            cwd=tmp_path / (folder or "repository"),
            env={**os.environ, **dates},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    run("init", "-q", "-b", "main")
    return run


def commit(git: Git, name: str, text: str, day: str = "2024-06-20T12:00:00+07:00") -> str:
    path = Path(git("rev-parse", "--show-toplevel")) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    git("add", "-A")
    git("commit", "-q", "-m", "a change", day=day)
    return git("rev-parse", "HEAD")[:10]


def changes(path: Path, lines: Collection[int]) -> Mapping[int, LineChange]:
    return last_changes({path: lines})[path]


@pytest.fixture
def there(tmp_path: Path) -> Path:
    return tmp_path / "repository"


def test_each_line_has_the_commit_that_last_changed_it(git: Git, there: Path) -> None:
    first = commit(git, "a.yaml", "a\nb\nc\n", "2024-04-02T12:00:00+07:00")
    second = commit(git, "a.yaml", "a\nB\nc\n", "2024-06-20T12:00:00+07:00")
    assert changes(there / "a.yaml", {1, 2}) == {
        1: LineChange(first, date(2024, 4, 2)),
        2: LineChange(second, date(2024, 6, 20)),
    }


def test_the_day_is_the_authors_own(git: Git, there: Path) -> None:
    commit(git, "a.yaml", "a\n", "2024-07-01T00:30:00+07:00")
    assert changes(there / "a.yaml", [1])[1].day == date(2024, 7, 1)


def test_a_line_that_is_not_committed_yet_has_no_day(git: Git, there: Path) -> None:
    first = commit(git, "a.yaml", "a\nb\n")
    (there / "a.yaml").write_text("a\nmine\n", encoding="utf-8")
    assert changes(there / "a.yaml", [1, 2]) == {
        1: LineChange(first, date(2024, 6, 20)),
        2: LineChange(uncommitted=True),
    }


def test_a_renamed_file_keeps_its_lines_history(git: Git, there: Path) -> None:
    first = commit(git, "a.yaml", "a\nb\nc\nd\n")
    git("mv", "a.yaml", "b.yaml")
    git("commit", "-q", "-m", "rename")
    assert changes(there / "b.yaml", [3])[3].commit == first


@pytest.mark.parametrize("name", ["-x.yaml", "--help", ":(top)a.yaml", "*.yaml", "ô ;$(x).yaml"])
def test_no_name_is_an_option_or_a_pattern(git: Git, there: Path, name: str) -> None:
    commit(git, "a.yaml", "other\n", "2020-01-01T12:00:00Z")
    first = commit(git, name, "mine\n")
    assert changes(there / name, [1]) == {1: LineChange(first, date(2024, 6, 20))}


def test_lines_that_end_in_crlf_are_the_same_lines(git: Git, there: Path) -> None:
    first = commit(git, "a.yaml", "a\r\nb\r\n")
    assert changes(there / "a.yaml", [2])[2].commit == first


def test_a_lone_return_ends_a_line_for_yaml_and_not_for_git(git: Git, there: Path) -> None:
    commit(git, "a.yaml", "a\rb\nc\n")
    assert changes(there / "a.yaml", [2]) == {}


def test_text_that_looks_like_blame_changes_nothing(git: Git, there: Path) -> None:
    fake = "0" * 40
    git("config", "user.name", f"{fake} 1 1 1")
    first = commit(git, "a.yaml", f"{fake} 2 2 1\nauthor-time 1\n\tboundary\n")
    assert changes(there / "a.yaml", [1, 2, 3]) == dict.fromkeys(
        (1, 2, 3), LineChange(first, date(2024, 6, 20))
    )


def test_in_a_shallow_clone_the_oldest_commit_is_only_the_latest_possible(
    git: Git, there: Path, tmp_path: Path
) -> None:
    commit(git, "a.yaml", "a\nb\n", "2024-04-02T12:00:00+07:00")
    commit(git, "a.yaml", "a\nB\n", "2024-05-02T12:00:00+07:00")
    last = commit(git, "a.yaml", "a\nB\nc\n")
    git("clone", "-q", "--depth=1", there.as_uri(), "shallow", folder=".")
    assert changes(tmp_path / "shallow" / "a.yaml", [1]) == {
        1: LineChange(last, date(2024, 6, 20), at_latest=True)
    }


def test_a_link_is_followed_to_the_file_that_was_read(git: Git, there: Path) -> None:
    first = commit(git, "real/a.yaml", "a\nb\n")
    (there / "link.yaml").symlink_to("real/a.yaml")
    (there / "folder").symlink_to("real")
    git("add", "-A")
    git("commit", "-q", "-m", "links", day="2024-08-01T12:00:00Z")
    expected = {2: LineChange(first, date(2024, 6, 20))}
    assert changes(there / "link.yaml", [2]) == expected
    assert changes(there / "folder" / "a.yaml", [2]) == expected


def test_nothing_is_known_of_files_that_git_does_not_have(
    git: Git, there: Path, tmp_path: Path
) -> None:
    commit(git, "a.yaml", "a\n")
    (there / "untracked.yaml").write_text("a\n", encoding="utf-8")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "b.yaml").write_text("a\n", encoding="utf-8")
    (there / "out.yaml").symlink_to(outside / "b.yaml")
    (there / "loop.yaml").symlink_to("loop.yaml")
    names = ("untracked.yaml", "gone.yaml", "out.yaml", "loop.yaml", "null\0byte", ".")
    for name in names:
        assert changes(there / name, [1]) == {}, name
    assert changes(outside / "b.yaml", [1]) == {}
    assert changes(there / "a.yaml", [7]) == {}
    assert changes(there / "a.yaml", []) == {}


def test_a_repository_without_a_commit_knows_nothing(git: Git, there: Path) -> None:
    (there / "a.yaml").write_text("a\n", encoding="utf-8")
    git("add", "-A")
    assert changes(there / "a.yaml", [1]) == {}


def test_settings_that_hide_commits_or_start_programs_are_not_heeded(git: Git, there: Path) -> None:
    commit(git, "a.yaml", "a\nb\n", "2024-04-02T12:00:00+07:00")
    second = commit(git, "a.yaml", "a\nB\n")
    (there / "hidden").write_text(git("rev-parse", "HEAD") + "\n", encoding="utf-8")
    git("config", "blame.ignoreRevsFile", "hidden")
    git("config", "blame.showRoot", "true")
    (there / ".gitattributes").write_text("*.yaml diff=loud\n", encoding="utf-8")
    git("config", "diff.loud.textconv", "touch started; cat")
    assert changes(there / "a.yaml", [2])[2].commit == second
    assert not (there / "started").exists()


def test_no_filter_of_the_repository_is_started(git: Git, there: Path, tmp_path: Path) -> None:
    commit(git, "a.yaml", "a\n")
    (there / ".gitattributes").write_text("a.yaml filter=evil\n", encoding="utf-8")
    started = tmp_path / "started"
    git("config", "filter.evil.clean", f"touch '{started}'; cat")
    (there / "a.yaml").write_text("b\n", encoding="utf-8")

    assert changes(there / "a.yaml", [1]) == {}
    assert not started.exists()


@pytest.mark.parametrize("seconds", ["99999999999999", "-1"])
def test_a_commit_with_an_impossible_time_has_no_day_or_some_day(
    git: Git, there: Path, seconds: str
) -> None:
    commit(git, "a.yaml", "a\n")
    tree = git("rev-parse", "HEAD^{tree}")
    raw = f"tree {tree}\nauthor An <a> {seconds} +9999\ncommitter An <a> 0 +0000\n\nx\n"
    (there / "raw").write_text(raw, encoding="utf-8")
    made = git("hash-object", "-t", "commit", "-w", "--literally", "raw")
    git("update-ref", "refs/heads/main", made)
    assert changes(there / "a.yaml", [1])[1].commit == made[:10]


def test_without_git_nothing_is_known(
    git: Git, there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(git, "a.yaml", "a\n")
    monkeypatch.setenv("PATH", "/nowhere")
    assert changes(there / "a.yaml", [1]) == {}


def test_files_of_several_folders_and_checkouts_are_each_told_of(git: Git, there: Path) -> None:
    first = commit(git, "a.yaml", "a\n")
    second = commit(git, "deep/er/b.yaml", "b\nc\n")
    (there / "other").mkdir()
    git("init", "-q", "-b", "main", folder="repository/other")
    (there / "other" / "c.yaml").write_text("d\n", encoding="utf-8")
    (there / "new.yaml").write_text("e\n", encoding="utf-8")
    (there.parent / "f.yaml").write_text("f\n", encoding="utf-8")
    day = date(2024, 6, 20)
    assert last_changes(
        {
            there / "a.yaml": [1],
            there / "deep" / "er" / "b.yaml": [2, 1],
            there / "other" / "c.yaml": [1],
            there / "new.yaml": [1],
            there.parent / "f.yaml": [1],
        }
    ) == {
        there / "a.yaml": {1: LineChange(first, day)},
        there / "deep" / "er" / "b.yaml": {
            1: LineChange(second, day),
            2: LineChange(second, day),
        },
        there / "other" / "c.yaml": {},
        there / "new.yaml": {},
        there.parent / "f.yaml": {},
    }
