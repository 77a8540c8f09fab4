"""What a form asks of a unit, and what it says at once about the answers."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
from tests.forms.filling import cell_of

from ttdt.forms.form import LastAnswer, form_for
from ttdt.forms.labels import label_lines, last_number
from ttdt.period import Period, parse_id
from ttdt.submission.history import OnFile
from ttdt.text.language import Language
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace, Ttdt

    from ttdt.submission import Submission

FILES = {
    "targets-2024.yaml": """\
plan: p-2024
year: 2024
title: {vi: Kế hoạch, en: A plan}
province: {code: "58", name: Ninh Thuận}
units:
  a: {code: "584", name: Bác Ái, kind: district}
  b: {code: "585", name: Ninh Sơn, kind: district}
populations: {villages: {name: {vi: thôn, en: villages}}}
groups: {g: {name: {vi: Nhóm, en: Group}}}
indicators:
  roads:
    clause: "1"
    group: g
    name: {vi: Đường, en: Roads}
    measure: rate
    numerator: {vi: thôn có đường, en: villages with a road}
    population: villages
    target: {at_least: 90, by_unit: {a: 70}}
  few:
    clause: "2"
    group: g
    name: {vi: Vụ, en: Cases}
    measure: count
    better: lower
    target: {at_most: 8, by_unit: {a: 3, b: 5}}
""",
}


def test_a_target_is_the_one_in_force_in_the_period(make_workspace: MakeWorkspace) -> None:
    amended = (
        "{at_least: 90, amended: [{from: 2024-Q3, at_least: 95, by_unit: {a: 80}, decision: 1/QĐ}]"
    )
    plan = FILES["targets-2024.yaml"].replace("{at_least: 90", amended)
    root = make_workspace({"targets-2024.yaml": plan})
    workspace = Workspace(root, root)

    def goals(part: str) -> list[Fraction | None]:
        histories = (workspace.history(workspace.plan(2024), unit) for unit in ("a", "b"))
        forms = [form_for(history, Period(2024, part)) for history in histories]
        roads = [one for form in forms for one in form.questions if one.key == ("roads", None)]
        assert all(one.indicator is not None and one.indicator.target for one in roads)
        return [one.goal for one in roads]

    assert goals("Q2") == [70, 90]
    assert goals("Q3") == [80, 95]


def test_before_the_years_end_only_a_passed_ceiling_is_not_met(
    make_workspace: MakeWorkspace, ttdt: Ttdt, tmp_path: Path
) -> None:
    root = make_workspace(FILES)
    verdicts = []
    for period, sheet in (("H1", "H1"), ("2024", "2024")):
        out = tmp_path / sheet
        ttdt("template", "--data", str(root), "-p", period, "--unit", "b", "-o", str(out))
        (form,) = out.glob("*.xlsx")
        found = openpyxl.load_workbook(form)[sheet]
        verdicts.append([
            found[cell_of(found, f"figure:{name}", "verdict")].value
            for name in ("roads", "few")
        ])  # fmt: skip
    (early, ceiling), (late, past) = verdicts
    # b has no target of its own, so it is held against the plan's 90 %.
    assert '>=0.9,"✓ met","◌ not yet"' in early
    assert '>=0.9,"✓ met","✗ not met"' in late
    assert '<=5,"● not exceeded","✗ not met"' in ceiling
    assert '<=5,"✓ met","✗ not met"' in past


def test_a_unit_beside_those_of_by_unit_is_asked_as_any_other(
    make_workspace: MakeWorkspace,
) -> None:
    workspace = Workspace(make_workspace(FILES), Path("data"))
    period = parse_id("2024-H1")
    assert period is not None
    asked = form_for(workspace.history(workspace.plan(2024), "b"), period)
    (roads,) = (question for question in asked.questions if question.key == ("roads", None))
    assert (roads.goal, roads.owed) == (Fraction(90), True)
    lines = [line.text for line in label_lines(Language("en"), asked.plan, roads)]
    assert not any("leave empty" in line for line in lines)


def test_files_are_read_as_far_back_as_answers_are_missing(make_workspace: MakeWorkspace) -> None:
    files = {
        f"districts/b/{period}.yaml": f"unit: b\nperiod: {period}\nstatus: final\n"
        f"sample: {sample}\npopulations: {{villages: 9}}\nfigures: {{roads: 3, few: 4}}\n"
        for period, sample in (("2024-01", "true"), ("2024-02", "true"), ("2024-03", "false"))
    }
    workspace = Workspace(make_workspace(FILES | files), Path("data"))
    history = workspace.history(workspace.plan(2024), "b")
    read: list[str] = []

    def reading(period: Period) -> Submission:
        read.append(period.id)
        return history.filed[period]

    counted = replace(history, filed=OnFile(history.filed, reading))
    form = form_for(counted, Period(2024, "Q2"))
    assert read == ["2024-03"]
    # No made-up figure of an earlier month is shown.
    assert not form.sample


FORMED = {
    "targets-2025.yaml": """\
plan: p-2025
year: 2025
title: {vi: Kế hoạch}
province: {code: "58", name: Ninh Thuận}
units: {c: {code: "584", name: C, formerly: [a, b]}}
populations: {villages: {name: {vi: thôn, en: villages}}}
groups: {g: {name: {vi: Nhóm}}}
indicators:
  poor: {clause: "1", group: g, name: {vi: Nghèo}, measure: reduction, population: villages}
""",
    **{
        f"districts/{unit}/2024.yaml": f"unit: {unit}\nperiod: 2024\nstatus: final\nsample: true\n"
        f"populations: {{villages: {villages}}}\nfigures: {{poor: {poor}}}\n"
        for unit, villages, poor in (("a", 12, 3), ("b", 8, 2))
    },
}


def test_a_unit_that_others_became_is_shown_their_sum(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(FORMED)
    workspace = Workspace(root, root)
    form = form_for(workspace.history(workspace.plan(2025), "c"), Period(2025, "Q1"))
    asked = {question.key[0]: question for question in form.questions}
    villages = asked["villages"]
    assert villages.last == LastAnswer(Period(2024), Fraction(20), sample=True, formerly=("a", "b"))
    assert last_number(villages.last, 2025) == (Fraction(20), '#,##0" (Σ 2024)"')
    lines = [line.text for line in label_lines(Language("en"), form.plan, villages)]
    assert lines == ["villages", "Σ: the sum of a, b, which became this unit"]
    # 5 of 20 households, which a reduction is measured from.
    assert asked["poor"].baseline == Fraction(1, 4)
    assert asked["poor"].last is None
    assert form.sample
