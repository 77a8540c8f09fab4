"""One unit's figures for one period."""

from ttdt.submission.loading import read_submission, unreadable_submission
from ttdt.submission.model import Figure, PopulationFigure, ReportStatus, Submission

__all__ = [
    "Figure",
    "PopulationFigure",
    "ReportStatus",
    "Submission",
    "read_submission",
    "unreadable_submission",
]
