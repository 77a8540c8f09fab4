"""Everything computed as one Parquet table, for those who join it with larger data."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ttdt.errors import TtdtError
from ttdt.export.programme import (
    EXACT,
    FUNDING_OF_MANY_PLANS,
    TASKS_OF_MANY_PLANS,
    funding_of_many_plans,
    tasks_of_many_plans,
)
from ttdt.export.values import OF_MANY_PLANS, rows_of_many_plans
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ttdt.export import ExportData, ExportRound
    from ttdt.text.language import Language

_TYPES = {
    "string": "VARCHAR", "number": "DOUBLE", "integer": "BIGINT", "boolean": "BOOLEAN",
    "date": "DATE", "amount": "DECIMAL(38, 3)",
}  # fmt: skip

_ROWS_AT_ONCE = 20_480
"""Rows that duckdb gathers before it writes them, a sixth of what it would otherwise: a country's
values then take 80 MiB less."""

_AS_WRITTEN = (
    "header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"',"
    f" nullstr = '', allow_quoted_nulls = false, max_line_size = {2**24}"
)
"""How duckdb is to read our lines, of which it would otherwise guess."""


class RoundTable(NamedTuple):
    """A table with rows of every round."""

    columns: Mapping[str, str]
    """By name, the types in the words of Table Schema, and `amount` for money."""
    rows_of: Callable[[ExportRound, Language], Iterable[Mapping[str, Any]]]


def _exact(columns: Mapping[str, str]) -> Mapping[str, str]:
    """Return columns with those of money as exact decimals."""
    return {name: "amount" if name in EXACT else kind for name, kind in columns.items()}


_TABLES: Mapping[str, RoundTable] = {
    "values": RoundTable(OF_MANY_PLANS, rows_of_many_plans),
    "funding": RoundTable(_exact(FUNDING_OF_MANY_PLANS), funding_of_many_plans),
    "tasks": RoundTable(TASKS_OF_MANY_PLANS, tasks_of_many_plans),
}


def table_of(data: ExportData) -> RoundTable:
    """Return the table asked for; raises `TtdtError` where the plan has nothing to put in it."""
    plan = data.plan
    if data.table == "funding" and plan.funding is None:
        raise TtdtError(gettext_lazy("{path}: the plan has no money (funding:)", path=plan.path))
    if data.table == "tasks" and not plan.tasks:
        raise TtdtError(gettext_lazy("{path}: the plan has no tasks (tasks:)", path=plan.path))
    return _TABLES[data.table]


def export(data: ExportData) -> bytes:
    """Return the table asked for, typed, in the order of rounds, and of indicators and areas."""
    columns, rows_of = table_of(data)
    return table(
        columns, chain.from_iterable(rows_of(stage, data.language) for stage in data.stages)
    )


def table(columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return rows as Parquet; of the same rows the same bytes.

    duckdb takes rows fastest as CSV in a file, which also keeps them out of memory: lines of JSON
    take twice as long, parameters of SQL eight times, and two hundred times one by one.
    """
    import duckdb

    types = {name: _TYPES[kind] for name, kind in columns.items()}
    # It writes to files only.
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(":memory:") as database:
        lines, written = Path(folder) / "rows.csv", Path(folder) / "rows.parquet"
        with lines.open("w", encoding="utf-8", newline="") as file:
            file.writelines(_line(columns, row) for row in rows)
        try:
            database.execute("SET threads = 1")
            # Named in the query, the lines take a third of the memory that they take as parameter.
            source = f"read_csv({_text(lines)}, {_AS_WRITTEN}, columns = {types})"
            options = f"FORMAT parquet, ROW_GROUP_SIZE {_ROWS_AT_ONCE}"
            database.execute(f"COPY (FROM {source}) TO {_text(written)} ({options})")
        except (duckdb.InterruptException, RuntimeError) as error:
            # duckdb catches Ctrl-C for itself, and not always says so by the error's type.
            if isinstance(error, RuntimeError) and "interrupted" not in str(error):
                raise
            raise KeyboardInterrupt from None
        return written.read_bytes()


def _text(path: Path) -> str:
    """Return a path as SQL writes a text."""
    name = path.as_posix().replace("'", "''")
    return f"'{name}'"


def provinces_of(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Yield the code of the province that each file of values is of, if there are any in it.

    All rows of a plan have the same, so that the first will do. Raises `TtdtError`.
    """
    import duckdb

    with duckdb.connect(":memory:") as database:
        for path in paths:
            try:
                found = database.execute(
                    "SELECT province FROM read_parquet(?) LIMIT 1", [str(path)]
                ).fetchone()
            except duckdb.Error:
                raise TtdtError(
                    gettext_lazy("{path} is no table of ttdt; move it away", path=str(path))
                ) from None
            if found is not None:
                yield path, str(found[0])


def _line(columns: Iterable[str], row: Mapping[str, Any]) -> str:
    """Return a row as CSV, in which only what it lacks stands without quotation marks."""
    return ",".join([_CELLS[type(value)](value) for value in map(row.get, columns)]) + "\n"


@lru_cache(maxsize=4096)  # Most texts stand in row after row.
def _quoted(text: str) -> str:
    """Return a text between quotation marks.

    duckdb breaks on the lone surrogates of a path that is not UTF-8, which become an escape.
    """
    written = text.encode("utf-8", "backslashreplace").decode()
    return '"' + written.replace('"', '""') + '"'


_CELLS: Mapping[type, Callable[[Any], str]] = {
    str: _quoted,
    bool: str,
    int: str,
    float: str,
    Decimal: "{:f}".format,
    type(None): {None: ""}.__getitem__,
}
