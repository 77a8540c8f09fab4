"""How values compare with the plan, last year and the round before, as the page draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document.model import Heading, Medium, RowGroup, Table
from ttdt.document.report.comparison import comparison_section
from ttdt.output.html.document import page_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.compute import Report
    from ttdt.output.html.document import PageBlock
    from ttdt.text.language import Language


def comparison_blocks(
    lang: Language, report: Report, area: str, caption: str
) -> Iterator[PageBlock]:
    """Yield the officials' table of an area and what is said with it, without its heading."""
    for block in comparison_section(lang, report, area):
        if not isinstance(block, Heading):
            shown = _without_ids(block) if isinstance(block, Table) else block
            yield from page_blocks(lang, shown, caption)


def _without_ids(table: Table) -> Table:
    """Return a table without the columns that are for programs; rows of the list have the ids."""
    places = [n for n, column in enumerate(table.columns) if column.medium is Medium.ANY]
    groups = tuple(
        RowGroup(group.title, tuple(tuple(row[place] for place in places) for row in group.rows))
        for group in table.groups
    )
    return Table(tuple(table.columns[place] for place in places), groups, table.frozen)
