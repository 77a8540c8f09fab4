from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.small_workspace import FILES, PLAN, submission

from ttdt.cli import run

if TYPE_CHECKING:
    from tests.conftest import Golden, MakeWorkspace, Ttdt

EXAMPLE = Path(__file__).parents[1] / "example"
BAC_AI, NINH_SON = "districts/bac-ai/2024-Q2.yaml", "districts/ninh-son/2024-Q2.yaml"
DEADLINES = "deadlines: {Q1: 2024-04-05, Q2: 2024-07-05, Q3: 2024-10-05, year: 2025-01-10}\n"
DATED = FILES | {"targets-2024.yaml": PLAN + "    pace: none\n" + DEADLINES}
LATE = submission("ninh-son", 32).replace("2024-06-20", "2024-07-08")
EMPTY = "unit: ninh-son\nperiod: 2024-Q2\nstatus: final\nfigures: {}\n"


def without(files: dict[str, str], *names: str) -> dict[str, str]:
    return {name: text for name, text in files.items() if name not in names}


@pytest.fixture
def data(make_workspace: MakeWorkspace) -> str:
    return str(make_workspace(FILES))


def read(ttdt: Ttdt, *arguments: str) -> Any:
    return json.loads(ttdt("status", "--format", "json", *arguments).out)


def test_json_has_the_keys_of_the_contract(
    ttdt: Ttdt, make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = without(DATED, NINH_SON)
    monkeypatch.chdir(make_workspace(files).parent)
    found = read(ttdt, "--period", "Q2", "--today", "2024-07-10")
    assert found == {
        "format": "ttdt.status/1",
        "plan": {"id": "p-2024", "year": 2024, "title": "A plan"},
        "province": {"id": None, "code": "58", "name": "Ninh Thuận", "kind": "province"},
        "period": {"id": "2024-Q2", "end": "2024-06-30", "elapsed": 0.5},
        "today": "2024-07-10",
        "sample": False,
        "completeness": {"expected": 2, "submitted": 1, "missing": ["ninh-son"], "invalid": []},
        "deadline": "2024-07-05",
        "own": None,
        "units": [
            {
                "id": "ninh-son",
                "name": "Ninh Sơn",
                "submitted": False,
                "usable": None,
                "empty": False,
                "path": None,
                "period": None,
                "status": None,
                "submitted_on": None,
                "deadline": "2024-07-05",
                "late": None,
                "overdue": True,
                "days_late": 5,
                "late_because": None,
                "figures": {
                    "expected": 1,
                    "reported": 0,
                    "not_applicable": 0,
                    "not_reported": 1,
                    "not_reported_with_reason": 0,
                    "invalid": 0,
                },
                "findings": {"errors": 0, "warnings": 0},
                "unread": [],
                "parent": None,
                "level": 1,
                "required": True,
                "completeness": {
                    "expected": 1,
                    "submitted": 0,
                    "missing": ["ninh-son"],
                    "late": [],
                    "invalid": [],
                },
                "covered": {"figures": 0, "by": []},
                "not_reported": ["village-roads"],
            },
            {
                "id": "bac-ai",
                "name": "Bác Ái",
                "submitted": True,
                "usable": True,
                "empty": False,
                "path": "data/districts/bac-ai/2024-Q2.yaml",
                "period": "2024-Q2",
                "status": "final",
                "submitted_on": "2024-06-20",
                "deadline": "2024-07-05",
                "late": False,
                "overdue": None,
                "days_late": 0,
                "late_because": None,
                "figures": {
                    "expected": 1,
                    "reported": 1,
                    "not_applicable": 0,
                    "not_reported": 0,
                    "not_reported_with_reason": 0,
                    "invalid": 0,
                },
                "findings": {"errors": 0, "warnings": 0},
                "unread": [],
                "parent": None,
                "level": 1,
                "required": True,
                "completeness": {
                    "expected": 1,
                    "submitted": 1,
                    "missing": [],
                    "late": [],
                    "invalid": [],
                },
                "covered": {"figures": 0, "by": []},
                "not_reported": [],
            },
        ],
        "bodies": [],
        "due": None,
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (NINH_SON, None),
        (NINH_SON, ""),
        (NINH_SON, EMPTY),
        (NINH_SON, EMPTY + "colour: red\n"),
        (NINH_SON, "unit: [\n"),
        (NINH_SON, "- a list\n"),
        (NINH_SON, submission("bac-ai", 3)),
        (NINH_SON, submission("ninh-son", 41)),
        (NINH_SON, submission("ninh-son", "{not_reported: next week}")),
        (NINH_SON, submission("ninh-son", "{not_applicable: no villages}")),
        ("districts/ninh-son/2024-H1.yaml", submission("ninh-son", 41, period="2024-H1")),
        ("districts/ninh-son/2023.yaml", submission("ninh-son", 41, period='"2023"')),
    ],
)
@pytest.mark.parametrize("unit", [(), ("--unit", "ninh-son")])
def test_completeness_is_the_reports(
    ttdt: Ttdt, make_workspace: MakeWorkspace, name: str, text: str | None, unit: tuple[str, ...]
) -> None:
    files = without(FILES, NINH_SON) | ({} if text is None else {name: text})
    data = ("--data", str(make_workspace(files)), "--period", "Q2", *unit)
    report = json.loads(ttdt("report", "--format", "json", *data).out)
    found = read(ttdt, *data)
    assert found["completeness"] == report["completeness"]
    assert found["plan"] == report["plan"]
    assert found["period"] == report["period"]
    assert found["sample"] == report["sample"]
    for said in found["units"]:
        assert (said["id"] in report["completeness"]["missing"]) is not said["submitted"]
        filed = report["submissions"].get(said["id"])
        assert (said["path"] if said["submitted"] else None) == (filed and filed["path"])


def test_findings_are_those_of_check_about_the_round(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    files = DATED | {
        BAC_AI: submission("bac-ai", 41),
        NINH_SON: LATE,
        "districts/ninh-son/2024-Q1.yaml": submission("ninh-son", 41, period="2024-Q1"),
    }
    data = str(make_workspace(files))
    listed = json.loads(ttdt("check", "--data", data, "--format", "json").out)["findings"]
    codes = [(one["path"].partition("districts/")[2], one["code"]) for one in listed]
    assert ("bac-ai/2024-Q2.yaml", "TT201") in codes
    assert ("ninh-son/2024-Q2.yaml", "TT406") in codes
    found = read(ttdt, "--data", data, "--period", "Q2", "--today", "2024-07-10")
    for unit in found["units"]:
        place = f"{unit['id']}/2024-Q2.yaml"
        own = [one["severity"] for one in listed if one["path"].endswith(place)]
        assert unit["findings"] == {
            "errors": own.count("error"),
            "warnings": own.count("warning"),
        }


def test_a_warning_accepted_with_a_reason_is_not_open(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    files = DATED | {NINH_SON: LATE + "accept: {TT406: the road was flooded}\n"}
    root = str(make_workspace(files))
    arguments = ("--data", root, "--period", "Q2", "--today", "2024-07-10")
    unit = next(one for one in read(ttdt, *arguments)["units"] if one["id"] == "ninh-son")
    assert unit["findings"] == {"errors": 0, "warnings": 0}
    assert (unit["late"], unit["days_late"]) == (True, 3)
    assert unit["late_because"] == "the road was flooded"
    shown = ttdt("status", *arguments, "--fail-on", "late")
    assert shown.code == 0
    assert "Ninh Sơn: why it was late: the road was flooded" in shown.out


def test_the_summary_comes_first_and_names_who_is_missing_late_or_wrong(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    arguments = ("--period", "Q2", "--today", "2024-07-10")
    root = str(make_workspace(DATED | {BAC_AI: submission("bac-ai", 41), NINH_SON: LATE}))
    lines = ttdt("status", "--data", root, *arguments).out.splitlines()
    assert lines[2] == "2 of 2 units have submitted; late: Ninh Sơn; with errors: Bác Ái"
    assert lines[3] == "The deadline was 5 July 2024, 5 days ago"
    (Path(root) / NINH_SON).unlink()
    lines = ttdt("status", "--data", root, *arguments).out.splitlines()
    assert lines[2] == "1 of 2 units have submitted; missing: Ninh Sơn; with errors: Bác Ái"
    alone = ttdt("status", "--data", root, *arguments, "--unit", "ninh-son").out.splitlines()
    assert alone[2] == "0 of 1 unit has submitted; missing: Ninh Sơn"


@pytest.mark.parametrize(
    ("today", "line", "standing"),
    [
        ("2024-07-01", "Due on 5 July 2024: 4 days left", "○ not due yet"),
        ("2024-07-04", "Due on 5 July 2024: 1 day left", "○ not due yet"),
        ("2024-07-05", "Due today, 5 July 2024", "○ not due yet"),
        ("2024-07-06", "The deadline was 5 July 2024, 1 day ago", "✗ 1 day overdue"),
        ("2025-07-06", "The deadline was 5 July 2024, 366 days ago", "✗ 366 days overdue"),
    ],
)
def test_what_a_missing_unit_is_told_depends_on_the_day(
    ttdt: Ttdt, make_workspace: MakeWorkspace, today: str, line: str, standing: str
) -> None:
    root = str(make_workspace(without(DATED, NINH_SON)))
    lines = ttdt("status", "--data", root, "--period", "Q2", "--today", today).out.splitlines()
    assert lines[3] == line
    assert f"Ninh Sơn  {standing}" in lines[6]


def test_a_plan_without_deadlines_says_so(ttdt: Ttdt, data: str) -> None:
    shown = ttdt("status", "--data", data, "--due", "--today", "2024-07-10").out
    assert "The plan sets no deadline for this period, so none can be late.\n" in shown
    assert f"The plan sets no deadlines: {data}/targets-2024.yaml has none.\n" in shown
    assert read(ttdt, "--data", data, "--due")["due"] == []


def test_due_lists_what_lies_ahead_and_who_has_handed_in_for_it(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    files = DATED | {"districts/bac-ai/2024-9M.yaml": submission("bac-ai", 31, period="2024-9M")}
    root = str(make_workspace(files))
    arguments = ("--data", root, "--period", "Q2", "--due", "--today", "2024-07-06")
    assert read(ttdt, *arguments)["due"] == [
        {
            "plan": "p-2024",
            "period": "2024-Q3",
            "deadline": "2024-10-05",
            "days_left": 91,
            "submitted": ["bac-ai"],
            "missing": ["ninh-son"],
        },
        {
            "plan": "p-2024",
            "period": "2024",
            "deadline": "2025-01-10",
            "days_left": 188,
            "submitted": [],
            "missing": ["bac-ai", "ninh-son"],
        },
    ]
    over = ttdt("status", "--data", root, "--due", "--today", "2026-01-01").out
    assert "No deadline of the plan lies on or after 1 January 2026.\n" in over


def test_before_anyone_has_submitted_due_speaks_of_what_is_due_next(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    root = str(make_workspace({"targets-2024.yaml": PLAN + "    pace: none\n" + DEADLINES}))
    refused = ttdt("status", "--data", root)
    assert (refused.code, refused.out) == (2, "")
    assert "name a period with --period" in refused.err
    found = read(ttdt, "--data", root, "--due", "--today", "2024-02-01")
    assert found["period"]["id"] == "2024-Q1"
    assert [unit["overdue"] for unit in found["units"]] == [False, False]


def test_a_report_for_another_period_with_the_same_end_counts_and_is_named(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    files = without(FILES, NINH_SON) | {
        "districts/ninh-son/2024-H1.yaml": submission("ninh-son", 32, period="2024-H1")
    }
    root = str(make_workspace(files))
    shown = ttdt("status", "--data", root, "--period", "Q2", "--fail-on", "missing")
    assert shown.code == 0
    assert "Ninh Sơn  ✓ submitted (for the first half of 2024)" in shown.out


def test_an_empty_file_and_one_that_no_report_reads_are_named(
    ttdt: Ttdt, make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = without(FILES, BAC_AI) | {
        NINH_SON: EMPTY,
        "districts/bac-ai/2024-q2.yml": FILES[BAC_AI],
    }
    monkeypatch.chdir(make_workspace(files).parent)
    shown = ttdt("status", "--period", "Q2")
    assert "0 of 2 units have submitted; missing: Bác Ái, Ninh Sơn\n" in shown.out
    assert "Bác Ái    ✗ not submitted " in shown.out
    assert "Bác Ái: data/districts/bac-ai/2024-q2.yml is there, but no report" in shown.out
    assert "Ninh Sơn  ✗ not submitted (empty file)" in shown.out
    assert "Ninh Sơn: data/districts/ninh-son/2024-Q2.yaml is there and holds no fig" in shown.out
    assert "1 file lies where no report looks" in shown.err
    assert ttdt("status", "--period", "Q2", "-q").err == ""


@pytest.mark.parametrize(
    ("changed", "conditions", "code"),
    [
        ({}, ("missing", "late", "invalid"), 0),
        ({NINH_SON: None}, (), 0),
        ({NINH_SON: None}, ("invalid",), 0),
        ({NINH_SON: None}, ("missing",), 3),
        ({NINH_SON: None}, ("late",), 3),
        ({NINH_SON: EMPTY}, ("missing",), 3),
        ({NINH_SON: LATE}, (), 0),
        ({NINH_SON: LATE}, ("missing", "invalid"), 0),
        ({NINH_SON: LATE}, ("late",), 3),
        ({NINH_SON: submission("ninh-son", 41)}, (), 1),
        ({NINH_SON: submission("ninh-son", 41), BAC_AI: None}, ("missing", "invalid"), 1),
        ({NINH_SON: "unit: [\n"}, (), 1),
    ],
)
def test_exit_codes(
    ttdt: Ttdt,
    make_workspace: MakeWorkspace,
    changed: dict[str, str | None],
    conditions: tuple[str, ...],
    code: int,
) -> None:
    files = {name: text for name, text in (DATED | changed).items() if text is not None}
    asked = [word for condition in conditions for word in ("--fail-on", condition)]
    root = str(make_workspace(files))
    result = ttdt("status", "--data", root, "-p", "Q2", "--today", "2024-07-10", *asked)
    assert result.code == code


def test_a_missing_unit_is_not_late_before_its_deadline(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    root = str(make_workspace(without(DATED, NINH_SON)))
    arguments = ("--data", root, "--period", "Q2", "--today", "2024-07-05")
    assert ttdt("status", *arguments, "--fail-on", "late").code == 0
    assert ttdt("status", *arguments, "--fail-on", "missing").code == 3


def test_quiet_is_silent_when_all_is_well_even_with_warnings(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    files = DATED | {
        BAC_AI: submission("bac-ai", "{value: 30, accept: {TT303: the river rose}}"),
    }
    root = str(make_workspace(files))
    arguments = ("--data", root, "--period", "Q2", "--today", "2024-07-10")
    warned = next(one for one in read(ttdt, *arguments)["units"] if one["id"] == "bac-ai")
    assert warned["findings"] == {"errors": 0, "warnings": 1}
    assert ttdt("status", *arguments, "-q", "--due") == (0, "", "")
    assert ttdt("-q", "status", *arguments) == (0, "", "")


def test_quiet_shows_only_the_units_with_a_problem(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    root = str(make_workspace(without(DATED, NINH_SON)))
    arguments = ("--data", root, "--period", "Q2", "--today", "2024-07-10", "-q")
    result = ttdt("status", *arguments, "--fail-on", "missing")
    assert (result.code, result.err) == (3, "")
    lines = result.out.splitlines()
    assert lines[2] == "1 of 2 units have submitted; missing: Ninh Sơn"
    assert [line for line in lines if line.startswith("Bác Ái")] == []
    assert ttdt("status", *arguments, "--unit", "bac-ai") == (0, "", "")


def test_quiet_leaves_json_and_files_whole(ttdt: Ttdt, data: str, tmp_path: Path) -> None:
    arguments = ("status", "--data", data, "--period", "Q2", "-q")
    assert len(json.loads(ttdt(*arguments, "--format", "json").out)["units"]) == 2
    target = tmp_path / "status.txt"
    assert ttdt(*arguments, "-o", str(target)) == (0, "", "")
    assert "2 of 2 units have submitted\n" in target.read_text(encoding="utf-8")


def test_previous_is_the_quarter_that_ended_last(ttdt: Ttdt, data: str) -> None:
    found = read(ttdt, "--data", data, "--period", "previous", "--today", "2024-07-01")
    assert found["period"]["id"] == "2024-Q2"
    found = read(ttdt, "--data", data, "--period", "previous", "--today", "2024-06-30")
    assert found["period"]["id"] == "2024-Q1"
    assert found["completeness"]["missing"] == ["bac-ai", "ninh-son"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--unit", "bac-aj"), "did you mean “bac-ai”?"),
        (("--fail-on", "behind"), "it can be: missing, late, invalid"),
        (("--today", "yesterday"), "“yesterday” is no day"),
        (("--period", "Q5"), "--period: “Q5” is unknown"),
        (("--period", "2023-Q4"), "there is no plan for 2023"),
        (("--year", "2025"), "2025"),
        (
            ("--format", "yaml"),
            "it can be: table, plain, json, markdown, csv, html, xlsx, docx, pdf",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused(
    ttdt: Ttdt, data: str, arguments: tuple[str, ...], words: str
) -> None:
    result = ttdt("status", "--data", data, *arguments)
    assert (result.code, result.out) == (2, "")
    assert words in result.err


def test_a_name_that_looks_like_markup_is_only_text(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    name = "[red]Bác[/] =1+1 <b>"
    files = FILES | {"targets-2024.yaml": PLAN.replace("name: Bác Ái", f'name: "{name}"')}
    root = str(make_workspace(without(files, BAC_AI)))
    for shape in ("plain", "table"):
        out = ttdt("status", "--data", root, "--period", "Q2", "--format", shape).out
        assert f"missing: {name}" in out
        assert "\x1b" not in out


def test_sample_data_are_named_as_such(ttdt: Ttdt, make_workspace: MakeWorkspace) -> None:
    files = FILES | {BAC_AI: FILES[BAC_AI] + "sample: true\n"}
    root = str(make_workspace(files))
    assert read(ttdt, "--data", root)["sample"] is True
    assert "SAMPLE DATA" in ttdt("status", "--data", root).out
    assert "SAMPLE DATA" in ttdt("status", "--data", root, "--format", "table").out


def test_a_line_of_help_says_when_quiet_is_silent(ttdt: Ttdt) -> None:
    out = " ".join(ttdt("status", "--help").out.split())
    assert "print nothing if every unit has submitted" in out
    assert "ttdt status --period previous -q" in out


BAD_DAY = {
    path.relative_to(EXAMPLE).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(EXAMPLE.rglob("*.yaml"))
}
BAD_DAY["targets-2024.yaml"] = BAD_DAY["targets-2024.yaml"].replace(
    "populations:\n",
    "  bac-lam: {code: '994', name: Bắc Lâm, kind: district}\n"
    "  hai-an: {code: '995', name: Hải An, kind: district}\n"
    "  cao-lanh: {code: '996', name: Cao Lãnh, kind: district}\n"
    "deadlines: {Q1: 2024-04-05, Q2: 2024-06-22, Q3: 2024-10-05}\n"
    "calendar: [Q1, Q2, Q3, year]\n"
    "populations:\n",
    1,
)
BAD_DAY |= {
    "districts/bac-lam/2024-H1.yaml": "unit: bac-lam\nperiod: 2024-H1\nstatus: final\n"
    "submitted: 2024-06-22\nsample: true\nfigures: {new-cooperatives: 2, village-roads: 3}\n",
    "districts/hai-an/2024-Q2.yaml": "unit: hai-an\nperiod: 2024-Q2\nstatus: final\nfigures: {}\n",
    "districts/cao-lanh/2024-Q2.yaml": "unit: [\n",
    "districts/nam-phu/2024-q2.yml": "unit: nam-phu\n",
}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("name", "columns", "arguments"),
    [
        ("status.{lang}.txt", "80", ("--format", "plain", "--due")),
        ("status-80.{lang}.txt", "80", ("--format", "table", "--due")),
        ("status-160.{lang}.txt", "160", ("--format", "table", "--due")),
        ("status-quiet.{lang}.txt", "80", ("--format", "plain", "-q")),
        ("status.{lang}.json", "80", ("--format", "json", "--due")),
    ],
)
def test_whole_outputs(
    make_workspace: MakeWorkspace,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
    golden: Golden,
    *,
    lang: str,
    name: str,
    columns: str,
    arguments: tuple[str, ...],
) -> None:
    monkeypatch.chdir(make_workspace(BAD_DAY).parent)
    monkeypatch.setenv("COLUMNS", columns)
    asked = ["status", "--period", "Q2", "--today", "2024-07-10", *arguments]
    assert run(["--lang", lang, *asked]) == 1
    golden(name.format(lang=lang), capsysbinary.readouterr().out.decode("utf-8"))
