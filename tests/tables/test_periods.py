from __future__ import annotations

import pytest

from ttdt.tables.periods import periods_in


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Kết quả thực hiện quý II năm 2024", ["2024-Q2"]),
        ("BÁO CÁO 6 THÁNG ĐẦU NĂM 2024 (tỉnh)", ["2024-H1"]),
        ("Số liệu đến ngày 30/06/2024", ["2024-Q2"]),
        ("Tháng 5/2024.", ["2024-05"]),
        ("Kế hoạch năm 2024, thực hiện 9 tháng năm 2024", ["2024", "2024-9M"]),
        ("Quý II", []),
        ("Quyết định số 652/QĐ-TTg", []),
        ("Biểu 2024", []),
        ("", []),
    ],
)
def test_a_text_names_periods_with_their_year(text: str, periods: list[str]) -> None:
    assert [period.id for period in periods_in(text)] == periods
