"""How much of something there is since the beginning of the year: hectares, million đồng."""

from __future__ import annotations

from ttdt.compute.measures.count import Count
from ttdt.text.message import N_


class Amount(Count):
    """A count that may have decimals."""

    name = "amount"
    label = N_("amount")
