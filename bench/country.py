"""A country: 3,434 communes in districts and provinces, over one year and over five."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from bench.measure import TTDT, compare
from bench.tables import Ratio, Table
from bench.workspaces import COMMUNES, PROVINCES, write_country

if TYPE_CHECKING:
    from pathlib import Path

_CHECK_SECONDS, _CHECK_MIB = 120, 300
"""What a check of five years may take, on two processors."""
_REPORT_SECONDS, _REPORT_MIB = 12, 700
"""What a report of one round may take."""


def tables(folder: Path) -> list[Table]:
    """Measure a check and a report, by the clock."""
    rows: list[tuple[str | float | Ratio, ...]] = []
    for years in (1, 5):
        data = folder / f"country-{years}" / "data"
        files = write_country(data, years)
        at = ["-q", "--data", str(data)]
        costs = compare(
            {
                "check": [str(TTDT), "check", "--format", "concise", *at],
                "report": [str(TTDT), "report", "--period", "Q2", "--format", "plain", *at],
            },
            1,
        )
        check, report = costs["check"], costs["report"]
        limits = (_CHECK_SECONDS, _CHECK_MIB) if years > 1 else (None, None)
        for name, cost, (seconds, mib) in (
            ("check", check, limits),
            ("report plain", report, (_REPORT_SECONDS, _REPORT_MIB)),
        ):
            rows.append(
                (
                    f"{name}, {files:,} files",
                    cost.cpu,
                    Ratio(cost.seconds, seconds),
                    Ratio(cost.mib, mib),
                )
            )
        shutil.rmtree(data.parent)
    title = f"A country: {PROVINCES * COMMUNES:,} communes in {PROVINCES} provinces"
    return [Table(title, ("", "CPU s", "s by the clock", "MiB"), rows)]
