"""Track a province's plan: targets, submissions, progress reports."""

__version__ = "0.1.0"
