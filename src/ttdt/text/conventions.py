"""What each language brings besides its catalogue: how numbers, dates and periods are written."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

DEFAULT_LANGUAGE = "vi"
SOURCE_LANGUAGE = "en"
"""The language that the program's own texts are written in, so that it needs no catalogue."""

_QUARTER = r"[ .]?(?:(?P<quarter>[1-4])|(?P<roman>i{1,3}|iv))"
_MONTH = r"[ .]?(?P<month>0?[1-9]|1[0-2])"


class TableWords(NamedTuple):
    """What tables of figures say in a language, folded."""

    row_numbers: frozenset[str] = frozenset()
    """Headings of the column that numbers the rows."""
    measured_in: frozenset[str] = frozenset()
    """Headings of the column that says what each row is measured in."""
    remarks: frozenset[str] = frozenset()
    """Headings of the column for remarks."""
    submitted: tuple[str, ...] = ()
    """Headings of the column with the time at which a form was sent, the likeliest first."""
    about_the_sender: frozenset[str] = frozenset()
    """Headings of the columns about whoever sent it."""
    question: str = ""
    """A pattern of the word before a question's number."""
    totals: str = ""
    """A pattern of what a row is called that adds up others."""
    share: str = ""
    """A pattern of the words that say that percentages stand below a heading."""
    fillers: frozenset[str] = frozenset()
    """Words of a heading that say little about what is counted."""
    amounts: Mapping[str, str] = MappingProxyType({})
    """Patterns of the words for an amount of money, and its key in the files."""
    project: str = ""
    """A pattern of the word before a project's code."""
    scales: Mapping[str, int] = MappingProxyType({})
    """Patterns of the words that say in how many of a unit something is counted."""
    money_units: Mapping[str, int] = MappingProxyType({})
    """Patterns of units of money, the largest first, and how much of the currency each is."""


class LanguageConventions(NamedTuple):
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
    numbers: Mapping[str, int] = MappingProxyType({})
    """Numbers in words, as they are said of quarters and months."""
    yes: frozenset[str] = frozenset()
    """What means consent, in small letters."""
    words: Mapping[str, str] = MappingProxyType({})
    """What people write for a word of the files, and that word."""
    kinds_before: tuple[str, ...] = ()
    """Patterns of the words that say before an area's name what kind it is."""
    kinds_behind: tuple[str, ...] = ()
    """The same behind its name."""
    kind_and_name: str = ""
    """How a sentence calls an area, of its `kind` and `name`; by its name alone if left out."""
    tables: TableWords = TableWords()

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
            (f"qu[iy]{_QUARTER}", ""),
            (r"3 ?(?:t|m|thang)(?: dau nam)?", "Q1"),
            (r"6 ?(?:t|m|thang)(?: dau nam| dau)?|nua dau nam|nua nam dau", "H1"),
            (r"6 thang cuoi(?: nam)?|nua cuoi nam|nua nam cuoi", "H2"),
            (r"9 ?(?:t|m|thang)(?: dau nam| dau)?", "9M"),
            (r"nam|ca nam|12 ?(?:t|m|thang)", ""),
            (f"(?:thang|t){_MONTH}", ""),
        ),
        before_year="nam",
        period_examples=(
            *("2024-Q2", "Q2", "H1", "T6", "06", "quý 2", "quý II", "tháng 6"),
            *("6 tháng", "9 tháng", "năm", "30/06/2024"),
        ),
        numbers={
            "mot": 1,
            "hai": 2,
            "ba": 3,
            "bon": 4,
            "tu": 4,
            "nam": 5,
            "sau": 6,
            "bay": 7,
            "tam": 8,
            "chin": 9,
            "muoi": 10,
            "muoi mot": 11,
            "muoi hai": 12,
        },
        yes=frozenset({"c", "có", "co", "đ", "đồng ý"}),
        words={
            **dict.fromkeys(("uoc", "uoc tinh", "uoc thuc hien", "so lieu uoc"), "estimate"),
            **dict.fromkeys(("so bo", "so lieu so bo"), "provisional"),
            **dict.fromkeys(("chinh thuc", "so lieu chinh thuc"), "final"),
            "co": "true",
            "khong": "false",
            "khong ap dung": "not_applicable",
            "chua co so lieu": "not_reported",
            **dict.fromkeys(("chua lam", "chua thuc hien", "chua trien khai"), "not_started"),
            **dict.fromkeys(("dang lam", "dang thuc hien", "dang trien khai"), "under_way"),
            **dict.fromkeys(("da hoan thanh", "hoan thanh", "da xong"), "done"),
            **dict.fromkeys(("da huy", "huy", "dung thuc hien", "khong thuc hien"), "cancelled"),
            **dict.fromkeys(("tinh", "thanh pho truc thuoc trung uong"), "province"),
            "huyen": "district",
            "thanh pho": "city",
            "xa": "commune",
            "phuong": "ward",
            "thi tran": "town",
        },
        kind_and_name="{kind} {name}",
        kinds_before=(
            *("thanh pho", "thi tran", "thi xa", "dac khu", "huyen", "quan", "tinh", "phuong"),
            *(
                "xa",
                r"tp(?=\.| )",
                r"t\.?p(?=\.)",
                r"tt(?=\.| )",
                r"tx(?=\.| )",
                r"h(?=\.)",
                r"q(?=\.)",
            ),
            *(r"t(?=\.)", r"p(?=\.)", r"x(?=\.)"),
        ),
        tables=TableWords(
            row_numbers=frozenset({"stt", "tt", "so tt", "so thu tu"}),
            measured_in=frozenset({"dvt", "don vi tinh"}),
            remarks=frozenset({"ghi chu"}),
            submitted=("dau thoi gian", "thoi gian gui", "ngay gui"),
            about_the_sender=frozenset({"dia chi email", "ten nguoi dung", "diem so"}),
            question="cau(?: hoi)?",
            totals=r"(?:tong|cong|tong cong|tong so|toan|ca)"
            r"(?: (?:cong|so|chung|tinh|huyen|xa|nuoc|vung|toan tinh|toan huyen|ca tinh))?",
            share=r"\bty le\b",
            fillers=frozenset({"so", "ty", "le", "tong", "cua", "cac", "duoc", "co"}),
            amounts={
                "chuyen nguon|keo dai|chuyen sang": "carried_over",
                "giai ngan|thanh toan|thuc chi": "disbursed",
                "ke hoach|du toan|giao von|von giao|duoc giao|phan bo": "assigned",
            },
            project="(?:tieu )?du an",
            scales={"nghin|ngan|1[.,]?000": 10**3, "trieu": 10**6},
            money_units={
                "ty dong": 10**9,
                "trieu dong": 10**6,
                "(?:nghin|ngan|1.000) dong": 10**3,
                "dong": 1,
            },
        ),
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
            (r"(?P<quarter>[1-4])(?:st|nd|rd|th)? quarter", ""),
            (r"(?:first )?3 ?months?", "Q1"),
            (r"half 1|first half|1st half|(?:first )?6 ?months?", "H1"),
            (r"half 2|second half|2nd half|last 6 ?months?", "H2"),
            (r"(?:first )?9 ?months?", "9M"),
            (r"year|full year|12 ?months?", ""),
            (f"month{_MONTH}", ""),
        ),
        article="the ",
        before_year="of|year",
        numbers={
            "one": 1,
            "two": 2,
            "three": 3,
            "four": 4,
            "five": 5,
            "six": 6,
            "seven": 7,
            "eight": 8,
            "nine": 9,
            "ten": 10,
            "eleven": 11,
            "twelve": 12,
            "first": 1,
            "second": 2,
            "third": 3,
            "fourth": 4,
        },
        yes=frozenset({"y", "yes"}),
        words={
            **dict.fromkeys(("estimated", "estimates", "estimated figures"), "estimate"),
            **dict.fromkeys(("preliminary", "provisional figures"), "provisional"),
            "final figures": "final",
            "yes": "true",
            "no": "false",
            "n/a": "not_applicable",
            "does not apply": "not_applicable",
            **dict.fromkeys(("in progress", "ongoing"), "under_way"),
            **dict.fromkeys(("completed", "finished"), "done"),
            "canceled": "cancelled",
        },
        kinds_before=(r"(?:district|commune|ward|town(?:ship)?|city|province) of",),
        kinds_behind=("district", "commune", "ward", "town", "township", "city", "province"),
        tables=TableWords(
            row_numbers=frozenset({"no", "no."}),
            measured_in=frozenset({"unit of measure"}),
            remarks=frozenset({"note", "notes", "remarks"}),
            submitted=("timestamp", "submission time", "submitted"),
            about_the_sender=frozenset({"email address", "email", "score"}),
            question="question|q",
            totals="(?:grand )?total|sum|(?:whole )?(?:province|district|country)",
            share=r"\b(?:percent|percentage|share|rate)\b",
            fillers=frozenset({"number", "of", "the", "with"}),
            amounts={
                "carried over": "carried_over",
                "disbursed|paid": "disbursed",
                "assigned|allocated|planned": "assigned",
            },
            project="(?:sub-?)?project",
            scales={"thousands?": 10**3, "millions?": 10**6},
            money_units={
                "billion (?:vnd|dong)": 10**9,
                "million (?:vnd|dong)": 10**6,
                "thousand (?:vnd|dong)": 10**3,
                "vnd": 1,
            },
        ),
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
