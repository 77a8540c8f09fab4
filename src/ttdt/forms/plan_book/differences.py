"""The changes of a plan's workbook in words, as they are shown before anything is written."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ttdt.document.plan_changes import PlanDifference
from ttdt.forms.plan_book.columns import ABOVE, PLAN, SHARE
from ttdt.forms.plan_book.comparing import ChangeKind, RowChange
from ttdt.forms.plan_book.rows import Held
from ttdt.forms.plan_book.words import IN_FILE, shown_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ttdt.forms.plan_book.columns import PlanColumn
    from ttdt.forms.plan_book.rows import CellValue
    from ttdt.text.language import Language


def differences(changes: Iterable[RowChange], lang: Language) -> Iterator[PlanDifference]:
    """Yield what changes: a line for each cell, of whole rows one line for all their cells."""
    for change in changes:
        section = lang.gettext(change.sheet.title)
        key = "" if change.sheet is PLAN else change.key.replace("@", ", ")
        if change.kind is ChangeKind.CHANGED:
            for name, said in change.now.items():
                column = change.sheet.by_key[name]
                before = _shown(lang, column, change.before.get(name))
                title = lang.gettext(column.title)
                yield PlanDifference(section, key, title, before, _shown(lang, column, said))
        else:
            is_new = change.kind is ChangeKind.ADDED
            what = lang.gettext("new row") if is_new else lang.gettext("row removed")
            before, now = (_row(lang, change, cells) for cells in (change.before, change.now))
            yield PlanDifference(section, key, what, before, now)


def _row(lang: Language, change: RowChange, cells: Mapping[str, CellValue]) -> str:
    """Return what the cells of a row say, one after the other, but for what its key says."""
    return "; ".join(
        f"{lang.gettext(column.title)}: {shown}"
        for column in change.sheet.columns
        if column.path or column.key in {ABOVE, SHARE}
        if (shown := _shown(lang, column, cells.get(column.key)))
    )


def _shown(lang: Language, column: PlanColumn, said: CellValue) -> str:
    match said:
        case Decimal():
            return lang.number(said)
        case Held.IN_FILE:
            return lang.gettext(IN_FILE)
        case str():
            return shown_word(lang, column, said)
        case _:
            return ""
