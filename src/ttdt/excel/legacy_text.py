"""What to say of text from before Unicode, in which no name can be told with certainty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.text.legacy_encodings import WINDOWS_1258, encoding_seen, encoding_seen_in
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.text.message import Message


def not_unicode(content: bytes) -> Message:
    """Return what to say of a text in bytes that are not Unicode, and how it becomes so."""
    return _not_unicode(encoding_seen_in(content))


def in_old_fonts(cells: Iterable[object]) -> Message | None:
    """Return what to say of cells whose texts only old fonts show; None where they are Unicode."""
    seen = encoding_seen("\n".join(cell for cell in cells if isinstance(cell, str)))
    return None if seen is None else _not_unicode(seen)


def _not_unicode(looks_like: str | None) -> Message:
    if looks_like is None:
        return gettext_lazy("the file is not UTF-8 text; save it in Excel as “CSV UTF-8”")
    if looks_like == WINDOWS_1258:
        return gettext_lazy(
            "the file is not UTF-8 text but looks like {encoding}; in Excel choose Data, From"
            " Text/CSV, file origin “1258: Vietnamese”, and save it as “CSV UTF-8”",
            encoding=looks_like,
        )
    return gettext_lazy(
        "the text is not Unicode but looks like {encoding}, which old fonts such as .VnTime or"
        " VNI-Times show; change it to Unicode, in UniKey with Ctrl+Shift+F6, and save it again, a"
        " table of text in Excel as “CSV UTF-8”",
        encoding=looks_like,
    )
