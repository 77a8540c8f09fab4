"""One unit's figures for one period."""

from ttdt.submission.loading import SubmissionReader, read_submission, unreadable_submission
from ttdt.submission.model import Figure, PopulationFigure, ReportStatus, Submission

__all__ = [
    "Figure",
    "PopulationFigure",
    "ReportStatus",
    "Submission",
    "SubmissionReader",
    "read_submission",
    "unreadable_submission",
]
