from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.plan.test_read_plan import HEAD, RATE, plan

from ttdt.app.report import letterhead_of
from ttdt.errors import FileError, TtdtError
from ttdt.plan import Letterhead
from ttdt.settings.layers import Chosen, Origin, Source
from ttdt.text.language import Language

if TYPE_CHECKING:
    from pathlib import Path

PLAN = plan("report: {agency: A, office: B, addressees: [C, D]}\n" + HEAD + RATE)


def test_without_a_file_it_is_the_plans() -> None:
    own = Letterhead(agency="A", office="B", addressees=("C", "D"))
    assert letterhead_of(PLAN, None) == own
    assert letterhead_of(plan(HEAD + RATE), None) == Letterhead()


def test_what_a_file_says_goes_before_the_plan(tmp_path: Path) -> None:
    path = tmp_path / "l.yaml"
    path.write_text("{office: X, addressees: Y, number: '5'}", encoding="utf-8")
    assert letterhead_of(PLAN, str(path)) == Letterhead(
        agency="A", office="X", addressees=("Y",), number="5"
    )


def test_a_file_that_cannot_be_used_is_named_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "l.yaml").write_text("office: X\nagancy: Y\n", encoding="utf-8")
    assert failure("l.yaml") == (
        "--letterhead: l.yaml, line 2: the key “agancy” is unknown here; did you mean “agency”?"
    )


def test_several_faults_are_all_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "l.yaml").write_text("office: 1\nagency: 2\n", encoding="utf-8")
    with pytest.raises(FileError) as caught:
        letterhead_of(PLAN, "l.yaml")
    language = Language("en")
    assert language.translate(caught.value.message).endswith("(2 problems in all)")
    assert [
        (one.path, one.span.line, language.translate(one.message)) for one in caught.value.findings
    ] == [
        ("l.yaml", 1, "expected text, found the number 1; put it in quotes"),
        ("l.yaml", 2, "expected text, found the number 2; put it in quotes"),
    ]


def test_no_file_and_no_name() -> None:
    assert failure("nowhere.yaml") == "--letterhead: nowhere.yaml, line 1: the file does not exist"
    assert failure("") == "--letterhead is empty; name the file with the letterhead"


def failure(word: str) -> str:
    with pytest.raises(TtdtError) as caught:
        letterhead_of(PLAN, word)
    return Language("en").translate(caught.value.message)


def test_the_workspace_goes_before_the_plan_and_the_user_after_it(tmp_path: Path) -> None:
    def setting(source: Source, text: str) -> Chosen:
        path = tmp_path / f"{source}.yaml"
        path.write_text(text, encoding="utf-8")
        return Chosen(str(path), Origin(source, "ttdt.toml", 3))

    workspace = setting(Source.WORKSPACE, "{agency: W, number: '1'}")
    user = setting(Source.USER, "{agency: U, office: U, number: '2', signatory: U}")
    head = letterhead_of(PLAN, None, (workspace, user))
    assert (head.agency, head.office, head.number, head.signatory) == ("W", "B", "1", "U")
    head = letterhead_of(PLAN, None, (user, Chosen("", Origin(Source.DEFAULT))))
    assert (head.agency, head.office, head.number, head.signatory) == ("A", "B", "2", "U")
    named = tmp_path / "named.yaml"
    named.write_text("signatory: N", encoding="utf-8")
    head = letterhead_of(PLAN, str(named), (workspace, user))
    assert (head.agency, head.office, head.number, head.signatory) == ("A", "B", "2", "N")
