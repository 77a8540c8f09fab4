"""A format is one module and a line in the list of formats; it then has every answer."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from ttdt.document.model import Paragraph, Table
from ttdt.output import formats
from ttdt.output.formats import Format

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace, Ttdt

    from ttdt.document.answer import Answer, View


def shout(answer: Answer, view: View) -> str:
    """Return the document's sentences and first cells, in capitals."""
    said = []
    for block in answer.document(view).blocks:
        if isinstance(block, Paragraph):
            said.append(block.text)
        elif isinstance(block, Table):
            said += [row[1].text for row in block.rows]
    return "\n".join(said).upper() + "\n"


@pytest.fixture
def loud(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("ttdt.output.loud")
    module.lower = shout  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ttdt.output.loud", module)
    known = {**formats.FORMATS, "loud": Format("loud", "ttdt.output.loud", (".loud",))}
    for place in ("ttdt.output.formats", "ttdt.cli.answering"):
        monkeypatch.setattr(f"{place}.FORMATS", known)


PLAN = """\
plan: p
year: 2024
title: {vi: Kế hoạch, en: Plan}
province: {code: "1", name: Here}
units: {a: {code: "2", name: Aye}}
populations: {villages: {name: {vi: thôn, en: villages}}}
groups: {g: {name: {vi: G, en: G}}}
indicators:
  roads: {clause: "1", group: g, name: {vi: Đường, en: Roads}, measure: rate,
    numerator: {vi: thôn có đường, en: villages with roads}, population: villages,
    target: {at_least: 50}}
"""


@pytest.mark.usefixtures("loud")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["report", "--period", "Q2"], "ROADS"),
        (["status", "--period", "Q2"], "1 OF 1 UNIT HAS SUBMITTED"),
        (["targets"], "ROADS"),
        (["trend"], "ROADS"),
        (["explain", "1", "--period", "Q2"], "VILLAGES WITH ROADS / VILLAGES"),
        (["rules"], "ERROR"),
    ],
)
def test_a_format_added_in_one_place_has_every_answer(
    words: list[str], said: str, make_workspace: MakeWorkspace, ttdt: Ttdt
) -> None:
    root = make_workspace(
        {
            "targets-2024.yaml": PLAN,
            "districts/a/2024-Q2.yaml": "unit: a\nperiod: 2024-Q2\nstatus: final\n"
            "populations: {villages: 4}\nfigures: {roads: 1}\n",
        }
    )
    where = [] if words == ["rules"] else ["--data", str(root)]
    result = ttdt(*words, *where, "--format", "loud")
    assert result.code == 0
    assert said in result.out.split("\n")
