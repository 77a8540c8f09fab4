"""The rows of a composite indicator, judged by its worst part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.results import (
    Coverage,
    Flag,
    IndicatorResult,
    ProvinceResult,
    Status,
    UnitResult,
)
from ttdt.compute.worst import worst

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.plan import Indicator


def composite_result(indicator: Indicator, parts: Sequence[IndicatorResult]) -> IndicatorResult:
    """Return the verdict on a composite; numbers stand with its parts, which are unlike things."""
    units = {
        unit: _unit(indicator, {str(part.indicator.part): part.units[unit] for part in parts})
        for unit in parts[0].units
    }
    rows = {str(part.indicator.part): part.province for part in parts}
    verdict = worst(
        {name: (row.status, row.gap, row.reason) for name, row in rows.items()},
        indicator.direction.sign,
    )
    applicable = [row for row in units.values() if row.status is not Status.NOT_APPLICABLE]
    counted = [row for row in units.values() if row.counted]
    short = [row for row in rows.values() if row.status.is_short]
    firm = any(row.firm for row in short) if short else all(row.firm for row in rows.values())
    province = ProvinceResult(
        verdict.status,
        Coverage(len(counted), len(applicable)),
        firm=firm,
        reason=verdict.reason,
        worst=verdict.name,
    )
    return IndicatorResult(indicator, province, units)


def _unit(indicator: Indicator, rows: dict[str, UnitResult]) -> UnitResult:
    verdict = worst(
        {name: (row.status, row.gap, row.reason) for name, row in rows.items()},
        indicator.direction.sign,
    )
    flags = {flag for row in rows.values() for flag in row.flags}
    first = next((row for row in rows.values() if row.source is not None), None)
    whys = {row.why for row in rows.values()}
    applicable = [row for row in rows.values() if row.status is not Status.NOT_APPLICABLE]
    return UnitResult(
        status=verdict.status,
        counted=bool(applicable) and all(row.counted for row in applicable),
        reason=verdict.reason,
        why=whys.pop() if len(whys) == 1 else None,
        flags=tuple(flag for flag in Flag if flag in flags),
        period=next((row.period for row in rows.values() if row.period), None),
        source=None if first is None else first.source,
        worst=verdict.name,
    )
