from __future__ import annotations

from pathlib import Path

import pytest

from ttdt.period import parse_id
from ttdt.plan import Plan, read_plan
from ttdt.submission import read_submission
from ttdt.yaml import read

DATA = Path(__file__).parents[2] / "data"
FILES = sorted((DATA / "districts").glob("*/*.yaml"))


@pytest.fixture(scope="module")
def shipped() -> Plan:
    found, _ = read_plan(read(DATA / "targets-2024.yaml", "targets-2024.yaml"))
    assert found is not None
    return found


def test_all_but_one_unit_submitted_for_the_second_quarter() -> None:
    assert len(FILES) == 26
    assert not (DATA / "districts" / "ninh-hai" / "2024-Q2.yaml").exists()


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_shipped_submission_has_no_findings_and_is_marked_as_a_sample(
    path: Path, shipped: Plan
) -> None:
    period = parse_id(path.stem)
    assert period is not None
    submission = read_submission(read(path, "s.yaml"), shipped, path.parent.name, period)
    assert submission.all_findings == ()
    assert submission.usable
    assert submission.sample
    assert submission.status is not None
    assert not submission.empty
