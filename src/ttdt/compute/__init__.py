"""From a round to its report: every value, status and reason, exactly."""

from ttdt.compute.report import assess
from ttdt.compute.results import (
    METHOD,
    AreaResult,
    Coverage,
    FileLine,
    Flag,
    IndicatorResult,
    Reason,
    Share,
    Status,
)
from ttdt.compute.round_report import Completeness, Report, SubmissionError, SubmissionInfo
from ttdt.compute.selection import Selection, select

__all__ = [
    "METHOD",
    "AreaResult",
    "Completeness",
    "Coverage",
    "FileLine",
    "Flag",
    "IndicatorResult",
    "Reason",
    "Report",
    "Selection",
    "Share",
    "Status",
    "SubmissionError",
    "SubmissionInfo",
    "assess",
    "select",
]
