"""The page's own words: headings, labels, buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.language import Language


def words(lang: Language) -> Mapping[str, str]:
    """Return the words by the names that the templates call them by."""
    return {
        "about": lang.tr("About"),
        "actual": lang.tr("Actual"),
        "all": lang.tr("all"),
        "ahead": lang.tr("Going on like this"),
        "baseline": lang.tr("Baseline"),
        "by_name": lang.tr("by name"),
        "by_unit": lang.tr("By unit"),
        "clause": lang.tr("Clause"),
        "close": lang.tr("Close"),
        "contents": lang.tr("Contents"),
        "counted": lang.tr("Counted, and our reading"),
        "definitions": lang.tr("How it is counted"),
        "expected": lang.tr("Expected now"),
        "filter": lang.tr("Filter and sort"),
        "gap": lang.tr("Gap"),
        "glance": lang.tr("At a glance"),
        "group": lang.tr("Group"),
        "indicator": lang.tr("Indicator"),
        "indicators": lang.tr("Indicators"),
        "left_out": lang.tr("Invalid, and left out"),
        "matrix": lang.tr("Indicators by unit"),
        "note": lang.tr("Note"),
        "notes": lang.tr("Notes"),
        "open_cell": lang.tr("Open a cell to see numerator, population and the line of the file."),
        "order": lang.tr("Order"),
        "path": lang.tr("Way to the target"),
        "plan_order": lang.tr("as in the plan"),
        "province": lang.tr("Province"),
        "scale": lang.tr("Each chart has a scale of its own, which need not begin at 0"),
        "search": lang.tr("Search"),
        "sent": lang.tr("units have submitted"),
        "show_all": lang.tr("Show all"),
        "shown": lang.tr("Shown: {n} of {total} objectives", n="{n}", total="{total}"),
        "skip": lang.tr("Skip to the report"),
        "slowest": lang.tr("slowest first"),
        "source": lang.tr("Source"),
        "status": lang.tr("Status"),
        "target": lang.tr("Target"),
        "trend": lang.tr("Trend"),
        "trend_hint": lang.tr(
            "Line: the value from round to round. Dashes: the target. Dots: where a straight line"
            " leads by the year's end; it is arithmetic and no forecast."
        ),
        "unit": lang.tr("Unit"),
        "units": lang.tr("Units"),
        "worst": lang.tr("worst first"),
        "zone": lang.tr("Target, and where it is met"),
    }
