"""What the pictures of one indicator show, before anyone draws them."""

from typing import TypeAlias

from ttdt.document.chart.map import MapChart
from ttdt.document.chart.path import PathChart
from ttdt.document.chart.units import UnitsChart
from ttdt.document.chart.year import YearChart

IndicatorChart: TypeAlias = PathChart | UnitsChart | YearChart | MapChart

__all__ = ["IndicatorChart", "MapChart", "PathChart", "UnitsChart", "YearChart"]
