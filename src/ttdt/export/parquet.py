"""Everything computed as one Parquet table, for those who join it with larger data."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.export.datapackage import VALUES, value_rows

if TYPE_CHECKING:
    from ttdt.export import Consignment

_TYPES = {
    "string": "VARCHAR", "number": "DOUBLE", "integer": "BIGINT", "boolean": "BOOLEAN",
    "date": "DATE",
}  # fmt: skip


def export(consignment: Consignment) -> bytes:
    """Return the table of values, typed, in the order of rounds, indicators and areas."""
    import duckdb

    columns = ", ".join(f'"{name}" {_TYPES[kind]}' for name, kind in VALUES.items())
    places = ", ".join("?" * len(VALUES))
    rows = [[row.get(name) for name in VALUES] for row in value_rows(consignment)]
    # duckdb writes to files only.
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(":memory:") as database:
        path = Path(folder) / "values.parquet"
        database.execute("SET threads = 1")
        database.execute(f'CREATE TABLE "values" ({columns})')
        database.executemany(f'INSERT INTO "values" VALUES ({places})', rows)  # noqa: S608
        database.execute(f"COPY \"values\" TO '{path.as_posix()}' (FORMAT parquet)")
        return path.read_bytes()
