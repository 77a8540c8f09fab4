"""A folder in which everything else works."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ttdt.app.locating import shipped_plan
from ttdt.document.submission_contents import submission_contents
from ttdt.errors import PlanError, TtdtError
from ttdt.plan import UNITS_FOLDER, Plan, read_plan
from ttdt.schema.json_schema import plan_schema, submission_schema
from ttdt.text.json_writing import dumps
from ttdt.text.message import gettext_lazy
from ttdt.workspace.atomic_writing import make_folder
from ttdt.workspace.locating import PLAN_PATTERN, shown
from ttdt.workspace.locking import content_of, locked, replace_unchanged
from ttdt.workspace.workspace import Workspace
from ttdt.yaml import PLAN_LIMITS, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.text.language import Language

_DATA = "data"

_FILES = {
    ".gitignore": "gitignore",
    ".github/workflows/ttdt.yml": "github-workflow.yml",
    ".gitlab-ci.yml": "gitlab-ci.yml",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
}
"""What is copied as it is, and which file of the package it is copied from."""


class StartedFile(NamedTuple):
    """A file of the new workspace, as messages name it."""

    path: str
    is_new: bool
    """Whether it was written; else it was there already and stays."""


def start_workspace(
    folder: str, plan_file: str | None, language: Language
) -> Iterator[StartedFile]:
    """Write what a workspace in the folder lacks, and yield every file as it is done.

    It begins with the plan of `plan_file`, or the one in the package. Raises `TtdtError` where the
    folder or the plan cannot be used.
    """
    if not folder:
        raise TtdtError(gettext_lazy("DIR is empty; name the folder to start the workspace in"))
    top = Path(folder)
    content, plan = _shipped() if plan_file is None else _given(Path(plan_file))
    plan_path, plan = _plan_of(top / _DATA, plan, content, is_asked_for=plan_file is not None)
    make_folder(top)
    with locked(top):
        for path, product in _products(language, top, plan_path, content, plan).items():
            is_new = not os.path.lexists(path)
            if is_new:
                make_folder(path.parent)
                replace_unchanged(path, None, product)
            yield StartedFile(str(shown(path)), is_new)


def _shipped() -> tuple[bytes, Plan]:
    plan = shipped_plan()
    return (resources.files("ttdt") / "plans" / f"targets-{plan.year}.yaml").read_bytes(), plan


def _given(path: Path) -> tuple[bytes, Plan]:
    """Return a plan's file and what it says; raises `TtdtError` where it cannot be used."""
    document = read(path, str(shown(path)), PLAN_LIMITS)
    plan, findings = read_plan(document)
    if plan is None:
        message = gettext_lazy(
            "the plan {path} has errors, so no workspace was made; “ttdt check {path}” shows how to"
            " mend them",
            path=document.path,
        )
        raise PlanError(message, findings)
    return content_of(path) or b"", plan


def _plan_of(root: Path, plan: Plan, content: bytes, *, is_asked_for: bool) -> tuple[Path, Plan]:
    """Return where the plan lies or will lie, and the plan that the workspace then works with.

    A workspace has one plan a year, and one that is there stays. Raises `TtdtError` where that is
    not the one asked for.
    """
    path = root / f"targets-{plan.year}.yaml"
    if not any(root.glob(PLAN_PATTERN)):
        return path, plan
    workspace = Workspace(root, shown(root))
    if not is_asked_for:
        there = workspace.plan(workspace.years[0])
        return root / Path(there.path).name, there
    if plan.year in workspace.years:
        there = workspace.plan(plan.year)
        path = root / Path(there.path).name
        if content_of(path) not in {content, _with_modeline(content)}:
            raise TtdtError(
                gettext_lazy(
                    "there is another plan for {year} already, {path}; nothing was written",
                    year=str(plan.year),
                    path=there.path,
                )
            )
        return path, there
    return path, plan


def _with_modeline(content: bytes) -> bytes:
    """Return a plan's file with a first line that names its schema to editors."""
    if b"yaml-language-server" in content:
        return content
    end = b"\r\n" if b"\r\n" in content else b"\n"
    line = b"# yaml-language-server: $schema=../schemas/plan.schema.json"
    return line + end + content.removeprefix(BOM_UTF8)


def _products(
    language: Language, top: Path, plan_path: Path, content: bytes, plan: Plan
) -> dict[Path, bytes]:
    """Return every file of a workspace and what is in it, the plan last.

    Until the plan is there, no command takes the folder for a workspace.
    """
    starter = resources.files("ttdt") / "starter"
    products = {top / name: (starter / source).read_bytes() for name, source in _FILES.items()}
    words = (starter / f"README.{language.code}.md").read_text(encoding="utf-8")
    for name, value in {
        "year": str(plan.year),
        "before": str(plan.year - 1),
        "unit": next(iter(plan.units), ""),
    }.items():
        words = words.replace(f"{{{name}}}", value)
    products[top / "README.md"] = words.encode()
    for name, schema in (
        ("plan", plan_schema(language)),
        ("submission", submission_schema(submission_contents(plan, language), language)),
    ):
        products[top / "schemas" / f"{name}.schema.json"] = dumps(schema).encode()
    for unit in plan.units:
        folder = top / _DATA / UNITS_FOLDER / unit
        if not folder.is_dir():
            # Git keeps no folder that is empty.
            products[folder / ".gitkeep"] = b""
    products[plan_path] = _with_modeline(content)
    return products
