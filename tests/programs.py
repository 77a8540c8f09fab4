"""The programs that some tests read our files back with: `@pytest.mark.programs("LibreOffice")`."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from ttdt.output.formats import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = {
    "Chromium": ("chromium", "chromium-browser", "google-chrome", "chrome"),
    "LibreOffice": ("soffice",),
}


def installed(program: str) -> str | None:
    """Return where a program lies, or None where there is none."""
    return next((path for name in COMMANDS[program] if (path := shutil.which(name))), None)


def each_format() -> list[Any]:
    """Return the names of all formats for `parametrize`, those that need a program so marked."""
    return [
        pytest.param(name, marks=[pytest.mark.programs(known.programs[0]), pytest.mark.slow])
        if known.programs
        else name
        for name, known in FORMATS.items()
    ]


def convert(files: list[Path], kind: str, into: Path, profile: Path) -> None:
    """Let LibreOffice open files, work them out and save them as another kind."""
    soffice = installed("LibreOffice")
    assert soffice is not None
    subprocess.run(
        [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless",
         "--convert-to", kind, "--outdir", str(into), *map(str, files)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
