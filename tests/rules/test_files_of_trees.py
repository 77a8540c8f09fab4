"""Where files lie in a workspace whose units stand below units, and in one whose tree changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.small_plan import HOUSES, PLAN, lines, submission

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace

FLAT = '{bac-ai: {code: "584", name: Bác Ái}, ninh-hai: {code: "586", name: Ninh Hải}}'
NESTED = (
    '{bac-ai: {code: "584", name: Bác Ái, units: {phuoc-binh: {code: "1", name: Phước Bình},'
    ' phuoc-hoa: {code: "2", name: Phước Hòa}}}, ninh-hai: {code: "586", name: Ninh Hải}}'
)
TREE = {
    "targets-2024.yaml": PLAN.replace(FLAT, NESTED) + HOUSES,
    "districts/bac-ai/phuoc-binh/2024-Q2.yaml": submission("phuoc-binh", "2024-Q2"),
    "districts/bac-ai/phuoc-hoa/2024-Q2.yaml": submission("phuoc-hoa", "2024-Q2"),
    "districts/ninh-hai/2024-Q2.yaml": submission("ninh-hai", "2024-Q2"),
}
OWN = {
    "districts/bac-ai/2024-Q2.yaml": submission("bac-ai", "2024-Q2"),
    "province/2024-Q2.yaml": submission("", "2024-Q2").removeprefix("unit: \n"),
}
PHUOC_BINH = "districts/bac-ai/phuoc-binh"
MISSING = "TT405 Phước Bình has handed in nothing for quarter 2 of 2024"
BELONGS = f"the files of “phuoc-binh” lie in {PHUOC_BINH}"


def moved(name: str, place: str) -> dict[str, str]:
    """Return the files of the tree with one of them in another place."""
    return {place if known == name else known: text for known, text in TREE.items()}


def test_a_tidy_tree(make_workspace: MakeWorkspace) -> None:
    assert lines(make_workspace(TREE | OWN)) == []


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("districts/phuoc-binh", f"TT402 {BELONGS}"),
        ("districts/Phước Bình", f"TT402 {BELONGS}"),
        (
            "districts/bac-ai/phuoc-bih",
            "TT402 no plan has a unit “phuoc-bih”; did you mean “phuoc-binh”?",
        ),
    ],
)
def test_a_communes_folder_elsewhere(make_workspace: MakeWorkspace, place: str, said: str) -> None:
    files = moved(f"{PHUOC_BINH}/2024-Q2.yaml", f"{place}/2024-Q2.yaml")
    assert lines(make_workspace(files)) == [f"{place}:1: {said}"]


@pytest.mark.parametrize("place", ["districts/ninh-hai/phuoc-binh", "province/phuoc-binh"])
def test_a_communes_folder_where_no_unit_has_units_below(
    make_workspace: MakeWorkspace, place: str
) -> None:
    files = moved(f"{PHUOC_BINH}/2024-Q2.yaml", f"{place}/2024-Q2.yaml")
    said = lines(make_workspace(files))
    assert said == [
        f"{PHUOC_BINH}/2024-Q2.yaml:1: {MISSING}",
        f"{place}/2024-Q2.yaml:1: TT408 no report reads this: {BELONGS}",
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "districts/bac-ai/phuoc-binh/old/2024-Q1.yaml",
            f"TT408 no report reads this: submissions lie directly in {PHUOC_BINH}",
        ),
        (
            "province/bac-ai/2024-Q2.yaml",
            "TT408 no report reads this: the files of “bac-ai” lie in districts/bac-ai",
        ),
        (
            "province/tinh/2024-Q2.yaml",
            "TT408 no report reads this: submissions lie directly in province",
        ),
        ("province/quy-2.yaml", "TT403 “quy-2” is not a period; did you mean “2024-Q2”?"),
        (
            "province/2024-Q2.yml",
            "TT404 2024-Q2.yaml lies beside this file and is read in its place",
        ),
        ("province/2025-Q1.yaml", "TT403 no plan reads 2025-Q1 of the unit “province”"),
        (
            "districts/bac-ai/phuoc-binh.yaml",
            f"TT403 “phuoc-binh” is not a period; {BELONGS}",
        ),
        (
            "districts/bac-ai/2024-Q2.xlsx",
            "TT408 no report reads this: submissions are called <period>.yaml",
        ),
        (
            "districts/2024-Q2.yaml",
            (
                "TT408 no report reads this: submissions lie in the folder of their unit, those of"
                " the plan's own area in province"
            ),
        ),
        ("districts/bac-ai/a/b/c/d/e/2024-Q2.yaml", "TT402 no plan has a unit “a”"),
    ],
)
def test_files_that_no_report_reads(make_workspace: MakeWorkspace, name: str, said: str) -> None:
    place = "districts/bac-ai/a" if said.startswith("TT402") else name
    assert lines(make_workspace(TREE | OWN | {name: "x"})) == [f"{place}:1: {said}"]


def test_a_district_need_not_hand_in_and_its_communes_must(make_workspace: MakeWorkspace) -> None:
    files = {name: text for name, text in (TREE | OWN).items() if "phuoc" not in name}
    assert lines(make_workspace(files)) == [
        f"districts/bac-ai/{unit}/2024-Q2.yaml:1: TT405 {name} has handed in nothing for"
        " quarter 2 of 2024"
        for unit, name in (("phuoc-binh", "Phước Bình"), ("phuoc-hoa", "Phước Hòa"))
    ]


NEXT_YEAR = {
    "targets-2025.yaml": (PLAN + HOUSES)
    .replace("plan: p\nyear: 2024", "plan: q\nyear: 2025")
    .replace(FLAT, FLAT.replace("bac-ai:", "phuoc-binh:").replace("Bác Ái", "Phước Bình"))
}


def test_a_file_where_the_tree_of_the_year_before_has_it(make_workspace: MakeWorkspace) -> None:
    late = {f"{PHUOC_BINH}/2025-Q1.yaml": submission("phuoc-binh", "2025-Q1")}
    right = {"districts/ninh-hai/2025-Q1.yaml": submission("ninh-hai", "2025-Q1")}
    assert [
        line for line in lines(make_workspace(TREE | NEXT_YEAR | late | right)) if "TT4" in line
    ] == [
        (
            f"{PHUOC_BINH}/2025-Q1.yaml:1: TT403 no plan reads 2025-Q1 of the unit “phuoc-binh”"
            " here, but in districts/phuoc-binh"
        )
    ]


def test_a_baseline_where_only_the_tree_of_the_year_after_has_it(
    make_workspace: MakeWorkspace,
) -> None:
    early = {"districts/phuoc-binh/2024.yaml": submission("phuoc-binh", "2024")}
    said = [line for line in lines(make_workspace(TREE | NEXT_YEAR | early)) if "TT40" in line]
    assert said == [
        (
            "districts/phuoc-binh/2024.yaml:1: TT403 no plan reads 2024 of the unit “phuoc-binh”"
            f" here, but in {PHUOC_BINH}"
        )
    ]


def test_a_communes_folder_may_be_a_link_within_the_workspace(
    make_workspace: MakeWorkspace,
) -> None:
    root = make_workspace(TREE)
    folder = root / PHUOC_BINH
    folder.rename(root / "kept")
    folder.symlink_to(root / "kept")
    assert lines(root) == []


def test_a_district_out_of_the_workspace_is_not_read(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(TREE)
    folder = root / "districts/bac-ai"
    folder.rename(root.parent / "elsewhere")
    folder.symlink_to(root.parent / "elsewhere")
    assert lines(root) == [
        (
            "districts/bac-ai:1: TT409 this link leads out of the workspace, so it is not read; put"
            " a copy here"
        )
    ]


def test_a_communes_folder_out_of_the_workspace_is_not_read(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(TREE)
    folder = root / PHUOC_BINH
    folder.rename(root.parent / "elsewhere")
    folder.symlink_to(root.parent / "elsewhere")
    assert lines(root) == [
        (
            f"{PHUOC_BINH}:1: TT409 this link leads out of the workspace, so it is not read; put"
            " a copy here"
        )
    ]
