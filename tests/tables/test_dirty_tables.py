"""Tables as they come: what is proposed for each, and what is read once a person has decided."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from tests.tables.books import save
from tests.tables.deciding import decide
from tests.tables.plans import COMMUNES, PROVINCES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import MakeWorkspace, Ttdt


def figures(place: Path, unit: str, period: str) -> str:
    return (place / f"data/districts/{unit}/{period}.yaml").read_text(encoding="utf-8")


NAMES = {
    "Tổng cộng": 400, "Miền núi phía Bắc": 300, "LAO CAI / LÀO CAI": 100,
    "YÊN BÁI": 200, "Tây Nguyên": 100, "KON TUM": 40, "Gia Lai": 60,
}  # fmt: skip


def budget() -> list[list[Any]]:
    """Return a ministry's table of money: ten rows of headings, regions, all in đồng."""
    head: list[list[Any]] = [[None] * 6 for _ in range(13)]
    head[0][0], head[0][4] = "BỘ TÀI CHÍNH", "Biểu số 3"
    head[1][0] = "TÌNH HÌNH GIẢI NGÂN ĐẾN 30/06/2024"
    head[2][5] = "Đơn vị tính: đồng"
    head[3] = ["STT", "Địa phương", "Kế hoạch năm", None, "Giải ngân", None]
    for row in range(4, 12):
        head[row] = [None, None, f"Mức {row}", None, f"Mức {row}", None]
    head[11] = [None, None, "Vốn đầu tư", "Vốn sự nghiệp", "Vốn đầu tư", "Vốn sự nghiệp"]
    head[12] = ["A", "B", 1, 2, 3, 4]
    rows = [
        [None, name, *(size * share * 1_000_000 for share in (3, 2, 1, 0.5))]
        for name, size in NAMES.items()
    ]
    return [*head, *rows]


MERGED = ("A4:A12", "B4:B12", "C4:D4", "E4:F4", "A2:F2")


def test_a_ministrys_budget_table(
    proposed: Callable[[str, Path], str], tmp_path: Path, ttdt: Ttdt
) -> None:
    wide = [f"{pair[0]}{row}:{pair[1]}{row}" for row in range(5, 12) for pair in ("CD", "EF")]
    said = proposed(PROVINCES, save(tmp_path / "b.xlsx", budget(), [*MERGED, *wide]))
    assert "headings_in: 4-12" in said
    assert "period_in: A2" in said
    for line in (
        '"LAO CAI / LÀO CAI": lao-cai',
        '"YÊN BÁI": yen-bai',
        '"Miền núi phía Bắc": {total_of: [lao-cai, yen-bai]}',
        '"Tây Nguyên": {total_of: [kon-tum, gia-lai]}',
        '"Tổng cộng": {total_of: all}',
    ):
        assert line in said
    assert said.count("times: 0.000001") == 4
    for key in ("investment", "recurrent"):
        assert f'holds: "funding.p1.{key}.assigned"  # called so in the plan' in said
        assert f'holds: "funding.p1.{key}.disbursed"  # called so in the plan' in said
    decide(tmp_path, {"status": "provisional"})
    result = ttdt("import", "b.xlsx", "--map", "m", "--yes")
    assert result.code == 0, result.err
    said = figures(tmp_path, "yen-bai", "2024-Q2")
    assert "assigned: 600" in said
    assert "disbursed: 100" in said


REVIEW = [
    ["KẾT QUẢ RÀ SOÁT HỘ NGHÈO NĂM 2024"],
    [],
    [
        *("TT", "Xã", "Hộ", "Hộ nghèo đầu kỳ"),
        *("Thoát nghèo", "Tái nghèo", "Phát sinh", "Hộ nghèo cuối kỳ"),
    ],
    ["A", "B", "1", "2", "3", "4", "5", "6=2-3+4+5"],
    ["I", "Huyện Bác Ái", "3.000", "900", "150", "10", "20", "780"],
    ["1", "Xã Phước Bình", "1.200", "400", "80", "4", "6", "330"],
    ["2", "Xã Phước Hoà", "800", "300", "30", "6", "14", "290"],
    ["3", "Phước Tân", "1.000", "200", "40", "-", "-", "160"],
    ["II", "H. Ninh Sơn", "1.500", "500", "20", "0", "0", "480"],
    ["1", "Phước Tân", "700", "300", "10", "0", "0", "290"],
    ["2", "X. Lâm Sơn", "800", "200", "10", "0", "0", "190"],
    ["", "Ghi chú: số liệu sơ bộ"],
]  # fmt: skip


def csv_of(rows: list[list[str]], separator: str = ";") -> str:
    return "\n".join(separator.join(row) for row in rows) + "\n"


def test_a_poverty_review_of_communes(
    proposed: Callable[[str, Path], str], tmp_path: Path, ttdt: Ttdt
) -> None:
    file = tmp_path / "r.csv"
    file.write_text(csv_of(REVIEW), encoding="utf-8-sig")
    said = proposed(COMMUNES, file)
    assert 'rules:\n  - "H = D - E + F + G"  # the table says 6=2-3+4+5' in said
    assert 'numbers: "?"' in said
    for line in (
        '"Huyện Bác Ái": {total_of: [phuoc-binh, phuoc-hoa, phuoc-tan]}',
        '"H. Ninh Sơn": {total_of: [phuoc-tan-ns, lam-son]}',
        '"Xã Phước Hoà": phuoc-hoa',
        '"Ghi chú: số liệu sơ bộ": skip',
        'holds: "populations.households"  # called so in the plan',
        "holds: poor-households  # called so in the plan",
        '"-": "?"  # 0, empty, not_reported or not_applicable',
    ):
        assert line in said
    assert '"Phước Tân":' not in said
    path = tmp_path / "data/maps/m.yaml"
    text = said.replace('numbers: "?"', 'numbers: "1.234,5"').replace('"-": "?"', '"-": 0')
    path.write_text(text.replace('holds: "?"', "holds: skip"), encoding="utf-8")
    decide(tmp_path, {"period": '"2024"', "status": "final"})
    result = ttdt("import", "r.csv", "--map", "m", "--yes")
    assert result.code == 0, result.err
    below = "ninh-son/phuoc-tan-ns"
    assert "poor-households: 290" in figures(tmp_path, below, "2024")
    assert "households: 1200" in figures(tmp_path, "bac-ai/phuoc-binh", "2024")
    wrong = [list(row) for row in REVIEW]
    wrong[5][7], wrong[9][2] = "331", "800"
    file.write_text(csv_of(wrong), encoding="utf-8-sig")
    result = ttdt("import", "r.csv", "--map", "m", "--yes")
    assert result.code == 1
    for line in (
        "r.csv!H6: H = D - E + F + G does not hold: the table has 331 here, and it comes to 330",
        "r.csv!H5: the table has 780 here, and its 3 units add up to 781",
        "r.csv!C9: the table has 1,500 here, and its 2 units add up to 1,600",
    ):
        assert line in result.err
    assert "poor-households: 330" in figures(tmp_path, "bac-ai/phuoc-binh", "2024")


def test_a_districts_table_of_communes_with_merged_headings(
    proposed: Callable[[str, Path], str], tmp_path: Path, ttdt: Ttdt
) -> None:
    rows: list[list[Any]] = [
        ["BIỂU TỔNG HỢP QUÝ II NĂM 2024", None, None, None, None],
        [None, None, None, None, "Đvt: thôn"],
        ["STT", "Tên xã", "Đường giao thông", None, "Bảo tồn văn hóa"],
        [None, None, "Thôn", "Thôn có đường cứng", None],
        ["Tổng cộng", None, 30, 21, None],
        [1, "Phước Bình", 10, 8, "Một lớp truyền dạy mã la."],
        [2, "PHƯỚC HÒA", 8, 6, None],
        [3, "Phước  Tân (mới)", 12, 7, "Chưa có."],
    ]
    merged = ["A1:E1", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "A5:B5"]
    said = proposed(COMMUNES, save(tmp_path / "c.xlsx", rows, merged, sheet="Tháng 6"))
    for line in (
        'sheet: "Tháng 6"',
        "headings_in: 3-4",
        'heading: "Đường giao thông > Thôn có đường cứng"',
        "holds: village-roads  # called so in the plan",
        "holds: culture  # called so in the plan",
        '"Tổng cộng": {total_of: all}',
        '"PHƯỚC HÒA": phuoc-hoa',
        '"Phước Tân (mới)": "?"  # perhaps phuoc-tan',
    ):
        assert line in said
    decide(tmp_path, {"status": "final", "Phước Tân (mới)": "phuoc-tan"})
    result = ttdt("import", "c.xlsx", "--map", "m", "--yes")
    assert result.code == 0, result.err
    assert "village-roads: 7" in figures(tmp_path, "bac-ai/phuoc-tan", "2024-Q2")
    assert 'culture: "Chưa có."' in figures(tmp_path, "bac-ai/phuoc-tan", "2024-Q2")


def test_a_table_turned_on_its_side(
    proposed: Callable[[str, Path], str], tmp_path: Path, ttdt: Ttdt
) -> None:
    rows: list[list[Any]] = [
        ["Kết quả 6 tháng đầu năm 2024"],
        [],
        ["TT", "Chỉ tiêu", "Đơn vị tính", "Bác Ái", None, None, "Tổng"],
        [None, None, None, "Phước Bình", "Phước Hòa", "Cộng", None],
        [1, "Thôn", "thôn", 10, 8, 18, 18],
        [2, "Thôn có đường cứng", "thôn", 8, 6, 14, 14],
        [3, "Hợp tác xã mới", "HTX", 1, "chưa rõ", 1, 1],
    ]
    said = proposed(COMMUNES, save(tmp_path / "t.xlsx", rows, ["D3:F3", "G3:G4"]))
    for line in (
        "units_in: columns",
        "names_in: 4",
        "headings_in: B\n",
        '  5:\n    heading: "Thôn"\n    holds: "populations.villages"',
        "holds: village-roads  # called so in the plan",
        "holds: new-cooperatives  # called so in the plan",
        '"Cộng": {total_of: all}',
        "period_in: A1",
    ):
        assert line in said, said
    decide(tmp_path, {"status": "provisional"})
    result = ttdt("import", "t.xlsx", "--map", "m", "--yes")
    assert result.code == 1
    assert "t.xlsx!Biểu!E7: “chưa rõ” is no number" in result.err
    assert "village-roads: 8" in figures(tmp_path, "bac-ai/phuoc-binh", "2024-H1")
    assert 'new-cooperatives: {note: "chưa rõ"}' in figures(tmp_path, "bac-ai/phuoc-hoa", "2024-H1")


def test_a_list_of_one_units_figures(
    proposed: Callable[[str, Path], str], tmp_path: Path, ttdt: Ttdt
) -> None:
    rows: list[list[Any]] = [
        ["BÁO CÁO QUÝ II NĂM 2024"],
        ["TT", "Chỉ tiêu", "Kế hoạch", "Thực hiện"],
        [1, "Hộ", 400, 400],
        [2, "Hộ nghèo cuối kỳ", 70, 80],
        [3, "Hợp tác xã mới", 2, 1],
    ]
    said = proposed(COMMUNES, save(tmp_path / "p.xlsx", rows))
    for line in (
        "units_in: columns",
        "names_in: 2",
        "headings_in: B\n",
        "holds: poor-households  # called so in the plan",
        '"Kế hoạch": "?"  # perhaps named, a unit\'s id; or skip',
    ):
        assert line in said, said
    decide(tmp_path, {"status": "final", "Kế hoạch": "skip", "Thực hiện": "named"})
    result = ttdt("import", "p.xlsx", "--map", "m", "--yes")
    assert result.code == 1
    assert "nothing says whose figures these are; name it with --as UNIT/PERIOD" in result.err
    result = ttdt("import", "p.xlsx", "--map", "m", "--as", "lam-son/Q2", "--yes")
    assert result.code == 0, result.err
    assert "poor-households: 80" in figures(tmp_path, "ninh-son/lam-son", "2024-Q2")


def test_a_kept_map_that_reads_a_file_is_named(
    proposed: Callable[[str, Path], str], tmp_path: Path, ttdt: Ttdt
) -> None:
    rows: list[list[Any]] = [["Đơn vị", "Thôn"], ["Lâm Sơn", 40]]
    proposed(COMMUNES, save(tmp_path / "a.xlsx", rows))
    save(tmp_path / "b.xlsx", [["Đơn vị", "Thôn"], ["Phước Hòa", 7]])
    save(tmp_path / "c.xlsx", [["Đơn vị", "Hộ"], ["Phước Hòa", 7]])
    decide(tmp_path, {"status": "final", "period": "2024-Q2"})
    said = "the map m reads this file already: ttdt import b.xlsx --map m"
    assert said in ttdt("map", "b.xlsx").err
    (tmp_path / "b.xlsx").rename(tmp_path / "biểu số 1.xlsx")
    quote = '"' if os.name == "nt" else "'"
    said = f"ttdt import {quote}biểu số 1.xlsx{quote} --map m"
    assert said in ttdt("map", "biểu số 1.xlsx").err
    (tmp_path / "biểu số 1.xlsx").rename(tmp_path / "b.xlsx")
    assert "reads this file already" not in ttdt("map", "c.xlsx").err
    result = ttdt("import", "b.xlsx", "--map", "m", "--yes")
    assert result.code == 0, result.err
    assert "villages: 7" in figures(tmp_path, "bac-ai/phuoc-hoa", "2024-Q2")


def test_a_table_of_tabs_is_read_as_any_other(
    proposed: Callable[[str, Path], str], tmp_path: Path
) -> None:
    file = tmp_path / "a.tsv"
    file.write_text("Đơn vị\tThôn\nLâm Sơn\t1.234\n", encoding="utf-8")
    said = proposed(COMMUNES, file)
    assert 'holds: "populations.villages"' in said
    question = "1.234,5 has points between thousands, 1,234.5 before decimals; which is it?"
    assert f'numbers: "?"  # “1.234”: {question}' in said


def test_numbers_written_in_two_ways_are_told_of(
    proposed: Callable[[str, Path], str], tmp_path: Path
) -> None:
    file = tmp_path / "a.tsv"
    file.write_text("Đơn vị\tThôn\nLâm Sơn\t1.234,0\nPhước Bình\t2,345.0\n", encoding="utf-8")
    assert (
        'numbers: "?"  # written in two ways, as “1.234,0” and “2,345.0”: write them alike in the'
        " table, then say how"
    ) in proposed(COMMUNES, file)


def test_what_has_no_number_yet_is_not_skipped_for_good(
    proposed: Callable[[str, Path], str], tmp_path: Path, ttdt: Ttdt
) -> None:
    rows: list[list[Any]] = [
        ["Xã", "Thôn", "Thôn có đường cứng"],
        ["Phước Hòa", "n/a", None],
        ["Phước Bình", 10, None],
        ["LÂM SƠN", None, None],
    ]
    said = proposed(COMMUNES, save(tmp_path / "a.xlsx", rows))
    for line in (
        "headings_in: 1\n",
        'heading: "Thôn có đường cứng"\n    holds: village-roads  # called so in the plan',
        '"Phước Hòa": phuoc-hoa',
        '"LÂM SƠN": lam-son',
    ):
        assert line in said, said
    decide(tmp_path, {"status": "final", "period": "2024-Q2"})
    rows[1:] = [["Phước Hòa", 8, 6], ["LÂM SƠN", 4, 3]]
    save(tmp_path / "b.xlsx", rows)
    result = ttdt("import", "b.xlsx", "--map", "m", "--yes")
    assert result.code == 0, result.err
    assert "village-roads: 6" in figures(tmp_path, "bac-ai/phuoc-hoa", "2024-Q2")
    assert "village-roads: 3" in figures(tmp_path, "ninh-son/lam-son", "2024-Q2")


def test_figures_beside_names_that_are_asked_about_are_figures(
    proposed: Callable[[str, Path], str], tmp_path: Path
) -> None:
    rows: list[list[Any]] = [
        ["BÁO CÁO", None],
        ["Xã", "Thôn"],
        ["Xã Phước Bình (mới)", "1.250"],
        ["Lâm Sơn*", "-"],
    ]
    said = proposed(COMMUNES, save(tmp_path / "a.xlsx", rows))
    for line in (
        "headings_in: 2\n",
        'holds: "populations.villages"  # called so in the plan',
        'numbers: "?"',
        '"Xã Phước Bình (mới)": "?"',
        '"Lâm Sơn*": lam-son',
        '"-": "?"',
    ):
        assert line in said, said


def test_headings_alone_in_their_rows_belong_together(
    proposed: Callable[[str, Path], str], tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    rows = ["Xã;Hạ tầng;Ghi chú", ";Trong đó;", ";Thôn;", "Lâm Sơn;4;"]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    said = proposed(COMMUNES, file)
    assert "headings_in: 1-3" in said
    assert 'heading: "Hạ tầng > Trong đó > Thôn"' in said


@pytest.mark.parametrize(
    "rows",
    [
        [["Xã", "Thôn (nghìn)"], ["Lâm Sơn", 4]],
        [["Đơn vị tính: 1.000 thôn", None], ["Xã", "Thôn"], ["Lâm Sơn", 4]],
        [["Chỉ tiêu", "ĐVT", "Lâm Sơn"], ["Thôn", "nghìn thôn", 4]],
    ],
)
def test_counts_in_thousands_are_asked_about(
    proposed: Callable[[str, Path], str], tmp_path: Path, rows: list[list[Any]]
) -> None:
    said = proposed(COMMUNES, save(tmp_path / "a.xlsx", rows))
    assert 'holds: "?"  # perhaps populations.villages, with times: 1000' in said


def test_a_sum_beside_a_name_that_may_be_a_unit_is_asked_about(
    proposed: Callable[[str, Path], str], tmp_path: Path
) -> None:
    rows: list[list[Any]] = [
        ["Xã", "Thôn"],
        ["Vùng cao", 10],
        ["Phước Bình", 10],
        ["Phước Hòa (mới)", 0],
    ]
    said = proposed(COMMUNES, save(tmp_path / "a.xlsx", rows))
    assert '"Vùng cao": "?"' in said
    assert '"Phước Hòa (mới)": "?"' in said


def test_years_head_columns(proposed: Callable[[str, Path], str], tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Hợp tác xã mới các năm"],
        ["Xã", 2023, 2024],
        ["Lâm Sơn", 2, 3],
        ["Phước Bình", 1, 1],
    ]
    said = proposed(COMMUNES, save(tmp_path / "y.xlsx", rows))
    assert "headings_in: 2" in said
    assert 'heading: "2024"' in said


def test_what_needs_no_map_gets_none(
    make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ttdt: Ttdt
) -> None:
    make_workspace({"targets-2024.yaml": COMMUNES})
    monkeypatch.chdir(tmp_path)
    text = "unit,indicator,value\nlam-son,new-cooperatives,1\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    result = ttdt("map", "a.csv")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("ttdt: a.csv: this file needs no map")
    assert "ttdt: b.csv: there is no such file" in ttdt("map", "b.csv").err


def test_of_thousands_of_names_only_those_are_listed_that_the_plan_does_not_have(
    proposed: Callable[[str, Path], str], tmp_path: Path, ttdt: Ttdt
) -> None:
    head, _, rest = COMMUNES.partition("  bac-ai:\n")
    units = (f'  x-{n}: {{code: "x{n}", name: Thôn {n}, kind: village}}\n' for n in range(1_100))
    rows: list[list[Any]] = [
        ["Đơn vị", "Thôn"],
        *([f"Thôn {n}", n % 9] for n in range(1_100)),
        ["Thôn mới", 3],
    ]
    said = proposed(f"{head}{''.join(units)}  bac-ai:\n{rest}", save(tmp_path / "m.xlsx", rows))
    assert '"Thôn mới": "?"' in said
    assert '"Thôn 7": ' not in said
    decide(tmp_path, {"status": "final", "period": "2024-Q2", "Thôn mới": "skip"})
    result = ttdt("import", "m.xlsx", "--map", "m", "--dry-run")
    assert result.code == 0, result.err
    assert "dry run: nothing was written to 1,100 files" in result.err
