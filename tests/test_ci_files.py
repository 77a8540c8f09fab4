"""The workflow of this repository, and what others use of it: the hook, the action, examples."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from typer.main import get_command

from ttdt.cli.commands import COMMANDS
from ttdt.output.findings import FORMATS

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
EXAMPLES = [
    example
    for text in (GUIDE, (ROOT / "docs/vi/ci.md").read_text(encoding="utf-8"))
    for example in re.findall(r"```yaml\n(.*?)```", text, flags=re.DOTALL)
]
ACTION = (ROOT / "action.yml").read_text(encoding="utf-8")
WORKFLOW = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
PINNED = re.compile(r"[\w-]+/[\w/-]+@[0-9a-f]{40}")


def parsed(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def options_of(command: str) -> set[str]:
    from importlib import import_module

    found = get_command(import_module(f"ttdt.cli.{command}").app)
    return {name for param in found.params for name in param.opts}


def scripts() -> list[str]:
    return [step["run"] for step in parsed(ACTION)["runs"]["steps"] if "run" in step]


def jobs() -> Any:
    return parsed(WORKFLOW)["jobs"]


def test_the_workflow_runs_what_ci_runs_on_every_system_and_python() -> None:
    job = jobs()["run"]
    checkout, python, run = job["steps"]
    assert checkout["uses"].startswith("actions/checkout@")
    assert python["uses"].startswith("actions/setup-python@")
    assert run == {"shell": "bash", "env": {"PYTHON": "python"}, "run": "bash .ci/run"}
    matrix = job["strategy"]["matrix"]
    assert [re.sub(r"-.*", "", name) for name in matrix["system"]] == ["ubuntu", "macos", "windows"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = "Programming Language :: Python :: 3."
    classified = [name.split(" :: ")[-1] for name in project["classifiers"] if named in name]
    assert matrix["python"] == classified
    assert project["requires-python"] == f">={classified[0]}"


def test_the_workflow_s_other_targets_are_there() -> None:
    for target in jobs()["targets"]["strategy"]["matrix"]["target"]:
        assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


def test_the_workflow_may_do_no_more_than_it_needs() -> None:
    workflow = parsed(WORKFLOW)
    assert workflow["permissions"] == {}
    assert workflow["concurrency"]["cancel-in-progress"] is True
    for job in workflow["jobs"].values():
        assert job["permissions"] == {"contents": "read"}
        assert job["timeout-minutes"] <= 60
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"] == {"persist-credentials": False}


@pytest.mark.parametrize("text", [WORKFLOW, ACTION, *EXAMPLES])
def test_a_pinned_action_says_its_version(text: str) -> None:
    for used in re.findall(r"uses: (.*)", text):
        assert used == "OWNER/ttdt@COMMIT" or re.fullmatch(
            rf"{PINNED.pattern} # v\d+\.\d+\.\d+", used
        )


@pytest.mark.parametrize(("system", "folder"), [("Windows_NT", "Scripts"), ("", "bin")])
def test_the_steps_find_the_commands_of_every_system(system: str, folder: str) -> None:
    make = shutil.which("make")
    if make is None:
        pytest.skip("make is not installed")
    steps = ["test", "lint", "check-generated", "report", "wheel"]
    done = subprocess.run(
        [make, "--dry-run", f"OS={system}", "RUN=run", "DEV=dev", "PYTHON=python", *steps],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert set(re.findall(r"\b(?:run|dev)/(\w+)/", done.stdout)) == {folder}


def test_the_hook() -> None:
    (hook,) = parsed((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["id"] == "ttdt-check"
    assert hook["language"] == "python"
    assert hook["entry"].split() == ["ttdt", "check"]
    assert hook["require_serial"] is True
    assert hook["types"] == ["yaml"]
    files = re.compile(hook["files"])
    assert all(files.search(f"data/{name}") for name in ("targets-2024.yaml", "districts/a/2.yml"))
    assert not any(map(files.search, ("data/x.yaml", "tests/data/targets-2024.yaml", "data.yaml")))
    shipped = [path.relative_to(ROOT).as_posix() for path in (ROOT / "data").rglob("*.yaml")]
    assert all(map(files.search, shipped))


def test_the_action() -> None:
    action = parsed(ACTION)
    assert action["runs"]["using"] == "composite"
    steps = {step["id"]: step for step in action["runs"]["steps"]}
    for step in steps.values():
        assert ("uses" in step) != ("run" in step)
        assert PINNED.fullmatch(step.get("uses", f"a/b@{'0' * 40}"))
        assert step.get("shell", "bash") == "bash"
    used = set(re.findall(r"inputs\.([\w-]+)", ACTION))
    assert used == set(action["inputs"])
    for given in action["inputs"].values():
        assert given["description"]
        assert isinstance(given["default"], str)
    assert set(re.findall(r"steps\.(\w+)\.", ACTION)) <= set(steps)
    assert "--require-hashes" in steps["install"]["run"]
    for name in re.findall(r"requirements/\w+\.txt", ACTION):
        assert (ROOT / name).is_file()
    assert set(re.findall(r"--(?:format|lang|fail-level|data|select|ignore|also)", ACTION)) <= (
        options_of("check")
    )


def test_nothing_is_pasted_into_a_script() -> None:
    for script in scripts():
        assert "${{" not in script


@pytest.mark.parametrize("script", scripts())
def test_bash_understands_the_scripts(script: str) -> None:
    subprocess.run(["bash", "-n"], input=script, text=True, check=True)  # noqa: S607


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_are_yaml_and_pin_what_they_use(example: str) -> None:
    data = parsed(example)
    assert isinstance(data, dict)
    for job in data.get("jobs", {}).values():
        for step in job["steps"]:
            assert PINNED.fullmatch(step["uses"]) or step["uses"] == "OWNER/ttdt@COMMIT"
            if step["uses"].startswith("OWNER"):
                assert set(step.get("with", {})) <= set(parsed(ACTION)["inputs"])
    for repo in data.get("repos", []):
        assert [hook["id"] for hook in repo["hooks"]] == ["ttdt-check"]


def test_the_guide_lists_every_input() -> None:
    table = {name for row in re.findall(r"^\| (`.*?) \|", GUIDE, flags=re.MULTILINE)
             for name in re.findall(r"`([\w-]+)`", row)}  # fmt: skip
    assert table == set(parsed(ACTION)["inputs"])


@pytest.mark.parametrize("guide", ["docs/ci.md", "docs/vi/ci.md"])
def test_the_guides_name_commands_options_and_formats_that_exist(guide: str) -> None:
    text = (ROOT / guide).read_text(encoding="utf-8")
    lines = re.findall(r"\bttdt ((?:schema|check)\b[^`\n]*)", text)
    assert lines
    for line in lines:
        command, *words = line.split()
        assert command in COMMANDS
        options = {word.partition("=")[0] for word in words if word.startswith("-")}
        assert options <= options_of(command), line
    for name in re.findall(r"--(?:also|format) (\w+)", text):
        assert name in FORMATS
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / guide).parent.joinpath(link).exists(), link
