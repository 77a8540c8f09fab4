from __future__ import annotations

import unicodedata

import pytest

from ttdt.text.matching import closest, fold


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ninh Thuận", "ninh thuan"),
        ("ĐƯỜNG ĐÈO", "duong deo"),
        ("  Bác \t Ái\n", "bac ai"),
        ("Hoá", "hoa"),
        ("Hóa", "hoa"),
        ("Phan Rang-Tháp Chàm", "phan rang-thap cham"),
        ("", ""),
    ],
)
def test_folding_takes_case_diacritics_and_extra_spaces_away(text: str, expected: str) -> None:
    assert fold(text) == expected
    assert fold(unicodedata.normalize("NFD", text)) == expected


def test_the_likest_choice_is_found_whatever_its_diacritics() -> None:
    assert closest("bac ay", ["Ninh Hải", "Bác Ái"]) == "Bác Ái"
    assert closest("vilage-roads", ["commune-roads", "village-roads"]) == "village-roads"


def test_nothing_is_suggested_where_nothing_is_like_it() -> None:
    assert closest("zzzz", ["village-roads"]) is None
    assert closest("", ["village-roads"]) is None
    assert closest("x", []) is None


def test_a_very_long_word_is_compared_by_its_beginning() -> None:
    assert closest("village-roads" + "x" * 100_000, ["village-roads"]) is None
