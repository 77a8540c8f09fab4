from __future__ import annotations

from decimal import Decimal

import pytest

from ttdt.maps import NumberStyle
from ttdt.tables.numbers import number_in, styles_of

VI, EN = NumberStyle.VIETNAMESE, NumberStyle.ENGLISH


@pytest.mark.parametrize(
    ("text", "vietnamese", "english"),
    [
        ("1234", "1234", "1234"),
        ("1.234", "1234", "1.234"),
        ("1,234", "1.234", "1234"),
        ("1.234,5", "1234.5", None),
        ("1,234.5", None, "1234.5"),
        ("1.234.567", "1234567", None),
        ("1 234", "1234", "1234"),
        ("1\u00a0234,5", "1234.5", None),
        ("12,5", "12.5", None),
        ("12.5", None, "12.5"),
        ("-12", "-12", "-12"),
        ("12 hộ", None, None),
        ("1.23.4", None, None),
        ("", None, None),
        ("9" * 41, None, None),
    ],
)
def test_a_style_says_what_a_text_writes(
    text: str, vietnamese: str | None, english: str | None
) -> None:
    wanted = {VI: vietnamese, EN: english}
    for style, number in wanted.items():
        assert number_in(text, style) == (None if number is None else Decimal(number))
    assert styles_of(text) == {style for style, number in wanted.items() if number is not None}
