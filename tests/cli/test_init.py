from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from ruamel.yaml import YAML
from tests.cli.small_workspace import FILES, PLAN

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace, Ttdt

ROOT = Path(__file__).parents[2]
STARTER = resources.files("ttdt") / "starter"


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_workspace_that_works(
    ttdt: Ttdt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = ttdt("init", "ke-hoach")
    assert (code, out) == (0, "")
    assert "wrote ke-hoach/data/targets-2024.yaml\n" in err
    top = tmp_path / "ke-hoach"
    assert sorted(state(top)) == [
        ".github/workflows/ttdt.yml",
        ".gitignore",
        ".gitlab-ci.yml",
        ".pre-commit-config.yaml",
        "README.md",
        "data/districts/bac-ai/.gitkeep",
        "data/districts/ninh-hai/.gitkeep",
        "data/districts/ninh-phuoc/.gitkeep",
        "data/districts/ninh-son/.gitkeep",
        "data/districts/phan-rang-thap-cham/.gitkeep",
        "data/districts/thuan-bac/.gitkeep",
        "data/districts/thuan-nam/.gitkeep",
        "data/targets-2024.yaml",
        "schemas/plan.schema.json",
        "schemas/submission.schema.json",
    ]
    monkeypatch.chdir(top)
    assert ttdt("check", "-q") == (0, "", "")
    assert "nobody has submitted anything yet" in ttdt("report").err
    assert ttdt("new", "--all", "--period", "Q1").code == 0
    assert ttdt("report", "--period", "Q1").code == 0
    assert ttdt("status", "--period", "Q1").code == 0
    first = (top / "data/districts/bac-ai/2024-Q1.yaml").read_text("utf-8").splitlines()[0]
    assert first.endswith("$schema=../../../schemas/submission.schema.json")
    words = ("set", "bac-ai", "Q1", "status=final", "populations.villages=38", "village-roads=30")
    assert ttdt(*words).code == 0
    assert ttdt("report").code == 0


def test_a_second_run_changes_nothing(ttdt: Ttdt, tmp_path: Path) -> None:
    assert ttdt("init", str(tmp_path / "w")).code == 0
    before = state(tmp_path)
    code, out, err = ttdt("init", str(tmp_path / "w"))
    assert (code, out) == (0, "")
    assert "wrote" not in err
    assert "data/targets-2024.yaml is there already and stays" in err
    assert state(tmp_path) == before
    assert ttdt("init", str(tmp_path / "w"), "-q") == (0, "", "")


def test_what_is_there_stays(ttdt: Ttdt, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    (tmp_path / "schemas").mkdir()
    (tmp_path / ".gitignore").symlink_to("nowhere")
    code, _, err = ttdt("init", str(tmp_path))
    assert code == 0
    assert "README.md is there already and stays" in err
    assert (tmp_path / "README.md").read_text("utf-8") == "mine"
    assert (tmp_path / ".gitignore").is_symlink()
    assert (tmp_path / "schemas/plan.schema.json").is_file()


def test_another_plan(ttdt: Ttdt, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(PLAN.replace("2024", "2025"), encoding="utf-8")
    assert ttdt("init", str(tmp_path / "w"), "--from", str(plan)).code == 0
    made = (tmp_path / "w/data/targets-2025.yaml").read_text("utf-8")
    modeline, _, rest = made.partition("\n")
    assert modeline == "# yaml-language-server: $schema=../schemas/plan.schema.json"
    assert rest == plan.read_text("utf-8")
    units = sorted(path.name for path in (tmp_path / "w/data/districts").iterdir())
    assert units == ["bac-ai", "ninh-son"]
    assert "targets-2025.yaml" in (tmp_path / "w/README.md").read_text("utf-8")
    schema = json.loads((tmp_path / "w/schemas/submission.schema.json").read_text("utf-8"))
    assert list(schema["properties"]["figures"]["properties"]) == ["village-roads"]
    before = state(tmp_path)
    assert ttdt("init", str(tmp_path / "w"), "--from", str(plan)).code == 0
    assert state(tmp_path) == before


def test_a_plan_with_errors_starts_nothing(ttdt: Ttdt, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(PLAN.replace("at_least: 75", "at_least: viele"), encoding="utf-8")
    code, out, err = ttdt("init", str(tmp_path / "w"), "--from", str(plan))
    assert (code, out) == (2, "")
    assert "plan.yaml:" in err
    assert "no workspace was made" in err
    assert not (tmp_path / "w").exists()
    code, _, err = ttdt("init", str(tmp_path / "w"), "--from", str(tmp_path / "none.yaml"))
    assert (code, "does not exist" in err) == (2, True)


def test_a_workspace_keeps_its_own_plan(ttdt: Ttdt, make_workspace: MakeWorkspace) -> None:
    plan = FILES["targets-2024.yaml"]
    data = make_workspace({**FILES, "targets-2024.yaml": "", "targets-2024-v2.yaml": plan})
    (data / "targets-2024.yaml").unlink()
    code, _, err = ttdt("init", str(data.parent))
    assert code == 0
    assert "targets-2024-v2.yaml is there already and stays" in err
    assert [path.name for path in data.glob("*.yaml")] == ["targets-2024-v2.yaml"]
    assert not list(data.rglob(".gitkeep"))
    other = data.parent / "other.yaml"
    other.write_text(plan.replace("75", "80"), encoding="utf-8")
    before = state(data.parent)
    code, _, err = ttdt("init", str(data.parent), "--from", str(other))
    assert (code, "another plan for 2024 already" in err) == (2, True)
    assert state(data.parent) == before
    other.write_text(plan.replace("2024", "2025"), encoding="utf-8")
    assert ttdt("init", str(data.parent), "--from", str(other)).code == 0
    assert (data / "targets-2025.yaml").is_file()


OLD_PLAN = """\
# Our plan.
plan: huyen-2024
year: 2024
title: {vi: Kế hoạch năm 2024 của giai đoạn 2021-2024, en: "Plan of 2024"}
province: {code: "584", name: Bác Ái, kind: district}
units:
  phuoc-dai:            # the seat
    code: "22795"       # of the list of 2021
    name: Phước Đại
    kind: commune
    units: {thon-1: {code: "1", name: Thôn 1}}
  phuoc-trung: {code: "22807", name: Phước Trung, formerly: [cu]}
populations: {villages: {name: {vi: thôn}}}
groups: {g: {name: {vi: Nhóm}}}
deadlines: {Q1: 2024-02-29, Q2: 2024-07-05}   # by noon
calendar: [Q1, Q2]
indicators:
  roads:
    clause: "1"
    group: g
    name: {vi: Đường}
    measure: rate
    numerator: {vi: thôn có đường}
    population: villages
    target: {at_least: 75}   # agreed
  fields:
    clause: "2"
    group: g
    name: {vi: Đất}
    measure: count
    target:
      about: 20   # by the plan
      tolerance: 2
      by_unit: {phuoc-dai: 20}
      amended:
        - {from: 2024-Q3, about: 30, by_unit: {phuoc-dai: 30}, decision: "7/QĐ"}
        - {from: 2024-Q4, at_least: 30, decision: "9/QĐ"}
funding:
  unit: {vi: triệu đồng}
  sources: {local: {name: {vi: Ngân sách}}}
  projects: {p1: {code: "1", name: {vi: Đất ở}}}
  target: {at_least: 90, amended: [{from: 2024-Q3, at_least: 95, decision: "8/QĐ"}]}
tasks:
  draft: {clause: "2", name: {vi: Lập kế hoạch}, due: 2024-Q1}
  build: {clause: "2", name: {vi: Làm đường}}
"""

NEW_PLAN = """\
# yaml-language-server: $schema=../schemas/plan.schema.json
# Our plan.
# Begun from the plan of 2024. Revise for 2025: the title, the units and what each was formerly, \
the targets with their shares, the tasks and when each is due, the deadlines.
plan: huyen-2025
year: 2025
title: {vi: Kế hoạch năm 2025 của giai đoạn 2021-2024, en: "Plan of 2025"}
province: {code: "584", name: Bác Ái, kind: district}
units:
  phuoc-dai:            # the seat
    code: "22795"       # of the list of 2021
    name: Phước Đại
    kind: commune
    formerly: [phuoc-dai]
    units: {thon-1: {code: "1", name: Thôn 1, formerly: [thon-1]}}
  phuoc-trung: {code: "22807", name: Phước Trung, formerly: [phuoc-trung]}
populations: {villages: {name: {vi: thôn}}}
groups: {g: {name: {vi: Nhóm}}}
deadlines: {Q1: 2025-02-28, Q2: 2025-07-05}   # by noon
calendar: [Q1, Q2]
indicators:
  roads:
    clause: "1"
    group: g
    name: {vi: Đường}
    measure: rate
    numerator: {vi: thôn có đường}
    population: villages
    # Target of 2024; revise it for 2025.
    target: {at_least: 75}   # agreed
  fields:
    clause: "2"
    group: g
    name: {vi: Đất}
    measure: count
    # Target of 2024; revise it for 2025.
    target:
      # by the plan
      by_unit: {phuoc-dai: 30}
      at_least: 30
funding:
  unit: {vi: triệu đồng}
  sources: {local: {name: {vi: Ngân sách}}}
  projects: {p1: {code: "1", name: {vi: Đất ở}}}
  # Target of 2024; revise it for 2025.
  target: {at_least: 95}
tasks:
  draft: {clause: "2", name: {vi: Lập kế hoạch}, due: }
  build: {clause: "2", name: {vi: Làm đường}}
"""


def test_a_later_year_begins_with_the_plan_of_one_before(
    ttdt: Ttdt, make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = make_workspace({"targets-2024.yaml": OLD_PLAN})
    monkeypatch.chdir(data)
    done = ttdt("init", "--from", "targets-2024.yaml", "--year", "2025")
    assert (done.code, done.out) == (0, "")
    assert "wrote targets-2025.yaml" in done.err
    # There is no schema that its first line could name.
    assert (data / "targets-2025.yaml").read_text("utf-8") == NEW_PLAN.partition("\n")[2]
    assert (data / "targets-2024.yaml").read_text("utf-8") == OLD_PLAN
    assert (data / "districts/phuoc-dai/thon-1/.gitkeep").is_file()
    assert [path.name for path in data.parent.iterdir()] == ["data"]
    assert ttdt("check", "-q") == (0, "", "")
    # What is there stays: what was begun once is revised by hand, not begun again.
    (data / "targets-2025.yaml").write_text(NEW_PLAN.replace("75", "80"), encoding="utf-8")
    before = state(data)
    done = ttdt("init", "--from", "targets-2024.yaml", "--year", "2025")
    assert (done.code, "another plan for 2025 already" in done.err) == (2, True)
    assert state(data) == before


def test_the_newest_plan_is_the_one_that_the_next_year_begins_with(
    ttdt: Ttdt, make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = make_workspace({"targets-2024.yaml": OLD_PLAN})
    monkeypatch.chdir(data.parent)
    assert ttdt("init", "--year", "2025").code == 0
    assert ttdt("init", ".", "--year", "2026").code == 0
    assert "plan: huyen-2026" in (data / "targets-2026.yaml").read_text("utf-8")


def test_a_new_folder_may_begin_with_a_later_year(ttdt: Ttdt, tmp_path: Path) -> None:
    assert ttdt("init", str(tmp_path / "w"), "--year", "2025").code == 0
    made = (tmp_path / "w/data/targets-2025.yaml").read_text("utf-8")
    assert "area in Ninh Thuận province, 2024" not in made
    assert made.count("# Target of 2024; revise it for 2025.") == 20
    assert 'bac-ai: {code: "584", name: Bác Ái, kind: district, formerly: [bac-ai]}' in made
    assert ttdt("check", "--data", str(tmp_path / "w/data"), "-q") == (0, "", "")


@pytest.mark.parametrize(
    ("year", "said"), [("2024", "takes a later one"), ("25", "not a year"), ("", "not a year")]
)
def test_a_year_that_cannot_be(ttdt: Ttdt, tmp_path: Path, year: str, said: str) -> None:
    code, out, err = ttdt("init", str(tmp_path / "w"), "--year", year)
    assert (code, out, said in err) == (2, "", True)
    assert not (tmp_path / "w").exists()


@pytest.mark.parametrize("name", ["file", "file/below", ""])
def test_a_place_that_cannot_be(ttdt: Ttdt, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    target = str(tmp_path / name) if name else ""
    code, out, err = ttdt("init", target)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert (tmp_path / "file").read_text("utf-8") == "mine"


@pytest.mark.parametrize("code", ["vi", "en"])
def test_the_read_me_names_what_is_there(ttdt: Ttdt, tmp_path: Path, code: str) -> None:
    assert ttdt("init", str(tmp_path), "--lang", code).code == 0
    text = (tmp_path / "README.md").read_text("utf-8")
    assert "{" not in re.sub(r"`\{[^`]*\}`", "", text)
    assert "data/targets-2024.yaml" in text
    assert "2023.yaml" in text
    for command in re.findall(r"^ *ttdt (.+)$", text, flags=re.MULTILINE):
        name = command.split()[0]
        run = subprocess.run(
            [sys.executable, "-m", "ttdt", name, "--help"], check=False, capture_output=True
        )
        assert run.returncode == 0, command


@pytest.mark.parametrize("name", ["github-workflow.yml", "gitlab-ci.yml", "pre-commit-config.yaml"])
def test_the_examples_are_those_of_the_guide(name: str) -> None:
    guide = (ROOT / "docs/ci.md").read_text("utf-8")
    examples = re.findall(r"```yaml\n(.*?)```", guide, flags=re.DOTALL)
    text = (STARTER / name).read_text("utf-8")
    comments, _, rest = text.partition("\n" if not text.startswith("#") else "\n# of a commit")
    assert comments.startswith("# Replace ")
    body = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))
    assert body in examples
    assert YAML(typ="safe", pure=True).load(text)
    assert rest


@pytest.mark.posix
def test_a_folder_that_may_not_be_looked_into_is_said(
    ttdt: Ttdt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir(mode=0)
    if os.access("data", os.R_OK):
        pytest.skip("this user may read everything")
    done = ttdt("init", "--year", "2025")
    assert done.code == 2
    assert done.err.endswith(
        "ttdt: data/districts/phan-rang-thap-cham could not be made: permission denied\n"
    )
