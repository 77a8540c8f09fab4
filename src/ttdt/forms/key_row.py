"""The hidden row of a form that names its columns, and rows that are not the form's."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ttdt.errors import TtdtError
from ttdt.excel.cells import letters
from ttdt.text.message import Message, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

    from ttdt.excel.sheets import CellTable

    Column = TypeVar("Column", bound=StrEnum)

_KEYS_WITHIN = 100
"""The row of keys is looked for in the first rows only."""


def key_row(
    table: CellTable, columns: type[Column], id_column: Column, inputs: Iterable[Column]
) -> tuple[int, dict[Column, int]] | None:
    """Return the row that names the columns, and where each of them is now.

    It is the row that has `id_column`. Raises `TtdtError` where a column is there twice, or one of
    the `inputs` is missing.
    """
    keys = {column.value: column for column in columns}
    for row in range(min(len(table.rows), _KEYS_WITHIN)):
        said = [str(value).strip() for value in table.rows[row]]
        if id_column.value in said:
            places: dict[Column, int] = {}
            for place, word in enumerate(said):
                if word not in keys:
                    continue
                if keys[word] in places:
                    raise TtdtError(
                        gettext_lazy("the column {column} is there twice", column=letters(place))
                    )
                places[keys[word]] = place
            missing = [column.value for column in inputs if column not in places]
            if missing:
                raise TtdtError(
                    gettext_lazy(
                        "columns of the form have been deleted: {names}", names=tuple(missing)
                    )
                )
            return row, places
    return None


def nameless() -> Message:
    """Return what is said of a row in which something is written, but which is not the form's."""
    return gettext_lazy(
        "something is written in this row, but the row is not the form's, so nobody can say for"
        " which figure; move it to the figure's own row"
    )


def copy_of(first: int) -> Message:
    """Return what is said of a row that is there twice."""
    return gettext_lazy(
        "this row is a copy of row {first}, so the figure is there twice; delete one of them",
        first=str(first + 1),
    )
