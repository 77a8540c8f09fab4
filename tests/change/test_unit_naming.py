from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttdt.change.unit_naming import (
    NamedUnit,
    NewUnit,
    id_of_name,
    ids_of,
    kind_of,
    names_alike,
    names_in,
    new_units,
)
from ttdt.errors import TtdtError
from ttdt.schema.validation import ID_PATTERN
from ttdt.text.language import Language


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Đắk Mil", "dak-mil"),
        ("Phan Rang-Tháp Chàm", "phan-rang-thap-cham"),
        ("Đắk R’lấp", "dak-rlap"),
        ("Ea H'Leo", "ea-hleo"),
        ("Phường 1", "phuong-1"),
        ("Cư Jút (mới)", "cu-jut-moi"),
        ("Province", "province-1"),
        ("All", "all-1"),
        ("Con", "con-1"),
        ("…", "x"),
        ("ԱԲ", "x"),
    ],
)
def test_the_id_of_a_name(name: str, made: str) -> None:
    assert id_of_name(name) == made


@given(st.lists(st.text(max_size=80), max_size=30))
def test_ids_are_valid_and_all_different(names: list[str]) -> None:
    found = ids_of(names)
    assert len(set(found)) == len(names)
    assert all(re.fullmatch(ID_PATTERN, one) for one in found)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("TP. Gia Nghĩa", "city"),
        ("thành phố Gia Nghĩa", "city"),
        ("Huyện Cư Jút", "district"),
        ("H. Cư Jút", "district"),
        ("Xã Nâm N'Jang", "commune"),
        ("Phường 1", "ward"),
        ("TT Ea T’ling", "town"),
        ("Thị xã Buôn Hồ", "thị xã"),
        ("Đặc khu Trường Sa", "special_zone"),
        ("Cu Jut district", "district"),
        ("Cư Jút", None),
        ("Xã", None),
    ],
)
def test_the_kind_that_a_name_says(name: str, kind: str | None) -> None:
    assert kind_of(name) == kind


def test_names_lose_their_kind_where_they_stay_different() -> None:
    named = names_in("1. Thị trấn Đắk Mil\n2) xã Đắk Mil; Phường 1, - Xã Thuận An\n\n")
    assert new_units(named) == [
        NewUnit("thi-tran-dak-mil", "Thị trấn Đắk Mil", "town", ""),
        NewUnit("xa-dak-mil", "xã Đắk Mil", "commune", ""),
        NewUnit("phuong-1", "Phường 1", "ward", ""),
        NewUnit("thuan-an", "Thuận An", "commune", ""),
    ]


def test_names_that_differ_by_their_diacritics_get_ids_of_their_own() -> None:
    made = new_units([NamedUnit("Phước Hà", "1"), NamedUnit("Phước Hạ ")])
    assert [(unit.id, unit.name, unit.code) for unit in made] == [
        ("phuoc-ha", "Phước Hà", "1"),
        ("phuoc-ha-2", "Phước Hạ", ""),
    ]


def test_names_stay_as_documents_have_them() -> None:
    made = new_units(names_in("P. Xuân Hương - Đà Lạt,  Phan Rang\u2013Tháp  Chàm"))
    assert [(unit.id, unit.name) for unit in made] == [
        ("xuan-huong-da-lat", "Xuân Hương - Đà Lạt"),
        ("phan-rang-thap-cham", "Phan Rang-Tháp Chàm"),
    ]


def test_names_that_differ_only_in_their_marks_are_found() -> None:
    made = new_units(names_in("Đắk Mil, Cư Jút, Đăk Mil"))
    assert names_alike(made) == [("Đắk Mil", "Đăk Mil")]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("", "no unit is named"),
        ("Gia Nghĩa, gia nghĩa", "“Gia Nghĩa” is named 2 times"),
        ("Hòa Bình, Hoà Bình", "“Hòa Bình” is named 2 times"),
        ("Gia Nghĩa, 12", "“12” is no name of a unit"),
    ],
)
def test_names_that_cannot_be(names: str, said: str) -> None:
    with pytest.raises(TtdtError) as failure:
        new_units(names_in(names))
    assert said in Language("en").translate(failure.value.message)
