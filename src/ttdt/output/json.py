"""An answer's data as indented JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.text.json_writing import dumps

if TYPE_CHECKING:
    from ttdt.document.answer import Answer, View


def lower(answer: Answer, view: View) -> str:
    """Return all that the answer holds; numbers have at most six decimals."""
    return dumps(answer.data(view.language))
