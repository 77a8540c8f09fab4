"""The page's own words: headings, labels, buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.text.language import Language


def words(lang: Language) -> Mapping[str, str]:
    """Return the words by the names that the templates call them by."""
    return {
        "about": lang.gettext("About"),
        "actual": lang.gettext("Actual"),
        "all": lang.gettext("all"),
        "ahead": lang.gettext("Going on like this"),
        "baseline": lang.gettext("Baseline"),
        "by_name": lang.gettext("by name"),
        "by_unit": lang.gettext("By unit"),
        "clause": lang.gettext("Clause"),
        "close": lang.gettext("Close"),
        "contents": lang.gettext("Contents"),
        "counted": lang.gettext("Counted, and our reading"),
        "definitions": lang.gettext("How it is counted"),
        "expected": lang.gettext("Expected now"),
        "filter": lang.gettext("Filter and sort"),
        "gap": lang.gettext("Gap"),
        "glance": lang.gettext("At a glance"),
        "group": lang.gettext("Group"),
        "indicator": lang.gettext("Indicator"),
        "indicators": lang.gettext("Indicators"),
        "left_out": lang.gettext("Invalid, and left out"),
        "matrix": lang.gettext("Indicators by unit"),
        "note": lang.gettext("Note"),
        "notes": lang.gettext("Notes"),
        "open_cell": lang.gettext(
            "Open a cell to see numerator, population and the line of the file."
        ),
        "order": lang.gettext("Order"),
        "path": lang.gettext("Way to the target"),
        "plan_order": lang.gettext("as in the plan"),
        "province": lang.gettext("Province"),
        "scale": lang.gettext("Each chart has a scale of its own, which need not begin at 0"),
        "search": lang.gettext("Search"),
        "sent": lang.gettext("units have submitted"),
        "show_all": lang.gettext("Show all"),
        "shown": lang.gettext("Shown: {n} of {total} objectives", n="{n}", total="{total}"),
        "skip": lang.gettext("Skip to the report"),
        "slowest": lang.gettext("slowest first"),
        "source": lang.gettext("Source"),
        "status": lang.gettext("Status"),
        "target": lang.gettext("Target"),
        "trend": lang.gettext("Trend"),
        "trend_hint": lang.gettext(
            "Line: the value from round to round. Dashes: the target. Dots: where a straight line"
            " leads by the year's end; it is arithmetic and no forecast."
        ),
        "unit": lang.gettext("Unit"),
        "units": lang.gettext("Units"),
        "worst": lang.gettext("worst first"),
        "zone": lang.gettext("Target, and where it is met"),
    }
