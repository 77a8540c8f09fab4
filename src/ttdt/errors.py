"""Why the program could not run."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.finding import Finding
    from ttdt.text.message import Message


class TtdtError(Exception):
    """The program could not do what was asked; one line says why."""

    def __init__(self, message: Message) -> None:
        """Hold what to tell the user."""
        super().__init__(message.text)
        self.message = message


class CombinedError(TtdtError):
    """Several things keep the program from doing what was asked; each is told on its own line."""

    def __init__(self, errors: Sequence[TtdtError]) -> None:
        """Hold what to tell the user, the first thing first."""
        super().__init__(errors[0].message)
        self.errors = tuple(errors)


class FileError(TtdtError):
    """A file has errors, so it cannot be used."""

    def __init__(self, message: Message, findings: Sequence[Finding]) -> None:
        """Hold what to tell the user and every error of the file."""
        super().__init__(message)
        self.findings = tuple(findings)


class PlanError(FileError):
    """The plan has errors, so no figure can be held against it."""


def is_held_open(error: OSError) -> bool:
    """Return whether another program has a file open and lets nobody in, as Excel does on Windows.

    Of a file that is to take the place of one that is open, Windows only says that access is
    denied.
    """
    said = getattr(error, "winerror", None)
    return said in _SHARING or (said == _ACCESS_DENIED and error.filename2 is not None)


_ACCESS_DENIED = 5
_SHARING = frozenset({32, 33})
"""What Windows calls a file and a part of one that others have locked."""
