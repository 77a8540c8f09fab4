"""Many forms at once: the same from one process and from several, and none harming another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.forms.area_filling import tree_files
from tests.forms.filling import example_files

from ttdt.app.form_files import read_files
from ttdt.app.import_forms import batches, draft_of_form, draft_together, proposals
from ttdt.app.template import FormRequest, blank_forms
from ttdt.change.draft import ChangeService
from ttdt.excel.reader_process import WorkbookReader
from ttdt.forms.filled_form import FilledForm
from ttdt.period import Period
from ttdt.text.language import Language
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace

Q2 = Period(2024, "Q2")
LANGUAGE = Language("vi")


def forms_of(workspace: Workspace, folder: Path, units: tuple[str, ...]) -> list[tuple[Path, str]]:
    requests = [FormRequest(unit) for unit in units]
    made = blank_forms(workspace, workspace.plan(2024), requests, Q2, LANGUAGE, processes=1)
    files = []
    for unit, content in zip(units, made, strict=True):
        (folder / f"{unit}.xlsx").write_bytes(content)
        files.append((folder / f"{unit}.xlsx", f"{unit}.xlsx"))
    return files


@pytest.mark.slow
def test_processes_read_and_draft_the_same(make_workspace: MakeWorkspace, tmp_path: Path) -> None:
    root = make_workspace(example_files())
    files = forms_of(Workspace(root, root), tmp_path, ("dong-son", "nam-phu", "tay-hoa"))
    # What is in the forms is no longer on file; one of them is none.
    for path in root.rglob("2024-Q2.yaml"):
        path.unlink()
    files[1][0].write_bytes(b"PK")
    workspace = Workspace(root, root)
    alone = read_files(workspace, files, None, processes=1)
    assert read_files(workspace, files, None, processes=2) == alone
    assert [len(one.forms) for one in alone] == [1, 0, 1]
    forms = [filled for one in alone for filled in one.forms]
    ahead = list(proposals(ChangeService(workspace), forms, LANGUAGE, processes=2))
    assert None not in ahead
    for filled, proposal in zip(forms, ahead, strict=True):
        changes = ChangeService(workspace)
        drafts = [draft_of_form(changes, filled, LANGUAGE, one) for one in (None, proposal)]
        one, other = (draft.draft for draft in drafts)
        assert one is not None
        assert other is not None
        assert (one.content, one.findings) == (other.content, other.findings)
        assert drafts[0].remarks == drafts[1].remarks


def test_a_proposal_made_of_another_text_is_not_taken(
    make_workspace: MakeWorkspace, tmp_path: Path
) -> None:
    root = make_workspace(example_files())
    workspace = Workspace(root, root)
    ((form, _),) = forms_of(workspace, tmp_path, ("dong-son",))
    (filled,) = read_files(workspace, [(form, "form.xlsx")], None)[0].forms
    (ahead,) = proposals(ChangeService(workspace), [filled], LANGUAGE, processes=2)
    assert ahead is not None
    assert ahead.content is None
    (root / "districts/dong-son/2024-Q2.yaml").unlink()
    draft = draft_of_form(ChangeService(Workspace(root, root)), filled, LANGUAGE, ahead).draft
    assert draft is not None


def test_drafts_hold_none_of_their_units_other_files(
    make_workspace: MakeWorkspace, tmp_path: Path
) -> None:
    root = make_workspace(example_files())
    workspace = Workspace(root, root)
    files = forms_of(workspace, tmp_path, ("dong-son", "tay-hoa"))
    (root / "districts/dong-son/2024-Q2.yaml").unlink()
    on_file = root / "districts/tay-hoa/2024-Q2.yaml"
    text = on_file.read_text(encoding="utf-8")
    on_file.write_text(text.replace("2024-06-25", "2024-06-24"), encoding="utf-8")
    forms = [filled for one in read_files(workspace, files, None) for filled in one.forms]
    made = draft_together(ChangeService(Workspace(root, root)), forms, LANGUAGE, processes=1)
    drafts = [one.draft for one in made if one.draft is not None]
    assert [one.filed.unit for one in drafts] == ["dong-son", "tay-hoa"]
    assert [one.filed.histories for one in drafts] == [(), ()]
    assert [list(one.filed.documents) for one in drafts] == [[], [Q2]]
    assert drafts[1].content.decode() == text
    assert [one.key for one in drafts[1].differences()] == [("submitted", None)]


def test_only_forms_that_bear_on_no_other_are_drafted_together(
    make_workspace: MakeWorkspace,
) -> None:
    workspace = Workspace(make_workspace(tree_files()), Path("data"))

    def form(unit: str, period: str) -> FilledForm:
        return FilledForm(unit, period, "form.xlsx", {})

    forms = [
        form("dong-son", "2024-Q2"), form("tay-hoa", "2024-Q2"),
        # The area above them, one that nobody knows, another period, and a unit once more.
        form("bac", "2024-Q2"), form("nowhere", "2024-Q2"), form("an-hai", "2024-Q1"),
        form("dong-son", "2024-Q1"), form("dong-son", "2024-Q1"),
    ]  # fmt: skip
    assert list(batches(workspace, forms)) == [[0, 1], [2], [3], [4, 5], [6]]


def test_one_process_reads_all_workbooks(make_workspace: MakeWorkspace, tmp_path: Path) -> None:
    root = make_workspace(example_files())
    files = forms_of(Workspace(root, root), tmp_path, ("dong-son", "tay-hoa"))
    begun = []

    class Counting(WorkbookReader):
        def _begin(self) -> None:
            begun.append(self)
            super()._begin()

    with Counting() as reader:
        for path, _ in files:
            assert [sheet.name for sheet in reader.sheets_of(path.read_bytes())][1:] == [
                "Q2", "ttdt",
            ]  # fmt: skip
    assert len(begun) == 1
