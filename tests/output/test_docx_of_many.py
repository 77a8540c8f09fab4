"""The letter where there are more units than a table has room for, or units of several levels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.conftest import TREE
from tests.made_trees import write_flat
from tests.output.test_docx import opened, render, rendered, texts, values
from tests.programs import convert

from ttdt.compute import assess
from ttdt.period import parse_id
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Example

    from ttdt.compute import Report

_MISSING = {"xa-003", "xa-017"}


def flat(folder: Path, units: int) -> Report:
    wanted = parse_id("2024-Q2")
    assert wanted is not None
    data = write_flat(folder / "data", units, _MISSING)
    return assess(Workspace(data, data).round(wanted))


def test_only_those_are_listed_that_someone_has_to_act_on(tree: Example) -> None:
    tables = [values(table) for table in rendered(tree()).tables]
    listed = next(table for table in tables if table[0][:2] == ["Unit", "Submitted"])
    assert [line[0] for line in listed] == ["Unit", "Đông Sơn", "Suối Đông", "Nam Phú", "Phú Hải"]


def test_the_appendix_has_the_areas_directly_below_as_columns(tree: Example) -> None:
    heads = next(
        table[0] for table in map(values, rendered(tree()).tables) if "Tây Hòa" in table[0]
    )
    assert heads[4:] == ["Đông Sơn (2/3 submitted)", "Tây Hòa", "Nam Phú (1/2 submitted)"]


def test_many_units_are_rows(tmp_path: Path) -> None:
    document = rendered(flat(tmp_path, 13))
    tables = map(values, document.tables)
    blocks = [table for table in tables if table[0][0] == "Unit" and table[0][1][0].isdigit()]
    assert [len(block[0]) for block in blocks] == [11, 12, 12]
    assert [block[0][1].split()[0] for block in blocks] == ["1.1", "2.5", "5.3"]
    for block in blocks:
        assert [line[0] for line in block[1:5]] == [
            "Ninh Thuận", "Xã 001", "Xã 002", "Xã 003 (not submitted)",
        ]  # fmt: skip
        assert len(block) == 1 + 1 + 13


def test_more_than_a_letter_can_hold_are_left_to_the_workbook(tmp_path: Path) -> None:
    document = rendered(flat(tmp_path, 130))
    assert (
        "The results of all 130 units have no room in a letter; the workbook has them."
    ) in texts(document)


@pytest.mark.programs("LibreOffice")
def test_the_letter_on_65_communes_has_no_more_than_twenty_pages(
    tmp_path: Path,
) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(render(flat(tmp_path, 65), "vi", annex=False))
    assert opened(path.read_bytes()).tables
    convert([path], "pdf", tmp_path, tmp_path / "office")
    pages = (tmp_path / "report.pdf").read_bytes()
    assert len(re.findall(rb"/Type ?/Page\b", pages)) <= 20


def test_a_commune_s_own_letter_has_the_officials_table_and_the_annex(tmp_path: Path) -> None:
    wanted = parse_id("2024-Q2")
    assert wanted is not None
    round_ = Workspace(TREE, tmp_path).round(wanted).of_unit("hoa-an")
    document = rendered(assess(round_), annex=False)
    assert "AGAINST THE PLAN, LAST YEAR AND THE ROUND BEFORE" in texts(document)
    assert "RESULTS BY INDICATOR AND UNIT" not in texts(document)
    assert "METHOD AND SOURCES" not in texts(document)
    document = rendered(assess(round_))
    assert "METHOD AND SOURCES" in texts(document)
    listed = [values(table) for table in document.tables]
    submissions = next(table for table in listed if table[0][:2] == ["Unit", "Submitted"])
    assert [line[:2] for line in submissions[1:]] == [["Hòa An", "20 June 2024"]]
