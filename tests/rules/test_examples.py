"""Every rule has a folder with a workspace that breaks it, and one that does not."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.rules.made import MADE

from ttdt.rules import RULES

if TYPE_CHECKING:
    from tests.rules.conftest import FindingsIn

HERE = Path(__file__).parent
FOLDERS = sorted(path.name for path in HERE.glob("TT*") if path.is_dir())


def test_every_rule_has_a_folder_and_every_folder_a_rule() -> None:
    assert sorted(RULES) == FOLDERS


@pytest.mark.parametrize("code", FOLDERS)
def test_the_bad_workspace_breaks_its_rule_and_no_other(
    code: str, tmp_path: Path, findings_in: FindingsIn
) -> None:
    bad = HERE / code / "bad"
    expected = (bad / "expected.txt").read_text(encoding="utf-8").splitlines()
    if code in MADE:
        bad = shutil.copytree(bad, tmp_path / "data")
        MADE[code](bad)
    found = findings_in(bad)
    assert found == expected
    assert {text.split(": ")[1].split()[0] for text in found} == {code}


@pytest.mark.parametrize("code", FOLDERS)
def test_the_good_workspace_breaks_none(code: str, findings_in: FindingsIn) -> None:
    assert findings_in(HERE / code / "good") == []
