from __future__ import annotations

import os
from pathlib import Path

import pytest

from ttdt.finding import START
from ttdt.text.language import Language
from ttdt.yaml import YamlDocument, read

MEBIBYTE = 1024 * 1024


def refusal(document: YamlDocument) -> tuple[str, str]:
    assert not document.readable
    assert document.root is None
    (finding,) = document.findings
    assert (finding.path, finding.span) == ("shown.yaml", START)
    return finding.code, Language("en").translate(finding.message)


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 1\n")
    document = read(path, "shown.yaml")
    assert document.readable
    assert document.path == "shown.yaml"
    assert document.data == {"a": 1}


@pytest.mark.posix
def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"a: 1\n")
    link = tmp_path / "b.yaml"
    link.symlink_to("a.yaml")
    assert read(link, "shown.yaml").data == {"a": 1}


def test_missing(tmp_path: Path) -> None:
    document = read(tmp_path / "x.yaml", "shown.yaml")
    assert refusal(document) == ("TT001", "the file does not exist")


@pytest.mark.posix
def test_dangling_link(tmp_path: Path) -> None:
    link = tmp_path / "x.yaml"
    link.symlink_to("nowhere")
    assert refusal(read(link, "shown.yaml")) == ("TT001", "the file does not exist")


@pytest.mark.posix
def test_link_to_itself(tmp_path: Path) -> None:
    link = tmp_path / "x.yaml"
    link.symlink_to("x.yaml")
    assert refusal(read(link, "shown.yaml")) == ("TT001", "the link leads back to itself")


def test_folder(tmp_path: Path) -> None:
    assert refusal(read(tmp_path, "shown.yaml")) == ("TT001", "this is a folder, not a file")


@pytest.mark.posix
def test_file_used_as_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    code, message = refusal(read(tmp_path / "a" / "x.yaml", "shown.yaml"))
    assert (code, message.partition(":")[0]) == ("TT001", "the file cannot be opened")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_fifo_that_nobody_writes_to(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    os.mkfifo(path)
    assert refusal(read(path, "shown.yaml")) == (
        "TT001",
        "this is not a regular file, so it is not read",
    )


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices here")
def test_endless_device() -> None:
    assert refusal(read(Path("/dev/zero"), "shown.yaml")) == (
        "TT001",
        "this is not a regular file, so it is not read",
    )


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"a: 1\n")
    path.chmod(0)
    assert refusal(read(path, "shown.yaml")) == (
        "TT001",
        "the file cannot be opened: permission denied",
    )


@pytest.mark.posix
def test_permission_denied_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert refusal(read(tmp_path / "x.yaml", "shown.yaml")) == (
        "TT001",
        "the file cannot be opened: permission denied",
    )


def test_error_while_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise OSError(5, "Input/output error")

    path = tmp_path / "x.yaml"
    path.write_bytes(b"a: 1\n")
    monkeypatch.setattr(os, "read", fail)
    assert refusal(read(path, "shown.yaml")) == (
        "TT001",
        "the file cannot be read: Input/output error",
    )


def test_name_no_system_can_have(tmp_path: Path) -> None:
    assert refusal(read(tmp_path / "x\0.yaml", "shown.yaml"))[0] == "TT001"
    assert refusal(read(tmp_path / ("x" * 5000), "shown.yaml"))[0] == "TT001"


def test_one_mebibyte_is_read_and_not_one_byte_more(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"a: 1\n#".ljust(MEBIBYTE, b"x"))
    assert read(path, "shown.yaml").data == {"a": 1}
    path.write_bytes(b"a: 1\n#".ljust(MEBIBYTE + 1, b"x"))
    assert refusal(read(path, "shown.yaml")) == (
        "TT010",
        "the file is larger than 1 MiB; a submission or plan is a few kilobytes",
    )


def test_a_file_that_grows_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "read", lambda _handle, size: b"x" * size)
    path = tmp_path / "x.yaml"
    path.write_bytes(b"")
    assert refusal(read(path, "shown.yaml"))[0] == "TT010"


def test_error_while_closing_what_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 1\n")
    close = os.close

    def fail(handle: int) -> None:
        close(handle)
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(os, "close", fail)
        document = read(path, "shown.yaml")
    assert document.data == {"a": 1}
