from __future__ import annotations

import pytest

from ttdt.maps.identities import identity_of
from ttdt.maps.places import cell_at, column_at, line_at, lines_at, row_at


@pytest.mark.parametrize(
    ("text", "column"), [("A", 0), ("b", 1), ("Z", 25), ("AA", 26), ("4", None), ("", None)]
)
def test_columns_are_letters(text: str, column: int | None) -> None:
    assert column_at(text) == column


@pytest.mark.parametrize(("text", "row"), [("1", 0), ("14", 13), ("0", None), ("B", None)])
def test_rows_are_numbers(text: str, row: int | None) -> None:
    assert row_at(text) == row


def test_lines_are_columns_or_rows() -> None:
    assert line_at("C", is_column=True) == 2
    assert line_at("C", is_column=False) is None
    assert lines_at("4-6", are_columns=False) == (3, 5)
    assert lines_at("A–C", are_columns=True) == (0, 2)
    assert lines_at("4", are_columns=False) == (3, 3)
    assert lines_at("6-4", are_columns=False) is None
    assert lines_at("4-C", are_columns=False) is None


def test_a_cell_is_a_column_and_a_row() -> None:
    assert cell_at("B14") == (13, 1)
    assert cell_at("$B$14") == (13, 1)
    assert cell_at("14B") is None


@pytest.mark.parametrize(
    ("text", "result", "terms"),
    [
        ("H = D - E + F", 7, ((1, 3), (-1, 4), (1, 5))),
        ("c=a+b", 2, ((1, 0), (1, 1))),
        ("C = -A − B", 2, ((-1, 0), (-1, 1))),
    ],
)
def test_a_rule_is_a_sum_of_columns(
    text: str, result: int, terms: tuple[tuple[int, int], ...]
) -> None:
    found = identity_of(text, of_columns=True)
    assert found is not None
    assert (found.result, found.terms) == (result, terms)


def test_a_rule_is_a_sum_of_rows_where_units_are_columns() -> None:
    found = identity_of("12 = 8 - 9", of_columns=False)
    assert found is not None
    assert (found.result, found.terms) == (11, ((1, 7), (-1, 8)))


@pytest.mark.parametrize("text", ["", "H", "H =", "= D", "H = D * 2", "H = D E", "H = 4", "4 = D"])
def test_everything_else_is_no_rule(text: str) -> None:
    assert identity_of(text, of_columns=True) is None
