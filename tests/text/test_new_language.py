"""A language is a catalogue and an entry of the table of conventions, and nothing else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from tests.cli.small_workspace import FILES

from ttdt.cli import run
from ttdt.period import Period, parse_words
from ttdt.text import language
from ttdt.text.conventions import LANGUAGES, LanguageConventions

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeWorkspace

TEXTS = {
    "quarter {number} of {year}": "{number}-a kvaronjaro de {year}",
    "Number": "Nombro",
    "met": "atingita",
    "not yet met": "ankoraŭ ne atingita",
}
MONTHS = (
    *("januaro", "februaro", "marto", "aprilo", "majo", "junio"),
    *("julio", "aŭgusto", "septembro", "oktobro", "novembro", "decembro"),
)


@pytest.fixture(autouse=True)
def _esperanto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    conventions = LanguageConventions(
        tag="eo",
        decimal_mark=",",
        thousands_mark="\N{NO-BREAK SPACE}",
        date_format="{day}-a de {month_name} {year}",
        months=MONTHS,
        periods=(("(?P<quarter>[1-4])-a kvaronjaro", ""), ("duonjaro", "H1")),
        article="la ",
        before_year="de",
    )
    monkeypatch.setitem(LANGUAGES, "eo", conventions)
    catalogue = Catalog(locale="eo")
    for text, translation in TEXTS.items():
        catalogue.add(text, translation)
    file = tmp_path / "locale" / "eo" / "LC_MESSAGES" / "ttdt.mo"
    file.parent.mkdir(parents=True)
    with file.open("wb") as stream:
        write_mo(stream, catalogue)
    monkeypatch.setattr(language, "_LOCALE_DIR", tmp_path / "locale")


def test_numbers_and_dates_are_written_its_way() -> None:
    esperanto = language.Language("eo")
    assert esperanto.number(Decimal("1234567.5")) == "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567,5"
    assert esperanto.date(date(2024, 8, 3)) == "3-a de aŭgusto 2024"


def test_periods_are_said_and_understood() -> None:
    quarter = Period(2024, "Q2")
    assert language.Language("eo").translate(quarter.label) == "2-a kvaronjaro de 2024"
    assert parse_words("2-a kvaronjaro de 2024", 2023) == quarter
    assert parse_words("la 2-a kvaronjaro", 2024) == quarter
    assert parse_words("duonjaro", 2024) == Period(2024, "H1")
    assert parse_words("Aŭgusto 2024", 2023) == Period(2024, "08")


@pytest.mark.parametrize("format_", ["table", "plain", "markdown", "html"])
def test_a_report_comes_out_in_it(
    format_: str, make_workspace: MakeWorkspace, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    root = str(make_workspace(FILES))
    code = run(["report", "--period", "Q2", "--lang", "eo", "--format", format_, "--data", root])
    out, err = capsysbinary.readouterr()
    assert (code, err) == (0, b"")
    said = out.decode("utf-8")
    assert "atingita" in said
    assert "2-a kvaronjaro de 2024" in said
