"""The names and sentences of a plan's file, as texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.text.conventions import DEFAULT_LANGUAGE
from ttdt.text.message import Text

if TYPE_CHECKING:
    from ttdt.schema.texts import TextShape


def text_of(shape: TextShape) -> Text:
    """Return a text in all languages that the file has it in."""
    wordings = {code: wording for code, wording in shape if wording is not None}
    return Text(wordings.pop(DEFAULT_LANGUAGE), wordings)


def optional_text(shape: TextShape | None) -> Text | None:
    """Return a text, or None where the file has none."""
    return None if shape is None else text_of(shape)
