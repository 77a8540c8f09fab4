"""Which tasks each responsible body has reported on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document.model import Column, Medium, Style, Table, cell

if TYPE_CHECKING:
    from ttdt.analysis.submission_status import SubmissionStatus
    from ttdt.text.language import Language


def bodies_table(lang: Language, standing: SubmissionStatus) -> Table:
    """Return a row for each body that reports on tasks: how many it has said a word of."""
    columns = (
        Column(lang.gettext("Responsible body"), takes_rest=True),
        Column(lang.gettext("Tasks reported"), right=True),
        Column(lang.gettext("Of"), right=True),
        Column(lang.gettext("Without a word"), right=True),
        Column("id", medium=Medium.FILE),
    )
    rows = []
    for one in standing.bodies:
        reported, missing = len(one.reported), len(one.missing)
        rows.append(
            (
                cell(lang.pick(standing.plan.bodies[one.body].name), wraps=True),
                cell(str(reported), value=reported),
                cell(str(reported + missing), value=reported + missing),
                cell(str(missing), Style.WARNING if missing else Style.PLAIN, value=missing),
                cell(one.body, Style.QUIET),
            )
        )
    return Table.of(columns, tuple(rows))
