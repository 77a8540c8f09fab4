"""What the cells of a form refuse: rules for Excel, which are checked as somebody types."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ttdt.document.tasks.wording import STATUSES as TASK_STATUSES
from ttdt.excel.cells import cell_name
from ttdt.forms.choices import STATE_WORDS, STATUS_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttdt.forms.choices import FigureState
    from ttdt.forms.form import Question
    from ttdt.period import Period
    from ttdt.text.language import Language

Rule = dict[str, Any]
"""A data validation, as xlsxwriter calls its parts."""

_TITLE_MOST = 32
_MESSAGE_MOST = 255
"""Excel takes no longer ones for what it says of a refused value."""


class Refusals:
    """What the cells of a sheet refuse: each rule is written once, for all cells that it is for.

    Three of four cells of a form have the same rule as others, and writing one takes as long as
    writing the cell. Rows and columns count from 0.
    """

    def __init__(self, raw: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        """Begin with no rule for this sheet."""
        self._raw = raw
        self._rules: dict[str, tuple[Rule, list[tuple[int, int]]]] = {}

    def add(self, row: int, column: int, rule: Rule) -> None:
        """Let a cell refuse what a rule says; its formulas name no cell relative to this one."""
        _, cells = self._rules.setdefault(repr(rule), (rule, []))
        cells.append((row, column))

    def write(self) -> None:
        """Write the rules into the sheet."""
        for rule, cells in self._rules.values():
            places = " ".join(cell_name(row, column) for row, column in cells)
            self._raw.data_validation(*cells[0], *cells[0], {**rule, "multi_range": places})


def count_rule(lang: Language, question: Question, limit: str) -> Rule:
    """Return the rule of a count, amount or numerator, which is at most `limit`."""
    gettext = lang.gettext
    decimals = 0 if question.indicator is None else question.indicator.decimals
    if decimals:
        return {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": limit,
            **_refusal(
                gettext("Not a possible figure"),
                gettext("A number from 0 on, with at most {n} decimals.", n=decimals),
            ),
        }
    return {
        "validate": "integer",
        "criteria": "between",
        "minimum": 0,
        "maximum": limit,
        **_refusal(
            gettext("Not a possible figure"),
            gettext("A whole number from 0 on, without decimals.")
            if _may_exceed(question)
            else gettext("A whole number from 0 on, not above its population, without decimals."),
        ),
    }


def percent_rule(lang: Language, question: Question) -> Rule:
    """Return the rule of a rate that is known without its numerator."""
    gettext = lang.gettext
    may_exceed = _may_exceed(question)
    return {
        "validate": "decimal",
        **(
            {"criteria": ">=", "value": 0}
            if may_exceed
            else {"criteria": "between", "minimum": 0, "maximum": 1}
        ),
        **_refusal(
            gettext("Not a possible percentage"),
            gettext("A percentage from 0 % on.")
            if may_exceed
            else gettext("A percentage from 0 % to 100 %."),
        ),
    }


def date_rule(lang: Language, year: int) -> Rule:
    """Return the rule of the day that a report for a year is handed in."""
    gettext = lang.gettext
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": date(year, 1, 1),
        "maximum": date(year + 2, 12, 31),
        **_refusal(gettext("Not a possible date"), gettext("Write the date as day/month/year.")),
    }


def counted_rule(lang: Language, period: Period) -> Rule:
    """Return the rule of the day that figures for a period were counted."""
    gettext = lang.gettext
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": period.start,
        "maximum": period.end,
        **_refusal(
            gettext("Not a possible date"),
            gettext("A day from {start} to {end}.", start=period.start, end=period.end),
        ),
    }


def status_rule(lang: Language) -> Rule:
    """Return the choice of how settled figures are."""
    return {"validate": "list", "source": [lang.gettext(word) for word in STATUS_WORDS.values()]}


def state_rule(lang: Language, states: Iterable[FigureState]) -> Rule:
    """Return the choice of what is said instead of a number."""
    return {"validate": "list", "source": [lang.gettext(STATE_WORDS[state]) for state in states]}


def amount_rule(lang: Language, decimals: int, cell: str) -> Rule:
    """Return the rule of an amount of money; `cell` is the first that it is for."""
    gettext = lang.gettext
    return {
        "validate": "custom",
        "value": f"=AND(ISNUMBER({cell}),N({cell})>=0,ROUND(N({cell}),{decimals})=N({cell}))",
        **_refusal(
            gettext("Not a possible amount"),
            gettext("A number from 0 on, with at most {n} decimals.", n=decimals),
        ),
    }


def task_status_rule(lang: Language) -> Rule:
    """Return the choice of how far a task is."""
    return {"validate": "list", "source": [lang.gettext(word) for word in TASK_STATUSES.values()]}


def task_percent_rule(lang: Language) -> Rule:
    """Return the rule of how much of a task is done."""
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": 1,
        **_refusal(
            lang.gettext("Not a possible percentage"),
            lang.gettext("A percentage from 0 % to 100 %."),
        ),
    }


def _may_exceed(question: Question) -> bool:
    return question.indicator is not None and question.indicator.may_exceed


def _refusal(title: str, message: str) -> dict[str, str]:
    return {"error_title": title[:_TITLE_MOST], "error_message": message[:_MESSAGE_MOST]}
