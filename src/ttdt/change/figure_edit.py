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
_REASONS = ("not_applicable", "not_reported")
_KEYS = (*_NUMBERS, *_REASONS)
"""What a figure can say, of which it says one; its note and acceptances stand beside them."""


def wanted_of(answer: FigureEdit) -> dict[str, Plain]:
    """Return an answer as the one key and value that a figure says it with, or none."""
    if answer.text is not None and (text := clean(answer.text)):
        return {"value": text}
    for key in _NUMBERS:
        number = getattr(answer, key)
        if number is not None:
            return {key: number}
    for key in _REASONS:
        reason = getattr(answer, key)
        if reason is not None:
            return {key: clean(reason)}
    return {}


def place_statement(
    sheet: YamlEditor, loc: tuple[str, ...], raw: Plain, wanted: dict[str, Plain]
) -> None:
    """Make the figure at `loc`, which holds `raw`, say what is wanted and keep all beside it."""
    said = _said(raw)
    if _says(said, wanted):
        return
    if isinstance(raw, dict) and raw and (raw.keys() - set(_KEYS) or wanted.keys() == raw.keys()):
        _rewrite(sheet, loc, raw, wanted)
        return
    value = wanted.get("value") if wanted.keys() <= {"value"} else dict(wanted)
    if not (isinstance(raw, dict) and raw) or not sheet.try_put(loc, value):
        if isinstance(raw, dict) and raw:
            _rewrite(sheet, loc, raw, wanted)
        else:
            sheet.put(loc, value)


def _said(raw: Plain) -> dict[str, Plain]:
    if isinstance(raw, dict):
        return {key: raw[key] for key in _KEYS if raw.get(key) is not None}
    return {} if raw is None else {"value": raw}


def _says(said: dict[str, Plain], wanted: dict[str, Plain]) -> bool:
    """Return whether a figure says what is wanted; a percentage may stand beside its numerator."""
    beside = {"percent"} if "value" in wanted else set()
    return said.keys() - beside == wanted.keys() and all(
        _equal(said[key], value) for key, value in wanted.items()
    )


def _equal(said: Plain, value: Plain) -> bool:
    if isinstance(said, str) and isinstance(value, str):
        return said.strip() == value
    numbers = (int, Decimal)
    are_numbers = isinstance(said, numbers) and isinstance(value, numbers)
    return are_numbers and not isinstance(said, bool) and said == value


def _rewrite(
    sheet: YamlEditor, loc: tuple[str, ...], raw: dict[str, Plain], wanted: dict[str, Plain]
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
        sheet.put((*loc, key), value, given, tuple(raw))
    for other in given:
        if other != key:
            sheet.drop((*loc, other))
