from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.output.findings.sample import emission, small

from ttdt.output.findings import FORMATS, load

if TYPE_CHECKING:
    from tests.conftest import Golden

SUFFIXES = {"json": "json", "gitlab": "json", "sarif": "sarif", "junit": "xml"}
WORDY = ("full", "sarif", "junit")


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_in_english(name: str, golden: Golden) -> None:
    golden(f"check-{name}.en.{SUFFIXES.get(name, 'txt')}", load(name)(small()))


@pytest.mark.parametrize("name", WORDY)
def test_each_format_with_words_in_vietnamese(name: str, golden: Golden) -> None:
    golden(f"check-{name}.vi.{SUFFIXES.get(name, 'txt')}", load(name)(small("vi")))


def test_full_in_color(golden: Golden) -> None:
    golden("check-full-color.en.txt", load("full")(small(color=True)))


@pytest.mark.parametrize("name", ["full", "concise", "github"])
def test_no_findings_are_no_text(name: str) -> None:
    assert load(name)(emission([])) == ""


def test_asking_for_the_formats_loads_none() -> None:
    program = "import sys, ttdt.output.findings; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout.split()
    assert "ttdt.output.findings" in loaded
    assert not {
        "json",
        "ttdt.output.findings.full",
        "ttdt.text.language",
        "pydantic",
        "rich",
    } & set(loaded)
