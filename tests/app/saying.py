"""What use cases say, in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.text.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.app.outcome import Notice
    from ttdt.errors import TtdtError

ENGLISH = Language("en")


def said(notices: Iterable[Notice]) -> list[str]:
    return [ENGLISH.translate(notice.message) for notice in notices]


def reason(failure: TtdtError) -> str:
    return ENGLISH.translate(failure.message)
