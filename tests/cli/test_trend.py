from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.small_workspace import FILES, PLAN, submission

if TYPE_CHECKING:
    from tests.conftest import Golden, MakeWorkspace, Ttdt

EXAMPLE = Path(__file__).parents[1] / "example"
SHIPPED = Path(__file__).parents[2] / "data"

PLAN_2023 = PLAN.replace("2024", "2023").replace("at_least: 75", "at_least: 60")
TEAMS = """\
  teams:
    clause: "3.1"
    group: infrastructure
    name: {vi: Tổ đội, en: Teams}
    measure: count
    target: {at_least: 40}
"""


def rounds(**values: tuple[object, object] | object) -> dict[str, str]:
    """Return Bác Ái's and Ninh Sơn's submissions for rounds named `Q1` or `y2023`, or Bác Ái's."""
    files = {}
    for name, said in values.items():
        period = (
            name.removeprefix("y").replace("_", "-") if name.startswith("y") else f"2024-{name}"
        )
        pair = said if isinstance(said, tuple) else (said,)
        for unit, value in zip(("bac-ai", "ninh-son"), pair, strict=False):
            text = submission(unit, value, period=f'"{period}"')
            files[f"districts/{unit}/{period}.yaml"] = text
    return files


@pytest.fixture
def make(make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> MakeWorkspace:
    """Write a workspace and go to the folder it lies in."""

    def run(files: dict[str, str]) -> Path:
        root = make_workspace(files)
        monkeypatch.chdir(root.parent)
        return root

    return run


@pytest.fixture
def example(make: MakeWorkspace) -> None:
    """Make the example, with rounds before and after its own and one that nobody answered."""
    files = {
        path.relative_to(EXAMPLE).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(EXAMPLE.rglob("*.yaml"))
    }
    plan = files["targets-2024.yaml"]
    files["targets-2024.yaml"] = plan.replace(
        "populations:", "calendar: [Q1, Q2, Q3, year]\npopulations:", 1
    )
    later = files["districts/dong-son/2024-Q2.yaml"]
    for period, roads, poor, preschool, moved in (
        ("2024-Q1", 29, 390, 191, 5),
        ("2024-10", 32, 345, 196, 20),
    ):
        text = later.replace("2024-Q2", period).replace("submitted: 2024-06-20\n", "")
        text = text.replace("value: 30", f"value: {roads}").replace("value: 360", f"value: {poor}")
        text = text.replace("preschool: 190", f"preschool: {preschool}")
        text = text.replace("resettled-households: 16", f"resettled-households: {moved}")
        files[f"districts/dong-son/{period}.yaml"] = text
    make(files)


def read(ttdt: Ttdt, *arguments: str) -> Any:
    return json.loads(ttdt("trend", "--format", "json", *arguments).out)


def line(ttdt: Ttdt, *arguments: str, name: str = "Village roads") -> str:
    out = ttdt("trend", *arguments).out
    (found,) = [text for text in out.splitlines() if name in text]
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.usefixtures("example")
def test_plain(ttdt: Ttdt, golden: Golden, language: str) -> None:
    result = ttdt("trend", "--lang", language)
    assert result.code == 1  # Tây Hòa's literacy is above its population
    golden(f"trend.{language}.txt", result.out)


@pytest.mark.parametrize(("language", "width"), [("en", 80), ("en", 160), ("vi", 80)])
@pytest.mark.usefixtures("example")
def test_table(
    ttdt: Ttdt, golden: Golden, monkeypatch: pytest.MonkeyPatch, language: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    shown = ttdt("trend", "--lang", language, "--format", "table").out
    golden(f"trend-{width}.{language}.txt", shown)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.usefixtures("example")
def test_json(ttdt: Ttdt, golden: Golden, language: str) -> None:
    golden(f"trend.{language}.json", ttdt("trend", "--lang", language, "--format", "json").out)


@pytest.mark.usefixtures("example")
def test_units_have_a_block_each(ttdt: Ttdt, golden: Golden) -> None:
    golden(
        "trend-units.en.txt",
        ttdt("trend", "--unit", "dong son", "--unit", "tay-hoa", "--group", "infrastructure").out,
    )


def test_two_years_by_their_own_plans(ttdt: Ttdt, golden: Golden, make: MakeWorkspace) -> None:
    files = {"targets-2024.yaml": PLAN + TEAMS, "targets-2023.yaml": PLAN_2023 + TEAMS}
    files |= rounds(y2023_Q4=(26, 28), Q1=(27, 29), Q2=(30, 30))
    make(
        {
            name: text + "  teams: 12\n" if "districts" in name else text
            for name, text in files.items()
        }
    )
    result = ttdt("trend")
    assert result.code == 0
    golden("trend-years.en.txt", result.out)


def test_values_verdicts_and_where_they_lead(ttdt: Ttdt, make: MakeWorkspace) -> None:
    make({"targets-2024.yaml": PLAN} | rounds(y2023=(20, 20), Q1=(23, 23), Q2=(26, 26)))
    found = read(ttdt)
    assert found["format"] == "ttdt.trend/1"
    assert [entry["period"] for entry in found["rounds"]] == ["2023", "2024-Q1", "2024-Q2"]
    assert [entry["baseline"] for entry in found["rounds"]] == [True, False, False]
    (roads,) = found["indicators"]
    assert roads["reporting_unit"] is None
    assert [value["value"] for value in roads["values"]] == [50, 57.5, 65]
    # Expected are 56.25 and 62.5.
    assert [value["status"] for value in roads["values"]] == [None, "on_track", "on_track"]
    assert roads["met_in"] is None
    assert roads["same_units"] is True
    assert roads["projection"] == {
        "value": 80,  # 50 + 15 × 2
        "meets": True,
        "method": "linear",
        "as_of": "2024-Q2",
        "baseline": 50,
        "clamped": False,
        "coverage": {"units": 2, "applicable": 2},
        "firm": True,
    }
    assert found["compared_with"] == {
        "previous": "2024-Q1",
        "same_period_last_year": "2023-Q2",
    }
    assert roads["previous"] == {
        "value": 57.5, "now": 65, "change": 7.5, "percent": None, "units": 2,
    }  # fmt: skip
    assert roads["percent_of_plan"] == 86.666667
    assert roads["same_period_last_year"] is None


def test_changes_are_those_of_the_report(ttdt: Ttdt) -> None:
    asked = ("--data", str(SHIPPED), "--format", "json")
    report = json.loads(ttdt("report", *asked, "--period", "Q2").out)
    trend = json.loads(ttdt("trend", *asked, "--to", "Q2").out)
    keys = ("previous", "percent_of_plan")
    assert [[one["province"][key] for key in keys] for one in report["indicators"]] == [
        [one[key] for key in keys] for one in trend["indicators"]
    ]


def test_last_year_is_compared_with_where_it_is_shown(ttdt: Ttdt, make: MakeWorkspace) -> None:
    files = {"targets-2024.yaml": PLAN, "targets-2023.yaml": PLAN_2023}
    make(files | rounds(y2023_Q2=(20, 24), Q1=(23, 23), Q2=(26, 26)))
    (roads,) = read(ttdt, "--from", "2023-Q2")["indicators"]
    # 52 of 80 villages after 44 of 80.
    assert roads["same_period_last_year"] == {
        "value": 55, "now": 65, "change": 10, "percent": None, "units": 2,
    }  # fmt: skip
    (roads,) = read(ttdt)["indicators"]
    assert roads["same_period_last_year"] is None


def test_a_line_of_the_plain_table(ttdt: Ttdt, make: MakeWorkspace) -> None:
    make({"targets-2024.yaml": PLAN} | rounds(y2023=(20, 20), Q1=(31, 31), Q2=26, Q3=(28, 32)))
    # Of Q2, 26 of 40 villages in one of two units.
    assert line(ttdt).split() == [
        *("2.2", "Village", "roads", "≥", "75", "%"),
        *("50.0", "✓", "77.5", "●", "65.0", "(1/2*)", "✓", "75.0"),
        *("+5.0", "pp", "(1/2)", "100.0"),  # 28 of 40 after 26 of 40
        *("▁█▄▇", "≠", "2024-Q3", "before:", "until", "2024-Q1"),
        *("≈", "83.3", "would", "meet"),  # 50 + 25 × 4/3
        *("Infrastructure", "village-roads"),
    ]


def test_a_value_without_a_verdict_says_so_and_how_many_units_it_covers(
    ttdt: Ttdt, make: MakeWorkspace
) -> None:
    each = PLAN.replace("target: {at_least: 75}", "target: {at_least: 75}\n    scope: each_unit")
    assert each != PLAN
    make({"targets-2024.yaml": each} | rounds(Q1=(32, 34), Q2=36))
    # The one unit of Q2 has 36 of 40 villages; the other may still be short.
    assert line(ttdt).split()[6:11] == ["✓", "82.5", "?", "90.0", "(1/2)"]


def test_a_round_of_the_calendar_that_nobody_answered_stays_visible(
    ttdt: Ttdt, make: MakeWorkspace
) -> None:
    plan = PLAN.replace("populations:", "calendar: [Q1, Q2, Q3, year]\npopulations:", 1)
    make({"targets-2024.yaml": plan} | rounds(Q1=(20, 20), Q3=(26, 26)))
    found = read(ttdt)
    assert [entry["period"] for entry in found["rounds"]] == ["2024-Q1", "2024-Q2", "2024-Q3"]
    values = found["indicators"][0]["values"]
    assert [value["value"] for value in values] == [50, None, 65]
    assert (values[1]["status"], values[1]["reason"]) == ("no_data", "not_submitted")
    out = ttdt("trend").out
    assert "2024-Q2 (no data)" in out
    assert "▁·▅" in out  # 65 of 50 to 75 is three fifths of the way


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ((), ["2023", "2024-Q1", "2024-Q2", "2024-Q3"]),
        (("--from", "Q1"), ["2024-Q1", "2024-Q2", "2024-Q3"]),
        (("--from", "6 tháng"), ["2024-Q2", "2024-Q3"]),
        (("--to", "tháng 6"), ["2023", "2024-Q1", "2024-06"]),
        (("--from", "q2", "--to", "q2"), ["2024-Q2"]),
        (("--from", "2023", "--to", "Q1"), ["2023", "2024-Q1"]),
        (("--year", "2024", "--to", "8"), ["2023", "2024-Q1", "2024-Q2"]),
    ],
)
def test_the_rounds_asked_for(
    ttdt: Ttdt, make: MakeWorkspace, arguments: tuple[str, ...], shown: list[str]
) -> None:
    make({"targets-2024.yaml": PLAN} | rounds(y2023=20, Q1=22, Q2=24, Q3=26))
    assert [entry["period"] for entry in read(ttdt, *arguments)["rounds"]] == shown


def test_rounds_of_an_earlier_plan_are_shown_when_asked_for(
    ttdt: Ttdt, make: MakeWorkspace
) -> None:
    plans = {"targets-2024.yaml": PLAN, "targets-2023.yaml": PLAN_2023}
    make(plans | rounds(y2023_Q2=(20, 20), y2023=(26, 26), Q1=(27, 29)))
    found = read(ttdt, "--from", "2023-Q1")
    assert [entry["plan"] for entry in found["rounds"]] == ["p-2023", "p-2023", "p-2024"]
    values = found["indicators"][0]["values"]
    assert [value["period"] for value in values] == ["2023-Q2", "2023", "2024-Q1"]
    assert [value["status"] for value in values][1] == "met"  # 65 of at least 60
    # The year 2023 alone, by its own plan.
    earlier = read(ttdt, "--to", "2023-Q3")
    assert [entry["period"] for entry in earlier["rounds"]] == ["2023-Q2"]
    assert earlier["plan"]["year"] == 2023


def test_a_broken_plan_of_the_year_before_does_not_hide_this_year(
    ttdt: Ttdt, make: MakeWorkspace
) -> None:
    plans = {"targets-2024.yaml": PLAN, "targets-2023.yaml": "plan: p-2023\nyear: 2023\n"}
    make(plans | rounds(Q1=(27, 29)))
    result = ttdt("trend")
    assert result.code == 0
    assert "✓" not in line(ttdt)
    assert "the plan data/targets-2023.yaml has errors" in result.err
    assert ttdt("trend", "--from", "2023-Q1").code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from", "soon"), "--from: “soon” is unknown"),
        (("--to", "Q5"), "--to: “Q5” is unknown"),
        (("--from", "Q3", "--to", "Q1"), "quarter 3 of 2024 lies after"),
        (("--from", "Q4"), "nobody has submitted anything for a round from 2024-Q4 to 2024"),
        (("--to", "01"), "nobody has submitted anything for a round from 2024-01 to 2024-01"),
        (("--from", "2031-Q1"), "nobody has submitted anything"),
        (("--to", "2031-Q1"), "there is no plan for 2031"),
        (("--year", "2024", "--to", "2023"), "the year 2023 is not in 2024"),
        (("roods",), "INDICATOR: “roods” is unknown"),
        (("--unit", "nowhere"), "--unit: “nowhere” is unknown"),
        (("--fail-on", "doom"), "--fail-on: “doom” is unknown"),
        (("-o", "trend.odt"), "suffix"),
    ],
)
def test_what_cannot_be_shown(
    ttdt: Ttdt, make: MakeWorkspace, arguments: tuple[str, ...], said: str
) -> None:
    make({"targets-2024.yaml": PLAN} | rounds(Q1=22, Q2=24))
    result = ttdt("trend", *arguments)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert "Traceback" not in result.err


def test_a_workspace_without_submissions(ttdt: Ttdt, make: MakeWorkspace) -> None:
    make({"targets-2024.yaml": PLAN})
    result = ttdt("trend")
    assert (result.code, result.out) == (2, "")
    assert "nobody has submitted anything for 2024 yet" in result.err


def test_rows_are_picked_by_name_and_clause(ttdt: Ttdt, make: MakeWorkspace) -> None:
    make({"targets-2024.yaml": PLAN + TEAMS} | rounds(Q1=22))
    for words in (("duong thon",), ("2.2",), ("--indicator", "Village roads")):
        (found,) = read(ttdt, *words)["indicators"]
        assert found["id"] == "village-roads"
    assert len(read(ttdt, "2.2", "--indicator", "teams")["indicators"]) == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 0),
        (("--fail-on", "behind"), 3),
        (("--fail-on", "missing"), 3),
        (("--fail-on", "no_data"), 0),
        (("--unit", "bac-ai", "--fail-on", "missing"), 0),
        # Of the rounds shown, the newest decides; in Q1 all was well.
        (("--to", "Q1", "--fail-on", "behind", "--fail-on", "missing"), 0),
    ],
)
def test_conditions_look_at_the_newest_round_shown(
    ttdt: Ttdt, make: MakeWorkspace, arguments: tuple[str, ...], code: int
) -> None:
    make({"targets-2024.yaml": PLAN} | rounds(y2023=(20, 20), Q1=(31, 31), Q2=22))
    assert ttdt("trend", "-q", *arguments).code == code


def test_an_invalid_figure_of_a_round_shown_is_named_once_and_exits_with_1(
    ttdt: Ttdt, make: MakeWorkspace
) -> None:
    make({"targets-2024.yaml": PLAN} | rounds(y2023=20, Q1=41, Q2=22))
    result = ttdt("trend", "--fail-on", "missing")
    assert result.code == 1
    assert result.out.count("data/districts/bac-ai/2024-Q1.yaml:7:18: TT201") == 1
    assert ttdt("trend", "--from", "Q2").code == 0


def test_an_invalid_baseline_counts_as_shown(ttdt: Ttdt, make: MakeWorkspace) -> None:
    make({"targets-2024.yaml": PLAN} | rounds(y2023=41, Q2=22))
    result = ttdt("trend")
    assert result.code == 1
    assert result.out.count("data/districts/bac-ai/2023.yaml:7:18: TT201") == 1


def test_sample_figures_say_so(ttdt: Ttdt, make: MakeWorkspace) -> None:
    files = {"targets-2024.yaml": PLAN} | rounds(Q1=22, Q2=23)
    name = "districts/bac-ai/2024-Q1.yaml"
    make(files | {name: "sample: true\n" + files[name]})
    assert "SAMPLE DATA" in ttdt("trend").out
    assert read(ttdt)["sample"] is True
    assert read(ttdt, "--from", "Q2")["sample"] is False


def test_carried_figures_are_marked_and_lead_nowhere(ttdt: Ttdt, make: MakeWorkspace) -> None:
    make({"targets-2024.yaml": PLAN} | rounds(y2023=(20, 20), Q1=(22, 22), Q2=24))
    roads = read(ttdt, "--carry-forward")["indicators"][0]
    assert roads["values"][-1]["value"] == 57.5  # (24 + 22) of 80
    assert roads["values"][-1]["flags"] == ["carried"]
    assert (roads["projection"], roads["no_projection"]) == (None, "carried")
    assert "(2/2*^)" in line(ttdt, "--carry-forward")


def test_a_file_gets_the_format_of_its_suffix_and_quiet_says_nothing(
    ttdt: Ttdt, make: MakeWorkspace
) -> None:
    root = make(FILES)
    result = ttdt("trend", "-q", "-o", "trend.json")
    assert (result.code, result.out, result.err) == (0, "", "")
    written = json.loads((root.parent / "trend.json").read_text(encoding="utf-8"))
    assert written["format"] == "ttdt.trend/1"


def test_hostile_names_are_text(ttdt: Ttdt, make: MakeWorkspace) -> None:
    plan = PLAN.replace("en: Village roads", 'en: "[/b] :smile: [red]x"').replace(
        "name: Bác Ái", 'name: "[b]B"'
    )
    make({"targets-2024.yaml": plan} | rounds(Q1=22))
    for form in ("table", "plain"):
        out = ttdt("trend", "--format", form, "--unit", "bac-ai").out
        assert ":smile:" in out
        assert "[b]B" in out
