"""What two versions of a submission say differently."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.change.example_plan import EXAMPLE, PLAN, read_back

from ttdt.change.differences import Difference, DifferenceKind, Statement, differences

OLD = """\
unit: dong-son
period: 2024-Q2
status: provisional
submitted: 2024-06-20
populations: {villages: 40, people: 9000}
figures:
  cooperatives: "Hai."
  poverty-reduction: {value: 360, note: old}
  solid-facilities: {schools: 46, health-stations: 10}
  health-insurance: {percent: 96.27}
  literacy: -1
"""
NEW = """\
unit: dong-son
period: 2024-Q2
status: final
submitted: 2024-07-02
sample: true
populations: {people: 9000, villages: 41}
figures:
  poverty-reduction: {value: 360, note: new}
  solid-facilities: {schools: 46, health-stations: {not_applicable: none}}
  health-insurance: 2888
  literacy: -1
  new-cooperatives: 0
"""


def test_every_place_that_differs_in_the_order_of_the_plan() -> None:
    found = differences(PLAN, read_back(OLD.encode()), read_back(NEW.encode()))
    assert found == (
        Difference(
            DifferenceKind.HEADER,
            ("status", None),
            Statement(text="provisional"),
            Statement(text="final"),
        ),
        Difference(
            DifferenceKind.HEADER,
            ("submitted", None),
            Statement(day=date(2024, 6, 20)),
            Statement(day=date(2024, 7, 2)),
        ),
        Difference(DifferenceKind.HEADER, ("sample", None), Statement(), Statement(text="true")),
        Difference(
            DifferenceKind.POPULATION,
            ("villages", None),
            Statement(value=Fraction(40)),
            Statement(value=Fraction(41)),
        ),
        Difference(
            DifferenceKind.FIGURE, ("cooperatives", None), Statement(text="Hai."), Statement()
        ),
        Difference(
            DifferenceKind.FIGURE,
            ("new-cooperatives", None),
            Statement(),
            Statement(value=Fraction(0)),
        ),
        Difference(
            DifferenceKind.FIGURE,
            ("poverty-reduction", None),
            Statement(value=Fraction(360), note="old"),
            Statement(value=Fraction(360), note="new"),
        ),
        Difference(
            DifferenceKind.FIGURE,
            ("solid-facilities", "health-stations"),
            Statement(value=Fraction(10)),
            Statement(not_applicable="none"),
        ),
        Difference(
            DifferenceKind.FIGURE,
            ("health-insurance", None),
            Statement(percent=Fraction(9627, 100)),
            Statement(value=Fraction(2888)),
        ),
    )


def test_the_same_version_differs_nowhere() -> None:
    content = (EXAMPLE / "districts/dong-son/2024-Q2.yaml").read_bytes()
    assert differences(PLAN, read_back(content), read_back(content)) == ()
    assert differences(PLAN, read_back(content), read_back(b"# c\n" + content)) == ()


def test_without_an_old_version_everything_said_is_new() -> None:
    found = differences(PLAN, None, read_back(OLD.encode()))
    assert [one.key[0] for one in found] == [
        "status", "submitted", "villages", "people", "cooperatives", "poverty-reduction",
        "solid-facilities", "solid-facilities", "health-insurance", "literacy",
    ]  # fmt: skip
    assert {one.old for one in found} == {Statement()}
    assert found[-1].new == Statement(value=Fraction(-1), invalid=True)
