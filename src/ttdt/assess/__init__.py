"""From a round to its report: every value, status and reason, exactly."""

from ttdt.assess.report import assess
from ttdt.assess.result import (
    METHOD,
    Completeness,
    Coverage,
    Filed,
    Flag,
    IndicatorResult,
    Place,
    ProvinceResult,
    Reason,
    Report,
    Share,
    Status,
    UnitResult,
)
from ttdt.assess.selection import Selection, select

__all__ = [
    "METHOD",
    "Completeness",
    "Coverage",
    "Filed",
    "Flag",
    "IndicatorResult",
    "Place",
    "ProvinceResult",
    "Reason",
    "Report",
    "Selection",
    "Share",
    "Status",
    "UnitResult",
    "assess",
    "select",
]
