"""From a workbook that nobody made for ttdt to submissions, as an officer would go."""

from __future__ import annotations

from errno import ENOSPC
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.small_workspace import FILES
from tests.programs import convert
from tests.tables.books import save

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace, Ttdt

MERGED = ("A3:A4", "B3:B4", "C3:D3", "E3:E4")

MAP = """\
units_in: rows
names_in: B
headings_in: 3-4
period: 2024-Q3
status: provisional
figures:
  A: {heading: STT, holds: skip}
  C: {heading: Hạ tầng > Thôn, holds: populations.villages}
  D: {heading: Hạ tầng > Số thôn có đường cứng, holds: village-roads}
  E: {heading: Ghi chú, holds: skip}
units:
  B: skip
  Tổng cộng: {total_of: all}
  Huyện BÁC ÁI: bac-ai
  H. Ninh Sơn: ninh-son
"""


def table(**changed: Any) -> list[list[Any]]:
    """Return the rows of a table of both districts, some cells changed by their names."""
    rows: list[list[Any]] = [
        ["ỦY BAN NHÂN DÂN TỈNH", None, None, "Mẫu số 01"],
        ["Báo cáo quý III năm 2024"],
        ["STT", "Đơn vị", "Hạ tầng", None, "Ghi chú"],
        [None, None, "Thôn", "Số thôn có đường cứng", None],
        ["A", "B", "1", "2", "3"],
        [None, "Tổng cộng", 98, 61, None],
        ["I", "Vùng núi"],
        [1, "Huyện BÁC ÁI", 38, 31, None],
        [2, "H. Ninh Sơn", 60, 30, None],
    ]
    for name, value in changed.items():
        rows[int(name[1:]) - 1][ord(name[0]) - ord("A")] = value
    return rows


@pytest.fixture
def place(make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder with a workspace in data/ that has a map, and return it."""
    make_workspace({**FILES, "maps/roads.yaml": MAP})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def text(place: Path, unit: str) -> str:
    return (place / f"data/districts/{unit}/2024-Q3.yaml").read_text(encoding="utf-8")


def test_a_map_is_proposed_decided_and_used(place: Path, ttdt: Ttdt) -> None:
    save(place / "q3.xlsx", table(), MERGED)
    result = ttdt("map", "q3.xlsx", "-o", "data/maps/new.yaml")
    assert (result.code, result.out) == (0, "")
    proposed = place / "data/maps/new.yaml"
    said = proposed.read_text(encoding="utf-8")
    assert 'holds: "populations.villages"  # called so in the plan' in said
    assert 'holds: "?"  # perhaps village-roads' in said
    assert "period_in: A2  # “Báo cáo quý III năm 2024”: 2024-Q3" in said
    assert '"Tổng cộng": {total_of: all}' in said
    assert '"Huyện BÁC ÁI": bac-ai' in said
    result = ttdt("import", "q3.xlsx", "--map", "new", "--yes")
    assert result.code == 2
    assert "data/maps/new.yaml" in result.err
    assert "TT601" in result.err
    # It keeps nobody else's figures from being checked.
    assert ttdt("check", "--select", "TT601").code == 0
    proposed.write_text(
        said.replace('holds: "?"', "holds: village-roads").replace('status: "?"', "status: final"),
        encoding="utf-8",
    )
    result = ttdt("import", "q3.xlsx", "--map", "new", "--yes")
    assert result.code == 0, result.err
    assert "villages: 38" in text(place, "bac-ai")
    assert "village-roads: 31" in text(place, "bac-ai")
    assert "village-roads: 30" in text(place, "ninh-son")
    assert "status: final" in text(place, "ninh-son")
    result = ttdt("import", "q3.xlsx", "--map", "new", "--yes")
    assert (result.code, result.out) == (0, "")
    assert "nothing new, nothing written" in result.err


def test_a_map_is_not_overwritten_without_being_told(place: Path, ttdt: Ttdt) -> None:
    save(place / "q3.xlsx", table(), MERGED)
    result = ttdt("map", "q3.xlsx", "-o", "data/maps/roads.yaml")
    assert result.code == 2
    assert "is there already; --force replaces it" in result.err
    assert (place / "data/maps/roads.yaml").read_text(encoding="utf-8") == MAP
    plan = "data/targets-2024.yaml"
    assert "is no map" in ttdt("map", "q3.xlsx", "-o", plan, "--force").err
    assert ttdt("map", "q3.xlsx", "-o", "data/maps/roads.yaml", "--force").code == 0
    assert "# called so in the plan" in (place / "data/maps/roads.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"B8": "Huyện Bác Ai Mới"}, "q3.xlsx!Biểu!B8: the map does not say what “Huyện Bác Ai"),
        ({"C6": 99}, "q3.xlsx!Biểu!C6: the table has 99 here, and its 2 units add up to 98"),
        ({"D4": "Thôn có điện"}, "q3.xlsx!Biểu!D4: the map expects the heading"),
        ({"B9": "bác ái"}, "q3.xlsx!Biểu!B9: Bác Ái has a row already, 8"),
        ({"B9": None}, "q3.xlsx!Biểu!B9: figures stand in the row of this cell"),
        ({"D8": "1.234"}, "q3.xlsx!Biểu!D8: “1.234” may mean thousands or decimals"),
        ({"C8": "chưa rõ"}, "q3.xlsx!Biểu!C8: “chưa rõ” is no number, and a population has no"),
        ({"D8": 39, "D6": 69}, "q3.xlsx!Biểu!D8: TT201 the numerator 39 is above its population"),
    ],
)
def test_whatever_is_wrong_is_said_by_its_cell_and_nothing_is_written(
    place: Path, ttdt: Ttdt, changed: dict[str, Any], said: str
) -> None:
    save(place / "q3.xlsx", table(**changed), MERGED)
    result = ttdt("import", "q3.xlsx", "--map", "roads", "--yes")
    assert result.code == 1, result.err
    assert said in result.err
    assert not (place / "data/districts/bac-ai/2024-Q3.yaml").exists()
    assert not (place / "data/districts/ninh-son/2024-Q3.yaml").exists()


def test_words_in_a_numbers_place_become_a_note(place: Path, ttdt: Ttdt) -> None:
    save(place / "q3.xlsx", table(D9="đang rà soát"), MERGED)
    result = ttdt("import", "q3.xlsx", "--map", "roads", "--yes", "--quiet")
    assert result.code == 1
    assert "q3.xlsx!Biểu!D9: “đang rà soát” is no number; it is kept as a note" in result.err
    assert 'village-roads: {note: "đang rà soát"}' in text(place, "ninh-son")
    assert "village-roads: 31" in text(place, "bac-ai")


def test_a_column_that_has_moved_is_found_by_its_heading(place: Path, ttdt: Ttdt) -> None:
    rows = [(row + [None] * 3)[:4] for row in table()]
    rows = [[number, name, second, first] for number, name, first, second in rows]
    rows[2] = ["STT", "Đơn vị", "Hạ tầng", "Hạ tầng"]
    save(place / "q3.xlsx", rows, ["A3:A4", "B3:B4"])
    (place / "data/maps/roads.yaml").write_text(
        MAP.replace("  E: {heading: Ghi chú, holds: skip}\n", ""), encoding="utf-8"
    )
    result = ttdt("import", "q3.xlsx", "--map", "roads", "--yes")
    assert result.code == 0, result.err
    assert "it is read from D, where it stands now" in result.err
    assert "villages: 38" in text(place, "bac-ai")
    assert "village-roads: 31" in text(place, "bac-ai")


@pytest.mark.programs("LibreOffice")
def test_a_workbook_of_libreoffice_is_read_as_any_other(place: Path, ttdt: Ttdt) -> None:
    convert([save(place / "q3.xlsx", table(), MERGED)], "ods", Path("saved"), place / "profile")
    result = ttdt("import", "saved/q3.ods", "--map", "roads", "--yes")
    assert result.code == 0, result.err
    assert "village-roads: 31" in text(place, "bac-ai")


def test_files_that_differ_are_shown_against_each_other_and_what_is_on_file(
    place: Path, ttdt: Ttdt
) -> None:
    save(place / "a.xlsx", table(), MERGED)
    assert ttdt("import", "a.xlsx", "--map", "roads", "--yes").code == 0
    before = text(place, "bac-ai")
    save(place / "b.xlsx", table(D8=32, D6=62), MERGED)
    save(place / "c.xlsx", table(D8=33, D6=63), MERGED)
    result = ttdt("import", "b.xlsx", "c.xlsx", "--map", "roads", "--yes")
    assert result.code == 1
    assert result.out == (
        "Bác Ái, quarter 3 of 2024\n\n"
        "What               Name in the file  On file  b.xlsx  c.xlsx\n"
        "2.2 Village roads  village-roads     31       32      33\n"
    )
    assert (
        "c.xlsx!Biểu!D8: Bác Ái, quarter 3 of 2024, 2.2 Village roads: 33 here, but 32 in"
        " b.xlsx!Biểu!D8" in result.err
    )
    assert "Bác Ái, quarter 3 of 2024: the files differ" in result.err
    assert text(place, "bac-ai") == before
    result = ttdt("import", "b.xlsx", "c.xlsx", "--map", "roads", "--yes", "--take", "c.xlsx")
    assert result.code == 0, result.err
    assert 'village-roads: {value: 33, source: "c.xlsx"}' in text(place, "bac-ai")
    result = ttdt("import", "b.xlsx", "--map", "roads", "--yes", "--take", "d.xlsx")
    assert result.code == 2
    assert "--take: d.xlsx is not among the files: b.xlsx" in result.err


def test_all_is_written_or_nothing(
    place: Path, ttdt: Ttdt, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(place / "a.xlsx", table(), MERGED)
    real = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if "ninh-son" in str(target):
            raise OSError(ENOSPC, "No space left on device", str(self))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    result = ttdt("import", "a.xlsx", "--map", "roads", "--yes")
    assert result.code == 2
    assert "data/districts/ninh-son/2024-Q3.yaml could not be written: the disk is full" in (
        result.err
    )
    assert not (place / "data/districts/bac-ai/2024-Q3.yaml").exists()
