"""Reporting periods: what they are called, when they end, which of them mean the same day."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from ttdt.text.conventions import ANY_LANGUAGE, LANGUAGES
from ttdt.text.matching import fold
from ttdt.text.message import Message, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS_OF_A_YEAR = 12
_MONTHS_OF_A_QUARTER = 3
_FIRST_YEAR = 1900
_LONGEST = 60
"""No words for a period are longer."""
_WHOLE = "year"
_ROMAN = ("I", "II", "III", "IV")

_SPANS: dict[str, tuple[int, int]] = {
    **{f"{month:02d}": (month, month) for month in range(1, 13)},
    **{f"Q{quarter}": (3 * quarter - 2, 3 * quarter) for quarter in range(1, 5)},
    "H1": (1, 6),
    "H2": (7, 12),
    "9M": (1, 9),
    "": (1, 12),
}
"""First and last month of each kind of period, by the part of its id behind the year."""


@dataclass(frozen=True)
class Period:
    """A reporting period: `2024-Q2`, `2024-06`, `2024-H1`, `2024-9M` or `2024`.

    Figures are the state at its end, so periods with the same end speak of the same thing.
    """

    year: int
    part: str = ""

    @cached_property
    def id(self) -> str:
        """The period's name in files: `2024-Q2`."""
        return f"{self.year:04d}-{self.part}" if self.part else f"{self.year:04d}"

    @property
    def word(self) -> str:
        """What a plan calls this part of its year: `Q2`, `06`; the whole is `year`."""
        return self.part or _WHOLE

    @cached_property
    def end_month(self) -> int:
        """The number of the month the period ends in."""
        return _SPANS[self.part][1]

    @property
    def months(self) -> int:
        """How many months the period has."""
        first, last = _SPANS[self.part]
        return last - first + 1

    @property
    def start(self) -> date:
        """The first day of the period."""
        return date(self.year, _SPANS[self.part][0], 1)

    @cached_property
    def end(self) -> date:
        """The last day of the period."""
        return date(self.year, self.end_month, monthrange(self.year, self.end_month)[1])

    @cached_property
    def elapsed(self) -> Fraction:
        """The share of the year that is over when the period ends."""
        return Fraction(self.end_month, _MONTHS_OF_A_YEAR)

    @property
    def label(self) -> Message:
        """The period's name for people."""
        year = str(self.year)
        if self.part == "":
            return gettext_lazy("the year {year}", year=year)
        if self.part == "H1":
            return gettext_lazy("the first half of {year}", year=year)
        if self.part == "H2":
            return gettext_lazy("the second half of {year}", year=year)
        if self.part == "9M":
            return gettext_lazy("the first nine months of {year}", year=year)
        if self.part.startswith("Q"):
            number = self.part[1:]
            roman = _ROMAN[int(number) - 1]
            return gettext_lazy("quarter {number} of {year}", number=number, roman=roman, year=year)
        return gettext_lazy("month {month} of {year}", month=str(self.end_month), year=year)

    def same_end(self) -> tuple[Period, ...]:
        """Return the periods that end on the same day: this one first, then the longer first."""
        others = [
            Period(self.year, part)
            for part, (_, last) in _SPANS.items()
            if last == self.end_month and part != self.part
        ]
        others.sort(key=lambda period: -period.months)
        return (self, *others)


def period_before(period: Period) -> Period | None:
    """Return the period that ends on the day before one begins; None for one from January on.

    It is as long as that one, where there is such a period, else the month.
    """
    first = period.start.month
    if first == 1:
        return None
    month = Period(period.year, f"{first - 1:02d}")
    return next((one for one in month.same_end() if one.months == period.months), month)


def round_before(period: Period) -> Period | None:
    """Return the round of its year that a period's is held against; None for the year's first.

    It ends on the day before the period begins. Periods from January on follow each other by
    quarters: first quarter, half-year, nine months, year.
    """
    if period.start.month > 1:
        return period_before(period)
    end = period.end_month - _MONTHS_OF_A_QUARTER
    if end < 1:
        return None
    month = Period(period.year, f"{end:02d}")
    return next(one for one in month.same_end() if one.start.month == 1)


def a_year_before(period: Period) -> Period:
    """Return the same part of the year before."""
    return Period(period.year - 1, period.part)


@lru_cache(maxsize=1024)
@lru_cache(maxsize=1024)
def parse_id(text: str) -> Period | None:
    """Return the period whose id is exactly `text`, or None.

    The files of all units have the same few names, so that each is read once.
    """
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9A-Z]{2}))?", text)
    if match is None or match[1] < "1900":
        return None
    part = match[2] or ""
    return Period(int(match[1]), part) if part in _SPANS else None


def part_of_year(year: int, word: str) -> Period:
    """Return the period of a year that a plan's `word` for it means; see `Period.word`."""
    return Period(year, "" if word == _WHOLE else word)


ID_PATTERN = f"(?:19|[2-9][0-9])[0-9]{{2}}(?:-(?:{'|'.join(filter(None, _SPANS))}))?"
"""What `parse_id` takes, for those who have only a pattern to go by."""


def end_before(period: Period) -> tuple[Period, ...]:
    """Return the periods of the same year that end earlier: the latest first, then the longer."""
    ends = sorted({last for _, last in _SPANS.values() if last < period.end_month}, reverse=True)
    return tuple(
        Period(period.year, part)
        for end in ends
        for part, (first, _) in sorted(_SPANS.items(), key=lambda item: item[1][0])
        if _SPANS[part][1] == end and first <= end
    )


def last_quarter_before(day: date) -> Period:
    """Return the quarter that ended last before `day`: on 30 June it is still the first."""
    quarter = (day.month - 1) // 3
    return Period(day.year, f"Q{quarter}") if quarter else Period(day.year - 1, "Q4")


_YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
_DAYS = (
    re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})"),
    re.compile(r"(?P<day>[0-9]{1,2}) ?[-/.] ?(?P<month>[0-9]{1,2}) ?[-/.] ?(?P<year>[0-9]{4})"),
    re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})(?P<year>)"),
)


def parse_day(text: str, year: int) -> date | None:
    """Return the day that `text` writes in figures, or None: `30/06/2024`, `30/6`, `2024-06-30`.

    `year` where it names none.
    """
    for pattern in _DAYS:
        found = pattern.fullmatch(" ".join(text.split()))
        if found is not None:
            try:
                return date(int(found["year"] or year), int(found["month"]), int(found["day"]))
            except ValueError:
                return None
    return None


def ending_on(day: date) -> Period | None:
    """Return the period that ends on a day: the year, else the quarter, else the month, or None."""
    month = Period(day.year, f"{day.month:02d}")
    if month.end != day:
        return None
    if day.month == _MONTHS_OF_A_YEAR:
        return Period(day.year)
    quarter, rest = divmod(day.month, _MONTHS_OF_A_QUARTER)
    return month if rest else Period(day.year, f"Q{quarter}")


def parse_words(text: str, year: int) -> Period | None:
    """Return the period that an officer means by `text`, or None; `year` where it names none.

    Understands ids and the ways they are said: `Q2`, `6`, `T6`, `quý II`, `quí hai`, `tháng 6`,
    `sáu tháng đầu năm`, `9 tháng`, `năm`, `June`, with and without diacritics; and the day on which
    a period ends, see `ending_on`.
    """
    if len(text) > _LONGEST:
        return None
    folded = fold(text)
    for language in LANGUAGES.values():
        folded = folded.removeprefix(language.article)
    if not folded:
        return None
    day = parse_day(folded, year)
    if day is not None:
        return ending_on(day) if day.year >= _FIRST_YEAR else None
    named = _YEAR.search(folded)
    if named is not None:
        if re.fullmatch(r"[0-9]{4}-[0-9a-z]*", folded):
            return parse_id(re.sub(r"-([1-9])$", r"-0\1", folded).upper())
        year = int(named[0])
        folded = f"{folded[: named.start()].strip(' ,./-')} {folded[named.end() :].strip(' ,./-')}"
        folded = folded.strip()
    part = _part(folded)
    if part is None:
        joints = "|".join(one.before_year for one in LANGUAGES.values() if one.before_year)
        part = _part(re.sub(f" ?(?:{joints})$", "", folded)) if named is not None else None
    return None if part is None else Period(year, part)


def parse_file_name(stem: str, year: int) -> Period | None:
    """Return the period that a file's name without its ending may mean, however it is spelt."""
    loose = stem.replace("_", " ")
    return (
        parse_id(stem.upper())
        or parse_words(loose, year)
        or parse_words(loose.replace("-", " ").replace(".", " "), year)
    )


def _part(words: str) -> str | None:
    """Return the part of a period's id behind the year that folded `words` name.

    What they name as they stand comes first: `năm` is the year before it is a five.
    """
    for one in (words, *_in_figures(words)):
        part = _part_as_said(one)
        if part is not None:
            return part
    return None


def _in_figures(words: str) -> Iterator[str]:
    """Yield `words` with the number in words that they begin with, or their second, in figures."""
    for numbers in (language.numbers for language in LANGUAGES.values()):
        if not numbers or " " not in words:
            continue
        spelt = "|".join(sorted(numbers, key=len, reverse=True))
        for before in ("", "[a-z]+ "):
            found = re.match(f"({before})({spelt})(?= |$)", words)
            if found is not None:
                yield f"{found[1]}{numbers[found[2]]}{words[found.end() :]}"


def _part_as_said(words: str) -> str | None:
    for language in LANGUAGES.values():
        for number, name in enumerate(map(fold, language.months), 1):
            if words in {name, name[:3]}:
                return f"{number:02d}"
    called = (pattern for language in LANGUAGES.values() for pattern in language.periods)
    for pattern, part in (*ANY_LANGUAGE, *called):
        found = re.fullmatch(pattern, words)
        if found is not None:
            groups = found.groupdict()
            if groups.get("roman"):
                return f"Q{_ROMAN.index(groups['roman'].upper()) + 1}"
            if groups.get("quarter"):
                return f"Q{groups['quarter']}"
            return f"{int(groups['month']):02d}" if "month" in groups else part
    return None


PERIOD_WORDS = tuple(
    dict.fromkeys(word for language in LANGUAGES.values() for word in language.period_examples)
)
"""Ways to name a period, to suggest from."""
