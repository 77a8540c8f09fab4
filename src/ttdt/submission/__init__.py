"""One unit's figures for one period."""

from ttdt.submission.model import Figure, PopulationFigure, ReportStatus, Submission
from ttdt.submission.read import read_submission, unreadable_submission

__all__ = [
    "Figure",
    "PopulationFigure",
    "ReportStatus",
    "Submission",
    "read_submission",
    "unreadable_submission",
]
