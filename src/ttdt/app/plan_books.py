"""The plan as a workbook: made, and put back into the plan's file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ttdt.change.draft import new_findings
from ttdt.errors import TtdtError
from ttdt.forms.plan_book.applying import apply
from ttdt.forms.plan_book.columns import BY_KEY, COMPARATOR, SHARE, SHARES, TARGET
from ttdt.forms.plan_book.comparing import RowChange, compare
from ttdt.forms.plan_book.rows import at, rows_of
from ttdt.rules.runner import check_workspace
from ttdt.text.message import gettext_lazy
from ttdt.workspace.locking import content_of
from ttdt.yaml import PLAN_LIMITS, YamlDocument, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.finding import Finding
    from ttdt.forms.filled_form import Remark
    from ttdt.forms.plan_book.reading import FilledPlan, TypedRow
    from ttdt.forms.plan_book.rows import PlanRow
    from ttdt.text.language import Language
    from ttdt.workspace.workspace import Workspace
    from ttdt.yaml import Loc, Plain


class PlanFile(NamedTuple):
    """The file of a plan as it was read."""

    path: Path
    shown: str
    content: bytes


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """What a workbook makes of its plan."""

    file: PlanFile
    remarks: tuple[Remark, ...]
    """What is wrong with its cells; where one is an error, nothing of it counts."""
    changes: tuple[RowChange, ...] = ()
    content: bytes = b""
    """The plan's new text."""
    findings: tuple[Finding, ...] = ()
    """What the rules find in the plan and in the submissions that they did not find before."""
    cells: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Which cell stands behind each line and column of the new text."""

    @property
    def errors(self) -> int:
        """How many errors the cells have."""
        return sum(remark.is_error for remark in self.remarks)


def plan_book(workspace: Workspace, year: int, language: Language) -> bytes:
    """Return the workbook of a year's plan.

    Raises `TtdtError` where there is no such plan, it has errors, or the package that makes
    workbooks is not installed.
    """
    from ttdt.app.template import require_writer

    plan = workspace.plan(year)
    require_writer()
    from ttdt.forms.plan_book.writing import plan_workbook

    return plan_workbook(_file(workspace, year).content, plan, language)


def draft_of_plan(workspace: Workspace, filled: FilledPlan) -> PlanDraft:
    """Return what a workbook makes of its plan, with all rules run on what came of it.

    To write it, the workspace must be locked since before. Raises `TtdtError` where it belongs to
    no plan of the workspace, or the file is written so that only a person can change it.
    """
    file = _file(workspace, filled.identity.year)
    current = parse(file.content, file.shown, PLAN_LIMITS)
    _refuse_foreign(filled, current)
    compared = compare(filled, rows_of(current.data))
    draft = PlanDraft(file, (*filled.remarks, *compared.remarks), compared.changes, file.content)
    if draft.errors or not compared.changes:
        return draft
    order = {sheet: tuple(rows) for sheet, rows in filled.rows.items()}
    content = apply(file.content, compared.changes, order)
    document = parse(content, file.shown, PLAN_LIMITS)
    findings = _findings(workspace, filled.identity.year, document)
    cells = _cells(filled, document) if findings else {}
    return PlanDraft(file, draft.remarks, compared.changes, content, findings, cells)


def _file(workspace: Workspace, year: int) -> PlanFile:
    """Return the file of a year's plan; raises `TtdtError` where there is none."""
    shown = next(
        (
            document.path
            for known, document in zip(workspace.years, workspace.plan_documents(), strict=True)
            if known == year
        ),
        None,
    )
    if shown is None:
        workspace.plan(year)
    path = workspace.root / Path(str(shown)).name
    return PlanFile(path, str(shown), content_of(path) or b"")


def _refuse_foreign(filled: FilledPlan, current: YamlDocument) -> None:
    """Raise `TtdtError` for the workbook of another plan, or where the plan cannot be read."""
    data = current.data
    if not isinstance(data, dict):
        raise TtdtError(
            gettext_lazy("the plan {path} cannot be read; see ttdt check", path=current.path)
        )
    if data.get("plan") != filled.identity.plan:
        raise TtdtError(
            gettext_lazy(
                "the form belongs to the plan {theirs}, and this workspace has {ours}",
                theirs=filled.identity.plan[:60],
                ours=str(data.get("plan"))[:60],
            )
        )


def _findings(workspace: Workspace, year: int, document: YamlDocument) -> tuple[Finding, ...]:
    """Return what the rules find with another plan of a year that they did not find before."""
    root, shown = workspace.root, workspace.shown
    found = check_workspace(root, shown, plans_instead={year: document}).findings
    return new_findings(check_workspace(root, shown).findings, found) if found else ()


def _cells(filled: FilledPlan, document: YamlDocument) -> dict[tuple[int, int], str]:
    """Return which cell of a workbook stands behind each line and column of the changed plan."""
    found: dict[tuple[int, int], str] = {}
    for sheet, rows in rows_of(document.data).items():
        for key, row in rows.items():
            typed = filled.rows[sheet].get(key)
            for loc, place in () if typed is None else _places(sheet, row, typed, document.data):
                for span in (document.key_span(*loc), document.span(*loc)):
                    found.setdefault((span.line, span.column), place)
    return found


def _places(sheet: str, row: PlanRow, typed: TypedRow, data: Plain) -> Iterator[tuple[Loc, str]]:
    """Yield where in the plan the cells of a row stand, and last where the row does."""
    for column in BY_KEY[sheet].columns:
        path = row.loc + column.path
        if column.key == TARGET:
            path = (*path, str(typed.cells.get(COMPARATOR)))
        value = at(data, path)
        if not column.path or value is None:
            continue
        place = typed.place(column.key)
        yield path, place
        for number in range(len(value) if isinstance(value, list) else 0):
            yield (*path, number), place
        # What holds nothing but it, such as the target, is told of by it, too.
        yield from ((path[:depth], place) for depth in range(len(path) - 1, len(row.loc), -1))
    if sheet == SHARES.key:
        yield from ((loc, typed.place(SHARE)) for loc in (row.loc, row.loc[:-1]))
    elif row.loc:
        yield row.loc, typed.place()
