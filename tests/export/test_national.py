"""Figures of several provinces, added up with DuckDB as docs/scale.md says."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import duckdb
from tests.documents import ROOT, sections
from tests.export.conftest import ANOTHER_PROVINCE, NATIONAL, TREE

from ttdt.compute import Coverage

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from tests.conftest import Assess


def test_ratios_of_sums_with_their_coverage(
    national: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(national)
    with duckdb.connect() as database:
        database.execute((national / "dataset.sql").read_text(encoding="utf-8"))
        found = database.execute((national / "national.sql").read_text(encoding="utf-8")).fetchall()
    assert [(indicator, *numbers, sample) for indicator, _, *numbers, sample in found] == [
        (*row, False) for row in NATIONAL
    ]


COUNTRY = """\
plan: country-2024
year: 2024
title: {vi: Kế hoạch, en: A plan}
province: {code: "VN", name: Việt Nam, kind: country}
units:
  ninh-thuan:
    code: "58"
    name: Ninh Thuận
    kind: province
    units:
      a: {code: "584", name: Bác Ái, units: {x: {code: "1", name: X}, y: {code: "2", name: Y}}}
      b: {code: "585", name: Ninh Sơn}
  khanh-hoa:
    code: "56"
    name: Khánh Hòa
    kind: province
    units:
      c: {code: "574", name: Vạn Ninh}
      d: {code: "575", name: Khánh Vĩnh}
      e: {code: "576", name: Trường Sa}
"""


def test_ttdt_says_the_same_of_a_country_with_these_communes(assess_files: Assess) -> None:
    _, rest = ANOTHER_PROVINCE["targets-2024.yaml"].split("populations:", 1)
    files = {"targets-2024.yaml": f"{COUNTRY}populations:{rest}"}
    for province, submitted in {"ninh-thuan": TREE, "khanh-hoa": ANOTHER_PROVINCE}.items():
        for path, text in submitted.items():
            if path.startswith("districts/"):
                numbers = text.replace(", words: Huyện", "").replace(", words: Xã", "")
                files[path.replace("districts/", f"districts/{province}/")] = numbers
    report = assess_files(files)
    found = {result.indicator.id: result.own for result in report.indicators}
    assert {name: (row.value, row.coverage) for name, row in found.items()} == {
        "roads": (Fraction(100 * 50, 75), Coverage(5, 6)),
        "water": (Fraction(100 * 530, 550), Coverage(4, 5)),
    }


def test_both_languages_show_the_same_programs() -> None:
    english, vietnamese = (
        [
            (block.file, block.lines)
            for section in sections(ROOT / "docs" / page)
            for block in section.blocks
            if block.file is not None
        ]
        for page in ("scale.md", "vi/quy-mo.md")
    )
    assert len(english) == 4
    assert english == vietnamese
