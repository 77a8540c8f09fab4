"""Placeholder to be replaced."""

from __future__ import annotations

from ttdt.rules.registry import Checked, HistoryCheck

RULES: tuple[Checked[HistoryCheck], ...] = ()
