"""A folder in which everything else works."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ttdt.app.locating import shipped_plan
from ttdt.change.first_plan import PlanStart, blank_plan, plan_for_another
from ttdt.change.next_plan import next_plan
from ttdt.document.submission_contents import submission_contents
from ttdt.errors import PlanError, TtdtError
from ttdt.plan import Plan, read_plan
from ttdt.schema.json_schema import plan_schema, submission_schema
from ttdt.text.json_writing import dumps
from ttdt.text.message import gettext_lazy
from ttdt.workspace.atomic_writing import make_folder
from ttdt.workspace.locating import PLAN_PATTERN, current_folder, find_root, shown
from ttdt.workspace.locking import content_of, locked, replace_unchanged
from ttdt.workspace.workspace import Workspace
from ttdt.yaml import PLAN_LIMITS, parse, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.text.language import Language

BLANK = "blank"
"""A plan without content, with an example of each measure."""
WORKBOOK = "workbook"
"""The same, with a workbook in which it is to be written."""
OBJECTIVES = "ninh-thuan-2024"
"""The plan in the package; for another province, its objectives."""

_DATA = "data"
_PLAN_SCHEMA = "schemas/plan.schema.json"

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


@dataclass(frozen=True, slots=True, kw_only=True)
class InitRequest:
    """Where a workspace is to be started, and with which plan."""

    folder: str | None
    """If left out, the nearest workspace upwards, else the current folder."""
    plan_file: str | None
    """If left out, the workspace's newest plan, else the one in the package."""
    year: int | None
    """The year that the plan is to be for, if it is to be begun from an earlier one."""
    language: Language
    begin_with: str | None = None
    """What the plan begins with instead of a file: `BLANK`, `WORKBOOK` or `OBJECTIVES`."""
    start: PlanStart | None = None
    """Whose the plan is to be; without it, that of the province in the package."""


def start_workspace(request: InitRequest) -> Iterator[StartedFile]:
    """Write what a workspace in the folder lacks, and yield every file as it is done.

    One that has a plan is running, so a further plan comes alone, with folders for its new units.
    Raises `TtdtError` where the folder or the plan cannot be used.
    """
    top = _top(request.folder)
    if request.begin_with == WORKBOOK:
        from ttdt.app.template import require_writer

        require_writer()
    content, plan = _begun(top, request)
    is_asked_for = any(
        one is not None for one in (request.plan_file, request.year, request.begin_with)
    )
    plan_path, plan = _plan_of(top / _DATA, plan, content, is_asked_for=is_asked_for)
    make_folder(top)
    with locked(top):
        has_others = any(path != plan_path for path in (top / _DATA).glob(PLAN_PATTERN))
        if is_asked_for and has_others:
            has_schema = (top / _PLAN_SCHEMA).is_file()
            text = _with_modeline(content) if has_schema else content
            products = _of_plan(top, plan_path, text, plan)
        else:
            products = _products(request.language, top, plan_path, content, plan)
        if request.begin_with == WORKBOOK:
            from ttdt.forms.plan_book.writing import plan_workbook

            book = plan_workbook(products[plan_path], plan, request.language)
            products = {top / f"plan-{plan.year}.xlsx": book, **products}
        for path, product in products.items():
            is_new = not os.path.lexists(path)
            if is_new:
                make_folder(path.parent)
                replace_unchanged(path, None, product)
            yield StartedFile(str(shown(path)), is_new)


def has_plan(folder: str) -> bool:
    """Return whether a folder is a workspace already."""
    return any((Path(folder) / _DATA).glob(PLAN_PATTERN))


def _top(folder: str | None) -> Path:
    if folder == "":
        raise TtdtError(gettext_lazy("DIR is empty; name the folder to start the workspace in"))
    if folder is not None:
        return Path(folder)
    root = find_root(current_folder())
    return shown(current_folder() if root is None else root.parent)


def _begun(top: Path, request: InitRequest) -> tuple[bytes, Plan]:
    """Return the content of the plan that the workspace is to have, and what it says."""
    if request.start is not None:
        return _first(request.start, request)
    path = None if request.plan_file is None else Path(request.plan_file)
    is_next = path is None and request.begin_with is None and request.year is not None
    if is_next and any((top / _DATA).glob(PLAN_PATTERN)):
        workspace = Workspace(top / _DATA, shown(top / _DATA))
        path = top / _DATA / Path(workspace.plan(workspace.years[0]).path).name
    content, plan = _shipped() if path is None else _given(path)
    if request.year is None or (request.begin_with is not None and request.year == plan.year):
        return content, plan
    return next_plan(content, plan, request.year, request.language)


def _first(start: PlanStart, request: InitRequest) -> tuple[bytes, Plan]:
    """Return the first plan of a province that has none, and what it says."""
    if request.begin_with in {BLANK, WORKBOOK}:
        content = blank_plan(start, request.language)
    else:
        content = plan_for_another(*_shipped(), start, request.language)
    plan, findings = read_plan(parse(content, f"targets-{start.year}.yaml", PLAN_LIMITS))
    if plan is None:
        message = gettext_lazy("the plan could not be begun; “ttdt init” without --plan can")
        raise PlanError(message, findings)
    return content, plan


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
    line = b"# yaml-language-server: $schema=../" + _PLAN_SCHEMA.encode()
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
        "after": str(plan.year + 1),
        "unit": next(iter(plan.units), ""),
    }.items():
        words = words.replace(f"{{{name}}}", value)
    products[top / "README.md"] = words.encode()
    for name, schema in (
        ("plan", plan_schema(language)),
        ("submission", submission_schema(submission_contents(plan, language), language)),
    ):
        products[top / "schemas" / f"{name}.schema.json"] = dumps(schema).encode()
    return products | _of_plan(top, plan_path, _with_modeline(content), plan)


def _of_plan(top: Path, plan_path: Path, content: bytes, plan: Plan) -> dict[Path, bytes]:
    """Return a plan's own file and those that keep folders for its units, the plan last."""
    products: dict[Path, bytes] = {}
    for unit in plan.leaves:
        folder = top.joinpath(_DATA, *unit.folder)
        if not os.path.isdir(folder):  # noqa: PTH112 - no error where permission is denied
            # Git keeps no folder that is empty.
            products[folder / ".gitkeep"] = b""
    products[plan_path] = content
    return products
