"""The report: what its rows, notes and sentences say."""
