from __future__ import annotations

from pathlib import Path

import pytest
from tests.plan.test_read_plan import HEAD, RATE, plan, problems

from ttdt.plan import Letterhead, read_letterhead
from ttdt.text.language import Language

FULL = """\
superior: UBND TỈNH NINH THUẬN
agency: BAN DÂN TỘC
number: "123"
symbol: BC-BDT
place: Ninh Thuận
addressees: [Ủy ban Dân tộc, UBND tỉnh]
authority: TM. UBND
office: CHỦ TỊCH
signatory: Nguyễn Văn A
recipients: Như trên
"""
LETTERHEAD = Letterhead(
    superior="UBND TỈNH NINH THUẬN",
    agency="BAN DÂN TỘC",
    number="123",
    symbol="BC-BDT",
    place="Ninh Thuận",
    addressees=("Ủy ban Dân tộc", "UBND tỉnh"),
    authority="TM. UBND",
    office="CHỦ TỊCH",
    signatory="Nguyễn Văn A",
    recipients=("Như trên",),
)


def indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())


def test_a_plan_says_who_reports() -> None:
    assert plan(HEAD + RATE).letterhead is None
    assert plan(f"report:\n{indented(FULL)}{HEAD}{RATE}").letterhead == LETTERHEAD
    assert plan(f"report: {{agency: A}}\n{HEAD}{RATE}").letterhead == Letterhead(agency="A")


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("agancy: A", "TT101", "did you mean “agency”?"),
        ("number: 12", "TT103", "expected text, found the number 12; put it in quotes"),
        ("addressees: 3", "TT103", "expected a list"),
        ("addressees: []", "TT106", "this cannot be empty"),
        ('recipients: ["Như trên", ""]', "TT106", "this cannot be empty"),
        ('agency: ""', "TT106", "this cannot be empty"),
    ],
)
def test_what_does_not_fit_is_found(line: str, code: str, words: str) -> None:
    (found,) = problems(f"report:\n  {line}\n{HEAD}{RATE}")
    assert found[:2] == (code, 2)
    assert words in found[3]


def written(folder: Path, text: str) -> Path:
    path = folder / "letter.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("text", [FULL, f"report:\n{indented(FULL)}"])
def test_a_file_of_its_own(tmp_path: Path, text: str) -> None:
    assert read_letterhead(written(tmp_path, text), "l.yaml") == (LETTERHEAD, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("report: {agency: A}\noffice: B\n", [("TT101", 2)]),
        ("agancy: A\nnumber: 1\n", [("TT101", 1), ("TT103", 2)]),
        ("- a\n", [("TT103", 1)]),
        ("", [("TT008", 1)]),
        ("agency: [\n", [("TT003", 2)]),
    ],
)
def test_a_file_that_cannot_be_used(
    tmp_path: Path, text: str, expected: list[tuple[str, int]]
) -> None:
    letterhead, findings = read_letterhead(written(tmp_path, text), "l.yaml")
    assert letterhead is None
    assert [(finding.code, finding.span.line) for finding in findings] == expected
    assert {finding.path for finding in findings} == {"l.yaml"}


def test_a_file_that_is_not_there() -> None:
    letterhead, (finding,) = read_letterhead(Path("nowhere.yaml"), "nowhere.yaml")
    assert letterhead is None
    assert Language("en").translate(finding.message) == "the file does not exist"
