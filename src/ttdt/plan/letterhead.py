"""Who hands a report in and to whom: what an administrative letter says besides its text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letterhead:
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
