"""What a table says by a map: nothing of another unit, line or unit of measure, and nothing unseen.

Each of these tables could be read, and would give figures that nobody has sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from tests.tables.books import save
from tests.tables.plans import COMMUNES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import MakeWorkspace, Result, Ttdt

TWO_ALIKE = COMMUNES.replace(
    "      lam-son:",
    '      lam-son-2: {code: "22814", name: Lâm Sớn, kind: commune}\n      lam-son:',
)
VILLAGES = "{B: {heading: Thôn, holds: populations.villages}}"
SHARES = "{B: {heading: Tỷ lệ, holds: village-roads.percent%s}}"


@pytest.fixture
def imported(
    make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ttdt: Ttdt
) -> Callable[..., Result]:
    """Return what import says of the file t.xlsx by a map, in a workspace of its own."""

    def read(figures: str, *more: str, plan: str = COMMUNES, arguments: str = "") -> Result:
        lines = (
            *("units_in: rows", "names_in: A", "status: final", f"figures: {figures}"),
            *(more if any("units:" in line for line in more) else ("units: {x: skip}", *more)),
        )
        fixed = [] if any("headings_in" in line for line in more) else ["headings_in: 1"]
        fixed += [] if any("period_in" in line for line in more) else ["period: 2024-Q3"]
        kept = "\n".join((*lines, *fixed)) + "\n"
        make_workspace({"targets-2024.yaml": plan, "maps/m.yaml": kept})
        monkeypatch.chdir(tmp_path)
        return ttdt("import", "t.xlsx", "--map", "m", "--yes", *arguments.split())

    return read


def test_names_but_alike_are_not_taken_for_each_other(
    imported: Callable[..., Result], tmp_path: Path
) -> None:
    save(tmp_path / "t.xlsx", [["Xã", "Thôn"], ["Lâm Sơn", 4], ["LÂM SỚN", 5]])
    result = imported(VILLAGES, "units: {Lâm Sơn: lam-son, Lâm Sớn: lam-son-2}", plan=TWO_ALIKE)
    assert result.code == 0, result.err
    below = tmp_path / "data/districts/ninh-son"
    assert "villages: 4" in (below / "lam-son/2024-Q3.yaml").read_text(encoding="utf-8")
    assert "villages: 5" in (below / "lam-son-2/2024-Q3.yaml").read_text(encoding="utf-8")
    save(tmp_path / "t.xlsx", [["Xã", "Thôn"], ["Lâm Sớn", 5]])
    result = imported(VILLAGES, "units: {Lâm Sơn: lam-son}", plan=TWO_ALIKE)
    assert result.code == 1
    assert "!A2: “Lâm Sớn” may mean lam-son, lam-son-2; say in the map under units" in result.err


def test_years_beside_each_other_are_not_taken_for_each_other(
    imported: Callable[..., Result], tmp_path: Path
) -> None:
    save(tmp_path / "t.xlsx", [["Xã", "2024", "2025"], ["Lâm Sơn", 4, 5]])
    result = imported(
        "{B: {heading: '2023', holds: skip}, C: {heading: '2024', holds: populations.villages}}"
    )
    assert result.code == 1
    assert "!C1: the map has “2024” here; now that is in B, and here is “2025”" in result.err


def test_one_line_is_not_read_for_two(imported: Callable[..., Result], tmp_path: Path) -> None:
    save(tmp_path / "t.xlsx", [["Xã", "Hộ", "Thôn"], ["Lâm Sơn", 4, 5]])
    result = imported(
        "{B: {heading: Thôn, holds: populations.villages},"
        " C: {heading: Thôn, holds: populations.households}}"
    )
    assert result.code == 1
    assert "!C1: by its heading this is “Thôn” and “Thôn” of the map" in result.err


def test_a_percentage_is_no_count(imported: Callable[..., Result], tmp_path: Path) -> None:
    file = save(tmp_path / "t.xlsx", [["Xã", "Thôn"], ["Lâm Sơn", 1]])
    book = openpyxl.load_workbook(file)
    page: Any = book.active
    page["B2"].number_format = "0%"
    book.save(file)
    result = imported(VILLAGES)
    assert result.code == 1
    assert "!B2: this is a percentage, and by the map the line holds numbers" in result.err


@pytest.mark.parametrize(
    ("times", "said"), [("", None), (", times: 100", "85"), (", times: 1", "0.85")]
)
def test_shares_of_1_are_asked_about(
    imported: Callable[..., Result], tmp_path: Path, times: str, said: str | None
) -> None:
    save(tmp_path / "t.xlsx", [["Xã", "Tỷ lệ"], ["Lâm Sơn", 0.85], ["Phước Bình", 1]])
    result = imported(SHARES % times)
    kept = tmp_path / "data/districts/ninh-son/lam-son/2024-Q3.yaml"
    if said is None:
        assert result.code == 1
        assert "!B2: 0.85 may be a share of 1, or less than 1 %" in result.err
        assert not kept.exists()
    else:
        assert result.code == 0, result.err
        assert f"village-roads: {{percent: {said}}}" in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("cell", "times", "said"),
    [
        (0.969, "", None),
        ("0.969%", "", "0.969"),
        (0.969, ", times: 1", "0.969"),
        # 19 is not twenty times as much.
        (0.96, "", "0.96"),
    ],
)
def test_a_share_of_1_among_percentages_is_asked_about(
    imported: Callable[..., Result], tmp_path: Path, cell: object, times: str, said: str | None
) -> None:
    other = 19 if cell == 0.96 else 97
    save(tmp_path / "t.xlsx", [["Xã", "Tỷ lệ"], ["Lâm Sơn", cell], ["Phước Bình", other]])
    result = imported(SHARES % times, plan=COMMUNES.replace("{at_least: 75}", "{at_least: 15}"))
    kept = tmp_path / "data/districts/ninh-son/lam-son/2024-Q3.yaml"
    if said is None:
        assert result.code == 1
        assert (
            "!B2: 0.969 stands among percentages from 97 up, and may be a share of 1; write it as"
            " the others, or with the sign %, or say in the map times: 1"
        ) in result.err
        assert not kept.exists()
    else:
        assert result.code == 0, result.err
        assert f"village-roads: {{percent: {said}}}" in kept.read_text(encoding="utf-8")


def test_a_rule_that_cannot_be_checked_is_said(
    imported: Callable[..., Result], tmp_path: Path
) -> None:
    rows: list[list[Any]] = [["Xã", "Thôn", "a", "b"], ["Lâm Sơn", 4000, "1.500", "ước"]]
    save(tmp_path / "t.xlsx", rows)
    result = imported(VILLAGES, 'rules: ["B = C + D"]')
    assert result.code == 1
    assert "!C2: B = C + D cannot be checked: “1.500” is no number, or may be two" in result.err
    assert "!D2: note: B = C + D cannot be checked: “ước” is no number" in result.err


def test_a_rule_about_lines_that_are_not_there_is_said(
    imported: Callable[..., Result], tmp_path: Path
) -> None:
    save(tmp_path / "t.xlsx", [["Xã", "Thôn"], ["Lâm Sơn", 4]])
    result = imported(VILLAGES, 'rules: ["B = C + D"]')
    assert result.code == 1
    assert "!D1: B = C + D cannot be checked: the table ends before D" in result.err


def test_what_nobody_sees_and_what_is_not_read_is_told(
    imported: Callable[..., Result], tmp_path: Path
) -> None:
    file = save(tmp_path / "t.xlsx", [["Xã", "Thôn"], ["Lâm Sơn", 4]])
    book = openpyxl.load_workbook(file)
    page: Any = book.active
    page.column_dimensions["B"].hidden = True
    book.create_sheet("Khác").append(["Phước Bình", 7])
    book.active = 1
    page.sheet_state = "hidden"
    book.save(file)
    result = imported(VILLAGES, "sheet: Biểu")
    assert result.code == 0, result.err
    for line in (
        "t.xlsx!Biểu: note: this sheet is hidden, and what stands in it is taken all the same",
        "t.xlsx: note: the sheet Khác was not read; the map is about Biểu",
        "t.xlsx!Biểu!B1: note: this column is hidden, and what stands in it is taken all the same",
    ):
        assert line in result.err


def test_those_who_sign_a_table_are_no_figures(
    imported: Callable[..., Result], tmp_path: Path
) -> None:
    rows: list[list[Any]] = [["Xã", "Thôn"], ["Lâm Sơn", 4], [], [None, "GIÁM ĐỐC"]]
    save(tmp_path / "t.xlsx", rows)
    result = imported(VILLAGES)
    assert result.code == 0, result.err
    assert "!A4: note: words stand in the row of this cell, which names no unit" in result.err
    save(tmp_path / "t.xlsx", [*rows[:3], [None, 7]])
    result = imported(VILLAGES)
    assert result.code == 1
    assert "!A4: figures stand in the row of this cell, and no unit is named in it" in result.err


def test_another_period_than_the_table_says_is_told(
    imported: Callable[..., Result], tmp_path: Path
) -> None:
    save(tmp_path / "t.xlsx", [["Quý II năm 2024"], ["Xã", "Thôn"], ["Lâm Sơn", 4]])
    more = ("headings_in: 2", "period_in: A1")
    result = imported(VILLAGES, *more, arguments="--period Q3")
    assert result.code == 0, result.err
    said = "!A1: note: the table says 2024-Q2 here, and is taken as that of 2024-Q3"
    assert said in result.err
    assert "note: the table says" not in imported(VILLAGES, *more).err


def test_headings_without_end_are_none(imported: Callable[..., Result], tmp_path: Path) -> None:
    save(tmp_path / "t.xlsx", [["Xã", "Thôn", *["x"] * 900], ["Lâm Sơn", 4]])
    result = imported(VILLAGES, "headings_in: 1-999999")
    assert result.code == 1
    assert "the map expects the heading “Thôn” here" in result.err


def test_headings_are_followed_where_a_title_has_more_lines(
    imported: Callable[..., Result], tmp_path: Path
) -> None:
    rows: list[list[Any]] = [["Quý II năm 2024"], ["Xã", "Thôn"], ["Lâm Sơn", 4]]
    save(tmp_path / "t.xlsx", [["UBND HUYỆN NINH SƠN"], [], *rows])
    result = imported(VILLAGES, "headings_in: 2", "period_in: A1")
    assert result.code == 0, result.err
    said = "!A4: note: the headings that the map has in 2 are taken from 4, where they stand now"
    assert said in result.err
    kept = tmp_path / "data/districts/ninh-son/lam-son/2024-Q2.yaml"
    assert "villages: 4" in kept.read_text(encoding="utf-8")


def test_headings_that_stand_in_two_places_are_not_followed(
    imported: Callable[..., Result], tmp_path: Path
) -> None:
    table: list[list[Any]] = [["Xã", "Thôn"], ["Lâm Sơn", 4]]
    save(tmp_path / "t.xlsx", [["Một"], *table, ["Hai"], *table])
    result = imported(VILLAGES)
    assert result.code == 1
    assert "!B1: the map expects the heading “Thôn” here" in result.err


def test_of_two_tables_below_each_other_one_is_read(
    imported: Callable[..., Result], tmp_path: Path
) -> None:
    table: list[list[Any]] = [["Xã", "Thôn"], ["Lâm Sơn", 4]]
    save(tmp_path / "t.xlsx", [*table, ["Biểu 2", None], ["Xã", "Hộ"], ["Lâm Sơn", 900]])
    result = imported(VILLAGES)
    assert result.code == 1
    assert "!A5: Lâm Sơn has a row already, 2; let the map skip one of them" in result.err
    assert imported(VILLAGES, "ends_at: Biểu 2").code == 0
    kept = tmp_path / "data/districts/ninh-son/lam-son/2024-Q3.yaml"
    assert "villages: 4" in kept.read_text(encoding="utf-8")
    result = imported(VILLAGES, "ends_at: Biểu 3")
    assert result.code == 1
    assert "!A1: by the map the table ends at “Biểu 3”, and nothing below is" in result.err
