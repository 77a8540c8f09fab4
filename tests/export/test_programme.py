"""Money and tasks in every export that has them."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cli.programme_workspace import FILES
from tests.export.conftest import SMALL
from tests.export.test_datapackage import rows, validated, write
from tests.export.test_iati import check, exported, schema

from ttdt.compute import assess
from ttdt.export import ExportData, ExportRound
from ttdt.export.datapackage import export
from ttdt.export.parquet import export as parquet
from ttdt.period import Period
from ttdt.plan import read_plan
from ttdt.submission import read_submission
from ttdt.submission.round import AreaSubmissions, Round
from ttdt.text.language import Language
from ttdt.yaml import YamlDocument

if TYPE_CHECKING:
    from lxml import etree
    from tests.conftest import MakeWorkspace, Ttdt
    from tests.export.conftest import Consign

__all__ = ["schema"]

_PLAN = "targets-2024.yaml"
_IN_VND = FILES | {
    _PLAN: FILES[_PLAN].replace(
        "  sources:", "  currency: {code: VND, factor: 1000000}\n  sources:", 1
    )
}


def test_amounts_are_there_as_they_were_typed(consign: Consign) -> None:
    found = rows(export(consign(FILES, "2024-Q1", "2024-Q2")), "amounts")
    kept = ("period", "unit", "project", "source", "carried_over", "assigned", "disbursed")
    assert [tuple(row[name] for name in kept) for row in found] == [
        ("2024-Q1", "a", "p1", "central", "20", "80", "10.25"),
        ("2024-Q2", "a", "p1", "central", "20", "100.50", "40.25"),
        ("2024-Q2", "a", "p1", "local", "0", "12", "0"),
        ("2024-Q2", "a", "p5-1", "local", "0", "", ""),
        ("2024-Q2", "b", "p1", "central", "0", "40", "4.5"),
    ]
    assert (found[1]["decision"], found[1]["decision_date"]) == ("7/QĐ", "2024-05-02")
    assert (found[1]["line"], found[3]["not_reported"]) == ("11", "chưa đối chiếu")


def test_what_was_computed_of_money(consign: Consign) -> None:
    found = rows(export(consign(FILES)), "funding")
    kept = ("area", "project", "source", "kind", "available", "disbursed", "percent", "per_month")
    assert [tuple(row[name] for name in kept) for row in found] == [
        ("58", "", "", "", "172.5", "44.75", "25.942029", "21.292"),
        ("a", "", "", "", "132.5", "40.25", "30.377358", "15.375"),
        ("b", "", "", "", "40", "4.5", "11.25", "5.917"),
        ("58", "p1", "", "", "172.5", "44.75", "25.942029", "21.292"),
        ("58", "p5", "", "", "", "", "", ""),
        ("58", "p5-1", "", "", "", "", "", ""),
        ("58", "", "central", "investment", "160.5", "44.75", "27.88162", "19.292"),
        ("58", "", "local", "", "12", "0", "0", "2"),
        ("58", "p1", "central", "investment", "160.5", "44.75", "27.88162", "19.292"),
        ("58", "p1", "local", "", "12", "0", "0", "2"),
        ("58", "p5", "local", "", "", "", "", ""),
        ("58", "p5-1", "local", "", "", "", "", ""),
        ("58", "", "", "investment", "160.5", "44.75", "27.88162", "19.292"),
        ("58", "", "", "other", "12", "0", "0", "2"),
    ]


def test_words_on_tasks(consign: Consign) -> None:
    found = rows(export(consign(FILES)), "tasks")
    kept = ("period", "task", "area", "status", "percent", "late", "verdicts")
    assert [tuple(row[name] for name in kept) for row in found] == [
        ("2024-Q2", "power", "a", "under_way", "40", "true", "teams=ungraded"),
        ("2024-Q2", "power", "b", "done", "", "false", "teams=ungraded"),
        ("2024-Q2", "audit", "58", "", "", "false", ""),
    ]


def test_another_program_finds_them_sound(consign: Consign, tmp_path: Path) -> None:
    package = export(consign(FILES, "2024-Q1", "2024-Q2"))
    said = json.loads(validated(write(package, tmp_path)))
    assert said["valid"] is True
    assert said["stats"]["tasks"] == 9
    resources = json.loads(package["datapackage.json"])["resources"]
    (tasks,) = (one["schema"] for one in resources if one["name"] == "tasks")
    assert tasks["primaryKey"] == ["period", "task", "area"]
    assert tasks["foreignKeys"][0]["reference"] == {"resource": "areas", "fields": ["id"]}


def test_a_plan_without_money_has_no_tables_of_it(consign: Consign) -> None:
    assert not {"amounts.csv", "funding.csv", "tasks.csv"} & export(consign(SMALL)).keys()


_AMOUNTS = st.decimals(0, 10**12, places=3) | st.decimals(0, 999, places=1)


@settings(max_examples=60, deadline=None)
@given(carried_over=_AMOUNTS, assigned=_AMOUNTS)
def test_a_decimal_comes_out_as_it_went_in(carried_over: Decimal, assigned: Decimal) -> None:
    texts = [f"{amount:f}" for amount in (carried_over, assigned)]
    said = f"{{carried_over: {texts[0]}, assigned: {texts[1]}, disbursed: {texts[0]}}}"
    text = f"unit: a\nperiod: 2024-Q2\nstatus: final\nfunding: {{p1: {{local: {said}}}}}\n"
    plan, findings = read_plan(YamlDocument.of(FILES[_PLAN], "plan.yaml"))
    assert plan is not None, findings
    period = Period(2024, "Q2")
    filed = read_submission(YamlDocument.of(text, "a.yaml"), plan, "a", period)
    round_ = Round(plan, period, {"a": AreaSubmissions(filed), "b": AreaSubmissions()})
    data = ExportData((ExportRound(round_, assess(round_)),), Language("en"))
    package = export(data)
    (found,) = rows(package, "amounts")
    assert [found["carried_over"], found["assigned"], found["disbursed"]] == [*texts, texts[0]]
    whole = rows(package, "funding")[0]
    assert Decimal(whole["available"]) == carried_over + assigned


def test_money_in_parquet_is_exact(consign: Consign, tmp_path: Path) -> None:
    path = tmp_path / "funding.parquet"
    path.write_bytes(parquet(replace(consign(FILES), table="funding")))
    with duckdb.connect() as database:
        found = database.execute(
            "SELECT plan, year, area, leaf, available, disbursed FROM read_parquet(?) LIMIT 3",
            [str(path)],
        ).fetchall()
    assert found == [
        ("test", 2024, "58", False, Decimal("172.500"), Decimal("44.750")),
        ("test", 2024, "a", True, Decimal("132.500"), Decimal("40.250")),
        ("test", 2024, "b", True, Decimal("40.000"), Decimal("4.500")),
    ]


def test_each_table_has_a_dataset_of_its_own(
    ttdt: Ttdt, make_workspace: MakeWorkspace, tmp_path: Path
) -> None:
    data = str(make_workspace(FILES))
    arguments = ("--data", data, "--format", "parquet", "--period", "Q2", "--lang", "en")
    money, tasks = tmp_path / "money", tmp_path / "tasks"
    assert ttdt("export", "--table", "funding", "-o", f"{money}/", *arguments).code == 0
    assert ttdt("export", "--table", "tasks", "-o", f"{tasks}/", *arguments).code == 0
    folder = Path("plan=test/year=2024/period=2024-Q2")
    assert (money / folder / "funding.parquet").is_file()
    with duckdb.connect() as database:
        found = database.execute(
            "SELECT plan, period, task, area, late FROM read_parquet(?, hive_partitioning = true)",
            [f"{tasks}/*/*/*/*.parquet"],
        ).fetchall()
    assert found == [
        ("test", "2024-Q2", "power", "a", True),
        ("test", "2024-Q2", "power", "b", False),
        ("test", "2024-Q2", "audit", "58", False),
    ]
    mixed = ttdt("export", "-o", f"{money}/", *arguments)
    assert mixed.code == 2
    assert "holds funding.parquet, which would be counted with values.parquet" in mixed.err


@pytest.mark.parametrize(
    ("files", "arguments", "said"),
    [
        (FILES, ("--table", "money", "--format", "parquet"), "--table: “money” is unknown"),
        (FILES, ("--table", "tasks", "--format", "iati"), "--table goes only with the format"),
        (SMALL, ("--table", "funding", "--format", "parquet"), "the plan has no money (funding:)"),
        (SMALL, ("--table", "tasks", "--format", "parquet"), "the plan has no tasks (tasks:)"),
    ],
)
def test_tables_that_there_are_not(
    ttdt: Ttdt,
    make_workspace: MakeWorkspace,
    tmp_path: Path,
    files: dict[str, str],
    arguments: tuple[str, ...],
    said: str,
) -> None:
    data = str(make_workspace(files))
    output = ("-o", str(tmp_path / "x.out"))
    done = ttdt("export", *arguments, "--data", data, "--period", "Q2", "--lang", "en", *output)
    assert done.code == 2
    assert said in done.err


def test_iati_has_budget_and_disbursements(schema: etree.XMLSchema, consign: Consign) -> None:
    root = check(schema, exported(consign(_IN_VND, "2024-Q1", "2024-Q2")))
    (budget,) = root.iter("budget")
    assert dict(budget.attrib) == {"type": "2", "status": "2"}, "something was reassigned"
    assert budget.findtext("value") == "152500000"
    assert [
        (
            one.findtext("value"),
            one.findtext("provider-org/narrative"),
            one.find("transaction-date").get("iso-date"),
        )
        for one in root.iter("transaction")
    ] == [("44750000", "central", "2024-06-30"), ("0", "local", "2024-06-30")]


def test_iati_says_nothing_of_money_in_no_currency(
    ttdt: Ttdt, make_workspace: MakeWorkspace
) -> None:
    data = str(make_workspace(FILES))
    done = ttdt("export", "--format", "iati", "--data", data, "--lang", "en")
    assert done.code == 0
    assert "<budget" not in done.out
    assert "left out the money: the plan does not say which currency it is in" in done.err
    inside = str(make_workspace(_IN_VND))
    assert ttdt("export", "--format", "iati", "--data", inside).err == ""
