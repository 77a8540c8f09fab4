"""Pictures of an indicator: where things lie, worked out by hand, and what stands in them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.cli.small_workspace import PLAN, submission
from tests.output.svg_reading import all_of, texts

from ttdt.compute import Status
from ttdt.document import wording
from ttdt.document.chart.units import UnitsChart
from ttdt.errors import TtdtError
from ttdt.output import png
from ttdt.output.pictures import draw
from ttdt.output.svg.elements import element
from ttdt.output.svg.lettering import broken, shortened, width_of
from ttdt.output.svg.scale import Scale, written
from ttdt.output.svg.symbols import symbol
from ttdt.text.language import Language

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from tests.conftest import Assess

VI, EN = Language("vi"), Language("en")


def units_picture(assess_files: Assess, lang: Language = EN, **files: str) -> str:
    """Return the units of the small workspace: Bác Ái has 30 of 40, Ninh Sơn 32, or as told."""
    given = {"bac_ai": submission("bac-ai", 30), "ninh_son": submission("ninh-son", 32), **files}
    workspace = {
        f"districts/{unit.replace('_', '-')}/2024-Q2.yaml": text
        for unit, text in given.items()
        if unit != "plan" and text
    }
    report = assess_files({"targets-2024.yaml": given.get("plan", PLAN), **workspace})
    drawn = draw(UnitsChart(report), lang, "svg")
    assert isinstance(drawn, str)
    return drawn


def bars_of(svg: str) -> list[ET.Element]:
    return [one for one in all_of(svg, "rect") if one.get("height") == "12.0"]


def test_an_attribute_says_what_it_was_given() -> None:
    made = element("g", aria_label='xã "A" & <b> của ông D\'Ran')
    assert made == '<g aria-label="xã &quot;A&quot; &amp; &lt;b&gt; của ông D\'Ran"/>'


def test_a_place_is_written_to_a_tenth() -> None:
    assert [written(Fraction(n, 100)) for n in (0, 1234, -1234, -4)] == [
        "0.0",
        "12.3",
        "-12.3",
        "0.0",
    ]


@pytest.mark.parametrize(
    ("low", "high", "most", "steps"),
    [
        (0, 100, 5, [0, 20, 40, 60, 80, 100]),
        (0, 57, 5, [0, 20, 40]),
        (-3, 4, 5, [-2, 0, 2, 4]),
        (96, 100, 5, [96, 97, 98, 99, 100]),
    ],
)
def test_a_scale_has_round_steps(low: int, high: int, most: int, steps: list[int]) -> None:
    assert list(Scale(low, high, 0, 10).steps(most)) == steps


def test_bars_lie_where_their_values_do(assess_files: Assess) -> None:
    # The scale goes from 0 at 252 to 100 at 556: 50 % of 304 is 152, 80 % is 243.2. The whole has
    # 52 of 80, 65 %: 197.6.
    svg = units_picture(assess_files, bac_ai=submission("bac-ai", 20))
    bars = bars_of(svg)
    assert [(bar.get("x"), bar.get("width")) for bar in bars] == [
        ("252.0", "197.6"),
        ("252.0", "243.2"),
        ("252.0", "152.0"),
    ]
    targets = [one for one in all_of(svg, "line") if one.get("stroke-width") == "2"]
    # One for each row, and the one in the legend.
    assert [one.get("x1") for one in targets] == ["480.0", "480.0", "480.0", "0.0"]


def test_the_best_comes_first_below_the_whole(assess_files: Assess) -> None:
    shown = texts(units_picture(assess_files))
    names = [one for one in shown if one in {"Ninh Thuận", "Bác Ái", "Ninh Sơn"}]
    assert names == ["Ninh Thuận", "Ninh Sơn", "Bác Ái"]
    assert "Target ≥ 75 %" in shown
    assert {"77.5 %", "80.0 %", "75.0 %"} <= set(shown)


def test_what_is_missing_has_no_bar_but_its_reason(assess_files: Assess) -> None:
    svg = units_picture(assess_files, VI, ninh_son="")
    assert len(bars_of(svg)) == 2
    assert "chưa có số liệu, chưa gửi" in texts(svg)
    assert "0,0 %" not in texts(svg)


def test_zero_is_a_value(assess_files: Assess) -> None:
    shown = texts(units_picture(assess_files, bac_ai=submission("bac-ai", 0)))
    assert "0.0 %" in shown
    assert not any("no data" in one for one in shown)


def test_a_scale_that_does_not_begin_at_0_says_so_and_bars_begin_at_the_target(
    assess_files: Assess,
) -> None:
    # 75 % and 80 %, and the target of 75 %, differ by 5: an eighth of it is the room on both
    # sides, so the scale goes from 74.375 to 80.625, and 304 / 6.25 is 48.64 for each point.
    plan = PLAN.replace("target: {at_least: 75}", "target: {at_least: 75}\n    pace: none")
    svg = units_picture(assess_files, plan=plan)
    assert "%; the scale does not begin at 0" in texts(svg)
    bars = bars_of(svg)
    assert [(bar.get("x"), bar.get("width")) for bar in bars] == [
        ("282.4", "121.6"),
        ("282.4", "243.2"),
        ("282.4", "0.0"),
    ]


def test_the_picture_says_by_itself_what_it_shows(assess_files: Assess) -> None:
    sample = submission("bac-ai", 30) + "sample: true\n"
    shown = texts(units_picture(assess_files, bac_ai=sample))
    assert shown[0] == "2.2 Village roads"
    assert "Ninh Thuận: quarter 2 of 2024, to 30 June 2024" in shown
    assert "SAMPLE DATA: figures made up for demonstration, not to be used" in shown
    assert shown[-1] == "Source: the units' reports (2/2 submitted); A plan"
    assert not any("SAMPLE" in one for one in texts(units_picture(assess_files)))


def test_texts_cannot_act(assess_files: Assess) -> None:
    name = r'"<script>alert(1)</script>&\u202e##[x]"'
    svg = units_picture(assess_files, plan=PLAN.replace("name: Bác Ái", f"name: {name}"))
    assert any("<script>alert(1)</script>&" in one for one in texts(svg))
    assert "<script" not in svg
    assert "##[" not in svg
    assert "\u202e" not in svg
    assert "style" not in svg
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("n", [3, 4])
def test_units_that_nothing_applies_to_stand_in_a_sentence_where_they_are_many(
    assess_files: Assess, n: int
) -> None:
    names = [f"Unit {one}" for one in range(n)]
    more = "".join(f'  unit-{one}: {{code: "{one}", name: Unit {one}}}\n' for one in range(n))
    nothing = '{not_applicable: "no villages"}'
    files = {f"unit_{one}": submission(f"unit-{one}", nothing, 0) for one in range(n)}
    files["plan"] = PLAN.replace("populations:\n", f"{more}populations:\n", 1)
    shown = texts(units_picture(assess_files, EN, **files))
    assert [one for one in shown if one in names] == (names if n == 3 else [])
    sentence = f"not applicable ({n}): {', '.join(names)}"
    assert (sentence in shown) is (n == 4)


def test_units_with_targets_of_their_own_have_each_its_line(assess_files: Assess) -> None:
    # Counts of 10 and 30 against 20 and 40, and 40 of 60 in all; with 7.5 of air above 60 the scale
    # ends at 67.5, so that one is 304 / 67.5 wide.
    plan = PLAN.replace("measure: rate", "measure: count").replace(
        "target: {at_least: 75}", "target: {at_least: 60, by_unit: {bac-ai: 20, ninh-son: 40}}"
    )
    plan = plan.replace("    population: villages\n", "    unit: {vi: thôn, en: villages}\n")
    svg = units_picture(
        assess_files,
        plan=plan,
        bac_ai=submission("bac-ai", 10),
        ninh_son=submission("ninh-son", 30),
    )
    targets = [one for one in all_of(svg, "line") if one.get("stroke-width") == "2"]
    assert [one.get("x1") for one in targets] == ["522.2", "432.1", "342.1", "0.0"]
    shown = texts(svg)
    assert {"on track, ≥ 60", "on track, ≥ 40", "on track, ≥ 20"} <= set(shown)
    assert not any(one.startswith("Target ≥") for one in shown)


def test_the_same_figures_give_the_same_bytes(assess_files: Assess) -> None:
    assert units_picture(assess_files) == units_picture(assess_files)


def test_each_verdict_has_a_symbol_of_its_own_shape() -> None:
    assert set(wording.SYMBOLS) == set(Status)
    shapes = set()
    for status in Status:
        (found,) = all_of(
            f'<svg xmlns="http://www.w3.org/2000/svg">{symbol(status, 0, 0)}</svg>', "g"
        )
        shapes.add(
            tuple(
                (one.tag, one.get("d"), one.get("fill") == "#ffffff", one.get("stroke-dasharray"))
                for one in found
            )
        )
    assert len(shapes) == len(Status)


def test_words_stay_in_their_room() -> None:
    assert shortened("Bác Ái", 100, 13) == "Bác Ái"
    long = "Phan Rang-Tháp Chàm" * 4
    short = shortened(long, 100, 13)
    assert short.endswith("…")
    assert width_of(short, 13) <= 100
    lines = broken("một hai ba bốn năm sáu", 60, 13, 2)
    assert len(lines) == 2
    assert all(width_of(one, 13) <= 60 for one in lines)
    assert broken("", 60, 13, 2) == []


def test_png_has_two_pixels_for_each_unit(
    assess_files: Assess, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A machine may have no font.
    monkeypatch.setattr(png, "_probe", str.encode)
    report = assess_files(
        {"targets-2024.yaml": PLAN, "districts/bac-ai/2024-Q2.yaml": submission("bac-ai", 30)}
    )
    drawn = draw(UnitsChart(report), EN, "png")
    assert isinstance(drawn, bytes)
    assert drawn[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(drawn[16:20]) == 1600


def test_png_without_a_font_would_have_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "FONTS", "'No Such Font'")
    with pytest.raises(TtdtError, match="needs a font"):
        png.rasterized("<svg/>", 100)


def test_a_picture_that_is_too_high_is_no_png() -> None:
    with pytest.raises(TtdtError, match="too high"):
        png.rasterized("<svg/>", 20_000)
