"""Setting one value in the text of a file, of which all else stays as it is."""

from __future__ import annotations

import json
import re

_VALUE = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'#]+)"""


def with_setting(text: str, key: str, value: str) -> str | None:
    """Return a file's text with a setting in it, or None where that takes a person's hand.

    The line of the setting keeps its place and its comment; a new one comes last.
    """
    import tomllib

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
    try:
        is_right = tomllib.loads(made) == tomllib.loads(text) | {key: value}
    except tomllib.TOMLDecodeError:
        return None
    return made if is_right else None
