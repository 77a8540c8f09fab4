"""The plan for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.text import Text

from ttdt.document import targets
from ttdt.document.model import AnyStyle, Line, Style
from ttdt.output.terminal.columns import (
    LOOKS,
    TerminalColumn,
    clause_column,
    draw,
    grid,
    total_width,
    widths,
)
from ttdt.output.terminal.document import rule_line
from ttdt.text.escaping import escape_wrapped_text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ttdt.output import View
    from ttdt.plan import Indicator, Plan
    from ttdt.text.language import Language

_WIDTH = 80
_WIDE = 120
_INDENT = 2


def draw_plan(plan: Plan, view: View) -> str:
    """Return the plan under its groups; a wide terminal has the reading beside, not below."""
    lang, width = view.language, view.width or _WIDTH
    things: list[RenderableType] = []
    for place, text in enumerate(targets.heading(lang, plan)):
        things.append(_line(text, Style.PLAIN if place else Style.STRONG))
    columns = _columns(lang, plan, wide=width >= _WIDE)
    sizes = widths(columns, targets.rows_of(plan), width)
    need = max(width, total_width(sizes))
    things += [Text(), grid(columns, (), sizes, titles=True)]
    for group in plan.groups.values():
        found = [item for item in targets.rows_of(plan) if item.group == group.id]
        if not found:
            continue
        things.append(rule_line(lang.pick(group.name), total_width(sizes)))
        if width >= _WIDE:
            things.append(grid(columns, found, sizes))
            continue
        for indicator in found:
            things.append(grid(columns, [indicator], sizes))
            things += _below(lang, plan, indicator)
    return draw(things, need, color=view.color)


def _columns(lang: Language, plan: Plan, *, wide: bool) -> list[TerminalColumn[Indicator]]:
    def target(indicator: Indicator) -> list[Line]:
        return [Line(targets.target_text(lang, indicator), wraps=True)]

    columns: list[TerminalColumn[Indicator]] = [
        clause_column(lambda item: "" if item.part else item.clause),
        TerminalColumn(
            lang.gettext("Indicator"),
            lambda item: [Line(lang.pick(item.name), wraps=True)],
            room=36,
            takes_rest=not wide,
            indent=lambda item: _INDENT if item.part else 0,
        ),
        TerminalColumn(lang.gettext("Target"), target, right=True, room=16),
    ]
    if wide:
        columns.append(
            TerminalColumn(
                lang.gettext("Counted, and our reading"),
                lambda item: [
                    Line(text, style, wraps=True) for text, style in _said(lang, plan, item)
                ],
                takes_rest=True,
            )
        )
    return columns


def _below(lang: Language, plan: Plan, indicator: Indicator) -> list[RenderableType]:
    indent = 5 + (_INDENT if indicator.part else 0)
    return [
        Padding(_line(text, style), (0, 0, 0, indent))
        for text, style in _said(lang, plan, indicator)
    ]


def _said(lang: Language, plan: Plan, indicator: Indicator) -> list[tuple[str, AnyStyle]]:
    """Return what is counted out of what, each unit's share, and our reading, with their styles."""
    said: list[tuple[str, AnyStyle]] = []
    numerator = targets.picked(lang, indicator.numerator)
    population = targets.population_text(lang, plan, indicator)
    if numerator and not indicator.parts:
        said.append((f"{numerator} / {population}" if population else numerator, Style.QUIET))
    shares = targets.shares_text(lang, plan, indicator)
    if shares:
        said.append((lang.gettext("by unit: {shares}", shares=shares), Style.PLAIN))
    reading = targets.picked(lang, indicator.reading)
    if reading and indicator.part is None:
        said.append((reading, Style.PLAIN))
    return said


def _line(text: str, style: AnyStyle = Style.PLAIN) -> Text:
    return Text(escape_wrapped_text(text), LOOKS[style], overflow="fold")
