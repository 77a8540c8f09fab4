"""What is reported in words, and not graded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.measures.calculation import Calculation
from ttdt.text.message import N_

if TYPE_CHECKING:
    from ttdt.compute.summing import Shares


class Narrative(Calculation):
    """No number at all."""

    name = "narrative"
    label = N_("words")
    is_numeric = False
    has_pace = False

    def value(self, shares: Shares) -> None:
        """Return None: there is nothing to work out."""
        del shares
