"""How a value is written: as a number that Excel shows as the report prints it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.document.test_wording import indicator

from ttdt.document.wording import value_amount
from ttdt.output.xlsx.number_formats import Number, amount_said, value_said
from ttdt.plan import Measure
from ttdt.text.language import Language


@pytest.mark.parametrize(
    ("measure", "value", "said"),
    [
        (Measure.RATE, Fraction(300, 7), Number(300 / 7, '#,##0.0" %"')),
        (Measure.RATE, Fraction(7499, 100), Number(74.99, '#,##0.00" %"')),
        (Measure.REDUCTION, Fraction(-1, 100), Number(-0.01, '#,##0.00" pp"')),
        (Measure.COUNT, Fraction(1500), Number(1500.0, "#,##0")),
        (Measure.COUNT, Fraction(10**15 + 1), "1000000000000001"),
    ],
)
def test_a_value_is_said_as_its_words_are(
    measure: Measure, value: Fraction, said: Number | str
) -> None:
    english, asked, goal = Language("en"), indicator(measure), Fraction(75)
    assert value_said(english, asked, value, goal) == said
    words = value_amount(english, asked, value, goal)
    assert amount_said(english, asked, words, value) == said
