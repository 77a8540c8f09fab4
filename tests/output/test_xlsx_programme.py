"""Money and tasks in the workbook, worked out again by a program that is not ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.output.made_programme import PROGRAMME, WITH_TARGET, WITHOUT_WORDS
from tests.output.xlsx_reading import displayed, opened, recalculated, render, table

from ttdt.compute import Selection, select

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Assess, Example

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

OF_PROGRAMME = {"Money", "Money by unit", "Tasks", "Raw amounts", "Words on tasks"}
NUMBERS = (
    "Carried over", "Assigned", "Available", "Disbursed in the period", "Disbursed since January",
    "% of the money available", "Remaining", "Units",
)  # fmt: skip
COUNTS = ("Asked", "done", "under way", "not started", "cancelled", "no word", "late")
NEAR = 1e-9


def money(book: Any) -> dict[str, dict[str, Any]]:
    """Return the cells of the sheet of money by project, by name and head."""
    lines = map(without_units, table(book["Money"], "Project", "Units"))
    return {line["Project"].value: line for line in lines}


def without_units(line: dict[str, Any]) -> dict[str, Any]:
    """Return a row of a sheet of money whose heads do not say what amounts are in."""
    return {head.removesuffix(" (million VND)"): cell for head, cell in line.items()}


def tasks(book: Any) -> dict[str, list[object]]:
    """Return the counts of tasks, by what they are of."""
    return {
        line["Tasks of"].value: [line[name].value for name in COUNTS]
        for line in table(book["Tasks"], "Tasks of", "Asked")
    }


def checked(book: Any) -> dict[str, dict[str, Any]]:
    """Return the lines of the check sheet that are about money, by project."""
    lines = table(book["Check"], "Project id", "Result")
    return {str(line["Project"].value): line for line in lines}


def test_the_sheets_and_where_they_stand(assess_files: Assess) -> None:
    names = opened(render(assess_files(PROGRAMME))).sheetnames
    assert names[names.index("By unit") + 1 :] == [
        "Money", "Money by unit", "Tasks", "Submissions", "Raw figures", "Raw amounts",
        "Words on tasks", "Check", "Notes",
    ]  # fmt: skip


def test_a_plan_without_money_and_tasks_has_none(example: Example) -> None:
    assert not OF_PROGRAMME & set(opened(render(example())).sheetnames)


def test_a_unit_has_its_own_money_and_tasks(assess_files: Assess) -> None:
    report = select(assess_files(PROGRAMME), Selection(units=("bac-ai",)))
    book = opened(render(report), values=True)
    assert set(book.sheetnames) >= OF_PROGRAMME
    assert book["Money"]["A1"].value == "Money: Bác Ái"
    heads = ("Assigned", "Disbursed since January", "% of the money available")
    shown = {name: [displayed(line[head]) for head in heads] for name, line in money(book).items()}
    assert shown == {
        "Total": ["170.000", "85.000", "44.7 %"],
        "Water": ["130.000", "75.000", "50.0 %"],
        "Education": ["40.000", "10.000", "25.0 %"],
        "Boarding schools": ["40.000", "10.000", "25.0 %"],
    }
    units = [line["Unit"].value for line in table(book["Money by unit"], "Unit", "Units")]
    assert units == ["Ninh Thuận", "Bác Ái"]
    amounts = table(book["Raw amounts"], "Project id", "Source id")
    assert {line["Unit id"].value for line in amounts} == {"bac-ai"}
    assert tasks(book)["Total"] == [2, 1, 1, 0, 0, 0, 0]
    words = table(book["Words on tasks"], "Task id", "Body ids")
    assert [line["Task id"].value for line in words] == ["iii-1-1", "iii-4-1"]


def test_several_units_stand_side_by_side(assess_files: Assess) -> None:
    report = select(assess_files(PROGRAMME), Selection(units=("bac-ai", "ninh-son")))
    book = opened(render(report), values=True)
    assert OF_PROGRAMME - set(book.sheetnames) == {"Money"}
    units = [line["Unit"].value for line in table(book["Money by unit"], "Unit", "Units")]
    assert units == ["Ninh Thuận", "Bác Ái", "Ninh Sơn"]
    assert tasks(book)["Total"] == [3, 1, 1, 1, 0, 0, 1]


def test_where_nobody_has_reported_a_sentence_says_so(assess_files: Assess) -> None:
    book = opened(render(assess_files(WITHOUT_WORDS)))
    assert OF_PROGRAMME & set(book.sheetnames) == {"Money", "Tasks"}
    said = [cell.value for row in book["Money"].iter_rows() for cell in row if cell.value]
    assert "Nothing is known of the money yet (0/2 units)" in said
    assert len(list(book["Tasks"].iter_rows())) <= 4


def test_money_by_project(assess_files: Assess) -> None:
    book = money(opened(render(assess_files(PROGRAMME)), values=True))
    shown = {name: [displayed(line[head]) for head in NUMBERS] for name, line in book.items()}
    assert shown == {
        # 110.25 of 302.5 is 36.446 %, and the half of 25 is not known of all.
        "Total": [
            "20.000", "282.500", "302.500", "25.000†", "110.250", "36.4 %", "192.250", "1/2",
        ],
        "Water": [
            "20.000", "230.000", "250.000", "25.000†", "100.250", "40.1 %", "149.750", "1/2",
        ],
        "Education": ["0.000", "52.500", "52.500", "", "10.000", "19.0 %", "42.500", "2/2"],
        "Boarding schools": ["0.000", "40.000", "40.000", "", "10.000", "25.0 %", "30.000", "1/1"],
        "Vocational training": ["0.000", "12.500", "12.500", "", "0.000", "0.0 %", "12.500", "1/1"],
    }  # fmt: skip


def test_ids_stand_last_and_are_not_printed(assess_files: Assess) -> None:
    book = opened(render(assess_files(PROGRAMME)), values=True)
    columns = {"Money": ("Project", "Project id"), "Tasks": ("Tasks of", "id")}
    for sheet, (name, of_id) in columns.items():
        lines = table(book[sheet], name, of_id)
        assert list(lines[0])[-1] == of_id
        printed = book[sheet][book[sheet].print_area.replace("$", "").split("!")[1]]
        last = lines[-1]
        assert any(last[name] in row for row in printed)
        assert not any(last[of_id] in row for row in printed)
    assert [one["Project id"].value for one in table(book["Money"], "Project", "Units")] == [
        None, "p1", "p5", "p5-1", "p5-3",
    ]  # fmt: skip


def test_sums_shares_and_what_is_left_are_formulas(assess_files: Assess) -> None:
    book = money(opened(render(assess_files(PROGRAMME))))
    total, water, education = book["Total"], book["Water"], book["Education"]
    at, last = education["No."].row, book["Vocational training"]["No."].row
    assert education["Assigned"].value == f"=SUM(D{at + 1},D{last})"
    assert total["Assigned"].value == f"=SUM(D{water['No.'].row},D{at})"
    assert water["Assigned"].value == 230
    assert water["Available"].value == f"=C{at - 1}+D{at - 1}"
    assert water["Remaining"].value == f"=E{at - 1}-G{at - 1}"
    assert water["% of the money available"].value == f'=IF(E{at - 1}=0,"",100*G{at - 1}/E{at - 1})'


def test_a_target_has_its_verdict(assess_files: Assess) -> None:
    book = money(opened(render(assess_files(WITH_TARGET)), values=True))
    assert book["Total"]["Status"].value == "◐ behind"
    assert "Status" not in money(opened(render(assess_files(PROGRAMME)), values=True))["Total"]


def test_money_by_unit(assess_files: Assess) -> None:
    book = opened(render(assess_files(PROGRAMME)), values=True)
    assert "Remaining (million VND)" in table(book["Money by unit"], "Unit", "Units")[0]
    lines = map(without_units, table(book["Money by unit"], "Unit", "Units"))
    heads = (
        "Unit", "Available", "Disbursed since January", "% of the money available", "Remaining",
        "Units", "1 Water (%)", "5 Education (%)", "5.1 Boarding schools (%)",
        "5.3 Vocational training (%)",
    )  # fmt: skip
    assert [[displayed(line[head]) for head in heads] for line in lines] == [
        ["Ninh Thuận", "302.500", "110.250", "36.4 %", "192.250", "1/2", "40.1 %", "19.0 %",
         "25.0 %", "0.0 %"],
        ["Bác Ái", "190.000", "85.000", "44.7 %", "105.000", "1/1", "50.0 %", "25.0 %", "25.0 %",
         "– not applicable"],
        ["Ninh Sơn", "112.500", "25.250", "22.4 %", "87.250", "0/1", "25.3 %", "0.0 %",
         "– not applicable", "0.0 %"],
    ]  # fmt: skip


def test_raw_amounts_with_file_and_line(assess_files: Assess) -> None:
    book = opened(render(assess_files(PROGRAMME)), values=True)
    lines = table(book["Raw amounts"], "Project id", "Source id")
    heads = (
        "Unit id", "Project id", "Source id", "Carried over", "Assigned",
        "Disbursed since January", "Counted in the whole", "Why there is no figure", "Line",
    )  # fmt: skip
    assert [[line[head].value for head in heads] for line in lines] == [
        ["bac-ai", "p1", "central", 20, 80, 45, 1, None, 9],
        ["bac-ai", "p1", "local", 0, 50, 30, 1, None, 10],
        ["bac-ai", "p5-1", "central", 0, 40, 10, 1, None, 12],
        ["ninh-son", "p1", "central", 0, 100, 25.25, 1, None, 9],
        ["ninh-son", "p1", "local", 0, None, None, 0, "Chưa đối chiếu.", 10],
        ["ninh-son", "p5-3", "local", 0, 12.5, 0, 1, None, 12],
    ]
    assert {line["File"].value for line in lines} == {
        "data/districts/bac-ai/2024-Q2.yaml",
        "data/districts/ninh-son/2024-Q2.yaml",
    }


def test_tasks_and_the_words_that_are_counted(assess_files: Assess) -> None:
    book = opened(render(assess_files(PROGRAMME)), values=True)
    assert tasks(book) == {
        "Total": [5, 1, 2, 1, 0, 1, 1],
        "No responsible body named": [1, 0, 1, 0, 0, 0, 0],
        "Section III": [3, 1, 1, 1, 0, 0, 1],
        "III.1": [2, 1, 0, 1, 0, 0, 1],
        "III.4": [1, 0, 1, 0, 0, 0, 0],
        "Section V": [2, 0, 1, 0, 0, 1, 0],
        "V.1": [1, 0, 1, 0, 0, 0, 0],
        "V.2": [1, 0, 0, 0, 0, 1, 0],
        "Fatherland Front": [3, 1, 0, 1, 0, 1, 1],
        "Ethnic Affairs Committee": [1, 0, 1, 0, 0, 0, 0],
        "Ninh Thuận (responsible bodies)": [2, 0, 1, 0, 0, 1, 0],
        "Bác Ái": [2, 1, 1, 0, 0, 0, 0],
        "Ninh Sơn": [1, 0, 0, 1, 0, 0, 1],
    }
    lines = table(book["Words on tasks"], "Task id", "Body ids")
    heads = (
        "Clause", "Unit id", "How far it is", "%", "Late", "Cause", "Line", "Task id", "Body ids",
    )  # fmt: skip
    assert [[line[head].value for head in heads] for line in lines] == [
        ["III.1", "bac-ai", "done", None, 0, None, 14, "iii-1-1", "mttq"],
        ["III.1", "ninh-son", "not started", None, 1, None, 14, "iii-1-1", "mttq"],
        ["III.4", "bac-ai", "under way", 40, 0, "Mưa nhiều.", 15, "iii-4-1", None],
        ["V.1", "province", "under way", None, 0, None, 6, "v-1-1", "ban-dan-toc"],
        ["V.2", "province", "no word", None, 0, None, None, "v-2-1", "mttq"],
    ]
    assert lines[0]["Indicator it serves"].value == "2.2 ◌ not yet"


@pytest.mark.programs("LibreOffice")
@pytest.mark.parametrize(
    ("units", "formulas"), [((), 156), (("bac-ai",), 75)], ids=["whole", "a unit"]
)
def test_all_formulas_come_to_what_the_report_has(
    assess_files: Assess, tmp_path: Path, units: tuple[str, ...], formulas: int
) -> None:
    product = render(select(assess_files(WITH_TARGET), Selection(units=units)))
    kept, book = opened(product, values=True), opened(product)
    after = recalculated(book, tmp_path)
    compared = 0
    for name in ("Money", "Money by unit", "Tasks", "Check"):
        for cell in (cell for row in book[name].iter_rows() for cell in row):
            if cell.data_type == "f":
                was, found = (one[name][cell.coordinate].value for one in (kept, after))
                is_number = isinstance(was, int | float)
                assert found == (pytest.approx(was, abs=NEAR) if is_number else was), cell
                compared += 1
    assert compared == formulas
    results = checked(after) if not units else {}
    assert {line["Result"].value for line in results.values()} <= {"OK"}


@pytest.mark.programs("LibreOffice")
def test_sums_and_counts_follow_what_is_changed(assess_files: Assess, tmp_path: Path) -> None:
    book = opened(render(assess_files(PROGRAMME)))
    money(book)["Vocational training"]["Disbursed since January"].value = 2.5
    words = table(book["Words on tasks"], "Task id", "Body ids")
    words[1]["How far it is"].value = "done"
    words[1]["Late"].value = 0
    after = recalculated(book, tmp_path)
    found = money(after)
    assert found["Education"]["Disbursed since January"].value == 12.5
    assert found["Total"]["Disbursed since January"].value == 112.75
    assert found["Total"]["Remaining"].value == 189.75
    assert found["Vocational training"]["% of the money available"].value == 20
    counts = tasks(after)
    assert counts["Total"] == [5, 2, 2, 0, 0, 1, 0]
    assert counts["Ninh Sơn"] == [1, 1, 0, 0, 0, 0, 0]
    assert counts["Fatherland Front"] == [3, 2, 0, 0, 0, 1, 0]


@pytest.mark.programs("LibreOffice")
def test_a_raw_amount_that_is_changed_is_found(assess_files: Assess, tmp_path: Path) -> None:
    book = opened(render(assess_files(PROGRAMME)))
    lines = table(book["Raw amounts"], "Project id", "Source id")
    lines[0]["Disbursed since January"].value += 0.001
    lines[2]["Counted in the whole"].value = 0
    found = checked(recalculated(book, tmp_path))
    assert {name for name, line in found.items() if line["Result"].value == "DIFFERS"} == {
        "Total", "Water", "Boarding schools",
    }  # fmt: skip
    assert found["Water"]["Difference"].value == pytest.approx(0.001)
    assert found["Vocational training"]["Result"].value == "OK"
