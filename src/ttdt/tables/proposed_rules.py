"""Sums that a table itself states where it numbers its columns: `4=5+6`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ttdt.tables.layout import is_numbering
from ttdt.tables.proposal import Proposed
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.tables.grid import Grid
    from ttdt.tables.layout import Layout

_LABEL = re.compile(r"[\[(]?(?P<label>[0-9]{1,3}|[a-zA-Z])[\])]?")
_SUM = re.compile(r"[0-9a-zA-Z]{1,3}(?:[+-][0-9a-zA-Z]{1,3})+")


def propose_rules(layout: Layout) -> list[Proposed]:
    """Return the sums that the first row says which numbers the columns, as rules of a map."""
    grid = layout.grid
    row = next((row for row in layout.body if is_numbering(grid, row)), None)
    if row is None:
        return []
    labels = {
        found["label"]: grid.line_name(line)
        for line in range(grid.size[1])
        if (found := _LABEL.match(grid.text(row, line)))
    }
    return [rule for line in range(grid.size[1]) if (rule := _rule(grid, row, line, labels))]


def _rule(grid: Grid, row: int, line: int, labels: Mapping[str, str]) -> Proposed | None:
    """Return what a cell says, where all of it is a sum of columns that are numbered."""
    text = grid.text(row, line)
    _, equals, right = text.partition("=")
    plain = re.sub(r"[\s()\[\]]", "", right).replace("\N{MINUS SIGN}", "-").replace("–", "-")
    if not equals or not _SUM.fullmatch(plain):
        return None
    terms = re.findall("[0-9a-zA-Z]+", plain)
    if not labels.keys() >= set(terms):
        return None
    said = re.sub("[0-9a-zA-Z]+", lambda found: labels[found[0]], plain)
    spaced = re.sub("([+-])", r" \1 ", said)
    why = gettext_lazy("the table says {text}", text=text)
    return Proposed(f"{grid.line_name(line)} = {spaced}", why)
