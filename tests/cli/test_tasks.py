from __future__ import annotations

import json
from typing import TYPE_CHECKING
from zipfile import ZipFile

import docx
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeWorkspace, Ttdt

PLAN = """\
plan: p-2024
year: 2024
title: {vi: Kế hoạch, en: A plan}
province: {code: "58", name: Ninh Thuận}
units: {bac-ai: {code: "584", name: Bác Ái}, ninh-son: {code: "585", name: Ninh Sơn}}
groups: {all: {name: {vi: tất cả, en: all}}}
bodies:
  ban-dan-toc: {name: {vi: Ban Dân tộc, en: Ethnic Affairs Committee}}
  mttq: {name: {vi: Mặt trận, en: Front}}
indicators:
  teams:
    {clause: "2.1", group: all, name: {vi: đội, en: teams}, measure: count, responsible: [mttq]}
  clubs: {clause: "2.2", group: all, name: {vi: câu lạc bộ, en: clubs}, measure: count}
"""
TASKS = """\
tasks:
  iii-1: {clause: "III.1", name: {vi: rà soát, en: lists}, units: all, due: 2024-Q2, responsible: [mttq]}
  v-4: {clause: "V.4", name: {vi: tổng hợp, en: gathering}, responsible: [ban-dan-toc]}
  v-5: {clause: "V.5", name: {vi: kiến nghị, en: requests}, responsible: [ban-dan-toc, mttq]}
"""  # noqa: E501


def submission(unit: str, tasks: str) -> str:
    return (
        f"unit: {unit}\nperiod: 2024-Q2\nstatus: final\nsubmitted: 2024-06-20\n"
        f"figures: {{teams: 1, clubs: 2}}\ntasks: {tasks}\n"
    )


@pytest.fixture
def workspace(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(
        {
            "targets-2024.yaml": PLAN + TASKS,
            "districts/bac-ai/2024-Q2.yaml": submission("bac-ai", "{iii-1: done}"),
            "districts/ninh-son/2024-Q2.yaml": submission("ninh-son", "{iii-1: under_way}"),
            "province/2024-Q2.yaml": "unit: province\nperiod: 2024-Q2\nstatus: final\n"
            "submitted: 2024-06-20\ntasks: {v-4: done}\n",
        }
    )


def rows(ttdt: Ttdt, *arguments: str) -> dict[str, list[str]]:
    """Return the units of each task that an answer lists."""
    found = ttdt("tasks", *arguments, "--format", "json", "-q")
    return {row["id"]: list(row["units"]) for row in json.loads(found.out)["rows"]}


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (
            (),
            {"iii-1": ["bac-ai", "ninh-son"], "v-4": ["province"], "v-5": ["province"]},
        ),
        (("--late",), {"iii-1": ["ninh-son"]}),
        (("--body", "ban dan toc"), {"v-4": ["province"], "v-5": ["province"]}),
        (("--body", "mttq", "--clause", "v"), {"v-5": ["province"]}),
        (("--unit", "Bác Ái"), {"iii-1": ["bac-ai"]}),
        (("--unit", "Bác Ái", "--late"), {}),
        (("--area", "bac-ai"), {"iii-1": ["bac-ai"]}),
    ],
)
def test_some_are_asked_for(
    ttdt: Ttdt, workspace: Path, arguments: tuple[str, ...], found: dict[str, list[str]]
) -> None:
    assert rows(ttdt, "--data", str(workspace), *arguments) == found


@pytest.mark.parametrize("kind", ["table", "plain", "json", "markdown", "csv", "html", "docx"])
def test_every_format_has_it(ttdt: Ttdt, workspace: Path, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"tasks.{kind}"
    done = ttdt("tasks", "--data", str(workspace), "--format", kind, "-o", str(path), "-q")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert path.stat().st_size > 500


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--fail-on", "late"), 3),
        (("--fail-on", "late", "--unit", "bac-ai"), 0),
        (("--fail-on", "no_word"), 3),
        (("--fail-on", "no_word", "--clause", "V.4"), 0),
        (("--fail-on", "behind"), 2),
        (("--clause", "VI"), 2),
        (("--body", "so y te"), 2),
    ],
)
def test_exit_codes(ttdt: Ttdt, workspace: Path, arguments: tuple[str, ...], code: int) -> None:
    assert ttdt("tasks", "--data", str(workspace), *arguments).code == code


def test_errors_in_what_is_said_end_with_1(ttdt: Ttdt, workspace: Path) -> None:
    (workspace / "districts/bac-ai/2024-Q2.yaml").write_text(
        submission("bac-ai", "{iii-1: {status: cancelled}}"), encoding="utf-8"
    )
    found = ttdt("tasks", "--data", str(workspace), "--fail-on", "late")
    assert found.code == 1
    assert "TT221" in found.out
    assert ttdt("tasks", "--data", str(workspace), "--unit", "ninh-son").code == 0


def test_a_plan_without_tasks_cannot_be_asked(ttdt: Ttdt, workspace: Path) -> None:
    (workspace / "targets-2024.yaml").write_text(PLAN, encoding="utf-8")
    found = ttdt("tasks", "--data", str(workspace), "--period", "Q2")
    assert found.code == 2
    assert found.err == f"ttdt: {workspace}/targets-2024.yaml: the plan has no tasks\n"


def test_bodies_filter_other_answers_too(ttdt: Ttdt, workspace: Path) -> None:
    asked = ("--data", str(workspace), "--body", "Mặt trận", "--format", "json")
    report = json.loads(ttdt("report", *asked).out)
    assert [(one["id"], one["responsible"]) for one in report["indicators"]] == [
        ("teams", ["mttq"])
    ]
    assert [row["id"] for row in report["tasks"]["rows"]] == ["iii-1", "v-5"]
    for command in ("targets", "trend"):
        found = json.loads(ttdt(command, *asked).out)
        assert [one["id"] for one in found["indicators"]] == ["teams"], command
    status = json.loads(ttdt("status", *asked).out)
    assert status["units"][0]["figures"]["expected"] == 1


def test_status_counts_the_reports_of_bodies(ttdt: Ttdt, workspace: Path) -> None:
    found = ttdt("status", "--data", str(workspace), "--format", "json")
    assert json.loads(found.out)["bodies"] == [
        {
            "id": "ban-dan-toc",
            "name": "Ethnic Affairs Committee",
            "reported": ["v-4"],
            "missing": ["v-5"],
        },
        {"id": "mttq", "name": "Front", "reported": [], "missing": ["v-5"]},
    ]
    plain = ttdt("status", "--data", str(workspace), "--format", "plain").out
    assert "Ethnic Affairs Committee               1   2               1  ban-dan-toc" in plain
    assert "responsible bodies" not in ttdt("status", "--data", str(workspace), "-q").out


def test_a_plan_without_bodies_says_so(ttdt: Ttdt, workspace: Path) -> None:
    plan = workspace / "targets-2024.yaml"
    text = PLAN.partition("bodies:")[0] + "indicators: {t: {clause: '1', group: all, name: {vi: đ}"
    plan.write_text(f"{text}, measure: count}}}}\n", encoding="utf-8")
    found = ttdt("report", "--data", str(workspace), "--period", "Q2", "--body", "mttq")
    assert (found.code, found.err) == (2, "ttdt: --body: the plan names no responsible bodies\n")


@pytest.mark.parametrize("kind", ["plain", "markdown", "html"])
def test_a_report_says_which_body_answers_for_which_indicators(
    ttdt: Ttdt, workspace: Path, kind: str
) -> None:
    found = ttdt("report", "--data", str(workspace), "--format", kind).out
    text = " ".join(found.split())
    assert "Responsible bodies" in text
    assert "Front" in text.partition("Responsible bodies")[2]


def test_word_and_excel_say_which_body_answers_for_which_indicators(
    ttdt: Ttdt, workspace: Path, tmp_path: Path
) -> None:
    for kind in ("docx", "xlsx"):
        path = tmp_path / f"report.{kind}"
        ttdt("report", "--data", str(workspace), "-o", str(path), "-q")
    letter = docx.Document(str(tmp_path / "report.docx"))
    assert "Responsible bodies" in [paragraph.text for paragraph in letter.paragraphs]
    with ZipFile(tmp_path / "report.xlsx") as book:
        texts = book.read("xl/sharedStrings.xml").decode("utf-8")
    assert ">Responsible body<" in texts
    assert ">Front<" in texts


ALONE = "The plan names no indicator that this body answers for."


@pytest.mark.parametrize("command", ["report", "targets", "trend"])
def test_a_body_that_answers_for_no_indicator(ttdt: Ttdt, workspace: Path, command: str) -> None:
    found = ttdt(
        command, "--data", str(workspace), "--body", "ban-dan-toc", "--format", "plain", "-q"
    ).out
    assert ALONE in found
    assert "0 objectives" not in found
    assert ("2 tasks, 2 reports asked for: done 1 no word 1" in " ".join(found.split())) is (
        command == "report"
    )


def test_a_report_on_a_unit_says_how_far_its_tasks_are(ttdt: Ttdt, workspace: Path) -> None:
    found = ttdt("report", "--data", str(workspace), "--unit", "bac-ai", "--format", "plain", "-q")
    assert "1 task, 1 report asked for:" in found.out
    assert "Money and tasks in full: ttdt tasks --unit bac-ai" in found.out


def test_a_report_by_unit_has_the_tasks_below(ttdt: Ttdt, workspace: Path) -> None:
    found = ttdt("report", "--data", str(workspace), "--by", "unit", "--format", "plain", "-q").out
    assert "3 tasks, 4 reports asked for:" in found
    assert "A task that several bodies answer for is counted at each of them" in found
