"""A form: it says nothing, it names everything, and it reads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.change.example_plan import EXAMPLE, PLAN, Q2, read_back

from ttdt.change.blank_submission import Carried, blank_submission
from ttdt.change.edits import FigureEdit, SubmissionEdits
from ttdt.change.update import update
from ttdt.period import Period
from ttdt.plan import read_plan
from ttdt.schema.rules import MISSING_KEY
from ttdt.text.language import Language
from ttdt.text.message import Text
from ttdt.yaml import parse

if TYPE_CHECKING:
    from tests.conftest import Golden

Q1 = Period(2024, "Q1")
KNOWN = {
    "villages": Carried(40, Q1),
    "people": Carried(9000, Period(2023)),
}


def drafted(unit: str = "dong-son", code: str = "en", *, sample: bool = False) -> str:
    schema = "../../../schemas/submission.schema.json"
    return blank_submission(PLAN, unit, Q2, Language(code), KNOWN, sample=sample, schema=schema)


@pytest.mark.parametrize("code", ["vi", "en"])
def test_the_whole_form(golden: Golden, code: str) -> None:
    golden(f"draft.{code}.yaml", drafted(code=code))


def test_a_target_is_the_one_in_force_in_the_period() -> None:
    text = (EXAMPLE / "targets-2024.yaml").read_text("utf-8")
    amended = "{at_least: 75, amended: [{from: 2024-Q3, at_least: 80, decision: 1/QĐ}]}"
    changed = text.replace("target: {at_least: 75}", f"target: {amended}", 1)
    plan, _ = read_plan(parse(changed.encode(), "targets-2024.yaml"))
    assert plan is not None

    def told(period: str) -> str:
        made = blank_submission(plan, "dong-son", Period(2024, period), Language("en"), {})
        roads = made[made.index("  # 2.1 Villages") :]
        return roads.splitlines()[1]

    assert told("Q2") == "  # Target: at least 75 %"
    assert told("Q3") == "  # Target: at least 80 %"


@pytest.mark.parametrize("unit", PLAN.units)
def test_it_says_nothing_and_is_sound_but_for_its_status(unit: str) -> None:
    document = parse(drafted(unit).encode(), "a.yaml")
    assert document.readable
    assert isinstance(document.data, dict)
    submission = read_back(drafted(unit).encode(), unit)
    assert [finding.rule for finding in submission.all_findings] == [MISSING_KEY]
    assert submission.all_findings[0].message.params == {"key": "status"}
    assert submission.usable
    assert submission.empty
    keys = {leaf.key for one in PLAN.indicators.values() for leaf in one.leaves}
    assert submission.figures.keys() == keys
    assert list(submission.populations) == list(PLAN.populations)
    sizes = {name: one.value for name, one in submission.populations.items() if one.value}
    assert sizes == {"villages": 40, "people": 9000}


def test_every_figure_of_it_is_filled_in_where_it_stands() -> None:
    leaves = [leaf for one in PLAN.indicators.values() for leaf in one.leaves]
    answers = SubmissionEdits(
        figures={
            leaf.key: FigureEdit(text="Lời.") if leaf.id == "cooperatives" else FigureEdit(value=3)
            for leaf in leaves
        },
        populations=dict.fromkeys(PLAN.populations, 9),
    )
    filled = update(drafted().encode(), PLAN, answers).decode()
    assert filled.count("\n") == drafted().count("\n")
    assert "  village-roads: 3\n" in filled
    assert "    health-stations: 3\n" in filled
    assert "  households: 9  # households\n" in filled


def test_a_unit_without_a_share_is_told_so() -> None:
    note = "This unit has no share of the target: no figure is needed."
    assert note in drafted("tay-hoa")
    assert note not in drafted("dong-son")
    assert "# Target: about 20 households" in drafted("dong-son")
    assert "# Target: about 30 households" in drafted("nam-phu")


def test_sample_data_stay_marked() -> None:
    assert read_back(drafted(sample=True).encode()).sample
    assert not read_back(drafted().encode()).sample


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.text(max_size=40), st.sampled_from(["\n", "\r\n", "\u2028", "\x00", "\udc80", "%"]))
def test_whatever_the_plan_says_the_form_reads(text: str, char: str) -> None:
    hostile = Text(f"{text}{char}{text}: [ # {{")
    indicators = {
        name: replace(one, name=hostile, reading=hostile, numerator=hostile, unit=hostile)
        for name, one in PLAN.indicators.items()
    }
    plan = replace(
        PLAN,
        title=hostile,
        indicators=indicators,
        groups={name: one._replace(name=hostile) for name, one in PLAN.groups.items()},
        populations={name: one._replace(name=hostile) for name, one in PLAN.populations.items()},
        units={name: one._replace(name=hostile.original) for name, one in PLAN.units.items()},
    )
    made = blank_submission(plan, "dong-son", Q2, Language("vi"), KNOWN)
    document = parse(made.encode("utf-8"), "a.yaml")
    assert document.readable
    assert isinstance(document.data, dict)
    assert list(document.data["figures"]) == list(PLAN.indicators)  # type: ignore[arg-type]
