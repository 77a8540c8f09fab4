"""Comments in files that are to be filled in."""

from __future__ import annotations

from functools import lru_cache
from textwrap import wrap

from ttdt.text.escaping import escape_invisible

_WIDTH = 96
_GLUE = "\N{NO-BREAK SPACE}"


@lru_cache(maxsize=1_000)  # Those above figures are the same in every unit's file.
def comment(text: str, indent: str) -> tuple[str, ...]:
    """Return a text as comment lines; nothing in it can end the comment."""
    room = _WIDTH - len(indent)
    # A number and the sign behind it stay on one line.
    kept = escape_invisible(text).replace(" %", _GLUE + "%")
    lines = wrap(kept, room, break_long_words=False, break_on_hyphens=False)
    return tuple(f"{indent}# {line.replace(_GLUE, ' ')}" for line in lines)
