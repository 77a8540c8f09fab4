"""What each language brings besides its catalogue: how numbers, dates and periods are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

DEFAULT_LANGUAGE = "vi"
SOURCE_LANGUAGE = "en"
"""The language that the program's own texts are written in, so that it needs no catalogue."""

_QUARTER = r"[ .]?(?:(?P<quarter>[1-4])|(?P<roman>i{1,3}|iv))"
_MONTH = r"[ .]?(?P<month>0?[1-9]|1[0-2])"


@dataclass(frozen=True, slots=True)
class LanguageConventions:
    """How a language writes numbers and dates, and understands periods and answers.

    Patterns match whole words without case, diacritics or extra spaces.
    """

    tag: str
    """What office programs call it."""
    decimal_mark: str
    thousands_mark: str
    date_format: str
    """A date, from `day`, `month`, `year` and `month_name`."""
    months: tuple[str, ...] = ()
    """Where they have names: from January on; a date's and a period's."""
    periods: tuple[tuple[str, str], ...] = ()
    """What a period is called: a pattern, and the part of its id behind the year where the pattern
    has no group `quarter`, `roman` or `month` that says it."""
    article: str = ""
    """What may stand before a period's name."""
    before_year: str = ""
    """A pattern for what may stand between a period's name and the year."""
    period_examples: tuple[str, ...] = ()
    """Ways to name a period, to suggest from."""
    yes: frozenset[str] = frozenset()
    """What means consent, in small letters."""

    def written_date(self, day: date) -> str:
        """Return a date as the language writes it."""
        name = self.months[day.month - 1] if self.months else ""
        return self.date_format.format(day=day.day, month=day.month, year=day.year, month_name=name)


LANGUAGES: dict[str, LanguageConventions] = {
    "vi": LanguageConventions(
        tag="vi-VN",
        decimal_mark=",",
        thousands_mark=".",
        date_format="{day:02d}/{month:02d}/{year}",
        periods=(
            (f"quy{_QUARTER}", ""),
            (r"3 ?(?:t|m|thang)(?: dau nam)?", "Q1"),
            (r"6 ?(?:t|m|thang)(?: dau nam| dau)?|nua dau nam", "H1"),
            (r"6 thang cuoi(?: nam)?|nua cuoi nam", "H2"),
            (r"9 ?(?:t|m|thang)(?: dau nam| dau)?", "9M"),
            (r"nam|ca nam|12 ?(?:t|m|thang)", ""),
            (f"(?:thang|t){_MONTH}", ""),
        ),
        before_year="nam",
        period_examples=(
            *("2024-Q2", "Q2", "H1", "T6", "06", "quý 2", "quý II", "tháng 6"),
            *("6 tháng", "9 tháng", "9M", "năm"),
        ),
        yes=frozenset({"c", "có", "co", "đ", "đồng ý"}),
    ),
    "en": LanguageConventions(
        tag="en-US",
        decimal_mark=".",
        thousands_mark=",",
        date_format="{day} {month_name} {year}",
        months=(
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
        periods=(
            (f"quarter{_QUARTER}", ""),
            (r"(?P<quarter>[1-4])(?:st|nd|rd|th) quarter", ""),
            (r"3 ?months?", "Q1"),
            (r"half 1|first half|1st half|6 ?months?", "H1"),
            (r"half 2|second half|2nd half", "H2"),
            (r"first nine months|nine months|9 ?months?", "9M"),
            (r"year|full year|12 ?months?", ""),
            (f"month{_MONTH}", ""),
        ),
        article="the ",
        before_year="of|year",
        yes=frozenset({"y", "yes"}),
    ),
}
"""The languages there are, each with a catalogue of its own; Vietnamese is the usual one."""

ANY_LANGUAGE: tuple[tuple[str, str], ...] = (
    (f"q{_QUARTER}", ""),
    ("h1|6 ?m", "H1"),
    ("h2", "H2"),
    ("9 ?m", "9M"),
    ("3 ?m", "Q1"),
    ("|12 ?m", ""),
    (f"m?{_MONTH}", ""),
)
"""What a period is called in no language, or in all of them; see `LanguageConventions.periods`."""
