"""What only a Python for Windows can show; `make test-windows` runs it under Wine."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.small_workspace import FILES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import MakeWorkspace, Ttdt

pytestmark = pytest.mark.windows

EXAMPLES = Path(__file__).parents[2] / "examples/windows"


@pytest.fixture
def data(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(FILES)


@pytest.fixture
def held(data: Path) -> Iterator[Path]:
    """Return a submission that another program has open for itself, as Excel does."""
    path = data / "districts/bac-ai/2024-Q2.yaml"
    with _Held(path):
        yield path


class _Held:
    """Has a file open and lets nobody else in."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        windows: Any = import_module("_winapi")
        self._handle = windows.CreateFile(
            str(self._path), windows.GENERIC_READ, 0, 0, windows.OPEN_EXISTING, 0, 0
        )

    def __exit__(self, *_said: object) -> None:
        windows: Any = import_module("_winapi")
        windows.CloseHandle(self._handle)


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "ttdt", *arguments],
        env={**os.environ, **environment}, capture_output=True, check=False,
    )  # fmt: skip


def test_folders_are_named_with_a_drive_and_either_slash(data: Path, ttdt: Ttdt) -> None:
    assert data.drive
    for word in (str(data), data.as_posix()):
        assert ttdt("report", "--period", "Q2", "--data", word).code == 0


def test_findings_name_files_with_slashes_and_as_uris(data: Path, ttdt: Ttdt) -> None:
    path = data / "districts/bac-ai/2024-Q2.yaml"
    path.write_text("unit: bac-ai\n", encoding="utf-8")
    shown = path.as_posix()
    assert f"{shown}:1:1: TT102" in ttdt("check", "--format", "concise", "--data", str(data)).out
    sarif = ttdt("check", "--format", "sarif", "--data", str(data)).out
    assert f'"uri": "file:///{shown}"' in sarif
    named = ttdt("check", str(path), "--format", "concise")
    assert named.out.startswith(f"{shown}:")


def test_a_workspace_on_another_drive_is_found(data: Path, ttdt: Ttdt) -> None:
    assert not Path.cwd().is_relative_to(data.anchor)
    assert ttdt("check", "--data", str(data)).code == 0


def test_output_that_another_program_has_open_stays_as_it_is(data: Path, ttdt: Ttdt) -> None:
    place = data.parent / "báo cáo.xlsx"
    place.write_bytes(b"old")
    with _Held(place):
        code, _, err = ttdt("report", "--period", "Q2", "--data", str(data), "-o", str(place))
    assert code == 2
    assert "another program has it open, such as Excel; close it there and try again" in err
    assert place.read_bytes() == b"old"
    assert [path.name for path in data.parent.iterdir()] == ["báo cáo.xlsx", "data"]


def test_a_submission_that_another_program_has_open_is_a_finding(held: Path, ttdt: Ttdt) -> None:
    code, out, _ = ttdt("check", "--format", "concise", "--data", str(held.parents[2]))
    assert code == 1
    assert f"{held.as_posix()}:1:1: TT001 the file cannot be opened" in out
    assert "another program has it open" in out


def test_a_figure_is_not_set_in_a_file_that_another_program_has_open(
    held: Path, ttdt: Ttdt
) -> None:
    code, _, err = ttdt("set", "bac-ai", "Q2", "village-roads=31", "--data", str(held.parents[2]))
    assert code == 2
    assert "another program has it open" in err


@pytest.mark.parametrize("encoding", ["cp1258", "cp1252", "utf-8"])
def test_whatever_the_code_page_the_letters_are_those_of_utf_8(data: Path, encoding: str) -> None:
    done = run("report", "--period", "Q2", "--data", str(data), PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert "Đường thôn".encode() in done.stdout
    done = run("report", "--data", str(data.parent / "không có"), PYTHONIOENCODING=encoding)
    assert done.returncode == 2
    assert "không có".encode() in done.stderr


def test_a_file_with_the_line_ends_of_windows_keeps_them(data: Path, ttdt: Ttdt) -> None:
    path = data / "districts/bac-ai/2024-Q2.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert ttdt("set", "bac-ai", "Q2", "village-roads=31", "--data", str(data)).code == 0
    content = path.read_bytes()
    assert b"village-roads: 31\r\n" in content
    assert content.count(b"\n") == content.count(b"\r\n")


def test_a_folder_spelt_otherwise_is_the_same_folder_and_told_of(data: Path, ttdt: Ttdt) -> None:
    # In two steps: Wine takes a name that differs in case alone for no other one.
    (data / "districts/bac-ai").rename(data / "districts/elsewhere")
    (data / "districts/elsewhere").rename(data / "districts/Bac-Ai")
    code, out, _ = ttdt("check", "--format", "concise", "--data", str(data))
    assert code == 1
    assert "Bac-Ai" in out


def test_the_device_that_takes_everything_is_written_to(data: Path, ttdt: Ttdt) -> None:
    assert (
        ttdt("report", "--period", "Q2", "--data", str(data), "--format", "json", "-o", "NUL").code
        == 0
    )


def test_a_form_goes_out_and_comes_back(data: Path, ttdt: Ttdt) -> None:
    form = data.parent / "biểu mẫu.xlsx"
    made = ttdt("template", "bac-ai", "--period", "Q2", "--data", str(data), "-o", str(form))
    assert (made.code, form.exists()) == (0, True)
    done = run("import", str(form), "--data", str(data), "--dry-run", "--lang", "en")
    assert b"Traceback" not in done.stderr
    assert done.returncode in {0, 1}


def double_click(name: str, folder: Path, typed: str) -> str:
    """Run a file of examples/windows that lies in a folder, and return what it shows."""
    (folder / name).write_bytes((EXAMPLES / name).read_bytes())
    (folder / "ttdt.cmd").write_text(f'@"{sys.executable}" -m ttdt %*\r\n', encoding="utf-8")
    done = subprocess.run(
        [os.environ["COMSPEC"], "/c", str(folder / name)],
        input=typed.encode(), capture_output=True, check=False, timeout=60,
        env={**os.environ, "TTDT_LANG": "vi"},
    )  # fmt: skip
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def test_the_round_of_forms_by_double_click(data: Path) -> None:
    folder = data.parent / "Huyện Bác Ái"
    folder.mkdir()
    data.rename(folder / "data")
    said = double_click("lam-bieu.cmd", folder, "Q3\r\n\r\n")
    forms = sorted(path.name for path in (folder / "bieu-mau").iterdir())
    assert forms == ["bac-ai-2024-Q3.xlsx", "ninh-son-2024-Q3.xlsx"], said
    (folder / "bieu-mau" / forms[0]).rename(folder / "bieu-nhan" / "biểu Bác Ái.xlsx")
    said = double_click("nhap-bieu.cmd", folder, "\r\n\r\n")
    assert "biểu Bác Ái.xlsx" in said
