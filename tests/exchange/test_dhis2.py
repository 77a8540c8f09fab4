from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ttdt.document.report.notes import sample_banner
from ttdt.text.language import Language
from ttdt.yaml import read

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Ttdt
    from tests.exchange.conftest import ImportFile


def value(element: str, value: Any, unit: str = "584", **more: Any) -> dict[str, Any]:
    return {"dataElement": element, "period": "2024Q2", "orgUnit": unit, "value": value, **more}


def data_values(*values: dict[str, Any]) -> str:
    return json.dumps({"dataElementIdScheme": "CODE", "dataValues": values})


def filed(place: Path, unit: str, period: str = "2024-Q2") -> Any:
    return read(place / f"data/districts/{unit}/{period}.yaml", "").data


def test_every_kind_of_value_is_read(place: Path, import_file: ImportFile) -> None:
    text = data_values(
        value("villages", "40"),
        value("roads", "30.0", comment="đang rà soát"),
        value("poor.percent", "12.5"),
        value("coops", 3),
        value("land", 2.75),
        value("solid.schools", "7"),
        value("words", "Một lớp học."),
        value("coops", "1", "585", period="202406"),
    )
    result = import_file("q2.json", text, "--status", "provisional")
    assert result.code == 0, result.err
    found = filed(place, "a")
    assert (found["status"], found["populations"]["villages"]) == ("provisional", 40)
    figures = {name: said for name, said in found["figures"].items() if said is not None}
    assert figures == {
        "roads": {"value": 30, "note": "đang rà soát"},
        "poor": {"percent": 12.5},
        "coops": 3,
        "land": 2.75,
        "solid": {"schools": 7, "houses": None},
        "words": "Một lớp học.",
    }
    assert filed(place, "b", "2024-06")["figures"]["coops"] == 1


def test_the_csv_of_dhis2_is_read(place: Path, import_file: ImportFile) -> None:
    text = (
        '"dataelement","period","orgunit","categoryoptioncombo","attributeoptioncombo","value",'
        '"storedby","lastupdated","comment","followup","deleted"\n'
        '"villages","2024Q2","584","HllvX50cXC0","HllvX50cXC0","40","admin","2024-07-01","","",""\n'
        '"roads","2024Q2","584","HllvX50cXC0","HllvX50cXC0","30","admin","2024-07-01","","",""\n'
        '"coops","2024Q2","584","HllvX50cXC0","HllvX50cXC0","9","admin","2024-07-01","","","true"\n'
    )
    result = import_file("q2.csv", text, "--status", "final")
    assert result.code == 0, result.err
    assert "q2.csv!F4: note: DHIS2 marks this value as deleted, and it was not read" in result.err
    found = filed(place, "a")
    assert (found["populations"]["villages"], found["figures"]["roads"]) == (40, 30)
    assert found["figures"]["coops"] is None


def test_period_and_unit_may_be_those_of_the_whole_set(
    place: Path, import_file: ImportFile
) -> None:
    values = [{"dataElement": "coops", "value": "2"}]
    text = json.dumps({"period": "2024S1", "orgUnit": "585", "dataValues": values})
    assert import_file("h1.json", text, "--status", "final").code == 0
    assert filed(place, "b", "2024-H1")["figures"]["coops"] == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (value("rods", "3"), "the plan has no indicator and no population with the code “rods”"),
        (value("coops", "3", "999"), "the plan has no unit with the code “999”"),
        (value("coops", "3", "a"), "the plan has no unit with the code “a”"),
        (value("coops", "3", period="2024W7"), "“2024W7” is no period"),
        (value("coops", "3", period="2031Q1"), "2031"),
        (value("coops", "ba"), "“ba” is no number"),
        (value("coops", "1e999999999"), "“1e999999999” is no number"),
        (value("coops", "1.234,5"), "“1.234,5” is no number"),
        (value("coops", None), "“” is no number"),
        (value("villages", "41"), "Bác Ái has 40 for the same in 2024-Q2 already, at q2.json!d"),
    ],
)
def test_what_is_wrong_is_said_by_its_place_and_nothing_is_written(
    place: Path, import_file: ImportFile, wrong: dict[str, Any], said: str
) -> None:
    result = import_file(
        "q2.json", data_values(value("villages", "40"), wrong), "--status", "final"
    )
    assert result.code == 1
    assert "q2.json!dataValues[1]: " in result.err
    assert said in result.err
    assert not (place / "data/districts").exists()


def test_a_value_that_is_there_twice_is_told_of(place: Path, import_file: ImportFile) -> None:
    text = data_values(value("coops", "3"), value("coops", "3.0"))
    result = import_file("q2.json", text, "--status", "final")
    assert result.code == 0, result.err
    assert "q2.json!dataValues[1]: note: this is there twice, and is read once" in result.err
    assert filed(place, "a")["figures"]["coops"] == 3


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_mark_of_made_up_figures_is_no_note(
    place: Path, import_file: ImportFile, language: str
) -> None:
    mark = sample_banner(Language(language))
    text = data_values(
        value("villages", "40", comment=mark), value("coops", "3", comment=f"{mark}; chờ")
    )
    result = import_file("q2.json", text, "--status", "final")
    assert result.code == 0, result.err
    found = filed(place, "a")
    assert (found["sample"], found["figures"]["coops"]) == (True, {"value": 3, "note": "chờ"})


def test_what_is_wrong_in_many_lines_is_said_once(import_file: ImportFile) -> None:
    text = data_values(*(value(name, "1", "999") for name in ("coops", "land", "villages")))
    said = "q2.json!dataValues[0]: the plan has no unit with the code “999”; so in 2 more lines"
    assert said in import_file("q2.json", text).err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"dataValues": [', "line 1, column 17: this is no JSON"),
        ('{"a": 1}', "this JSON has no dataValues"),
        ("[1]", "this JSON has no dataValues"),
        ('{"dataValues": [1]}', "dataValues[0] is no data value of DHIS2"),
        ('{"dataValues": [{"value": NaN}]}', "a number in it is none"),
        ("[" * 100_000, "its lists lie in each other too deeply"),
    ],
)
def test_what_is_no_data_value_set_is_refused(
    import_file: ImportFile, text: str, said: str
) -> None:
    result = import_file("q2.json", text)
    assert result.code == 2
    assert said in result.err


def test_what_a_value_set_lacks_stays_as_it_is_on_file(
    place: Path, import_file: ImportFile, ttdt: Ttdt
) -> None:
    assert import_file("a.json", data_values(value("coops", "3")), "--status", "final").code == 0
    assert ttdt("set", "a", "2024-Q2", "coops.note=chờ", "source=BC 12").code == 0
    result = import_file("b.json", data_values(value("coops", "4"), value("villages", "40")))
    assert result.code == 0, result.err
    found = filed(place, "a")
    assert (found["status"], found["source"]) == ("final", "BC 12")
    assert found["figures"]["coops"] == {"value": 4, "note": "chờ", "source": "b.json"}


def test_without_a_status_nothing_is_begun(place: Path, import_file: ImportFile) -> None:
    result = import_file("q2.json", data_values(value("coops", "3")))
    assert result.code == 1
    assert "name one of estimate, provisional, final with --status" in result.err
    assert not (place / "data/districts").exists()
    result = import_file("q2.json", data_values(value("coops", "3")), "--status", "sure")
    assert result.code == 2
    assert "--status" in result.err


@pytest.mark.parametrize("key", ["categoryOptionCombo", "attributeOptionCombo"])
def test_the_value_of_one_category_is_no_total(
    place: Path, import_file: ImportFile, key: str
) -> None:
    text = data_values(value("coops", 3, **{key: "nuXXXXXXXXX"}))
    result = import_file("q2.json", text, "--status", "final")
    assert result.code == 1
    assert "q2.json!dataValues[0]: this is the value of one category alone" in result.err
    assert not (place / "data/districts/a").exists()


def test_a_key_that_stands_twice_leaves_its_value_in_doubt(import_file: ImportFile) -> None:
    text = data_values(value("coops", 3)).replace('"value": 3', '"value": 3, "value": 4')
    result = import_file("q2.json", text, "--status", "final")
    assert result.code == 2
    assert "“value” stands twice in one object" in result.err


def test_a_deleted_value_may_say_so_in_words(place: Path, import_file: ImportFile) -> None:
    text = data_values(value("coops", 3, deleted="true"), value("villages", 40))
    assert import_file("q2.json", text, "--status", "final").code == 0
    assert filed(place, "a")["figures"]["coops"] is None


@pytest.mark.parametrize(
    "schemes",
    [
        {"dataElementIdScheme": "UID"},
        {"dataElementIdScheme": "CODE", "orgUnitIdScheme": "name"},
        {"idScheme": "uid", "dataElementIdScheme": "CODE"},
    ],
)
def test_other_names_than_codes_are_refused(
    import_file: ImportFile, schemes: dict[str, str]
) -> None:
    text = json.dumps({**schemes, "dataValues": [value("coops", 3)]})
    result = import_file("q2.json", text, "--status", "final")
    assert result.code == 2
    assert "the plan knows data elements and units by their codes" in result.err


def test_codes_by_any_key_are_codes(import_file: ImportFile) -> None:
    text = json.dumps({"idScheme": "code", "dataValues": [value("coops", 3)]})
    assert import_file("q2.json", text, "--status", "final").code == 0


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_what_windows_calls_unicode_is_read(place: Path, ttdt: Ttdt, encoding: str) -> None:
    text = data_values(value("coops", 3, comment="một hợp tác xã mới"))
    (place / "q2.json").write_bytes(text.encode(encoding))
    result = ttdt("import", "q2.json", "--yes", "--status", "final")
    assert result.code == 0, result.err
    assert filed(place, "a")["figures"]["coops"] == {"value": 3, "note": "một hợp tác xã mới"}
