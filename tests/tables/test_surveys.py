"""What programs for forms give out, a row a submission: Google Forms and KoboToolbox."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.tables.books import save
from tests.tables.deciding import decide
from tests.tables.plans import COMMUNES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Ttdt

    Propose = Callable[[str, Path], str]

GOOGLE = """\
Dấu thời gian,Địa chỉ email,Huyện,Tên xã,Kỳ báo cáo,Câu 1. Số hộ toàn xã?,Câu 2. Hộ nghèo cuối kỳ (hộ) *,Câu 3: Hợp tác xã mới,Câu 4 [Điện],Ghi chú
03/07/2024 8:05:33,a@x.vn,Bác Ái,Phước Bình,Quý II/2024,"1.200",330,1,Có,
2024/07/03 2:05:33 CH GMT+7,b@x.vn,Bác Ái,Phước Tân,Quý II/2024,1000,160,,Không,
14/07/2024 9:00:00,c@x.vn,Ninh Sơn,Phước Tân,Quý II/2024,700,290,2,Có,gửi muộn
15/07/2024 10:00:00,a@x.vn,Bác Ái,Phước Bình,quý 2 năm 2024,"1.210",331,1,Có,sửa số hộ
02/10/2024 10:00:00,a@x.vn,Bác Ái,Phước Bình,Quý III/2024,"1.215",320,1,Có,
"""  # noqa: E501 - as the program writes it

KOBO = """\
start;end;thong_tin/huyen;thong_tin/xa;ha_tang/villages;ha_tang/village_roads;ha_tang/loai;ha_tang/loai/nhua;ha_tang/loai/da;ha_tang/villages;_id;_uuid;_submission_time;_index;__version__
2024-07-02T08:00:00.000+07:00;2024-07-02T08:30:00.000+07:00;bac_ai;phuoc_binh;10;8;nhua da;1;1;10;901;a-1;2024-07-02T01:30:11;1;v7
2024-07-03T08:00:00.000+07:00;2024-07-03T08:30:00.000+07:00;bac_ai;phuoc_hoa;8;n/a;nhua;1;0;8;902;a-2;2024-07-03T01:30:11;2;v7
2024-07-03T08:00:00.000+07:00;2024-07-03T09:30:00.000+07:00;ninh_son;phuoc_tan;9;n/a;;0;0;9;903;a-3;2024-07-03T02:30:11;3;v7
"""  # noqa: E501 - as the program writes it


def figures(place: Path, unit: str, period: str = "2024-Q2") -> str:
    return (place / f"data/districts/{unit}/{period}.yaml").read_text(encoding="utf-8")


def test_an_export_of_google_forms(proposed: Propose, tmp_path: Path, ttdt: Ttdt) -> None:
    file = tmp_path / "g.csv"
    file.write_text(GOOGLE, encoding="utf-8-sig")
    said = proposed(COMMUNES, file)
    for line in (
        "names_in: D",
        "repeated: latest  # of several rows of a unit the one that was sent last counts",
        "holds: submitted  # when the row was sent",
        'dates: "d/m/y"',
        "holds: skip  # the program for forms adds it; it is no figure",
        "holds: period  # each row says its own",
        "holds: poor-households  # called so in the plan",
        "holds: new-cooperatives  # called so in the plan",
        '"Phước Bình": phuoc-binh',
    ):
        assert line in said, said
    # Which of the two communes of this name it is, the district beside it says.
    assert "Phước Tân" not in said
    assert "period:" not in said
    decide(
        tmp_path,
        {
            "status": "final",
            'Câu 1. Số hộ toàn xã?"\n    holds': "populations.households",
            "numbers": '"1.234,5"',
        },
    )
    result = ttdt("import", "g.csv", "--map", "m", "--yes")
    assert result.code == 0, result.err
    assert "g.csv!D2: note: Phước Bình has sent row 5 later, so this one is not" in result.err
    first = figures(tmp_path, "bac-ai/phuoc-binh")
    assert "households: 1210" in first
    assert "poor-households: 331" in first
    assert "submitted: 2024-07-15" in first
    assert "poor-households: 320" in figures(tmp_path, "bac-ai/phuoc-binh", "2024-Q3")
    assert "poor-households: 160" in figures(tmp_path, "bac-ai/phuoc-tan")
    assert "poor-households: 290" in figures(tmp_path, "ninh-son/phuoc-tan-ns")


def test_of_a_form_that_is_used_again_one_round_is_read(
    proposed: Propose, tmp_path: Path, ttdt: Ttdt
) -> None:
    (tmp_path / "g.csv").write_text(GOOGLE.replace("1.", "1"), encoding="utf-8")
    proposed(COMMUNES, tmp_path / "g.csv")
    decide(tmp_path, {"status": "final", 'Số hộ toàn xã?"\n    holds': "populations.households"})
    result = ttdt("import", "g.csv", "--map", "m", "--period", "Q3", "--yes")
    assert result.code == 0, result.err
    assert "g.csv!E2: note: 4 rows are for other periods, and were not read" in result.err
    assert not (tmp_path / "data/districts/bac-ai/phuoc-tan").exists()
    assert "households: 1215" in figures(tmp_path, "bac-ai/phuoc-binh", "2024-Q3")


def test_an_export_of_kobo(proposed: Propose, tmp_path: Path, ttdt: Ttdt) -> None:
    file = tmp_path / "k.csv"
    file.write_text(KOBO, encoding="utf-8")
    said = proposed(COMMUNES, file)
    for line in (
        "names_in: D",
        '  M:\n    heading: "_submission_time"\n    holds: submitted  # when the row was sent',
        "  A:\n    heading: start\n    holds: skip  # the program for forms adds it",
        '  H:\n    heading: "ha_tang/loai/nhua"\n    holds: skip  # whether “nhua” was ticked',
        '  E:\n    heading: "ha_tang/villages"\n    holds: "populations.villages"  # called so',
        'heading: "ha_tang/village_roads"\n    holds: "?"  # village-roads or village-roads.perc',
        'heading: "ha_tang/villages"\n    holds: "?"  # populations.villages, but another line',
        "phuoc_hoa: phuoc-hoa",
        '"n/a": "?"  # 0, empty, not_reported or not_applicable',
    ):
        assert line in said, said
    assert "dates" not in said
    decide(tmp_path, {"status": "final", "period": "2024-Q2", "n/a": "not_reported",
                      'heading: "ha_tang/village_roads"\n    holds': "village-roads",
                      '  J:\n    heading: "ha_tang/villages"\n    holds': "skip"})  # fmt: skip
    result = ttdt("import", "k.csv", "--map", "m", "--yes")
    assert result.code == 0, result.err
    assert "village-roads: 8" in figures(tmp_path, "bac-ai/phuoc-binh")
    assert 'village-roads: {not_reported: "n/a"}' in figures(tmp_path, "bac-ai/phuoc-hoa")
    assert "villages: 9" in figures(tmp_path, "ninh-son/phuoc-tan-ns")


def test_a_workbook_of_kobo_sent_twice(proposed: Propose, tmp_path: Path, ttdt: Ttdt) -> None:
    rows: list[list[Any]] = [
        ["Timestamp", "Xã", "Thôn"],
        [datetime.fromisoformat("2024-07-09 08:30"), "Lâm Sơn", 5],
        [datetime.fromisoformat("2024-07-08 08:30"), "Lâm Sơn", 4],
    ]
    said = proposed(COMMUNES, save(tmp_path / "k.xlsx", rows))
    assert "holds: submitted" in said
    decide(tmp_path, {"status": "final", "period": "2024-Q2"})
    result = ttdt("import", "k.xlsx", "--map", "m", "--yes")
    assert result.code == 0, result.err
    assert "k.xlsx!Biểu!B3: note: Lâm Sơn has sent row 2 later" in result.err
    assert "villages: 5" in figures(tmp_path, "ninh-son/lam-son")
    path = tmp_path / "data/maps/m.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("repeated: latest", ""), "utf-8")
    result = ttdt("import", "k.xlsx", "--map", "m", "--yes")
    assert result.code == 1
    assert "k.xlsx!Biểu!B3: Lâm Sơn has a row already, 2" in result.err


def test_what_cannot_be_decided_is_asked_or_told_of(
    proposed: Propose, tmp_path: Path, ttdt: Ttdt
) -> None:
    text = "Timestamp,Xã,Thôn\n3/7/2024 8:00:00,Lâm Sơn,4\n3/7/2024 8:00:00,Lâm Sơn,5\n"
    (tmp_path / "g.csv").write_text(text, encoding="utf-8")
    said = proposed(COMMUNES, tmp_path / "g.csv")
    assert 'dates: "?"  # of d/m/y, m/d/y, which is “3/7/2024 8:00:00”?' in said
    decide(tmp_path, {"status": "final", "period": "2024-Q2", "dates": "d/m/y"})
    result = ttdt("import", "g.csv", "--map", "m", "--yes")
    assert result.code == 1
    assert "g.csv!B3: Lâm Sơn has a row already, 2, and nothing says which" in result.err
    (tmp_path / "g.csv").write_text("Timestamp,Xã,Thôn\nhôm qua,Lâm Sơn,4\n", encoding="utf-8")
    result = ttdt("import", "g.csv", "--map", "m", "--yes")
    assert result.code == 1
    assert "g.csv!A2: “hôm qua” does not say when the row was sent" in result.err


def test_a_row_that_does_not_say_its_period(proposed: Propose, tmp_path: Path, ttdt: Ttdt) -> None:
    head = "Timestamp,Xã,Kỳ,Thôn\n"
    file = tmp_path / "g.csv"
    file.write_text(head + "2024-07-03,Lâm Sơn,quý 2,4\n", encoding="utf-8")
    assert "holds: period" in proposed(COMMUNES, file)
    decide(tmp_path, {"status": "final"})
    file.write_text(head + "2024-07-03,Lâm Sơn,vừa qua,4\n", encoding="utf-8")
    result = ttdt("import", "g.csv", "--map", "m", "--yes")
    assert result.code == 1
    assert "g.csv!C2: “vừa qua” does not say which period the row is for" in result.err
