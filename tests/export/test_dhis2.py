from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.export.conftest import SMALL, TREE

from ttdt.compute import assess
from ttdt.errors import TtdtError
from ttdt.export import ExportData, ExportRound
from ttdt.export.dhis2 import export
from ttdt.text.language import Language

if TYPE_CHECKING:
    from tests.export.conftest import Consign


def exported(data: ExportData) -> Any:
    return json.loads("".join(export(data)))


def test_what_was_reported_and_nothing_computed(small: ExportData) -> None:
    assert exported(small) == {
        "dataElementIdScheme": "CODE",
        "orgUnitIdScheme": "CODE",
        "dataValues": [
            {"dataElement": "villages", "period": "2024Q2", "orgUnit": "584", "value": "40"},
            {
                "dataElement": "roads",
                "period": "2024Q2",
                "orgUnit": "584",
                "value": "30",
                "comment": "NOTE",
            },
            {"dataElement": "words", "period": "2024Q2", "orgUnit": "584", "value": "NOTE"},
            {"dataElement": "villages", "period": "2024Q2", "orgUnit": "585", "value": "20"},
            {"dataElement": "roads.percent", "period": "2024Q2", "orgUnit": "585", "value": "87.5"},
        ],
    }


def test_what_is_invalid_or_missing_has_no_value(consign: Consign) -> None:
    wrong = SMALL["districts/a/2024-Q2.yaml"].replace("value: 30", "value: 41")
    absent = SMALL["districts/b/2024-Q2.yaml"].replace(
        "{roads: {percent: 87.5}}", "{roads: {not_reported: sau này gửi}, words: Lời}"
    )
    files = SMALL | {"districts/a/2024-Q2.yaml": wrong, "districts/b/2024-Q2.yaml": absent}
    found = exported(consign(files))["dataValues"]
    assert [value["dataElement"] for value in found] == [
        "villages", "words", "villages", "words",
    ]  # fmt: skip


def test_sample_figures_say_so(consign: Consign) -> None:
    found = exported(consign())["dataValues"]
    assert all("SAMPLE DATA" in value["comment"] for value in found)
    assert {value["period"] for value in found} == {"2024Q2"}


def test_nine_months_are_refused(consign: Consign) -> None:
    moved = {
        name.replace("2024-Q2", "2024-9M"): text.replace("2024-Q2", "2024-9M")
        for name, text in SMALL.items()
    }
    with pytest.raises(TtdtError):
        exported(consign(moved, "2024-9M"))


def test_a_submission_that_stands_for_two_rounds_is_there_once(consign: Consign) -> None:
    june = SMALL["districts/b/2024-Q2.yaml"].replace("2024-Q2", "2024-06")
    files = {name: text for name, text in SMALL.items() if "/b/" not in name}
    files["districts/b/2024-06.yaml"] = june
    found = exported(consign(files, "2024-06", "2024-Q2"))["dataValues"]
    keys = [(value["dataElement"], value["orgUnit"], value["period"]) for value in found]
    assert sorted(keys) == [
        ("roads", "584", "2024Q2"), ("roads.percent", "585", "202406"),
        ("villages", "584", "2024Q2"), ("villages", "585", "202406"),
        ("words", "584", "2024Q2"),
    ]  # fmt: skip


def test_a_small_number_has_no_exponent(consign: Consign) -> None:
    text = SMALL["districts/b/2024-Q2.yaml"].replace("87.5", "0.0000001")
    found = exported(consign(SMALL | {"districts/b/2024-Q2.yaml": text}))["dataValues"]
    assert [one["value"] for one in found if one["dataElement"] == "roads.percent"] == ["0.0000001"]


def test_what_an_area_reports_for_all_below_it_is_not_there_twice(consign: Consign) -> None:
    # Bác Ái reports water for its communes, which report roads; DHIS2 adds up either.
    found = exported(consign(TREE))["dataValues"]
    assert [(one["orgUnit"], one["dataElement"], one["value"]) for one in found] == [
        ("58", "words", "Tỉnh"),
        ("584", "households", "200"),
        ("584", "water", "190"),
        ("584", "words", "Huyện"),
        ("22795", "villages", "22"),
        ("22795", "roads", "11"),
        ("22795", "words", "Xã"),
        ("22801", "villages", "18"),
        ("22801", "roads", "15"),
        ("585", "villages", "20"),
        ("585", "households", "300"),
        ("585", "roads", "16"),
        ("585", "water", "300"),
    ]


def test_a_population_that_nobody_below_states_is_there(consign: Consign) -> None:
    silent = {
        name: text.replace("populations: {villages: 22, households: 120}", "populations: {}")
        .replace("populations: {villages: 18}", "populations: {}")
        for name, text in TREE.items()
    }  # fmt: skip
    found = exported(consign(silent))["dataValues"]
    villages = [(one["orgUnit"], one["value"]) for one in found if one["dataElement"] == "villages"]
    assert villages == [("584", "40"), ("585", "20")]


def test_a_unit_as_if_the_plan_were_its_own_keeps_its_code(consign: Consign) -> None:
    stage = consign(TREE).stages[0]
    round_ = stage.round.of_unit("a")
    own = ExportData((ExportRound(round_, assess(round_)),), Language("en"))
    found = exported(own)["dataValues"]
    assert {one["orgUnit"] for one in found} == {"584", "22795", "22801"}


def test_nothing_submitted_is_a_list_of_nothing(consign: Consign) -> None:
    plan = {"targets-2024.yaml": SMALL["targets-2024.yaml"]}
    assert exported(consign(plan))["dataValues"] == []
