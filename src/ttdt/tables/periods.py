"""The period that a table's own words name, as in `Số liệu đến 30/6/2024`."""

from __future__ import annotations

import re

from ttdt.period import Period, parse_words

_MOST_WORDS = 8
_LONGEST = 400
_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")
_EDGES = " ,.;:()[]"


def periods_in(text: str) -> tuple[Period, ...]:
    """Return the periods that a text names with their year, each once, in its order.

    Of words that name one within another, as `năm 2024` in `quý II năm 2024`, the longest count.
    """
    words = text[:_LONGEST].split() if _YEAR.search(text[:_LONGEST]) else ()
    found: list[tuple[int, int, Period]] = []
    for length in range(min(_MOST_WORDS, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            end = start + length
            if any(start < other_end and other_start < end for other_start, other_end, _ in found):
                continue
            said = " ".join(words[start:end]).strip(_EDGES)
            if not _YEAR.search(said) or said.isdecimal():
                continue
            period = parse_words(said, 0)
            if period is not None:
                found.append((start, end, period))
    return tuple(dict.fromkeys(period for _, _, period in sorted(found)))
