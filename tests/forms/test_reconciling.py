"""What a filled form changes in what is on file, row by row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from tests.forms.filling import EXAMPLE

from ttdt.change.edits import FigureEdit, SubmissionEdits
from ttdt.forms.choices import FigureState
from ttdt.forms.filled_form import FilledForm, FilledRow
from ttdt.forms.form import INPUTS, Form, form_for
from ttdt.forms.reconciling import Reconciled, reconcile
from ttdt.period import Period
from ttdt.submission import ReportStatus
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

Q2, Q3 = Period(2024, "Q2"), Period(2024, "Q3")
STATUS = {"id": "status", "value": "final figures"}


def form(period: Period = Q2, unit: str = "dong-son") -> Form:
    workspace = Workspace(EXAMPLE, EXAMPLE)
    return form_for(workspace.history(workspace.plan(2024), unit), period)


def filled(rows: Sequence[dict[str, Any]], *, whole: bool = False) -> FilledForm:
    entries = {
        row["id"]: FilledRow(places={one: f"{row['id']}!{one.value}" for one in INPUTS}, **row)
        for row in rows
    }
    return FilledForm("dong-son", "2024-Q2", "a.xlsx", entries, whole=whole)


def reconciled(*rows: dict[str, Any], period: Period = Q2) -> Reconciled:
    return reconcile(form(period), filled(rows))


def told(found: Reconciled) -> list[tuple[str, str]]:
    return [(one.place, str(one.message.text)) for one in found.remarks]


@pytest.mark.parametrize(
    "row",
    [
        {"id": "status", "value": "provisional figures"},
        {"id": "status", "value": "SƠ BỘ"},
        {"id": "submitted", "value": date(2024, 6, 20)},
        {"id": "source", "value": " Báo cáo\nminh  họa "},
        {"id": "population:villages", "value": Decimal(40)},
        {"id": "figure:literacy", "value": Decimal("8111.0")},
        {"id": "figure:health-insurance", "percent": Decimal("96.27"),
         "note": "Bảo hiểm xã hội chỉ cung cấp tỷ lệ."},
        {"id": "narrative:cooperatives", "value": "Hai hợp tác xã đã có hợp đồng bao tiêu."},
        # A plain table takes an answer in words for a figure.
        {"id": "figure:cooperatives", "value": "Hai hợp tác xã đã có hợp đồng bao tiêu."},
    ],
)  # fmt: skip
def test_what_is_on_file_already_changes_nothing(row: dict[str, Any]) -> None:
    found = reconciled(row)
    assert found.edits == SubmissionEdits()
    assert found.changes_nothing
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("row", "edits"),
    [
        ({"id": "status", "value": "final figures"}, {"status": ReportStatus.FINAL}),
        ({"id": "submitted", "value": date(2024, 7, 1)}, {"submitted": date(2024, 7, 1)}),
        ({"id": "source", "value": "Số 12"}, {"source": "Số 12"}),
        ({"id": "note", "value": "Ghi chú"}, {"note": "Ghi chú"}),
        ({"id": "sample", "value": "false"}, {"sample": False}),
        ({"id": "population:villages", "value": Decimal(41)}, {"populations": {"villages": 41}}),
        (
            {"id": "figure:literacy", "value": Decimal(8112)},
            {"figures": {("literacy", None): FigureEdit(value=8112)}},
        ),
        (
            {"id": "figure:literacy", "percent": Decimal("90.10")},
            {"figures": {("literacy", None): FigureEdit(percent=Decimal("90.10"))}},
        ),
        (
            {"id": "figure:solid-facilities/schools", "value": Decimal(47)},
            {"figures": {("solid-facilities", "schools"): FigureEdit(value=47)}},
        ),
        (
            {"id": "figure:literacy", "state": FigureState.NOT_APPLICABLE, "reason": " không có "},
            {"figures": {("literacy", None): FigureEdit(not_applicable="không có")}},
        ),
        (
            {"id": "figure:literacy", "state": FigureState.NOT_REPORTED, "reason": "chưa có"},
            {"figures": {("literacy", None): FigureEdit(not_reported="chưa có")}},
        ),
        (
            {"id": "figure:literacy", "state": FigureState.NOT_REPORTED},
            {"figures": {("literacy", None): FigureEdit()}},
        ),
        (
            {"id": "narrative:cooperatives", "value": "Ba hợp tác xã."},
            {"figures": {("cooperatives", None): FigureEdit(text="Ba hợp tác xã.")}},
        ),
        (
            {"id": "figure:literacy", "value": Decimal(8111), "note": "Đã kiểm tra."},
            {"notes": {("literacy", None): "Đã kiểm tra."}},
        ),
    ],
)
def test_what_is_new_is_an_edit(row: dict[str, Any], edits: dict[str, Any]) -> None:
    found = reconciled(row)
    assert found.edits == SubmissionEdits(**edits)
    assert found.remarks == ()


def test_an_answer_is_found_in_its_cell() -> None:
    found = reconciled({"id": "figure:literacy", "value": Decimal(8112)})
    assert found.places == {"figure:literacy": "figure:literacy!value"}


@pytest.mark.parametrize(
    ("row", "place", "words"),
    [
        ({"id": "status", "value": "done"}, "status!value", "none of the choices"),
        ({"id": "submitted", "value": date(1900, 1, 31)}, "submitted!value", "cannot be the day"),
        ({"id": "sample", "value": "maybe"}, "sample!value", "is unknown"),
        ({"id": "population:villages", "value": Decimal("4.5")}, "population:villages!value",
         "has a fraction"),
        ({"id": "population:villages", "state": FigureState.NOT_REPORTED},
         "population:villages!state", "only a number"),
        ({"id": "population:villages", "state": FigureState.AS_LAST},
         "population:villages!state", "no number of the round before"),
        ({"id": "population:villages", "value": Decimal(40), "note": "n"},
         "population:villages!note", "only a number"),
        ({"id": "figure:literacy", "value": Decimal(-1)}, "figure:literacy!value", "is negative"),
        ({"id": "figure:literacy", "value": "nhiều"}, "figure:literacy!value", "is no number"),
        ({"id": "figure:literacy", "percent": Decimal(101)}, "figure:literacy!percent",
         "not between 0 and 100"),
        ({"id": "figure:literacy", "value": Decimal(1), "percent": Decimal(2)},
         "figure:literacy!percent", "not both"),
        ({"id": "figure:literacy", "value": Decimal(1), "reason": "vì"},
         "figure:literacy!reason", "stands beside one"),
        ({"id": "figure:literacy", "reason": "vì"}, "figure:literacy!reason",
         "what it is the reason for"),
        ({"id": "figure:literacy", "state": FigureState.NOT_APPLICABLE},
         "figure:literacy!reason", "needs the reason why"),
        ({"id": "figure:literacy", "state": FigureState.AS_LAST}, "figure:literacy!state",
         "is for populations"),
        ({"id": "figure:literacy", "value": Decimal(1), "state": FigureState.NOT_REPORTED},
         "figure:literacy!state", "keep one"),
        ({"id": "narrative:cooperatives", "value": Decimal(5)}, "narrative:cooperatives!value",
         "is no text"),
        ({"id": "figure:literature", "value": Decimal(5)}, "figure:literature!value",
         "nothing that the plan asks for"),
        ({"id": "figure:solid-facilities", "value": Decimal(5)}, "figure:solid-facilities!value",
         "has parts"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_an_error_at_its_cell(
    row: dict[str, Any], place: str, words: str
) -> None:
    found = reconciled(row)
    assert found.changes_nothing
    ((at, said),) = told(found)
    assert at == place
    assert words in said
    assert found.remarks[0].is_error


def test_an_empty_cell_takes_nothing_from_the_file() -> None:
    found = reconciled({"id": "figure:literacy"}, {"id": "population:villages"})
    assert found.changes_nothing
    (remark,) = found.remarks
    assert not remark.is_error
    cells = ("figure:literacy!value", "population:villages!value")
    assert remark.message.params["cells"] == cells


def test_a_population_as_in_the_round_before_makes_a_sample_of_samples() -> None:
    row = {"id": "population:people", "state": FigureState.AS_LAST, "last": Decimal(9000)}
    found = reconciled(STATUS, row, period=Q3)
    assert found.edits == SubmissionEdits(
        status=ReportStatus.FINAL, sample=True, populations={"people": 9000}
    )


def test_the_first_figures_of_a_period_say_how_settled_they_are() -> None:
    row = {"id": "figure:literacy", "value": Decimal(8200)}
    (missing, sample) = reconciled(row, period=Q3).remarks
    assert missing.is_error
    assert "how settled the figures are" in missing.message.text
    assert not sample.is_error
    assert sample.message.params["command"] == "ttdt set dong-son 2024-Q3 sample=true"
    (sample,) = reconciled(STATUS, row, period=Q3).remarks
    assert not sample.is_error


def test_a_row_that_a_form_has_lost_stays_on_file() -> None:
    whole = [{"id": question.id} for question in form(Q3).questions]
    found = reconcile(form(Q3), filled(whole[1:], whole=True))
    (remark,) = found.remarks
    assert (remark.is_error, remark.message.params["names"]) == (False, ("status",))
    assert reconcile(form(Q3), filled(whole, whole=True)).remarks == ()
