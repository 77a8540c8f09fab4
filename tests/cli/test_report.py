from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.small_workspace import FILES, PLAN, submission

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeWorkspace, Ttdt


@pytest.fixture
def data(make_workspace: MakeWorkspace) -> str:
    return str(make_workspace(FILES))


def read(ttdt: Ttdt, *arguments: str) -> Any:
    return json.loads(ttdt("report", "--format", "json", *arguments).out)


def test_json_has_the_keys_of_the_contract(ttdt: Ttdt, data: str) -> None:
    report = read(ttdt, "--data", data, "--period", "Q2")
    assert report["format"] == "ttdt.report/1"
    assert report["plan"] == {"id": "p-2024", "year": 2024, "title": "A plan"}
    assert report["period"] == {"id": "2024-Q2", "end": "2024-06-30", "elapsed": 0.5}
    assert report["method"] == "linear-path/0.95-0.60-0"
    assert report["sample"] is False
    assert report["completeness"] == {
        "expected": 2,
        "submitted": 2,
        "missing": [],
        "invalid": [],
    }
    (indicator,) = report["indicators"]
    assert indicator["id"] == "village-roads"
    assert indicator["part"] is None
    assert indicator["clause"] == "2.2"
    assert indicator["group"] == "infrastructure"
    assert indicator["measure"] == "rate"
    assert indicator["name"] == "Village roads"
    assert indicator["unit"] == "%"
    assert indicator["target"]["comparator"] == "at_least"
    assert indicator["target"]["value"] == 75
    province = indicator["province"]
    assert province["status"] == "met"
    assert province["reason"] is None
    assert province["value"] == 77.5  # (30 + 32) of (40 + 40)
    assert province["numerator"] == 62
    assert province["population"] == 80
    assert province["baseline"] is None
    assert province["pace"] is None
    assert province["gap"] == 2.5
    assert province["remaining"] == 0
    assert province["coverage"] == {"units": 2, "applicable": 2}
    assert province["firm"] is True
    unit = indicator["units"]["bac-ai"]
    assert unit["status"] == "met"
    assert unit["value"] == 75
    assert unit["numerator"] == 30
    assert unit["population"] == 40
    assert unit["gap"] == 0
    assert unit["flags"] == []
    assert unit["period"] == "2024-Q2"
    assert unit["source"]["path"].endswith("districts/bac-ai/2024-Q2.yaml")
    assert unit["source"]["line"] == 7


def test_numbers_in_json_have_six_decimals_and_keep_their_side_of_the_target(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    files = FILES | {
        "districts/bac-ai/2024-Q2.yaml": submission("bac-ai", 1, 3),
        "districts/ninh-son/2024-Q2.yaml": submission("ninh-son", 749999999, 1000000000),
    }
    report = read(ttdt, "--data", str(make_workspace(files)), "--period", "Q2")
    units = report["indicators"][0]["units"]
    assert units["bac-ai"]["value"] == 33.333333
    assert units["ninh-son"]["value"] == 74.999999  # 74.9999999 would round to the target, 75
    assert units["ninh-son"]["status"] == "not_yet"


def test_paths_in_findings_and_sources_are_relative_to_the_current_folder(
    ttdt: Ttdt, make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = FILES | {"districts/bac-ai/2024-Q2.yaml": submission("bac-ai", 41)}
    monkeypatch.chdir(make_workspace(files).parent)
    report = read(ttdt, "--period", "Q2")
    (finding,) = report["findings"]
    assert finding["path"] == "data/districts/bac-ai/2024-Q2.yaml"
    assert (finding["line"], finding["column"], finding["code"]) == (7, 18, "TT201")
    source = report["indicators"][0]["units"]["ninh-son"]["source"]
    assert source == {"path": "data/districts/ninh-son/2024-Q2.yaml", "line": 7}


def test_a_pipe_gets_the_plain_table(ttdt: Ttdt, data: str) -> None:
    out = ttdt("report", "--data", data, "--period", "Q2").out
    (line,) = [line for line in out.splitlines() if "Village roads" in line]
    assert "≥ 75 %" in line
    assert "77.5 %" in line
    assert "\x1b" not in out


def test_the_period_may_be_left_out_and_is_the_newest_with_a_submission(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    files = FILES | {"districts/bac-ai/2024-Q3.yaml": submission("bac-ai", 31, period="2024-Q3")}
    assert read(ttdt, "--data", str(make_workspace(files)))["period"]["id"] == "2024-Q3"


def test_filters_take_ids_names_without_diacritics_and_clauses(ttdt: Ttdt, data: str) -> None:
    for word in ("bac-ai", "Bác Ái", "BAC AI", "584"):
        report = read(ttdt, "--data", data, "--unit", word)
        assert list(report["indicators"][0]["units"]) == ["bac-ai"]
    for word in ("village-roads", "duong thon", "Village Roads", "2.2"):
        assert len(read(ttdt, "--data", data, "--indicator", word)["indicators"]) == 1
    for word in ("infrastructure", "ha tang", "HẠ TẦNG"):
        assert len(read(ttdt, "--data", data, "--group", word)["indicators"]) == 1


def test_a_filter_leaves_the_provinces_figures_alone(ttdt: Ttdt, data: str) -> None:
    report = read(ttdt, "--data", data, "--unit", "bac-ai")
    assert report["indicators"][0]["province"]["value"] == 77.5
    assert report["completeness"]["expected"] == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--unit", "bac aj"], "--unit: “bac aj” is unknown; did you mean “Bác Ái”?"),
        (["--group", "zzz"], "--group: “zzz” is unknown; it can be: infrastructure"),
        (["--indicator", "vilage-roads"], "did you mean “village-roads”?"),
        (["--period", "quy 5"], "--period: “quy 5” is unknown; did you mean “quý 2”?"),
        (["--period", "2025-Q1"], "there is no plan for 2025; plans: 2024"),
        (["--format", "jsn"], "--format: “jsn” is unknown; did you mean “json”?"),
        (["--by", "units"], "--by: “units” is unknown; did you mean “unit”?"),
        (["--fail-on", "late"], "--fail-on: “late” is unknown"),
        (["--color", "sometimes"], "--color: “sometimes” is unknown"),
        (["-o", "q2.odt"], "q2.odt: the suffix does not say which format to write"),
        (["--frmat", "json"], "the option --frmat is unknown; did you mean --format?"),
        (["--period"], "the option --period needs a value"),
        (["Q9"], "report: “Q9” is unknown; it can be: "),
    ],
)
def test_a_wrong_word_gets_one_line_and_exit_code_2(
    ttdt: Ttdt, data: str, arguments: list[str], words: str
) -> None:
    code, out, err = ttdt("report", "--data", data, *arguments)
    assert code == 2
    assert out == ""
    assert words in err
    assert err.count("\n") == 1


def test_a_workspace_that_cannot_be_used_gets_one_line_and_exit_code_2(
    ttdt: Ttdt, tmp_path: Path, make_workspace: MakeWorkspace
) -> None:
    code, out, err = ttdt("report", "--data", str(tmp_path / "nowhere"))
    assert (code, out) == (2, "")
    assert "there is no folder" in err
    empty = tmp_path / "empty"
    empty.mkdir()
    code, out, err = ttdt("report", "--data", str(empty))
    assert (code, out) == (2, "")
    assert "there is no plan in" in err
    two = make_workspace(FILES | {"targets-2024-b.yaml": PLAN})
    code, out, err = ttdt("report", "--data", str(two))
    assert (code, out) == (2, "")
    assert "two plans for 2024" in err


def test_a_broken_plan_stops_the_run_with_all_its_findings(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    plan = PLAN.replace("population: villages", "population: vilages").replace(
        "group: infrastructure", "group: roads"
    )
    code, out, err = ttdt(
        "report", "--data", str(make_workspace(FILES | {"targets-2024.yaml": plan}))
    )
    assert (code, out) == (2, "")
    assert "targets-2024.yaml:15:12: TT507" in err
    assert "targets-2024.yaml:19:17: TT502" in err
    assert "did you mean “villages”?" in err


def test_exit_code_1_when_a_figure_was_left_out(ttdt: Ttdt, make_workspace: MakeWorkspace) -> None:
    files = FILES | {"districts/bac-ai/2024-Q2.yaml": submission("bac-ai", 41)}
    code, out, _ = ttdt("report", "--data", str(make_workspace(files)), "--period", "Q2")
    assert code == 1
    assert "TT201" in out
    assert "80.0 %" in out  # 32 of 40 in the other unit


@pytest.mark.parametrize(
    ("files", "condition", "code"),
    [
        ({}, "behind", 0),
        ({}, "missing", 0),
        ({"districts/ninh-son/2024-Q2.yaml": submission("ninh-son", 20)}, "not_met", 0),
        ({"districts/ninh-son/2024-Q2.yaml": submission("ninh-son", 20)}, "behind", 3),
        ({"districts/ninh-son/2024-Q2.yaml": submission("ninh-son", "null")}, "no_data", 0),
        ({"districts/ninh-son/2024-Q2.yaml": submission("ninh-son", "null")}, "missing", 3),
    ],
)
def test_fail_on_exits_with_3_when_its_condition_holds(
    ttdt: Ttdt, make_workspace: MakeWorkspace, files: dict[str, str], condition: str, code: int
) -> None:
    root = str(make_workspace(FILES | files))
    assert ttdt("report", "--data", root, "--period", "Q2", "--fail-on", condition).code == code


def test_behind_means_behind_or_worse_and_not_on_track(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    # From 62.5 % (50 of 80) towards 75 %: half the year asks for 68.75 %, which is 55 of 80.
    files = {
        "targets-2024.yaml": PLAN,
        "districts/bac-ai/2023.yaml": submission("bac-ai", 25, period="2023"),
        "districts/ninh-son/2023.yaml": submission("ninh-son", 25, period="2023"),
        "districts/bac-ai/2024-Q2.yaml": submission("bac-ai", 28),
    }
    on_track = files | {"districts/ninh-son/2024-Q2.yaml": submission("ninh-son", 27)}
    root = str(make_workspace(on_track))
    report = read(ttdt, "--data", root, "--period", "Q2")["indicators"][0]["province"]
    assert (report["status"], report["pace"], report["expected"]) == ("on_track", 1, 68.75)
    assert ttdt("report", "--data", root, "--period", "Q2", "--fail-on", "behind").code == 0
    behind = files | {"districts/ninh-son/2024-Q2.yaml": submission("ninh-son", 26)}
    root = str(make_workspace(behind))
    report = read(ttdt, "--data", root, "--period", "Q2")["indicators"][0]["province"]
    assert (report["status"], report["pace"]) == ("behind", 0.8)
    assert ttdt("report", "--data", root, "--period", "Q2", "--fail-on", "behind").code == 3
    assert ttdt("report", "--data", root, "--period", "Q2", "--fail-on", "not_met").code == 0


def test_carry_forward_fills_a_missing_figure_and_marks_it(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    files = {
        "targets-2024.yaml": PLAN,
        "districts/bac-ai/2024-Q2.yaml": submission("bac-ai", 30),
        "districts/ninh-son/2024-Q1.yaml": submission("ninh-son", 20, period="2024-Q1"),
    }
    root = str(make_workspace(files))
    plain = read(ttdt, "--data", root, "--period", "Q2")["indicators"][0]
    assert plain["units"]["ninh-son"]["reason"] == "not_submitted"
    assert plain["province"]["value"] == 75
    carried = read(ttdt, "--data", root, "--period", "Q2", "--carry-forward")["indicators"][0]
    assert carried["units"]["ninh-son"]["flags"] == ["carried"]
    assert carried["units"]["ninh-son"]["period"] == "2024-Q1"
    assert carried["province"]["value"] == 62.5  # (30 + 20) of 80


def test_sample_data_are_named_in_every_format(ttdt: Ttdt, make_workspace: MakeWorkspace) -> None:
    marked = submission("bac-ai", 30).replace("status:", "sample: true\nstatus:")
    root = str(make_workspace(FILES | {"districts/bac-ai/2024-Q2.yaml": marked}))
    assert read(ttdt, "--data", root)["sample"] is True
    for name in ("table", "plain"):
        assert "sample" in ttdt("report", "--data", root, "--format", name).out.lower()


def test_what_a_file_accepts_stands_in_the_footnotes_and_in_json(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    accepting = submission("bac-ai", "{value: 30, accept: {TT303: two roads were counted anew}}")
    accepting = accepting.replace(
        "status:", "accept: {TT302: a village was split in May}\nnote: checked by hand\nstatus:"
    )
    root = str(make_workspace(FILES | {"districts/bac-ai/2024-Q2.yaml": accepting}))
    report = read(ttdt, "--data", root)
    filed = report["submissions"]["bac-ai"]
    assert filed["accepted"] == {"TT302": "a village was split in May"}
    assert (filed["status"], filed["submitted"]) == ("final", "2024-06-20")
    unit = report["indicators"][0]["units"]["bac-ai"]
    assert unit["accepted"] == {"TT303": "two roads were counted anew"}
    assert unit["flags"] == ["accepted"]
    for name in ("plain", "table"):
        out = ttdt("report", "--data", root, "--format", name).out
        assert "TT302: a village was split in May" in out
        assert "TT303: two roads were counted anew" in out
        assert "checked by hand" in out


PROGRAMME = """\
funding:
  unit: {vi: triệu đồng}
  sources: {local: {name: {vi: huyện}}}
  projects: {p1: {code: "1", name: {vi: đất ở}}}
tasks: {wells: {clause: III.1, name: {vi: Giếng}, units: all}}
"""


def test_what_a_file_accepts_of_money_and_tasks_stands_beside_it(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    said = (
        "funding: {p1: {local: {assigned: 640, disbursed: 0, accept: {TT312: being signed}}}}\n"
        "tasks: {wells: {status: under_way, accept: {TT314: washed away}}}\n"
    )
    files = {
        "targets-2024.yaml": PLAN + PROGRAMME,
        "districts/bac-ai/2024-Q2.yaml": submission("bac-ai", 30) + said,
    }
    root = make_workspace(files)
    shown = ttdt("report", "--data", str(root), "--period", "Q2", "--format", "plain").out
    section = shown.partition("\nAccepted warnings\n")[2].splitlines()
    assert [line.split() for line in section[:2]] == [
        ["p1.local", "Bác", "Ái", "TT312:", "being", "signed"],
        ["wells", "Bác", "Ái", "TT314:", "washed", "away"],
    ]


@pytest.mark.parametrize(
    "option", [["--by", "unit"], ["--compare"], ["--format", "html", "--fragment"]]
)
def test_a_summary_is_of_the_plain_report(ttdt: Ttdt, option: list[str]) -> None:
    done = ttdt("report", "--period", "Q2", "--summary", *option)
    assert done.code == 2
    assert "--summary goes without" in done.err
