from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.change.programme_plan import TEXT as PROGRAMME
from tests.cli.small_workspace import FILES, PLAN, submission

if TYPE_CHECKING:
    from tests.conftest import Golden, MakeWorkspace, Ttdt

EXAMPLE = Path(__file__).parents[1] / "example"
PLACE = "districts/bac-ai/2024-Q2.yaml"


@pytest.fixture
def data(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(FILES)


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data/districts/dong-son/2024-Q2.yaml"


def test_one_figure(ttdt: Ttdt, data: Path) -> None:
    before = (data / PLACE).read_text("utf-8")
    code, out, err = ttdt("set", "bac-ai", "Q2", "village-roads=31", "--data", str(data))
    assert code == 0
    assert "village-roads" in out
    assert (data / PLACE).read_text("utf-8") == before.replace(": 30", ": 31")
    assert err.startswith("wrote ")
    assert not list(data.rglob(".*"))


def test_a_note_and_a_cause_stand_beside_what_a_figure_says(ttdt: Ttdt, example: Path) -> None:
    before = example.read_text("utf-8")
    words = ("village-roads", "solid-facilities/schools", "literacy")
    code, out, _ = ttdt(
        "set", "dong-son", "Q2", *(f"{word}.cause=Mưa lũ kéo dài" for word in words),
        "2.1.note=Chờ nghiệm thu",
    )  # fmt: skip
    assert code == 0
    assert "cause: Mưa lũ kéo dài" in out
    assert "note: Chờ nghiệm thu" in out
    changed = before.replace(
        'cùng lúc."}}', 'cùng lúc."}, note: "Chờ nghiệm thu", cause: "Mưa lũ kéo dài"}'
    )
    changed = changed.replace("schools: 46", 'schools: {value: 46, cause: "Mưa lũ kéo dài"}')
    changed = changed.replace("literacy: 8111", 'literacy: {value: 8111, cause: "Mưa lũ kéo dài"}')
    assert example.read_text("utf-8") == changed
    taken = [f"{word}.cause=-" for word in words]
    assert ttdt("set", "dong-son", "Q2", *taken, "village-roads.note=-")[0] == 0
    assert example.read_text("utf-8") == before.replace(
        "schools: 46", "schools: {value: 46}"
    ).replace("literacy: 8111", "literacy: {value: 8111}")


def test_the_whole_answer(ttdt: Ttdt, example: Path, golden: Golden) -> None:
    code, out, err = ttdt(
        "set", "Đông Sơn", "2024-Q2", "village-roads=31", "solid-facilities/schools=47",
        "populations.villages=41", "status=final", "submitted=2/7/2024", "health-insurance=95.5%",
        "literacy=-:chưa tổng hợp", "resettled-households=n/a:no site", "cooperatives=Ba hợp đồng.",
    )  # fmt: skip
    assert (code, err) == (0, f"wrote {Path('data/districts/dong-son/2024-Q2.yaml')}\n")
    golden("set.en.txt", out)
    golden("set.en.yaml", example.read_text("utf-8"))


def test_a_terminal_gets_a_table_and_vietnamese(
    ttdt: Ttdt, example: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ttdt.cli.applying_changes.is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    words = ("set", "dong-son", "quý II", "village-roads=31", "preschool=-:chưa đếm xong")
    code, out, _ = ttdt(*words, "--lang", "vi")
    assert code == 0
    golden("set-80.vi.txt", out)
    assert "village-roads: {value: 31," in example.read_text("utf-8")


def test_what_is_there_already_is_not_written_again(ttdt: Ttdt, data: Path) -> None:
    before = (data / PLACE).stat()
    code, out, err = ttdt(
        "set", "bac-ai", "Q2", "village-roads=30", "status=final", "--data", str(data)
    )
    assert (code, out) == (0, "")
    assert "nothing to change" in err
    after = (data / PLACE).stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert ttdt("set", "bac-ai", "Q2", "village-roads=30", "--data", str(data), "-q") == (0, "", "")


def test_a_dry_run_writes_nothing(ttdt: Ttdt, data: Path) -> None:
    before = (data / PLACE).read_bytes()
    words = ("set", "bac-ai", "Q2", "--data", str(data), "--dry-run")
    code, out, err = ttdt(*words, "village-roads=31")
    assert (code, (data / PLACE).read_bytes()) == (0, before)
    assert "village-roads" in out
    assert err.startswith("dry run: nothing was written")
    assert ttdt(*words, "village-roads=31", "-q").err == ""
    code, _, err = ttdt(*words, "village-roads=41")
    assert (code, (data / PLACE).read_bytes()) == (1, before)
    assert "TT201" in err


@pytest.mark.parametrize(
    ("value", "rule"),
    [("village-roads=41", "TT201"), ("village-roads=-1", "TT202"), ("village-roads=3.5", "TT203"),
     ("village-roads=101%", "TT204"), ("populations.villages=29", "TT201")],
)  # fmt: skip
def test_a_change_that_brings_an_error_is_not_written(
    ttdt: Ttdt, data: Path, value: str, rule: str
) -> None:
    before = (data / PLACE).read_bytes()
    code, _, err = ttdt("set", "bac-ai", "Q2", "status=estimate", value, "--data", str(data))
    assert code == 1
    assert rule in err
    assert err.endswith("nothing was written: this change brings 1 error\n")
    assert (data / PLACE).read_bytes() == before
    quiet = ttdt("set", "bac-ai", "Q2", value, "--data", str(data), "-q")
    assert (quiet.code, quiet.out) == (1, "")
    assert rule in quiet.err


def test_an_error_that_was_there_before_is_said_and_blocks_nothing(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    broken = submission("bac-ai", 30) + "  vilage: 3\nnote: 4\n"
    data = make_workspace({"targets-2024.yaml": PLAN, PLACE: broken})
    words = ("set", "bac-ai", "Q2", "--data", str(data))
    code, _, err = ttdt(*words, "village-roads=31", "populations.villages=41")
    assert code == 0
    assert "had 2 errors before, which stay" in err
    assert "village-roads: 31" in (data / PLACE).read_text("utf-8")
    # Mending one of two is no new error, and to break what was broken otherwise is one.
    assert "had 1 error before, which stays" in ttdt(*words, "note=Lời ghi").err
    assert ttdt(*words, "village-roads=99", "-q").code == 1


def test_a_new_warning_is_said_and_written(ttdt: Ttdt, make_workspace: MakeWorkspace) -> None:
    first = submission("bac-ai", 30, period="2024-Q1")
    data = make_workspace({**FILES, "districts/bac-ai/2024-Q1.yaml": first})
    words = ("set", "bac-ai", "--data", str(data))
    code, _, err = ttdt(*words, "2024-Q2", "populations.villages=90")
    assert code == 0
    assert "TT302" in err
    assert "villages: 90" in (data / PLACE).read_text("utf-8")
    code, out, err = ttdt(*words, "2024-Q2", "populations.villages=91", "-q")
    assert (code, out, err) == (0, "", "")
    # What an earlier round does to a later one is seen from there, too.
    assert "2024-Q2.yaml" not in ttdt(*words, "Q1", "populations.villages=91").err


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("village-roads=1.234", "if 1234 is meant, write 1234"),
        ("village-roads=1,234", "if 1234 is meant, write 1234"),
        ("village-roads=1.234,5", "if 1234.5 is meant, write 1234.5"),
        ("village-roads=31,5", "if 31.5 is meant, write 31.5"),
        ("village-roads=1 234", "if 1234 is meant, write 1234"),
        ("village-roads=98,2%", "if 98.2% is meant, write 98.2%"),
        ("village-roads=031", "is no number"),
        ("village-roads=1e3", "is no number"),
        ("village-roads=３", "is no number"),
        ("village-roads=9999999999999999999", "is no number"),
        ("village-roads=abc", "is no number"),
        ("populations.villages=1.234", "if 1234 is meant, write 1234"),
        ("populations.villages=98%", "is no number"),
        ("village-roads=n/a", "needs a reason"),
        ("village-roads=n/a: ", "needs a reason"),
        ("village-roads=-:", "needs a reason"),
        ("village-roads", "NAME=VALUE"),
        ("=3", "NAME=VALUE"),
        ("vilage-roads=3", "did you mean “village-roads”?"),
        ("villages=3", "write populations.villages=…"),
        ("populations.village=3", "did you mean “populations.villages”?"),
        ("village-roads/schools=3", "is unknown"),
        ("status=fnal", "did you mean “final”?"),
        ("status=", "is unknown"),
        ("village-roads=", "“village-roads” has no value; write village-roads=- where there is"),
        ("populations.villages=", "has no value"),
        ("submitted=2024-02-30", "is no day"),
        ("sample=maybe", "true, false"),
        ("note=a\x07b", "control character"),
    ],
)
def test_nothing_is_guessed(ttdt: Ttdt, data: Path, word: str, said: str) -> None:
    before = (data / PLACE).read_bytes()
    code, out, err = ttdt("set", "bac-ai", "Q2", "source=x", word, "--data", str(data))
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
    assert (data / PLACE).read_bytes() == before


def test_a_name_is_set_once(ttdt: Ttdt, data: Path) -> None:
    words = ("set", "bac-ai", "Q2", "--data", str(data), "village-roads=31")
    assert "set twice" in ttdt(*words, "figures.village-roads=32").err
    assert ttdt(*words, "figures.village-roads=31").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("bac-ai", "Q3", "village-roads=3"), "ttdt new --unit bac-ai --period 2024-Q3"),
        (("bacai", "Q2", "village-roads=3"), "UNIT: “bacai” is unknown; did you mean “bac-ai”?"),
        (("bac-ai", "Q9", "village-roads=3"), "PERIOD: “Q9” is unknown"),
        (("bac-ai", "2031-Q1", "village-roads=3"), "no plan for 2031"),
        (("bac-ai", "Q2"), "NAME=VALUE… is missing"),
    ],
)
def test_what_it_cannot_change(ttdt: Ttdt, data: Path, words: tuple[str, ...], said: str) -> None:
    code, out, err = ttdt("set", *words, "--data", str(data))
    assert (code, out) == (2, "")
    assert said in err


def test_a_baseline_of_a_year_without_a_plan_is_changed_by_the_next_years(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    place = "districts/bac-ai/2023.yaml"
    data = make_workspace({**FILES, place: submission("bac-ai", 20, period='"2023"')})
    assert ttdt("set", "bac-ai", "2023", "village-roads=21", "--data", str(data)).code == 0
    assert "village-roads: 21" in (data / place).read_text("utf-8")


def test_a_file_that_cannot_be_read_is_named(ttdt: Ttdt, data: Path) -> None:
    (data / PLACE).write_text("unit: [\n", encoding="utf-8")
    code, _, err = ttdt("set", "bac-ai", "Q2", "village-roads=3", "--data", str(data))
    assert code == 2
    assert f"{Path(PLACE)}: the file cannot be read" in err
    (data / PLACE).unlink()
    (data / PLACE).mkdir()
    code, _, err = ttdt("set", "bac-ai", "Q2", "village-roads=3", "--data", str(data))
    assert (code, "no regular file" in err) == (2, True)


@pytest.mark.posix
def test_no_link_leads_a_change_out_of_the_workspace(
    ttdt: Ttdt, data: Path, tmp_path: Path
) -> None:
    (data / PLACE).parent.rename(tmp_path / "elsewhere")
    (data / PLACE).parent.symlink_to(tmp_path / "elsewhere")
    before = (tmp_path / "elsewhere/2024-Q2.yaml").read_bytes()
    code, _, err = ttdt("set", "bac-ai", "Q2", "village-roads=3", "--data", str(data))
    assert (code, "leads out of the workspace" in err) == (2, True)
    assert (tmp_path / "elsewhere/2024-Q2.yaml").read_bytes() == before


def test_hostile_text_stays_text(ttdt: Ttdt, data: Path) -> None:
    code, out, _ = ttdt(
        "set", "bac-ai", "Q2", "note=::error::[red]\u202e\n: {# x", "--data", str(data)
    )
    assert code == 0
    assert "\u202e" not in out
    assert '"::error::[red]\u202e\\n: {# x"' in (data / PLACE).read_text("utf-8")


def test_a_field_is_not_suggested_for_itself(ttdt: Ttdt, data: Path) -> None:
    result = ttdt("set", "bac-ai", "Q2", "figures.status=final", "--data", str(data))
    assert result.code == 2
    assert "“figures.status” is unknown" in result.err


@pytest.mark.parametrize(
    "name", ["2.2", "village-roads", "figures.village-roads", "Đường thôn", "DUONG THON"]
)
@pytest.mark.parametrize("unit", ["584", "Bác Ái", "huyện bac ai", "H. Bác Ái", "BÁC ÁI"])
def test_units_and_indicators_are_named_by_id_code_clause_or_name(
    ttdt: Ttdt, data: Path, unit: str, name: str
) -> None:
    code, _, err = ttdt("set", unit, "quí hai", f"{name}=31", "--data", str(data))
    assert (code, err.startswith("wrote ")) == (0, True)
    assert "village-roads: 31" in (data / PLACE).read_text("utf-8")


def test_a_name_that_is_one_exactly_is_never_another(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    units = 'phuoc-ha: {code: "1", name: Phước Hà}\n  phuoc-ha-2: {code: "2", name: Phước Hạ}\n'
    plan = PLAN.replace("units:\n", f"units:\n  {units}")
    place = "districts/phuoc-ha-2/2024-Q2.yaml"
    data = make_workspace({**FILES, "targets-2024.yaml": plan, place: submission("phuoc-ha-2", 3)})
    for name in ("Phước Hạ", "xã Phước Hạ", "phước hạ"):
        assert ttdt("set", name, "Q2", "village-roads=4", "-n", "--data", str(data)).code == 0
    code, _, err = ttdt("set", "phuoc ha", "Q2", "village-roads=4", "--data", str(data))
    assert code == 2
    assert "“phuoc ha” may mean phuoc-ha (Phước Hà), phuoc-ha-2 (Phước Hạ)" in err


def test_every_bad_value_is_told_of_at_once(ttdt: Ttdt, data: Path) -> None:
    words = ("vilage-roads=3", "village-roads=1.234", "status=fnal", "source=x")
    code, out, err = ttdt("set", "bac-ai", "Q2", *words, "--data", str(data))
    assert (code, out) == (2, "")
    lines = err.splitlines()
    assert len(lines) == 3
    assert "did you mean “village-roads”?" in lines[0]
    assert "if 1234 is meant, write 1234" in lines[1]
    assert "did you mean “final”?" in lines[2]


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("status=sơ bộ", "status: provisional"),
        ("status=Ước thực hiện", "status: estimate"),
        ("status=preliminary", "status: provisional"),
        ("sample=có", "sample: true"),
    ],
)
def test_words_are_understood_in_both_languages(
    ttdt: Ttdt, data: Path, word: str, written: str
) -> None:
    assert ttdt("set", "bac-ai", "Q2", word, "--data", str(data)).code == 0
    assert written in (data / PLACE).read_text("utf-8")


FUNDED = """\
unit: bac-ai
period: 2024-Q2
status: final
populations: {villages: 40}
figures: {village-roads: 30}
funding:
  p1: {local: {assigned: 500, disbursed: 100.5}}   # triệu đồng
tasks: {iii-1-1: done, iii-4-1: not_started}
"""


@pytest.fixture
def funded(make_workspace: MakeWorkspace) -> Path:
    return make_workspace({"targets-2024.yaml": PROGRAMME, PLACE: FUNDED})


def test_a_comma_in_money_may_be_either(ttdt: Ttdt, funded: Path) -> None:
    name = "funding.p1.local.assigned"
    done = ttdt("set", "bac-ai", "Q2", "--data", str(funded), f"{name}=1,200")
    assert done.code == 2
    assert f"“{name}”: “1,200” is not guessed at; write 1.200 if that is meant, or 1200" in done.err


def test_money_and_tasks(ttdt: Ttdt, funded: Path) -> None:
    code, out, err = ttdt(
        "set", "bac-ai", "Q2", "--data", str(funded),
        "funding.p1.local.disbursed=510.5", "funding.1.local.assigned=600",
        "funding.p1.local.decision=12/QĐ-UBND ngày 01/07/2024",
        "funding.5.1.central.disbursed=-:chưa đối chiếu",
        "tasks.iii-4-1=đang thực hiện", "tasks.iii-4-1.percent=40",
        "tasks.III.4.note=Mới khởi công",
    )  # fmt: skip
    assert code == 0, err
    assert (funded / PLACE).read_text("utf-8") == FUNDED.replace(
        "{assigned: 500, disbursed: 100.5}}   #",
        "{assigned: 600, disbursed: 510.5,"
        ' decision: {number: "12/QĐ-UBND", date: 2024-07-01}}}   #',
    ).replace(
        "\ntasks:",
        '\n  p5-1:\n    central: {not_reported: "chưa đối chiếu"}\ntasks:',
    ).replace(
        "iii-4-1: not_started",
        'iii-4-1: {status: under_way, percent: 40, note: "Mới khởi công"}',
    )
    assert out.splitlines()[1:] == SHOWN.splitlines()


SHOWN = """\

What                                              Name in the file      Before                           Now
1 Water, Provincial counterpart budget            funding.p1.local      assigned: 500; disbursed: 100.5  assigned: 600; disbursed: 510.5 decision 12/QĐ-UBND of 1 July 2024
5.1 Boarding schools, Central budget, investment  funding.p5-1.central  not reported                     not reported: chưa đối chiếu
III.4 Roads to communes                           tasks.iii-4-1         not started                      under way (40 %) note: Mới khởi công
"""  # noqa: E501


@pytest.mark.parametrize(
    ("word", "said"),
    [
        (
            "funding.p2.local.disbursed=1",
            "funding.p2.local.disbursed: “p2” is unknown; it can be: p1, p5-1, p5-3",
        ),
        ("funding.p5.local.disbursed=1", "is made of p5-1, p5-3; write the amounts there"),
        ("funding.p1.locl.disbursed=1", "did you mean “local”?"),
        ("funding.p1.local.disbursd=1", "did you mean “disbursed”?"),
        ("funding.p1.local=1", "funding.PROJECT.SOURCE.AMOUNT, such as funding.p1.central.disb"),
        ("funding.p1.local.disbursed=1.234.567", "if 1234567 is meant, write 1234567"),
        ("funding.p1.local.disbursed=510,5", "write 510.5"),
        ("funding.p1.local.disbursed=much", "is no number"),
        ("funding.p1.local.disbursed=", "has no value"),
        ("fundin.p1.local.disbursed=1", "did you mean “funding.p1.central.disbursed”?"),
        ("tasks.iii-4-2=done", "did you mean “iii-4-1”?"),
        ("tasks.iii-4-1=ready", "it can be: not_started, under_way, done, cancelled"),
        ("tasks.iii-4-1.percnt=3", "did you mean “percent”?"),
        ("tasks.iii-4-1.percent=half", "is no number"),
        ("task.iii-4-1=done", "did you mean “tasks.iii-4-1”?"),
        ("iii-4-1=done", "did you mean “tasks.iii-4-1”?"),
    ],
)
def test_money_and_tasks_that_cannot_be_set(ttdt: Ttdt, funded: Path, word: str, said: str) -> None:
    code, out, err = ttdt("set", "bac-ai", "Q2", word, "--data", str(funded))
    assert (code, out) == (2, "")
    assert said in err
    assert (funded / PLACE).read_text("utf-8") == FUNDED


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("funding.p1.local.disbursed=500.001", "TT216"),
        ("funding.p1.local.disbursed=-5", "TT217"),
        ("funding.p1.local.disbursed=5.1234", "TT218"),
        ("tasks.iii-4-1.percent=140", "TT220"),
        ("tasks.iii-4-1=cancelled", "TT221"),
    ],
)
def test_money_and_tasks_that_bring_an_error(
    ttdt: Ttdt, funded: Path, word: str, code: str
) -> None:
    assert ttdt("set", "bac-ai", "Q2", "tasks.iii-1-1=done", word, "--data", str(funded)).code == 1
    assert code in ttdt("set", "bac-ai", "Q2", word, "--data", str(funded)).err
    assert (funded / PLACE).read_text("utf-8") == FUNDED


def test_a_plan_without_money_has_none_to_set(ttdt: Ttdt, data: Path) -> None:
    err = ttdt("set", "bac-ai", "Q2", "funding.p1.local.disbursed=1", "--data", str(data)).err
    assert "has no money" in err
