from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.cli.small_workspace import PLAN, submission
from tests.workspace.git.repository import Repository

from ttdt.cli import run

if TYPE_CHECKING:
    from tests.conftest import Golden, MakeWorkspace, Ttdt

EXAMPLE = Path(__file__).parents[1] / "example"
BAC_AI, NINH_SON = (f"data/districts/{unit}/2024-Q2.yaml" for unit in ("bac-ai", "ninh-son"))
TARGETS = "data/targets-2024.yaml"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Be in a repository of three commits: provisional figures, final ones, and a letter."""
    made = Repository(tmp_path / "repository")
    monkeypatch.chdir(made.folder)
    provisional = submission("bac-ai", 30).replace("final", "provisional")
    made.commit({TARGETS: PLAN, BAC_AI: provisional, NINH_SON: submission("ninh-son", 32)})
    made.commit({BAC_AI: submission("bac-ai", 27)})
    made.commit({"letter.txt": "a\n"})
    return made


def read(ttdt: Ttdt, *arguments: str) -> Any:
    return json.loads(ttdt("diff", "--format", "json", *arguments).out)


def revised(found: Any) -> list[tuple[str, float | None, float | None]]:
    return [
        (change["unit"], change["old"]["value"], change["new"]["value"])
        for change in found["figures"]
    ]


def test_provisional_figures_turned_final_against_the_files_on_disk(
    ttdt: Ttdt, repository: Repository
) -> None:
    first = repository.git("rev-parse", "HEAD~2")[:10]
    result = ttdt("diff", "Q2", "--rev", "HEAD~2")
    assert result.code == 0
    assert result.err == ""
    # 30 + 32 of 80 are 77.5 %, 27 + 32 of 80 are 73.75 %; nobody has a baseline.
    assert result.out == (
        "What changed in the figures for quarter 2 of 2024,"
        f" from HEAD~2 ({first}) to the working tree\n"
        "A plan\n"
        "1 verdict of the province changed; 1 verdict of units changed; 1 figure revised;"
        " 1 submission changed.\n"
        "\n"
        "Verdicts that changed: the province\n"
        "Clause  Indicator      Before        Now"
        "                                Why                        id\n"
        "2.2     Village roads  ✓ met 77.5 %  ◌ not yet 73.8 % baseline missing"
        "  Bác Ái: 30 → 27 (-3.8 pp)  village-roads\n"
        "\n"
        "Values of the province\n"
        "Clause  Indicator      Before     Now   Change"
        "  Change in the numerator  % of the plan  Change in % of the plan  id\n"
        "2.2     Village roads  77.5 %  73.8 %  -3.8 pp"
        "                       -3           98.3                  -5.0 pp  village-roads\n"
        "\n"
        "Verdicts that changed: the units\n"
        "Unit    Clause  Indicator      Before        Now"
        "                                Why                id\n"
        "Bác Ái  2.2     Village roads  ✓ met 75.0 %  ◌ not yet 67.5 % baseline missing"
        "  30 → 27 (-7.5 pp)  village-roads\n"
        "\n"
        "Figures revised\n"
        "Unit    Clause  Indicator      Before  Now  Change  Change in %"
        "  Source                                id\n"
        "Bác Ái  2.2     Village roads      30   27      -3      -10.0 %"
        "  data/districts/bac-ai/2024-Q2.yaml:7  village-roads\n"
        "\n"
        "Submissions\n"
        "Unit    Before       Now    File\n"
        "Bác Ái  provisional  final  data/districts/bac-ai/2024-Q2.yaml\n"
    )


def test_json_has_every_number_and_where_it_stands(ttdt: Ttdt, repository: Repository) -> None:
    found = read(ttdt, "--rev", "HEAD~2")
    assert found["format"] == "ttdt.diff/1"
    assert found["old"] == {
        "period": {"id": "2024-Q2", "end": "2024-06-30"},
        "revision": "HEAD~2",
        "commit": repository.git("rev-parse", "HEAD~2"),
        "plan": {"id": "p-2024", "year": 2024, "title": "A plan"},
        "carry_forward": False,
        "sample": False,
    }
    assert (found["new"]["revision"], found["new"]["commit"]) == (None, None)
    assert (found["sample"], found["changed"]) == (False, True)
    assert found["summary"]["flips"] == {"province": 1, "units": 1}
    assert found["summary"]["figures"] == {"added": 0, "removed": 0, "revised": 1, "restated": 0}
    assert found["figures"] == [
        {
            "unit": "bac-ai",
            "indicator": "village-roads",
            "part": None,
            "change": "revised",
            "old": {
                "state": "reported",
                "value": 30,
                "percent": None,
                "text": None,
                "source": {"path": f"HEAD~2:{BAC_AI}", "line": 7},
            },
            "new": {
                "state": "reported",
                "value": 27,
                "percent": None,
                "text": None,
                "source": {"path": BAC_AI, "line": 7},
            },
            "difference": -3,
            "relative": -10,
            "reason": None,
            "cause": None,
            "note": None,
        }
    ]
    assert found["notes"] == []
    province = found["flips"][0]
    assert (province["unit"], province["worse"]) == (None, True)
    assert (province["old"]["status"], province["new"]["status"]) == ("met", "not_yet")
    assert (province["old"]["value"], province["new"]["value"]) == (77.5, 73.75)
    (cause,) = province["causes"]
    assert (cause["unit"], cause["sufficient"], cause["effect"]) == ("bac-ai", True, -3.75)
    assert [change["what"] for change in cause["changes"]] == ["figure"]
    (filed,) = found["submissions"]
    assert (filed["old"]["status"], filed["new"]["status"]) == ("provisional", "final")


@pytest.mark.usefixtures("repository")
def test_the_values_of_the_province_are_there_whether_or_not_a_verdict_flipped(ttdt: Ttdt) -> None:
    found = read(ttdt, "--rev", "HEAD~2")
    (roads,) = (one for one in found["values"] if one["indicator"] == "village-roads")
    assert (roads["old"]["value"], roads["new"]["value"]) == (77.5, 73.75)
    assert (roads["difference"], roads["old"]["status"], roads["new"]["status"]) == (
        -3.75, "met", "not_yet",
    )  # fmt: skip
    # 62 and 59 of 80 villages against 75 %.
    assert (roads["counted_difference"], roads["counted_units"]) == (-3, 2)
    assert roads["percent_of_plan_difference"] == -5
    assert roads["new"]["percent_of_plan"] == 98.333333
    assert read(ttdt, "--rev", "HEAD~2", "--unit", "bac-ai")["values"] == []
    page = ttdt("diff", "Q2", "--rev", "HEAD~2").out
    assert "Values of the province" in page


@pytest.mark.parametrize(
    ("rev", "expected"),
    [
        ("HEAD~2", [("bac-ai", 30, 20)]),
        ("HEAD", [("bac-ai", 27, 20)]),
        ("HEAD~2..HEAD~1", [("bac-ai", 30, 27)]),
        ("HEAD~1..HEAD~2", [("bac-ai", 27, 30)]),
        ("HEAD~2..", [("bac-ai", 30, 27)]),
        ("..HEAD~2", [("bac-ai", 27, 30)]),
        ("..", []),
    ],
)
def test_an_empty_side_is_head_and_no_side_the_files_on_disk(
    ttdt: Ttdt, repository: Repository, rev: str, expected: object
) -> None:
    repository.write({BAC_AI: submission("bac-ai", 20)})
    assert revised(read(ttdt, "Q2", "--rev", rev)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("Q1", "Q2"), [("bac-ai", 24, 27)]),
        (("Q2", "Q1"), [("bac-ai", 27, 24)]),
        (("Q2",), [("bac-ai", 24, 27)]),
        (("latest",), [("bac-ai", 24, 27)]),
        ((), [("bac-ai", 24, 27)]),
    ],
)
def test_two_periods_and_what_is_meant_by_fewer(
    ttdt: Ttdt, repository: Repository, words: tuple[str, ...], expected: object
) -> None:
    for unit, value in (("bac-ai", 24), ("ninh-son", 32)):
        name = f"data/districts/{unit}/2024-Q1.yaml"
        repository.write({name: submission(unit, value, period="2024-Q1")})
    assert revised(read(ttdt, *words)) == expected


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Q2", "2024-Q2"),
         "both sides are quarter 2 of 2024; name two periods, or a git revision with --rev"),
        (("Q1", "Q2", "Q3"), "name at most two periods, as in ttdt diff Q1 Q2"),
        (("Q1", "Q2", "--rev", "HEAD"), "with --rev, name one period: it is compared with itself"),
        (("Q2",), ("nobody has submitted anything before quarter 2 of 2024; name two periods, or a"
         " git revision with --rev")),
        (("Q1", "2023-Q4"), "there is no plan for 2023; plans: 2024"),
        (("--rev", "HEAD...main"), "--rev: write OLD..NEW with two dots, not three"),
        (("--rev", "nope"), "git does not know nope"),
        (("--rev", "nope..HEAD"), "git does not know nope"),
        (("--rev", "HEAD..nope"), "git does not know nope"),
        (("--rev", "--exec=x"),
         "--rev: “--exec=x” is no revision; name a commit, branch or tag, as in HEAD~1"),
        (("--rev", ""), "--rev: “” is no revision; name a commit, branch or tag, as in HEAD~1"),
        (("quarter", "Q2"), ("diff: “quarter” is unknown; it can be: 2024-Q2, Q2, H1, T6,"
         " village-roads (2.2), bac-ai, ninh-son, …")),
        (("Q1", "Q2", "--fail-on", "revised"),
         "--fail-on: “revised” is unknown; it can be: changed, flipped, worse"),
        (("--rev", "HEAD", "--unit", "nowhere"),
         "--unit: “nowhere” is unknown; it can be: bac-ai, ninh-son"),
    ],
)  # fmt: skip
def test_what_could_not_be_compared(ttdt: Ttdt, arguments: tuple[str, ...], said: str) -> None:
    assert ttdt("diff", *arguments) == (2, "", f"ttdt: {said}\n")


def test_where_nobody_has_submitted_anything(ttdt: Ttdt, repository: Repository) -> None:
    repository.commit({BAC_AI: None, NINH_SON: None})
    said = "ttdt: nobody has submitted anything yet; name the periods, as in ttdt diff Q1 Q2\n"
    for arguments in ((), ("latest",), ("--rev", "HEAD~1")):
        assert ttdt("diff", *arguments) == (2, "", said)
    assert ttdt("diff", "Q1", "Q2").out.splitlines()[-1] == "Nothing changed."
    assert revised(read(ttdt, "Q2", "--rev", "HEAD~1")) == [
        ("bac-ai", 27, None),
        ("ninh-son", 32, None),
    ]


def test_a_revision_without_the_plan(ttdt: Ttdt, repository: Repository) -> None:
    repository.commit({TARGETS: None, "data/targets-2023.yaml": PLAN.replace("2024", "2023")})
    repository.commit({TARGETS: PLAN, "data/targets-2023.yaml": None})
    said = "ttdt: at HEAD~1 there is no plan for 2024\n"
    assert ttdt("diff", "Q2", "--rev", "HEAD~1") == (2, "", said)
    repository.commit({TARGETS: None, "data/x": "x\n"})
    repository.commit({TARGETS: PLAN})
    assert ttdt("diff", "Q2", "--rev", "HEAD~1") == (
        2,
        "",
        "ttdt: there is no plan in HEAD~1:data: no file is called targets-<year>.yaml\n",
    )


def test_errors_of_a_plan_are_named_where_the_revision_has_them(
    ttdt: Ttdt, repository: Repository
) -> None:
    repository.commit({TARGETS: PLAN.replace("measure: rate", "measure: guess")})
    repository.commit({TARGETS: PLAN})
    result = ttdt("diff", "Q2", "--rev", "HEAD~1")
    assert result.code == 2
    first, last = result.err.splitlines()
    assert first.startswith(f"HEAD~1:{TARGETS}:17:14: TT105 ")
    assert last == (f"ttdt: the plan HEAD~1:{TARGETS} has errors, so nothing can be computed")


@pytest.mark.usefixtures("repository")
def test_nothing_changed_is_said_and_with_q_only_where_it_was_asked_for(
    ttdt: Ttdt, tmp_path: Path
) -> None:
    same = ("diff", "Q2", "--rev", "HEAD~1")
    result = ttdt(*same, "--fail-on", "changed")
    assert result.code == 0
    assert result.out.splitlines()[-1] == "Nothing changed."
    assert ttdt(*same, "-q") == (0, "", "")
    assert json.loads(ttdt(*same, "-q", "--format", "json").out)["changed"] is False
    output = tmp_path / "changes.txt"
    assert ttdt(*same, "-q", "-o", str(output)) == (0, "", "")
    assert "Nothing changed." in output.read_text(encoding="utf-8")


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("conditions", "more", "code"),
    [
        ("changed", (), 3),
        ("flipped", (), 3),
        ("worse", (), 3),
        ("flipped", ("--unit", "bac-ai"), 3),
        ("flipped", ("--unit", "ninh-son"), 0),
        ("changed", ("--unit", "ninh-son"), 0),
    ],
)
def test_conditions(ttdt: Ttdt, conditions: str, more: tuple[str, ...], code: int) -> None:
    assert ttdt("diff", "--rev", "HEAD~2", "--fail-on", conditions, *more).code == code


@pytest.mark.usefixtures("repository")
def test_a_verdict_that_got_better_is_not_worse(ttdt: Ttdt) -> None:
    back = ("diff", "--rev", "HEAD~1..HEAD~2", "-q")
    assert ttdt(*back, "--fail-on", "worse").code == 0
    assert ttdt(*back, "--fail-on", "worse", "--fail-on", "flipped").code == 3


def test_errors_of_the_new_side_exit_with_1_before_any_condition(
    ttdt: Ttdt, repository: Repository
) -> None:
    repository.write({BAC_AI: submission("bac-ai", 41)})  # of 40
    result = ttdt("diff", "--rev", "HEAD", "--fail-on", "changed")
    assert result.code == 1
    assert "Invalid, and left out" in result.out
    assert f"{BAC_AI}:7:18: TT201 " in result.out
    repository.commit({})
    repository.write({BAC_AI: submission("bac-ai", 40)})
    assert ttdt("diff", "--rev", "HEAD", "--fail-on", "changed").code == 3


def test_what_is_gone_from_the_plan_can_be_asked_for(ttdt: Ttdt, repository: Repository) -> None:
    without = PLAN.replace('  ninh-son: {code: "585", name: Ninh Sơn}\n', "")
    for old, new in (("village-roads", "rural-roads"), ("Village roads", "Rural roads")):
        without = without.replace(old, new)
    repository.write({TARGETS: without})
    found = read(ttdt, "--rev", "HEAD", "--unit", "Ninh Sơn", "--indicator", "village-roads")
    assert [
        (change["unit"], change["indicator"], change["change"]) for change in found["plan"]
    ] == [(None, "village-roads", "removed")]
    assert [(change["unit"], change["change"]) for change in found["figures"]] == [
        ("ninh-son", "removed")
    ]


def test_a_link_at_a_revision_is_said_not_to_be_followed(
    ttdt: Ttdt, repository: Repository
) -> None:
    (repository.folder / "data/districts/bac-ai/2024-Q1.yaml").symlink_to("2024-Q2.yaml")
    repository.commit({})
    said = "ttdt: links at HEAD are not followed: districts/bac-ai/2024-Q1.yaml\n"
    assert ttdt("diff", "Q2", "--rev", "HEAD").err == said
    assert ttdt("diff", "Q2", "--rev", "HEAD", "-q").err == ""


@pytest.mark.usefixtures("repository")
def test_a_workspace_named_from_elsewhere(
    ttdt: Ttdt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = read(ttdt, "--data", "repository/data", "--rev", "HEAD~2")
    (change,) = found["figures"]
    assert change["old"]["source"]["path"] == f"HEAD~2:{BAC_AI}"
    assert change["new"]["source"]["path"] == f"repository/{BAC_AI}"


def test_names_are_never_markup(ttdt: Ttdt, repository: Repository) -> None:
    repository.write({TARGETS: PLAN.replace("name: Bác Ái", 'name: "[red]Bác[/b] :smile:"')})
    for form in ("plain", "table"):
        out = ttdt("diff", "--rev", "HEAD~2", "--format", form, "--color", "always").out
        assert "[red]Bác[/b]" in out


def cells(out: str, heading: str) -> list[list[str]]:
    """Return the rows of the table below a heading, its titles first."""
    lines = out.split(f"\n{heading}\n")[1].split("\n\n", maxsplit=1)[0].splitlines()
    return [re.split(r"  +", line) for line in lines]


def test_every_aspect_of_the_plan_is_said_before_and_now(
    ttdt: Ttdt, repository: Repository
) -> None:
    aspects = """\
    better: higher
    scope: province
    target: {more_than: 80, by_unit: {bac-ai: 85, ninh-son: 70}}
    pace: {Q1: 72, Q3: 78}
"""
    plan = PLAN.replace("    target: {at_least: 75}\n", aspects)
    plan = plan.replace("population: villages", "population: hamlets")
    plan = plan.replace("populations:\n", "populations:\n  hamlets: {name: {vi: xóm}}\n")
    plan = plan.replace("units:\n", 'units:\n  ninh-hai: {code: "586", name: Ninh Hải}\n')
    repository.write({TARGETS: plan})
    assert cells(ttdt("diff", "--rev", "HEAD").out, "The plan") == [
        ["Clause", "Indicator or unit", "What", "Before", "Now", "id"],
        ["-", "Ninh Hải", "added", "-", "-", "-"],
        ["2.2", "Village roads", "target", "≥ 75 %", "> 80 %", "village-roads"],
        ["2.2", "Village roads", "targets by unit", "none", "Bác Ái 85, Ninh Sơn 70",
         "village-roads"],
        ["2.2", "Village roads", "scope", "none", "province", "village-roads"],
        ["2.2", "Village roads", "expected pace", "linear", "Q1 72, Q3 78", "village-roads"],
        ["2.2", "Village roads", "population", "villages", "xóm", "village-roads"],
    ]  # fmt: skip


def test_a_measure_and_an_indicator_that_changed(ttdt: Ttdt, repository: Repository) -> None:
    count = PLAN.replace("measure: rate", "measure: count\n    pace: none")
    count = count.replace("    population: villages\n", "").replace("at_least", "at_most")
    count += """\
  teams: {clause: "3", group: infrastructure, name: {vi: đội}, measure: count}
"""
    repository.write({TARGETS: count})
    out = ttdt("diff", "--rev", "HEAD").out
    assert [row[2:5] for row in cells(out, "The plan")[1:]] == [
        ["target", "≥ 75 %", "≤ 75"],
        ["measure", "rate", "count"],
        ["better direction", "higher", "lower"],
        ["expected pace", "linear", "none"],
        ["population", "villages", "none"],
        ["added", "-", "not set"],
    ]
    assert cells(out, "Verdicts that changed: the units")[1] == [
        "Bác Ái", "2.2", "Village roads", "◌ not yet 67.5 % baseline missing", "◇ not graded 27",
        ("the plan: target ≥ 75 % → ≤ 75, measure rate → count, better direction higher → lower,"
        " expected pace linear → none, population villages → none"), "village-roads",
    ]  # fmt: skip


def test_both_periods_may_end_on_the_same_day(ttdt: Ttdt, repository: Repository) -> None:
    name = "data/districts/bac-ai/2024-H1.yaml"
    repository.write({name: submission("bac-ai", 28, period="2024-H1")})
    out = ttdt("diff", "Q2", "H1").out
    assert "Both periods end on the same day: a unit that has submitted for one of them only" in out
    assert [row[0] for row in cells(out, "Figures changed")[1:]] == ["Bác Ái"]


def test_figures_of_another_period_are_not_called_revised_or_removed(
    ttdt: Ttdt, repository: Repository
) -> None:
    name = "data/districts/bac-ai/2024-Q1.yaml"
    other = "data/districts/ninh-son/2024-Q1.yaml"
    repository.write({name: submission("bac-ai", 25, period="2024-Q1")})
    repository.write({other: submission("ninh-son", 32, period="2024-Q1"), NINH_SON: None})
    out = ttdt("diff", "Q1", "Q2").out
    assert "; 1 figure changed; 1 figure missing now; 1 population changed;" in out
    assert [row[0] for row in cells(out, "Figures changed")[1:]] == ["Bác Ái"]
    assert [row[0] for row in cells(out, "Figures missing now")[1:]] == ["Ninh Sơn"]
    assert "revised" not in out
    assert "removed" not in out


def test_a_submission_that_went_or_cannot_be_read(ttdt: Ttdt, repository: Repository) -> None:
    repository.write({BAC_AI: None, NINH_SON: "a: [\n"})
    result = ttdt("diff", "--rev", "HEAD")
    assert result.code == 1
    whys = [row[-2] for row in cells(result.out, "Verdicts that changed: the units")[1:]]
    assert whys == ["not submitted now", "the submission cannot be read"]
    assert cells(result.out, "Submissions")[1:] == [
        ["Bác Ái", "final", "not submitted", f"HEAD:{BAC_AI}"],
        ["Ninh Sơn", "final", "unreadable", NINH_SON],
    ]


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Be in a repository with the example, in which everything has changed since."""
    made = Repository(tmp_path / "repository")
    shutil.copytree(EXAMPLE, made.folder / "data")
    made.commit({})
    monkeypatch.chdir(made.folder)
    data = made.folder / "data"

    def change(name: str, *swaps: tuple[str, str]) -> None:
        path = data / name
        text = path.read_text(encoding="utf-8")
        for old, new in swaps:
            assert old in text
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    districts = data / "districts"
    change(
        "districts/tay-hoa/2024-Q2.yaml",
        ("village-roads: 13", "village-roads: 11"),
        ("status: estimate", "status: final"),
        ("literacy: 5001", "literacy: 4400"),
        ("preschool: 95", 'preschool: {not_applicable: "Không có trẻ."}'),
        ("  child-underweight: 1469\n", ""),
    )
    change("districts/dong-son/2024-Q2.yaml", ("villages: 40", "villages: 42"))
    change("districts/dong-son/2023.yaml", ("preschool: 184", "preschool: 186"))
    change("targets-2024.yaml", ("{at_least: 98}", "{at_least: 90}"))
    shutil.copy(districts / "nam-phu/2024-Q1.yaml", districts / "nam-phu/2024-Q2.yaml")
    change("districts/nam-phu/2024-Q2.yaml", ("period: 2024-Q1", "period: 2024-Q2"))
    return made


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("diff.{}.txt", ("--format", "plain")),
        ("diff-160.{}.txt", ("--format", "table")),
        ("diff-80.{}.txt", ("--format", "table")),
        ("diff.{}.json", ("--format", "json", "--group", "people")),
    ],
)
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_whole_outputs(
    name: str,
    arguments: tuple[str, ...],
    lang: str,
    example: Repository,
    golden: Golden,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "160" if "160" in name else "80")
    assert run(["diff", "Q2", "--rev", "HEAD", "--lang", lang, *arguments]) == 0
    out = capsysbinary.readouterr().out.decode("utf-8")
    commit = example.git("rev-parse", "HEAD")
    # Whoever changes the example makes another commit of it.
    for digits in (40, 10):
        out = out.replace(commit[:digits], ("0123456789" * 4)[:digits])
    golden(name.format(lang), out)


@pytest.mark.usefixtures("example")
def test_two_periods_in_whole(ttdt: Ttdt, golden: Golden) -> None:
    golden("diff-periods.en.txt", ttdt("diff", "Q1", "Q2").out)


def test_a_unit_that_stayed_away_is_a_line_and_a_list_only_when_asked_for(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    names = [f"i{number}" for number in range(12)]
    indicators = "\n".join(
        f'  {name}: {{clause: "{name}", group: g, name: {{vi: {name}}}, measure: count}}'
        for name in names
    )
    plan = (
        "plan: p\nyear: 2024\ntitle: {vi: P}\nprovince: {code: '58', name: N}\n"
        "units:\n  a: {code: '1', name: A, kind: district}\n"
        "  b: {code: '2', name: B, kind: district}\n"
        f"groups: {{g: {{name: {{vi: g}}}}}}\nindicators:\n{indicators}\n"
    )

    def filed(unit: str, period: str, value: int) -> str:
        figures = "".join(f"  {name}: {value}\n" for name in names)
        return f"unit: {unit}\nperiod: {period}\nstatus: final\nfigures:\n{figures}"

    root = make_workspace(
        {
            "targets-2024.yaml": plan,
            "districts/a/2024-Q1.yaml": filed("a", "2024-Q1", 3),
            "districts/b/2024-Q1.yaml": filed("b", "2024-Q1", 3),
            "districts/a/2024-Q2.yaml": filed("a", "2024-Q2", 4),
        }
    )
    there = ("diff", "Q1", "Q2", "--data", str(root), "--format", "table")
    whole = ttdt(*there).out
    said = "B has submitted nothing now: 12 figures and 12 verdicts went with it"
    assert said in " ".join(whole.split())
    assert "Figures missing now" not in whole
    assert "12 figures changed" in whole
    for asked in ((*there, "--unit", "b"), ("diff", "Q1", "Q2", "--data", str(root))):
        listed = ttdt(*asked).out
        assert said not in " ".join(listed.split())
        assert "Figures missing now" in listed
    back = ttdt("diff", "Q2", "Q1", *there[3:]).out
    assert "B has submitted now: 12 figures and 12 verdicts came with it" in " ".join(back.split())
