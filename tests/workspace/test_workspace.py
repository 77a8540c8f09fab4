from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ttdt.errors import PlanError, TtdtError
from ttdt.period import Period, parse_id
from ttdt.plan import OWN_AREA
from ttdt.text.language import Language
from ttdt.workspace.locating import find_root
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import MakeWorkspace

    from ttdt.submission import Submission
    from ttdt.submission.round import AreaSubmissions

PLAN = """\
plan: p
year: 2024
title: {vi: Kế hoạch}
province: {code: "58", name: Ninh Thuận}
units: {bac-ai: {code: "584", name: Bác Ái}, ninh-hai: {code: "586", name: Ninh Hải}}
groups: {g: {name: {vi: G}}}
indicators: {houses: {clause: "1", group: g, name: {vi: A}, measure: count}}
"""
BAC_AI = "districts/bac-ai"


def submission(period: str, value: object, unit: str = "bac-ai") -> str:
    return f"unit: {unit}\nperiod: {period}\nstatus: final\nfigures: {{houses: {value}}}\n"


def bac_ai(root: Path, period: str) -> AreaSubmissions:
    wanted = parse_id(period)
    assert wanted is not None
    return Workspace(root, Path("data")).round(wanted).areas["bac-ai"]


def failure(root: Path, year: int | None = None) -> str:
    """Return what keeps the workspace, or its plan of a year, from being opened."""

    def run() -> None:
        workspace = Workspace(root, Path("shown"))
        if year is not None:
            workspace.plan(year)

    with pytest.raises(TtdtError) as caught:
        run()
    return Language("en").translate(caught.value.message)


# ------------------------------------------------------------------ the folder


def test_the_nearest_data_folder_with_a_plan_is_found_upwards(tmp_path: Path) -> None:
    near = tmp_path / "a" / "b"
    (near / "data").mkdir(parents=True)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "targets-2024.yaml").write_text(PLAN, encoding="utf-8")
    assert find_root(near) == tmp_path / "data"
    assert find_root(tmp_path / "data") == tmp_path / "data"
    (near / "data" / "targets-2023.yaml").write_text("", encoding="utf-8")
    assert find_root(near) == near / "data"


def test_without_a_plan_no_folder_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(Path, "parents", ())
    assert find_root(tmp_path) is None


def test_a_data_folder_that_may_not_be_looked_into_is_the_one_meant_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    barred = tmp_path / "a" / "data"
    (tmp_path / "a" / "b").mkdir(parents=True)
    barred.mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "targets-2024.yaml").write_text(PLAN, encoding="utf-8")
    content_of = Path.iterdir

    def refuse(folder: Path) -> Iterator[Path]:
        if folder == barred:
            raise PermissionError(13, "Permission denied")
        return content_of(folder)

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert find_root(tmp_path / "a") == barred
    assert find_root(tmp_path / "a" / "b") == tmp_path / "data"


def test_a_file_called_data_is_no_workspace(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "data").write_text(PLAN, encoding="utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "targets-2024.yaml").write_text(PLAN, encoding="utf-8")
    assert find_root(tmp_path / "a") == tmp_path / "data"


def test_no_such_folder(tmp_path: Path) -> None:
    assert failure(tmp_path / "x") == "there is no folder shown"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "targets-2024.yaml"
    path.write_text(PLAN, encoding="utf-8")
    assert failure(path) == "there is no folder shown"


def test_a_folder_without_a_plan(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"plan.yaml": PLAN, "targets-2024.yml": PLAN})
    assert failure(root) == "there is no plan in shown: no file is called targets-<year>.yaml"


def test_a_folder_that_cannot_be_read(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: object) -> list[str]:
        raise PermissionError(13, "Permission denied")

    root = make_workspace({"targets-2024.yaml": PLAN})
    monkeypatch.setattr(os, "scandir", refuse)
    assert failure(root) == f"the folder {root} cannot be read: Permission denied"


@pytest.mark.posix
def test_a_folder_of_no_unit_that_cannot_be_read_stands_for_its_files(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_workspace({"targets-2024.yaml": PLAN, f"{BAC_AI}/old/2024-Q2.yaml": "x"})
    barred = str(root / BAC_AI / "old")
    monkeypatch.setattr(os, "access", lambda path, _mode: path != barred)
    workspace = Workspace(root, Path("data"))
    index = workspace.index((workspace.plan(2024),))
    assert [entry.path for entry in index.strays()] == [f"data/{BAC_AI}/old"]


@pytest.mark.posix
def test_a_units_folder_that_is_a_file(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"targets-2024.yaml": PLAN, BAC_AI: "x"})
    with pytest.raises(TtdtError) as caught:
        bac_ai(root, "2024-Q2")
    assert Language("en").translate(caught.value.message) == (
        f"the folder {root / BAC_AI} cannot be read: Not a directory"
    )


# ------------------------------------------------------------------- the plans


def test_plans_of_several_years_stand_side_by_side(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(
        {"targets-2023.yaml": PLAN.replace("2024", "2023"), "targets-2024.yaml": PLAN}
    )
    workspace = Workspace(root, Path("data"))
    assert workspace.years == (2024, 2023)
    assert workspace.plan(2023).path == "data/targets-2023.yaml"
    assert workspace.plan(2024) is workspace.plan(2024)


def test_two_plans_of_one_year(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"targets-2024.yaml": PLAN, "targets-new.yaml": PLAN})
    assert failure(root) == (
        "two plans for 2024: shown/targets-2024.yaml and shown/targets-new.yaml; keep one"
    )


def test_no_plan_for_the_year(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"targets-2024.yaml": PLAN})
    assert failure(root, 2031) == "there is no plan for 2031; plans: 2024"


def test_a_broken_plan_brings_all_its_findings(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"targets-2024.yaml": PLAN.replace("plan: p", "pan: p")})
    with pytest.raises(PlanError) as caught:
        Workspace(root, Path("shown")).plan(2024)
    assert [(found.code, found.path) for found in caught.value.findings] == [
        ("TT102", "shown/targets-2024.yaml"),
        ("TT101", "shown/targets-2024.yaml"),
    ]
    assert Language("en").translate(caught.value.message) == (
        "the plan shown/targets-2024.yaml has errors, so nothing can be computed"
    )


@pytest.mark.parametrize("text", ["", "a: [", "- 1\n", "year: soon\n", "year: 2024.5\n"])
def test_a_plan_that_does_not_say_its_year_is_the_one_its_name_says(
    text: str, make_workspace: MakeWorkspace
) -> None:
    root = make_workspace({"targets-2024.yaml": text})
    with pytest.raises(PlanError):
        Workspace(root, Path("data")).plan(2024)


def test_a_broken_plan_of_another_year_is_in_nobodys_way(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"targets-2023.yaml": "a: [", "targets-2024.yaml": PLAN})
    assert Workspace(root, Path("data")).plan(2024).id == "p"


# ------------------------------------------------------------- the submissions


def test_units_stand_in_the_order_of_the_plan(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"targets-2024.yaml": PLAN})
    found = Workspace(root, Path("data")).round(Period(2024, "Q2"))
    assert list(found.areas) == [OWN_AREA, "bac-ai", "ninh-hai"]
    assert found.of("bac-ai").current is None
    assert found.of("bac-ai").earlier[:] == ()
    assert found.of("bac-ai").baseline is None


def test_a_submission_is_called_by_the_shown_path(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(
        {"targets-2024.yaml": PLAN, f"{BAC_AI}/2024-Q2.yaml": submission("2024-Q2", 1)}
    )
    current = bac_ai(root, "2024-Q2").current
    assert current is not None
    assert current.path == "data/districts/bac-ai/2024-Q2.yaml"
    assert current.usable


@pytest.mark.parametrize(
    ("present", "chosen"),
    [
        (["2024-Q2", "2024-H1", "2024-06"], "2024-Q2"),
        (["2024-H1", "2024-06"], "2024-H1"),
        (["2024-06"], "2024-06"),
        (["2024-05", "2024-Q3"], None),
    ],
)
def test_the_exact_period_stands_first_and_then_the_longer(
    present: list[str], chosen: str | None, make_workspace: MakeWorkspace
) -> None:
    root = make_workspace(
        {
            "targets-2024.yaml": PLAN,
            **{f"{BAC_AI}/{period}.yaml": submission(period, 1) for period in present},
        }
    )
    current = bac_ai(root, "2024-Q2").current
    assert (None if current is None else current.period.id) == chosen


def first_quarter(root: Path) -> Submission:
    """Return what the round of the second quarter knows of the first."""
    round_ = Workspace(root, Path("data")).round(Period(2024, "Q2"))
    found = round_.at(Period(2024, "Q1")).of("bac-ai").current
    assert found is not None
    return found


def filed_twice(of_quarter: str, of_march: str, plan: str = PLAN) -> dict[str, str]:
    """Return a workspace whose one unit has two files that end with March."""
    return {
        "targets-2024.yaml": plan,
        f"{BAC_AI}/2024-Q1.yaml": of_quarter,
        f"{BAC_AI}/2024-03.yaml": of_march,
    }


@pytest.mark.parametrize(
    ("of_quarter", "of_march", "value"),
    [
        (submission("2024-Q1", 3), "figures: [", 3),
        (submission("2024-Q1", 3).replace("final", "estimate"), submission("2024-03", 4), 4),
        (submission("2024-Q1", ""), submission("2024-03", 4), 4),
    ],
    ids=["final and complete", "an estimate", "left open"],
)
def test_an_earlier_round_has_what_another_file_of_its_day_adds(
    make_workspace: MakeWorkspace, of_quarter: str, of_march: str, value: int
) -> None:
    earlier = first_quarter(make_workspace(filed_twice(of_quarter, of_march)))
    assert earlier.figures["houses", None].value == value


def test_money_of_an_earlier_round_is_of_every_file_of_its_day(
    make_workspace: MakeWorkspace,
) -> None:
    funding = """
funding:
  unit: {vi: triệu đồng}
  sources: {central: {name: {vi: Trung ương}}}
  projects:
    p1: {code: "1", name: {vi: Dự án 1}}
"""
    amounts = "funding: {p1: {central: {disbursed: 7}}}\n"
    files = filed_twice(
        submission("2024-Q1", 3), submission("2024-03", 4) + amounts, PLAN + funding
    )
    earlier = first_quarter(make_workspace(files))
    assert earlier.figures["houses", None].value == 3
    assert earlier.funding["p1", "central"].disbursed == 7


def test_an_empty_form_gives_way_and_an_unreadable_file_with_its_finding(
    make_workspace: MakeWorkspace,
) -> None:
    files = {"targets-2024.yaml": PLAN, f"{BAC_AI}/2024-H1.yaml": submission("2024-H1", 1)}
    form = make_workspace({**files, f"{BAC_AI}/2024-Q2.yaml": submission("2024-Q2", "")})
    current = bac_ai(form, "2024-Q2").current
    assert current is not None
    assert current.period.id == "2024-H1"
    broken = make_workspace({**files, f"{BAC_AI}/2024-Q2.yaml": "a: ["})
    current = bac_ai(broken, "2024-Q2").current
    assert current is not None
    # What the other file of that day says holds, and the report tells of the one it could not read.
    assert current.period.id == "2024-H1"
    assert [finding.code for finding in current.findings] == ["TT003"]


def test_a_folder_in_place_of_a_submission(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"targets-2024.yaml": PLAN})
    (root / BAC_AI / "2024-Q2.yaml").mkdir(parents=True)
    current = bac_ai(root, "2024-Q2").current
    assert current is not None
    assert [finding.code for finding in current.findings] == ["TT001"]


def test_earlier_submissions_come_newest_first_and_the_baseline_from_the_year_before(
    make_workspace: MakeWorkspace,
) -> None:
    periods = ["2024-Q2", "2024-05", "2024-Q1", "2024-03", "2023-Q4", "2023-Q3"]
    root = make_workspace(
        {
            "targets-2024.yaml": PLAN,
            **{f"{BAC_AI}/{period}.yaml": submission(period, 1) for period in periods},
        }
    )
    unit = bac_ai(root, "2024-Q2")
    assert [found.period.id for found in unit.earlier] == ["2024-05", "2024-Q1", "2024-03"]
    assert unit.baseline is not None
    assert unit.baseline.period.id == "2023-Q4"


def test_the_year_itself_is_the_first_choice_for_a_baseline(
    make_workspace: MakeWorkspace,
) -> None:
    root = make_workspace(
        {
            "targets-2024.yaml": PLAN,
            f"{BAC_AI}/2023.yaml": submission("2023", 1),
            f"{BAC_AI}/2023-12.yaml": submission("2023-12", 2),
        }
    )
    baseline = bac_ai(root, "2024-Q2").baseline
    assert baseline is not None
    assert baseline.period == Period(2023)
    assert baseline.usable


def test_reading_changes_nothing(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(
        {"targets-2024.yaml": PLAN, f"{BAC_AI}/2024-Q2.yaml": submission("2024-Q2", 1)}
    )
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    bac_ai(root, "2024-Q2")
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


# ---------------------------------------------------------------- the latest one


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ([], None),
        (["bac-ai/2023.yaml", "bac-ai/notes.yaml", "bac-ai/2024-Q2.yaml.bak"], None),
        (["bac-ai/2024-Q1.yaml", "ninh-hai/2024-Q2.yaml"], "2024-Q2"),
        (["bac-ai/2024-Q2.yaml", "bac-ai/2024-06.yaml"], "2024-06"),
        (
            ["bac-ai/2024-H1.yaml", "ninh-hai/2024-H1.yaml", "bac-ai/2024-06.yaml"],
            "2024-H1",
        ),
        (["bac-ai/2024-Q2.yaml", "ninh-hai/2024-07.yaml"], "2024-07"),
        (["nowhere/2024-Q4.yaml", "bac-ai/2024-Q1.yaml"], "2024-Q1"),
        (["bac-ai/2024-Q1.yaml", "bac-ai/2025-Q1.yaml"], "2024-Q1"),
    ],
)
def test_the_latest_period_with_a_submission(
    files: list[str], expected: str | None, make_workspace: MakeWorkspace
) -> None:
    root = make_workspace(
        {"targets-2024.yaml": PLAN, **{f"districts/{name}": "" for name in files}}
    )
    latest = Workspace(root, Path("data")).latest(2024)
    assert (None if latest is None else latest.id) == expected


def test_strays_are_those_of_the_index_though_what_is_read_is_not_held_for_them(
    make_workspace: MakeWorkspace,
) -> None:
    files = ["2024-Q2", "2023-12", "2022-Q2", "2024-Q9", "notes"]
    root = make_workspace(
        {
            "targets-2024.yaml": PLAN,
            **{f"{BAC_AI}/{name}.yaml": submission("2024-Q2", 1) for name in files},
            f"{BAC_AI}/old/2024-Q1.yaml": submission("2024-Q1", 1),
            "districts/bacai/2024-Q2.yaml": submission("2024-Q2", 1),
            "districts/2024-Q2.yaml": submission("2024-Q2", 1),
        }
    )
    workspace = Workspace(root, Path("data"))
    plans = workspace.sound_plans()
    assert [entry.path for entry in workspace.strays(plans)] == [
        "data/districts/2024-Q2.yaml",
        "data/districts/bac-ai/2024-Q9.yaml",
        "data/districts/bac-ai/notes.yaml",
        "data/districts/bac-ai/old/2024-Q1.yaml",
        "data/districts/bacai/2024-Q2.yaml",
    ]
    assert list(workspace.strays(plans)) == list(workspace.index(plans).strays())


def test_what_a_baseline_was_put_together_of_is_read_again_when_it_is_asked_for(
    make_workspace: MakeWorkspace,
) -> None:
    root = make_workspace(
        {
            "targets-2024.yaml": PLAN,
            f"{BAC_AI}/2023.yaml": submission("2023", 1),
            f"{BAC_AI}/2023-12.yaml": submission("2023-12", 2),
            f"{BAC_AI}/2024-Q2.yaml": submission("2024-Q2", 3),
        }
    )
    workspace = Workspace(root, Path("data"))
    plan = workspace.plan(2024)
    baseline = workspace.round(Period(2024, "Q2")).areas["bac-ai"].baseline
    assert baseline is not None
    assert baseline.figures["houses", None].value == 1
    before = workspace.history(plan, "bac-ai").before
    assert [(one.period.id, one.figures["houses", None].value) for one in before] == [
        ("2023", 1),
        ("2023-12", 2),
    ]
