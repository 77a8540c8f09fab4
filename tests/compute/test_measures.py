"""Each measure in itself, and one that only this test knows: a measure is one module."""

from __future__ import annotations

import re
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

import ttdt
from ttdt.analysis.explain import explain
from ttdt.compute import Share, assess
from ttdt.compute.measures import MEASURES
from ttdt.compute.measures.count import Count
from ttdt.compute.summing import Shares
from ttdt.document.explain.sentence import sentence
from ttdt.document.report.json import document
from ttdt.period import Period
from ttdt.plan import (
    OWN_AREA,
    Area,
    Comparator,
    Direction,
    FigureKind,
    Indicator,
    IndicatorGroup,
    Measure,
    Plan,
    Target,
)
from ttdt.submission import Figure, Submission
from ttdt.submission.round import AreaSubmissions, Round
from ttdt.text.language import Language
from ttdt.text.message import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

Q2 = Period(2024, "Q2")


def share(numerator: int, population: int) -> Share:
    return Share(Fraction(numerator), Fraction(population))


@pytest.mark.parametrize(
    ("name", "value", "start"),
    [
        ("rate", Fraction(75), Fraction(80)),
        ("count", Fraction(30), Fraction(0)),
        ("reduction", Fraction(5), Fraction(0)),
        ("parity", Fraction(25), None),
        ("narrative", None, None),
    ],
)
def test_what_shares_make_and_where_the_path_starts(
    name: str, value: Fraction | None, start: Fraction | None
) -> None:
    shares = Shares(share(30, 40), share(32, 40), share(50, 100))
    assert MEASURES[name].value(shares) == value
    assert MEASURES[name].start(shares.before) == start


@pytest.mark.parametrize(
    ("name", "left"), [("rate", 6), ("count", 60), ("reduction", None), ("parity", None)]
)
def test_what_is_left_to_do_is_whole_and_in_natural_units(name: str, left: int | None) -> None:
    target = Target(Comparator.AT_LEAST, Fraction(90), Fraction(0))
    found = MEASURES[name].remaining(Fraction(30), Fraction(40), target, Fraction(90))
    assert found == left


def test_only_the_plan_asks_a_measure_for_its_name() -> None:
    root = Path(ttdt.__file__).parent
    asking = {
        file.relative_to(root).parts[0]
        for file in root.rglob("*.py")
        if re.search(r"\bMeasure\.[A-Z]", file.read_text(encoding="utf-8"))
    }
    assert asking <= {"plan", "schema"}


class ToyName(StrEnum):
    """What the plan's schema would say of it."""

    AREA = "area"

    @property
    def figure(self) -> FigureKind:
        return FigureKind.NUMBER


class AreaMeasure(Count):
    """A count with decimals: hectares, million đồng."""

    name = "area"
    label = "area"
    decimals = 2


@pytest.fixture
def area() -> Iterator[Round]:
    """Register the measure, and return a round with hectares of two communes."""
    MEASURES["area"] = AreaMeasure()
    indicator = Indicator(
        "forest",
        "1",
        "land",
        Text("rừng", {"en": "forest"}),
        cast("Measure", ToyName.AREA),
        Direction.HIGHER,
        numerator=Text("hécta rừng trồng", {"en": "hectares of forest planted"}),
        target=Target(Comparator.AT_LEAST, Fraction(20), Fraction(0)),
        decimals=2,
        unit=Text("ha", {"en": "ha"}),
    )
    units = {name: Area(name, name, name.upper(), "commune") for name in ("a", "b")}
    plan = Plan(
        id="toy",
        year=2024,
        title=Text("toy"),
        area=Area(OWN_AREA, "0", "P", "province", None),
        path="targets-2024.yaml",
        units=units,
        populations={},
        groups={"land": IndicatorGroup("land", Text("đất", {"en": "land"}))},
        indicators={"forest": indicator},
        deadlines={},
        calendar=(),
        lines={},
    )
    reported = {"a": Fraction("3.25"), "b": Fraction("4.5")}
    filed = {
        name: AreaSubmissions(
            Submission(f"{name}.yaml", name, Q2, usable=True, figures={("forest", None): figure})
        )
        for name, figure in ((name, Figure(value=value)) for name, value in reported.items())
    }
    yield Round(plan, Q2, filed)
    del MEASURES["area"]


def test_a_measure_is_one_object_and_comes_out_everywhere(area: Round) -> None:
    report = assess(area)
    own = report.indicators[0].own
    assert (own.value, own.status, own.gap) == (Fraction(31, 4), "behind", Fraction(-49, 4))
    assert (own.expected, own.pace) == (Fraction(10), Fraction(31, 40))
    language = Language("en")
    explained = explain(area, report, ("forest", None))
    assert sentence(language, explained) == (
        "By 30 June 2024, P had 7.75 hectares of forest planted; this is 12.25 ha below the"
        " target of at least 20 ha; pace 0.78: behind; still to do: ha: 12.25 more."
    )
    entry: dict[str, Any] = document(report, language)["indicators"][0]
    assert (entry["measure"], entry["unit"]) == ("area", "ha")
    assert (entry["province"]["value"], entry["province"]["status"]) == (7.75, "behind")
    assert [entry["units"][name]["value"] for name in ("a", "b")] == [3.25, 4.5]


def test_a_missing_unit_cannot_undo_what_only_grows(area: Round) -> None:
    silent = area._replace(areas={**area.areas, "b": AreaSubmissions(None)})
    own = assess(silent).indicators[0].own
    assert (own.value, own.coverage.complete, own.firm) == (Fraction(13, 4), False, False)
