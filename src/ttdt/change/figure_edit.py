"""What a file says of one figure, and how it is made to say something else."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ttdt.change.yaml_editor import clean

if TYPE_CHECKING:
    from ttdt.change.edits import FigureEdit
    from ttdt.change.yaml_editor import YamlEditor
    from ttdt.yaml import Plain

_NUMBERS = ("value", "percent")
_KEYS = (*_NUMBERS, "not_applicable", "not_reported")
"""What a figure can say, of which it says one; its note and acceptances stand beside them."""


def wanted_of(edit: FigureEdit) -> dict[str, Plain]:
    """Return an edit as the one key and value that a figure says it with, or none."""
    if edit.text is not None and (text := clean(edit.text)):
        return {"value": text}
    if edit.value is not None:
        return {"value": edit.value}
    if edit.percent is not None:
        return {"percent": edit.percent}
    if edit.not_applicable is not None:
        return {"not_applicable": clean(edit.not_applicable)}
    if edit.not_reported is not None:
        return {"not_reported": clean(edit.not_reported)}
    return {}


def place_statement(
    editor: YamlEditor, loc: tuple[str, ...], raw: Plain, wanted: dict[str, Plain]
) -> None:
    """Make the figure at `loc`, which holds `raw`, say what is wanted and keep all beside it."""
    said = _said(raw)
    if _says(said, wanted):
        return
    if isinstance(raw, dict) and raw and (raw.keys() - set(_KEYS) or wanted.keys() == raw.keys()):
        _rewrite(editor, loc, raw, wanted)
        return
    value = wanted.get("value") if wanted.keys() <= {"value"} else dict(wanted)
    if not (isinstance(raw, dict) and raw) or not editor.try_put(loc, value):
        if isinstance(raw, dict) and raw:
            _rewrite(editor, loc, raw, wanted)
        else:
            editor.put(loc, value)


def _said(raw: Plain) -> dict[str, Plain]:
    if isinstance(raw, dict):
        return {key: raw[key] for key in _KEYS if raw.get(key) is not None}
    return {} if raw is None else {"value": raw}


def _says(said: dict[str, Plain], wanted: dict[str, Plain]) -> bool:
    """Return whether a figure says what is wanted; a percentage may stand beside its numerator."""
    beside = {"percent"} if "value" in wanted else set()
    return said.keys() - beside == wanted.keys() and all(
        equal(said[key], value) for key, value in wanted.items()
    )


def equal(said: Plain, value: Plain) -> bool:
    """Return whether a file says a text or a number already, however it is written."""
    if isinstance(said, str) and isinstance(value, str):
        return said.strip() == value
    numbers = (int, Decimal)
    are_numbers = isinstance(said, numbers) and isinstance(value, numbers)
    return are_numbers and not isinstance(said, bool) and said == value


def _rewrite(
    editor: YamlEditor, loc: tuple[str, ...], raw: dict[str, Plain], wanted: dict[str, Plain]
) -> None:
    """Change a figure that is a mapping key by key."""
    given = [key for key in _KEYS if key in raw]
    # A reason that is not given must not even be asked for: its key goes, where a number may be
    # null.
    kept = next((key for key in given if key in _NUMBERS), None)
    key, value = next(iter(wanted.items()), (kept, None))
    if key is None:
        key = "value" if not raw.keys() - set(given) else None
    if key is not None:
        editor.put((*loc, key), value, given, tuple(raw))
    for other in given:
        if other != key:
            editor.drop((*loc, other))
