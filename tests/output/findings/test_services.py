"""What GitHub, GitLab, Jenkins and code scanning rely on."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from tests.output.findings.sample import BAC_AI, CLEAN, NINH_HAI, RULES, emission, finding, small
from tests.output.findings.test_hostile import hostile, names, texts

from ttdt.output.findings import CheckOutput, load

SCHEMA = Path(__file__).with_name("sarif-schema-2.1.0.json")


@cache
def validator() -> Draft4Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft4Validator.check_schema(schema)
    return Draft4Validator(schema)


def sarif(run: CheckOutput) -> Any:
    log = json.loads(load("sarif")(run))
    validator().validate(log)
    return log["runs"][0]


def junit(run: CheckOutput) -> ET.Element:
    return ET.fromstring(load("junit")(run))  # noqa: S314


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("root", ["", "/home/an/số liệu", "C:\\Users\\An"])
def test_sarif_keeps_to_its_schema(language: str, root: str) -> None:
    run = sarif(emission(small(language).findings, language=language, root=root))
    assert run["language"] == language
    assert ("originalUriBaseIds" in run) == bool(root)


@given(texts, names)
def test_sarif_keeps_to_its_schema_whatever_a_file_holds(said: str, name: str) -> None:
    sarif(hostile(said, name))


def test_the_schema_is_one_that_can_be_broken() -> None:
    log = json.loads(load("sarif")(small()))
    del log["runs"][0]["results"][0]["message"]
    assert not validator().is_valid(log)


@pytest.mark.parametrize(
    ("root", "uri"),
    [
        ("/home/an/số", "file:///home/an/s%E1%BB%91/"),
        ("/home/an/", "file:///home/an/"),
        ("/", "file:///"),
        ("C:\\Users\\An", "file:///C:/Users/An/"),
    ],
)
def test_the_root_of_sarif_is_a_folder(root: str, uri: str) -> None:
    assert sarif(emission([], root=root))["originalUriBaseIds"] == {"%SRCROOT%": {"uri": uri}}


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("data/a b/Bác.yaml", "data/a%20b/B%C3%A1c.yaml"),
        ("%41::x?#y.yaml", "%2541%3A%3Ax%3F%23y.yaml"),
        ("a\nb\\c", "a%0Ab%5Cc"),
        ("\udcff", "%FF"),
        ("../up.yaml", "../up.yaml"),
    ],
)
def test_paths_are_uris_from_the_root(name: str, uri: str) -> None:
    run = sarif(hostile("x", name))
    expected = {"uri": uri, "uriBaseId": "%SRCROOT%"}
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == expected
    assert run["artifacts"] == [{"location": expected}]


@pytest.mark.parametrize(
    ("name", "uri"), [("/srv/a b", "file:///srv/a%20b"), ("D:/a", "file:///D:/a")]
)
def test_a_path_from_elsewhere_is_whole(name: str, uri: str) -> None:
    run = sarif(hostile("x", name))
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": uri}


def test_each_result_of_sarif_points_at_its_rule() -> None:
    run = sarif(small())
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(RULES)
    assert run["results"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert rules[result["ruleIndex"]]["defaultConfiguration"]["level"] == result["level"]


def test_a_rule_that_nobody_listed_is_listed() -> None:
    run = small()
    unknown = CheckOutput(
        findings=run.findings,
        checked=run.checked,
        language=run.language,
        sources={},
        version="1",
        rules={},
    )
    assert len(sarif(unknown)["tool"]["driver"]["rules"]) == 3


def test_fingerprints_are_the_same_in_both_formats_and_hold_no_line() -> None:
    run = small()
    of_gitlab = [found["fingerprint"] for found in json.loads(load("gitlab")(run))]
    of_sarif = [result["partialFingerprints"]["ttdtFinding/v1"] for result in sarif(run)["results"]]
    assert of_gitlab == of_sarif
    assert len(set(of_gitlab)) == len(of_gitlab) == 5


def test_columns_are_given_to_github_only_within_a_line() -> None:
    lines = load("github")(small()).splitlines()
    assert ["col=" in line for line in lines] == [True, True, True, False, True]
    assert [line.split()[0] for line in lines] == [
        "::warning", "::error", "::error", "::warning", "::error",
    ]  # fmt: skip


def test_a_clean_file_is_a_passed_case_and_a_warning_fails_nothing() -> None:
    root = junit(small())
    suites = {suite.get("name"): suite for suite in root}
    assert list(suites) == [BAC_AI, NINH_HAI, CLEAN]
    assert [suite.get("failures") for suite in suites.values()] == ["2", "1", "0"]
    assert [len(case) for case in suites[CLEAN]] == [0]
    assert root.get("tests") == "6"
    assert root.get("failures") == "3"
    assert len(root.findall(".//failure")) == 3
    assert len(root.findall(".//system-out")) == 2


@given(st.lists(st.sampled_from(small().findings), max_size=9))
def test_the_counts_of_junit_are_those_of_its_cases(findings: list[Any]) -> None:
    root = junit(emission(findings))
    for element in (root, *root):
        assert int(element.get("tests", "")) == len(list(element.iter("testcase")))
        assert int(element.get("failures", "")) == len(list(element.iter("failure")))
    for suite in root:
        called = [case.get("name") for case in suite]
        assert len(set(called)) == len(called)


def test_json_counts_and_names_everything() -> None:
    document = json.loads(load("json")(small()))
    assert document["format"] == "ttdt.check/1"
    assert document["summary"] == {"errors": 3, "warnings": 2, "files": 3}
    assert document["files"] == [BAC_AI, NINH_HAI, CLEAN]
    assert document["findings"][1] == {
        "code": "TT201",
        "name": "numerator-above-population",
        "severity": "error",
        "path": BAC_AI,
        "line": 4,
        "column": 18,
        "end_line": 4,
        "end_column": 20,
        "message": "54 of 38 villages",
        "why": "The rate would exceed 100 %, and nobody would believe the report.",
        "fix": "Correct the figure or its population.",
    }
    assert document["findings"][4]["why"] is None


def test_data_make_no_link_in_sarif() -> None:
    (result,) = sarif(emission([finding("[x](http://y.invalid)")]))["results"]
    assert result["message"]["text"] == r"[x\](http://y.invalid)"
