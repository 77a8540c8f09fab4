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


@pytest.mark.parametrize(
    "stray",
    [
        Q2.with_name("_old.parquet"),
        Q2.with_name(".h.parquet"),
        Q2.with_name("values.parquet.bak.parquet"),
        Q2.with_name("values.parquet.bak"),
        Path("plan=p-2024/year=2024/old/values.parquet"),
        Path("plan=q-2024/year=2024/period=2024-Q2/part-0.parquet"),
        Path("plan=q-2024/2024/period=2024-Q2/values.parquet"),
        Path(".old/year=2024/period=2024-Q2/values.parquet"),
    ],
    ids=str,
)
def test_nothing_is_counted_beside_the_rounds(
    small: ExportData, dataset: Path, stray: Path
) -> None:
    write(small, dataset)
    (dataset / stray).parent.mkdir(parents=True, exist_ok=True)
    (dataset / stray).touch()
    assert refusal(small, dataset) == (
        f"{(dataset / stray).parent} holds {stray.name}, which would be counted with"
        " values.parquet; move it away"
    )


def test_what_readers_pass_over_may_stay(small: ExportData, dataset: Path) -> None:
    write(small, dataset)
    (dataset / Q2).with_name(".values.parquet.0123456789ab.ttdt-tmp").touch()
    (dataset / Q2).with_name("_SUCCESS").touch()
    assert partitions(small, dataset).keys() == {dataset / Q2}


@pytest.mark.parametrize("period", ["2024-Q1", "2024-Q2"])
def test_another_province_with_a_plan_of_that_name_is_refused_whatever_the_round(
    consign: Consign, dataset: Path, period: str
) -> None:
    write(consign(TREE), dataset)
    write(consign(SMALL), dataset)
    plan = ANOTHER_PROVINCE["targets-2024.yaml"].replace("q-2024", "p-2024")
    other = consign(ANOTHER_PROVINCE | {"targets-2024.yaml": plan}, period)
    assert refusal(other, dataset).startswith(
        f"{dataset / Q2} holds figures of another province, whose plan is called p-2024, too"
    )


def test_what_is_no_table_is_not_replaced(small: ExportData, dataset: Path) -> None:
    write(small, dataset)
    (dataset / Q2).write_text("x", encoding="utf-8")
    assert "is no table of ttdt" in refusal(small, dataset)
