"""An answer's data as indented JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.text.json_writing import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.document.answer import Answer, View


def lower(answer: Answer, view: View) -> Iterator[str]:
    """Yield all that the answer holds, in pieces; numbers have at most six decimals."""
    return pieces(answer.data(view.language))
