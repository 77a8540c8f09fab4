"""Making Excel forms for units to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.errors import TtdtError
from ttdt.forms.form import form_for
from ttdt.forms.identity import basis_of
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.change.draft import ChangeService
    from ttdt.period import Period
    from ttdt.plan import Plan
    from ttdt.text.language import Language


def blank_forms(
    changes: ChangeService, plan: Plan, units: Iterable[str], period: Period, language: Language
) -> dict[str, bytes]:
    """Return a form for each unit, by unit, with what it has on file filled in.

    Raises `TtdtError` where the package that makes workbooks is not installed.
    """
    try:
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
    made = {}
    for unit in units:
        filed = changes.filed(plan, unit, period)
        form = form_for(changes.history(filed), period)
        made[unit] = workbook(form, language, basis_of(filed.content))
    return made
