"""Letters that remind units of a round, in a folder: written, replaced and taken away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from ttdt.document.status.reminders import reminders, written_id
from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy
from ttdt.workspace.atomic_writing import problem, write_folder

if TYPE_CHECKING:
    from pathlib import Path

    from ttdt.analysis.submission_status import SubmissionStatus
    from ttdt.text.language import Language

_SUFFIX = ".txt"
_MARK = re.compile(r"\[ttdt (?P<round>\S+ \S+) (?P<area>\S+) (?P<digest>[0-9a-f]{16})\]\n")
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class WrittenReminders:
    """How many letters a folder got, had already, and lost because nobody needs them any more."""

    written: int
    unchanged: int
    removed: int


def write_reminders(
    standing: SubmissionStatus, folder: Path, language: Language
) -> WrittenReminders:
    """Write a letter for each area that a round lacks something from, all of them or none.

    A letter ends with a mark that tells if somebody has changed it. Those as they were written are
    replaced, and removed where the area asked about needs none any more; where any other file is
    in the way, `TtdtError` is raised and nothing is written.
    """
    asked_about = f"{standing.plan.id} {standing.period.id}"
    wanted = {
        f"{one.area}{_SUFFIX}": _marked(one.text, asked_about, one.area)
        for one in reminders(language, standing)
    }
    there = _letters(folder)
    in_the_way = tuple(
        str(folder / name)
        for name, content in wanted.items()
        if name in there and there[name] != content and _mark_of(there[name]) is None
    )
    if in_the_way:
        raise TtdtError(
            gettext_lazy(
                "no reminders were written: {paths} were not written by ttdt or were changed since;"
                " move them away",
                paths=in_the_way[:_MOST_NAMED],
            )
        )
    new = {name: content for name, content in wanted.items() if there.get(name) != content}
    if new:
        write_folder(folder, {name: content.encode() for name, content in new.items()})
    stale = [
        name
        for name, content in there.items()
        if name not in wanted and _is_settled(standing, asked_about, content)
    ]
    for name in stale:
        _remove(folder / name)
    return WrittenReminders(len(new), len(wanted) - len(new), len(stale))


def _marked(text: str, asked_about: str, area: str) -> str:
    digest = sha256(text.encode()).hexdigest()[:16]
    return f"{text}\n[ttdt {asked_about} {area} {digest}]\n"


def _mark_of(content: str | None) -> re.Match[str] | None:
    """Return the mark of a letter that nobody has changed, or None."""
    if content is None:
        return None
    text, _, last = content.rstrip("\n").rpartition("\n")
    mark = _MARK.fullmatch(f"{last}\n")
    if mark is None or _marked(text, mark["round"], mark["area"]) != content:
        return None
    return mark


def _is_settled(standing: SubmissionStatus, asked_about: str, content: str | None) -> bool:
    """Return whether a letter is one of the round, to an area that was asked about."""
    mark = _mark_of(content)
    if mark is None or mark["round"] != asked_about:
        return False
    plan = standing.plan
    if plan.of_unit is None and len(standing.units) == len(plan.leaves):
        return True
    return any(written_id(standing, row) == mark["area"] for row in standing.areas)


def _letters(folder: Path) -> dict[str, str | None]:
    """Return the files in the folder that are called as letters are; None for what is no text."""
    try:
        paths = sorted(folder.iterdir()) if folder.is_dir() else []
        return {path.name: _text(path) for path in paths if path.suffix == _SUFFIX}
    except OSError as error:
        raise TtdtError(
            gettext_lazy(
                "the folder {path} cannot be read: {error}", path=str(folder), error=problem(error)
            )
        ) from None


def _text(path: Path) -> str | None:
    if path.is_symlink() or not path.is_file():
        return None
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError:
        return None


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise TtdtError(
            gettext_lazy(
                "{path} could not be removed: {error}", path=str(path), error=problem(error)
            )
        ) from None
