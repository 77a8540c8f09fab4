from __future__ import annotations

import io
import json
import os
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_workspace import FILES, PLAN, submission
from tests.cli.tree_workspace import TREE

from ttdt.rules.runner import check_workspace
from ttdt.workspace import parallel

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeWorkspace, Ttdt

BAD = FILES | {
    "districts/bac-ai/2024-Q2.yaml": submission("bac-ai", 41),
    "districts/ninh-son/2024-Q2.yaml": submission("ninh-son", -1),
}


@pytest.fixture
def here(make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_workspace(BAD)
    monkeypatch.chdir(root.parent)
    return root.parent


@pytest.fixture
def sound(make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_workspace(FILES | {"targets-2024.yaml": PLAN + "    pace: none\n"})
    monkeypatch.chdir(root.parent)
    return root.parent


def lines(text: str) -> list[str]:
    return [line.partition(" ")[0] + " " + line.split()[1] for line in text.splitlines()]


@pytest.mark.usefixtures("sound")
def test_a_sound_workspace_is_silent_on_stdout_and_says_what_was_checked(ttdt: Ttdt) -> None:
    assert ttdt("check", "--format", "concise") == (
        0,
        "",
        "3 files checked: 0 errors, 0 warnings\n",
    )
    assert ttdt("check", "--format", "concise", "-q") == (0, "", "")


@pytest.mark.usefixtures("here")
def test_every_finding_of_every_file_comes_in_one_run_sorted(ttdt: Ttdt) -> None:
    code, out, err = ttdt("check", "--format", "concise")
    assert code == 1
    assert lines(out) == [
        "data/districts/bac-ai/2024-Q2.yaml:7:18: TT201",
        "data/districts/ninh-son/2024-Q2.yaml:7:18: TT202",
    ]
    assert err == "3 files checked: 2 errors, 0 warnings\n"


def test_only_the_files_named_are_reported(ttdt: Ttdt, here: Path) -> None:
    one = "data/districts/bac-ai/2024-Q2.yaml"
    for path in (
        one,
        f"./{one}",
        str(here / one),
        "data/districts/bac-ai",
        "data/districts/bac-ai/",
    ):
        code, out, err = ttdt("check", "--format", "concise", path)
        assert (code, lines(out)) == (1, [f"{one}:7:18: TT201"])
        assert err == "1 file checked: 1 error, 0 warnings\n"
    both = ttdt("check", "--format", "concise", "data/districts/bac-ai", "data/districts/ninh-son")
    assert len(lines(both.out)) == 2
    assert len(lines(ttdt("check", "--format", "concise", "data").out)) == 2
    assert ttdt("check", "--format", "concise", "data/targets-2024.yaml").code == 0


@pytest.mark.parametrize("file", ["districts/bac-ai/2024-Q2.yaml", "districts"])
def test_within_the_workspace_its_files_are_named_without_it(
    file: str, ttdt: Ttdt, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(here / "data")
    done = ttdt("check", file, "--format", "concise")
    assert done.out.splitlines()[0].startswith("districts/bac-ai/2024-Q2.yaml:")


def test_a_workspace_is_found_from_the_file_named(
    ttdt: Ttdt, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(here.parent)
    path = here / "data/districts/bac-ai/2024-Q2.yaml"
    code, out, _ = ttdt("check", "--format", "concise", os.path.relpath(path))
    assert code == 1
    assert lines(out) == [f"{here.name}/data/districts/bac-ai/2024-Q2.yaml:7:18: TT201"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere.yaml"], "nowhere.yaml does not exist"),
        (["stray.yaml"], "belongs to no workspace"),
        (["-"], "--as bac-ai/2024-Q2"),
        (["-", "data"], "- is checked alone"),
        (["--as", "bac-ai/2024-Q2"], "--as goes only with -"),
        (["-", "--as", "bac-ia/2024-Q2"], "did you mean “bac-ai”?"),
        (["-", "--as", "bac-ai/2024-Q9"], "did you mean “2024-Q2”?"),
        (["--select", "TT9"], "--select: “TT9” is unknown"),
        (["--ignore", "T"], "--ignore: “T” is unknown"),
        (["--fail-level", "info"], "--fail-level: “info” is unknown"),
        (["--format", "srif"], "did you mean “sarif”?"),
        (["--also", "sarif"], "is not of the form FORMAT=FILE"),
        (["--also", "srif=x"], "did you mean “sarif”?"),
        (["--also", "sarif=nowhere/x"], "its folder does not exist"),
    ],
)
def test_what_cannot_be_checked_gets_one_line_and_exit_code_2(
    ttdt: Ttdt, here: Path, arguments: list[str], words: str
) -> None:
    (here / "stray.yaml").write_text("unit: bac-ai\n")
    code, out, err = ttdt("check", *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1


def test_a_submission_on_stdin_is_checked_as_if_it_lay_in_its_place(
    ttdt: Ttdt, sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def typed(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode("utf-8"))))

    typed(submission("bac-ai", 41, period="2024-Q3"))
    code, out, _ = ttdt("check", "-", "--as", "Bác Ái/Q3", "--format", "concise")
    assert (code, lines(out)) == (1, ["data/districts/bac-ai/2024-Q3.yaml:7:18: TT201"])
    typed(submission("bac-ai", 30))
    assert ttdt("check", "-", "--as", "bac-ai/2024-Q2", "--format", "concise").code == 0
    typed(submission("bac-ai", 41))
    full = ttdt("check", "-", "--as", "bac-ai/2024-Q2", "--format", "full").out
    assert "village-roads: 41" in full  # the line that was typed, not the file's
    assert (sound / "data/districts/bac-ai/2024-Q2.yaml").read_text().endswith("30\n")


@pytest.mark.usefixtures("here")
def test_rules_are_selected_and_ignored_by_code_and_family(ttdt: Ttdt) -> None:
    for words in (["--select", "TT201"], ["--ignore", "TT202"], ["--select=TT2", "--ignore=TT202"]):
        code, out, _ = ttdt("check", "--format", "concise", *words)
        assert (code, [line[-5:] for line in lines(out)]) == (1, ["TT201"])
    assert ttdt("check", "--format", "concise", "--ignore", "TT2xx").code == 0
    assert ttdt("check", "--format", "concise", "--ignore", "tt201,tt202").code == 0


def test_warnings_fail_only_when_asked_to(ttdt: Ttdt, sound: Path) -> None:
    (sound / "data/districts/ninh-son/2024-Q2.yaml").unlink()
    code, out, _ = ttdt("check", "--format", "concise")
    assert (code, lines(out)) == (0, ["data/districts/ninh-son/2024-Q2.yaml:1:1: TT405"])
    assert ttdt("check", "--fail-level", "warning").code == 1


def test_a_broken_plan_is_found_and_what_hangs_on_it_is_said(ttdt: Ttdt, here: Path) -> None:
    plan = PLAN.replace("population: villages", "population: vilages")
    (here / "data/targets-2024.yaml").write_text(plan, encoding="utf-8")
    code, out, err = ttdt("check", "--format", "concise")
    assert (code, lines(out)) == (1, ["data/targets-2024.yaml:19:17: TT502"])
    assert "data/targets-2024.yaml has errors, so no submission was checked against it" in err


@pytest.mark.usefixtures("here")
def test_github_is_the_default_inside_its_actions(
    ttdt: Ttdt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    out = ttdt("check").out
    assert out.startswith("::error ")
    assert "file=data/districts/bac-ai/2024-Q2.yaml,line=7" in out


def test_several_formats_in_one_run(ttdt: Ttdt, here: Path) -> None:
    code, out, err = ttdt(
        "check", "--format", "concise", "--also", "sarif=a.sarif", "--also", "json=a.json",
    )  # fmt: skip
    assert code == 1
    assert len(lines(out)) == 2
    assert err == "3 files checked: 2 errors, 0 warnings\n"
    sarif = json.loads((here / "a.sarif").read_text("utf-8"))
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["TT201", "TT202"]
    found = json.loads((here / "a.json").read_text("utf-8"))
    assert found["format"] == "ttdt.check/1"
    assert [finding["code"] for finding in found["findings"]] == ["TT201", "TT202"]


def test_the_output_goes_to_a_file_when_asked(ttdt: Ttdt, here: Path) -> None:
    code, out, _ = ttdt("check", "--format", "junit", "-o", "junit.xml")
    assert (code, out) == (1, "")
    assert (here / "junit.xml").read_text("utf-8").startswith("<?xml")


@pytest.mark.parametrize("method", sorted({parallel.START_METHOD, "spawn"}))
def test_the_result_does_not_depend_on_the_number_of_processes(
    here: Path, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "START_METHOD", method)
    one = check_workspace(here / "data", here / "data", processes=1)
    two = check_workspace(here / "data", here / "data", processes=2)
    assert [(f.sort_key, f.span) for f in one.findings] == [
        (f.sort_key, f.span) for f in two.findings
    ]
    assert one.checked == two.checked
    assert len(one.findings) == 2


def test_two_outputs_to_one_file_are_refused(ttdt: Ttdt, here: Path) -> None:
    code, out, err = ttdt("check", "--also", "json=a.txt", "--also", f"sarif={here}/./a.txt")
    assert (code, out) == (2, "")
    assert "two outputs would go to" in err
    assert ttdt("check", "--also", "json=a.txt", "--format", "junit", "-o", "a.txt").code == 2
    assert not (here / "a.txt").exists()


def test_a_stdin_that_cannot_be_read_is_reported(
    ttdt: Ttdt, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (here / "written").open("wb") as file:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(file))
        code, out, err = ttdt("check", "-", "--as", "bac-ai/2024-Q2")
    assert (code, out) == (2, "")
    assert "stdin could not be read" in err


def test_what_stderr_quotes_is_no_command_to_a_build_log(ttdt: Ttdt, here: Path) -> None:
    (here / "data" / "targets-2024.yaml").rename(here / "data" / "targets-::error::2024.yaml")
    (here / "data" / "targets-::error::2024.yaml").write_text("x: ")
    (here / "data").rename(here / "::error::data")
    err = ttdt("check", "--data", "::error::data").err
    assert r"\x3a:error::data" in err
    assert not any(line.lstrip().startswith("::") for line in err.splitlines())


def test_a_file_that_could_not_be_checked_is_not_called_sound(ttdt: Ttdt, here: Path) -> None:
    plan = PLAN.replace("population: villages", "population: vilages")
    (here / "data/targets-2024.yaml").write_text(plan, encoding="utf-8")
    for arguments in (["data/districts/bac-ai/2024-Q2.yaml"], ["--select", "TT201"]):
        code, out, err = ttdt("check", "--format", "concise", *arguments)
        assert (code, out) == (2, "")
        assert "so no submission was checked against it" in err
    assert ttdt("check", "data/targets-2024.yaml").code == 1


def test_a_file_that_is_named_is_checked_or_refused(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    data = make_workspace(
        {**FILES, "districts/bac-ai/.hidden.yaml": "a: 1\n", "districts/bac-ai/README.md": "x\n"}
    )
    for name in ("districts/bac-ai/.hidden.yaml", "districts/bac-ai/README.md"):
        code, out, err = ttdt("check", str(data / name))
        assert (code, out) == (2, "")
        assert f"{name} is no plan and no submission by its name and place" in err
    assert ttdt("check", str(data / "districts/bac-ai/2024-Q2.yaml")).code == 0
    assert ttdt("check", str(data / "districts/bac-ai")).code == 0


def test_a_file_in_a_folder_that_is_no_units_is_told_where_it_belongs(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    data = make_workspace({**TREE, "districts/phuoc-hoa/2024-Q2.yaml": submission("phuoc-hoa", 3)})
    name = str(data / "districts/phuoc-hoa/2024-Q2.yaml")
    code, out, _ = ttdt("check", "--format", "concise", name)
    assert code == 1
    assert out == (
        f"{data}/districts/phuoc-hoa:1:1: TT402 the files of “phuoc-hoa” lie in"
        " districts/bac-ai/phuoc-hoa\n"
    )


def test_a_plan_outside_a_workspace_is_checked(ttdt: Ttdt, tmp_path: Path) -> None:
    plan = tmp_path / "ke-hoach.yaml"
    plan.write_text(PLAN.replace("at_least: 75", 'at_least: "75"'), encoding="utf-8")
    code, out, _ = ttdt("check", str(plan))
    assert code == 1
    assert "TT104" in out
    assert "write 75" in out
    plan.write_text(PLAN, encoding="utf-8")
    assert ttdt("check", str(plan)).code == 0
    plan.write_text("unit: bac-ai\n", encoding="utf-8")
    assert ttdt("check", str(plan)).code == 2


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ("roads: {percent: 66,7}", "write percent: 66.7"),
        ("roads: {value: 4,5}", "write value: 4.5"),
        ("roads: {value: 1,234}", "write value: 1234 or value: 1.234"),
        ("roads: [66,7]", "write a whole number without quotes"),
    ],
)
def test_a_number_torn_by_a_comma_says_what_was_read_and_what_to_write(
    ttdt: Ttdt, make_workspace: MakeWorkspace, numbers: str, told: str
) -> None:
    text = submission("bac-ai", 30).replace("village-roads: 30", f"village-{numbers}")
    data = make_workspace({**FILES, "districts/bac-ai/2024-Q2.yaml": text})
    code, out, _ = ttdt("check", "--format", "concise", "--data", str(data))
    assert code == 1
    assert told in out
    assert "did you mean" not in out


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("{at_least: 66,7}", "write at_least: 66.7"),
        ("{at_least: 70, by_unit: {bac-ai: 66,7}}", "write bac-ai: 66.7"),
        ("{at_least: 70}\n    pace: {Q1: 66,7}", "write Q1: 66.7"),
        ("{at_least: 70}\n    max_step: [10,5]", "write 10.5"),
    ],
)
def test_a_number_torn_in_the_plan_does_too(
    ttdt: Ttdt, make_workspace: MakeWorkspace, target: str, told: str
) -> None:
    plan = PLAN.replace("target: {at_least: 75}", f"target: {target}")
    data = make_workspace({"targets-2024.yaml": plan})
    code, out, _ = ttdt("check", "--format", "concise", "--data", str(data))
    assert code == 1
    assert told in out


def test_a_flood_of_one_mistake_is_bounded(ttdt: Ttdt, make_workspace: MakeWorkspace) -> None:
    keys = "".join(f"  vilage-roads-{n}: 1\n" for n in range(3000))
    data = make_workspace(
        {**FILES, "districts/bac-ai/2024-Q2.yaml": submission("bac-ai", 30) + keys}
    )
    code, out, _ = ttdt("check", "--format", "concise", "--select", "TT1xx", "--data", str(data))
    assert code == 1
    assert len(out.splitlines()) == 101
    assert "2,900 more findings of this rule in this file" in out
