"""The analyst's questions beyond the report: who is late, why this number, what changed.

Each is a pure function from rounds, reports and findings to a frozen answer, which `render` shows.
"""
