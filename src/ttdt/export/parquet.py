"""Everything computed as one Parquet table, for those who join it with larger data."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.export.datapackage import VALUES, value_rows
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from ttdt.export import ExportData

_TYPES = {
    "string": "VARCHAR", "number": "DOUBLE", "integer": "BIGINT", "boolean": "BOOLEAN",
    "date": "DATE",
}  # fmt: skip


def export(data: ExportData) -> bytes:
    """Return the table of values, typed, in the order of rounds, indicators and areas."""
    import duckdb

    columns = ", ".join(f'"{name}" {_TYPES[kind]}' for name, kind in VALUES.items())
    places = ", ".join("?" * len(VALUES))
    rows = [[_cell(row.get(name)) for name in VALUES] for row in value_rows(data)]
    # duckdb writes to files only.
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(":memory:") as database:
        path = Path(folder) / "values.parquet"
        try:
            database.execute("SET threads = 1")
            database.execute(f'CREATE TABLE "values" ({columns})')
            database.executemany(f'INSERT INTO "values" VALUES ({places})', rows)  # noqa: S608
            database.execute(f"COPY \"values\" TO '{path.as_posix()}' (FORMAT parquet)")
        except (duckdb.InterruptException, RuntimeError) as error:
            # duckdb catches Ctrl-C for itself, and not always says so by the error's type.
            if isinstance(error, RuntimeError) and "interrupted" not in str(error):
                raise
            raise KeyboardInterrupt from None
        return path.read_bytes()


def _cell(value: object) -> object:
    """Return a value that duckdb takes: it breaks on the lone surrogates of a path not in UTF-8."""
    return escape_invisible(value) if isinstance(value, str) else value
