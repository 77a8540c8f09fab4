"""Notes on single figures, put into a submission's file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.change.yaml_editor import YamlEditor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.yaml import Plain


def with_notes(content: bytes, notes: Mapping[tuple[str, str | None], str]) -> bytes:
    """Return the content with the notes beside their figures, and every other character kept.

    Raises `Failure` where the file is written so that nobody but a person can change it.
    """
    sheet = YamlEditor(content)
    for (name, part), note in notes.items():
        loc = ("figures", name) if part is None else ("figures", name, part)
        raw = _at(sheet.data, loc)
        if isinstance(raw, dict) and raw:
            sheet.put((*loc, "note"), note, tuple(raw))
        else:
            value: dict[str, Plain] = {} if raw is None or raw == {} else {"value": raw}
            sheet.put(loc, {**value, "note": note})
    return sheet.content


def _at(data: dict[str, Plain], loc: tuple[str, ...]) -> Plain:
    found: Plain = data
    for key in loc:
        found = found.get(key) if isinstance(found, dict) else None
    return found
