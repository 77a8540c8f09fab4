from __future__ import annotations

import unicodedata

import pytest

from ttdt.text.matching import Names, closest, fold, meant, without_kind


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


COMMUNES = Names(
    {
        "phuoc-ha": ("22840", "Phước Hà"),
        "phuoc-ha-2": ("22841", "Phước Hạ"),
        "thap-cham": ("582", "Phan Rang - Tháp Chàm"),
        "dong-hoa": ("22900", "Đông Hòa"),
        "mgar": ("24235", "Cư M'gar"),
        "hai": ("22999", "Hải"),
        "xa-lo": ("22998", "Xã Lơ"),
    },
    of_areas=True,
)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("phuoc-ha", ("phuoc-ha",)),
        ("22841", ("phuoc-ha-2",)),
        ("Phước Hà", ("phuoc-ha",)),
        ("Phước Hạ", ("phuoc-ha-2",)),
        ("PHƯỚC HẠ", ("phuoc-ha-2",)),
        ("  phước   hạ ", ("phuoc-ha-2",)),
        ("phuoc ha", ("phuoc-ha", "phuoc-ha-2")),
        ("xã Phước Hạ", ("phuoc-ha-2",)),
        ("xa phuoc ha", ("phuoc-ha", "phuoc-ha-2")),
        ("Phước Hạ commune", ("phuoc-ha-2",)),
        ("TP. Phan Rang – Tháp Chàm", ("thap-cham",)),
        ("TP.Phan Rang-Tháp Chàm", ("thap-cham",)),
        ("thành phố phan rang tháp chàm", ("thap-cham",)),
        ("Đông Hoà", ("dong-hoa",)),
        ("Ðông Hòa", ("dong-hoa",)),
        ("Thị trấn Dong Hoa", ("dong-hoa",)),
        ("Cư M’gar", ("mgar",)),
        ("cu mʼgar", ("mgar",)),
        ("Huyện Cư M`gar", ("mgar",)),
        ("Lơ", ("xa-lo",)),
        ("Xã Lơ", ("xa-lo",)),
        ("Phường", ()),
        ("Hả", ()),
        ("", ()),
        ("Phước", ()),
    ],
)
def test_a_name_names_what_it_fits_best(word: str, found: tuple[str, ...]) -> None:
    assert COMMUNES.find(word) == found
    assert COMMUNES.find(unicodedata.normalize("NFD", word)) == found


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Huyện Bác Ái", "Bác Ái"),
        ("H. Bác Ái", "Bác Ái"),
        ("Thành phố Huế", "Huế"),
        ("TP Huế", "Huế"),
        ("Thị xã Hồng Lĩnh", "Hồng Lĩnh"),
        ("Thị trấn Phước Dân", "Phước Dân"),
        ("TT. Phước Dân", "Phước Dân"),
        ("Phường 1", "1"),
        ("P. Đô Vinh", "Đô Vinh"),
        ("Tỉnh Ninh Thuận", "Ninh Thuận"),
        ("Bac Ai district", "Bac Ai"),
        ("Huyện", "Huyện"),
        ("Xanh", "Xanh"),
    ],
)
def test_the_word_of_kind_is_taken_from_a_name(name: str, bare: str) -> None:
    assert without_kind(name) == bare


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("final", "final"),
        ("Chính thức", "final"),
        ("số liệu chính thức", "final"),
        ("sơ bộ", "provisional"),
        ("preliminary", "provisional"),
        ("ước", "estimate"),
        ("Ước thực hiện", "estimate"),
        ("Estimated", "estimate"),
        ("có", None),
        ("finale", None),
    ],
)
def test_a_word_of_status_is_understood_in_both_languages(word: str, status: str | None) -> None:
    assert meant(word, ("estimate", "provisional", "final")) == status


def test_a_clause_is_suggested_for_a_clause_and_a_word_for_a_word() -> None:
    assert closest("2.9", ["roads-2", "2.8"]) == "2.8"
    assert closest("2.9", ["roads", "village-roads"]) is None
    assert closest("III.2", ["iii-bridges", "III.3"]) == "III.3"
    assert closest("roads2", ["2.2", "roads"]) == "roads"
