from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.plan.test_read_plan import HEAD, RATE, plan

from ttdt.cli.letterheads import pick_letterhead
from ttdt.cli.session import Session
from ttdt.errors import TtdtError
from ttdt.plan import Letterhead
from ttdt.text.language import Language

if TYPE_CHECKING:
    from pathlib import Path

SESSION = Session("en")
PLAN = plan("report: {agency: A, office: B, addressees: [C, D]}\n" + HEAD + RATE)


def test_without_a_file_it_is_the_plans() -> None:
    own = Letterhead(agency="A", office="B", addressees=("C", "D"))
    assert pick_letterhead(SESSION, None, PLAN) == own
    assert pick_letterhead(SESSION, None, plan(HEAD + RATE)) == Letterhead()


def test_what_a_file_says_goes_before_the_plan(tmp_path: Path) -> None:
    path = tmp_path / "l.yaml"
    path.write_text("{office: X, addressees: Y, number: '5'}", encoding="utf-8")
    assert pick_letterhead(SESSION, str(path), PLAN) == Letterhead(
        agency="A", office="X", addressees=("Y",), number="5"
    )


def test_a_file_that_cannot_be_used_is_named_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "l.yaml").write_text("office: X\nagancy: Y\n", encoding="utf-8")
    assert failure("l.yaml") == (
        "--letterhead: l.yaml, line 2: the key “agancy” is unknown here; did you mean “agency”?"
    )
    assert capsys.readouterr().err == ""


def test_several_faults_are_all_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "l.yaml").write_text("office: 1\nagency: 2\n", encoding="utf-8")
    assert failure("l.yaml").endswith("(2 problems in all)")
    assert capsys.readouterr().err == (
        "l.yaml:1:9: TT103 expected text, found the number 1; put it in quotes\n"
        "l.yaml:2:9: TT103 expected text, found the number 2; put it in quotes\n"
    )


def test_no_file_and_no_name() -> None:
    assert failure("nowhere.yaml") == "--letterhead: nowhere.yaml, line 1: the file does not exist"
    assert failure("") == "--letterhead is empty; name the file with the letterhead"


def failure(word: str) -> str:
    with pytest.raises(TtdtError) as caught:
        pick_letterhead(SESSION, word, PLAN)
    return Language("en").translate(caught.value.message)
