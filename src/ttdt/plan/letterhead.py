"""Who hands a report in and to whom: what an administrative letter says besides its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.schema.plan import LetterheadShape, ReportShape
from ttdt.schema.validation import check, unknown_key
from ttdt.yaml import read

if TYPE_CHECKING:
    from pathlib import Path

    from ttdt.finding import Finding

_SECTION = "report"


class Letterhead(NamedTuple):
    """The parts of a letter by Decree 30/2020/NĐ-CP; what is None is left blank, to be filled in.

    All texts stand in the letter as they are written, in Vietnamese.
    """

    superior: str | None = None
    """The agency above the one that writes (cơ quan chủ quản)."""
    agency: str | None = None
    """The agency that writes."""
    number: str | None = None
    symbol: str | None = None
    """What follows the number: BC-BDT."""
    place: str | None = None
    """Where it is written; the province's name where nothing is said."""
    addressees: tuple[str, ...] = ()
    """Kính gửi."""
    authority: str | None = None
    """On whose behalf it is signed: TM., KT., TL. …"""
    office: str | None = None
    """The signatory's office."""
    signatory: str | None = None
    recipients: tuple[str, ...] = ()
    """Nơi nhận, one line each."""


def read_letterhead(path: Path, shown: str) -> tuple[Letterhead | None, tuple[Finding, ...]]:
    """Return the letterhead in a file, or None with every finding that keeps it from being used.

    The keys stand at the top, or under `report:` as in a plan. Findings call the file `shown`.
    """
    document = read(path, shown)
    shape: LetterheadShape | None
    if not document.readable:
        return None, document.findings
    data = document.data
    if isinstance(data, dict) and _SECTION in data:
        shape, findings = check(ReportShape, data[_SECTION], document, (_SECTION,))
        others = [key for key in data if key != _SECTION]
        findings += [unknown_key(document, (key,), (_SECTION,)) for key in others]
    else:
        shape, findings = check(LetterheadShape, data, document)
    findings.sort(key=lambda found: found.sort_key)
    return (None if findings or shape is None else letterhead_of(shape)), tuple(findings)


def letterhead_of(shape: LetterheadShape) -> Letterhead:
    """Return the letterhead that a plan or a file of its own describes."""
    return Letterhead(
        superior=shape.superior,
        agency=shape.agency,
        number=shape.number,
        symbol=shape.symbol,
        place=shape.place,
        addressees=tuple(shape.addressees or ()),
        authority=shape.authority,
        office=shape.office,
        signatory=shape.signatory,
        recipients=tuple(shape.recipients or ()),
    )
