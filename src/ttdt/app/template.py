"""Making Excel forms to be filled in: one for a unit, or one for all units below an area."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ttdt.change.draft import ChangeService
from ttdt.errors import TtdtError
from ttdt.forms.area_form import MOST_UNITS, AreaForm
from ttdt.forms.form import form_for
from ttdt.forms.identity import basis_of
from ttdt.text.language import Language
from ttdt.text.message import gettext_lazy
from ttdt.workspace import parallel
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ttdt.forms.form import Form
    from ttdt.forms.question_texts import FormTexts
    from ttdt.period import Period
    from ttdt.plan import Plan

_FEWEST_FOR_PROCESSES = 60
"""Fewer forms are made before other processes have begun."""
_CHUNK = 10
"""How many forms a process makes at a time."""


@dataclass(frozen=True, slots=True)
class FormRequest:
    """A form to be made of an area: its own, or that of all units below it that must submit."""

    area: str
    of_units_below: bool = False


def blank_forms(
    workspace: Workspace,
    plan: Plan,
    requests: Sequence[FormRequest],
    period: Period,
    language: Language,
    processes: int | None = None,
) -> list[bytes]:
    """Return the forms asked for, in their order, with what is on file filled in.

    Many are made by all `processes` that the machine has. Raises `TtdtError` where the package
    that makes workbooks is not installed, or an area has too many units for one workbook.
    """
    require_writer()
    making = _FormMaking(workspace, plan, period, language)
    chunks = [requests[start : start + _CHUNK] for start in range(0, len(requests), _CHUNK)]
    if processes is None:
        processes = 1 if len(requests) < _FEWEST_FOR_PROCESSES else parallel.processors()
    made = dict(parallel.share_out(making, chunks, processes)) if processes > 1 else {}
    return [
        form
        for number, chunk in enumerate(chunks)
        for form in (made[number] if number in made else making(chunk))
    ]


def require_writer() -> None:
    """Raise `TtdtError` where the package that makes workbooks is not installed."""
    try:
        import ttdt.forms.form_book  # noqa: F401 - only whether it can be
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "xlsxwriter":
            raise
        raise TtdtError(
            gettext_lazy(
                "{format} needs a package that is not installed; install it with:"
                " pip install 'ttdt[office]'",
                format="template",
            )
        ) from None


@dataclass(frozen=True)
class _FormMaking:
    """What making forms takes; a process that is no fork reads it anew."""

    workspace: Workspace
    plan: Plan
    period: Period
    language: Language

    def __call__(self, requests: Sequence[FormRequest]) -> list[bytes]:
        """Return the forms asked for, in their order."""
        from ttdt.forms.area_writing import area_workbook
        from ttdt.forms.writing import workbook

        changes = ChangeService(self.workspace)
        texts = self._texts
        made = []
        for asked in requests:
            if asked.of_units_below:
                made.append(area_workbook(self._area_form(changes, asked.area), self.language))
            else:
                made.append(workbook(*self._form(changes, asked.area), self.language, texts))
            # The parts of a workbook name each other, so it would stay in memory until the end.
            gc.collect(0)
        return made

    @cached_property
    def _texts(self) -> FormTexts:
        from ttdt.forms.question_texts import FormTexts

        return FormTexts()

    def _form(self, changes: ChangeService, area: str) -> tuple[Form, str]:
        """Return an area's own form, and the mark of the file that it begins with."""
        filed = changes.filed(self.plan, area, self.period)
        return form_for(filed.history, self.period), basis_of(filed.content)

    def _area_form(self, changes: ChangeService, area: str) -> AreaForm:
        plan = self.plan
        below = {unit.id for unit in plan.descendants(area)}
        units = [leaf.id for leaf in plan.leaves if leaf.id in below]
        if len(units) > MOST_UNITS:
            raise TtdtError(
                gettext_lazy(
                    "{unit} has {n} units, and a workbook has room for {most}; make workbooks of"
                    " the areas below it, or a form for each unit with --each",
                    unit=plan.distinct_names[area],
                    n=len(units),
                    most=MOST_UNITS,
                )
            )
        forms, bases = [], {}
        for unit in units:
            form, basis = self._form(changes, unit)
            forms.append(form)
            if basis:
                bases[unit] = basis
        return AreaForm(plan, plan.areas[area], tuple(forms), bases)

    def __reduce__(self) -> tuple[Callable[..., _FormMaking], tuple[object, ...]]:
        workspace = self.workspace
        return _FormMaking.of, (
            workspace.root, workspace.shown, self.plan.year, self.period, self.language.code,
        )  # fmt: skip

    @classmethod
    def of(cls, root: Path, shown: Path, year: int, period: Period, language: str) -> _FormMaking:
        """Return the same, read anew."""
        workspace = Workspace(root, shown)
        return cls(workspace, workspace.plan(year), period, Language(language))
