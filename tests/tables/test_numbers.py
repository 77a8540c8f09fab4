from __future__ import annotations

from decimal import Decimal

import pytest

from ttdt.maps import NumberStyle
from ttdt.tables.numbers import comes_to, number_in, styles_of

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


def test_a_sum_may_lack_what_cells_do_not_keep() -> None:
    third = Decimal("0.333333333333333")
    assert comes_to(3 * third, Decimal(1))
    assert comes_to(Decimal("300000000.001"), Decimal("300000000.001"))
    assert not comes_to(Decimal("300000000.001"), Decimal("300000000.002"))
    assert not comes_to(99, Decimal(98))
    assert not comes_to(0, Decimal("0.001"))
