from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from python_calamine import CalamineWorkbook
from tests.output.pdf_reading import page_texts
from tests.output.xlsx_reading import column, displayed, opened, render, table
from tests.programs import convert

from ttdt.analysis.trend import TrendRound, build_trend
from ttdt.compute import Status
from ttdt.document import wording
from ttdt.document.report import rows
from ttdt.document.report.json import document
from ttdt.plan import OWN_AREA, Measure
from ttdt.text.language import Language

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Assess, Example

    from ttdt.compute import Report

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

EN = Language("en")
SHEETS = [
    "Summary",
    "Indicators of the province",
    "Comparison",
    "Economy",
    "Infrastructure",
    "People",
    "By unit",
    "Submissions",
    "Raw figures",
    "Check",
    "Notes",
]


def parts(product: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(product)) as file:
        return {name: file.read(name).decode("utf-8", "replace") for name in file.namelist()}


def entries(report: Report) -> list[dict[str, Any]]:
    return list(document(report, EN)["indicators"])


def test_the_sheets(example: Example) -> None:
    assert opened(render(example())).sheetnames == SHEETS
    trend = build_trend([], TrendRound(example()))
    names = opened(render(example(), trend=trend)).sheetnames
    assert names == [*SHEETS[:7], "Rounds", *SHEETS[7:]]


def test_the_same_report_gives_the_same_bytes(example: Example) -> None:
    trend = build_trend([TrendRound(example())], TrendRound(example()))
    assert render(example()) == render(example())
    assert render(example(), "vi", trend=trend) == render(example(), "vi", trend=trend)


def test_its_only_date_is_the_end_of_the_period(example: Example) -> None:
    book = opened(render(example()))
    assert book.properties.created == datetime(2024, 6, 30)  # noqa: DTZ001 - as the file has it
    assert book.properties.title == "An example plan, 2024"


def test_both_readers_find_the_same(example: Example) -> None:
    product = render(example())
    read = CalamineWorkbook.from_filelike(BytesIO(product))
    assert read.sheet_names == SHEETS
    book = opened(product, values=True)
    for name in SHEETS:
        found = read.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for seen, cells in zip(found, book[name].iter_rows(values_only=True), strict=False):
            for one, other in zip(seen, cells, strict=False):
                if isinstance(other, str | int | float):
                    assert one == other, name


def test_the_province_has_the_numbers_of_json(example: Example) -> None:
    report = example(carry_forward=True)
    lines = table(opened(render(report))["Indicators of the province"], "Actual", "Status")
    expected = entries(report)
    assert len(lines) == len(expected) == 13
    for line, entry in zip(lines, expected, strict=True):
        seen = entry["province"]
        for head, key in (("Actual", "value"), ("Gap", "gap")):
            if seen[key] is None:
                assert line[head].value is None
            else:
                assert line[head].data_type == "n"
                assert line[head].value == pytest.approx(seen[key], abs=1e-6)
        assert line["Clause"].value == entry["clause"]
        assert line["Clause"].data_type == "s"


def test_raw_figures_are_the_units_numbers_of_json(example: Example) -> None:
    report = example()
    leaves = [
        entry for entry in entries(report) if entry["id"] != "solid-facilities" or entry["part"]
    ]
    lines = table(opened(render(report))["Raw figures"], "Indicator id", "Unit id")
    assert len(lines) == 3 * len(leaves) == 36
    by_key = {(line["Unit id"].value, line["Indicator id"].value): line for line in lines}
    for entry in leaves:
        key = f"{entry['id']}/{entry['part']}" if entry["part"] else entry["id"]
        for unit, seen in entry["units"].items():
            line = by_key[unit, key]
            for head, name in (
                ("Numerator or count", "numerator"),
                ("Population", "population"),
                ("Value", "value"),
                ("Target", "target"),
            ):
                if seen[name] is None:
                    assert line[head].value is None, (unit, key, head)
                else:
                    assert line[head].data_type == "n"
                    assert line[head].value == pytest.approx(seen[name], abs=1e-6)
            assert line["Counted in the province"].value == int(seen["counted"])
            source = seen["source"] or {"path": None, "line": None}
            assert line["File"].value == source["path"]
            assert line["Line"].value == source["line"]
            assert line["Unit's words"].value == seen["text"]
            assert line["Sample"].value == "SAMPLE DATA"


def test_excel_shows_what_report_prints(example: Example) -> None:
    report, lang = example(), EN
    book = opened(render(report))
    lines = table(book["Indicators of the province"], "Actual", "Status")
    printed = {}
    for line, (result, row) in zip(
        lines,
        (
            (result, rows.area_row(lang, report, result, OWN_AREA))
            for _, results in rows.by_group(report)
            for result in results
        ),
        strict=True,
    ):
        count = result.indicator.measure is Measure.COUNT

        def said(amount: wording.Amount | None, count: bool = count) -> str:  # noqa: FBT001
            return "" if amount is None else amount.number if count else str(amount)

        assert displayed(line["Actual"]) == said(row.value)
        assert displayed(line["Gap"]) == said(row.gap)
        assert displayed(line["Target"]) == said(row.target)
        assert line["Status"].value == row.verdict
        printed[row.id] = displayed(line["Actual"])
    assert printed["child-underweight"] == "14.995 %"  # against less than 15 %
    assert printed["preschool"] == "95.0 %"
    lines = table(book["People"], "Actual", "Numerator")
    assert "~" in displayed(lines[1]["Numerator"])  # made from a percentage


def test_the_matrix_has_numbers_behind_symbols(example: Example) -> None:
    report = example()
    lines = table(opened(render(report, ranks=True))["By unit"], "Province")
    shown = {line["Indicator"].value: line for line in lines}
    roads = shown["Villages with a hardened road"]
    found = next(entry for entry in entries(report) if entry["id"] == "village-roads")
    assert roads["Đông Sơn"].data_type == "n"
    assert roads["Đông Sơn"].value == pytest.approx(found["units"]["dong-son"]["value"])
    symbol = wording.SYMBOLS[Status(found["units"]["dong-son"]["status"])]
    assert displayed(roads["Đông Sơn"]).startswith(f"{symbol} ")
    assert displayed(roads["Đông Sơn"]).endswith(f"({found['units']['dong-son']['rank']})")
    (parity,) = [line for name, line in shown.items() if str(name).startswith("Minority cadres")]
    negative = [
        cell for cell in parity.values() if isinstance(cell.value, float) and cell.value < 0
    ]
    assert negative
    assert all(displayed(cell)[1:3] == " -" for cell in negative)  # Excel's own minus comes first


def test_two_sheets_have_formulas_and_nothing_is_a_link_outward(
    example: Example,
) -> None:
    product = render(example())
    for sheet in opened(product).worksheets:
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
        assert ("f" in kinds) is (sheet.title in {"Check", "Comparison"}), sheet.title
    assert not any("http" in text and 'TargetMode="External"' in text
                   for name, text in parts(product).items() if name.endswith(".rels"))  # fmt: skip


def test_formulas_carry_their_results(example: Example) -> None:
    lines = table(opened(render(example()), values=True)["Check"], "Result", "Difference")
    assert set(column(lines, "Result")) == {"OK"}
    assert all(line["Difference"].value in {None, 0} for line in lines)
    roads = next(line for line in lines if line["Indicator id"].value == "village-roads")
    assert roads["Value (worked out again)"].value == roads["Value (ttdt)"].value
    assert 'fullCalcOnLoad="1"' in parts(render(example()))["xl/workbook.xml"]


def test_heads_stay_in_sight_and_tables_can_be_filtered(example: Example) -> None:
    book = opened(render(example()))
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes is not None, sheet.title
        assert sheet.print_title_rows, sheet.title
        if sheet.title == "Raw figures":
            (found,) = sheet.tables.values()
            assert found.name == "ttdt_figures"
            assert found.autoFilter is not None
            assert found.ref.startswith("A1:")
        else:
            assert sheet.auto_filter.ref, sheet.title
    names = set(book.defined_names)
    assert {"ttdt_key", "ttdt_counted", "ttdt_numerator", "ttdt_population"} <= names


def test_every_sheet_prints_on_a4_with_its_name_page_and_sample_mark(example: Example) -> None:
    for sheet in opened(render(example())).worksheets:
        setup = sheet.page_setup
        assert (str(setup.paperSize), setup.orientation) == ("9", "landscape")
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter.left.text == "&A"
        assert sheet.oddFooter.right.text == "&P/&N"
        assert "SAMPLE DATA" in str(sheet.oddHeader.right.text)


def test_every_sheet_says_that_it_is_a_sample(example: Example) -> None:
    for sheet in opened(render(example())).worksheets:
        texts = [str(cell.value) for row in sheet.iter_rows() for cell in row]
        assert any("SAMPLE DATA" in text for text in texts), sheet.title


def test_dates_are_dates(example: Example) -> None:
    lines = table(opened(render(example()))["Submissions"], "Submission", "Date")
    dated = [line["Date"] for line in lines if line["Date"].value is not None]
    assert dated
    for cell in dated:
        assert cell.is_date
        assert cell.number_format == "dd/mm/yyyy"


def test_missing_is_not_zero(example: Example) -> None:
    lines = table(opened(render(example()))["Submissions"], "Submission", "Date")
    states = {line["Unit"].value: line["Submission"].value for line in lines}
    assert states["Nam Phú"] == "? Not submitted"
    raw = table(opened(render(example()))["Raw figures"], "Unit id")
    absent = [line for line in raw if line["Unit id"].value == "nam-phu"]
    assert all(line["Numerator or count"].value is None for line in absent)


def test_sparklines_follow_the_rounds(example: Example) -> None:
    product = render(example(), trend=build_trend([TrendRound(example())], TrendRound(example())))
    drawn = [name for name, text in parts(product).items() if "x14:sparkline>" in text]
    assert len(drawn) == 5  # all indicators, three groups, the rounds
    assert "Rounds!" in parts(product)[drawn[0]]
    assert not any("x14:sparkline" in text for text in parts(render(example())).values())


def test_a_group_has_its_rates_in_a_chart_that_says_what_it_shows(example: Example) -> None:
    found = parts(render(example()))
    charts = [text for name, text in found.items() if name.startswith("xl/charts/chart")]
    assert len(charts) == 3  # the summary, and the two groups with rates
    drawings = [text for name, text in found.items() if name.startswith("xl/drawings/drawing")]
    assert all('descr="' in text for text in drawings)


def test_what_is_left_and_reasons_stand_only_where_there_are_any(example: Example) -> None:
    book = opened(render(example()))
    left = ("Left to do", "Left to do in each month", "What is left to do")
    lines = table(book["Infrastructure"], "Actual", "Status")
    roads = next(one for one in lines if one["Clause"].value == "2.1")
    assert [roads[head].value for head in left] == [2, 1, "villages with a hardened road"]
    assert not set(left) & table(book["Economy"], "Actual", "Status")[0].keys()
    whole = table(book["Indicators of the province"], "Actual", "Status")
    assert "Reason" not in whole[0]


def test_the_share_of_the_plan_is_not_capped(example: Example) -> None:
    lines = table(opened(render(example()))["Indicators of the province"], "% of the plan")
    shares = {line["Indicator"].value: displayed(line["% of the plan"]) for line in lines}
    # 100 % is 102.04 % of 98 %; 43 of 60 villages are 71.67 %, which is 95.56 % of 75 %.
    assert shares["Solid health stations"] == "102.0 %"
    assert shares["Villages with a hardened road"] == "95.6 %"
    assert shares["Underweight children under 5"] == ""


@pytest.mark.programs("LibreOffice")
def test_raw_figures_are_not_printed(example: Example, tmp_path: Path) -> None:
    source = tmp_path / "report.xlsx"
    source.write_bytes(render(example()))
    convert([source], "pdf", tmp_path / "printed", tmp_path / "profile")
    pages = page_texts((tmp_path / "printed" / "report.pdf").read_bytes())
    assert len(pages) == len(SHEETS) - 1
    assert not [page for page in pages if "Raw figures" in page.splitlines()[-1]]


def test_bars_are_drawn_over_shares_of_the_target(example: Example) -> None:
    lines = table(
        opened(render(example()))["Indicators of the province"], "Way made to the target (%)"
    )
    shares = {line["Indicator"].value: line["Way made to the target (%)"] for line in lines}
    assert shares["Children aged 5 in kindergarten"].value < 100
    assert displayed(shares["Children aged 5 in kindergarten"]) != "100 %"
    assert any("x14:dataBar" in text for text in parts(render(example())).values())


def test_some_units(example: Example) -> None:
    book = opened(render(example("dong-son", "nam-phu")), values=True)
    assert book.sheetnames[3:5] == ["Đông Sơn", "Nam Phú"]
    lines = table(book["Đông Sơn"], "Province", "Source")
    assert any("data/districts/dong-son/2024-Q2.yaml:" in str(v) for v in column(lines, "Source"))
    checked = column(table(book["Check"], "Result"), "Result")
    assert set(checked) == {"OK", "–"}  # the units' own values; the province has other units too


def test_no_indicator_at_all(example: Example) -> None:
    book = opened(render(replace(example(), indicators=())))
    assert "Check" in book.sheetnames


def test_what_was_left_out_is_named(assess_files: Assess, example_files: dict[str, str]) -> None:
    path = "districts/dong-son/2024-Q2.yaml"
    files = {**example_files, path: example_files[path] + "\n  preschool: -5\n"}
    report = assess_files(files)
    assert report.all_errors
    book = opened(render(report))
    lines = table(book["Submissions"], "What is wrong")
    assert column(lines, "Code") == [error.finding.code for error in report.all_errors]


def test_errors_beside_the_figures_stand_apart(
    assess_files: Assess, example_files: dict[str, str]
) -> None:
    path = "districts/dong-son/2024-Q2.yaml"
    files = {**example_files, path: example_files[path] + "\ncolour: red\n"}
    report = assess_files(files)
    sheet = opened(render(report))["Submissions"]
    found = [row[:4] for row in sheet.iter_rows(values_only=True)]
    left_out = found.index(("Invalid, and left out", None, None, None))
    beside = found.index(("Errors beside the figures, which are counted", None, None, None))
    assert [row[2] for row in found[left_out + 1 : beside]] == ["Code", "TT201", None]
    assert found[beside + 2 :] == [
        ("data/" + path, len(files[path].splitlines()), "TT101", "the key “colour” is unknown here")
    ]


def test_values_of_all_sizes(assess_files: Assess) -> None:
    big = 123_456_789_012_345_678
    report = assess_files(
        {
            "targets-2024.yaml": _SMALL,
            "districts/a/2024-Q2.yaml": _FIGURES.format(
                unit="a", count=big, percent="94.9999999999999999"
            ),
            "districts/b/2024-Q2.yaml": _FIGURES.format(unit="b", count=3, percent="100"),
        }
    )
    book = opened(render(report))
    lines = table(book["Raw figures"], "Indicator id")
    counts = [line["Value"] for line in lines if line["Indicator id"].value == "count"]
    # A number with more digits than a cell has is a text, and never rounded without a word.
    assert [cell.value for cell in counts] == [str(big), 3]
    rates = [line["Value"] for line in lines if line["Indicator id"].value == "rate"]
    assert [displayed(cell) for cell in rates] == ["94.999999 %", "100.0 %"]
    (matrix,) = [
        line for line in table(book["By unit"], "Province") if line["Indicator"].value == "R"
    ]
    assert displayed(matrix["A"]).endswith(" 94.999999")
    (checked,) = [
        line for line in table(book["Check"], "Result") if line["Indicator id"].value == "rate"
    ]
    assert checked["Value (ttdt)"].value == pytest.approx(97.5)


_SMALL = """\
plan: p
year: 2024
title: {vi: P}
province: {code: "1", name: P}
units: {a: {code: "2", name: A}, b: {code: "3", name: B}}
populations: {people: {name: {vi: N}}}
groups: {g: {name: {vi: G}}}
indicators:
  count: {clause: "1", group: g, name: {vi: C}, measure: count, unit: {vi: u}}
  rate:
    {clause: "2", group: g, name: {vi: R}, measure: rate, numerator: {vi: N}, population: people,
     target: {at_least: 95}}
"""
_FIGURES = """\
unit: {unit}
period: 2024-Q2
status: final
populations: {{people: 1000}}
figures: {{count: {count}, rate: {{percent: {percent}}}}}
"""


def test_units_of_several_levels_are_rows_to_filter_by(tree: Example) -> None:
    sheet = opened(render(tree()))["By unit"]
    lines = table(sheet, "Unit", "Area above", "Level")
    title = "2.1 Villages with a hardened road (≥ 75 %)"
    assert [
        (line["Unit"].value, line["Area above"].value, line["Level"].value, line[title].value)
        for line in lines[:11]
    ] == [
        ("Ví Dụ", None, 0, pytest.approx(100 * 37 / 47)),
        ("Đông Sơn (2/3 submitted)", "Ví Dụ", 1, 75),
        ("Suối Bắc", "Đông Sơn", 2, pytest.approx(100 * 10 / 12)),
        ("Suối Đông (not submitted)", "Đông Sơn", 2, "?"),
        ("Suối Nam", "Đông Sơn", 2, 62.5),
        ("Tây Hòa", "Ví Dụ", 1, pytest.approx(100 * 16 / 21)),
        ("Hòa An", "Tây Hòa", 2, 70),
        ("Hòa Bình", "Tây Hòa", 2, pytest.approx(100 * 9 / 11)),
        ("Nam Phú (1/2 submitted)", "Ví Dụ", 1, 100),
        ("Phú Hải (not submitted)", "Nam Phú", 2, "?"),
        ("Phú Thủy", "Nam Phú", 2, 100),
    ]
    assert sheet.auto_filter.ref is not None
    assert sheet.freeze_panes is not None


def test_who_must_submit_stands_with_the_area_above(tree: Example) -> None:
    lines = table(opened(render(tree()))["Submissions"], "Unit", "Area above", "Submission")
    assert [(line["Unit"].value, line["Area above"].value) for line in lines[:8]] == [
        ("Suối Bắc", "Đông Sơn"),
        ("Suối Đông", "Đông Sơn"),
        ("Suối Nam", "Đông Sơn"),
        ("Tây Hòa", "Ví Dụ"),
        ("Hòa An", "Tây Hòa"),
        ("Hòa Bình", "Tây Hòa"),
        ("Phú Hải", "Nam Phú"),
        ("Phú Thủy", "Nam Phú"),
    ]
