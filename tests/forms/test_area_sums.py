"""The sums of an area's form, computed by LibreOffice, are those that the report says."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from tests.forms.area_filling import fill_units, place_of, tree_files
from tests.programs import convert

from ttdt.compute import assess
from ttdt.period import parse_id
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace, Ttdt

pytestmark = pytest.mark.programs("LibreOffice")

FORM = Path("bac.xlsx")


@pytest.fixture(autouse=True)
def place(make_workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_workspace(tree_files())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def computed(profile: Path) -> Any:
    convert([FORM], "xlsx", Path("computed"), profile)
    return openpyxl.load_workbook(Path("computed") / FORM.name, data_only=True)


def below(book: Any, key: str, *, down: int = 1) -> Any:
    """Return what stands below the last unit in a column."""
    sheet, cell = place_of(book, "an-hai", key)
    return book[sheet][f"{cell.rstrip('0123456789')}{11 + down - 1}"].value


def test_sums_are_of_units_that_have_both_numerator_and_population(
    ttdt: Ttdt, tmp_path: Path
) -> None:
    ttdt("template", "-p", "Q3", "--unit", "bac", "-o", str(FORM))
    fill_units(
        FORM,
        {
            ("dong-son", "populations|state"): "as last round",
            ("dong-son", "figure:village-roads|value"): 30,
            ("tay-hoa", "population:villages|value"): 20,
            ("tay-hoa", "figure:village-roads|percent"): 0.45,
            # Without a population it is in no sum.
            ("an-hai", "figure:village-roads|value"): 5,
            ("dong-son", "figure:new-cooperatives|value"): 0,
            ("an-hai", "figure:new-cooperatives|value"): 2,
            ("an-hai", "figure:literacy|value"): 5,
            ("an-hai", "figure:literacy|state"): "not available yet",
            ("tay-hoa", "figure:literacy|state"): "not available yet",
        },
    )
    book = computed(tmp_path / "profile")
    assert below(book, "population:villages|result") == 60
    assert below(book, "figure:village-roads|population") == 60
    assert below(book, "figure:village-roads|value") == 39
    assert below(book, "figure:village-roads|result") == 0.65
    assert below(book, "figure:village-roads|value", down=2) == "3/3"
    assert below(book, "figure:new-cooperatives|value") == 2
    assert below(book, "figure:new-cooperatives|value", down=2) == "2/3"
    # Where nothing is to be added up, nothing stands.
    for column in ("population", "value", "result"):
        assert below(book, f"figure:preschool|{column}") is None
    sheet, cell = place_of(book, "tay-hoa", "figure:literacy|result")
    assert book[sheet][cell].value == "not available yet"
    sheet, cell = place_of(book, "an-hai", "figure:literacy|result")
    assert book[sheet][cell].value == "⚠ number or choice: only one"


def test_only_units_that_owe_a_figure_are_counted(
    make_workspace: MakeWorkspace, ttdt: Ttdt, tmp_path: Path
) -> None:
    files = tree_files()
    plan = files["targets-2024.yaml"]
    split = "target: {at_least: 1, by_unit: {tay-hoa: 1, an-hai: 1}}\n    wording"
    files["targets-2024.yaml"] = plan.replace("target: {at_least: 1}\n    wording", split)
    make_workspace(files)
    ttdt("template", "-p", "Q3", "--unit", "bac", "-o", str(FORM))
    for unit in ("dong-son", "an-hai"):
        fill_units(FORM, {(unit, "figure:new-cooperatives|value"): 1})
    book = computed(tmp_path / "profile")
    assert below(book, "figure:new-cooperatives|value", down=2) == "1/2"


def test_a_rate_is_never_rounded_onto_its_target(ttdt: Ttdt, tmp_path: Path) -> None:
    ttdt("template", "-p", "Q3", "--unit", "bac", "-o", str(FORM))
    units = {("dong-son", 500, 374), ("tay-hoa", 1000, 750), ("an-hai", 1000, 750)}
    for unit, population, value in units:
        fill_units(
            FORM,
            {
                (unit, "population:villages|value"): population,
                (unit, "figure:village-roads|value"): value,
            },
        )
    book = computed(tmp_path / "profile")
    assert below(book, "figure:village-roads|result") == pytest.approx(0.7496)


def test_the_sums_are_those_of_the_report(ttdt: Ttdt, tmp_path: Path) -> None:
    ttdt("template", "-p", "Q3", "--unit", "bac", "-o", str(FORM))
    book = openpyxl.load_workbook(FORM)
    keys = [str(cell.value) for sheet in book for cell in sheet[7] if "|" in str(cell.value or "")]
    chance = random.Random(12)  # noqa: S311 - the same figures each time
    answers: dict[tuple[str, str], Any] = {}
    for unit in ("dong-son", "tay-hoa", "an-hai"):
        answers[unit, "status|value"] = "final figures"
        for key in keys:
            name, _, column = key.rpartition("|")
            if name.startswith("population:") and column == "value":
                answers[unit, key] = chance.randint(500, 900)
            elif name.startswith("figure:") and column == "value" and chance.random() < 0.7:
                answers[unit, key] = chance.randint(0, 500)
    fill_units(FORM, answers)
    result = ttdt("import", str(FORM), "--yes")
    assert result.code == 0, result.err
    computed_book = computed(tmp_path / "profile")
    asked = parse_id("2024-Q3")
    assert asked is not None
    report = assess(Workspace(Path("data"), Path("data")).round(asked).of_unit("bac"))
    compared = 0
    for result_ in report.indicators:
        indicator, own = result_.indicator, result_.own
        if indicator.parts or own.numerator is None or not own.summed:
            continue
        key = f"figure:{'/'.join(filter(None, indicator.key))}"
        assert below(computed_book, f"{key}|value") == own.numerator, key
        if own.population is not None:
            assert below(computed_book, f"{key}|population") == own.population, key
            rate = below(computed_book, f"{key}|result")
            assert rate == pytest.approx(float(Fraction(own.numerator, own.population)), abs=5e-4)
        compared += 1
    assert compared >= 7
