"""Whatever figures are typed, the workspace says exactly those."""

from __future__ import annotations

import csv
import shutil
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.forms.filling import NOTE, PERCENT, REASON, STATE, VALUE, fill

from ttdt.text.escaping import escape_invisible
from ttdt.yaml import read

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Ttdt

pytestmark = pytest.mark.slow

WORDS = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=["C", "Z"])
        | st.sampled_from(" \n'\"#:{}[]-="),
        min_size=1,
        max_size=40,
    )
    # Files are read as NFC, whatever way their letters were typed.
    .map(lambda text: unicodedata.normalize("NFC", text))
    .filter(lambda text: text.strip() and text.strip() == text and not text.startswith("="))
)

ANSWER = st.one_of(
    st.builds(lambda value: {VALUE: value}, st.integers(0, 500)),
    st.builds(lambda value: {VALUE: float(value)}, st.integers(0, 500)),
    st.builds(lambda value, note: {VALUE: value, NOTE: note}, st.integers(0, 500), WORDS),
    st.builds(lambda tenth: {PERCENT: tenth / 1000}, st.integers(0, 1000)),
    st.builds(lambda why: {STATE: "does not apply here", REASON: why}, WORDS),
    st.builds(lambda why: {STATE: "not available yet", REASON: why}, WORDS),
)


def wanted(answer: dict[str, Any]) -> Any:
    """Return what a file says of an answer."""
    if PERCENT in answer:
        tenth = round(answer[PERCENT] * 1000)
        return {"percent": f"{tenth / 10:g}"}
    if answer.get(STATE) == "does not apply here":
        return {"not_applicable": answer[REASON].split()}
    if answer.get(STATE) == "not available yet":
        return {"not_reported": answer[REASON].split()}
    if NOTE in answer:
        return {"value": f"{answer[VALUE]:g}", "note": answer[NOTE].split()}
    return f"{answer[VALUE]:g}"


def plain(said: Any) -> Any:
    """Return the same in plain words: numbers as text, texts without their spaces."""
    if isinstance(said, dict):
        return {
            key: value.split() if isinstance(value, str) else f"{value:g}"
            for key, value in said.items()
        }
    return f"{said:g}"


def agrees(row: dict[str, str], wanted: Any) -> bool:
    """Return whether an exported row says what is wanted of it, and nothing else."""
    columns = ("value", "percent", "not_applicable", "not_reported", "note")
    said = {column: row[column] for column in columns if row[column]}
    if not isinstance(wanted, dict):
        wanted = {"value": wanted}
    return said.keys() == wanted.keys() and all(
        " ".join(said[column].split()) in as_exported(value) for column, value in wanted.items()
    )


def as_exported(value: str | list[str]) -> set[str]:
    """Return what may stand in a table: no character hides, and no text is a formula."""
    shown = escape_invisible(value if isinstance(value, str) else " ".join(value))
    return {shown, f"'{shown}"}


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dictionaries(st.sampled_from(["new-cooperatives", "village-roads", "literacy"]), ANSWER),
    WORDS,
)
def test_typed_imported_and_imported_again(
    form: Path, place: Path, ttdt: Ttdt, answers: dict[str, dict[str, Any]], text: str
) -> None:
    answers = {
        name: answer
        for name, answer in answers.items()
        if not (name == "new-cooperatives" and PERCENT in answer)
    }
    filled = place / "filled.xlsx"
    shutil.copy(form, filled)
    cells: dict[tuple[str, str], Any] = {
        ("status", VALUE): "final figures",
        ("narrative:cooperatives", VALUE): text,
        ("population:villages", VALUE): 1000,
        ("population:people", VALUE): 1000,
    }
    for name, answer in answers.items():
        for column, value in answer.items():
            cells[f"figure:{name}", column] = value
    fill(filled, cells)
    file = place / "data/districts/dong-son/2024-Q3.yaml"
    file.unlink(missing_ok=True)
    result = ttdt("import", str(filled), "--yes", "--quiet")
    assert result.code == 0, result.err
    said: Any = read(file, "Q3").data
    assert said["figures"]["cooperatives"].split() == text.split()
    for name, answer in answers.items():
        assert plain(said["figures"][name]) == wanted(answer)
    once = file.read_bytes()
    assert ttdt("import", str(filled), "--yes").code == 0
    assert file.read_bytes() == once
    made = ttdt("template", "--period", "Q3", "--unit", "dong-son", "-o", "again", "--force")
    assert made.code == 0
    assert ttdt("import", "again/dong-son-2024-Q3.xlsx", "--yes").code == 0
    assert file.read_bytes() == once
    assert ttdt("export", "--period", "Q3", "--unit", "dong-son", "-o", "out").code == 0
    with (place / "out" / "figures.csv").open(encoding="utf-8", newline="") as table:
        exported = {row["indicator"]: row for row in csv.DictReader(table)}
    for name, answer in answers.items():
        assert agrees(exported[name], wanted(answer)), exported[name]
