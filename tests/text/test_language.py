from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from ttdt.text.language import Language
from ttdt.text.message import Text, gettext_lazy, ngettext_lazy

ENGLISH = Language("en")


@pytest.fixture
def vietnamese() -> Language:
    return Language("vi")


NUMBERS: list[tuple[Decimal | Fraction | int, str, str]] = [
    (0, "0", "0"),
    (7, "7", "7"),
    (1234, "1,234", "1.234"),
    (-1234567, "-1,234,567", "-1.234.567"),
    (Decimal("1234.5"), "1,234.5", "1.234,5"),
    (Decimal("1.50"), "1.50", "1,50"),
    (Decimal("-0.40"), "-0.40", "-0,40"),
    (Decimal("-0.0"), "0.0", "0,0"),
    (Decimal("1E+3"), "1,000", "1.000"),
    (Decimal("0.000001"), "0.000001", "0,000001"),
    (
        Decimal("999999999999999999.123456789012345678"),
        "999,999,999,999,999,999.123456789012345678",
        "999.999.999.999.999.999,123456789012345678",
    ),
    (Fraction(5, 2), "2.5", "2,5"),
    (Fraction(1000), "1,000", "1.000"),
    (Fraction(1, 3), "0.333333", "0,333333"),
    (Fraction(-2, 3), "-0.666667", "-0,666667"),
    (Fraction(0), "0", "0"),
]


@pytest.mark.parametrize(("value", "english", "vietnamese_text"), NUMBERS)
def test_numbers_keep_their_digits_and_take_the_languages_marks(
    value: Decimal | Fraction | int,
    english: str,
    vietnamese_text: str,
    vietnamese: Language,
) -> None:
    assert ENGLISH.number(value) == english
    assert vietnamese.number(value) == vietnamese_text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (3, "+3"),
        (-3, "-3"),
        (0, "0"),
        (Decimal("0.0"), "0.0"),
        (Decimal("1234.5"), "+1,234.5"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(0), "0"),
    ],
)
def test_a_signed_number_shows_its_sign_unless_it_is_zero(
    value: Decimal | Fraction | int, expected: str
) -> None:
    assert ENGLISH.number(value, signed=True) == expected


def test_dates_are_written_as_each_language_writes_them(vietnamese: Language) -> None:
    assert ENGLISH.date(date(2024, 6, 30)) == "30 June 2024"
    assert vietnamese.date(date(2024, 6, 3)) == "03/06/2024"


def test_the_form_follows_the_number() -> None:
    assert ENGLISH.ngettext("{n} unit", "{n} units", 1) == "1 unit"
    assert ENGLISH.ngettext("{n} unit", "{n} units", 0) == "0 units"
    assert ENGLISH.translate(ngettext_lazy("{n} village", "{n} villages", 1200)) == "1,200 villages"


def test_a_text_without_english_is_shown_in_vietnamese(vietnamese: Language) -> None:
    both = Text("xã", {"en": "communes"})
    assert (ENGLISH.pick(both), vietnamese.pick(both)) == ("communes", "xã")
    assert (ENGLISH.pick(Text("xã")), vietnamese.pick(Text("xã"))) == ("xã", "xã")


def test_values_are_shown_in_the_language_of_the_message() -> None:
    message = gettext_lazy(
        "{count} {name} in {units}: {inner}",
        count=Decimal("1234.5"),
        name=Text("thôn", {"en": "villages"}),
        units=("Bác Ái", "Ninh Hải"),
        inner=gettext_lazy("gap {gap}", gap=Fraction(1, 4)),
    )
    assert ENGLISH.translate(message) == "1,234.5 villages in Bác Ái, Ninh Hải: gap 0.25"


@pytest.mark.parametrize(
    "data", ["{key}", "{0}", "{", "}", "{key.__class__}", "{key!r:>99999999}", "%s", "{{}}"]
)
def test_data_is_never_a_format_string(data: str) -> None:
    assert ENGLISH.gettext("“{key}” is unknown", key=data) == f"“{data}” is unknown"
    assert ENGLISH.translate(gettext_lazy("{inner}", inner=gettext_lazy("{key}", key=data))) == data
    assert ENGLISH.translate(gettext_lazy("{texts}", texts=[data, Text(data)])) == f"{data}, {data}"


def test_a_message_without_values_keeps_its_braces() -> None:
    assert ENGLISH.translate(gettext_lazy("write {Q1: 70}")) == "write {Q1: 70}"
