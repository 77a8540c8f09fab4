"""Whatever figures a workspace has, a dirty table of them is read as exactly those."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.tables.books import save
from tests.tables.plans import COMMUNES

from ttdt.yaml import read

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeWorkspace, Ttdt

pytestmark = pytest.mark.slow

UNITS = {
    "bac-ai/phuoc-binh": (
        "Phước Bình",
        "Xã PHƯỚC BÌNH",
        "1. Phuoc Binh",
        "PHUOC BINH / PHƯỚC BÌNH",
    ),
    "bac-ai/phuoc-hoa": ("Phước Hòa", "X. Phước Hoà", "phước  hòa"),
    "ninh-son/lam-son": ("Lâm Sơn", "xã Lâm Sơn", "LAM SON"),
}
HEADINGS = {
    "households": (("Dân cư", "Hộ"), ("Dân cư", "hộ (hộ)"), ("households",)),
    "poor-households": (("Giảm nghèo", "Hộ nghèo cuối kỳ"), ("hộ nghèo cuối kỳ",)),
    "villages": (("Hạ tầng", "Thôn"), ("THÔN",)),
    "new-cooperatives": (("Kinh tế", "Hợp tác xã mới"), ("New cooperatives",)),
}


class Dirt(NamedTuple):
    """How a table is written."""

    figures: dict[str, dict[str, int]]
    names: dict[str, str]
    headings: dict[str, tuple[str, ...]]
    turned: bool
    as_csv: bool
    style: str
    titles: int
    with_total: bool
    with_numbering: bool
    with_numbers: bool
    """Whether a column before the names numbers the rows."""


@st.composite
def dirt(draw: st.DrawFn) -> Dirt:
    units = draw(st.permutations(list(UNITS)))
    keys = draw(st.permutations(list(HEADINGS)))
    sizes = st.integers(0, 4_000_000)
    figures = {}
    for unit in units:
        said = {key: draw(sizes) for key in keys}
        said["poor-households"] = min(said["poor-households"], said["households"])
        figures[unit] = said
    return Dirt(
        figures,
        {unit: draw(st.sampled_from(UNITS[unit])) for unit in units},
        {key: draw(st.sampled_from(HEADINGS[key])) for key in keys},
        turned=draw(st.booleans()),
        as_csv=draw(st.booleans()),
        style=draw(st.sampled_from(["1.234,5", "1,234.5"])),
        titles=draw(st.integers(0, 3)),
        with_total=draw(st.booleans()),
        with_numbering=draw(st.booleans()),
        with_numbers=draw(st.booleans()),
    )


def shown(number: int, made: Dirt) -> Any:
    """Return a number as the table has it: in CSV as text, with marks."""
    if not made.as_csv:
        return number
    text = f"{number:,}"
    return text.replace(",", ".") if made.style == "1.234,5" else text


def rows_of(made: Dirt) -> list[list[Any]]:
    """Return the table with units as rows, headings in two rows."""
    before = [None] if made.with_numbers else []
    keys = list(made.headings)
    upper = [made.headings[key][0] for key in keys]
    lower = [made.headings[key][1] if len(made.headings[key]) > 1 else None for key in keys]
    rows: list[list[Any]] = [
        [*(["STT"] if before else []), "Đơn vị", *upper],
        [*before, None, *lower],
    ]
    if made.with_numbering:
        rows.append([*(["A"] if before else []), "B", *(str(n + 1) for n in range(len(keys)))])
    if made.with_total:
        sums = [sum(said[key] for said in made.figures.values()) for key in keys]
        rows.append([*before, "Tổng cộng", *(shown(number, made) for number in sums)])
    for place, (unit, said) in enumerate(made.figures.items(), 1):
        first = [str(place) if made.as_csv else place] if before else []
        rows.append([*first, made.names[unit], *(shown(said[key], made) for key in keys)])
    return rows


def written(made: Dirt, folder: Path) -> Path:
    """Write the table, its titles above it, on its side if it is turned."""
    rows = rows_of(made)
    if made.turned:
        rows = [list(column) for column in zip(*rows, strict=True)]
    width = len(rows[0])
    titles = [[f"Biểu số {n}", *[None] * (width - 1)] for n in range(made.titles)]
    rows = [*titles, *rows]
    if not made.as_csv:
        return save(folder / "t.xlsx", rows)
    file = folder / "t.csv"
    text = "\n".join(";".join("" if value is None else value for value in row) for row in rows)
    file.write_text(text + "\n", encoding="utf-8")
    return file


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(made=dirt())
def test_a_dirty_table_of_any_figures_gives_the_same_figures(
    make_workspace: MakeWorkspace, tmp_path: Path, ttdt: Ttdt, made: Dirt
) -> None:
    shutil.rmtree(tmp_path / "data", ignore_errors=True)
    root = make_workspace({"targets-2024.yaml": COMMUNES})
    data = ("--data", str(root))
    file, kept = written(made, tmp_path), root / "maps" / "t.yaml"
    result = ttdt("map", str(file), "-o", str(kept), *data)
    assert result.code == 0, result.err
    text = kept.read_text(encoding="utf-8")
    text = re.sub(r'numbers: "\?"', f'numbers: "{made.style}"', text)
    text = text.replace('period: "?"', "period: 2024-Q2").replace('status: "?"', "status: final")
    text = re.sub(r'holds: "\?"(  # .*?)([a-z-]+) or \2\.percent', r"holds: \2\1", text)
    kept.write_text(text, encoding="utf-8")
    assert '"?"' not in text, text
    result = ttdt("import", str(file), "--map", "t", "--yes", *data)
    assert result.code == 0, result.err
    for unit, said in made.figures.items():
        found: Any = read(root / f"districts/{unit}/2024-Q2.yaml", "").data
        both = {**found["populations"], **found["figures"]}
        assert {key: both[key] for key in said} == said
