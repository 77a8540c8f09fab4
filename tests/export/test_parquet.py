from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from ttdt.export.parquet import export

if TYPE_CHECKING:
    from pathlib import Path

    from tests.export.conftest import Consign

    from ttdt.export import Consignment


def test_values_are_numbers_and_days_are_days(small: Consignment, tmp_path: Path) -> None:
    path = tmp_path / "v.parquet"
    path.write_bytes(export(small))
    with duckdb.connect() as database:
        found = database.execute(
            "SELECT area, value, period_end::VARCHAR, firm FROM read_parquet(?) "
            "WHERE indicator = 'roads'",
            [str(path)],
        ).fetchall()
    assert found == [
        ("58", 79.166667, "2024-06-30", True),
        ("a", 75.0, "2024-06-30", None),
        ("b", 87.5, "2024-06-30", None),
    ]


def test_twice_the_same(consign: Consign) -> None:
    assert export(consign()) == export(consign())
