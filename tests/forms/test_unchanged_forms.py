"""A flat plan's forms are as they were, cell by cell, and the same in a tree and from processes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from tests.forms.area_filling import tree_files
from tests.forms.filling import example_files

from ttdt.app.template import FormRequest, blank_forms
from ttdt.period import Period
from ttdt.text.language import Language
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Golden, MakeWorkspace, Ttdt


def shown(path: Path) -> Iterator[str]:
    """Yield what a form says and refuses, a line for each cell and rule."""
    for sheet in openpyxl.load_workbook(path):
        yield f"== {sheet.title} {sheet.sheet_state} {sheet.freeze_panes} {sheet.print_area}"
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    locked = "" if cell.protection.locked else " open"
                    yield f"{cell.coordinate}{locked} [{cell.number_format}] {cell.value!r}"
        for rule in sheet.data_validations.dataValidation:
            yield f"{rule.sqref} {rule.type} {rule.formula1!r} {rule.formula2!r} {rule.error!r}"
        for area in sorted(sheet.conditional_formatting, key=lambda one: str(one.sqref)):
            yield f"{area.sqref} {[one.formula for one in area.rules]}"


def test_a_flat_plans_form(
    make_workspace: MakeWorkspace, ttdt: Ttdt, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_workspace(example_files()).parent)
    ttdt("--lang", "vi", "template", "-p", "Q3", "--unit", "dong-son", "-o", "form.xlsx")
    golden("form.txt", "".join(f"{line}\n" for line in shown(Path("form.xlsx"))))


def test_a_units_form_is_the_same_wherever_it_stands_in_a_tree(
    make_workspace: MakeWorkspace, ttdt: Ttdt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, files in (("flat", example_files()), ("tree", tree_files())):
        make_workspace(files).rename(tmp_path / name)
        made = ttdt(
            "template", "-p", "Q3", "--data", name, "--unit", "tay-hoa", "-o", f"{name}.xlsx"
        )
        assert made.code == 0
    assert Path("flat.xlsx").read_bytes() == Path("tree.xlsx").read_bytes()


def test_what_one_form_says_gets_into_no_other(make_workspace: MakeWorkspace) -> None:
    workspace = Workspace(make_workspace(example_files()), Path("data"))
    plan, period = workspace.plan(2024), Period(2024, "Q3")
    requests = [FormRequest(leaf.id) for leaf in plan.leaves]
    assert len(requests) > 1
    together = blank_forms(workspace, plan, requests, period, Language("vi"), processes=1)
    for form, asked in zip(together, requests, strict=True):
        assert blank_forms(workspace, plan, [asked], period, Language("vi")) == [form]


@pytest.mark.slow
def test_processes_make_the_same_forms(make_workspace: MakeWorkspace) -> None:
    workspace = Workspace(make_workspace(tree_files()), Path("data"))
    requests = [FormRequest(unit) for unit in ("dong-son", "tay-hoa", "an-hai", "nam-phu")] * 4
    requests.append(FormRequest("bac", of_units_below=True))
    plan, period = workspace.plan(2024), Period(2024, "Q3")
    alone = blank_forms(workspace, plan, requests, period, Language("vi"), processes=1)
    shared = blank_forms(workspace, plan, requests, period, Language("vi"), processes=2)
    assert shared == alone
    assert alone[0] == alone[4]
