from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rich.cells import cell_len
from tests.cli.small_workspace import FILES, PLAN, submission

if TYPE_CHECKING:
    from tests.conftest import Golden, MakeWorkspace, Ttdt

EXAMPLE = Path(__file__).parents[1] / "example"


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the example's data beside nothing that git knows, and go there."""
    shutil.copytree(EXAMPLE, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


@pytest.fixture
def data(make_workspace: MakeWorkspace) -> str:
    return str(make_workspace(FILES))


def read(ttdt: Ttdt, *arguments: str) -> Any:
    return json.loads(ttdt("explain", "--format", "json", *arguments).out)


EVERY_MEASURE = (
    "village-roads",
    "solid-facilities",
    "cooperatives",
    "new-cooperatives",
    "poverty-reduction",
    "resettled-households",
    "health-insurance",
    "cadre-parity",
    "child-underweight",
    "literacy",
)


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.usefixtures("example")
def test_the_whole_derivation_as_a_file(ttdt: Ttdt, golden: Golden, language: str) -> None:
    done = ttdt("explain", *EVERY_MEASURE, "--period", "Q2", "--lang", language)
    assert done.code == 1, "a figure of literacy is invalid"
    golden(f"explain.{language}.txt", done.out)


@pytest.mark.parametrize(("language", "width"), [("en", "80"), ("en", "120"), ("vi", "80")])
@pytest.mark.usefixtures("example")
def test_the_whole_derivation_in_a_terminal(
    ttdt: Ttdt, golden: Golden, monkeypatch: pytest.MonkeyPatch, language: str, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    arguments = ("--period", "Q2", "--format", "table", "--lang", language)
    done = ttdt("explain", "village-roads", "2.2", "3.3", *arguments)
    assert done.code == 0
    assert "\x1b" not in done.out
    golden(f"explain-{width}.{language}.txt", done.out)


@pytest.mark.parametrize("width", [60, 70])
@pytest.mark.usefixtures("example")
def test_it_fits_a_narrow_terminal(ttdt: Ttdt, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    shown = ttdt("explain", *EVERY_MEASURE, "--period", "Q2", "--format", "table").out
    assert max(map(cell_len, shown.splitlines())) <= width
    assert "data/districts/dong-son/2024-Q2.yaml:" in shown


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.usefixtures("example")
def test_the_whole_derivation_as_json(ttdt: Ttdt, golden: Golden, language: str) -> None:
    arguments = ("--period", "Q2", "--format", "json", "--lang", language)
    golden(
        f"explain.{language}.json",
        ttdt("explain", "child-underweight", "solid-facilities", *arguments).out,
    )


@pytest.mark.usefixtures("example")
def test_one_unit_is_explained_by_its_own_share(ttdt: Ttdt, golden: Golden) -> None:
    units = ("--unit", "Dong Son", "--period", "Q2")
    done = ttdt("explain", "resettled-households", "poverty-reduction", "2.2", *units)
    golden("explain-unit.en.txt", done.out)


def test_json_holds_the_exact_numbers_beside_the_printed_ones(ttdt: Ttdt, data: str) -> None:
    found = read(ttdt, "2.2", "--data", data)
    assert found["format"] == "ttdt.explain/1"
    assert found["cut_offs"] == {"on_track": 0.95, "behind": 0.6, "far_behind": 0}
    (entry,) = found["indicators"]
    province = entry["province"]
    assert (province["value"], province["exact"]["value"]) == (77.5, "155/2")
    assert (province["gap"], province["exact"]["gap"]) == (2.5, "5/2")
    assert entry["units"]["bac-ai"]["contribution"] == {
        "amount": 0,
        "points": 0,
        "exact": {"amount": "0", "points": "0"},
    }
    assert entry["units"]["ninh-son"]["contribution"]["exact"] == {"amount": "2", "points": "5/2"}
    assert [entry["source"]["line"] for entry in entry["units"]["bac-ai"]["inputs"]] == [7, 5]
    assert entry["source"]["line"] == 13
    assert entry["sentence"] == (
        "By 30 June 2024, Ninh Thuận had 62 villages with a hard road out of 80 villages, 77.5 %;"
        " this meets the target of at least 75 %."
    )


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("solid-facilities", ["solid-facilities", "schools", "health-stations"]),
        ("2.2", ["solid-facilities", "schools", "health-stations"]),
        ("truong, tram y te kien co", ["solid-facilities", "schools", "health-stations"]),
        ("solid-facilities/schools", ["schools"]),
        ("2.2/Solid health stations", ["health-stations"]),
    ],
)
@pytest.mark.usefixtures("example")
def test_an_indicator_is_named_in_many_ways(ttdt: Ttdt, word: str, expected: list[str]) -> None:
    entries = read(ttdt, word, "--period", "Q2")["indicators"]
    assert [entry["part"] or entry["id"] for entry in entries] == expected


@pytest.mark.usefixtures("example")
def test_what_is_asked_for_twice_is_explained_once(ttdt: Ttdt) -> None:
    assert len(read(ttdt, "2.1", "village-roads", "--period", "Q2")["indicators"]) == 1


@pytest.mark.parametrize("word", ["nothing", "2.2/classrooms", "village-roads/x", "/", ""])
@pytest.mark.usefixtures("example")
def test_an_unknown_indicator_is_a_usage_error(ttdt: Ttdt, word: str) -> None:
    done = ttdt("explain", word, "--period", "Q2")
    assert done.code == 2
    assert done.out == ""
    assert done.err.startswith(f"ttdt: INDICATOR: “{word.strip('/')}")


@pytest.mark.usefixtures("example")
def test_bad_words_and_no_words_are_usage_errors(ttdt: Ttdt) -> None:
    assert ttdt("explain").code == 2
    assert ttdt("explain", "2.1", "--unit", "Nowhere").code == 2
    assert ttdt("explain", "2.1", "--period", "Q9").code == 2
    assert ttdt("explain", "2.1", "--year", "1999").code == 2
    assert ttdt("explain", "2.1", "-o", "x.odt").code == 2


def test_an_invalid_figure_of_the_indicator_exits_with_1(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    bad = submission("bac-ai", 50)
    root = str(make_workspace({**FILES, "districts/bac-ai/2024-Q2.yaml": bad}))
    done = ttdt("explain", "2.2", "--data", root, "-q")
    assert done.code == 1
    assert "2024-Q2.yaml:7:18: TT201" in done.out
    assert ttdt("explain", "2.2", "--data", root, "--unit", "bac-ai").code == 1
    assert ttdt("explain", "2.2", "--data", root, "--unit", "ninh-son").code == 0


def test_a_period_without_any_submission_is_explained_as_such(ttdt: Ttdt, data: str) -> None:
    done = ttdt("explain", "2.2", "--data", data, "--period", "Q4")
    assert done.code == 0
    assert "Ninh Thuận had no figure for “Village roads” (not submitted)." in done.out


def test_a_file_is_written_whole(ttdt: Ttdt, data: str, tmp_path: Path) -> None:
    out = tmp_path / "roads.json"
    done = ttdt("explain", "2.2", "--data", data, "-q", "-o", str(out))
    assert done == (0, "", "")
    assert json.loads(out.read_text(encoding="utf-8"))["unit"] is None


def committed(folder: Path, settings: Path) -> str:
    settings.write_text("[user]\nname = An\nemail = an@example.org\n", encoding="utf-8")
    environment = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": str(settings),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_DATE": "2024-06-20T12:00:00+07:00",
        "GIT_COMMITTER_DATE": "2024-06-20T12:00:00+07:00",
    }

    def git(*arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments],  # noqa: S607 - the git on the path
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "figures")
    return git("rev-parse", "HEAD")[:10]


def test_in_a_checkout_each_line_has_its_last_change(
    ttdt: Ttdt, example: Path, tmp_path: Path
) -> None:
    commit = committed(example, tmp_path / "settings")
    path = example / "districts" / "tay-hoa" / "2024-Q2.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("village-roads: 13", "village-roads: 14"),
        encoding="utf-8",
    )
    (entry,) = read(ttdt, "village-roads", "--period", "Q2")["indicators"]
    numerator, population = entry["units"]["tay-hoa"]["inputs"]
    assert numerator["source"]["change"] == {
        "commit": None,
        "date": None,
        "uncommitted": True,
        "at_latest": False,
    }
    assert population["source"]["change"] == {
        "commit": commit,
        "date": "2024-06-20",
        "uncommitted": False,
        "at_latest": False,
    }
    text = ttdt("explain", "village-roads", "--period", "Q2").out
    assert [
        line.split("  ")[-1].strip() for line in text.splitlines() if "tay-hoa/2024-Q2" in line
    ] == [
        "not committed yet",
        f"20 June 2024 {commit}",
    ]


@pytest.mark.usefixtures("example")
def test_without_a_checkout_nothing_is_said_of_changes(
    ttdt: Ttdt, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = ttdt("explain", "village-roads", "--period", "Q2")
    assert "Last changed" not in beside.out
    monkeypatch.setenv("PATH", "/nowhere")
    assert ttdt("explain", "village-roads", "--period", "Q2") == beside


def test_help_has_examples(ttdt: Ttdt) -> None:
    done = ttdt("explain", "--help")
    assert done.code == 0
    assert "ttdt explain village-roads --period Q2" in done.out


def test_text_of_the_data_is_only_shown(ttdt: Ttdt, make_workspace: MakeWorkspace) -> None:
    hostile = '{value: 30, note: "[red]x[/red] \\e[31m ::error::boo"}'
    files = {**FILES, "districts/bac-ai/2024-Q2.yaml": submission("bac-ai", hostile)}
    root = str(make_workspace(files))
    for form in ("plain", "table", "json"):
        done = ttdt("explain", "2.2", "--data", root, "--format", form)
        assert "\x1b" not in done.out
        assert "\n::error" not in done.out


def test_a_rate_without_its_population_is_left_out_for_that(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    text = "unit: bac-ai\nperiod: 2024-Q2\nstatus: final\nfigures: {village-roads: {percent: 60}}\n"
    root = str(make_workspace({"targets-2024.yaml": PLAN, "districts/bac-ai/2024-Q2.yaml": text}))
    said = ttdt("explain", "2.2", "Q2", "--data", root, "-f", "plain").out
    assert "Ninh Thuận: ? no data (population missing)" in said
    # It has no baseline either, which is nothing to the sum.
    left_out = said.partition("Left out")[2]
    assert "only a percentage, so not in the province's sum" in left_out
    assert "baseline" not in left_out


@pytest.mark.parametrize(
    ("target", "now", "before", "period", "expected"),
    [
        (
            "target: {at_least: 75}",
            (20, 20),
            (16, 16),
            "2024",
            "The year is over: the target is met or it is not, and no pace is taken.",
        ),
        (
            "target: {at_least: 75}",
            (20, 20),
            (32, 32),
            "2024-Q2",
            "The baseline had met the target, which is now missed: that is worsening.",
        ),
        (
            "target: {more_than: 50}",
            (20, 20),
            (20, 20),
            "2024-Q2",
            "The expected value is the baseline itself, so there is nothing to divide by.",
        ),
        (
            "target: {more_than: 50}",
            (20, 20),
            (16, 16),
            "2024-Q2",
            "this is the very number that the target of more than 50 % asks to pass; pace 2.00:",
        ),
        (
            "target: {less_than: 50}",
            (24, 24),
            (28, 28),
            "2024-Q2",
            "this is 10.0 percentage points above the target of less than 50 %; pace 1.00:",
        ),
        (
            "target: {at_least: 75}\n    pace: {Q2: 60}",
            (22, 22),
            (20, 20),
            "2024-Q2",
            "the plan's milestone: 60 %\nPace: (55 − 50) / |60 − 50| = 0.5: far behind",
        ),
        (
            "target: {less_than: 50}",
            (24, 24),
            (28, 28),
            "2024-Q2",
            "Pace: (70 − 60) / |60 − 70| = 1: on track",
        ),
        (
            "target: {at_least: 75}\n    scope: each_unit",
            (40, 20),
            (16, 16),
            "2024-Q2",
            "Every unit must meet the target; Ninh Sơn decides: far behind (50.0 %)",
        ),
        (
            "target: {at_least: 75}\n    scope: each_unit",
            (40, 20),
            (16, 16),
            "2024-Q2",
            "every unit must reach at least 75 %, and Ninh Sơn (50.0 %) decides: far behind.",
        ),
    ],
)
def test_every_way_to_a_verdict_is_told(
    ttdt: Ttdt,
    make_workspace: MakeWorkspace,
    target: str,
    now: tuple[int, int],
    before: tuple[int, int],
    period: str,
    expected: str,
) -> None:
    units = ("bac-ai", "ninh-son")
    files = {"targets-2024.yaml": PLAN.replace("target: {at_least: 75}", target)}
    for name, numbers in ((period, now), ("2023", before)):
        for unit, number in zip(units, numbers, strict=True):
            files[f"districts/{unit}/{name}.yaml"] = submission(unit, number, 40, f'"{name}"')
    root = str(make_workspace(files))
    done = ttdt("explain", "2.2", "--data", root, "--period", period)
    assert done.code == 0
    assert expected in done.out
