"""Programs of the computer that make files out of ours: where they lie, and running them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from glob import glob
from math import ceil
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy, ngettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ttdt.text.message import Message

_COMMANDS: Mapping[str, Sequence[str]] = {
    "LibreOffice": ("soffice", "libreoffice"),
    "Chromium": (
        "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
        "microsoft-edge", "microsoft-edge-stable", "msedge",
    ),
}  # fmt: skip

_PLACES: Mapping[str, Sequence[str]] = {
    "LibreOffice": (
        "/usr/lib/libreoffice/program/soffice",
        "/opt/libreoffice*/program/soffice",
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        "~/Applications/LibreOffice.app/Contents/MacOS/soffice",
        "${ProgramFiles}/LibreOffice/program/soffice.com",
        "${ProgramFiles(x86)}/LibreOffice/program/soffice.com",
    ),
    "Chromium": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        "${ProgramFiles}/Google/Chrome/Application/chrome.exe",
        "${ProgramFiles(x86)}/Google/Chrome/Application/chrome.exe",
        "${LOCALAPPDATA}/Google/Chrome/Application/chrome.exe",
        "${ProgramFiles(x86)}/Microsoft/Edge/Application/msedge.exe",
        "${ProgramFiles}/Microsoft/Edge/Application/msedge.exe",
    ),
}
"""Where they lie on Linux, macOS and Windows when the PATH does not lead to them."""

_SECONDS = 180.0
"""More than the longest letter takes on a slow machine."""
_LONGEST_REASON = 200
"""Characters of what a program says that are passed on."""


class Program(NamedTuple):
    """A program that is installed, and where."""

    name: str
    path: str


def find_program(names: Iterable[str]) -> Program | None:
    """Return the first of the programs that is installed."""
    for name in names:
        on_path = (shutil.which(command) for command in _COMMANDS[name])
        elsewhere = (
            path
            for place in _PLACES[name]
            for path in sorted(glob(os.path.expandvars(Path(place).expanduser())))  # noqa: PTH207
            if os.access(path, os.X_OK)
        )
        found = next((path for path in (*on_path, *elsewhere) if path), None)
        if found is not None:
            return Program(name, found)
    return None


def require_program(names: Sequence[str], format_: str) -> Program:
    """Return the first of a format's programs that is installed; raises `TtdtError` for none."""
    found = find_program(names)
    if found is None:
        raise TtdtError(
            gettext_lazy(
                "{format} needs a program that is not installed; install one of these: {programs}",
                format=format_,
                programs=", ".join(names),
            )
        )
    return found


def run_program(program: Program, arguments: Sequence[str], folder: Path, product: Path) -> bytes:
    """Let a program make a file, in a folder of its own, and return what is in it.

    Nothing that the program has begun goes on afterwards. Raises `TtdtError` with its last line
    where there is no such file, and where it cannot start or takes too long, and with what to do
    then.
    """
    said = folder / "said.txt"
    try:
        with said.open("wb") as log:
            code = _run([program.path, *arguments], folder, log)
        if product.exists():
            return product.read_bytes()
        last = _last_line(said, folder)
        reason = gettext_lazy("{error}", error=last) if last else _silent(code)
    except subprocess.TimeoutExpired:
        reason = ngettext_lazy(
            "it was not ready after {n} minute, and was ended",
            "it was not ready after {n} minutes, and was ended",
            most_minutes(),
        )
    except OSError as error:
        reason = gettext_lazy("it cannot be started: {error}", error=error.strerror or str(error))
    raise TtdtError(
        gettext_lazy(
            "{program} could not make it: {error}. Close all its windows and try again, or write"
            " -o FILE.docx and save that as PDF",
            program=program.name,
            error=reason,
        )
    )


def most_minutes() -> int:
    """Return after how many minutes a program is ended that is not ready."""
    return ceil(_SECONDS / 60)


def _silent(code: int) -> Message:
    return gettext_lazy("it made no file and gave no reason (exit code {code})", code=str(code))


def _run(command: Sequence[str], folder: Path, log: IO[bytes]) -> int:
    """Run a program to its end, and return its exit code."""
    process = subprocess.Popen(  # noqa: S603 - a list, and no shell reads it
        command,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        cwd=folder,
        start_new_session=True,
    )
    try:
        return process.wait(_SECONDS)
    finally:
        _end(process)


def _last_line(path: Path, folder: Path) -> str:
    """Return the last line of what a program said, without the folder, which is gone by then."""
    text = path.read_text("utf-8", "replace") if path.exists() else ""
    # A program may say where a link to the folder leads.
    real = folder.resolve()
    for name in (folder.as_uri(), real.as_uri(), str(folder), str(real)):
        text = text.replace(f"{name}{os.sep}", "").replace(f"{name}/", "").replace(name, "")
    said = next((line.strip() for line in reversed(text.split("\n")) if line.strip()), "")
    return said.rstrip(". ")[:_LONGEST_REASON]


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process with all that it has begun."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        with suppress(OSError):
            subprocess.run(  # noqa: S603 - a list, and no shell reads it
                ["taskkill", "/F", "/T", "/PID", str(process.pid)],  # noqa: S607 - of the system
                capture_output=True,
                check=False,
            )
    process.wait()
