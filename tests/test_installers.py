"""The wheel as people install it, with what Word and Excel need: `make test-installers`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.test_builds import ROOT

import ttdt

pytestmark = pytest.mark.slow

INSTALLERS = {
    "pipx": ["pipx", "install", "--python", sys.executable],
    "uv": ["uv", "--no-config", "tool", "install", "--python", sys.executable],
}


@pytest.fixture
def tools(request: pytest.FixtureRequest) -> Path:
    named = request.config.getoption("--tools")
    if named is None:
        pytest.skip("pipx and uv have an environment of their own: make test-installers")
    return Path(named).absolute()


@pytest.mark.parametrize("installer", INSTALLERS)
def test_the_wheel_becomes_a_command_of_its_own(
    installer: str, tools: Path, tmp_path: Path
) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", f"--outdir={tmp_path}", ROOT],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    (wheel,) = tmp_path.glob("*.whl")
    commands = tmp_path / "bin"
    folders = {
        "PIPX_HOME": tmp_path / "pipx",
        "PIPX_MAN_DIR": tmp_path / "man",
        "PIPX_BIN_DIR": commands,
        "UV_TOOL_DIR": tmp_path / "uv",
        "UV_TOOL_BIN_DIR": commands,
    }
    environment = os.environ | {name: str(folder) for name, folder in folders.items()}

    def run(*command: str | Path) -> str:
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run(tools, "-m", *INSTALLERS[installer], f"{wheel}[office]")
    assert run(commands / "ttdt", "--version") == f"ttdt {ttdt.__version__}\n"
    run(commands / "ttdt", "targets", "-o", "targets.docx")
    assert (tmp_path / "targets.docx").read_bytes().startswith(b"PK")
