"""What a change makes of a plan, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from ttdt.document.answer import tidy
from ttdt.document.model import Column, Document, Table, Title, cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ttdt.document.answer import TidyRows, View
    from ttdt.text.language import Language

FORMAT = "ttdt.plan-changes/1"
"""Keys are only ever added within version 1."""


class PlanDifference(NamedTuple):
    """One thing that a plan says otherwise, in words."""

    section: str
    row: str
    """What it is said of: an item's id."""
    what: str
    before: str
    """Empty of what was not there."""
    now: str
    """Empty of what goes."""


@dataclass(frozen=True, slots=True)
class PlanChangesAnswer:
    """What a plan said before and says now."""

    title: str
    differences: Callable[[Language], Iterable[PlanDifference]]
    """Returns what differs in the words of a language."""

    def document(self, view: View) -> Document:
        """Return the title, and a table of what was said before and is said now."""
        gettext = view.language.gettext
        heads = (
            Column(gettext("What"), room=30, most=40),
            Column(gettext("Before"), room=20),
            Column(gettext("Now"), takes_rest=True, room=20),
        )
        rows = tuple(
            (
                cell(f"{', '.join(filter(None, (one.section, one.row)))}: {one.what}", wraps=True),
                cell(one.before or "–", wraps=True),
                cell(one.now or "–", wraps=True),
            )
            for one in self.differences(view.language)
        )
        return Document((Title(self.title), Table.of(heads, rows)))

    def data(self, language: Language) -> Mapping[str, Any]:
        """Return each thing that changes with what was said of it and is said now, in words."""
        return {"format": FORMAT, "changes": [one._asdict() for one in self.differences(language)]}

    def rows(self, language: Language) -> TidyRows:
        """Return a row for each thing that changes."""
        return tidy(self.data(language)["changes"])
