from __future__ import annotations

import unicodedata
from datetime import date
from fractions import Fraction

import pytest

from ttdt.period import PERIOD_WORDS, Period, end_before, parse_id, parse_words
from ttdt.text.language import Language


def period(text: str) -> Period:
    found = parse_id(text)
    assert found is not None
    return found


SAID = {
    "2024-Q2": "2024-Q2",
    "2023-q4": "2023-Q4",
    "2024-06": "2024-06",
    "2024-H1": "2024-H1",
    "2024-h2": "2024-H2",
    "2024-9M": "2024-9M",
    "2024-9m": "2024-9M",
    "2023": "2023",
    "Q2": "2024-Q2",
    "q2": "2024-Q2",
    "Q.3": "2024-Q3",
    "H1": "2024-H1",
    "h2": "2024-H2",
    "6": "2024-06",
    "06": "2024-06",
    "12": "2024-12",
    "T6": "2024-06",
    "t06": "2024-06",
    "6T": "2024-H1",
    "9M": "2024-9M",
    "quý 2": "2024-Q2",
    "quy 2": "2024-Q2",
    "QUÝ 2": "2024-Q2",
    "quý I": "2024-Q1",
    "quý II": "2024-Q2",
    "Quý III": "2024-Q3",
    "quy iv": "2024-Q4",
    "  quý   II ": "2024-Q2",
    "quý II/2023": "2023-Q2",
    "quý 2 năm 2023": "2023-Q2",
    "tháng 6": "2024-06",
    "thang 6": "2024-06",
    "Tháng 06": "2024-06",
    "tháng 6/2023": "2023-06",
    "6/2023": "2023-06",
    "2023/06": "2023-06",
    "3 tháng": "2024-Q1",
    "6 tháng": "2024-H1",
    "6 tháng đầu năm": "2024-H1",
    "6 tháng đầu năm 2023": "2023-H1",
    "6 tháng cuối năm": "2024-H2",
    "nửa đầu năm": "2024-H1",
    "nửa cuối năm": "2024-H2",
    "9 tháng": "2024-9M",
    "9 thang": "2024-9M",
    "9 tháng năm 2023": "2023-9M",
    "12 tháng": "2024",
    "năm": "2024",
    "nam": "2024",
    "cả năm": "2024",
    "năm 2023": "2023",
    "June": "2024-06",
    "jun 2023": "2023-06",
    "May": "2024-05",
    "quarter 2": "2024-Q2",
    "2nd quarter": "2024-Q2",
    "quarter 2 of 2023": "2023-Q2",
    "first half of 2023": "2023-H1",
    "second half": "2024-H2",
    "month 6": "2024-06",
    "nine months": "2024-9M",
    "year": "2024",
    "Q2 2023": "2023-Q2",
    "Q2/2023": "2023-Q2",
    "2023 Q2": "2023-Q2",
    "Quí II": "2024-Q2",
    "quí 3/2023": "2023-Q3",
    "quý hai": "2024-Q2",
    "quý một năm 2023": "2023-Q1",
    "quý tư": "2024-Q4",
    "quý bốn": "2024-Q4",
    "quý II.2023": "2023-Q2",
    "tháng sáu": "2024-06",
    "tháng tư": "2024-04",
    "tháng năm": "2024-05",
    "tháng năm năm 2023": "2023-05",
    "tháng mười": "2024-10",
    "tháng mười hai": "2024-12",
    "ba tháng đầu năm": "2024-Q1",
    "sáu tháng đầu năm": "2024-H1",
    "sáu tháng cuối năm 2023": "2023-H2",
    "chín tháng": "2024-9M",
    "mười hai tháng": "2024",
    "second quarter": "2024-Q2",
    "quarter two": "2024-Q2",
    "first six months of 2023": "2023-H1",
    "six months": "2024-H1",
    "twelve months": "2024",
    "30/06/2024": "2024-Q2",
    "30/6/2023": "2023-Q2",
    "30-6-2024": "2024-Q2",
    "30.06.2024": "2024-Q2",
    "30/6": "2024-Q2",
    "2024-06-30": "2024-Q2",
    "31/03/2024": "2024-Q1",
    "31/5/2024": "2024-05",
    "29/02/2024": "2024-02",
    "28/02/2023": "2023-02",
    "31/12/2024": "2024",
}


@pytest.mark.parametrize(("words", "expected"), SAID.items())
def test_a_period_is_understood_as_it_is_said(words: str, expected: str) -> None:
    found = parse_words(words, 2024)
    assert found is not None
    assert found.id == expected


@pytest.mark.parametrize(("words", "expected"), SAID.items())
def test_a_period_is_understood_in_capitals_and_decomposed(words: str, expected: str) -> None:
    decomposed = unicodedata.normalize("NFD", words.upper())
    assert parse_words(decomposed, 2024) == period(expected)


@pytest.mark.parametrize(
    "words",
    [
        "", "  ", "x", "-", "0", "00", "13", "T13", "Q", "Q0", "Q5", "quý V", "quý IIII", "quý",
        "tháng", "tháng 13", "1 tháng", "10 tháng", "H0", "H3", "1.5", "II", "năm nay", "2024-",
        "2024-00", "2024-13", "2024-Q5", "2024-H3", "2024-Q2-Q3", "24-Q2", "Q2 1800", "1899",
        "20240-Q1", "Q22024", "Q2 2024 2023", "2024-06-29", "31/6/2024", "29/2/2023",
        "5/7/2024", "hai", "sáu", "quý năm", "tháng mười ba", "30/6/1799", "２", "{0}", "Q2\n\x00",
    ],
)  # fmt: skip
def test_what_is_no_period_is_none(words: str) -> None:
    assert parse_words(words, 2024) is None


@pytest.mark.parametrize("words", PERIOD_WORDS)
def test_every_suggested_word_is_a_period(words: str) -> None:
    assert parse_words(words, 2024) is not None


@pytest.mark.parametrize(
    "text", ["2024-Q1", "2024-Q4", "2024-01", "2024-12", "2024-H1", "2024-H2", "2024-9M", "2024"]
)
def test_an_id_reads_and_writes_the_same(text: str) -> None:
    assert period(text).id == text


@pytest.mark.parametrize(
    "text",
    ["", "2024-", "2024-q2", "2024-6", "2024-13", "2024-00", "2024-Q5", "2024-6M", "2024Q2",
     "24-Q2", "0001", "1899", " 2024", "2024\n", "２０２４", "2024-Q2 "],
)  # fmt: skip
def test_only_an_exact_id_is_an_id(text: str) -> None:
    assert parse_id(text) is None


@pytest.mark.parametrize(
    ("text", "end", "elapsed", "months"),
    [
        ("2024-02", date(2024, 2, 29), Fraction(1, 6), 1),
        ("2023-02", date(2023, 2, 28), Fraction(1, 6), 1),
        ("2024-Q1", date(2024, 3, 31), Fraction(1, 4), 3),
        ("2024-Q2", date(2024, 6, 30), Fraction(1, 2), 3),
        ("2024-H1", date(2024, 6, 30), Fraction(1, 2), 6),
        ("2024-06", date(2024, 6, 30), Fraction(1, 2), 1),
        ("2024-9M", date(2024, 9, 30), Fraction(3, 4), 9),
        ("2024-H2", date(2024, 12, 31), Fraction(1), 6),
        ("2024", date(2024, 12, 31), Fraction(1), 12),
    ],
)
def test_a_period_ends_on_the_last_day_of_its_last_month(
    text: str, end: date, elapsed: Fraction, months: int
) -> None:
    found = period(text)
    assert (found.end, found.elapsed, found.months) == (end, elapsed, months)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-Q2", ["2024-Q2", "2024-H1", "2024-06"]),
        ("2024-06", ["2024-06", "2024-H1", "2024-Q2"]),
        ("2024-H1", ["2024-H1", "2024-Q2", "2024-06"]),
        ("2024-Q3", ["2024-Q3", "2024-9M", "2024-09"]),
        ("2024-12", ["2024-12", "2024", "2024-H2", "2024-Q4"]),
        ("2024", ["2024", "2024-H2", "2024-Q4", "2024-12"]),
        ("2024-05", ["2024-05"]),
    ],
)
def test_the_exact_period_stands_first_and_then_the_longer(text: str, expected: list[str]) -> None:
    assert [other.id for other in period(text).same_end()] == expected


def test_periods_that_end_before_are_the_latest_first_and_then_the_longer() -> None:
    before = [other.id for other in end_before(period("2024-07"))]
    assert before == [
        "2024-H1", "2024-Q2", "2024-06", "2024-05", "2024-04",
        "2024-Q1", "2024-03", "2024-02", "2024-01",
    ]  # fmt: skip
    assert end_before(period("2024-01")) == ()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2024", "the year 2024"),
        ("2024-H1", "the first half of 2024"),
        ("2024-H2", "the second half of 2024"),
        ("2024-9M", "the first nine months of 2024"),
        ("2024-Q2", "quarter 2 of 2024"),
        ("2024-06", "month 6 of 2024"),
    ],
)
def test_a_period_has_a_name_for_people(text: str, label: str) -> None:
    assert Language("en").translate(period(text).label) == label


@pytest.mark.parametrize("year", [2023, 2024])
@pytest.mark.parametrize("part", ["", "Q3", "H1", "H2", "9M", "06", "11"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_a_report_calls_its_period_is_understood(year: int, part: str, language: str) -> None:
    period = Period(year, part)
    assert parse_words(Language(language).translate(period.label), 2020) == period


def test_a_month_may_be_written_without_its_zero() -> None:
    assert parse_words("2024-6", 2020) == Period(2024, "06")
