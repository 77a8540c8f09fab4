from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_workspace import FILES, PLAN, submission
from tests.conftest import EXAMPLE
from tests.output.svg_reading import all_of, texts

if TYPE_CHECKING:
    from tests.conftest import Golden, MakeWorkspace, Ttdt


@pytest.fixture(autouse=True)
def _workspace(make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {**FILES, "districts/bac-ai/2024-Q1.yaml": submission("bac-ai", 20, period="2024-Q1")}
    monkeypatch.chdir(make_workspace(files).parent)
    monkeypatch.setenv("TTDT_LANG", "en")


def test_a_picture_is_written_whole_to_a_file(ttdt: Ttdt, tmp_path: Path) -> None:
    done = ttdt("chart", "2.2", "--kind", "units", "-o", str(tmp_path / "x.svg"))
    assert (done.code, done.out) == (0, "")
    assert done.err == f"wrote {tmp_path / 'x.svg'}\n"
    svg = (tmp_path / "x.svg").read_text(encoding="utf-8")
    assert svg == ttdt("chart", "village-roads", "--kind", "units").out
    assert "77.5 %" in texts(svg)


def test_the_way_is_drawn_round_by_round(ttdt: Ttdt) -> None:
    svg = ttdt("chart", "2.2", "--period", "Q2").out
    shown = texts(svg)
    assert [one for one in shown if one.startswith("2024")] == ["2024", "2024-Q1", "2024-Q2"]
    # 20 of 40 in one of the two units, then 62 of 80.
    assert {"50.0", "77.5", "(1/2*)"} <= set(shown)
    assert len(list(all_of(svg, "polyline"))) == 1


def test_values_lie_by_their_days_and_amounts(ttdt: Ttdt) -> None:
    # 2023 ends at 106 and 2024, 366 days later, at 598. 31 March is 91 days on, at 228.3, 30 June
    # 182, at 350.7. 50 and 77.5 have 3.4375 of air, from 46.5625 to 80.9375 over 320: 50 is 32 up
    # from 344, 77.5 is 288 up.
    svg = ttdt("chart", "2.2", "--period", "Q2").out
    (way,) = all_of(svg, "polyline")
    assert way.get("points") == "228.3,312.0 350.7,56.0"


@pytest.mark.parametrize("kind", ["path", "units"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_shipped_figures(ttdt: Ttdt, golden: Golden, kind: str, language: str) -> None:
    shown = ttdt(
        "chart", "2.1", "--kind", kind, "--period", "Q2", "--lang", language,
        "--data", str(EXAMPLE),
    )  # fmt: skip
    golden(f"chart-{kind}.{language}.svg", shown.out)


def test_rounds_of_months_are_told_by_their_months(ttdt: Ttdt) -> None:
    for month in range(1, 13):
        period = f"2024-{month:02d}"
        text = submission("bac-ai", 20 + month, period=period).replace("2024-06-20", "2024-12-31")
        Path(f"data/districts/bac-ai/{period}.yaml").write_text(text, encoding="utf-8")
    done = ttdt("chart", "2.2", "--period", "2024-12", "--unit", "bac-ai")
    shown = texts(done.out)
    assert [one for one in shown if one.isdecimal() and len(one) == 2 and one < "13"] == [
        "01", "02", "03", "04", "05", "07", "08", "09", "10", "11", "12",
    ]  # fmt: skip
    assert "Q2" in shown


def test_a_round_without_a_value_is_a_gap_with_its_reason(ttdt: Ttdt) -> None:
    svg = ttdt("chart", "2.2", "--unit", "ninh-son").out
    shown = texts(svg)
    assert "Ninh Sơn: quarter 2 of 2024, to 30 June 2024" in shown
    assert "not submitted" in shown
    assert "0.0" not in shown
    assert not list(all_of(svg, "polyline"))


def test_what_cannot_be_drawn_is_said_in_one_line(ttdt: Ttdt) -> None:
    cases = {
        ("9.9",): (
            "ttdt: INDICATOR: “9.9” is unknown; it can be: village-roads (2.2), bac-ai, ninh-son,"
            " 2024-Q2, Q2, H1, T6, …\n"
        ),
        ("2.2", "--kind", "pie"): (
            "ttdt: --kind: “pie” is unknown; it can be: path, units, year, map\n"
        ),
        ("2.2", "--key", "ma"): "ttdt: --geo and --key go only with --kind map\n",
        ("2.2", "--kind", "map"): (
            "ttdt: --kind map needs a map: name a GeoJSON file with --geo, and with --key the"
            " property of its features that holds the units' codes, ids or names\n"
        ),
        ("2.2", "--kind", "map", "--geo", "no.geojson"): (
            "ttdt: no.geojson: there is no such file\n"
        ),
        ("2.2", "--unit", "bac-ai", "--unit", "ninh-son"): (
            "ttdt: --kind path draws one unit: name one with --unit\n"
        ),
        ("2.2", "-o", "x.jpg"): (
            "ttdt: x.jpg: the suffix does not say which format to write; use one of .svg, .png, or"
            " --format\n"
        ),
    }
    for arguments, said in cases.items():
        done = ttdt("chart", *arguments)
        assert (done.code, done.out, done.err) == (2, "", said)


def test_a_composite_is_drawn_by_its_parts(
    ttdt: Ttdt, make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = PLAN.replace(
        "    numerator: {vi: thôn có đường cứng, en: villages with a hard road}\n"
        "    population: villages\n",
        "    parts:\n"
        "      a: {name: {vi: A}, numerator: {vi: X}, population: villages}\n"
        "      b: {name: {vi: B}, numerator: {vi: Y}, population: villages}\n",
    )
    root = make_workspace({"targets-2024.yaml": plan})
    monkeypatch.chdir(root.parent)
    done = ttdt("chart", "2.2", "--period", "Q2")
    assert done.code == 2
    assert done.err == (
        "ttdt: village-roads has no value of its own; draw one of its parts: village-roads/a,"
        " village-roads/b\n"
    )
    assert texts(ttdt("chart", "2.2/b", "--period", "Q2").out)[0] == "2.2 Village roads: B"


def test_without_the_extra_one_line_says_what_to_install(
    ttdt: Ttdt, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    done = ttdt("chart", "2.2", "-o", str(tmp_path / "x.png"))
    assert done.code == 2
    assert done.err == (
        "ttdt: png needs a package that is not installed; install it with:"
        " pip install 'ttdt[png]'; SVG needs none\n"
    )
    assert not (tmp_path / "x.png").exists()
    assert ttdt("chart", "2.2", "-o", str(tmp_path / "x.svg")).code == 0


def test_a_value_stands_beside_that_of_last_year(ttdt: Ttdt) -> None:
    last = submission("bac-ai", 20, period="2023-Q2").replace("2024-06-20", "2023-06-20")
    Path("data/districts/bac-ai/2023-Q2.yaml").write_text(last, encoding="utf-8")
    done = ttdt("chart", "2.2", "--kind", "year", "--period", "Q2")
    assert (done.code, done.err) == (0, "")
    shown = texts(done.out)
    # Bác Ái had 20 of 40 and has 30 of 40; of the whole it is the one unit known in both years.
    assert shown.count("+25.0 pp") == 2
    assert "2023-Q2: 50.0 %, 1 unit" in shown
    assert "2023-Q2: 50.0 %" in shown
    assert "2023-Q2: no figure" in shown
    # From 50 to 75 on a scale from 0 at 252 to 100 at 556.
    ways = [one for one in all_of(done.out, "line") if one.get("stroke-width") == "3"]
    assert [(one.get("x1"), one.get("x2")) for one in ways] == [("404.0", "480.0")] * 2


def test_without_figures_of_last_year_that_is_said(ttdt: Ttdt) -> None:
    done = ttdt("chart", "2.2", "--kind", "year", "--period", "Q2")
    assert done.code == 0
    assert done.err == "ttdt: there are no figures of quarter 2 of 2023 to compare with\n"
    assert texts(done.out).count("2023-Q2: no figure") == 3


def square(west: int, **properties: object) -> dict[str, object]:
    ring = [[west, 11], [west + 1, 11], [west + 1, 12], [west, 12], [west, 11]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def write_map(*features: object) -> None:
    content = {"type": "FeatureCollection", "features": features}
    Path("map.geojson").write_text(json.dumps(content), encoding="utf-8")


MAP = ("chart", "2.2", "--kind", "map", "--geo", "map.geojson", "--key", "ma")


def test_units_lie_where_the_map_has_them(ttdt: Ttdt) -> None:
    write_map(square(108, ma=584), square(109, ma="Ninh Sơn"))
    done = ttdt(*MAP)
    assert (done.code, done.err) == (0, "")
    # Two degrees of longitude at 11.5° north are 1.96 of latitude, so that 752 are 383.7 to each.
    paths = {one.get("d"): one.get("fill") for one in all_of(done.out, "path")}
    assert paths["M24 383.5L400 383.5L400 0L24 0Z"] == "#D9F2E1"
    assert "M400 383.5L776 383.5L776 0L400 0Z" in paths
    shown = texts(done.out)
    # On its area, and in the list.
    assert shown.count("Bác Ái") == 2
    assert shown.count("75.0 %") == 2


def test_what_has_no_counterpart_is_listed(ttdt: Ttdt) -> None:
    write_map(square(108, ma="bac-ai"), square(109, ma="Biển Đông"), square(107, ma="58"))
    done = ttdt(*MAP)
    assert done.code == 0
    assert done.err == (
        "ttdt: not on the map: Ninh Sơn\n"
        "ttdt: no units of the plan, so left out of the map: Biển Đông\n"
    )
    shown = texts(done.out)
    assert "Not on the map: Ninh Sơn" in shown
    assert "80.0 %" in shown
    assert ttdt(*MAP, "-q").err == ""


def test_a_map_of_other_areas_is_refused(ttdt: Ttdt) -> None:
    write_map(square(108, ma="1"), square(109, ma="2"))
    done = ttdt(*MAP)
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "ttdt: --key: no feature says the code, id or name of a unit; it says: 1, 2\n"
    )
    write_map(square(108, ma="bac-ai"))
    done = ttdt(*MAP, "--unit", "ninh-son")
    assert (done.code, done.err) == (
        2,
        "ttdt: none of the units asked for is on the map: Ninh Sơn\n",
    )
