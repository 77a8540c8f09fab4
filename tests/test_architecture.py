"""Imports point one way, each library has one home, and the core is pure."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).parents[1] / "src" / "ttdt"
MODULES = {path.relative_to(SOURCE).as_posix(): path for path in sorted(SOURCE.rglob("*.py"))}

LAYERS = [
    "__init__", "number", "text", "finding", "errors", "period", "yaml", "schema", "settings",
    "plan", "maps", "submission", "workspace", "compute", "rules", "analysis", "change",
    "document", "excel", "output", "forms", "tables", "export", "exchange", "app", "cli",
    "__main__",
]  # fmt: skip
"""The lowest first; a part imports from parts below its own, and from itself."""

RANK = {part: rank for rank, part in enumerate(LAYERS)}

HOMES = {
    "ruamel": ("yaml/",),
    "_ruamel_yaml": ("yaml/",),
    "pydantic": ("schema/",),
    "pydantic_core": ("schema/",),
    "typer": ("cli/",),
    "rich": ("output/terminal/", "cli/"),
    "tabulate": ("output/",),
    "duckdb": ("export/parquet.py",),
    "jinja2": ("output/html/",),
    "docx": ("output/docx/",),
    "resvg_py": ("output/png.py",),
    "python_calamine": ("excel/",),
    "xlsxwriter": ("excel/", "forms/", "output/docx/", "output/xlsx/"),
}

COMMAND_LAYER = ("cli/", "__main__.py")
IMPURE_NAMES = {"print", "input", "exit", "quit", "breakpoint", "SystemExit"}
IMPURE_ATTRIBUTES = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("datetime", "utcnow"),
    ("time", "time"),
    ("time", "localtime"),
    ("sys", "exit"),
    ("sys", "stdout"),
    ("sys", "stderr"),
    ("os", "_exit"),
}


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def part_of(name: str) -> str:
    return name.split("/", maxsplit=1)[0].removesuffix(".py")


def imported(name: str) -> Iterator[tuple[int, str]]:
    """Yield the line and full name of everything imported, at any depth of the module."""
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}:{node.lineno} imports relatively"
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"


def own_parts(name: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the part of ttdt for every import from ttdt."""
    for line, target in imported(name):
        words = target.split(".")
        if words[0] == "ttdt":
            part = words[1] if len(words) > 1 else "__init__"
            yield line, part if (SOURCE / part).is_dir() or f"{part}.py" in MODULES else "__init__"


def test_there_is_something_to_look_at() -> None:
    assert "compute/verdict.py" in MODULES
    assert {part for _, part in own_parts("compute/verdict.py")} == {"compute", "period", "plan"}


@pytest.mark.parametrize("name", MODULES)
def test_every_module_has_a_place(name: str) -> None:
    assert part_of(name) in RANK, "say in LAYERS where it belongs"


@pytest.mark.parametrize("name", MODULES)
def test_imports_point_down(name: str) -> None:
    part = part_of(name)
    for line, target in own_parts(name):
        if target == part:
            continue
        where = f"{name}:{line} imports {target}"
        assert RANK[target] < RANK[part], where


@pytest.mark.parametrize("name", MODULES)
def test_each_library_has_one_home(name: str) -> None:
    for line, target in imported(name):
        homes = HOMES.get(target.split(".")[0], (name,))
        assert name.startswith(homes), f"{name}:{line} imports {target}"


@pytest.mark.parametrize("name", [name for name in MODULES if not name.startswith(COMMAND_LAYER)])
def test_the_core_never_prints_exits_or_asks_the_clock(name: str) -> None:
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Name):
            assert node.id not in IMPURE_NAMES, f"{name}:{node.lineno} uses {node.id}"
        elif isinstance(node, ast.Attribute):
            value = node.value
            owner = getattr(value, "attr", getattr(value, "id", ""))
            used = (owner, node.attr)
            assert used not in IMPURE_ATTRIBUTES, f"{name}:{node.lineno} uses {owner}.{node.attr}"


def modules_imported(name: str) -> set[str]:
    """Return the modules of ttdt that a module names in its imports, wherever those stand."""
    found = set()
    for _, target in imported(name):
        words = target.split(".")
        for stem in ("/".join(words[1:]), "/".join(words[1:-1])) if words[0] == "ttdt" else ():
            module = next(
                (one for one in (f"{stem}.py", f"{stem}/__init__.py") if one in MODULES), ""
            )
            if module:
                found.add(module)
                break
    return found - {name}


def test_no_modules_import_each_other_in_a_circle() -> None:
    left = {name: modules_imported(name) for name in MODULES}
    while free := {name for name, needed in left.items() if not needed & left.keys()}:
        left = {name: needed for name, needed in left.items() if name not in free}
    while unused := left.keys() - {one for needed in left.values() for one in needed}:
        left = {name: needed for name, needed in left.items() if name not in unused}
    assert not left, {name: needed & left.keys() for name, needed in left.items()}


@pytest.mark.parametrize(
    "name",
    [name for name in MODULES if part_of(name) in {"submission", "compute", "rules", "analysis"}],
)
def test_the_core_divides_into_fractions(name: str) -> None:
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.BinOp | ast.AugAssign):
            where = f"{name}:{node.lineno}"
            assert not isinstance(node.op, ast.Div), f"{where} may give a float: write Fraction(…)"


LONGEST = 60
"""Lines of a function's body beyond which nobody sees at once what it does."""


@pytest.mark.parametrize("name", MODULES)
def test_every_function_fits_on_a_screen(name: str) -> None:
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or 0) - node.body[0].lineno + 1
            assert length <= LONGEST, f"{name}:{node.lineno} {node.name} has {length} lines"


@pytest.mark.parametrize("name", MODULES)
def test_no_module_is_a_drawer(name: str) -> None:
    words = set(name.removesuffix(".py").split("/"))
    assert not words & {"utils", "util", "helpers", "common", "base", "manager", "misc"}
