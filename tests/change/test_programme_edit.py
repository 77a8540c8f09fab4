"""Money and tasks go into a file; every other character of it stays."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.change.programme_plan import PLAN, read_back

from ttdt.change.edits import SubmissionEdits
from ttdt.change.programme_edit import decision_said
from ttdt.change.update import update
from ttdt.errors import TtdtError

if TYPE_CHECKING:
    from ttdt.submission import Submission

FILE = """\
unit: bac-ai
period: 2024-Q2
status: final
funding:   # triệu đồng
  p1:
    central: {carried_over: 120.5, assigned: 3400, disbursed: 1350.25}   # checked
    local:   # none yet
      assigned: 510   # by decision 3
      not_reported: "chưa đối chiếu"
  p5-3: {local: }
tasks:
  # by hand
  iii-1-1: done   # lists are there
  iii-4-1: {status: under_way, percent: 40, note: "# a note"}
# end
"""


def funded(cell: tuple[str, str], **said: object) -> SubmissionEdits:
    return SubmissionEdits(funding={cell: said})  # type: ignore[dict-item]


def told(task: str, **said: object) -> SubmissionEdits:
    return SubmissionEdits(tasks={task: said})  # type: ignore[dict-item]


def changed(edits: SubmissionEdits, text: str = FILE) -> str:
    return update(text.encode(), PLAN, edits).decode()


LOCAL, CENTRAL = ("p1", "local"), ("p1", "central")


@pytest.mark.parametrize(
    ("edits", "old", "new"),
    [
        (funded(CENTRAL, disbursed=Decimal("1400.125")), "1350.25", "1400.125"),
        (funded(CENTRAL, disbursed=None), "1350.25", "null"),
        (funded(CENTRAL, assigned=3500, decision="12/QĐ-UBND"),
         "assigned: 3400, disbursed: 1350.25",
         'assigned: 3500, disbursed: 1350.25, decision: "12/QĐ-UBND"'),
        (funded(CENTRAL, note="tạm tính"), "1350.25}", '1350.25, note: "tạm tính"}'),
        # An amount takes the place of the reason for having none.
        (funded(LOCAL, disbursed=Decimal("510.0")),
         '      not_reported: "chưa đối chiếu"\n', "      disbursed: 510.0\n"),
        (funded(LOCAL, not_reported=None), '      not_reported: "chưa đối chiếu"\n', ""),
        (funded(LOCAL, carried_over=7), "assigned: 510 ", "carried_over: 7\n      assigned: 510 "),
        # What is carried over is not known where its key is empty, and 0 where it has none.
        (funded(LOCAL, carried_over=None), "assigned: 510 ",
         "carried_over: null\n      assigned: 510 "),
        # New cells, where the plan has them.
        (funded(("p5-3", "local"), assigned=5, disbursed=0), "{local: }",
         "{local: {assigned: 5, disbursed: 0} }"),
        (funded(("p5-3", "central"), disbursed=0), "{local: }",
         "{central: {disbursed: 0}, local: }"),
        (funded(("p5-1", "local"), disbursed=0), "  p5-3:",
         "  p5-1:\n    local: {disbursed: 0}\n  p5-3:"),
        # Tasks.
        (told("iii-1-1", status="under_way"), "done ", "under_way "),
        (told("iii-1-1", status=None), "done ", "null "),
        (told("iii-1-1", note="đủ"), "done ", '{status: done, note: "đủ"} '),
        (told("iii-4-1", percent=None), "percent: 40", "percent: null"),
        (told("iii-4-1", status="done", percent=100), "under_way, percent: 40",
         "done, percent: 100"),
        (told("iii-4-1", cause="mưa lũ"), '"# a note"', '"# a note", cause: "mưa lũ"'),
        (told("iii-4-1", note=None), ', note: "# a note"', ""),
        (told("iii-4-1", status=None), '{status: under_way, percent: 40, note: "# a note"}',
         "null"),
        (told("v-1-1", status="done"), "\n# end", "\n  v-1-1: done\n# end"),
        (told("v-1-1", status="cancelled", reason="gộp"), "\n# end",
         '\n  v-1-1: {status: cancelled, reason: "gộp"}\n# end'),
        # What is so already.
        (funded(CENTRAL, disbursed=Decimal("1350.250"), carried_over=Decimal("120.5")), "", ""),
        (funded(("p5-3", "local"), disbursed=None), "", ""),
        (told("iii-1-1", status="done"), "", ""),
        (told("iii-4-1", status="under_way", note="# a note"), "", ""),
        (told("v-1-1", status=None), "", ""),
    ],
)  # fmt: skip
def test_one_value_changes(edits: SubmissionEdits, old: str, new: str) -> None:
    assert not old or FILE.count(old) == 1
    assert changed(edits) == FILE.replace(old, new)


def test_sections_come_where_they_belong() -> None:
    edits = SubmissionEdits(
        funding={LOCAL: {"disbursed": 0, "assigned": 510}}, tasks={"iii-4-1": {"status": "done"}}
    )
    assert changed(edits, "unit: bac-ai\nfigures: {}\n") == (
        "unit: bac-ai\nfigures: {}\n"
        "funding:\n  p1:\n    local: {assigned: 510, disbursed: 0}\n"
        "tasks:\n  iii-4-1: done\n"
    )


@pytest.mark.parametrize(
    ("edits", "text", "said"),
    [
        (funded(("p5", "local"), disbursed=0), FILE, "no project “{name}” with amounts"),
        (funded(("p1", "bank"), disbursed=0), FILE, "no source of money “{name}”"),
        (told("iii-9"), FILE, "no task “{name}”"),
        (funded(LOCAL, disbursed=0), "unit: bac-ai\nfunding: 3\n", "no list of names"),
        (funded(LOCAL, disbursed=0), "unit: bac-ai\nfunding: {p1: {local: 3}}\n", "only a person"),
        (told("iii-1-1", percent=3), "unit: bac-ai\ntasks: {iii-1-1: [done]}\n", "only a person"),
    ],
)
def test_what_cannot_be_changed_is_refused(edits: SubmissionEdits, text: str, said: str) -> None:
    with pytest.raises(TtdtError, match=said):
        changed(edits, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12/QĐ-UBND", "12/QĐ-UBND"),
        ("12/QĐ-UBND ngày 01/07/2024", {"number": "12/QĐ-UBND", "date": "2024-07-01"}),
        ("12/QĐ-UBND, 2024-07-01", {"number": "12/QĐ-UBND", "date": "2024-07-01"}),
        ("12/QĐ-UBND of 1/7/2024", {"number": "12/QĐ-UBND", "date": "2024-07-01"}),
        ("12 13", "12 13"),
        ("01/07/2024", "01/07/2024"),
    ],
)
def test_a_decision_may_have_its_day(text: str, said: object) -> None:
    assert decision_said(text) == said


def test_a_decision_of_no_day_in_the_calendar_is_refused() -> None:
    for text in ("12/QĐ-UBND ngày 31/02/2024", "12/QĐ-UBND, 2024-02-31"):
        with pytest.raises(TtdtError, match="there is no day"):
            decision_said(text)


def read(text: str) -> Submission:
    return read_back(text.encode())


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.decimals(0, 3000, places=3), st.integers(0, 3))
def test_an_amount_is_written_as_it_was_typed(amount: Decimal, places: int) -> None:
    typed = Decimal(f"{amount:.{places}f}") if places else int(amount)
    text = changed(funded(CENTRAL, disbursed=typed))
    assert f"disbursed: {typed}}}" in text
    assert read(text).funding[CENTRAL].disbursed == typed
