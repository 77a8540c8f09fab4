"""The source archive and the wheel: the same bytes wherever they are built, and all in them."""

from __future__ import annotations

import os
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
PASSED_OVER = shutil.ignore_patterns("__pycache__")


def copy_sources(into: Path, *, mode: int, modified: int) -> None:
    """Copy what is packed, with these rights and this time."""
    for name in PACKED:
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


def build(sources: Path, into: Path, *, umask: int, time_zone: str) -> dict[str, bytes]:
    """Return the archives that are built, by their names."""
    clock = {"TZ": time_zone, "PYTHONHASHSEED": str(umask)}
    environment = {key: os.environ[key] for key in os.environ if key != "SOURCE_DATE_EPOCH"}
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(into), str(sources)],
        env=environment | clock, umask=umask, check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return {path.name: path.read_bytes() for path in into.iterdir()}


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("builds")
    copy_sources(folder / "sources", mode=0o644, modified=1_700_000_000)
    return build(folder / "sources", folder / "dist", umask=0o022, time_zone="UTC")


def test_another_folder_umask_time_and_zone_change_no_byte(
    archives: dict[str, bytes], tmp_path: Path
) -> None:
    copy_sources(tmp_path / "elsewhere/again", mode=0o600, modified=1_000_000_000)
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
    assert build(sources, tmp_path / "dist", umask=0o022, time_zone="UTC") == archives


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
