from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.small_workspace import submission
from tests.cli.test_status_of_trees import OWN, TREE

from ttdt.cli import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeWorkspace, Ttdt

WRONG = {"districts/ninh-son/2024-Q2.yaml": submission("ninh-son", 41)}
ASKED = ("status", "--period", "Q2", "--today", "2024-07-10", "--reminders", "letters")


@pytest.fixture
def place(make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand beside a workspace with a commune missing, one late, and a district wrong."""
    root = make_workspace(TREE | WRONG).parent
    monkeypatch.chdir(root)
    return root


def letter(place: Path, unit: str) -> list[str]:
    """Return the lines of a letter, without its mark."""
    lines = (place / "letters" / f"{unit}.txt").read_text(encoding="utf-8").splitlines()
    assert lines[-1].startswith(f"[ttdt p-2024 2024-Q2 {unit} ")
    return lines[:-2]


def names(place: Path) -> list[str]:
    return sorted(path.name for path in (place / "letters").iterdir())


def test_a_letter_for_each_unit_with_a_problem_and_for_the_area_above(
    place: Path, ttdt: Ttdt
) -> None:
    done = ttdt(*ASKED)
    assert done.code == 1
    assert done.err == "reminders in letters: 4 written, 0 unchanged, 0 removed\n"
    assert names(place) == ["bac-ai.txt", "ninh-son.txt", "phuoc-hoa.txt", "phuoc-tan.txt"]


def test_a_missing_commune_in_the_words_of_an_office(
    place: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(list(ASKED)) == 1
    capsysbinary.readouterr()
    assert letter(place, "phuoc-tan") == [
        "Kính gửi: UBND xã Phước Tân",
        "V/v gửi báo cáo quý II năm 2024",
        "",
        (
            "Theo “Kế hoạch”, hạn gửi báo cáo quý II năm 2024 (số liệu đến hết ngày 30/06/2024)"
            " là ngày 05/07/2024."
        ),
        "",
        (
            "Đến ngày 10/07/2024, chúng tôi chưa nhận được báo cáo của đơn vị (quá hạn 5 ngày)."
            " Đề nghị đơn vị gửi ngay."
        ),
        "",
        (
            "Cách gửi: điền vào biểu Excel phuoc-tan-2024-Q2.xlsx rồi gửi lại cho UBND tỉnh Ninh"
            " Thuận, hoặc gửi tệp districts/bac-ai/phuoc-tan/2024-Q2.yaml."
        ),
        "",
        "Trân trọng.",
        "UBND tỉnh Ninh Thuận, ngày 10/07/2024",
    ]


def test_a_district_is_told_of_its_communes(place: Path, ttdt: Ttdt) -> None:
    ttdt(*ASKED)
    assert letter(place, "bac-ai")[4:-3] == [
        "",
        "These units in Bác Ái have sent no report; please see to it that they do:",
        "- People's Committee of Phước Tân commune (5 days overdue)",
        "",
        "These units in Bác Ái sent their report after the deadline:",
        "- People's Committee of Phước Hòa commune (3 days late)",
    ]


def test_a_late_report_and_one_with_errors(place: Path, ttdt: Ttdt) -> None:
    ttdt(*ASKED)
    assert letter(place, "phuoc-hoa")[5] == (
        "Your report came on 8 July 2024, 3 days after the deadline. Please send the next one in"
        " time."
    )
    wrong = letter(place, "ninh-son")
    assert wrong[5] == "Your report has errors; please correct them and send it again:"
    assert wrong[6].startswith("- data/districts/ninh-son/2024-Q2.yaml:7: ")


def test_what_a_wrong_report_is_silent_about_is_named(place: Path, ttdt: Ttdt) -> None:
    text = "unit: ninh-son\nperiod: 2024-Q2\nstatus: final\nsubmitted: 2024-06-20\nfigures: {}\n"
    file = place / "data/districts/ninh-son/2024-Q2.yaml"
    file.write_text(text + "nonsense: 1\n", encoding="utf-8")
    ttdt(*ASKED)
    said = letter(place, "ninh-son")
    assert "- 2.2 Village roads" in said
    assert "- data/districts/ninh-son/2024-Q2.yaml:6: the key “nonsense” is unknown here" in said


def test_what_the_district_reported_in_a_communes_stead_is_told(
    make_workspace: MakeWorkspace, ttdt: Ttdt, place: Path
) -> None:
    make_workspace(OWN)
    ttdt(*ASKED)
    assert letter(place, "phuoc-tan")[6] == (
        "Bác Ái has reported 1 of your figures for all its units; your own report is asked for all"
        " the same."
    )


def test_made_up_figures_are_marked(place: Path, ttdt: Ttdt) -> None:
    file = place / "data/districts/ninh-son/2024-Q2.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "sample: true\n", encoding="utf-8")
    ttdt(*ASKED)
    assert letter(place, "phuoc-tan")[0].startswith("SAMPLE DATA")


def test_letters_are_replaced_kept_and_removed(place: Path, ttdt: Ttdt) -> None:
    ttdt(*ASKED)
    assert "0 written, 4 unchanged, 0 removed" in ttdt(*ASKED).err
    file = place / "data/districts/bac-ai/phuoc-tan/2024-Q2.yaml"
    file.parent.mkdir()
    file.write_text(submission("phuoc-tan", 3, 10), encoding="utf-8")
    assert "1 written, 2 unchanged, 1 removed" in ttdt(*ASKED).err
    assert names(place) == ["bac-ai.txt", "ninh-son.txt", "phuoc-hoa.txt"]


def test_a_letter_that_somebody_changed_is_in_the_way(place: Path, ttdt: Ttdt) -> None:
    ttdt(*ASKED)
    changed = place / "letters/phuoc-tan.txt"
    changed.write_text(
        changed.read_text(encoding="utf-8").replace("With thanks", "Thanks"), encoding="utf-8"
    )
    before = {name: (place / "letters" / name).read_bytes() for name in names(place)}
    done = ttdt(*ASKED[:4], "2024-07-11", *ASKED[5:])
    assert done.code == 2
    assert done.err == (
        "ttdt: no reminders were written: letters/phuoc-tan.txt were not written by ttdt or were"
        " changed since; move them away\n"
    )
    assert {name: (place / "letters" / name).read_bytes() for name in names(place)} == before


def test_other_files_are_left_alone(place: Path, ttdt: Ttdt) -> None:
    folder = place / "letters"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine\n", encoding="utf-8")
    (folder / "ninh-hai.txt").write_bytes(b"\xff\xfe")
    ttdt(*ASKED)
    assert (folder / "notes.txt").read_text(encoding="utf-8") == "mine\n"
    assert (folder / "ninh-hai.txt").read_bytes() == b"\xff\xfe"


def test_a_run_about_some_units_leaves_the_letters_of_others(place: Path, ttdt: Ttdt) -> None:
    ttdt(*ASKED)
    ttdt(*ASKED, "--unit", "ninh-son")
    assert len(names(place)) == 4


def test_where_all_is_well_nothing_is_made(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch, ttdt: Ttdt
) -> None:
    files = TREE | {
        "districts/bac-ai/phuoc-hoa/2024-Q2.yaml": submission("phuoc-hoa", 5, 10),
        "districts/bac-ai/phuoc-tan/2024-Q2.yaml": submission("phuoc-tan", 5, 10),
    }
    root = make_workspace(files).parent
    monkeypatch.chdir(root)
    done = ttdt(*ASKED, "-q")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert not (root / "letters").exists()


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("folder", ["-", "", "data/targets-2024.yaml"])
def test_reminders_need_a_folder(ttdt: Ttdt, folder: str) -> None:
    done = ttdt(*ASKED[:-1], folder)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("ttdt: ")


def test_a_district_reminds_its_own_communes(place: Path, ttdt: Ttdt) -> None:
    done = ttdt(*ASKED, "--area", "bac-ai")
    assert done.err == "reminders in letters: 2 written, 0 unchanged, 0 removed\n"
    assert names(place) == ["phuoc-hoa.txt", "phuoc-tan.txt"]
    assert letter(place, "phuoc-tan")[-1] == "People's Committee of Bác Ái district, 10 July 2024"
    (place / "data/districts/bac-ai/2024-Q2.yaml").write_text(
        submission("bac-ai", 41, 30), encoding="utf-8"
    )
    ttdt(*ASKED, "--area", "bac-ai")
    assert "bac-ai.txt" in names(place)
