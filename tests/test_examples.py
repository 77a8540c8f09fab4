"""The example workspaces: sound but for who is late or missing, and reported on at every level."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ttdt.period import parse_id
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from tests.conftest import Golden, Ttdt

EXAMPLES = Path(__file__).parents[1] / "examples"
WORKSPACES = {"bac-ai": ("2024-Q2", "2024-06-30"), "khanh-hoa-2025": ("2025-Q3", "2025-10-06")}
"""The period that each holds submissions for, and a day soon after it was due."""

FOUND = {
    "bac-ai": [
        "examples/bac-ai/districts/bac-ai/phuoc-tan/2024-Q2.yaml:4:1: TT406",
        "examples/bac-ai/districts/bac-ai/phuoc-trung/2024-Q2.yaml:1:1: TT405",
    ],
    "khanh-hoa-2025": [
        "examples/khanh-hoa-2025/districts/ca-na/2025-Q3.yaml:4:1: TT406",
        "examples/khanh-hoa-2025/districts/phuoc-ha/2025-Q3.yaml:1:1: TT405",
        "examples/khanh-hoa-2025/targets-2025.yaml:49:77: TT520",
        "examples/khanh-hoa-2025/targets-2025.yaml:51:80: TT520",
    ],
}


@pytest.fixture(autouse=True)
def _above_the_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES.parent)


@pytest.mark.parametrize("name", WORKSPACES)
def test_one_unit_is_late_one_is_missing_and_one_was_split(ttdt: Ttdt, name: str) -> None:
    done = ttdt("check", "--data", f"examples/{name}", "--format", "concise", "-q")
    assert done.code == 0
    assert [line[: line.index(" TT") + 6] for line in done.out.splitlines()] == FOUND[name]


@pytest.mark.parametrize("name", WORKSPACES)
def test_every_figure_says_that_it_is_made_up(name: str) -> None:
    files = list((EXAMPLES / name / "districts").rglob("*.yaml"))
    assert files
    assert not [path for path in files if "sample: true" not in path.read_text("utf-8")]


@pytest.mark.parametrize("name", WORKSPACES)
def test_reports_and_status(ttdt: Ttdt, golden: Golden, name: str) -> None:
    period, today = WORKSPACES[name]
    about = ("--data", f"examples/{name}", "--period", period, "--format", "plain")
    golden(f"example-{name}.en.txt", ttdt("report", *about).out)
    golden(f"example-{name}-status.en.txt", ttdt("status", *about, "--today", today).out)


def test_the_new_units_of_khanh_hoa() -> None:
    period = parse_id("2025-Q3")
    assert period is not None
    round_ = Workspace(EXAMPLES / "khanh-hoa-2025", Path("data")).round(period)
    kinds = [unit.kind for unit in round_.plan.leaves]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "ward": 16, "commune": 48, "special_zone": 1,
    }  # fmt: skip
    assert [unit.id for unit in round_.of("bac-ai").formerly] == [
        "phuoc-tien", "phuoc-thang", "phuoc-chinh",
    ]  # fmt: skip
    assert round_.plan.split_units == {"cam-tan"}
    assert round_.of("cam-lam").formerly == ()


def test_two_years_across_the_change_of_units(ttdt: Ttdt, tmp_path: Path) -> None:
    for name in WORKSPACES:
        shutil.copytree(EXAMPLES / name, tmp_path, dirs_exist_ok=True)
    # Where last year's plan is there, former units' files lie where it has them.
    for folder in (tmp_path / "districts/bac-ai").iterdir():
        former = tmp_path / "districts" / folder.name / "2024.yaml"
        if former.is_file():
            former.rename(folder / "2024.yaml")
    about = ("diff", "2024", "2025-Q3", "--data", str(tmp_path), "--format", "plain")
    # The commune of Bác Ái is not what the district of that name was.
    code, _, err = ttdt(*about, "--area", "bac-ai")
    assert (code, "was another unit than in 2025" in err) == (2, True)
    done = ttdt(*about)
    assert done.code == 0
    _, _, told = done.out.partition("Units held against the sum of those they were formed of\n")
    held, _, unlike = told.partition("What cannot be compared\n")
    assert held.split("\n")[:3] == [
        "Bác Ái Đông: phuoc-dai, phuoc-thanh",
        "Bác Ái: phuoc-tien, phuoc-thang, phuoc-chinh",
        "Bác Ái Tây: phuoc-hoa, phuoc-tan, phuoc-binh",
    ]
    assert unlike.split("\n")[:3] == [
        "the plan of 2024 is for Ninh Thuận, this one for Khánh Hòa",
        "Cam Lâm: formed of a part of cam-tan",
        "Suối Dầu: formed of a part of cam-tan",
    ]


def test_a_trend_says_what_units_were_the_year_before(ttdt: Ttdt) -> None:
    about = ("--data", "examples/khanh-hoa-2025", "--unit", "bac-ai", "--unit", "cam-lam")
    told = ttdt("trend", *about, "--format", "plain").out.splitlines()
    assert (
        "Bác Ái, before 2025: the sum of phuoc-tien, phuoc-thang, phuoc-chinh, which became it."
        in told
    )
    assert "Cam Lâm has no values before 2025: it was formed of a part of cam-tan." in told


def test_the_answers_to_two_surveys(ttdt: Ttdt, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "bac-ai", tmp_path, dirs_exist_ok=True)
    for name in ("google-forms", "kobo"):
        files = (f"examples/surveys/{name}.csv", "--map", f"examples/surveys/{name}.yaml")
        done = ttdt("import", *files, "--data", str(tmp_path), "--yes")
        assert done.code == 0, done.err
    said = {
        path.parent.name: [
            line
            for line in path.read_text("utf-8").splitlines()
            if line.startswith(("submitted: 2", "  villages: ", "  village-roads: ", "note: "))
        ]
        for path in (tmp_path / "districts/bac-ai").glob("*/2024-Q3.yaml")
    }
    assert {unit: [line.partition("  #")[0] for line in lines] for unit, lines in said.items()} == {
        "phuoc-binh": [
            "submitted: 2024-09-18", 'note: "sửa câu 2"', "  villages: 5", "  village-roads: 5",
        ],
        "phuoc-hoa": [
            "submitted: 2024-09-16", 'note: "chờ nghiệm thu tuyến 2"', "  villages: 4",
            "  village-roads: 3",
        ],
        "phuoc-tan": ["submitted: 2024-09-17", "  villages: 4", "  village-roads: 3"],
        "phuoc-tien": ["submitted: 2024-09-17", "  villages: 6", "  village-roads: 4"],
        "phuoc-thang": [
            "submitted: 2024-09-17", 'note: "chưa kiểm tra"', "  villages: 5",
            '  village-roads: {not_reported: "n/a"}',
        ],
    }  # fmt: skip
