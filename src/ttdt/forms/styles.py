"""How a form looks: on a screen at a glance, and on paper without colours."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ttdt.excel.styles import Look

_GRID: Look = {"border": 1, "border_color": "#7F7F7F", "valign": "top"}

TITLE: Look = {"bold": True, "font_size": 15, "valign": "vcenter"}
SUBTITLE: Look = {"italic": True, "valign": "vcenter"}
BANNER: Look = {
    "bold": True, "border": 2, "bg_color": "#FFF2CC", "text_wrap": True, "valign": "vcenter",
}  # fmt: skip
HEAD: Look = {
    **_GRID, "bold": True, "text_wrap": True, "align": "center", "valign": "vcenter",
    "bg_color": "#D9D9D9", "font_size": 10,
}  # fmt: skip
INPUT_HEAD: Look = {**HEAD, "bg_color": "#595959", "font_color": "#FFFFFF"}
SECTION: Look = {
    "bold": True, "font_size": 12, "bg_color": "#EDEDED", "top": 2, "bottom": 1,
    "valign": "vcenter",
}  # fmt: skip
LABEL: Look = {**_GRID, "text_wrap": True}
MIDDLE: Look = {"align": "center"}
CENTRED: Look = {**LABEL, **MIDDLE}
LAST: Look = {**_GRID, "font_color": "#595959", "align": "right"}
LIVE: Look = {**_GRID, "bold": True, "align": "right"}
LIVE_WORD: Look = {**_GRID, "text_wrap": True, "align": "center", "font_size": 10}
HIDDEN: Look = {"font_color": "#7F7F7F"}
BOLD: Look = {"bold": True}
SMALL: Look = {"font_size": 9, "font_color": "#404040"}
SMALL_ITALIC: Look = {**SMALL, "italic": True}
MET: Look = {"font_color": "#0B4A24", "bg_color": "#D9F2E1"}
NOT_MET: Look = {"font_color": "#7A0C0C", "bg_color": "#F4B6B0", "bold": True}
CLASH: Look = {"font_color": "#FFFFFF", "bg_color": "#8C1D18", "bold": True}

# A strong frame tells an input cell from a label on any printer.
_INPUT: Look = {
    "border": 2, "border_color": "#404040", "bg_color": "#FFFBE6", "locked": False, "valign": "top",
}  # fmt: skip
INPUT_NUMBER: Look = {**_INPUT, "num_format": "#,##0.######", "align": "right", "bold": True}
INPUT_COUNT: Look = {**INPUT_NUMBER, "num_format": "#,##0"}
INPUT_PERCENT: Look = {**_INPUT, "num_format": "0.0#####%", "align": "right"}
INPUT_DATE: Look = {**_INPUT, "num_format": "dd/mm/yyyy", "align": "left"}
# As text, so that what looks like a number or date stays what was typed.
INPUT_WORDS: Look = {**_INPUT, "text_wrap": True, "num_format": "@"}
INPUT_CHOICE: Look = {**_INPUT, "text_wrap": True, "font_size": 10}
INPUT_SMALL: Look = {**INPUT_WORDS, "font_size": 10}

AS_IT_IS: Look = {}
"""Over a look that is to stay."""
NOT_OWED: Look = {"bg_color": "#D9D9D9", "font_color": "#595959", "pattern": 1}
"""Over the look of a row that the plan does not ask this unit for."""


@cache  # One look for each, so that `CellStyles` knows it again.
def shown_as(pattern: str) -> Look:
    """Return the look of a number in this format."""
    return {"num_format": pattern}


@cache
def indented(level: int) -> Look:
    """Return the look of a name that stands in by so much."""
    return {"indent": level}
