"""What was meant by a command or an option that ttdt does not have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ttdt.app.resolving import FORMATS_SAID
from ttdt.period import parse_words
from ttdt.text.matching import closest, fold
from ttdt.text.message import Message, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_COMMANDS = {
    "check": ("validate", "verify", "lint", "test", "audit", "kiem-tra"),
    "new": ("add", "create", "begin", "make"),
    "set": ("edit", "update", "change", "put"),
    "report": ("show", "print", "view", "summary", "run", "bao-cao"),
    "targets": ("list", "ls", "plan", "indicators", "goals", "muc-tieu", "chi-tieu"),
    "status": ("missing", "completeness", "submissions", "trang-thai", "tinh-hinh"),
    "trend": ("log", "history", "timeline", "forecast", "xu-huong"),
    "chart": ("plot", "graph", "draw", "picture", "bieu-do"),
    "diff": ("compare", "cmp", "changes", "so-sanh"),
    "explain": ("why", "describe", "trace", "blame", "giai-thich"),
    "template": ("form", "forms", "bieu-mau"),
    "import": ("load", "read", "pull", "nhap"),
    "export": ("dump", "convert", "save", "push", "xuat"),
    "map": ("mapping", "maps", "guess"),
    "units": ("areas", "districts", "communes", "tree", "don-vi"),
    "funding": ("money", "budget", "disbursement", "giai-ngan", "kinh-phi", "von"),
    "tasks": ("todo", "task", "nhiem-vu"),
    "init": ("start", "setup", "clone"),
    "help": ("man-page", "usage", "tro-giup"),
    "completion": ("completions", "complete", "autocomplete"),
}
"""What other programs, and Vietnamese, call what a command does."""

_OPTIONS = {
    "--format": ("--output-format", "--type", "--fmt", "--dinh-dang"),
    "--output": ("--out", "--outfile", "--output-file", "--file", "--save", "--dest"),
    "--data": ("--dir", "--directory", "--workspace", "--root", "--path", "--project", "-C", "-d"),
    "--lang": ("--language", "--locale", "-l", "--ngon-ngu"),
    "--color never": ("--no-color", "--no-colour", "--nocolor", "--plain"),
    "--color": ("--colour", "--colors"),
    "--quiet": ("--silent", "-s"),
    "--version": ("-v",),
    "--period": ("--quarter", "--month", "--round", "--when", "--ky"),
    "--year": ("-y", "--nam"),
    "--unit": ("--district", "--commune", "--units", "--don-vi", "--huyen", "--xa"),
    "--indicator": ("--target", "--id", "--clause", "--metric", "-i", "--chi-tieu"),
    "--group": ("--category", "--nhom"),
    "--body": ("--responsible", "--owner", "--department", "--co-quan"),
    "--today": ("--now", "--as-of", "--date"),
    "--from": ("--since", "--start", "--begin"),
    "--to": ("--until", "--end"),
    "--fail-level warning": ("--strict", "--werror", "--warnings-as-errors"),
    "--fail-on": ("--fail", "--exit-code"),
    "--dry-run": ("--check", "--simulate", "--what-if", "--preview"),
    "--yes": ("--assume-yes", "--no-input", "--noconfirm"),
    "--force": ("--overwrite", "--replace"),
    "--rev": ("--revision", "--commit", "--ref"),
    "--help": ("-?", "--usage"),
}
"""What other programs, and Vietnamese, call what an option says."""

_CLAUSE = re.compile(r"[0-9]+(?:\.[0-9]+)+")


def command_meant(word: str, commands: Collection[str]) -> str | None:
    """Return what to write for a word that is no command, or None where it is like none."""
    folded = fold(word).replace(" ", "-").replace("_", "-")
    for command, others in _COMMANDS.items():
        if command in commands and folded in others:
            return command
    if "report" in commands and (_CLAUSE.fullmatch(word) or parse_words(word, _ANY_YEAR)):
        return f"report {word}"
    return closest(word, commands)


_ANY_YEAR = 2024
"""Whether a word names a period is the same in all years."""


def unknown_command(word: str, commands: Collection[str], path: str) -> Message:
    """Return what to say of a word that is no command of the program, or group, at a path."""
    guess = command_meant(word, commands)
    if guess is not None:
        return gettext_lazy(
            "there is no command “{command}”; did you mean “{guess}”?", command=word, guess=guess
        )
    return gettext_lazy(
        "there is no command “{command}”; see {help}", command=word, help=f"{path} --help"
    )


def option_meant(option: str, options: Collection[str], formats: Sequence[str]) -> str | None:
    """Return what to write for an option that a command has not, or None where it is like none.

    `options` are those that it has, `formats` what its --format takes.
    """
    for meant, others in _OPTIONS.items():
        if option in others and meant.partition(" ")[0] in options:
            return meant
    bare = fold(option).lstrip("-")
    name = FORMATS_SAID.get(bare, bare)
    if name in formats:
        return f"--format {name}"
    if option in _OPTIONS:
        # It is another command's, so that none of these is meant.
        return None
    return closest(option, [one for one in options if one.startswith("--")])
