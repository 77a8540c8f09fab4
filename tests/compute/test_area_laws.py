"""What holds for every tree of areas, whatever its shape and numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ttdt.compute import assess
from ttdt.compute.area import AreaSums
from ttdt.period import Period
from ttdt.plan import (
    OWN_AREA,
    Area,
    Comparator,
    Direction,
    Indicator,
    Measure,
    Plan,
    Scope,
    Target,
    unit_plan,
)
from ttdt.submission import Figure, PopulationFigure, ReportStatus, Submission
from ttdt.submission.round import AreaSubmissions, Round
from ttdt.text.message import Text
from ttdt.yaml import DocumentPlace, YamlDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.compute import AreaResult

pytestmark = pytest.mark.slow

law = settings(derandomize=True, deadline=None, max_examples=80)
Q2, BEFORE = Period(2024, "Q2"), Period(2023)
NOWHERE = DocumentPlace(YamlDocument(""), ())


@dataclass(frozen=True)
class Said:
    """What an area says for a day: a numerator, a population, or neither."""

    numerator: int | None = None
    population: int | None = None


@dataclass(frozen=True)
class Node:
    """An area of a random tree."""

    now: Said
    before: Said
    below: tuple[Node, ...] = ()


numbers = st.integers(1, 40).flatmap(lambda d: st.builds(Said, st.integers(0, d), st.just(d)))
says = numbers | numbers | st.builds(Said, st.none(), st.none() | st.integers(1, 40))
quiet = st.just(Said()) | st.just(Said()) | says | st.builds(Said, st.integers(0, 40))
leaves = st.builds(Node, says, st.just(Said()) | numbers)
trees = st.recursive(
    leaves,
    lambda below: st.builds(
        Node, quiet, st.just(Said()) | numbers, st.lists(below, min_size=1, max_size=3).map(tuple)
    ),
    max_leaves=8,
)
roots = st.builds(
    Node, quiet, st.just(Said()) | numbers, st.lists(trees, min_size=1, max_size=3).map(tuple)
)
targets = st.builds(
    Target,
    st.sampled_from([Comparator.AT_LEAST, Comparator.MORE_THAN, Comparator.AT_MOST]),
    st.integers(0, 1000).map(lambda tenths: Fraction(tenths, 10)),
    st.just(Fraction(0)),
)
measures = st.sampled_from([Measure.RATE, Measure.COUNT])


def numbered(node: Node, area: str = OWN_AREA) -> Iterator[tuple[str, str | None, Node]]:
    """Yield each node with its id and that of the one above, the root first."""
    to_see: list[tuple[str, str | None, Node]] = [(area, None, node)]
    while to_see:
        name, parent, one = to_see.pop(0)
        yield name, parent, one
        to_see += [(f"{name or 'u'}-{n}", name, below) for n, below in enumerate(one.below)]


def in_order(node: Node) -> Iterator[tuple[str, str | None, Node]]:
    yield from sorted(numbered(node), key=lambda found: found[0])


def submission(area: str, period: Period, said: Said) -> Submission | None:
    if said == Said():
        return None
    population = None if said.population is None else Fraction(said.population)
    figure = Figure(NOWHERE, value=None if said.numerator is None else Fraction(said.numerator))
    return Submission(
        path=f"{area}/{period.id}",
        unit=area,
        period=period,
        usable=True,
        status=ReportStatus.FINAL,
        populations={"all": PopulationFigure(NOWHERE, population)},
        figures={("x", None): figure},
    )


def round_of(root: Node, measure: Measure, target: Target, scope: Scope | None = None) -> Round:
    nodes = list(in_order(root))
    indicator = Indicator(
        id="x",
        clause="1",
        group="all",
        name=Text("x"),
        measure=measure,
        direction=Direction.LOWER if target.comparator is Comparator.AT_MOST else Direction.HIGHER,
        population=None if measure is Measure.COUNT else "all",
        target=target,
        scope=scope,
    )
    plan = Plan(
        id="law",
        year=2024,
        title=Text("law"),
        area=Area(OWN_AREA, "0", "P", "province", None, 0),
        path="targets-2024.yaml",
        units={
            name: Area(name, name, name, "unit", parent, name.count("-"))
            for name, parent, _ in nodes
            if parent is not None
        },
        populations=MappingProxyType({}),
        groups=MappingProxyType({}),
        indicators={"x": indicator},
        deadlines=MappingProxyType({}),
        calendar=(),
        lines=MappingProxyType({}),
    )
    handed_in = {
        name: AreaSubmissions(
            submission(name, Q2, node.now), baseline=submission(name, BEFORE, node.before)
        )
        for name, _, node in nodes
    }
    return Round(plan, Q2, handed_in)


def rows(root: Node, measure: Measure, target: Target) -> dict[str, AreaResult]:
    return dict(assess(round_of(root, measure, target)).indicators[0].areas)


@dataclass(frozen=True)
class Plain:
    """What an area comes to, worked out as plainly as can be."""

    numerator: int | None
    population: int | None
    units: int
    leaves: int


def population_below(node: Node) -> int | None:
    sizes = [
        below.now.population if below.now.population is not None else population_below(below)
        for below in node.below
    ]
    known = [size for size in sizes if size is not None]
    return sum(known) if node.below and len(known) == len(sizes) else None


def plain(node: Node, *, of_share: bool) -> Plain:
    below = [plain(one, of_share=of_share) for one in node.below]
    leaves = sum(one.leaves for one in below) or 1
    population = node.now.population
    if population is None:
        population = population_below(node)
    is_sound = not of_share or (population and population >= (node.now.numerator or 0))
    if node.now.numerator is not None and is_sound:
        return Plain(node.now.numerator, population, leaves, leaves)
    counted = [one for one in below if one.numerator is not None]
    if not counted:
        return Plain(None, None, 0, leaves)
    return Plain(
        sum(one.numerator or 0 for one in counted),
        sum(one.population or 0 for one in counted),
        sum(one.units for one in counted),
        leaves,
    )


@law
@given(roots, measures, targets)
def test_every_area_is_its_own_figure_or_the_sum_below(
    root: Node, measure: Measure, target: Target
) -> None:
    found = rows(root, measure, target)
    for name, _, node in numbered(root):
        expected, row = plain(node, of_share=measure is Measure.RATE), found[name]
        value: Fraction | None = None
        if expected.numerator is not None:
            value = Fraction(expected.numerator)
            if measure is Measure.RATE:
                value = 100 * value / (expected.population or 1)
        assert (row.value, row.coverage.units, row.coverage.applicable) == (
            value,
            expected.units,
            expected.leaves,
        )


@law
@given(roots, measures, targets)
def test_moving_a_whole_areas_sum_into_its_own_figure_changes_nothing_above(
    root: Node, measure: Measure, target: Target
) -> None:
    before = rows(root, measure, target)
    for number, child in enumerate(root.below):
        row = before[f"u-{number}"]
        if not (row.summed and row.coverage.complete and row.value is not None):
            continue
        if root.now.numerator is not None:
            continue
        assert row.numerator is not None
        population = None if row.population is None else int(row.population)
        own = Said(int(row.numerator), population)
        baseline = row.before
        was = child.before
        if baseline is not None and baseline.numerator is not None:
            was = Said(int(baseline.numerator), int(baseline.population or 0) or None)
        # Where only some of the units have a baseline, the sum has a pace that the figure lacks.
        if row.is_pace_partial:
            continue
        moved = replace(child, now=own, before=was)
        below = (*root.below[:number], moved, *root.below[number + 1 :])
        after = rows(replace(root, below=below), measure, target)
        for area in (OWN_AREA, f"u-{number}"):
            old, new = before[area], after[area]
            assert (new.value, new.status, new.coverage, new.gap, new.remaining, new.firm) == (
                old.value,
                old.status,
                old.coverage,
                old.gap,
                old.remaining,
                old.firm,
            )


def flattened(node: Node) -> Iterator[Node]:
    if not node.below:
        yield node
    for one in node.below:
        yield from flattened(one)


def silent_above(node: Node) -> Node:
    """Return the tree with what only its leaves say."""
    if not node.below:
        return node
    return Node(Said(), Said(), tuple(silent_above(one) for one in node.below))


@law
@given(roots, measures, targets)
def test_any_tree_of_the_same_leaves_has_the_same_root(
    root: Node, measure: Measure, target: Target
) -> None:
    tree = silent_above(root)
    flat = Node(Said(), Said(), tuple(flattened(tree)))
    assert rows(tree, measure, target)[OWN_AREA] == rows(flat, measure, target)[OWN_AREA]


scopes = st.sampled_from([None, Scope.EACH_UNIT])


@law
@given(roots, measures, targets, scopes)
def test_a_units_own_plan_says_what_the_whole_plan_says_of_it(
    root: Node, measure: Measure, target: Target, scope: Scope | None
) -> None:
    round_ = round_of(root, measure, target, scope)
    whole = assess(round_).indicators[0].areas
    for unit in round_.plan.units:
        own = assess(round_.of_unit(unit)).indicators[0].areas
        for area, row in own.items():
            said = whole[area or unit]
            worst = unit if row.worst == OWN_AREA else row.worst
            assert row._replace(worst=worst) == said


@law
@given(roots, measures, targets, scopes)
def test_a_status_and_a_value_asked_for_alone_are_those_of_the_row(
    root: Node, measure: Measure, target: Target, scope: Scope | None
) -> None:
    found = assess(round_of(root, measure, target, scope)).indicators[0]
    alone = {area: (found.status_of(area), found.value_of(area)) for area in found.areas}
    assert alone == {area: (row.status, row.value) for area, row in found.areas.items()}


@law
@given(roots, measures, targets, scopes)
def test_an_area_is_added_up_alone_as_among_all(
    root: Node, measure: Measure, target: Target, scope: Scope | None
) -> None:
    round_ = round_of(root, measure, target, scope)
    indicator = round_.plan.indicators["x"]
    for area, figures in AreaSums(indicator, round_).figures.items():
        assert AreaSums(indicator, round_).of(area) == figures


@law
@given(roots, targets)
def test_a_units_own_plan_has_the_units_share(root: Node, target: Target) -> None:
    round_ = round_of(root, Measure.RATE, target)
    first = next(iter(round_.plan.units))
    shared = target._replace(by_unit={first: Fraction(40)})
    indicator = replace(round_.plan.indicators["x"], target=shared)
    plan = replace(round_.plan, indicators={"x": indicator})
    own = unit_plan(plan, first).indicators["x"]
    assert own.goal_of(OWN_AREA) == 40
    assert {area: own.goal_of(area) for area in unit_plan(plan, first).units} == dict.fromkeys(
        unit_plan(plan, first).units, target.value
    )


@dataclass(frozen=True)
class Way:
    """Over whom an area's way is measured: its share now and a year before, and how many units."""

    now: tuple[int, int]
    before: tuple[int, int]
    units: int


def share_before(node: Node) -> tuple[int, int] | None:
    """Return where an area stood: by its own figure, or by the sum of all below if it is whole."""
    if node.before.numerator is not None and node.before.population:
        return node.before.numerator, node.before.population
    below = [share_before(one) for one in node.below]
    known = [one for one in below if one is not None]
    if not below or len(known) < len(below):
        return None
    return sum(n for n, _ in known), sum(d for _, d in known)


def way(node: Node) -> Way | None:
    """Return an area's way: of its own figure, else of those below that have both years."""
    seen = plain(node, of_share=True)
    if seen.numerator is None or not seen.population:
        return None
    now = (seen.numerator, seen.population)
    population = node.now.population or population_below(node)
    numerator = node.now.numerator
    has_own = numerator is not None and population is not None and population >= numerator
    own = node.before.numerator is not None and bool(node.before.population)
    if has_own or (own and seen.units == seen.leaves):
        before = share_before(node)
        return None if before is None else Way(now, before, seen.units)
    below = [found for one in node.below if (found := way(one)) is not None]
    if not below:
        return None
    return Way(
        (sum(one.now[0] for one in below), sum(one.now[1] for one in below)),
        (sum(one.before[0] for one in below), sum(one.before[1] for one in below)),
        sum(one.units for one in below),
    )


@law
@given(roots, targets)
def test_an_areas_pace_is_that_of_those_with_both_years(root: Node, target: Target) -> None:
    found = rows(root, Measure.RATE, target)
    for name, _, node in numbered(root):
        row, expected = found[name], way(node)
        if row.value is None:
            continue
        if expected is None:
            assert (row.baseline, row.pace, row.pace_units) == (None, None, None)
            continue
        start = Fraction(100 * expected.before[0], expected.before[1])
        reached = Fraction(100 * expected.now[0], expected.now[1])
        assert (row.baseline, row.pace_value, row.pace_units) == (start, reached, expected.units)


def test_what_an_area_above_calls_not_applicable_is_so_in_a_units_own_plan() -> None:
    there = Said(3, 4)
    root = Node(Said(), Said(), (Node(Said(), Said(), (Node(there, Said()),)),))
    round_ = round_of(root, Measure.RATE, Target(Comparator.AT_LEAST, Fraction(50), Fraction(0)))
    silent = submission("u-0", Q2, there)
    assert silent is not None
    figure = Figure(NOWHERE, not_applicable="no villages")
    silent = silent._replace(figures={("x", None): figure})
    round_ = round_._replace(areas={**round_.areas, "u-0": AreaSubmissions(silent)})
    for unit in ("u-0", "u-0-0"):
        own = assess(round_.of_unit(unit)).indicators[0].own
        assert (own.status, own.why) == ("not_applicable", "no villages")
