"""Setting single figures of a submission that is on file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.change.update import update
from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from ttdt.change.draft import ChangeService, Draft
    from ttdt.change.edits import SubmissionEdits
    from ttdt.period import Period
    from ttdt.plan import Plan


def draft_of_edits(
    changes: ChangeService, plan: Plan, unit: str, period: Period, edits: SubmissionEdits
) -> Draft:
    """Return a draft of a unit's submission with the edits in it.

    To write it, the workspace must be locked since before. Raises `TtdtError` where there is no
    such submission, or only a person can change it.
    """
    filed = changes.filed(plan, unit, period)
    if filed.content is None:
        raise TtdtError(
            gettext_lazy(
                "there is no {path}; make it with ttdt new --unit {unit} --period {period}",
                path=str(filed.path),
                unit=plan.areas[unit].written_id,
                period=period.id,
            )
        )
    try:
        content = update(filed.content, plan, edits)
    except TtdtError as failure:
        named = gettext_lazy("{path}: {problem}", path=str(filed.path), problem=failure.message)
        raise TtdtError(named) from None
    return changes.draft(filed, content)
