from __future__ import annotations

import json
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
