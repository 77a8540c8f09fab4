"""A form's sheets for money and tasks: what they begin with, and what comes back of them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.change.programme_plan import PLAN, Q2, TEXT, read_back
from tests.forms.filling import cell_of, example_files
from tests.programs import convert

from ttdt.change.update import update
from ttdt.excel.reader_process import WorkbookReader
from ttdt.forms.form import form_for
from ttdt.forms.reading import read_forms
from ttdt.forms.reconciling import reconcile
from ttdt.forms.writing import workbook
from ttdt.submission.history import History
from ttdt.text.language import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import MakeWorkspace, Ttdt

FILED = """\
unit: bac-ai
period: 2024-Q1
status: final
funding:
  p1: {local: {carried_over: 20.5, assigned: 500, disbursed: 100.5}}
  p5-1: {central: {assigned: 3000, disbursed: 0}}
tasks: {iii-1-1: done, iii-4-1: {status: under_way, percent: 20}}
"""
MONEY, TASKS = "ttdt.money", "ttdt.task"
LOCAL, BOARDING = "funding:p1/local", "funding:p5-1/central"
Answers = dict[tuple[str, str, str], Any]


@pytest.fixture
def place(make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_workspace({"targets-2024.yaml": TEXT, "districts/bac-ai/2024-Q1.yaml": FILED})
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def form(place: Path, ttdt: Ttdt) -> Path:
    done = ttdt("template", "-p", "Q2", "--unit", "bac-ai", "-o", "form.xlsx", "--lang", "en")
    assert done.code == 0, done.err
    return place / "form.xlsx"


def fill(path: Path, answers: Mapping[tuple[str, str, str], Any]) -> dict[str, str]:
    """Type answers into cells, by column of ids, id and column; return where each stands."""
    book = openpyxl.load_workbook(path)
    places = {}
    for (ids, name, column), value in answers.items():
        sheet = book[{MONEY: "Money", TASKS: "Tasks"}.get(ids, "Q2")]
        places[name] = cell_of(sheet, name, column, ids)
        sheet[places[name]].value = value
    book.save(path)
    return places


STATUS: Answers = {("ttdt.id", "status", "value"): "final figures"}
FILLED: Answers = {
    **STATUS,
    (MONEY, LOCAL, "assigned"): 600,
    (MONEY, LOCAL, "disbursed"): 510.5,
    (MONEY, LOCAL, "decision"): "12/QĐ-UBND, 01/07/2024",
    (MONEY, BOARDING, "assigned"): 3400.125,
    (MONEY, BOARDING, "not_reported"): "chưa đối chiếu",
    (TASKS, "task:iii-4-1", "status"): "under way",
    (TASKS, "task:iii-4-1", "percent"): 0.4,
    (TASKS, "task:iii-4-1", "cause"): "mưa lũ",
}


def test_it_begins_with_what_is_known(form: Path) -> None:
    book = openpyxl.load_workbook(form)
    money, tasks = book["Money"], book["Tasks"]

    def shown(sheet: Any, ids: str, name: str, column: str) -> Any:
        return sheet[cell_of(sheet, name, column, ids)].value

    assert [shown(money, MONEY, LOCAL, one) for one in ("carried_over", "assigned", "last")] == [
        20.5,
        500,
        100.5,
    ]
    assert shown(money, MONEY, LOCAL, "disbursed") is None
    assert shown(money, MONEY, BOARDING, "assigned") == 3000
    assert shown(money, MONEY, "funding:p5-1/local", "assigned") is None
    assert shown(tasks, TASKS, "task:iii-1-1", "status") == "done"
    assert shown(tasks, TASKS, "task:iii-1-1", "due") == "quarter 2 of 2024"
    assert shown(tasks, TASKS, "task:iii-4-1", "status") is None
    assert shown(tasks, TASKS, "task:iii-4-1", "last") == "under way, 20 % (Q1)"


def test_grey_rows_turn_red_and_whole_amounts_have_no_mark(form: Path) -> None:
    sheet = openpyxl.load_workbook(form)["Money"]
    grey = cell_of(sheet, "funding:p5-3/local", "disbursed", MONEY)
    rules = {
        rule.formula[0]: rule.dxf
        for ranges in sheet.conditional_formatting
        for rule in ranges.rules
        if grey in ranges.sqref
    }
    assert rules.keys() == {"N(I7)>N(E7)+N(F7)", "N(I7)=ROUND(N(I7),0)"}
    assert rules["N(I7)=ROUND(N(I7),0)"].numFmt.formatCode == "#,##0"
    assert sheet[grey].number_format == "#,##0.###"


def test_the_guide_says_that_money_has_decimals(form: Path) -> None:
    sheet = openpyxl.load_workbook(form)["Instructions"]
    steps = [row[1].value for row in sheet.iter_rows() if row[1].value]
    assert "Amounts of money may have up to 3 decimals, behind the mark that Excel uses." in steps


def test_rows_are_as_high_as_their_names_are_long(
    make_workspace: MakeWorkspace, ttdt: Ttdt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_workspace({"targets-2024.yaml": TEXT.replace("en: Water}", f"en: {'Water ' * 15}}}")})
    monkeypatch.chdir(tmp_path)
    ttdt("template", "-p", "Q2", "--unit", "bac-ai", "-o", "form.xlsx", "--lang", "en")
    sheet = openpyxl.load_workbook("form.xlsx")["Money"]
    assert sheet["D8"].value == ("Water " * 15).strip()
    assert sheet.row_dimensions[8].height == 48.75
    assert sheet["D8"].alignment.wrap_text


def test_a_form_that_nobody_filled_in_changes_nothing(form: Path, ttdt: Ttdt) -> None:
    assert "nothing new" in ttdt("import", str(form), "--yes").err


def test_what_is_filled_in_is_written(form: Path, ttdt: Ttdt, place: Path) -> None:
    fill(form, FILLED)
    done = ttdt("import", str(form), "--yes")
    assert done.code == 0, done.err
    text = (place / "data/districts/bac-ai/2024-Q2.yaml").read_text("utf-8")
    assert (
        "  p1:\n    local: {carried_over: 20.5, assigned: 600, disbursed: 510.5,"
        ' decision: {number: "12/QĐ-UBND", date: 2024-07-01}}  # Provincial counterpart budget\n'
    ) in text
    assert (
        '    central: {carried_over: 0, assigned: 3400.125, not_reported: "chưa đối chiếu"}  # '
    ) in text
    # What was done stays so.
    assert "  iii-1-1: done\n" in text
    assert '  iii-4-1: {status: under_way, percent: 40, cause: "mưa lũ"}\n' in text
    assert "No earlier submission" not in text
    # A second time it says nothing new, and neither does a form begun with the file.
    assert "nothing new" in ttdt("import", str(form), "--yes").err
    ttdt("template", "-p", "Q2", "--unit", "bac-ai", "-o", "again.xlsx", "--lang", "vi")
    assert "nothing new" in ttdt("import", "again.xlsx", "--yes").err


def test_a_task_that_is_no_longer_cancelled_has_no_reason_for_it(place: Path, ttdt: Ttdt) -> None:
    file = place / "data/districts/bac-ai/2024-Q1.yaml"
    said = "iii-4-1: {status: cancelled, reason: gộp, cause: thiếu vốn, note: chờ}"
    before = FILED.replace("iii-4-1: {status: under_way, percent: 20}", said)
    file.write_text(before, encoding="utf-8")
    assert ttdt("template", "-p", "Q1", "--unit", "bac-ai", "-o", "form.xlsx").code == 0
    fill(place / "form.xlsx", {(TASKS, "task:iii-4-1", "status"): "done"})
    done = ttdt("import", "form.xlsx", "--yes")
    assert done.code == 0, done.err
    changed = before.replace("status: cancelled, reason: gộp,", "status: done,")
    expected = changed.replace("note: chờ}", 'source: "form.xlsx", note: chờ}')
    assert file.read_text("utf-8") == expected


@pytest.mark.parametrize(
    ("answers", "at", "said"),
    [
        ({(MONEY, LOCAL, "disbursed"): 520.75}, LOCAL, "TT216"),
        ({(MONEY, LOCAL, "disbursed"): 1.2345}, LOCAL, "TT218"),
        ({(MONEY, LOCAL, "disbursed"): -1}, LOCAL, "TT217"),
        ({(MONEY, LOCAL, "disbursed"): "nhiều"}, LOCAL, "is no number"),
        ({(MONEY, LOCAL, "disbursed"): "1.200"}, LOCAL, "may mean thousands or decimals"),
        ({(MONEY, BOARDING, "disbursed"): 1, (MONEY, BOARDING, "not_reported"): "x"}, BOARDING,
         "a reason for having no figure stands beside one"),
        ({(TASKS, "task:iii-4-1", "status"): "soon"}, "task:iii-4-1", "none of the choices"),
        ({(TASKS, "task:iii-4-1", "percent"): 0.4}, "task:iii-4-1", "not how far it is"),
        ({(TASKS, "task:iii-4-1", "status"): "đã hủy"}, "task:iii-4-1", "TT221"),
        ({(MONEY, LOCAL, "disbursed"): "3.562"}, LOCAL, "no mark but the one before decimals"),
        ({(MONEY, LOCAL, "decision"): "12/QĐ-UBND, 31/02/2024"}, LOCAL, "there is no day"),
        ({(TASKS, "task:iii-4-1", "status"): "under way",
          (TASKS, "task:iii-4-1", "percent"): 1.5}, "task:iii-4-1", "TT"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_of_its_cell(
    form: Path, ttdt: Ttdt, answers: Answers, at: str, said: str
) -> None:
    where = fill(form, {**STATUS, **answers})[at]
    done = ttdt("import", str(form), "--yes")
    sheet = "Tasks" if at.startswith("task") else "Money"
    column = where if "how far" not in said else where.replace("G", "F")
    assert done.code == 1
    assert f"!{sheet}!{column}" in done.err
    assert said in done.err


def test_a_cell_that_was_emptied_stays_on_file(form: Path, ttdt: Ttdt) -> None:
    fill(form, FILLED)
    assert ttdt("import", str(form), "--yes").code == 0
    fill(form, {(MONEY, LOCAL, "disbursed"): None, (TASKS, "task:iii-4-1", "note"): "ghi chú"})
    done = ttdt("import", str(form), "--yes")
    assert "1 cell is empty though a figure is on file, which stays" in done.err


def test_a_row_that_was_emptied_stays_on_file(form: Path, ttdt: Ttdt, place: Path) -> None:
    fill(form, FILLED)
    assert ttdt("import", str(form), "--yes").code == 0
    written = (place / "data/districts/bac-ai/2024-Q2.yaml").read_bytes()
    columns = ("carried_over", "assigned", "disbursed", "decision")
    places = [fill(form, {(MONEY, LOCAL, column): None})[LOCAL] for column in columns]
    done = ttdt("import", str(form), "--yes")
    assert "3 cells are empty though figures are on file, which stay" in done.err
    assert all(f"Money!{cell}" in done.err for cell in places[:3])
    assert (place / "data/districts/bac-ai/2024-Q2.yaml").read_bytes() == written


def test_what_a_table_says_of_a_row_that_a_form_leaves_empty_counts(
    form: Path, ttdt: Ttdt, place: Path
) -> None:
    columns = ("carried_over", "assigned", "disbursed")
    fill(form, STATUS | {(MONEY, LOCAL, column): None for column in columns})
    table = "unit,period,indicator,value\nbac-ai,2024-Q2,funding.p1.local.disbursed,7\n"
    (place / "table.csv").write_text(table, encoding="utf-8")
    done = ttdt("import", str(form), "table.csv", "--yes")
    assert done.code == 0, done.err
    # What the form began with, and somebody emptied, is not said again.
    text = (place / "data/districts/bac-ai/2024-Q2.yaml").read_text("utf-8")
    assert "    local: {disbursed: 7}  # " in text


def test_rows_that_are_copies_or_nobodys_are_said(form: Path, ttdt: Ttdt) -> None:
    book = openpyxl.load_workbook(form)
    sheet = book["Money"]
    sheet["A30"].value, sheet["I31"].value = LOCAL, 5
    book.save(form)
    fill(form, STATUS)
    done = ttdt("import", str(form), "--yes")
    assert "Money!30" in done.err
    assert "this row is a copy of row" in done.err
    assert "Money!31" in done.err
    assert "the row is not the form's" in done.err


@pytest.mark.parametrize(
    ("sheet", "name"),
    [("Money", "funding:"), ("Money", "funding:p1"), ("Money", "x"), ("Tasks", "task:"),
     ("Tasks", "funding:p1/local/disbursed"), ("Tasks", "y")],
)  # fmt: skip
def test_a_row_of_another_id_is_nothing_that_is_asked(
    form: Path, ttdt: Ttdt, sheet: str, name: str
) -> None:
    fill(form, STATUS)
    book = openpyxl.load_workbook(form)
    book[sheet]["A30"].value = name
    book[sheet]["F30"].value = 5
    book.save(form)
    done = ttdt("import", str(form), "--yes")
    assert done.code == 1
    assert f"{sheet}!" in done.err


def test_a_plan_without_money_has_no_sheet_for_it(
    make_workspace: MakeWorkspace, ttdt: Ttdt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_workspace(example_files())
    monkeypatch.chdir(tmp_path)
    ttdt("template", "-p", "Q3", "--unit", "dong-son", "-o", "form.xlsx", "--lang", "en")
    assert openpyxl.load_workbook("form.xlsx").sheetnames == ["Instructions", "Q3", "ttdt"]


@pytest.mark.usefixtures("place")
def test_the_own_area_has_the_tasks_of_bodies(ttdt: Ttdt) -> None:
    ttdt("template", "-p", "Q2", "--unit", "province", "--own", "-o", "form.xlsx", "--lang", "en")
    sheet = openpyxl.load_workbook("form.xlsx")["Tasks"]
    assert [sheet[f"A{row}"].value or sheet[f"B{row}"].value for row in range(7, 11)] == [
        "Ethnic Affairs Committee",
        "task:v-1-1",
        "Fatherland Front",
        "task:v-2-1",
    ]


CELLS = [(project, source) for project in ("p1", "p5-1", "p5-3") for source in ("central", "local")]
AMOUNT = st.decimals(0, 99_999_999, places=3).map(
    lambda amount: amount if amount != amount.to_integral_value() else Decimal(int(amount))
)


@settings(deadline=None, derandomize=True, max_examples=12)
@given(st.lists(AMOUNT, min_size=6, max_size=6))
def test_every_decimal_comes_back_as_it_was_typed(
    tmp_path_factory: pytest.TempPathFactory, amounts: list[Decimal]
) -> None:
    history = History(PLAN, "bac-ai", {})
    made = workbook(form_for(history, Q2), "", Language("en"))
    path = tmp_path_factory.mktemp("form") / "form.xlsx"
    path.write_bytes(made)
    typed = {
        (MONEY, f"funding:{project}/{source}", key): float(amount)
        for (project, source), amount in zip(CELLS, amounts, strict=True)
        for key in ("assigned", "disbursed")
    }
    fill(path, typed)
    with WorkbookReader() as reader:
        (filled,) = read_forms(path.read_bytes(), "form.xlsx", None, reader)
    edits = reconcile(form_for(history, Q2), filled).edits
    text = update(b"unit: bac-ai\nperiod: 2024-Q2\n", PLAN, edits)
    said = read_back(text).funding
    for cell, amount in zip(CELLS, amounts, strict=True):
        shortest = amount.normalize() + 0
        assert said[cell].assigned == said[cell].disbursed == amount
        assert f"{{assigned: {shortest:f}, disbursed: {shortest:f}}}" in text.decode()


def _rounded(value: object) -> object:
    return round(value, 6) if isinstance(value, float) else value or None


@pytest.mark.programs("LibreOffice")
def test_sums_follow_what_is_typed(form: Path, place: Path) -> None:
    fill(
        form,
        {
            (MONEY, LOCAL, "disbursed"): 521,
            (MONEY, "funding:p5-1/central", "assigned"): 300,
            (MONEY, "funding:p5-1/central", "disbursed"): 150,
            (MONEY, "funding:p5-3/central", "assigned"): 100,
            (MONEY, "funding:p5-3/local", "assigned"): 10,
            (MONEY, "funding:p5-3/local", "disbursed"): 11,
        },
    )
    convert([form], "xlsx", Path("computed"), place / "profile")
    sheet = openpyxl.load_workbook(Path("computed/form.xlsx"), data_only=True)["Money"]
    shown = {
        (sheet[f"C{row}"].value or "", sheet[f"D{row}"].value): [
            _rounded(sheet[f"{column}{row}"].value) for column in "EFGIJKL"
        ]
        for row in range(7, 20)
        if sheet[f"A{row}"].value is None
    }
    central, local = "Central budget, investment", "Provincial counterpart budget"
    assert shown == {
        # What is disbursed of 5.3 from the central budget is missing.
        ("", "All projects"): [20.5, 910, 930.5, 682, None, None, None],
        ("1", "Water"): [20.5, 500, 520.5, 521, 1.000961, -0.5, None],
        ("5", "Education"): [None, 410, 410, 161, None, None, None],
        ("5.1", "Boarding schools"): [None, 300, 300, 150, 0.5, 150, None],
        ("5.3", "Vocational training"): [None, 110, 110, 11, None, None, None],
        ("Σ", central): [None, 400, 400, 150, None, None, None],
        ("Σ", local): [20.5, 510, 530.5, 532, 1.002828, -1.5, None],
    }
    above = cell_of(sheet, LOCAL, "check", MONEY)
    assert sheet[above].value == "⚠ above available"


TABLE = """\
unit,period,indicator,value,percent,text,reason,note,status
bac-ai,2024-Q2,funding.p1.local.assigned,600,,,,,final
bac-ai,2024-Q2,funding.1.Provincial counterpart budget.disbursed,510.125,,,,,
bac-ai,2024-Q2,funding.p1.local.decision,,,"12/QĐ-UBND, 01/07/2024",,,
bac-ai,2024-Q2,funding.5.3.central.disbursed,1.200,,,,,
bac-ai,2024-Q2,funding.5.3.central.assigned,"3400,5",,,,,
bac-ai,2024-Q2,tasks.iii-4-1,under way,40,,mưa lũ,,
bac-ai,2024-Q2,tasks.III.1,,,cancelled,gộp,,
"""


def test_a_plain_table_has_a_row_for_each_amount_and_task(place: Path, ttdt: Ttdt) -> None:
    (place / "table.csv").write_text(TABLE, encoding="utf-8")
    done = ttdt("import", "table.csv", "--yes")
    assert done.code == 0, done.err
    text = (place / "data/districts/bac-ai/2024-Q2.yaml").read_text("utf-8")
    assert (
        "    local: {carried_over: 20.5, assigned: 600, disbursed: 510.125,"
        ' decision: {number: "12/QĐ-UBND", date: 2024-07-01}}  # '
    ) in text
    # An amount is written with the decimals that it was typed with.
    assert "    central: {assigned: 3400.5, disbursed: 1.200}  # " in text
    assert '  iii-4-1: {status: under_way, percent: 40, cause: "mưa lũ"}\n' in text
    assert '  iii-1-1: {status: cancelled, reason: "gộp"}\n' in text
    assert "nothing new" in ttdt("import", "table.csv", "--yes").err


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("funding.p1.local.disbursed,500.0001", "table.csv!C2: TT218"),
        ('funding.p1.local.disbursed,"1,234"', "table.csv!C2: “1,234” may mean thousands"),
        ("funding.p1.local.disbursed,much", "table.csv!C2: “much” is no number"),
        ("funding.p2.local.disbursed,1", "did you mean “p1/local”?"),
        ("funding.p5.local.disbursed,1", "is made of p5-1, p5-3; write the amounts there"),
        ("funding.p1.local.disbursd,1", "did you mean “disbursed”?"),
        ("funding.p1.local,1", "nothing that the plan asks for"),
        ("tasks.iii-4-2,done", "did you mean “iii-4-1”?"),
        ("tasks.iii-4-1,soon", "table.csv!C2: “soon” is none of the choices"),
    ],
)
def test_what_is_wrong_in_a_plain_table_is_said_of_its_cell(
    place: Path, ttdt: Ttdt, row: str, said: str
) -> None:
    head = "unit,indicator,value,period,status"
    name, value = row.split(",", 1)
    table = f"{head}\nbac-ai,{name},{value},2024-Q2,final\n"
    (place / "table.csv").write_text(table, encoding="utf-8")
    done = ttdt("import", "table.csv", "--yes")
    assert done.code == 1
    assert said in done.err


@pytest.mark.parametrize(
    ("column", "name"), [("note", "funding.p1.local.disbursed"), ("state", "tasks.iii-4-1")]
)
def test_a_plain_table_drops_nothing_of_what_it_is_given(
    place: Path, ttdt: Ttdt, column: str, name: str
) -> None:
    value = "done" if name.startswith("tasks") else "5"
    table = f"unit,period,status,indicator,value,{column}\nbac-ai,2024-Q2,final,{name},{value},x\n"
    (place / "table.csv").write_text(table, encoding="utf-8")
    done = ttdt("import", "table.csv", "--yes")
    assert done.code == 1
    assert f"table.csv!F2: “{column}” says nothing in a row of money or tasks" in done.err
