from __future__ import annotations

import errno
import json
import os
import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_workspace import FILES, PLAN, submission

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeWorkspace, Ttdt

NAMES = {
    "areas.csv", "datapackage.json", "figures.csv", "indicators.csv", "populations.csv",
    "units.csv", "values.csv",
}  # fmt: skip


@pytest.fixture
def root(make_workspace: MakeWorkspace) -> str:
    return str(
        make_workspace(
            FILES | {"districts/bac-ai/2024-Q1.yaml": submission("bac-ai", 28, period="2024-Q1")}
        )
    )


def test_a_name_without_a_suffix_is_a_folder(ttdt: Ttdt, root: str, tmp_path: Path) -> None:
    target = tmp_path / "a" / "package"
    done = ttdt("export", "--data", root, "-o", str(target))
    assert (done.code, done.out, done.err) == (0, "", f"wrote {target}\n")
    assert {path.name for path in target.iterdir()} == NAMES
    said = json.loads((target / "datapackage.json").read_text(encoding="utf-8"))
    assert said["periods"] == ["2024-Q1", "2024-Q2"]


@pytest.mark.parametrize(
    ("name", "beginning"),
    [("v.csv", "STRUCTURE,"), ("v.json", "{"), ("v.xml", "<?xml"), ("v.parquet", "PAR1")],
)
def test_the_suffix_says_which_format(
    ttdt: Ttdt, root: str, tmp_path: Path, name: str, beginning: str
) -> None:
    done = ttdt("export", "--data", root, "-q", "-p", "Q2", "-o", str(tmp_path / name))
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (tmp_path / name).read_bytes().startswith(beginning.encode())


def test_to_a_pipe(ttdt: Ttdt, root: str) -> None:
    done = ttdt("export", "--data", root, "--format", "dhis2", "--period", "latest")
    assert done.code == 0
    assert {value["period"] for value in json.loads(done.out)["dataValues"]} == {"2024Q2"}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), "datapackage is a folder of files; name one with -o"),
        (("--format", "xls"), "--format: “xls” is unknown"),
        (("-o", "x.zip"), "the suffix does not say which format to write"),
        (("--format", "iati", "-p", "Q2", "-p", "2023"), "the periods are of several years"),
        (("--format", "iati", "--year", "2022"), "there is no plan for 2022"),
    ],
)
def test_what_cannot_be_done_is_said(
    ttdt: Ttdt, make_workspace: MakeWorkspace, arguments: tuple[str, ...], expected: str
) -> None:
    root = str(make_workspace(FILES | {"targets-2023.yaml": PLAN.replace("2024", "2023")}))
    done = ttdt("export", "--data", root, *arguments)
    assert (done.code, done.out) == (2, "")
    assert expected in done.err


def test_figures_with_errors_are_left_out_and_the_code_says_so(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    root = make_workspace(FILES | {"districts/bac-ai/2024-Q2.yaml": submission("bac-ai", 41)})
    done = ttdt("export", "--data", str(root), "--format", "sdmx-csv")
    assert done.code == 1
    assert ",,O,PT,," in done.out


def test_without_its_package_parquet_says_what_to_install(
    ttdt: Ttdt, root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    done = ttdt("export", "--data", root, "-o", str(tmp_path / "v.parquet"))
    assert done.code == 2
    assert "pip install 'ttdt[parquet]'" in done.err
    assert not (tmp_path / "v.parquet").exists()


def test_a_folder_that_cannot_be_made(ttdt: Ttdt, root: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    done = ttdt("export", "--data", root, "-o", str(tmp_path / "file" / "package"))
    assert done.code == 2
    assert "is not a folder, and one is needed" in done.err


def test_a_file_is_no_folder(ttdt: Ttdt, root: str, tmp_path: Path) -> None:
    target = tmp_path / "package"
    target.write_text("x", encoding="utf-8")
    done = ttdt("export", "--data", root, "-o", str(target))
    assert done.code == 2
    assert "is not a folder, and one is needed" in done.err
    assert target.read_text(encoding="utf-8") == "x"


@pytest.mark.parametrize("is_new", [True, False])
def test_a_full_disk_leaves_the_folder_as_it_was(
    ttdt: Ttdt, root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_new: bool
) -> None:
    target = tmp_path / "package"
    if not is_new:
        assert ttdt("export", "--data", root, "-p", "Q1", "-o", str(target)).code == 0
    before = {path.name: path.read_bytes() for path in target.glob("*")}

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    done = ttdt("export", "--data", root, "-o", str(target))
    assert (done.code, done.err) == (2, f"ttdt: {target} could not be written: the disk is full\n")
    assert {path.name: path.read_bytes() for path in target.glob("*")} == before
    assert target.exists() is not is_new


def test_all_rounds_are_those_that_dhis2_has_a_period_for(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    nine = submission("bac-ai", 31, period="2024-9M")
    root = str(make_workspace(FILES | {"districts/bac-ai/2024-9M.yaml": nine}))
    done = ttdt("export", "--data", root, "--format", "dhis2")
    assert done.code == 0
    assert {value["period"] for value in json.loads(done.out)["dataValues"]} == {"2024Q2"}
    assert "left out the first nine months of 2024: the format has no such period" in done.err
    asked = ttdt("export", "--data", root, "--format", "dhis2", "-p", "9M")
    assert (asked.code, asked.out) == (2, "")
    assert "DHIS2 has no period for the first nine months of 2024" in asked.err


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


FIRST, SECOND = (f"plan=p-2024/year=2024/period=2024-Q{n}/values.parquet" for n in (1, 2))


def test_a_dataset_gets_a_partition_and_keeps_the_others(
    ttdt: Ttdt, root: str, tmp_path: Path
) -> None:
    dataset = tmp_path / "dataset"
    add = ("export", "--data", root, "--format", "parquet", "-p")
    done = ttdt(*add, "Q1", "-o", f"{dataset}/")
    assert (done.code, done.out, done.err) == (0, "", f"wrote {dataset / FIRST}\n")
    first = files(dataset)
    # Now that the folder is there, it is a dataset without a slash, too.
    assert ttdt(*add, "Q2", "-o", str(dataset)).code == 0
    both = files(dataset)
    assert both.keys() == {FIRST, SECOND}
    assert both[FIRST] == first[FIRST]
    assert ttdt(*add, "Q2", "-o", f"{dataset}/").code == 0
    assert files(dataset) == both


def test_no_other_format_goes_into_a_dataset(ttdt: Ttdt, root: str, tmp_path: Path) -> None:
    dataset = tmp_path / "dataset"
    add = ("export", "--data", root, "-p", "Q2", "-o", f"{dataset}/")
    assert ttdt(*add, "--format", "parquet").code == 0
    done = ttdt(*add)
    assert (done.code, done.out) == (2, "")
    assert f"{dataset} is a dataset, which datapackage would spoil" in done.err
    assert files(dataset).keys() == {SECOND}


def test_a_new_name_that_may_be_a_file_or_a_dataset_is_refused(
    ttdt: Ttdt, root: str, tmp_path: Path
) -> None:
    name = str(tmp_path / "dataset")
    done = ttdt("export", "--data", root, "--format", "parquet", "-o", name)
    assert (done.code, done.out) == (2, "")
    assert f"write {name}.parquet for a file, {name}/ for a dataset" in done.err
    assert not (tmp_path / "dataset").exists()


def test_a_dataset_gets_every_round_of_the_year(ttdt: Ttdt, root: str, tmp_path: Path) -> None:
    dataset = tmp_path / "dataset"
    done = ttdt("export", "--data", root, "--format", "parquet", "-o", f"{dataset}/")
    assert done.err == f"wrote {dataset / FIRST}\nwrote {dataset / SECOND}\n"


@pytest.mark.parametrize(
    "part", [("--unit", "bac-ai"), ("--indicator", "2.2"), ("--group", "infrastructure")]
)
def test_a_dataset_takes_no_part_of_a_round(
    ttdt: Ttdt, root: str, tmp_path: Path, part: tuple[str, str]
) -> None:
    target = f"{tmp_path / 'dataset'}/"
    done = ttdt("export", "--data", root, "--format", "parquet", *part, "-o", target)
    assert done.code == 2
    assert "a dataset takes whole rounds" in done.err
    assert not (tmp_path / "dataset").exists()


def test_a_file_in_the_way_of_a_partition(ttdt: Ttdt, root: str, tmp_path: Path) -> None:
    (tmp_path / "dataset" / "plan=p-2024").parent.mkdir()
    (tmp_path / "dataset" / "plan=p-2024").touch()
    done = ttdt("export", "--data", root, "--format", "parquet", "-o", f"{tmp_path / 'dataset'}/")
    assert done.code == 2
    assert "could not be made" in done.err


@pytest.mark.parametrize("is_new", [True, False])
def test_a_full_disk_leaves_the_dataset_as_it_was(
    ttdt: Ttdt, root: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_new: bool
) -> None:
    dataset = tmp_path / "dataset"
    add = ("export", "--data", root, "--format", "parquet", "-o", f"{dataset}/", "-p")
    if not is_new:
        assert ttdt(*add, "Q1").code == 0
    before = files(dataset)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    done = ttdt(*add, "Q2")
    assert done.code == 2
    assert done.err == f"ttdt: {dataset / SECOND} could not be written: the disk is full\n"
    assert files(dataset) == before
    assert dataset.exists() is not is_new
    assert not (dataset / SECOND).parent.exists()
