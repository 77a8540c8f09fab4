from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.workspace.git.repository import Repository

from ttdt.errors import TtdtError
from ttdt.text.language import Language
from ttdt.workspace.git.revision import at_revision
from ttdt.yaml import PLAN_LIMITS, read

if TYPE_CHECKING:
    from collections.abc import Mapping


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


def files_at(workspace: Path, revision: str) -> dict[str, bytes]:
    with at_revision(workspace, revision) as tree:
        return {
            path.relative_to(tree.root).as_posix(): path.read_bytes()
            for path in tree.root.rglob("*")
            if path.is_file()
        }


def skipped_at(workspace: Path, revision: str) -> tuple[str, ...]:
    with at_revision(workspace, revision) as tree:
        return tree.skipped


def refusal(workspace: Path, revision: str) -> str:
    with pytest.raises(TtdtError) as caught, at_revision(workspace, revision):
        pass
    return Language("en").translate(caught.value.message)


def fingerprint(folder: Path) -> Mapping[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_plans_and_submissions_are_there_as_they_were_and_nothing_else(
    repository: Repository,
) -> None:
    first = repository.commit(
        {
            "data/targets-2024.yaml": "plan: p\r\n",
            "data/districts/bac-ai/2024-Q2.yaml": "unit: bac-ai\n",
            "data/districts/bac-ai/phuoc-binh/2024-Q2.yaml": "unit: phuoc-binh\n",
            "data/province/2024-Q2.yaml": "unit: province\n",
            "data/province/deep/2024-Q2.yaml": "no\n",
            "data/districts/bac-ai/letter.docx": "no\n",
            "data/districts/2024-Q2.yaml": "no\n",
            "data/notes.yaml": "no\n",
            "other/targets-2024.yaml": "no\n",
        }
    )
    repository.commit({"data/targets-2024.yaml": "plan: q\n"})
    data = repository.folder / "data"
    before = fingerprint(repository.folder)
    with at_revision(data, "HEAD~1") as tree:
        root = tree.root
        assert tree.shown == Path("HEAD~1:data")
        assert tree.commit == first
        assert tree.skipped == ()
    assert not root.exists()
    assert files_at(data, first[:12]) == {
        "targets-2024.yaml": b"plan: p\r\n",
        "districts/bac-ai/2024-Q2.yaml": b"unit: bac-ai\n",
        "districts/bac-ai/phuoc-binh/2024-Q2.yaml": b"unit: phuoc-binh\n",
        "province/2024-Q2.yaml": b"unit: province\n",
    }
    assert fingerprint(repository.folder) == before


def test_a_failure_in_between_leaves_no_folder_behind(repository: Repository) -> None:
    repository.commit({"targets-2024.yaml": "plan: p\n"})
    root = Path()

    def fail() -> None:
        nonlocal root
        with at_revision(repository.folder, "HEAD") as tree:
            root = tree.root
            raise OSError(5, "not the tree's")

    with pytest.raises(OSError, match="not the tree's"):
        fail()
    assert not root.exists()


def test_more_files_than_git_is_asked_for_at_once(repository: Repository) -> None:
    files = {f"districts/u{n}/2024-Q2.yaml": f"{n}\n".encode() for n in range(450)}
    files["districts/empty/2024-Q2.yaml"] = b""
    files["districts/same/2024-Q2.yaml"] = b"7\n"
    files["targets-2024.yaml"] = b"\xff\x00 no text"
    repository.commit(files)
    assert files_at(repository.folder, "HEAD") == files


def test_the_workspace_may_be_the_repository_or_lie_in_a_work_tree_of_its_own(
    repository: Repository, tmp_path: Path
) -> None:
    repository.commit({"targets-2024.yaml": "plan: p\n"})
    with at_revision(repository.folder, "main") as tree:
        assert tree.shown / "targets-2024.yaml" == Path("main:./targets-2024.yaml")
        assert [path.name for path in tree.root.iterdir()] == ["targets-2024.yaml"]
    beside = tmp_path / "beside"
    repository.git("worktree", "add", "-q", "-b", "draft", str(beside))
    assert files_at(beside, "draft") == {"targets-2024.yaml": b"plan: p\n"}


def test_ids_of_the_longer_hash_are_checked_too(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "longer", "--object-format=sha256")
    commit = repository.commit({"targets-2024.yaml": "plan: p\n"})
    assert len(commit) == 64
    assert files_at(repository.folder, "HEAD") == {"targets-2024.yaml": b"plan: p\n"}


def test_links_and_submodules_are_named_and_not_followed(
    repository: Repository, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("secret\n", encoding="utf-8")
    repository.commit({"targets-2024.yaml": "plan: p\n", "districts/a/2024-Q1.yaml": "a\n"})
    (repository.folder / "districts/a/2024-Q2.yaml").symlink_to(secret)
    (repository.folder / "districts/b").symlink_to(tmp_path)
    (repository.folder / "targets-2025.yaml").symlink_to(secret)
    Repository(repository.folder / "districts/c").commit({"2024-Q2.yaml": "c\n"})
    repository.commit({})
    assert skipped_at(repository.folder, "HEAD") == (
        "districts/a/2024-Q2.yaml",
        "districts/b",
        "districts/c",
        "targets-2025.yaml",
    )
    assert set(files_at(repository.folder, "HEAD")) == {
        "targets-2024.yaml",
        "districts/a/2024-Q1.yaml",
    }


def test_links_in_the_places_of_units_below_units_are_named(
    repository: Repository, tmp_path: Path
) -> None:
    repository.commit({"targets-2024.yaml": "plan: p\n", "districts/a/b/2024-Q1.yaml": "b\n"})
    (repository.folder / "districts/a/b/2024-Q2.yaml").symlink_to(tmp_path)
    (repository.folder / "districts/a/b/letter.docx").symlink_to(tmp_path)
    (repository.folder / "districts/a/c").symlink_to(tmp_path)
    (repository.folder / "province").symlink_to(tmp_path)
    repository.commit({})
    assert skipped_at(repository.folder, "HEAD") == (
        "districts/a/b/2024-Q2.yaml",
        "districts/a/c",
        "province",
    )


def test_nothing_is_read_deeper_than_plans_nest_units(repository: Repository) -> None:
    deepest = "districts/" + "a/" * 10 + "2024-Q2.yaml"
    repository.commit(
        {
            "targets-2024.yaml": "plan: p\n",
            deepest: "a\n",
            "districts/" + "a/" * 11 + "2024-Q2.yaml": "no\n",
        }
    )
    assert set(files_at(repository.folder, "HEAD")) == {"targets-2024.yaml", deepest}


def test_names_that_lead_elsewhere_are_none_that_a_workspace_has(
    repository: Repository, tmp_path: Path
) -> None:
    blob = repository.git("hash-object", "-w", "--stdin", given=b"plan: p\n")

    def tree(*entries: tuple[str, str, str]) -> str:
        raw = b"".join(
            f"{mode} {name}".encode() + b"\0" + bytes.fromhex(object_)
            for mode, name, object_ in entries
        )
        options = ("-t", "tree", "--literally", "-w", "--stdin")
        return repository.git("hash-object", *options, given=raw)

    leaf = tree(("100644", "2024-Q2.yaml", blob))
    outside = tree(("100644", "../../out.yaml", blob), ("100644", "2024-Q1.yaml", blob))
    districts = tree(("40000", "..", leaf), ("40000", ".", leaf), ("40000", "a", outside))
    top = tree(
        ("40000", "..", leaf), ("40000", "districts", districts),
        ("100644", "targets-/../../2024.yaml", blob), ("100644", "targets-2024.yaml", blob),
    )  # fmt: skip
    commit = repository.git("commit-tree", "-m", "hostile", top)
    before = set(tmp_path.rglob("*"))
    assert set(files_at(repository.folder, commit)) == {
        "targets-2024.yaml",
        "districts/a/2024-Q1.yaml",
    }
    assert set(tmp_path.rglob("*")) == before


def test_a_file_above_the_limit_is_said_to_be_so_and_not_read(repository: Repository) -> None:
    repository.commit(
        {"targets-2024.yaml": b" " * (PLAN_LIMITS.bytes + 1), "targets-2023.yaml": "a: 1\n"}
    )
    with at_revision(repository.folder, "HEAD") as tree:
        (finding,) = read(tree.root / "targets-2024.yaml", "x").findings
        assert finding.code == "TT010"  # too large
        assert read(tree.root / "targets-2023.yaml", "x").data == {"a": 1}


def test_no_program_that_the_repository_names_is_run(
    repository: Repository, tmp_path: Path
) -> None:
    marker = tmp_path / "marker"
    repository.commit(
        {
            ".gitattributes": "*.yaml filter=evil diff=evil ident export-subst text eol=crlf\n",
            "targets-2024.yaml": "plan: $Id$ $Format:%H$\n",
        }
    )
    for key in ("filter.evil.smudge", "filter.evil.process", "diff.evil.textconv"):
        repository.git("config", key, f"touch {marker}; cat")
    repository.git("config", "diff.evil.command", f"touch {marker}; cat")
    hook = repository.folder / ".git/hooks/post-checkout"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {marker}\n", encoding="utf-8")
    hook.chmod(0o755)
    files = files_at(repository.folder, "HEAD")
    assert files == {"targets-2024.yaml": b"plan: $Id$ $Format:%H$\n"}
    assert not marker.exists()


def test_a_replaced_object_is_what_its_id_says(repository: Repository) -> None:
    repository.commit({"targets-2024.yaml": "plan: p\n"})
    other = repository.git("hash-object", "-w", "--stdin", given=b"plan: q\n")
    repository.git("replace", repository.git("rev-parse", "HEAD:targets-2024.yaml"), other)
    assert files_at(repository.folder, "HEAD") == {"targets-2024.yaml": b"plan: p\n"}


@pytest.mark.parametrize(
    "word", ["", "-h", "--output=x", "^HEAD", "HEAD\nHEAD", "a\x00b", "\udcff"]
)
def test_a_word_that_could_be_an_option_is_no_revision(repository: Repository, word: str) -> None:
    repository.commit({"targets-2024.yaml": "plan: p\n"})
    assert refusal(repository.folder, word) == (
        f"--rev: “{word}” is no revision; name a commit, branch or tag, as in HEAD~1"
    )


@pytest.mark.parametrize("word", ["nope", "HEAD~9", "HEAD:targets-2024.yaml", "main main"])
def test_an_unknown_revision(repository: Repository, word: str) -> None:
    repository.commit({"targets-2024.yaml": "plan: p\n"})
    assert refusal(repository.folder, word) == f"git does not know {word}"


def test_a_repository_without_commits(repository: Repository) -> None:
    assert refusal(repository.folder, "HEAD") == "git does not know HEAD"


def test_what_a_shallow_clone_lacks(repository: Repository, tmp_path: Path) -> None:
    repository.commit({"targets-2024.yaml": "plan: p\n"})
    repository.commit({"targets-2024.yaml": "plan: q\n"})
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--depth", "1", repository.folder.as_uri(), str(clone))
    assert files_at(clone, "HEAD") == {"targets-2024.yaml": b"plan: q\n"}
    assert refusal(clone, "HEAD~1") == (
        "git does not know HEAD~1; this clone has only part of the history, and git fetch"
        " --unshallow gets the rest"
    )


def test_what_a_partial_clone_lacks_is_not_fetched(repository: Repository, tmp_path: Path) -> None:
    repository.git("config", "uploadpack.allowFilter", "true")
    repository.commit({"targets-2024.yaml": "plan: p\n"})
    repository.commit({"targets-2024.yaml": "plan: q\n"})
    clone = tmp_path / "clone"
    repository.git("clone", "-q", "--filter=blob:none", repository.folder.as_uri(), str(clone))
    before = fingerprint(clone)
    assert refusal(clone, "HEAD~1").startswith("git cannot read HEAD~1: ")
    assert fingerprint(clone) == before


def test_a_folder_that_was_not_there_yet(repository: Repository) -> None:
    repository.commit({"readme": "a\n"})
    repository.commit({"data/targets-2024.yaml": "plan: p\n"})
    data = repository.folder / "data"
    assert refusal(data, "HEAD~1") == "there was no folder data at HEAD~1"


def test_a_file_in_the_folder_s_place(repository: Repository) -> None:
    repository.commit({"data": "a\n"})
    repository.write({"data": None})
    repository.commit({"data/targets-2024.yaml": "plan: p\n"})
    data = repository.folder / "data"
    assert refusal(data, "HEAD~1") == "there was no folder data at HEAD~1"


def test_outside_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    data = tmp_path / "data"
    data.mkdir()
    said = f"{data} is not in a git repository, so HEAD means nothing there"
    assert refusal(data, "HEAD") == said
    assert refusal(tmp_path / "none", "HEAD") == f"there is no folder {tmp_path / 'none'}"


def test_in_the_repository_s_own_folder(repository: Repository) -> None:
    inside = repository.folder / ".git"
    assert refusal(inside, "HEAD").startswith(f"{inside} is not in a git repository")


def test_without_git(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit({"targets-2024.yaml": "plan: p\n"})
    monkeypatch.setenv("PATH", str(repository.folder))
    assert refusal(repository.folder, "HEAD") == "--rev needs git, which is not installed here"


def test_where_nothing_can_be_written(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"targets-2024.yaml": "plan: p\n"})
    monkeypatch.setattr("tempfile.tempdir", str(repository.folder / "none"))
    assert refusal(repository.folder, "HEAD") == (
        "the files of HEAD cannot be put into a temporary folder: No such file or directory"
    )


def test_a_repository_of_another_user(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit({"targets-2024.yaml": "plan: p\n"})
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    there = repository.folder
    assert refusal(there, "HEAD") == (
        f"{there} belongs to another user, so git does not read its history; to trust it, run:"
        f" git config --global --add safe.directory {there}"
    )


def test_a_damaged_object(repository: Repository) -> None:
    repository.commit({"targets-2024.yaml": "plan: p\n"})
    object_ = repository.git("rev-parse", "HEAD:targets-2024.yaml")
    path = repository.folder / ".git/objects" / object_[:2] / object_[2:]
    path.chmod(0o644)
    path.write_bytes(b"no object")
    assert refusal(repository.folder, "HEAD").startswith("git cannot read HEAD: ")
