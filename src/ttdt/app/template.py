"""Making Excel forms to be filled in: one for a unit, or one for all units below an area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ttdt.errors import TtdtError
from ttdt.forms.area_form import MOST_UNITS, AreaForm
from ttdt.forms.form import form_for
from ttdt.forms.identity import basis_of
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ttdt.change.draft import ChangeService
    from ttdt.forms.form import Form
    from ttdt.period import Period
    from ttdt.plan import Plan
    from ttdt.text.language import Language


@dataclass(frozen=True, slots=True)
class FormRequest:
    """A form to be made of an area: its own, or that of all units below it that must submit."""

    area: str
    of_units_below: bool = False


def blank_forms(
    changes: ChangeService,
    plan: Plan,
    requests: Iterable[FormRequest],
    period: Period,
    language: Language,
) -> Iterator[bytes]:
    """Yield the forms asked for, with what is on file filled in.

    Raises `TtdtError` where the package that makes workbooks is not installed, or an area has too
    many units for one workbook.
    """
    try:
        from ttdt.forms.area_writing import area_workbook
        from ttdt.forms.writing import workbook
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
    for asked in requests:
        if asked.of_units_below:
            yield area_workbook(_area_form(changes, plan, asked.area, period), language)
        else:
            form, basis = _form(changes, plan, asked.area, period)
            yield workbook(form, language, basis)


def _form(changes: ChangeService, plan: Plan, area: str, period: Period) -> tuple[Form, str]:
    """Return an area's own form, and the mark of the file that it begins with."""
    filed = changes.filed(plan, area, period)
    return form_for(changes.history(filed), period), basis_of(filed.content)


def _area_form(changes: ChangeService, plan: Plan, area: str, period: Period) -> AreaForm:
    below = {unit.id for unit in plan.descendants(area)}
    units = [leaf.id for leaf in plan.leaves if leaf.id in below]
    if len(units) > MOST_UNITS:
        raise TtdtError(
            gettext_lazy(
                "{unit} has {n} units, and a workbook has room for {most}; make workbooks of the"
                " areas below it, or a form for each unit with --each",
                unit=plan.areas[area].name,
                n=len(units),
                most=MOST_UNITS,
            )
        )
    forms, bases = [], {}
    for unit in units:
        form, basis = _form(changes, plan, unit, period)
        forms.append(form)
        if basis:
            bases[unit] = basis
    return AreaForm(plan, plan.areas[area], tuple(forms), bases)
