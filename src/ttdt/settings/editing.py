"""Setting and removing one value in the text of a file, of which all else stays as it is."""

from __future__ import annotations

import json
import re

_VALUE = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'#]+)"""


def with_setting(text: str, key: str, value: str) -> str | None:
    """Return a file's text with a setting in it, or None where that takes a person's hand.

    The line of the setting keeps its place and its comment; a new one comes last.
    """
    # A text of JSON is one of TOML.
    said = json.dumps(value, ensure_ascii=False)
    line = re.compile(
        rf"^(?P<before>[ \t]*{re.escape(key)}[ \t]*=[ \t]*){_VALUE}(?P<after>[ \t]*(?:#.*)?\r?)$",
        re.MULTILINE,
    )
    ending = "\r\n" if "\r\n" in text else "\n"
    made, changed = line.subn(lambda found: f"{found['before']}{said}{found['after']}", text, 1)
    if not changed:
        made = text if not text or text.endswith("\n") else text + ending
        made += f"{key} = {said}{ending}"
    return made if _differs_in(key, value, text, made) else None


def without_setting(text: str, key: str) -> str | None:
    """Return a file's text without a setting that is in it, or None as above.

    Its whole line goes, a comment behind it too.
    """
    line = re.compile(
        rf"^[ \t]*{re.escape(key)}[ \t]*=[ \t]*{_VALUE}[ \t]*(?:#.*)?(?:\r?\n|\Z)", re.MULTILINE
    )
    made = line.sub("", text, 1)
    return made if _differs_in(key, None, text, made) else None


def _differs_in(key: str, value: str | None, before: str, after: str) -> bool:
    """Return whether a text says what it said, but for a setting, which None leaves out."""
    import tomllib

    try:
        wanted, found = tomllib.loads(before), tomllib.loads(after)
    except tomllib.TOMLDecodeError:
        return False
    wanted.pop(key, None)
    return found == (wanted if value is None else wanted | {key: value})
