"""A map is typed, or every reason why it cannot be used is a finding at its place."""

from __future__ import annotations

from decimal import Decimal

from tests.tables.plans import PROVINCES

from ttdt.maps import (
    EVERY_UNIT,
    Content,
    ContentKind,
    NumberStyle,
    TableMap,
    Total,
    WordMeaning,
    read_map,
)
from ttdt.period import Period
from ttdt.plan import read_plan
from ttdt.yaml import parse

MAP = """\
sheet: Biểu 1
units_in: rows
names_in: B
headings_in: 3-4
period: 2024-Q2
period_in: A2
status: final
figures:
  C: {heading: Hộ, holds: populations.households, numbers: "1.234,5"}
  D: {holds: poor-households.percent}
  E: {holds: funding.p1.investment.assigned, times: 0.001}
  F: {holds: culture.note}
  G: {holds: note}
  H: {holds: skip}
units:
  LÀO CAI: lao-cai
  Tổng: {total_of: all}
  Tây Nguyên: {total_of: [kon-tum, gia-lai]}
  Cả nước: province
  Ghi chú: skip
words: {"-": 0, "…": not_reported, x: not_applicable, n: empty}
rules: [H = C - D]
"""


def loaded(text: str) -> tuple[TableMap | None, list[str]]:
    plan, _ = read_plan(parse(PROVINCES.encode(), "targets-2024.yaml"))
    assert plan is not None
    mapped, findings = read_map(parse(text.encode(), "m.yaml"), [plan])
    return mapped, [f"{one.span.line} {one.code}" for one in findings]


def test_a_map_is_typed() -> None:
    mapped, findings = loaded(MAP)
    assert findings == []
    assert mapped is not None
    assert (mapped.sheet, mapped.units_in_rows, mapped.names_in) == ("Biểu 1", True, 1)
    assert (mapped.headings, mapped.period, mapped.period_in) == (
        (2, 3),
        Period(2024, "Q2"),
        (1, 0),
    )
    assert [(one.line, one.content) for one in mapped.lines] == [
        (2, Content(ContentKind.POPULATION, ("households",))),
        (3, Content(ContentKind.PERCENT, ("poor-households",))),
        (4, Content(ContentKind.AMOUNT, ("p1", "investment", "assigned"))),
        (5, Content(ContentKind.NOTE, ("culture",))),
        (6, Content(ContentKind.FIELD, ("note",))),
        (7, Content(ContentKind.SKIPPED)),
    ]
    assert mapped.lines[0].numbers is NumberStyle.VIETNAMESE
    assert mapped.lines[2].times == Decimal("0.001")
    assert mapped.units == {
        "LÀO CAI": "lao-cai",
        "Tổng": Total(EVERY_UNIT),
        "Tây Nguyên": Total(("kon-tum", "gia-lai")),
        "Cả nước": "province",
        "Ghi chú": None,
    }
    assert mapped.words == {
        "-": Decimal(0),
        "…": WordMeaning.NOT_REPORTED,
        "x": WordMeaning.NOT_APPLICABLE,
        "n": WordMeaning.EMPTY,
    }
    assert mapped.identities[0].terms == ((1, 2), (-1, 3))


def test_each_error_is_found_in_one_go() -> None:
    text = (
        MAP.replace("names_in: B", "names_in: 2")
        .replace("period: 2024-Q2", "period: 2024-Q9")
        .replace("status: final", 'status: "?"')
        .replace("culture.note", "culture.notes")
        .replace("holds: note", "holds: populations.households")
        .replace("0.001", "0")
        .replace("lao-cai", "lao-cay")
        .replace("n: empty", "n: nothing")
        .replace("H = C - D", "H = C x D")
    )
    mapped, findings = loaded(text)
    assert mapped is None
    assert findings == [
        "3 TT603", "5 TT106", "7 TT601", "11 TT106", "12 TT602", "13 TT605", "16 TT602",
        "21 TT105", "22 TT604",
    ]  # fmt: skip


def test_a_ratio_is_said_to_be_no_sum() -> None:
    plan, _ = read_plan(parse(PROVINCES.encode(), "targets-2024.yaml"))
    assert plan is not None
    document = parse(MAP.replace("H = C - D", "H = C / D").encode(), "m.yaml")
    mapped, findings = read_map(document, [plan])
    assert mapped is None
    (message,) = (one.message for one in findings)
    assert message.text.startswith("“{text}” is a ratio or a product, and only sums")
    assert message.params == {"text": "H = C / D", "example": "H = D - E + F"}


def test_a_key_that_nothing_reads_is_found() -> None:
    mapped, findings = loaded(MAP.replace("sheet:", "sheets:"))
    assert mapped is None
    assert findings == ["1 TT101"]
