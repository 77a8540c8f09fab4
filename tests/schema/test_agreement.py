"""A schema accepts what the program's reading accepts, and nothing else.

What JSON Schema cannot say, and where the two therefore part:

- A name that leads nowhere: a group, population or unit that the plan does not have (TT502, TT507,
  TT510). A schema cannot look elsewhere in the document.
- `year: 2024.0`: the reading wants a whole number written as one; JSON has one kind of number.
- What no single document shows: the submission's place (TT401) and the meaning of its numbers
  (TT2xx to TT4xx). A unit that the plan does not have is refused by the schema, because there is
  no place where such a submission belongs.
- What is no data yet: duplicate keys, tags, aliases, numbers such as 007 or 1e3 (TT0xx). The
  schema sees what another YAML reader made of them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from tests.schema.documents import PLANS, SUBMISSIONS, as_document, data_of, mutated, values

from ttdt.document.submission_contents import submission_contents
from ttdt.period import Period, parse_id
from ttdt.plan import Plan, read_plan
from ttdt.schema.json_schema import plan_schema, submission_schema
from ttdt.submission import read_submission
from ttdt.text.language import Language
from ttdt.yaml import parse, read

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow

DRAFTS = (jsonschema.Draft7Validator, jsonschema.Draft202012Validator)
LEADS_NOWHERE = {"TT502", "TT507", "TT510"}
MANY = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@cache
def example_plan() -> Plan:
    plan, _ = read_plan(read(PLANS[0], PLANS[0].name))
    assert plan is not None
    return plan


@cache
def validators(kind: str) -> tuple[Any, ...]:
    language = Language("en")
    schema = (
        plan_schema(language)
        if kind == "plan"
        else submission_schema(submission_contents(example_plan(), language), language)
    )
    for draft in DRAFTS:
        draft.check_schema(schema)
    return tuple(draft(schema) for draft in DRAFTS)


def fits(kind: str, data: Any) -> bool:
    verdicts: set[bool] = {validator.is_valid(data) for validator in validators(kind)}
    assert len(verdicts) == 1, "the drafts disagree"
    return verdicts.pop()


def plan_refusals(data: Any) -> set[str]:
    _, findings = read_plan(as_document(data))
    return {finding.code for finding in findings} - LEADS_NOWHERE


def submission_refusals(data: Any) -> set[str]:
    """Return the findings about the shape of a submission that lies where it says it belongs."""
    plan = example_plan()
    said = data if isinstance(data, dict) else {}
    unit, period = said.get("unit"), said.get("period")
    place = unit if isinstance(unit, str) and unit in plan.units else next(iter(plan.units))
    when = parse_id(str(period)) or Period(plan.year, "Q2")
    submission = read_submission(as_document(data), plan, place, when)
    codes = {finding.code for finding in submission.all_findings}
    return {code for code in codes if code.startswith("TT1") or code == "TT401"}


def agree(kind: str, data: Any, refusals: Callable[[Any], set[str]]) -> None:
    codes = refusals(data)
    event("refused" if codes else "accepted")
    assert fits(kind, data) == (not codes), codes


@MANY
@given(mutated(PLANS))
def test_plans(data: Any) -> None:
    agree("plan", data, plan_refusals)


@MANY
@given(mutated(SUBMISSIONS))
def test_submissions(data: Any) -> None:
    agree("submission", data, submission_refusals)


@MANY
@given(st.data())
def test_every_key_of_an_indicator_with_every_measure(draw: st.DataObject) -> None:
    data = data_of(PLANS[0])
    indicator = draw.draw(st.sampled_from(sorted(data["indicators"])))
    changed = data["indicators"][indicator]
    changed["measure"] = draw.draw(
        st.sampled_from(["rate", "count", "reduction", "parity", "narrative"])
    )
    sound = {
        "population": "villages",
        "numerator": {"vi": "thôn"},
        "reference": {"numerator": "dtts_people", "population": "people"},
        "unit": {"vi": "hộ"},
        "pace": {"Q2": 3},
        "target": {"about": 3, "tolerance": 1},
        "parts": {"schools": {"name": {"vi": "Trường"}, "population": "schools"}},
    }
    for key in draw.draw(st.sets(st.sampled_from(sorted(sound)))):
        changed[key] = draw.draw(st.sampled_from([sound[key], sound[key], None, {}]))
    for key in draw.draw(st.sets(st.sampled_from(sorted(sound)), max_size=2)):
        changed.pop(key, None)
    agree("plan", data, plan_refusals)


@MANY
@given(
    st.sampled_from(["cooperatives", "village-roads", "solid-facilities", "new-cooperatives"]),
    values,
)
def test_every_value_as_a_figure(indicator: str, value: Any) -> None:
    data = {
        "unit": "dong-son", "period": "2024-Q2", "status": "final", "figures": {indicator: value}
    }  # fmt: skip
    agree("submission", data, submission_refusals)


@MANY
@given(
    st.sampled_from(["deadlines", "submitted"]),
    st.one_of(
        st.dates().map(str),
        st.from_regex(r"\A[0-9]{4}-[01][0-9]-[0-3][0-9]\Z"),
        st.from_regex(r"\A[0-9]{3}[048]-02-29\Z"),
    ),
)
def test_every_date_there_is_and_no_other(key: str, day: str) -> None:
    if key == "submitted":
        data = data_of(SUBMISSIONS[0]) | {key: day}
        agree("submission", data, submission_refusals)
    else:
        data = data_of(PLANS[0]) | {key: {"Q1": day}}
        agree("plan", data, plan_refusals)


@MANY
@given(
    st.one_of(
        st.from_regex(r"\A[0-9]{4}(-[0-9QHM]{2})?\Z"),
        st.integers(-10, 11000),
        st.builds("{}-{}".format, st.integers(1890, 2100), st.sampled_from(["Q1", "9M", "12"])),
    )
)
def test_every_period_there_is_and_no_other(period: str | int) -> None:
    agree("submission", data_of(SUBMISSIONS[0]) | {"period": period}, submission_refusals)


def without(data: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key not in keys}


@pytest.mark.parametrize(
    ("change", "fitting"),
    [
        (lambda data: data | {"status": None}, False),
        (lambda data: data | {"period": 2024}, True),
        (lambda data: data | {"populations": None, "figures": None}, True),
        (lambda data: without(data, "status"), False),
        (lambda data: data | {"unit": ""}, False),
        (lambda data: data | {"unit": "elsewhere"}, False),
        (lambda data: data | {"period": ""}, False),
        (lambda data: data | {"accept": None}, False),
        (lambda data: data | {"sample": "true"}, False),
        (lambda data: data | {"figures": {"village-roads": "30"}}, False),
        (lambda data: data | {"figures": {"village-roads": True}}, False),
        (lambda data: data | {"figures": {"village-roads": {"value": None}}}, True),
        (lambda data: data | {"figures": {"village-road": 30}}, False),
        (lambda data: data | {"figures": {"solid-facilities": {"schools": {"value": 3}}}}, True),
        (lambda data: data | {"figures": {"solid-facilities": 3}}, False),
        (lambda data: data | {"figures": {"solid-facilities": {"value": 3}}}, False),
    ],
)
def test_cases(change: Callable[[Any], Any], *, fitting: bool) -> None:
    data = change(data_of(SUBMISSIONS[0]))
    assert fits("submission", data) is fitting
    assert (not submission_refusals(data)) is fitting


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("TT507", lambda data: data["indicators"]["cooperatives"].update(group="nowhere")),
        ("TT502", lambda data: data["indicators"]["village-roads"].update(population="nowhere")),
        (
            "TT510",
            lambda data: data["indicators"]["village-roads"].update(
                target={"at_least": 75, "by_unit": {"nowhere": 1}}
            ),
        ),
    ],
)
def test_a_schema_cannot_see_that_a_name_leads_nowhere(
    code: str, change: Callable[[Any], Any]
) -> None:
    data = data_of(PLANS[0])
    change(data)
    assert fits("plan", data)
    assert code in {finding.code for finding in read_plan(as_document(data))[1]}


def test_a_schema_cannot_tell_2024_from_2024_0() -> None:
    data = data_of(PLANS[0])
    assert fits("plan", data | {"year": 2024.0})
    text = PLANS[0].read_text(encoding="utf-8").replace("\nyear: 2024\n", "\nyear: 2024.0\n")
    assert {finding.code for finding in read_plan(parse(text.encode(), "x"))[1]} == {"TT103"}
