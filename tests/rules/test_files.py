from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.rules.small_plan import HOUSES, PLAN, lines, submission

from ttdt.period import Period
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace

    from ttdt.submission import Submission

FILES = {
    "targets-2024.yaml": PLAN + HOUSES,
    "districts/bac-ai/2024-Q2.yaml": submission("bac-ai", "2024-Q2"),
    "districts/ninh-hai/2024-Q2.yaml": submission("ninh-hai", "2024-Q2"),
}
READ_INSTEAD = "TT404 2024-Q2.yaml lies beside this file and is read in its place"
LOOSE = (
    "TT408 no report reads this: submissions lie in the folder of their unit, those of the plan's"
    " own area in province"
)
HOME = "TT408 no report reads this: the files of “bac-ai” lie in districts/bac-ai"
TOO_DEEP = "TT408 no report reads this: submissions lie directly in districts/bac-ai"
WRONG_NAME = "TT408 no report reads this: submissions are called <period>.yaml"
LINK = "TT409 this link leads out of the workspace, so it is not read; put a copy here"


def without(*names: str) -> dict[str, str]:
    return {name: text for name, text in FILES.items() if not name.endswith(names)}


def bac_ai(root: Path) -> Submission | None:
    return Workspace(root, Path("data")).round(Period(2024, "Q2")).of("bac-ai").current


def test_a_tidy_workspace(make_workspace: MakeWorkspace) -> None:
    assert lines(make_workspace(FILES)) == []


def test_no_districts_at_all(make_workspace: MakeWorkspace) -> None:
    assert lines(make_workspace(without("Q2.yaml"))) == []


@pytest.mark.parametrize(
    "name",
    [
        ".gitkeep", ".DS_Store", "README", "README.md", "readme.txt", "Thumbs.db",
        "bac-ai/.gitkeep", "bac-ai/README.md", "bac-ai/.2024-Q2.yaml.swp", ".git/HEAD",
        "bac-ai/.idea/a.xml",
    ],
)  # fmt: skip
def test_what_nobody_put_there_to_be_read(make_workspace: MakeWorkspace, name: str) -> None:
    assert lines(make_workspace({**FILES, f"districts/{name}": "x"})) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bac-ai.yaml", HOME),
        ("2024-Q2.yaml", LOOSE),
        ("bac-ai/2024/2024-Q2.yaml", TOO_DEEP),
        ("bac-ai/old/2023/a/b/c.yaml", None),
        ("bac-ai/2024-Q3.xlsx", WRONG_NAME),
        ("bac-ai/2024-Q2.yaml.bak", WRONG_NAME),
        ("bac-ai/2024-Q2.yaml~", WRONG_NAME),
        ("bac-ai/notes", WRONG_NAME),
        ("bac-ai/2024-Q1.yml", "TT408 no report reads this; rename it to 2024-Q1.yaml"),
        ("bac-ai/2024-q1.YAML", "TT408 no report reads this; rename it to 2024-Q1.yaml"),
        ("bac-ai/2024-Q2.yml", READ_INSTEAD),
        ("bac-ai/2024-q2.yaml", READ_INSTEAD),
        ("bac-ai/2024-Q2.YAML", READ_INSTEAD),
        ("bac-ai/２０２４-Q2.yaml", READ_INSTEAD),
    ],
)
def test_files_that_no_report_reads(
    make_workspace: MakeWorkspace, name: str, said: str | None
) -> None:
    expected = f"districts/{name}:1: {said}"
    if said is None:
        expected = f"districts/bac-ai/old/2023/a:1: {TOO_DEEP}"
    assert lines(make_workspace({**FILES, f"districts/{name}": "x"})) == [expected]


@pytest.mark.parametrize(
    ("name", "guess"),
    [
        ("2024-q1", "2024-Q1"),
        ("2024-Q1 (1)", "2024-Q1"),
        ("2024Q1", "2024-Q1"),
        ("Q1", "2024-Q1"),
        ("quy-1", "2024-Q1"),
        ("quý_I_2024", "2024-Q1"),
        ("thang-3", "2024-03"),
        ("6-thang-2024", "2024-H1"),
        ("2024-3", "2024-03"),
        ("ket-qua", None),
    ],
)
def test_names_that_are_no_period(
    make_workspace: MakeWorkspace, name: str, guess: str | None
) -> None:
    said = f"districts/bac-ai/{name}.yaml:1: TT403 “{name}” is not a period"
    if guess is not None:
        said += f"; did you mean “{guess}”?"
    assert lines(make_workspace({**FILES, f"districts/bac-ai/{name}.yaml": "x"})) == [said]


def test_two_wrong_spellings_of_one_name(make_workspace: MakeWorkspace) -> None:
    files = {f"districts/bac-ai/{name}": "x" for name in ("2024-Q1.yml", "2024-q1.yaml")}
    assert lines(make_workspace(FILES | files)) == [
        "districts/bac-ai/2024-Q1.yml:1: TT408 no report reads this; rename it to 2024-Q1.yaml",
        "districts/bac-ai/2024-q1.yaml:1: TT403 “2024-q1” is not a period; did you mean “2024-Q1”?",
    ]


def test_years_that_are_read(make_workspace: MakeWorkspace) -> None:
    periods = ["2023", "2023-Q4", "2023-12", "2023-H2"]
    files = {f"districts/bac-ai/{name}.yaml": submission("bac-ai", name) for name in periods}
    assert [line for line in lines(make_workspace(FILES | files)) if "TT4" in line] == []


@pytest.mark.parametrize("period", ["2022", "2025-Q1", "2025"])
def test_years_that_no_plan_reads(make_workspace: MakeWorkspace, period: str) -> None:
    files = {f"districts/bac-ai/{period}.yaml": submission("bac-ai", period)}
    assert lines(make_workspace(FILES | files)) == [
        f"districts/bac-ai/{period}.yaml:1: TT403 no plan reads {period} of the unit “bac-ai”"
    ]


def test_a_unit_of_another_years_plan(make_workspace: MakeWorkspace) -> None:
    later = (
        PLAN.replace("plan: p", "plan: p-2025")
        .replace("2024", "2025")
        .replace('bac-ai: {code: "584", name: Bác Ái}, ', "")
    )
    files = {
        "targets-2025.yaml": later + HOUSES,
        "districts/bac-ai/2025-Q1.yaml": submission("bac-ai", "2025-Q1"),
    }
    assert lines(make_workspace(FILES | files)) == [
        "districts/bac-ai/2025-Q1.yaml:1: TT403 no plan reads 2025-Q1 of the unit “bac-ai”",
        "targets-2025.yaml:5: TT521 no unit was formerly Bác Ái, which the plan of 2024 has",
    ]


def test_one_finding_for_an_unknown_folder(make_workspace: MakeWorkspace) -> None:
    files = {f"districts/Bac_Ai/{name}": "x" for name in ("2024-Q1.yaml", "a/b.txt", "q.xlsx")}
    assert lines(make_workspace(FILES | files)) == [
        "districts/Bac_Ai:1: TT402 no plan has a unit “Bac_Ai”; did you mean “bac-ai”?"
    ]
    assert lines(make_workspace(FILES | {"districts/kho/2024.yaml": "x"}))[-1] == (
        "districts/kho:1: TT402 no plan has a unit “kho”"
    )


def test_a_plan_with_errors_is_not_held_against_its_files(make_workspace: MakeWorkspace) -> None:
    files = {
        "targets-2025.yaml": "year: 2025\n",
        "districts/moi/2025-Q1.yaml": "x",
        "districts/bac-ai/2025-Q1.yaml": "x",
        "districts/bac-ai/2025-Q1.yml": "x",
    }
    found = lines(make_workspace(FILES | files))
    assert [line for line in found if "targets-2025" not in line] == [
        f"districts/bac-ai/2025-Q1.yml:1: {READ_INSTEAD.replace('2024-Q2', '2025-Q1')}"
    ]


def missing(period: str, label: str) -> str:
    return f"districts/bac-ai/{period}.yaml:1: TT405 Bác Ái has handed in nothing for {label}"


def test_missing_where_another_unit_has_one(make_workspace: MakeWorkspace) -> None:
    assert lines(make_workspace(without("bac-ai/2024-Q2.yaml"))) == [
        missing("2024-Q2", "quarter 2 of 2024")
    ]


def test_periods_of_one_end_stand_for_each_other(make_workspace: MakeWorkspace) -> None:
    files = without("bac-ai/2024-Q2.yaml")
    files["districts/bac-ai/2024-06.yaml"] = submission("bac-ai", "2024-06")
    assert lines(make_workspace(files)) == []


@pytest.mark.parametrize(
    "name",
    ["bac-ai/2024-Q2.yml", "bac-ai/2024-q2.yaml", "bac-ai/2024-Q2.xlsx", "bacai/2024-Q2.yaml"],
)
def test_what_lies_there_under_a_wrong_name_is_not_missing(
    make_workspace: MakeWorkspace, name: str
) -> None:
    files = {**without("bac-ai/2024-Q2.yaml"), f"districts/{name}": "x"}
    (line,) = lines(make_workspace(files))
    assert "TT405" not in line


def test_the_calendar_says_what_is_due(make_workspace: MakeWorkspace) -> None:
    files = {**FILES, "targets-2024.yaml": PLAN + HOUSES + "calendar: [Q1, Q2, Q3, year]\n"}
    files["districts/ninh-hai/2024-03.yaml"] = submission("ninh-hai", "2024-03")
    assert lines(make_workspace(files)) == [missing("2024-Q1", "quarter 1 of 2024")]
    del files["districts/ninh-hai/2024-03.yaml"]
    files["districts/ninh-hai/2024-Q1.yaml"] = "period: 2024-Q1\n"
    found = [line for line in lines(make_workspace(files)) if "TT405" in line]
    assert found == [missing("2024-Q1", "quarter 1 of 2024")]


def test_a_day_that_only_the_calendar_names(make_workspace: MakeWorkspace) -> None:
    files = {**FILES, "targets-2024.yaml": PLAN + HOUSES + "calendar: [Q1, Q3]\n"}
    assert [line.partition(":")[0] for line in lines(make_workspace(files))] == [
        "districts/bac-ai/2024-Q1.yaml",
        "districts/ninh-hai/2024-Q1.yaml",
    ]


@pytest.mark.parametrize(
    ("calendar", "period", "label"),
    [
        # Of those that the calendar has, the one that units used.
        ('["06", Q2, H1]', "2024-Q2", "quarter 2 of 2024"),
        # Else the longest, which stands for the others.
        ('["06", H1, "03"]', "2024-H1", "the first half of 2024"),
        ('[H1, "06"]', "2024-H1", "the first half of 2024"),
    ],
)
def test_a_day_with_several_periods_of_the_calendar_is_due_once(
    make_workspace: MakeWorkspace, calendar: str, period: str, label: str
) -> None:
    files = without("bac-ai/2024-Q2.yaml")
    files["targets-2024.yaml"] += f"calendar: {calendar}\n"
    files["districts/bac-ai/2024-03.yaml"] = submission("bac-ai", "2024-03")
    files["districts/ninh-hai/2024-Q1.yaml"] = submission("ninh-hai", "2024-Q1")
    assert lines(make_workspace(files)) == [missing(period, label)]


def test_a_link_within_the_workspace_is_read(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(without("bac-ai/2024-Q2.yaml"))
    (root / "drafts").mkdir()
    (root / "drafts" / "a.yaml").write_text(submission("bac-ai", "2024-Q2"), "utf-8")
    (root / "districts" / "bac-ai").mkdir(exist_ok=True)
    (root / "districts" / "bac-ai" / "2024-Q2.yaml").symlink_to("../../drafts/a.yaml")
    assert lines(root) == []
    found = bac_ai(root)
    assert found is not None
    assert found.usable


def test_a_units_folder_may_be_a_link_within_the_workspace(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(FILES)
    (root / "districts" / "bac-ai").rename(root / "584")
    (root / "districts" / "bac-ai").symlink_to("../584")
    assert lines(root) == []


def test_a_link_out_of_the_workspace_is_not_read(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(FILES)
    path = root / "districts" / "bac-ai" / "2024-Q2.yaml"
    path.rename(root.parent / "outside.yaml")
    path.symlink_to("../../../outside.yaml")
    assert lines(root) == [f"districts/bac-ai/2024-Q2.yaml:1: {LINK}"]
    found = bac_ai(root)
    assert found is not None
    assert not found.usable
    assert [finding.code for finding in found.all_findings] == ["TT409"]


def test_a_folder_out_of_the_workspace_is_not_read(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(FILES)
    (root / "districts" / "bac-ai").rename(root.parent / "outside")
    (root / "districts" / "bac-ai").symlink_to(root.parent / "outside")
    (root / "districts" / "ninh-hai" / "etc").symlink_to("/")
    assert lines(root) == [
        f"districts/bac-ai:1: {LINK}",
        f"districts/ninh-hai/etc:1: {LINK}",
    ]
    assert bac_ai(root) is None


def test_districts_out_of_the_workspace_is_not_read(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(FILES)
    (root / "districts").rename(root.parent / "outside")
    (root / "districts").symlink_to("../outside")
    assert lines(root) == [f"districts:1: {LINK}"]
    assert bac_ai(root) is None
    assert Workspace(root, Path("data")).latest(2024) is None


def test_a_plan_out_of_the_workspace_is_not_read(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(FILES)
    (root / "targets-2024.yaml").rename(root.parent / "plan.yaml")
    (root / "targets-2024.yaml").symlink_to("../plan.yaml")
    assert lines(root) == [f"targets-2024.yaml:1: {LINK}"]


def test_a_linked_workspace_is_its_own(make_workspace: MakeWorkspace, tmp_path: Path) -> None:
    make_workspace(FILES)
    (tmp_path / "link").symlink_to("data")
    assert lines(tmp_path / "link") == []


def test_links_that_lead_nowhere(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(without("bac-ai/2024-Q2.yaml", "ninh-hai/2024-Q2.yaml"))
    (root / "districts" / "ninh-hai").mkdir(parents=True)
    (root / "districts" / "bac-ai").symlink_to("bac-ai")
    (root / "districts" / "ninh-hai" / "2024-Q2.yaml").symlink_to("2024-Q2.yaml")
    (root / "districts" / "ninh-hai" / "2024-Q1.yaml").symlink_to("gone.yaml")
    found = [line for line in lines(root) if "TT405" not in line]
    assert found == [
        f"districts/bac-ai:1: {LOOSE}",
        "districts/ninh-hai/2024-Q1.yaml:1: TT001 the file does not exist",
        "districts/ninh-hai/2024-Q2.yaml:1: TT001 the link leads back to itself",
    ]


def test_a_file_in_the_place_of_a_folder_and_the_other_way(make_workspace: MakeWorkspace) -> None:
    files = without("bac-ai/2024-Q2.yaml", "ninh-hai/2024-Q2.yaml")
    files["districts/bac-ai"] = "x"
    files["districts/ninh-hai/2024-Q2.yaml/2024-Q2.yaml"] = "x"
    found = [line for line in lines(make_workspace(files)) if "TT405" not in line]
    assert found == [
        f"districts/bac-ai:1: {LOOSE}",
        "districts/ninh-hai/2024-Q2.yaml:1: TT001 this is a folder, not a file",
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_fifos_are_findings_and_no_hangs(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(without("bac-ai/2024-Q2.yaml"))
    (root / "districts" / "bac-ai").mkdir()
    os.mkfifo(root / "districts" / "bac-ai" / "2024-Q2.yaml")
    os.mkfifo(root / "districts" / "bac-ai" / "pipe")
    assert lines(root) == [
        "districts/bac-ai/2024-Q2.yaml:1: TT001 this is not a regular file, so it is not read",
        f"districts/bac-ai/pipe:1: {WRONG_NAME}",
    ]


HOLDS_ONE = "TT408 no report reads this folder, which holds 1 file named as submissions are"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2024-Q2.yaml", f"2024-Q2.yaml:1: {LOOSE}"),
        ("distrcts/bac-ai/2024-Q2.yaml", f"distrcts:1: {HOLDS_ONE}; did you mean “districts”?"),
        ("provinces/2024-Q2.yaml", f"provinces:1: {HOLDS_ONE}; did you mean “province”?"),
        ("2024/a/2024-Q2.yaml", f"2024:1: {HOLDS_ONE}; those lie in districts and province"),
        ("deep/a/b/c/d/2024-Q2.yaml", None),
        ("forms/2024-Q2.yaml", None),
        (".old/2024-Q2.yaml", None),
        ("letters/2024-Q2.docx", None),
        ("notes.yaml", None),
        # A workspace of its own.
        ("other/targets-2023.yaml", None),
    ],
)
def test_what_lies_beside_the_folders_for_submissions(
    make_workspace: MakeWorkspace, name: str, said: str | None
) -> None:
    files = {**FILES, name: "x"}
    if name.startswith("other/"):
        files["other/districts/bac-ai/2023.yaml"] = "x"
    assert lines(make_workspace(files)) == ([] if said is None else [said])


def test_a_folder_elsewhere_is_named_once_and_no_link_is_followed(
    make_workspace: MakeWorkspace, tmp_path: Path
) -> None:
    root = make_workspace({**FILES, "old/a/2024-Q1.yaml": "x", "old/2024-Q2.yaml": "x"})
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/2024-Q2.yaml").write_text("x")
    (root / "linked").symlink_to(tmp_path / "elsewhere")
    said = (
        "old:1: TT408 no report reads this folder, which holds 2 files named as submissions are;"
        " those lie in districts and province"
    )
    assert lines(root) == [said]


def test_a_workspace_with_very_many_other_files_is_not_searched_to_the_end(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ttdt.workspace.outside_files._MOST_NAMES", 6)
    root = make_workspace({**FILES, "many/2024-Q1.yaml": "x"})
    assert len(lines(root)) == 1
    for number in range(4):
        (root / f"many/{number}").write_text("x")
    assert lines(root) == []
