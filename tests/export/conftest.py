from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from tests.documents import ROOT, sections

from ttdt.cli import run
from ttdt.compute import assess
from ttdt.export import ExportData, ExportRound
from ttdt.period import parse_id
from ttdt.text.language import Language
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace

EXAMPLE = Path(__file__).parents[1] / "example"

SMALL = {
    "targets-2024.yaml": """\
plan: p-2024
year: 2024
title: {vi: Kế hoạch, en: A plan}
province: {code: "58", name: Ninh Thuận}
units:
  a: {code: "584", name: Bác Ái, kind: district}
  b: {code: "585", name: Ninh Sơn, kind: district}
populations: {villages: {name: {vi: thôn, en: villages}}}
groups: {g: {name: {vi: Nhóm, en: Group}}}
indicators:
  roads:
    clause: "2.2"
    group: g
    name: {vi: Đường, en: Roads}
    measure: rate
    numerator: {vi: thôn có đường, en: villages with a road}
    population: villages
    target: {more_than: 75}
  words: {clause: "3", group: g, name: {vi: Lời, en: Words}, measure: narrative}
""",
    "districts/a/2024-Q2.yaml": """\
unit: a
period: 2024-Q2
status: estimate
submitted: 2024-06-20
populations: {villages: 40}
figures:
  roads: {value: 30, note: "NOTE"}
  words: "NOTE"
""",
    "districts/b/2024-Q2.yaml": """\
unit: b
period: 2024-Q2
status: final
populations: {villages: 20}
figures: {roads: {percent: 87.5}}
""",
}

TREE = {
    "targets-2024.yaml": """\
plan: p-2024
year: 2024
title: {vi: Kế hoạch, en: A plan}
province: {code: "58", name: Ninh Thuận}
units:
  a:
    code: "584"
    name: Bác Ái
    units:
      x: {code: "22795", name: Phước Đại}
      y: {code: "22801", name: Phước Thành}
  b: {code: "585", name: Ninh Sơn}
populations:
  villages: {name: {vi: thôn, en: villages}}
  households: {name: {vi: hộ, en: households}}
groups: {g: {name: {vi: Nhóm, en: Group}}}
indicators:
  roads:
    clause: "2.2"
    group: g
    name: {vi: Đường, en: Roads}
    measure: rate
    population: villages
    target: {at_least: 75}
  water:
    clause: "2.5"
    group: g
    name: {vi: Nước, en: Water}
    measure: rate
    population: households
    target: {at_least: 98}
  words: {clause: "3", group: g, name: {vi: Lời, en: Words}, measure: narrative}
""",
    "province/2024-Q2.yaml": """\
unit: province
period: 2024-Q2
status: final
populations: {villages: 60}
figures: {words: Tỉnh}
""",
    "districts/a/2024-Q2.yaml": """\
unit: a
period: 2024-Q2
status: final
populations: {villages: 40, households: 200}
figures: {water: 190, words: Huyện}
""",
    "districts/a/x/2024-Q2.yaml": """\
unit: x
period: 2024-Q2
status: final
populations: {villages: 22, households: 120}
figures: {roads: 11, water: 110, words: Xã}
""",
    "districts/a/y/2024-Q2.yaml": """\
unit: y
period: 2024-Q2
status: final
populations: {villages: 18}
figures: {roads: 15}
""",
    "districts/b/2024-Q2.yaml": """\
unit: b
period: 2024-Q2
status: final
populations: {villages: 20, households: 300}
figures: {roads: 16, water: 300}
""",
}
"""A district that reports water for its communes, which report roads themselves."""


class Consign(Protocol):
    def __call__(
        self, files: dict[str, str] | None = None, *periods: str, language: str = "en"
    ) -> ExportData: ...


@pytest.fixture
def consign(make_workspace: MakeWorkspace) -> Consign:
    """Return rounds to export: of some files, else of the example folder."""

    def make(
        files: dict[str, str] | None = None, *periods: str, language: str = "en"
    ) -> ExportData:
        root = EXAMPLE if files is None else make_workspace(files)
        workspace = Workspace(root, Path("data"))
        stages = []
        for name in periods or ("2024-Q2",):
            period = parse_id(name)
            assert period is not None
            round_ = workspace.round(period)
            stages.append(ExportRound(round_, assess(round_)))
        return ExportData(tuple(stages), Language(language))

    return make


@pytest.fixture
def small(consign: Consign) -> ExportData:
    """Return two units' rates, one with its numerator and one without."""
    return consign(SMALL)


@pytest.fixture
def publisher(small: ExportData) -> ExportData:
    return replace(small, publisher="VN-TEST-58")


ANOTHER_PROVINCE = {
    "targets-2024.yaml": """\
plan: q-2024
year: 2024
title: {vi: Kế hoạch, en: A plan}
province: {code: "56", name: Khánh Hòa}
units:
  c: {code: "574", name: Vạn Ninh}
  d: {code: "575", name: Khánh Vĩnh}
  e: {code: "576", name: Trường Sa}
populations:
  villages: {name: {vi: thôn, en: villages}}
  households: {name: {vi: hộ, en: households}}
groups: {g: {name: {vi: Nhóm, en: Group}}}
indicators:
  roads:
    clause: "2.2"
    group: g
    name: {vi: Đường, en: Roads}
    measure: rate
    population: villages
    target: {at_least: 75}
  water:
    clause: "2.5"
    group: g
    name: {vi: Nước, en: Water}
    measure: rate
    population: households
    target: {at_least: 98}
""",
    "districts/c/2024-Q2.yaml": """\
unit: c
period: 2024-Q2
status: final
populations: {villages: 10, households: 50}
figures: {roads: 5, water: 40}
""",
    "districts/e/2024-Q2.yaml": """\
unit: e
period: 2024-Q2
status: final
populations: {villages: 5}
figures: {roads: 3, water: {not_applicable: Đảo xa}}
""",
}
"""A province of which one district has submitted nothing, and one has no need of water."""

NATIONAL = [
    ("roads", 100 * 50 / 75, 5, 6, 2),
    ("water", 100 * 530 / 550, 4, 5, 2),
]
"""The rates of both provinces together, how many of how many units they cover, and provinces.

Roads: 11 + 15 + 16 of 22 + 18 + 20, and 5 + 3 of 10 + 5; Khánh Vĩnh is missing. Water: 190 + 300
of 200 + 300, Bác Ái for its two communes, and 40 of 50; Trường Sa has no need of it.
"""


@pytest.fixture
def national(tmp_path: Path) -> Path:
    """Return a folder with the dataset of two provinces and what docs/scale.md reads it with."""
    for name, files in {"north": TREE, "south": ANOTHER_PROVINCE}.items():
        for path, text in files.items():
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        arguments = ("--format", "parquet", "-o", f"{tmp_path / 'dataset'}/", "-q")
        assert run(["export", "--data", str(tmp_path / name), *arguments]) == 0
    for section in sections(ROOT / "docs" / "scale.md"):
        for block in section.blocks:
            if block.file is not None:
                text = "\n".join(block.lines) + "\n"
                (tmp_path / block.file).write_text(text, encoding="utf-8")
    return tmp_path
