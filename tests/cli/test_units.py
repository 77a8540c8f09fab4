from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.conftest import TREE

if TYPE_CHECKING:
    from tests.conftest import Ttdt


@pytest.fixture(autouse=True)
def _workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(TREE, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")


def test_a_terminal_has_the_tree(ttdt: Ttdt) -> None:
    assert (
        ttdt("units", "--format", "table").out
        == """\
An example plan, 2024
Ví Dụ: 7 units that must submit

Unit                 id        Code  Kind     Must submit Folder
Ví Dụ                          99    province             province
  Đông Sơn           dong-son  991   district             districts/dong-son
    Suối Bắc         suoi-bac  99101 commune  yes         districts/dong-son/suoi-bac
    Suối Đông        suoi-dong 99102 commune  yes         districts/dong-son/suoi-dong
    Suối Nam         suoi-nam  99103 commune  yes         districts/dong-son/suoi-nam
  Tây Hòa            tay-hoa   992   district             districts/tay-hoa
    Hòa An           hoa-an    99201 commune  yes         districts/tay-hoa/hoa-an
    Hòa Bình         hoa-binh  99202 commune  yes         districts/tay-hoa/hoa-binh
  Nam Phú            nam-phu   993   city                 districts/nam-phu
    Phú Hải          phu-hai   99301 ward     yes         districts/nam-phu/phu-hai
    Phú Thủy         phu-thuy  99302 ward     yes         districts/nam-phu/phu-thuy
"""
    )


def test_a_period_says_who_has_submitted(ttdt: Ttdt) -> None:
    shown = ttdt("units", "--period", "Q2", "--area", "tay-hoa", "--format", "plain").out
    assert (
        shown
        == """\
An example plan, 2024
Tây Hòa: 2 units that must submit
quarter 2 of 2024, to 30 June 2024: 2 of 2 have submitted

Unit      id        Code   Kind      Submitted        Folder
Tây Hòa   tay-hoa   992    district  2/2 and its own  districts/tay-hoa
Hòa An    hoa-an    99201  commune   ✓ submitted      districts/tay-hoa/hoa-an
Hòa Bình  hoa-binh  99202  commune   ✓ submitted      districts/tay-hoa/hoa-binh
"""
    )


def test_json_has_every_unit(ttdt: Ttdt) -> None:
    found = json.loads(ttdt("units", "--period", "Q2", "--format", "json").out)
    assert {key: value for key, value in found.items() if key != "units"} == {
        "format": "ttdt.units/1",
        "plan": {"id": "tree-2024", "year": 2024, "title": "An example plan, 2024"},
        "province": {"id": None, "code": "99", "name": "Ví Dụ", "kind": "province"},
        "period": "2024-Q2",
    }
    assert len(found["units"]) == 10
    assert found["units"][4] == {
        "id": "tay-hoa",
        "code": "992",
        "name": "Tây Hòa",
        "kind": "district",
        "parent": None,
        "level": 1,
        "leaf": False,
        "formerly": [],
        "folder": "districts/tay-hoa",
        "submitted": True,
        "path": "data/districts/tay-hoa/2024-Q2.yaml",
        "status": "final",
    }


def test_csv_has_the_units_of_a_level(ttdt: Ttdt) -> None:
    assert ttdt("units", "--level", "ward", "--format", "csv").out.lstrip("\ufeff") == (
        "id,code,name,kind,parent,level,leaf,formerly,folder\r\n"
        "phu-hai,99301,Phú Hải,ward,nam-phu,2,true,,districts/nam-phu/phu-hai\r\n"
        "phu-thuy,99302,Phú Thủy,ward,nam-phu,2,true,,districts/nam-phu/phu-thuy\r\n"
    )
    assert ttdt("units", "--area", "phu-hai", "--format", "csv").out.count("\n") == 1


def test_former_units_are_named(ttdt: Ttdt, tmp_path: Path) -> None:
    plan = tmp_path / "data" / "targets-2024.yaml"
    text = plan.read_text("utf-8").replace("Hòa An, kind: commune", "Hòa An, formerly: [hoa, an]")
    plan.write_text(text, "utf-8")
    assert "hoa, an" in ttdt("units", "--format", "markdown").out


def test_what_is_wrong_is_said(ttdt: Ttdt, tmp_path: Path) -> None:
    assert ttdt("units", "--period", "Q4").err == (
        "ttdt: nobody has submitted anything for quarter 4 of 2024\n"
    )
    assert ttdt("units", "--area", "x").code == 2
    shutil.rmtree(tmp_path / "data")
    done = ttdt("units", "--format", "json")
    assert (done.code, len(json.loads(done.out)["units"])) == (0, 7)
    assert ttdt("units", "--period", "Q2").code == 2


@pytest.mark.parametrize("command", ["units", "targets", "report"])
def test_a_workspace_that_may_not_be_looked_into_is_not_taken_for_none(
    tmp_path: Path, ttdt: Ttdt, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def refuse(_folder: object) -> list[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    monkeypatch.setattr(os, "scandir", refuse)
    done = ttdt(command)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"ttdt: the folder {tmp_path / 'data'} cannot be read: Permission denied\n"
