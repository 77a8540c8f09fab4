from __future__ import annotations

import tempfile
from dataclasses import replace
from typing import TYPE_CHECKING, Self

import duckdb
import pytest
from tests.export.conftest import SMALL, TREE

from ttdt.export.parquet import export, table

if TYPE_CHECKING:
    from pathlib import Path

    from tests.export.conftest import Consign

    from ttdt.export import ExportData


def test_values_are_numbers_and_days_are_days(small: ExportData, tmp_path: Path) -> None:
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


def test_areas_can_be_added_up_along_the_tree(consign: Consign, tmp_path: Path) -> None:
    path = tmp_path / "v.parquet"
    path.write_bytes(export(consign(TREE)))
    with duckdb.connect() as database:
        found = database.execute(
            "SELECT above.area, above.area_level, above.numerator, sum(below.numerator) "
            "FROM read_parquet(?) AS above JOIN read_parquet(?) AS below "
            "ON below.parent = above.area AND below.indicator = above.indicator "
            "WHERE above.indicator = 'roads' GROUP BY ALL ORDER BY 1",
            [str(path), str(path)],
        ).fetchall()
    assert found == [("58", 0, 42.0, 42.0), ("a", 1, 26.0, 26.0)]


def test_additive_columns_hold_each_figure_once(consign: Consign, tmp_path: Path) -> None:
    # Bác Ái reports water for its communes: 190 of 200, beside Ninh Sơn's 300 of 300.
    path = tmp_path / "v.parquet"
    path.write_bytes(export(consign(TREE)))
    with duckdb.connect() as database:
        found = database.execute(
            "SELECT indicator, area_code, leaf, summed, COLUMNS('additive_.*') "
            "FROM read_parquet(?) WHERE additive_applicable IS NOT NULL",
            [str(path)],
        ).fetchall()
        (plan,) = database.execute(
            "SELECT DISTINCT plan, year, province, province_name FROM read_parquet(?)",
            [str(path)],
        ).fetchall()
    assert plan == ("p-2024", 2024, "58", "Ninh Thuận")
    assert found == [
        ("roads", "22795", True, False, 11, 22, 1, 1),
        ("roads", "22801", True, False, 15, 18, 1, 1),
        ("roads", "585", True, False, 16, 20, 1, 1),
        ("water", "584", False, False, 190, 200, 2, 2),
        ("water", "585", True, False, 300, 300, 1, 1),
    ]


def test_additive_columns_add_up_to_the_whole(consign: Consign, tmp_path: Path) -> None:
    path = tmp_path / "v.parquet"
    path.write_bytes(export(consign(None, "2024-Q1", "2024-Q2")))
    with duckdb.connect() as database:
        found = database.execute(
            "SELECT any_value(numerator) FILTER (area_level = 0), sum(additive_numerator), "
            "any_value(population) FILTER (area_level = 0), sum(additive_population), "
            "any_value(coverage_units) FILTER (area_level = 0), sum(additive_units), "
            "any_value(coverage_applicable) FILTER (area_level = 0), sum(additive_applicable) "
            "FROM read_parquet(?) WHERE measure IN ('rate', 'count') "
            "GROUP BY period, indicator, part HAVING count(additive_applicable) > 0",
            [str(path)],
        ).fetchall()
    assert len(found) == 18
    for row in found:
        assert row[::2] == pytest.approx(row[1::2])


def test_texts_stay_as_they_are(tmp_path: Path) -> None:
    texts = ["", " a ", 'a,"b"', "a\r\nb\n", "NULL", "\ufeff1", "a\\", "#", "\x00"]
    path = tmp_path / "v.parquet"
    columns = {"number": "integer", "text": "string"}
    rows = [*enumerate(texts), (len(texts), None)]
    path.write_bytes(table(columns, [dict(zip(columns, row, strict=True)) for row in rows]))
    with duckdb.connect() as database:
        assert database.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall() == rows


def test_twice_the_same(consign: Consign) -> None:
    assert export(consign()) == export(consign())


def test_a_path_that_is_not_utf_8(consign: Consign, tmp_path: Path) -> None:
    made = consign(SMALL)
    stage = made.stages[0]
    units = {"a": stage.report.plan.units["a"]._replace(name="A\udce9"),
             "b": stage.report.plan.units["b"]}  # fmt: skip
    plan = replace(stage.report.plan, units=units)
    made = replace(made, stages=(replace(stage, report=replace(stage.report, plan=plan)),))
    path = tmp_path / "v.parquet"
    path.write_bytes(export(made))
    with duckdb.connect() as database:
        found = database.execute(
            "SELECT DISTINCT area_name FROM read_parquet(?) WHERE area = 'a'", [str(path)]
        ).fetchall()
    assert found == [("A\\udce9",)]


def test_the_folder_for_what_is_made_meanwhile_may_have_any_name(
    small: ExportData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "it's").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "it's"))
    assert export(small).startswith(b"PAR1")


@pytest.mark.parametrize("error", [duckdb.InterruptException, RuntimeError])
def test_ctrl_c_is_an_interruption(
    small: ExportData, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise error("Query interrupted")

    class Database:
        execute = executemany = staticmethod(interrupted)

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(duckdb, "connect", lambda _: Database())
    with pytest.raises(KeyboardInterrupt):
        export(small)
