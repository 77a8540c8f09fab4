from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ttdt.yaml import read

if TYPE_CHECKING:
    from pathlib import Path

    from tests.exchange.conftest import ImportFile

HEAD = "REF_AREA,INDICATOR,PART,TIME_PERIOD,OBS_VALUE,OBS_STATUS,NUMERATOR,DENOMINATOR,PLAN"


def table(*rows: str, head: str = HEAD) -> str:
    return "\n".join((head, *rows)) + "\n"


def reported(*rows: str) -> str:
    return table(*rows, head=f"{HEAD},REPORTED")


def filed(place: Path, unit: str, period: str = "2024-Q2") -> Any:
    return read(place / f"data/districts/{unit}/{period}.yaml", "").data


def test_what_units_reported_is_read_and_what_was_computed_is_not(
    place: Path, import_file: ImportFile
) -> None:
    text = reported(
        "58,roads,_T,2024-Q2,77.5,P,31,40,p-2024,",
        "584,roads,_T,2024-Q2,75,P,30,40,p-2024,number",
        "584,poor,_T,2024-Q2,1.5,E,12.5,100,p-2024,percent",
        "584,coops,_T,2024-Q2,3,A,3,,p-2024,number",
        "584,solid,_T,2024-Q2,70,A,,,p-2024,",
        "584,solid,schools,2024-Q2,70,A,7,10,p-2024,number",
        "585,roads,_T,2024-Q2,,M,,,p-2024,not_applicable",
        "585,land,_T,2024-Q2,,L,,,p-2024,",
        "585,coops,_T,2024-Q2,1,A,1,,p-2024,number",
    )
    result = import_file("q2.csv", text)
    assert result.code == 0, result.err
    assert "q2.csv!E2: note: this was computed from other rows, and was not read; so in 1" in (
        result.err
    )
    found = filed(place, "a")
    assert found["status"] == "estimate"
    assert found["populations"] == {"villages": 40, "households": 100, "schools": 10}
    figures = {name: said for name, said in found["figures"].items() if said is not None}
    assert figures == {
        "roads": 30,
        "poor": {"percent": 12.5},
        "coops": 3,
        "solid": {"schools": 7, "houses": None},
    }
    assert filed(place, "b")["figures"]["roads"] == {"not_applicable": "OBS_STATUS M"}
    assert not (place / "data/province").exists()


def test_a_file_that_does_not_say_what_was_reported(place: Path, import_file: ImportFile) -> None:
    text = table(
        "58,roads,_T,2024-Q2,77.5,P,31,40,",
        "584,roads,_T,2024-Q2,75,P,30,40,",
        "585,roads,,2024-M06,87.5,P,,,",
        "585,coops,_T,2024-01-01/P9M,4,A,,,",
    )
    result = import_file("q2.csv", text)
    assert result.code == 0, result.err
    assert "q2.csv!E2: note: this was computed" in result.err
    assert filed(place, "a")["figures"]["roads"] == 30
    assert filed(place, "b", "2024-06")["figures"]["roads"] == {"percent": 87.5}
    assert filed(place, "b", "2024-9M")["figures"]["coops"] == 4


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("999,coops,_T,2024-Q2,3,A,,,", "q2.csv!E3: the plan has no unit with the code “999”"),
        ("584,cops,_T,2024-Q2,3,A,,,", "q2.csv!E3: the plan has no indicator and no population"),
        ("584,solid,roofs,2024-Q2,3,A,,,", "with the code “solid, roofs”"),
        ("584,coops,_T,2024-W07,3,A,,,", "q2.csv!E3: “2024-W07” is no period"),
        ("584,coops,_T,2024-Q2,ba,A,,,", "q2.csv!E3: “ba” is no number"),
        ("584,roads,_T,2024-Q2,75,A,30,x,", "q2.csv!H3: “x” is no number"),
        ("584,roads,_T,2024-Q2,75,A,31,40,", "q2.csv!G3: Bác Ái has 30 for the same in 2024-Q2"),
        (
            "585,roads,_T,2024-Q2,78.9,A,30,40,",
            "q2.csv!E3: 78.9 contradicts its own row: 30 of 40 are 75 %",
        ),
        ("585,roads,_T,2024-Q2,76,A,30,40,", "q2.csv!E3: 76 contradicts its own row"),
        (
            "585,coops,_T,2024-Q2,3,A,4,,",
            "q2.csv!E3: 3 contradicts its own row: the numerator is 4",
        ),
        ("584,coops,_T,2024-Q2,3,A,,,q-2023", "q2.csv!I3: the row belongs to the plan q-2023"),
    ],
)
def test_what_is_wrong_is_said_by_its_cell_and_nothing_is_written(
    place: Path, import_file: ImportFile, row: str, said: str
) -> None:
    result = import_file("q2.csv", table("584,roads,_T,2024-Q2,75,A,30,40,", row))
    assert result.code == 1
    assert said in result.err
    assert not (place / "data/districts").exists()


@pytest.mark.parametrize(
    "row",
    [
        # 28 of 36 are 77.77… %, rounded and cut off.
        "585,roads,_T,2024-Q2,78,A,28,36,",
        "585,roads,_T,2024-Q2,77.77,A,28,36,",
        "585,roads,_T,2024-Q2,77.8,A,28,36,",
        # A reduction is a change against the year before.
        "585,poor,_T,2024-Q2,1.5,A,12,100,",
        "585,land,_T,2024-Q2,2.7,A,2.75,,",
    ],
)
def test_a_value_may_be_rounded(import_file: ImportFile, row: str) -> None:
    result = import_file("q2.csv", table(row))
    assert result.code == 0, result.err


def test_a_row_that_deletes_is_told_of(import_file: ImportFile) -> None:
    text = table("D,584,coops,2024-Q2,3", head="ACTION,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE")
    assert (
        "q2.csv!E2: note: this row asks to delete an observation" in import_file("q2.csv", text).err
    )


def test_reasons_and_notes_come_with_the_row(place: Path, import_file: ImportFile) -> None:
    text = table(
        "584,roads,_T,2024-Q2,,M,,,p-2024,not_applicable,Không có thôn nào.",
        "584,coops,_T,2024-Q2,3,A,3,,p-2024,number,'- một hợp tác xã mới",
        head=f"{HEAD},REPORTED,COMMENT_OBS",
    )
    assert import_file("q2.csv", text).code == 0
    figures = filed(place, "a")["figures"]
    assert figures["roads"] == {"not_applicable": "Không có thôn nào."}
    # Before what a spreadsheet takes for a formula our tables have an apostrophe.
    assert figures["coops"] == {"value": 3, "note": "- một hợp tác xã mới"}


def test_numbers_in_powers_of_ten_are_not_taken_for_whole_ones(import_file: ImportFile) -> None:
    row = "584,coops,_T,2024-Q2,3,A,3,,p-2024,3"
    result = import_file("q2.csv", table(row, head=f"{HEAD},UNIT_MULT"))
    assert result.code == 1
    assert "q2.csv!J2: the row counts in powers of ten (UNIT_MULT 3)" in result.err


def test_a_column_that_is_there_twice_is_refused(import_file: ImportFile) -> None:
    row = "584,coops,_T,2024-Q2,3,A,3,,p-2024,7"
    result = import_file("q2.csv", table(row, head=f"{HEAD},OBS_VALUE"))
    assert result.code == 2
    assert "the column OBS_VALUE is there twice" in result.err
