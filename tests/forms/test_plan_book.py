"""The plan as a workbook: what nobody changed stays to the byte, and the rest is what changed."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.forms.made_plans import NUMBERS, WORDS, plan_texts
from tests.forms.plan_filling import PLAN, Book, filled, workbook
from tests.programs import convert

from ttdt.errors import TtdtError
from ttdt.forms.plan_book.applying import apply
from ttdt.forms.plan_book.columns import (
    INDICATORS,
    OF_PARTS,
    SHARES,
    SHEETS,
    CellKind,
    PlanColumn,
    PlanSheet,
)
from ttdt.forms.plan_book.comparing import ChangeKind, compare
from ttdt.forms.plan_book.identity import PlanIdentity
from ttdt.forms.plan_book.reading import FilledPlan, TypedRow
from ttdt.forms.plan_book.rows import PlanRows, rows_of
from ttdt.plan import read_plan
from ttdt.text.language import Language
from ttdt.yaml import PLAN_LIMITS, parse

if TYPE_CHECKING:
    from collections.abc import Callable


ROOT = Path(__file__).parents[2]
PLANS = [
    ROOT / "data/targets-2024.yaml",
    ROOT / "examples/bac-ai/targets-2024.yaml",
    ROOT / "examples/khanh-hoa-2025/targets-2025.yaml",
]


def imported(plan: FilledPlan, content: bytes) -> bytes:
    """Return a plan's file with what a workbook says; there is nothing wrong with it."""
    compared = compare(plan, rows_of(parse(content, "", PLAN_LIMITS).data))
    assert [plan.remarks, compared.remarks] == [(), ()]
    return apply(content, compared.changes, {key: [*rows] for key, rows in plan.rows.items()})


def changed(fill: Callable[[Book], Any], content: str = PLAN) -> str:
    """Return a plan's text after its workbook was filled in so."""
    book = Book(workbook(content))
    fill(book)
    return imported(filled(book.content()), content.encode()).decode()


def wrong(fill: Callable[[Book], Any], now: str = PLAN) -> list[str]:
    """Return what there is to be said of a workbook, while the file says something else `now`."""
    book = Book(workbook())
    fill(book)
    plan = filled(book.content())
    compared = compare(plan, rows_of(parse(now.encode(), "", PLAN_LIMITS).data))
    english = Language("en")
    return [
        f"{one.place}: {english.translate(one.message)}"
        for one in (*plan.remarks, *compared.remarks)
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.parent.name)
def test_a_workbook_that_nobody_changed_changes_not_a_byte(path: Path, language: str) -> None:
    content = path.read_bytes()
    plain = workbook(content, language)
    assert imported(filled(plain), content) == content
    # What openpyxl writes has other styles, strings and parts.
    assert imported(filled(Book(plain).content()), content) == content


@pytest.mark.slow
@pytest.mark.programs("LibreOffice")
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_nor_does_one_that_libreoffice_saved(kind: str, tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(workbook())
    convert([tmp_path / "plan.xlsx"], kind, tmp_path / "saved", tmp_path / "profile")
    saved = (tmp_path / f"saved/plan.{kind}").read_bytes()
    assert imported(filled(saved, f"plan.{kind}"), PLAN.encode()) == PLAN.encode()


def test_the_same_bytes_each_time() -> None:
    assert workbook() == workbook()


def set_to(sheet: str, key: str, column: str, value: object) -> Callable[[Book], None]:
    def fill(book: Book) -> None:
        book.cell(sheet, key, column).value = value

    return fill


RESPONSIBLE = "    responsible: [so-y-te]\n    reading"


@pytest.mark.parametrize(
    ("fill", "before", "after"),
    [
        (set_to("indicators", "roads", "target", 80), "{at_least: 75,", "{at_least: 80,"),
        (set_to("indicators", "roads", "target", 80.25), "at_least: 75,", "at_least: 80.25,"),
        (set_to("indicators", "roads", "comparator", "trên"), "{at_least: 75,", "{more_than: 75,"),
        (set_to("indicators", "roads", "name_en", "Lanes: all"), "en: Roads", 'en: "Lanes: all"'),
        (set_to("indicators", "roads", "name_en", None), 'cầu", en: Roads}', 'cầu"}'),
        (set_to("indicators", "roads", "may_exceed", "không"), "exceed: true", "exceed: false"),
        (set_to("indicators", "roads", "start", "the baseline"), "start: 0", "start: baseline"),
        (set_to("indicators", "roads", "responsible", None), RESPONSIBLE, "    reading"),
        (set_to("indicators", "parts", "tolerance", None), "      tolerance: 0.5\n", ""),
        (set_to("indicators", "parts/one", "target", 9), "more_than: 9.25", "more_than: 9"),
        (set_to("indicators", "area", "pace", None), "    pace: none\n", ""),
        (set_to("indicators", "area", "decimals", 1), "decimals: 2", "decimals: 1"),
        (set_to("indicators", "area", "clause", "3.10"), 'clause: "3"', 'clause: "3.10"'),
        (set_to("shares", "roads/phuoc-dai", "share", 81), "phuoc-dai: 80", "phuoc-dai: 81"),
        (set_to("shares", "roads/phuoc-dai", "remove", "bỏ"), ", by_unit: {phuoc-dai: 80}", ""),
        (set_to("units", "phuoc-dai", "kind", "phường"), "kind: commune", "kind: ward"),
        (set_to("units", "phuoc-trung", "code", 22807), 'code: ""', 'code: "22807"'),
        (set_to("units", "phuoc-trung", "formerly", "cu"), "[cu, cu-2]", "[cu]"),
        (set_to("populations", "poor", "part_of", "trường"), "of: people", "of: schools"),
        (set_to("populations", "poor", "max_change", None), ", max_change: 12.5", ""),
        (set_to("tasks", "draft", "due", "2024-Q2"), "due: 2024-Q1", "due: 2024-Q2"),
        (set_to("tasks", "draft", "units", "thon-1"), "units: all", "units: [thon-1]"),
        (set_to("tasks", "build", "units", "Tất cả"), "[thon-1, phuoc-trung]", "all"),
        (set_to("tasks", "draft", "indicator", "roads, area"), "r: roads", "r: [roads, area]"),
        (set_to("plan", "", "title_en", "The plan"), "en: Plan}", 'en: "The plan"}'),
        (set_to("plan", "", "funding_decimals", 3), "decimals: 1", "decimals: 3"),
        (set_to("plan", "", "target", 98), "{at_least: 95}", "{at_least: 98}"),
        (set_to("bodies", "so-y-te", "name_en", "Health"), "Sở Y tế}", "Sở Y tế, en: Health}"),
        (set_to("groups", "h", "remove", "remove"), ", h: {name: {vi: Nhóm khác}}", ""),
    ],
)  # fmt: skip
def test_a_changed_cell_changes_its_value_alone(
    fill: Callable[[Book], None], before: str, after: str
) -> None:
    assert PLAN.count(before) == 1
    assert changed(fill) == PLAN.replace(before, after)


WATER = """\
    max_step: 3
  nuoc-sach:
    clause: "4"
    group: g
    name: {vi: "Nước sạch"}
    measure: rate
    numerator: {vi: "người dùng nước"}
    population: people
    target: {at_least: 98.5}
funding:
"""


def test_new_rows_go_where_they_stand() -> None:
    def fill(book: Book) -> None:
        book.new_row("units", name="Phước Bình", above="Phước Đại", kind="xã", code=7)
        book.new_row("bodies", name_vi="Sở Đất đai")
        book.new_row("shares", indicator="Roads", unit="Phước Trung", share=70)
        book.new_row("indicators", id="parts", part="three", name_vi="Ba", population="schools")
        book.new_row(
            "indicators", name_vi="Nước sạch", clause="4", group="Nhóm", measure="tỷ lệ",
            population="people", comparator="ít nhất", target=98.5, numerator_vi="người dùng nước",
        )  # fmt: skip
        book.new_row("tasks", name_vi="Họp", clause="V.1", units="tất cả")

    made = changed(fill)
    for part in (
        ', phuoc-binh: {code: "7", name: "Phước Bình", kind: commune}}',
        '  so-dat-dai: {name: {vi: "Sở Đất đai"}}\nindicators:',
        "by_unit: {phuoc-dai: 80, phuoc-trung: 70}",
        "      three:\n        name: {vi: Ba}\n        population: schools\n  area:",
        WATER,
        '  hop:\n    clause: "V.1"\n    name: {vi: "Họp"}\n    units: all\nreport:',
    ):
        assert part in made
    assert sorted(set(PLAN.splitlines()) - set(made.splitlines())) == [
        "    target: {at_least: 75, by_unit: {phuoc-dai: 80}}   # agreed",
        '    units: {thon-1: {code: "1", name: Thôn 1, kind: village}}',
    ]
    plan, findings = read_plan(parse(made.encode(), "", PLAN_LIMITS))
    assert plan is not None, findings


def test_a_plan_without_money_bodies_or_tasks_can_get_them() -> None:
    plain = PLAN.partition("funding:")[0].replace("    responsible: [so-y-te]\n", "")
    plain = plain.replace("bodies:\n  so-y-te: {name: {vi: Sở Y tế}}\n", "")

    def fill(book: Book) -> None:
        book.cell("plan", "", "funding_unit_vi").value = "triệu đồng"
        book.new_row("sources", name_vi="Vốn tín dụng")
        book.new_row("projects", id="p1", code="1", name_vi="Đất ở")
        book.new_row("projects", id="p1-1", code="1.1", name_vi="Nhà", above="p1")
        book.new_row("bodies", id="so", name_vi="Sở")
        book.new_row("tasks", name_vi="Họp", clause="V.1", responsible="Sở")

    made = changed(fill, plain)
    plan, findings = read_plan(parse(made.encode(), "", PLAN_LIMITS))
    assert plan is not None, findings
    assert plan.funding is not None
    assert plan.funding.leaves == ("p1-1",)
    assert list(plan.tasks) == ["hop"]
    assert made.startswith(f'{plain}bodies:\n  so: {{name: {{vi: "Sở"}}}}\nfunding:')


def test_a_removed_row_takes_what_stands_in_it_along() -> None:
    def fill(book: Book) -> None:
        book.cell("units", "phuoc-dai", "remove").value = "bỏ"
        book.cell("indicators", "parts", "remove").value = "bỏ"

    book = Book(workbook())
    fill(book)
    plan = filled(book.content())
    compared = compare(plan, rows_of(parse(PLAN.encode(), "").data))
    assert [(one.sheet.key, one.key) for one in compared.changes] == [
        ("units", "phuoc-dai"),
        ("units", "thon-1"),
        ("indicators", "parts"),
        ("indicators", "parts/one"),
        ("indicators", "parts/two"),
    ]
    assert {one.kind for one in compared.changes} == {ChangeKind.REMOVED}
    made = changed(fill)
    assert "phuoc-trung" in made
    assert "thon-1: {" not in made
    assert "Hai phần" not in made


@pytest.mark.parametrize(
    ("fill", "said"),
    [
        (lambda book: book.delete_row("groups", "h"), "rows have been deleted or renamed: h;"),
        (set_to("groups", "h", "id", "i"), "rows have been deleted or renamed: h;"),
        (set_to("groups", "h", "id", "Nhóm"), "“Nhóm” is no id"),
        (set_to("groups", "h", "id", "g"), "this row is a copy of row 7"),
        (set_to("units", "thon-1", "above", None), "where an item stands does not change"),
        (set_to("indicators", "area", "measure", "số"), "“số” is none of the choices"),
        (set_to("indicators", "area", "target", None), "a target is a comparator and a number"),
        (set_to("indicators", "area", "target", "nhiều"), "“nhiều” is no number"),
        (set_to("indicators", "area", "target", "1.234"), "may mean thousands or decimals"),
        (set_to("indicators", "area", "target", "=1/0"), "formula"),
        (set_to("indicators", "roads", "pace", "đều trong năm"), "only the file can hold this"),
    ],
)
def test_what_cannot_be_is_told_of_by_its_cell(fill: Callable[[Book], Any], said: str) -> None:
    found = wrong(fill)
    assert any(said in one for one in found), found


def test_names_may_be_written_as_people_write_them() -> None:
    def fill(book: Book) -> None:
        book.new_row("shares", indicator="đường, cầu", unit="xã Phước Trung", share=70)
        book.cell("tasks", "draft", "indicator").value = "Đường, cầu"
        book.cell("tasks", "build", "units").value = "Thôn 1; Xã Phước Trung"
        # Some keyboards compose letters of marks.
        book.cell("indicators", "area", "name_vi").value = normalize("NFD", "Diện tích")

    after = "{phuoc-dai: 80, phuoc-trung: 70}"
    assert changed(fill) == PLAN.replace("{phuoc-dai: 80}", after)


def test_one_thing_under_two_names_is_there_twice() -> None:
    def fill(book: Book) -> None:
        for unit in ("Phước Trung", "phuoc-trung"):
            book.new_row("shares", indicator="roads", unit=unit, share=70)

    assert any("this row is a copy of row 8" in one for one in wrong(fill))


def test_merged_cells_take_nothing_out_of_the_plan() -> None:
    def merge(book: Book) -> None:
        cell = book.cell("groups", "g", "name_vi")
        cell.parent.merge_cells(
            start_row=cell.row, end_row=cell.row + 1, start_column=2, end_column=2
        )

    assert any("B7:B8 are merged" in one for one in wrong(merge))


def test_what_others_changed_meanwhile_stays() -> None:
    now = PLAN.replace("about: 98", "about: 97")
    now = now.replace("  people: {", "  cadres: {name: {vi: cán bộ}}\n  people: {")
    book = Book(workbook())
    book.cell("indicators", "roads", "target").value = 80
    made = imported(filled(book.content()), now.encode()).decode()
    assert made == now.replace("at_least: 75", "at_least: 80")
    # The same in both is no contradiction.
    assert imported(filled(book.content()), made.encode()).decode() == made


def test_what_was_changed_in_both_is_told_of() -> None:
    now = PLAN.replace("at_least: 75", "at_least: 76")
    fill = set_to("indicators", "roads", "target", 80)
    assert any("the file has been changed here, too" in one for one in wrong(fill, now))
    gone = PLAN.replace(", h: {name: {vi: Nhóm khác}}", "")
    fill = set_to("groups", "h", "name_vi", "X")
    assert any("has been taken out of the file meanwhile" in one for one in wrong(fill, gone))
    fill = set_to("indicators", "roads", "remove", "bỏ")
    assert any("so the row stays" in one for one in wrong(fill, now))


def test_a_deleted_column_or_sheet_is_refused() -> None:
    book = Book(workbook())
    cell = book.cell("units", "phuoc-dai", "code")
    cell.parent.delete_cols(cell.column)
    with pytest.raises(TtdtError, match="columns of the form have been deleted"):
        filled(book.content())
    book = Book(workbook())
    book.book.remove(book.cell("bodies", "so-y-te", "id").parent)
    with pytest.raises(TtdtError, match="has been deleted; restore it"):
        filled(book.content())


SENTENCES = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=60
).filter(lambda text: text.strip() == text)


@settings(max_examples=25)
@given(text=plan_texts(), language=st.sampled_from(["vi", "en"]))
def test_no_plan_changes_by_a_byte(text: str, language: str) -> None:
    assert imported(filled(workbook(text, language)), text.encode()) == text.encode()


@settings(max_examples=15)
@given(name=SENTENCES, note=SENTENCES, number=NUMBERS)
def test_any_words_and_numbers_come_back(name: str, note: str, number: Decimal) -> None:
    from json import dumps

    plan = PLAN.replace("vi: Diện tích", f"vi: {dumps(name, ensure_ascii=False)}").replace(
        "1234.5", f"{number:f}"
    )
    parsed = parse(plan.encode(), "", PLAN_LIMITS)
    if not parsed.readable or read_plan(parsed)[0] is None:
        return  # Words that no plan may hold, such as hidden marks; and 1.200 for a number.
    assert imported(filled(workbook(plan)), plan.encode()) == plan.encode()
    made = changed(set_to("indicators", "roads", "reading_vi", note), plan)
    data: Any = parse(made.encode(), "", PLAN_LIMITS).data
    read = data["indicators"]["roads"]["reading"]["vi"]
    assert read.split() == normalize("NFC", note).split()


def base_of(text: str) -> PlanRows:
    return rows_of(parse(text.encode(), "", PLAN_LIMITS).data)


def editable(base: PlanRows) -> list[tuple[str, str, PlanColumn]]:
    """Return the cells that may say any words or number."""
    return [
        (sheet.key, row.key, column)
        for sheet in SHEETS
        for row in base[sheet.key].values()
        for column in sheet.columns
        if (column.kind is CellKind.WORDS and column.path and column.key != "due")
        or (column.kind is CellKind.NUMBER and isinstance(row.cells.get(column.key), Decimal))
        if not (sheet is INDICATORS and "part" in row.cells and column.key not in OF_PARTS)
        # A text has words in Vietnamese where it has any.
        if not column.key.endswith("_en") or f"{column.key[:-2]}vi" in row.cells
        if not column.key.startswith("funding") or "funding_unit_vi" in row.cells
    ]


def typed(text: str, edits: dict[tuple[str, str], dict[str, Any]]) -> FilledPlan:
    """Return the workbook of a plan with other words and numbers in some cells."""
    base = base_of(text)
    rows = {
        sheet: {
            key: TypedRow(key, {**row.cells, **edits.get((sheet, key), {})}, sheet, number, {})
            for number, (key, row) in enumerate(found.items())
        }
        for sheet, found in base.items()
    }
    identity = PlanIdentity("p-2024", 2024, text.encode())
    return FilledPlan("plan.xlsx", identity, base, rows, dict.fromkeys(base, ""), ())


@settings(max_examples=80)
@given(st.data(), st.one_of(st.just(PLAN), plan_texts()))
def test_whatever_is_changed_is_what_changes(data: st.DataObject, text: str) -> None:
    base = base_of(text)
    edits: dict[tuple[str, str], dict[str, Any]] = {}
    for sheet, key, column in data.draw(st.lists(st.sampled_from(editable(base)), max_size=8)):
        value = data.draw(NUMBERS if column.kind is CellKind.NUMBER else WORDS)
        edits.setdefault((sheet, key), {})[column.key] = value
    made = imported(typed(text, edits), text.encode())
    found = base_of(made.decode())
    for name, rows in base.items():
        for key, row in rows.items():
            assert found[name][key].cells == {**row.cells, **edits.get((name, key), {})}
    for comment in re.findall(r"(?<=\s)# .*", text):
        assert made.decode().count(comment) >= text.count(comment)
    assert imported(typed(text, edits), made) == made


@settings(max_examples=40)
@given(st.data(), st.one_of(st.just(PLAN), plan_texts()))
def test_whatever_is_removed_is_what_goes(data: st.DataObject, text: str) -> None:
    base = base_of(text)
    keys = data.draw(st.sets(st.sampled_from([*base["tasks"], *base["indicators"]])))
    plan = typed(text, {})
    rows = {
        sheet: {
            key: row._replace(is_removed=key in keys and sheet in {"tasks", "indicators"})
            for key, row in found.items()
        }
        for sheet, found in plan.rows.items()
    }
    found = base_of(imported(plan._replace(rows=rows), text.encode()).decode())
    for sheet, known in base.items():
        gone = {key for key in known if keys & {key, re.split("[/@]", key)[0], key.split("@")[0]}}
        touched = gone if sheet in {"tasks", "indicators", "shares"} else set()
        assert found[sheet].keys() == known.keys() - touched


HELD = {
    "plan": {"year", "calendar", "deadlines", "report", "units", "populations", "groups",
             "indicators", "bodies", "tasks"},
    "indicators": {"parts"},
    "units": {"units"},
    "projects": {"projects"},
}  # fmt: skip
"""What has no column: sections, which are sheets, what stands in rows, and what the file holds."""


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_every_key_of_a_plan_has_a_column_or_is_known_to_have_none(sheet: PlanSheet) -> None:
    keys = {column.path[0] for column in sheet.columns if column.path}
    if sheet is not SHARES:
        assert keys | HELD.get(sheet.key, set()) == set(sheet.shape.model_fields)
