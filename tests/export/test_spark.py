"""Figures of several provinces, added up with Spark as docs/scale.md says: `make test-spark`."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.export.conftest import NATIONAL


@pytest.fixture
def python(request: pytest.FixtureRequest) -> Path:
    named = request.config.getoption("--spark")
    if named is None:
        pytest.skip("Spark has an environment of its own: make test-spark")
    return Path(named).absolute()


def test_ratios_of_sums_with_their_coverage(python: Path, national: Path) -> None:
    done = subprocess.run(
        [python, "national_spark.py"], cwd=national, capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stderr
    lines = [line for line in done.stdout.splitlines() if line.startswith("|")]
    titles, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    assert titles == ["indicator", "part", "rate", "units", "applicable", "provinces", "sample"]
    found = [
        (name, pytest.approx(float(rate)), *map(int, counts), sample)
        for name, _, rate, *counts, sample in rows
    ]
    assert found == [(*row, "false") for row in NATIONAL]
