from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.change.programme_plan import TEXT as PROGRAMME
from tests.cli.small_workspace import FILES, PLAN, submission
from tests.cli.tree_workspace import TREE

from ttdt.cli import new as command

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace, Ttdt

EXAMPLE = Path(__file__).parents[1] / "example"


@pytest.fixture
def data(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(FILES)


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data/districts"


def test_a_form_with_the_populations_of_the_newest_submission(ttdt: Ttdt, data: Path) -> None:
    older = submission("bac-ai", 20, villages=38, period="2024-Q1")
    (data / "districts/bac-ai/2024-Q1.yaml").write_text(older, encoding="utf-8")
    code, out, err = ttdt("new", "--unit", "Bác Ái", "--period", "Q3", "--data", str(data))
    assert (code, out) == (0, "")
    assert err == f"wrote {data}/districts/bac-ai/2024-Q3.yaml\n"
    text = (data / "districts/bac-ai/2024-Q3.yaml").read_text("utf-8")
    assert "  villages: 40  # villages (2024-Q2: please confirm)\n" in text
    assert text.endswith("  village-roads:\n")
    assert "$schema" not in text
    assert "sample" not in text
    # A form for a day before has nothing to take over but what is older still.
    ttdt("new", "--unit", "ninh-son", "--period", "Q1", "--data", str(data))
    assert "  villages:  # villages\n" in (data / "districts/ninh-son/2024-Q1.yaml").read_text(
        "utf-8"
    )


def test_the_end_of_the_year_before_is_taken_over_from(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    data = make_workspace(
        {
            "targets-2024.yaml": PLAN,
            "districts/bac-ai/2023.yaml": submission("bac-ai", 3, 37, '"2023"'),
        }
    )
    ttdt("new", "--unit", "bac-ai", "--period", "Q1", "--data", str(data))
    text = (data / "districts/bac-ai/2024-Q1.yaml").read_text("utf-8")
    assert "  villages: 37  # villages (2023: please confirm)\n" in text


def test_populations_of_sample_data_stay_marked(ttdt: Ttdt, example: Path) -> None:
    assert ttdt("new", "--unit", "dong-son", "-p", "Q3").code == 0
    assert "\nsample: true  # " in (example / "dong-son/2024-Q3.yaml").read_text("utf-8")
    assert ttdt("new", "--unit", "dong-son", "-p", "2023-12").code == 0
    assert "\nsample:" in (example / "dong-son/2023-12.yaml").read_text("utf-8")


def test_all_units_and_those_that_are_there_stay(ttdt: Ttdt, data: Path) -> None:
    (data / "districts/ninh-son/2024-Q2.yaml").unlink()
    before = (data / "districts/bac-ai/2024-Q2.yaml").read_bytes()
    code, _, err = ttdt("new", "--all", "--period", "Q2", "--data", str(data))
    assert code == 0
    assert "bac-ai/2024-Q2.yaml is there already and stays" in err
    assert "wrote " in err
    assert (data / "districts/bac-ai/2024-Q2.yaml").read_bytes() == before
    assert ttdt("new", "--all", "--period", "Q2", "--data", str(data), "-q") == (0, "", "")


def test_a_named_one_that_is_there_stays_and_nothing_is_written(ttdt: Ttdt, data: Path) -> None:
    (data / "districts/ninh-son/2024-Q2.yaml").unlink()
    words = ("--unit", "ninh-son", "--unit", "bac-ai", "--period", "Q2", "--data", str(data))
    code, out, err = ttdt("new", *words)
    assert (code, out) == (2, "")
    assert "nothing was written, because it is there already" in err
    assert not (data / "districts/ninh-son/2024-Q2.yaml").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--period", "Q3"), "--all"),
        (("--all", "--unit", "bac-ai", "--period", "Q3"), "--all"),
        (("--all",), "name the period"),
        (("--all", "--period", "Q7"), "“Q7” is unknown"),
        (("--all", "--period", "2025-Q1"), "no plan for 2025"),
        (("--unit", "bacai", "--period", "Q3"), "did you mean “bac-ai”?"),
    ],
)
def test_what_it_must_be_told(ttdt: Ttdt, data: Path, words: tuple[str, ...], said: str) -> None:
    code, out, err = ttdt("new", *words, "--data", str(data))
    assert (code, out) == (2, "")
    assert said in err


def test_the_schema_is_named_where_there_is_one(ttdt: Ttdt, example: Path) -> None:
    schema = example.parents[1] / "schemas/submission.schema.json"
    schema.parent.mkdir()
    schema.write_text("{}", encoding="utf-8")
    ttdt("new", "--unit", "tay-hoa", "-p", "Q3")
    made = example / "tay-hoa/2024-Q3.yaml"
    first = made.read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../../schemas/submission.schema.json"
    assert (made.parent / first.partition("=")[2]).resolve() == schema.resolve()


@pytest.mark.usefixtures("example")
def test_an_untouched_form_is_no_submission(ttdt: Ttdt) -> None:
    report = ttdt("report", "--format", "json").out
    checked = ttdt("check", "--format", "concise").out
    assert ttdt("new", "--all", "--period", "Q3", "-q").code == 0
    # The newest period with a submission is still the one before.
    assert ttdt("report", "--format", "json").out == report
    after = ttdt("report", "--period", "Q3", "--format", "json")
    assert after.code == 0
    assert '"submitted": 0' in after.out
    assert '"status": "met"' not in after.out
    # What is missing is said once, and no more.
    fresh = set(ttdt("check", "--format", "concise").out.splitlines()) - set(checked.splitlines())
    said = sorted(line.partition(": ")[2].partition(" ")[0] for line in fresh)
    assert said == ["TT102", "TT102", "TT102", "TT407", "TT407", "TT407"]
    assert all("2024-Q3.yaml" in line for line in fresh)
    status = ttdt("status", "--period", "Q3", "--format", "json")
    assert status.code == 0
    assert '"empty": true' in status.out


def test_a_form_for_one_unit_makes_nobody_else_late(ttdt: Ttdt, example: Path) -> None:
    ttdt("new", "--unit", "dong-son", "--period", "Q3", "-q")
    assert "tay-hoa/2024-Q3" not in ttdt("check", "--format", "concise").out
    # As soon as one unit has reported, the others are missing.
    first = ttdt("set", "dong-son", "Q3", "status=provisional", "village-roads=31")
    # That the rest is still empty is not news.
    assert (first.code, first.err) == (0, "wrote data/districts/dong-son/2024-Q3.yaml\n")
    assert "tay-hoa/2024-Q3.yaml:1:1: TT405" in ttdt("check", "--format", "concise").out
    made = (example / "dong-son/2024-Q3.yaml").read_text("utf-8")
    assert "status: provisional  # estimate" in made
    assert "  village-roads: 31\n" in made


def test_a_form_takes_nothing_over_from_a_form(ttdt: Ttdt, example: Path) -> None:
    ttdt("new", "--unit", "dong-son", "--period", "Q3", "-q")
    ttdt("new", "--unit", "dong-son", "--period", "Q4", "-q")
    text = (example / "dong-son/2024-Q4.yaml").read_text("utf-8")
    assert "(2024-Q2: please confirm)" in text
    assert "2024-Q3" not in text


def test_a_file_for_the_same_day_is_named(ttdt: Ttdt, data: Path) -> None:
    err = ttdt("new", "--unit", "bac-ai", "--period", "H1", "--data", str(data)).err
    assert "2024-Q2.yaml speaks of the same day" in err
    assert (data / "districts/bac-ai/2024-H1.yaml").is_file()


def test_of_many_units_only_how_many_have_files_is_said(
    ttdt: Ttdt, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "_MOST_NAMED", 1)
    (data / "districts/ninh-son/2024-Q2.yaml").unlink()
    words = ("new", "--all", "--data", str(data), "--period")
    assert ttdt(*words, "Q2") == (
        0,
        "",
        "wrote 1 file for 2024-Q2\n1 file for 2024-Q2 is there already and stays\n",
    )
    # What is doubtful is named all the same, as long as it is not much.
    assert ttdt(*words, "H1").err == (
        f"{data}/districts/bac-ai/2024-Q2.yaml speaks of the same day; keep only one of the two\n"
        "1 more file speaks of the same day as one of the new ones\n"
        "wrote 2 files for 2024-H1\n"
    )
    assert ttdt(*words, "H1").err == "2 files for 2024-H1 are there already and stay\n"


def test_a_folder_that_cannot_be_made_is_said(ttdt: Ttdt, data: Path) -> None:
    shutil.rmtree(data / "districts/bac-ai")
    (data / "districts/bac-ai").write_text("", encoding="utf-8")
    code, out, err = ttdt("new", "--unit", "bac-ai", "--period", "Q3", "--data", str(data))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert (data / "districts/bac-ai").read_bytes() == b""


def test_all_are_the_units_without_units_below_them(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    data = make_workspace(TREE)
    code, _, err = ttdt("new", "--all", "--period", "Q3", "--data", str(data))
    assert code == 0
    assert err.splitlines() == [
        f"wrote {data}/districts/bac-ai/phuoc-binh/2024-Q3.yaml",
        f"wrote {data}/districts/bac-ai/phuoc-hoa/2024-Q3.yaml",
        f"wrote {data}/districts/ninh-son/2024-Q3.yaml",
    ]
    text = (data / "districts/bac-ai/phuoc-binh/2024-Q3.yaml").read_text("utf-8")
    assert "\nunit: phuoc-binh\n" in text
    assert "  villages: 4  # villages (2024-Q2: please confirm)\n" in text


def test_those_below_an_area(ttdt: Ttdt, make_workspace: MakeWorkspace) -> None:
    data = make_workspace(TREE)
    code, _, err = ttdt("new", "--below", "Bác Ái", "--period", "Q2", "--data", str(data))
    assert code == 0
    assert err.splitlines() == [
        f"{data}/districts/bac-ai/phuoc-binh/2024-Q2.yaml is there already and stays",
        f"wrote {data}/districts/bac-ai/phuoc-hoa/2024-Q2.yaml",
    ]
    code, _, err = ttdt("new", "--below", "ninh-son", "--period", "Q2", "--data", str(data))
    assert (code, err) == (2, "ttdt: --below: Ninh Sơn has no units below it\n")


@pytest.mark.parametrize("name", ["province", "58", "ninh thuan", "tỉnh Ninh Thuận"])
def test_the_plans_own_area(ttdt: Ttdt, make_workspace: MakeWorkspace, name: str) -> None:
    data = make_workspace(TREE)
    code, _, err = ttdt("new", "--unit", name, "--period", "Q3", "--data", str(data))
    assert (code, err) == (0, f"wrote {data}/province/2024-Q3.yaml\n")
    text = (data / "province/2024-Q3.yaml").read_text("utf-8")
    assert text.startswith("# Ninh Thuận, quarter 3 of 2024\n")
    assert "\nunit: province\n" in text
    code, _, err = ttdt(
        "set", name, "Q3", "status=final", "populations.villages=44", "village-roads=30",
        "--data", str(data),
    )  # fmt: skip
    assert code == 0, err
    report = ttdt("report", "--period", "Q3", "--format", "json", "--data", str(data))
    assert json.loads(report.out)["indicators"][0]["province"]["numerator"] == 30


def test_the_schema_is_reached_from_every_depth(ttdt: Ttdt, make_workspace: MakeWorkspace) -> None:
    data = make_workspace(TREE)
    (data.parent / "schemas").mkdir()
    (data.parent / "schemas/submission.schema.json").write_text("{}")
    ttdt("new", "--all", "--period", "Q3", "--data", str(data))
    ttdt("new", "--unit", "province", "--period", "Q3", "--data", str(data))
    for place in ("districts/bac-ai/phuoc-hoa", "districts/ninh-son", "province"):
        first = (data / place / "2024-Q3.yaml").read_text("utf-8").splitlines()[0]
        schema = first.rpartition("$schema=")[2]
        assert (data / place / schema).resolve() == data.parent / "schemas/submission.schema.json"


def formed(formerly: str, *more: str) -> dict[str, str]:
    """Return a workspace of 2025 in which `lam-son`, once a unit itself, is formed of others."""
    head = """\
plan: p-{year}
year: {year}
title: {{vi: Kế hoạch}}
province: {{code: "58", name: Ninh Thuận}}
units: {{{units}}}
populations: {{villages: {{name: {{vi: thôn, en: villages}}}}}}
groups: {{g: {{name: {{vi: G}}}}}}
indicators:
  roads: {{clause: "1", group: g, name: {{vi: đường}}, measure: reduction, population: villages}}
"""
    said = (
        "{{unit: {0}, period: 2024, status: final, populations: {{villages: {1}}}, figures: {2}}}"
    )
    names = ("lam-son", "luong-son")
    old = ", ".join(f"{name}: {{code: '', name: {name}}}" for name in names)
    new = f"lam-son: {{code: '', name: Lâm Sơn, formerly: [{formerly}]}}"
    return {
        "targets-2024.yaml": head.format(year=2024, units=old),
        "targets-2025.yaml": head.format(year=2025, units=", ".join((new, *more))),
        "districts/lam-son/2024.yaml": said.format("lam-son", 12, "{roads: 3}"),
        "districts/luong-son/2024.yaml": said.format("luong-son", 8, "{roads: 2}"),
    }


OTHER = "luong-son: {code: '', name: Lương Sơn, formerly: [luong-son]}"


@pytest.mark.parametrize(
    ("formerly", "others", "said"),
    [
        # 12 and 8 villages; its own name is that of one of the two.
        (
            "luong-son, lam-son",
            (),
            " 20  # villages (2024, the sum of luong-son, lam-son: please confirm)",
        ),
        ("lam-son", (OTHER,), " 12  # villages (2024: please confirm)"),
        ("luong-son", (), " 8  # villages (2024, the sum of luong-son: please confirm)"),
        # Which part of a unit that went to two is here is not known, nor what is not on file.
        ("luong-son, lam-son", (OTHER,), "  # villages"),
        ("lam-son, unknown", (), "  # villages"),
    ],
)
def test_populations_of_a_unit_that_others_became(
    ttdt: Ttdt, make_workspace: MakeWorkspace, formerly: str, others: tuple[str, ...], said: str
) -> None:
    data = make_workspace(formed(formerly, *others))
    assert ttdt("new", "--unit", "lam-son", "--period", "2025-Q1", "--data", str(data)).code == 0
    text = (data / "districts/lam-son/2025-Q1.yaml").read_text("utf-8")
    assert f"\n  villages:{said}\n" in text


def test_money_and_tasks_of_the_newest_submission(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    reported = "unit: bac-ai\nperiod: 2024-{}\nstatus: final\nsample: true\n{}\n"
    older = (
        "funding: {p1: {central: {assigned: 9, disbursed: 0}}}\n"
        "tasks: {iii-1-1: done, iii-4-1: under_way}"
    )
    newer = (
        "funding: {p1: {local: {assigned: 500, disbursed: 100.5}}}\ntasks: {iii-4-1: not_started}"
    )
    data = make_workspace(
        {
            "targets-2024.yaml": PROGRAMME,
            "districts/bac-ai/2024-Q1.yaml": reported.format("Q1", older),
            "districts/bac-ai/2024-Q2.yaml": reported.format("Q2", newer),
        }
    )
    assert ttdt("new", "--all", "--period", "Q3", "--data", str(data)).code == 0
    text = (data / "districts/bac-ai/2024-Q3.yaml").read_text("utf-8")
    assert "  p1:\n    local: {carried_over: 0, assigned: 500, disbursed: }  # " in text
    assert "central:" not in text
    assert "  iii-1-1: done  # 2024-Q1: please confirm\n" in text
    assert "  iii-4-1:  # 2024-Q2: not_started\n" in text
    assert "sample: true  # the populations and amounts below are illustrative" in text
    other = (data / "districts/ninh-son/2024-Q3.yaml").read_text("utf-8")
    assert "iii-4-1" not in other
    assert "No earlier submission of this unit names any money." in other
    # What nobody has filled in is no report.
    status = ttdt("status", "--period", "Q3", "--data", str(data)).out
    assert "0 of 2 units have submitted" in status
