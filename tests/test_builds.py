"""The source archive and the wheel: the same bytes wherever they are built, and all in them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

import ttdt

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKED = SETTINGS["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
CONTAINER = (ROOT / "Containerfile").read_text(encoding="utf-8")
CONTEXT = re.findall(r"^!(.*)", (ROOT / ".dockerignore").read_text("utf-8"), flags=re.MULTILINE)
PASSED_OVER = shutil.ignore_patterns("__pycache__")


def copy_sources(names: list[str], into: Path, *, mode: int, modified: int) -> None:
    """Copy files and folders of the repository, with these rights and this time."""
    for name in names:
        source, target = ROOT / name.lstrip("/"), into / name.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=PASSED_OVER)
        else:
            shutil.copyfile(source, target)
    for path in into.rglob("*"):
        if path.is_file():
            path.chmod(mode)
        os.utime(path, (modified, modified))


def build(
    sources: Path, into: Path, *options: str, umask: int = 0o022, time_zone: str = "UTC"
) -> dict[str, bytes]:
    """Return the archives that are built, by their names."""
    clock = {"TZ": time_zone, "PYTHONHASHSEED": str(umask)}
    environment = {key: os.environ[key] for key in os.environ if key != "SOURCE_DATE_EPOCH"}
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", *options, "--outdir", into, sources],
        env=environment | clock, umask=umask, check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return {path.name: path.read_bytes() for path in into.iterdir()}


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("builds")
    copy_sources(PACKED, folder / "sources", mode=0o644, modified=1_700_000_000)
    return build(folder / "sources", folder / "dist")


def test_another_folder_umask_time_and_zone_change_no_byte(
    archives: dict[str, bytes], tmp_path: Path
) -> None:
    copy_sources(PACKED, tmp_path / "elsewhere/again", mode=0o600, modified=1_000_000_000)
    again = build(
        tmp_path / "elsewhere/again", tmp_path / "dist", umask=0o077, time_zone="Asia/Ho_Chi_Minh"
    )
    assert sorted(again) == sorted(archives)
    assert [name for name, content in archives.items() if again[name] != content] == []


def test_the_source_archive_builds_itself(archives: dict[str, bytes], tmp_path: Path) -> None:
    (name,) = [name for name in archives if name.endswith(".tar.gz")]
    (tmp_path / name).write_bytes(archives[name])
    with tarfile.open(tmp_path / name) as archive:
        archive.extractall(tmp_path, filter="data")
    sources = tmp_path / name.removesuffix(".tar.gz")
    for path in PACKED:
        assert (sources / path.lstrip("/")).exists(), path
    assert build(sources, tmp_path / "dist") == archives


def test_the_wheel_has_what_the_program_needs_and_no_more(
    archives: dict[str, bytes], tmp_path: Path
) -> None:
    (name,) = [name for name in archives if name.endswith(".whl")]
    (tmp_path / name).write_bytes(archives[name])
    with zipfile.ZipFile(tmp_path / name) as wheel:
        names = set(wheel.namelist())
    assert names >= {
        "ttdt/__main__.py",
        "ttdt/py.typed",
        "ttdt/locale/vi/LC_MESSAGES/ttdt.mo",
        "ttdt/plans/targets-2024.yaml",
        "ttdt/starter/github-workflow.yml",
        f"ttdt-{ttdt.__version__}.dist-info/licenses/LICENSE",
    }
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"ttdt"}
    assert [name for name in names if name.endswith((".po", ".pyc"))] == []


def test_what_a_container_gets_is_enough_for_the_same_wheel(
    archives: dict[str, bytes], tmp_path: Path
) -> None:
    copy_sources(CONTEXT, tmp_path / "source", mode=0o644, modified=1_700_000_000)
    ((name, content),) = build(tmp_path / "source", tmp_path / "wheel", "--wheel").items()
    assert content == archives[name]


def test_the_container_is_pinned_and_runs_as_nobody() -> None:
    assert re.search(r"^ARG BASE=python:[\w.-]+@sha256:[0-9a-f]{64}$", CONTAINER, re.MULTILINE)
    assert set(re.findall(r"^FROM (\S+)", CONTAINER, re.MULTILINE)) == {"${BASE}"}
    installs = re.findall(r"pip install (.*)", CONTAINER)
    assert installs
    assert all("--require-hashes" in line or "--no-index" in line for line in installs)
    assert re.findall(r"^USER (.*)", CONTAINER, re.MULTILINE) == ["10001:10001"]
    for name in re.findall(r"requirements/\w+\.txt", CONTAINER):
        assert name in CONTEXT
