"""The columns that programs for forms add to what they ask: Google Forms, KoboToolbox, ODK."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ttdt.period import parse_words
from ttdt.schema.map import SKIPPED, UNDECIDED
from ttdt.tables.periods import periods_in
from ttdt.tables.proposal import Proposed
from ttdt.tables.times import date_styles, time_of
from ttdt.text.conventions import LANGUAGES
from ttdt.text.matching import fold
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ttdt.maps import DateStyle
    from ttdt.period import Period

_SENT = (
    "_submission_time",
    *(word for one in LANGUAGES.values() for word in one.tables.submitted),
    "submissiondate",
    "completed time",
    "end",
)
"""Headings of the column with the time at which a row was sent, the likeliest first."""
_ADDED = frozenset(
    {
        "start", "end", "today", "deviceid", "device id", "subscriberid", "simserial",
        "phonenumber", "username", "audit", "formhub/uuid", "instanceid", "instancename", "key",
        "isvalidated", "submitterid", "submittername", "attachmentspresent", "devicename", "id",
    }
).union(*(one.tables.about_the_sender for one in LANGUAGES.values()))  # fmt: skip
"""Headings of what nobody was asked for."""
_OF_KOBO = re.compile(r"_\w+|__version__|meta/\w+|meta-instanceid")
_TICKS = frozenset({0, 1, "0", "1", "TRUE", "FALSE"})


class SurveyColumns(NamedTuple):
    """What of a table's columns, or rows, is not asked for but added, by their places."""

    sent: int
    """The time at which each row was sent."""
    dates: Proposed | None
    """How days are written there, where that may be doubted."""
    period: int | None
    """The period that each row is for, where it says."""
    skipped: Mapping[int, Proposed]

    def line(self, at: int) -> Proposed | None:
        """Return what a column holds; None for one that asks something."""
        if at == self.sent:
            return Proposed("submitted", gettext_lazy("when the row was sent"))
        if at == self.period:
            return Proposed("period", gettext_lazy("each row says its own"))
        return self.skipped.get(at)


def find_survey_columns(
    headings: Sequence[str], columns: Sequence[Sequence[object]], year: int
) -> SurveyColumns | None:
    """Return the columns of a table that a program for forms has made; None of any other table.

    `columns` has what stands in each, empty cells aside. `year` is that of periods without one.
    """
    said = [fold(heading) for heading in headings]
    places = [said.index(word) for word in _SENT if word in said]
    sent = next((at for at in places if columns[at] and date_styles(columns[at])), None)
    if sent is None:
        return None
    added = gettext_lazy("the program for forms adds it; it is no figure")
    skipped = {
        at: Proposed(SKIPPED, added)
        for at, name in enumerate(said)
        if at != sent and (name in _ADDED or _OF_KOBO.fullmatch(name))
    }
    for at, heading in enumerate(headings):
        question, slash, choice = heading.rpartition("/")
        if at not in skipped and slash and question in headings and _TICKS.issuperset(columns[at]):
            why = gettext_lazy("whether “{choice}” was ticked", choice=choice)
            skipped[at] = Proposed(SKIPPED, why)
    period = next(
        (at for at, values in enumerate(columns) if at != sent and _are_periods(values, year)), None
    )
    return SurveyColumns(sent, _dates(columns[sent]), period, skipped)


def period_said(text: str, year: int) -> Period | None:
    """Return the one period that an answer names; `year` is that of one without."""
    found = periods_in(text)
    return found[0] if len(found) == 1 else parse_words(text, year)


def _are_periods(values: Sequence[object], year: int) -> bool:
    return bool(values) and all(
        isinstance(value, str)
        and any(map(str.isalpha, value))
        and period_said(value, year) is not None
        for value in values
    )


def _dates(values: Sequence[object]) -> Proposed | None:
    """Return how days are written; None where there is but one way to read them."""
    doubted = [value for value in values if time_of(value, None) is None]
    if not doubted:
        return None
    styles: tuple[DateStyle, ...] = date_styles(values)
    if len(styles) == 1:
        return Proposed(str(styles[0]))
    choices = tuple(map(str, styles))
    why = gettext_lazy("of {styles}, which is “{text}”?", styles=choices, text=str(doubted[0]))
    return Proposed(UNDECIDED, why)
