from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_workspace import FILES, PLAN, submission
from tests.output.svg_reading import all_of, texts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeWorkspace, Ttdt


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


def test_a_round_without_a_value_is_a_gap_with_its_reason(ttdt: Ttdt) -> None:
    svg = ttdt("chart", "2.2", "--unit", "ninh-son").out
    shown = texts(svg)
    assert "Ninh Sơn: quarter 2 of 2024, to 30 June 2024" in shown
    assert "not submitted" in shown
    assert "0.0" not in shown
    assert not list(all_of(svg, "polyline"))


def test_what_cannot_be_drawn_is_said_in_one_line(ttdt: Ttdt) -> None:
    cases = {
        ("9.9",): "ttdt: INDICATOR: “9.9” is unknown; it can be: village-roads\n",
        ("2.2", "--kind", "pie"): "ttdt: --kind: “pie” is unknown; it can be: path, units\n",
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
