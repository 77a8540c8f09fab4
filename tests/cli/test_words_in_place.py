"""Indicators, units and periods as words behind a command, without an option."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.small_workspace import FILES, PLAN, submission

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace, Ttdt

SCHOOLS = """\
  schools:
    clause: "5"
    group: infrastructure
    name: {vi: Trường, en: Schools}
    measure: count
    numerator: {vi: trường, en: schools}
    target: {at_least: 3}
"""
TWO_ROUNDS = {
    **FILES,
    "targets-2024.yaml": PLAN + SCHOOLS,
    "districts/bac-ai/2024-Q1.yaml": submission("bac-ai", 10, period="2024-Q1"),
    "districts/ninh-son/2024-Q1.yaml": submission("ninh-son", 20, period="2024-Q1"),
}


@pytest.fixture
def data(make_workspace: MakeWorkspace) -> str:
    return str(make_workspace(TWO_ROUNDS))


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("report Q1", "report --period Q1"),
        ("report 2.2 Q1", "report --indicator 2.2 --period Q1"),
        ("report Q1 bac-ai 2.2", "report --unit bac-ai --indicator 2.2 --period Q1"),
        ("report Q1 2024", "report --period 2024-Q1"),
        ("report Q1 -p 2024-Q1", "report --period Q1"),
        ("report 2.2 --by unit", "report --indicator 2.2 --by unit"),
        ("report latest", "report"),
        ("report -u bac-ai ninh-son Q1", "report --unit bac-ai --unit ninh-son --period Q1"),
        ("trend --unit bac-ai ninh-son", "trend --unit bac-ai --unit ninh-son"),
        ("status 584 Q1", "status --unit bac-ai --period Q1"),
        ("targets 2.2", "targets 2.2 2024"),
        ("targets 2024", "targets --year 2024"),
        ("targets bac-ai", "targets --area bac-ai"),
        ("units bac-ai", "units --area bac-ai"),
        ("units Q1", "units --period Q1"),
        ("trend 2.2 bac-ai Q1 Q2", "trend 2.2 --unit bac-ai --from Q1 --to Q2"),
        ("trend 2024", "trend --year 2024"),
        ("diff Q1 Q2 2.2 584", "diff Q1 Q2 --indicator 2.2 --unit bac-ai"),
        ("diff 2.2", "diff --indicator 2.2"),
        ("explain 2.2 bac-ai Q1", "explain 2.2 --unit bac-ai --period Q1"),
        ("explain Q1 2.2", "explain 2.2 --period Q1"),
        ("explain 5", "explain schools"),
        ("chart Q1 2.2 584", "chart 2.2 --unit bac-ai --period Q1"),
        ("export Q1 Q2 2.2 -f sdmx-csv", "export -p Q1 -p Q2 --indicator 2.2 --format sdmx-csv"),
        ("export Q1 2024 -f sdmx-csv", "export -p Q1 --year 2024 --format sdmx-csv"),
    ],
)
def test_words_say_what_options_say(ttdt: Ttdt, data: str, words: str, options: str) -> None:
    today = () if words.startswith(("targets", "trend")) else ("--today", "2024-08-01")
    by_words = ttdt(*words.split(), "--data", data, *today)
    assert by_words.err == ""
    assert by_words == ttdt(*options.split(), "--data", data, *today)


def test_a_unit_that_is_called_like_a_period_is_clear_behind_an_option(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    plan = PLAN.replace("name: Ninh Sơn", "name: Q2")
    data = str(make_workspace({**FILES, "targets-2024.yaml": plan}))

    def report(*words: str) -> str:
        done = ttdt("report", *words, "--data", data, "--lang", "en", "--format", "csv")
        return done.out or done.err

    assert "report: “q2” may mean --period q2, --unit q2" in report("q2")
    assert report("--unit", "q2") == report("--unit", "ninh-son")
    assert report("--period", "q2") == report("2024-Q2")
    assert report("--unit", "q2", "--period", "q2") == report("--unit", "ninh-son", "2024-Q2")


def test_an_empty_word_is_no_word(ttdt: Ttdt, data: str) -> None:
    # A script's variable that is not set.
    done = ttdt("report", "Q2", "", "--data", data)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("ttdt: report: “” is unknown; it can be: village-roads (2.2), ")


def test_names_need_no_diacritics(ttdt: Ttdt, data: str) -> None:
    assert ttdt("report", "bac ai", "duong thon", "--data", data) == ttdt(
        "report", "--unit", "bac-ai", "--indicator", "2.2", "--data", data
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("report 5", "report: “5” may mean --period 5, --indicator 5"),
        ("report 2024", "report: “2024” may mean --period 2024, --year 2024"),
        ("report Q1 Q2", "--period takes one, and Q1, Q2 are asked for"),
        ("report Q1 --period Q2", "--period takes one, and Q1, Q2 are asked for"),
        ("report Q1 2024 --year 2023", "there is no plan for 2023; plans: 2024"),
        ("report infrastructure",
         "report: “infrastructure” is unknown; did you mean “--group infrastructure”?"),
        ("report Bắc Ái", 'report: “Bắc” is unknown; did you mean “"Bắc Ái"”?'),
        ("report 4", "report: “4” is unknown; did you mean “T4”?"),
        ("report 6 tháng", 'report: “6” is unknown; did you mean “"6 tháng"”?'),
        ("report bac-aj", "report: “bac-aj” is unknown; did you mean “bac-ai”?"),
        ("report xyz", ("report: “xyz” is unknown; it can be: village-roads (2.2), schools (5),"
         " bac-ai, ninh-son, 2024-Q2, Q2, H1, T6, …")),
        ("status 2.2", "status: “2.2” is an indicator, and none is asked for here"),
        ("targets Q1", "targets: “Q1” is a period, and none is asked for here"),
        ("targets bac-ai --area ninh-son", ("targets: “bac-ai” is unknown; it can be: "
         "village-roads (2.2), schools (5), …")),
        ("trend 2.2 Q1", "INDICATOR: “Q1” may mean --from Q1, --to Q1"),
        ("diff Q1 Q2 Q3", "name at most two periods, as in ttdt diff Q1 Q2"),
        ("explain Q1", "INDICATOR is missing; see ttdt explain --help"),
        ("explain 2.2 bac-ai ninh-son", "--unit takes one, and bac-ai, ninh-son are asked for"),
        ("chart bac-ai", "INDICATOR is missing; see ttdt chart --help"),
        ("chart 2.2 5", "INDICATOR takes one, and 2.2, 5 are asked for"),
        ("new bac-ai", "name the period with --period, such as --period Q3"),
        ("new Q3", ("name the units with --unit, or the area that they are below with --below, or"
         " take them all with --all")),
        ("new bac-ai Q3 Q4", "--period takes one, and 2024-Q3, 2024-Q4 are asked for"),
        ("template bac-ai", "name the period with --period, such as --period Q3"),
    ],
)  # fmt: skip
def test_what_is_not_clear_is_refused_with_the_way_out(
    ttdt: Ttdt, data: str, line: str, said: str
) -> None:
    done = ttdt(*line.split(), "--data", data)
    assert (done.code, done.out, done.err) == (2, "", f"ttdt: {said}\n")


def test_submissions_and_forms_by_words(ttdt: Ttdt, make_workspace: MakeWorkspace) -> None:
    root = make_workspace(TWO_ROUNDS)
    assert ttdt("new", "Q3", "bac-ai", "Ninh Sơn", "-q", "--data", str(root)).code == 0
    assert (root / "districts/bac-ai/2024-Q3.yaml").exists()
    assert (root / "districts/ninh-son/2024-Q3.yaml").exists()
    forms = root / "forms"
    assert ttdt("template", "584", "Q3", "-q", "-o", str(forms), "--data", str(root)).code == 0
    assert [path.name for path in forms.iterdir()] == ["bac-ai-2024-Q3.xlsx"]


def test_units_are_known_before_anybody_has_submitted(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    root = str(make_workspace({"targets-2024.yaml": PLAN + "deadlines: {Q1: 2024-04-10}\n"}))
    line = ("--due", "--today", "2024-03-01", "--data", root)
    by_word = ttdt("status", "bac-ai", *line)
    assert by_word == ttdt("status", "--unit", "bac-ai", *line)
    assert by_word.code == 0
