"""The words of the report's page and fragment, by the names that the templates call them by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document import wording
from ttdt.output.html.document import copy_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.plan import Area
    from ttdt.text.language import Language


def report_words(lang: Language, area: Area) -> Mapping[str, str]:
    """Return the words for a report on an area."""
    return {**_around(lang), **_of_rows(lang, area), **copy_words(lang)}


def _around(lang: Language) -> Mapping[str, str]:
    """Return the words for sections, filters and hints."""
    return {
        "all": lang.gettext("all"),
        "by_name": lang.gettext("by name"),
        "by_unit": lang.gettext("By unit"),
        "close": lang.gettext("Close"),
        "comparison": lang.gettext("Comparison"),
        "comparison_title": lang.gettext("Against the plan, last year and the round before"),
        "conclusions": lang.gettext("Assessment and proposals"),
        "contents": lang.gettext("Contents"),
        "definitions": lang.gettext("How it is counted"),
        "filter": lang.gettext("Filter and sort"),
        "find_unit": lang.gettext("Find a unit"),
        "folded": lang.gettext(
            "Open an area to see the units in it; each column is a clause of the table of"
            " indicators. ttdt explain names the line of the file behind each number."
        ),
        "glance": lang.gettext("At a glance"),
        "group": lang.gettext("Group"),
        "indicators": lang.gettext("Indicators"),
        "matrix": lang.gettext("Indicators by unit"),
        "notes": lang.gettext("Notes"),
        "open_cell": lang.gettext(
            "Open a cell to see numerator, population and the line of the file."
        ),
        "order": lang.gettext("Order"),
        "plan_order": lang.gettext("as in the plan"),
        "search": lang.gettext("Search"),
        "show_all": lang.gettext("Show all"),
        "shown": lang.gettext("Shown: {n} of {total} objectives", n="{n}", total="{total}"),
        "skip": lang.gettext("Skip to the report"),
        "slowest": lang.gettext("slowest first"),
        "trend": lang.gettext("Trend"),
        "trend_hint": lang.gettext(
            "Line: the value from round to round. Dashes: the target. Dots: where a straight line"
            " leads by the year's end; it is arithmetic and no forecast."
        ),
        "worst": lang.gettext("worst first"),
    }


def _of_rows(lang: Language, area: Area) -> Mapping[str, str]:
    """Return the words for the heads of tables and the keys of charts."""
    return {
        "about": lang.gettext("About"),
        "actual": lang.gettext("Actual"),
        "ahead": lang.gettext("Going on like this"),
        "baseline": lang.gettext("Baseline"),
        "clause": lang.gettext("Clause"),
        "counted": lang.gettext("Counted, and our reading"),
        "expected": lang.gettext("Expected now"),
        "from_baseline": lang.gettext("Baseline, at the end of last year"),
        "gap": lang.gettext("Gap"),
        "indicator": lang.gettext("Indicator"),
        "last_year": lang.gettext("Same period last year"),
        "left": lang.gettext("Left to do"),
        "link": lang.gettext("Link to this indicator"),
        "note": lang.gettext("Note"),
        "path": lang.gettext("Way to the target"),
        "province": wording.whole_area(lang, area),
        "responsible": lang.gettext("Responsible body"),
        "scale": lang.gettext("Each chart has a scale of its own, which need not begin at 0"),
        "sent": lang.gettext("units have submitted"),
        "shown_units": lang.gettext("Units shown: {n}", n="{n}"),
        "source": lang.gettext("Source"),
        "status": lang.gettext("Status"),
        "target": lang.gettext("Target"),
        "unit": lang.gettext("Unit"),
        "units": lang.gettext("Units"),
        "zone": lang.gettext("Target, and where it is met"),
    }
