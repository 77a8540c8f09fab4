"""From a round to its report: every value, status and reason, exactly."""

from ttdt.compute.report import assess
from ttdt.compute.results import (
    METHOD,
    Completeness,
    Coverage,
    FileLine,
    Flag,
    IndicatorResult,
    ProvinceResult,
    Reason,
    Report,
    Share,
    Status,
    SubmissionInfo,
    UnitResult,
)
from ttdt.compute.selection import Selection, select

__all__ = [
    "METHOD",
    "Completeness",
    "Coverage",
    "FileLine",
    "Flag",
    "IndicatorResult",
    "ProvinceResult",
    "Reason",
    "Report",
    "Selection",
    "Share",
    "Status",
    "SubmissionInfo",
    "UnitResult",
    "assess",
    "select",
]
