"""From a file of its own to a letterhead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.plan.loading import letterhead_of
from ttdt.schema.plan import LetterheadShape
from ttdt.schema.validation import check, unknown_key
from ttdt.yaml import read

if TYPE_CHECKING:
    from pathlib import Path

    from ttdt.finding import Finding
    from ttdt.plan.letterhead import Letterhead

_SECTION = "report"


def read_letterhead(path: Path, shown: str) -> tuple[Letterhead | None, tuple[Finding, ...]]:
    """Return the letterhead in a file, or None with every finding that keeps it from being used.

    The keys stand at the top, or under `report:` as in a plan. Findings call the file `shown`.
    """
    document = read(path, shown)
    if not document.readable:
        return None, document.findings
    data = document.data
    if isinstance(data, dict) and _SECTION in data:
        shape, findings = check(LetterheadShape, data[_SECTION], document, (_SECTION,))
        others = [key for key in data if key != _SECTION]
        findings += [unknown_key(document, (key,), (_SECTION,)) for key in others]
    else:
        shape, findings = check(LetterheadShape, data, document)
    findings.sort(key=lambda found: found.sort_key)
    return (None if findings or shape is None else letterhead_of(shape)), tuple(findings)
