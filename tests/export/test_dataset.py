from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from tests.export.conftest import ANOTHER_PROVINCE, SMALL, TREE

from ttdt.errors import TtdtError
from ttdt.export.dataset import partitions
from ttdt.text.language import Language

if TYPE_CHECKING:
    from tests.export.conftest import Consign

    from ttdt.export import ExportData

Q2 = Path("plan=p-2024/year=2024/period=2024-Q2/values.parquet")


def write(data: ExportData, dataset: Path) -> None:
    for path, content in partitions(data, dataset).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def refusal(data: ExportData, dataset: Path) -> str:
    with pytest.raises(TtdtError) as error:
        partitions(data, dataset)
    return Language("en").translate(error.value.message)


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return tmp_path / "dataset"


def columns(path: Path) -> list[str]:
    with duckdb.connect() as database:
        return [str(row[0]) for row in database.read_parquet(str(path)).description]


def test_a_file_for_each_round_without_what_its_folders_say(
    consign: Consign, dataset: Path
) -> None:
    found = partitions(consign(SMALL, "2024-Q1", "2024-Q2"), dataset)
    assert [path.relative_to(dataset) for path in found] == [
        Path("plan=p-2024/year=2024/period=2024-Q1/values.parquet"), Q2,
    ]  # fmt: skip
    write(consign(SMALL), dataset)
    assert not {"plan", "year", "period"} & set(columns(dataset / Q2))


def test_a_plan_may_be_called_as_no_folder_can(consign: Consign, dataset: Path) -> None:
    name = "Kế hoạch 58/2024: Ninh Thuận"
    plan = SMALL["targets-2024.yaml"].replace("plan: p-2024", f'plan: "{name}"')
    write(consign(SMALL | {"targets-2024.yaml": plan}), dataset)
    assert (dataset / "plan=Kế hoạch 58%2F2024%3A Ninh Thuận").is_dir()
    with duckdb.connect() as database:
        found = database.execute(
            "SELECT DISTINCT plan FROM read_parquet(?, hive_partitioning = true)",
            [f"{dataset}/*/*/*/*.parquet"],
        ).fetchall()
    assert found == [(name,)]


def test_a_folder_with_anything_else_is_no_dataset(small: ExportData, dataset: Path) -> None:
    (dataset / ".hidden").mkdir(parents=True)
    (dataset / "_SUCCESS").touch()
    write(small, dataset)
    (dataset / "report.xlsx").touch()
    assert refusal(small, dataset).startswith(
        f"{dataset} is not a dataset, for it holds report.xlsx; name a new folder"
    )


def test_a_file_is_no_dataset(small: ExportData, dataset: Path) -> None:
    dataset.touch()
    assert refusal(small, dataset) == f"{dataset} is not a folder, and one is needed"


def test_nothing_is_counted_beside_a_round(small: ExportData, dataset: Path) -> None:
    write(small, dataset)
    (dataset / Q2).with_name("part-0.parquet").touch()
    assert "holds part-0.parquet, which would be counted" in refusal(small, dataset)


def test_another_province_with_a_plan_of_that_name_is_not_replaced(
    consign: Consign, dataset: Path
) -> None:
    write(consign(TREE), dataset)
    write(consign(SMALL), dataset)
    plan = ANOTHER_PROVINCE["targets-2024.yaml"].replace("q-2024", "p-2024")
    other = consign(ANOTHER_PROVINCE | {"targets-2024.yaml": plan})
    assert "another province, whose plan is called p-2024, too" in refusal(other, dataset)


def test_what_is_no_table_is_not_replaced(small: ExportData, dataset: Path) -> None:
    write(small, dataset)
    (dataset / Q2).write_text("x", encoding="utf-8")
    assert "is no table of ttdt" in refusal(small, dataset)
