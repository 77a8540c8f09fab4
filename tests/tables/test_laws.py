"""Whatever figures a workspace has, a dirty table of them is read as exactly those."""

from __future__ import annotations

import re
import shutil
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.tables.books import save
from tests.tables.plans import COMMUNES

from ttdt.excel.cells import cell_name
from ttdt.yaml import read

if TYPE_CHECKING:
    from collections.abc import Iterable
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
    "villages": (("Hạ tầng", "Thôn"), ("Kinh tế", "Thôn"), ("THÔN",)),
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
    as_text: bool
    """Whether the numbers of a workbook stand in it as text."""
    merged: bool
    """Whether a heading over several cells, or over none below it, is one merged cell."""
    regions: bool
    """Whether the first unit, and then the others, stand below their sum."""
    in_two: bool
    """Whether the first unit has a file of its own."""


REGIONS = ("Miền núi", "Ven biển")


@st.composite
def dirt(draw: st.DrawFn) -> Dirt:
    units = draw(st.permutations(list(UNITS)))
    regions = draw(st.booleans())
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
        as_text=draw(st.booleans()),
        merged=draw(st.booleans()),
        regions=regions,
        in_two=not regions and draw(st.booleans()),
    )


def shown(number: int, made: Dirt) -> Any:
    """Return a number as the table has it: in CSV, and where it is typed so, as text with marks."""
    if not (made.as_csv or made.as_text):
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

    def total(name: str, units: Iterable[str]) -> list[Any]:
        found = [made.figures[unit] for unit in units]
        sums = [sum(said[key] for said in found) for key in keys]
        return [*before, name, *(shown(number, made) for number in sums)]

    if made.with_total:
        rows.append(total("Tổng cộng", made.figures))
    units = list(made.figures)
    for place, (unit, said) in enumerate(made.figures.items(), 1):
        if made.regions and place <= len(REGIONS):
            rows.append(total(REGIONS[place - 1], units[:1] if place == 1 else units[1:]))
        first = [str(place) if made.as_csv else place] if before else []
        rows.append([*first, made.names[unit], *(shown(said[key], made) for key in keys)])
    return rows


def merged_of(made: Dirt) -> list[tuple[range, range]]:
    """Return the rows and lines of each heading that is over several cells, or over none below."""
    found = []
    start = 2 if made.with_numbers else 1
    spans = [(line, line + 1) for line in range(start)]
    for _, same in groupby(enumerate(made.headings.values(), start), lambda one: one[1][0]):
        lines = [(line, len(heading)) for line, heading in same]
        both = len(lines) > 1 and all(depth > 1 for _, depth in lines)
        if both:
            found.append((range(1), range(lines[0][0], lines[-1][0] + 1)))
        elif len(lines) == 1 and lines[0][1] == 1:
            spans.append((lines[0][0], lines[0][0] + 1))
    return [*found, *((range(2), range(first, last)) for first, last in spans)]


def written(made: Dirt, folder: Path, name: str = "t") -> Path:
    """Write the table, its titles above it, on its side if it is turned."""
    rows = rows_of(made)
    if made.turned:
        rows = [list(column) for column in zip(*rows, strict=True)]
    width = len(rows[0])
    titles = [[f"Biểu số {n}", *[None] * (width - 1)] for n in range(made.titles)]
    rows = [*titles, *rows]
    if not made.as_csv:
        areas = []
        for across, along in merged_of(made) if made.merged else ():
            high, wide = (along, across) if made.turned else (across, along)
            top, left = high[0] + made.titles, wide[0]
            last = cell_name(high[-1] + made.titles, wide[-1])
            areas.append(f"{cell_name(top, left)}:{last}")
        return save(folder / f"{name}.xlsx", rows, areas)
    file = folder / f"{name}.csv"
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
    units = list(made.figures)
    parts = [units[:1], units[1:]] if made.in_two else [units]
    files = [
        str(written(made._replace(figures={unit: made.figures[unit] for unit in part}), tmp_path,
                    f"t{number}"))
        for number, part in enumerate(parts)
    ]  # fmt: skip
    kept = root / "maps" / "t.yaml"
    result = ttdt("map", files[-1], "-o", str(kept), *data)
    assert result.code == 0, result.err
    text = kept.read_text(encoding="utf-8")
    text = re.sub(r'numbers: "\?"', f'numbers: "{made.style}"', text)
    text = text.replace('period: "?"', "period: 2024-Q2").replace('status: "?"', "status: final")
    text = re.sub(r'holds: "\?"(  # .*?)([a-z-]+) or \2\.percent', r"holds: \2\1", text)
    # One file need not have the marks that another has.
    style = rf'\1    numbers: "{made.style}"\n'
    text = re.sub(r"(    holds: (?!skip).*\n)(?!    numbers)", style, text)
    for name, inside in zip(REGIONS, (units[:1], units[1:]), strict=True):
        ids = ", ".join(unit.rpartition("/")[2] for unit in inside)
        text = re.sub(rf'(?m)^  "{name}": .*$', f'  "{name}": {{total_of: [{ids}]}}', text)
    kept.write_text(text, encoding="utf-8")
    assert '"?"' not in text, text
    result = ttdt("import", *files, "--map", "t", "--yes", *data)
    assert result.code == 0, result.err
    again = ttdt("import", *files, "--map", "t", "--yes", "--quiet", *data)
    assert again == (0, "", ""), again.err
    for unit, said in made.figures.items():
        found: Any = read(root / f"districts/{unit}/2024-Q2.yaml", "").data
        both = {**found["populations"], **found["figures"]}
        assert {key: both[key] for key in said} == said
