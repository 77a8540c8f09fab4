"""A key that a document has is found in its file without parsing it, however it is written."""

from __future__ import annotations

import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ttdt.yaml import may_hold_key, parse

if TYPE_CHECKING:
    from pathlib import Path

PROJECTS = "{p1: {central: {disbursed: 5}}}"


@pytest.mark.parametrize(
    "text",
    [
        f"funding: {PROJECTS}\n",
        f"{{unit: bac-ai, funding: {PROJECTS}}}\n",
        f'"funding": {PROJECTS}\n',
        f"'funding' : {PROJECTS}\n",
        f'"f\\x75nding": {PROJECTS}\n',
        f'"\\u0066unding": {PROJECTS}\n',
        f'? "fun\\\n  ding"\n: {PROJECTS}\n',
        f"? funding\n: {PROJECTS}\n",
        f"\ufefffunding: {PROJECTS}\n",
    ],
)
def test_a_key_is_found_however_it_is_written(tmp_path: Path, text: str) -> None:
    path = tmp_path / "2024-Q1.yaml"
    path.write_text(text, encoding="utf-8")
    data = parse(text.encode(), "2024-Q1.yaml").data
    assert isinstance(data, dict)
    assert "funding" in data
    assert may_hold_key(path, "funding")


@pytest.mark.parametrize(
    "text", ["figures: {houses: 5}\n", "note: fund-\n  ing\n", "Funding: {}\n", "fun ding: {}\n"]
)
def test_a_key_that_cannot_be_there_is_not_found(tmp_path: Path, text: str) -> None:
    path = tmp_path / "2024-Q1.yaml"
    path.write_text(text, encoding="utf-8")
    assert not may_hold_key(path, "funding")


def test_nothing_is_found_in_what_cannot_be_read(tmp_path: Path) -> None:
    assert not may_hold_key(tmp_path / "none.yaml", "funding")
    assert not may_hold_key(tmp_path, "funding")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys") / "2024-Q1.yaml"


@given(st.text(alphabet="ab\\\"'x61u00: \n?{},-#|>\t", max_size=30))
@example('"\\x61b": 1\n')
@example('? "a\\\n  b"\n: 1\n')
def test_no_key_is_in_a_document_that_is_not_found_in_its_file(file: Path, text: str) -> None:
    file.write_bytes(text.encode())
    data = parse(text.encode(), file.name).data
    if isinstance(data, dict) and "ab" in data:
        assert may_hold_key(file, "ab")


def test_no_letter_is_made_one_of_an_id_when_text_is_composed() -> None:
    small = set("abcdefghijklmnopqrstuvwxyz0123456789-_")
    others = (chr(code) for code in range(0x80, sys.maxunicode + 1))
    assert not [char for char in others if small & set(unicodedata.normalize("NFC", char))]
