"""What docs/threat-model.md promises of the whole program, and that each promise has tests."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import ttdt

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "ttdt"
MODULES = sorted(SOURCE.rglob("*.py"))
MODEL = (ROOT / "docs/threat-model.md").read_text(encoding="utf-8")
VIETNAMESE = (ROOT / "docs/vi/mo-hinh-nguy-co.md").read_text(encoding="utf-8")

NETWORK = {
    "asyncio", "ftplib", "http", "imaplib", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "telnetlib", "urllib.request", "webbrowser", "xmlrpc",
}  # fmt: skip
CODE_FROM_DATA = {"code", "codeop", "marshal", "pickle", "runpy", "shelve"}
RUNNING_TEXT = {"__import__", "compile", "eval", "exec"}
STARTERS = {"pty", "subprocess"}
STARTING = re.compile(r"exec[lv]\w*|fork\w*|popen|posix_spawn\w*|spawn\w*|startfile|system")

MAY_START_PROGRAMS = {"cli/paging.py", "output/programs.py", "workspace/git/command.py"}


def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imported(path: Path) -> set[str]:
    """Return the modules that a module imports, each with the packages around it."""
    names = {
        name
        for node in nodes(path)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    return {".".join(name.split(".")[:end]) for name in names for end in (1, 2)}


def called(path: Path) -> set[str]:
    """Return the names of what a module calls, those of `os` with `os.` before them."""
    functions = [node.func for node in nodes(path) if isinstance(node, ast.Call)]
    return {name.id for name in functions if isinstance(name, ast.Name)} | {
        f"os.{name.attr}"
        for name in functions
        if isinstance(name, ast.Attribute)
        and isinstance(name.value, ast.Name)
        and name.value.id == "os"
    }


def named(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def test_no_module_can_reach_the_network() -> None:
    assert [named(path) for path in MODULES if imported(path) & NETWORK] == []


def test_no_module_runs_text_as_code() -> None:
    assert [
        named(path)
        for path in MODULES
        if imported(path) & CODE_FROM_DATA or called(path) & RUNNING_TEXT
    ] == []


def test_only_these_modules_start_programs() -> None:
    starting = {
        named(path)
        for path in MODULES
        if imported(path) & STARTERS
        or any(STARTING.fullmatch(name.removeprefix("os.")) for name in called(path) if "." in name)
    }
    assert starting
    assert starting <= MAY_START_PROGRAMS


PROMISES = re.findall(r"^- \*\*.*\n(?:  - .*\n)+", MODEL, flags=re.MULTILINE)


@pytest.mark.parametrize("promise", PROMISES)
def test_each_promise_has_tests_that_exist(promise: str) -> None:
    tests = re.findall(r"^  - `(tests/[\w/]+\.py)::(test_\w+)`$", promise, flags=re.MULTILINE)
    assert len(tests) == len(promise.splitlines()) - 1
    for file, test in tests:
        assert re.search(rf"^def {test}\(", (ROOT / file).read_text("utf-8"), flags=re.MULTILINE)


def test_the_vietnamese_model_promises_as_much() -> None:
    assert len(PROMISES) == len(
        re.findall(r"^- \*\*", MODEL.split("## What is not")[0], re.MULTILINE)
    )
    promised = VIETNAMESE.split("## Những điều được bảo đảm")[1].split("\n## ")[0]
    assert len(re.findall(r"^- \*\*", promised, flags=re.MULTILINE)) == len(PROMISES)


def test_the_citation_names_this_version() -> None:
    citation = YAML(typ="safe", pure=True).load(ROOT / "CITATION.cff")
    assert set(citation) >= {"cff-version", "message", "title", "authors"}
    assert (citation["version"], citation["license"]) == (ttdt.__version__, "MIT")


def test_the_licence_of_the_samples_covers_samples_alone() -> None:
    assert "CC0-1.0" in (ROOT / "data/LICENSE").read_text(encoding="utf-8")
    submissions = [path for path in (ROOT / "data").rglob("*.yaml") if path.parent.name != "data"]
    assert submissions
    for path in submissions:
        assert re.search(r"^sample: true$", path.read_text("utf-8"), flags=re.MULTILINE), path
