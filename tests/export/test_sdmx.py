from __future__ import annotations

import csv
import json
import subprocess
import sys
from io import StringIO
from typing import TYPE_CHECKING

from tests.export.conftest import SMALL, TREE

from ttdt.export.sdmx import export

if TYPE_CHECKING:
    from pathlib import Path

    from tests.export.conftest import Consign

    from ttdt.export import ExportData

READ = """
import json, sys
from pysdmx.io import read_sdmx
(data,) = read_sdmx(sys.argv[1]).data
print(json.dumps({"urn": data.short_urn, "rows": data.data.fillna("").to_dict("records")}))
"""


def rows(data: ExportData) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(export(data).decode())))


def test_values_and_their_states(small: ExportData) -> None:
    found = {row["REF_AREA"]: row for row in rows(small)}
    assert set(found) == {"58", "584", "585"}
    assert found["58"]["OBS_VALUE"] == "79.166667"
    # The province rests on an estimate.
    assert [found[area]["OBS_STATUS"] for area in ("58", "584", "585")] == ["E", "E", "A"]
    assert found["584"]["TIME_PERIOD"] == "2024-Q2"
    assert found["584"]["PROGRESS_STATUS"] == "not_yet"


def test_missing_and_not_applicable_are_two_things(consign: Consign) -> None:
    states = {(row["PROGRESS_STATUS"], row["OBS_STATUS"]) for row in rows(consign())}
    assert ("no_data", "L") in states
    assert ("not_applicable", "M") in states
    assert all(row["SAMPLE"] == "true" for row in rows(consign()))


def test_what_an_area_reported_has_its_words_and_its_own_mark(consign: Consign) -> None:
    made_up = SMALL["districts/b/2024-Q2.yaml"].replace("unit: b", "unit: b\nsample: true")
    none = SMALL["districts/a/2024-Q2.yaml"].replace(
        'roads: {value: 30, note: "NOTE"}', "roads: {not_applicable: Không có thôn.}"
    )
    files = {**SMALL, "districts/a/2024-Q2.yaml": none, "districts/b/2024-Q2.yaml": made_up}
    found = {row["REF_AREA"]: row for row in rows(consign(files, "2024-Q2"))}
    said = {
        area: (row["REPORTED"], row["COMMENT_OBS"], row["SAMPLE"]) for area, row in found.items()
    }
    assert said == {
        "58": ("", "", "true"),
        "584": ("not_applicable", "Không có thôn.", "false"),
        "585": ("percent", "", "true"),
    }


def test_its_makers_library_reads_it(consign: Consign, tmp_path: Path) -> None:
    package = consign(None, "2024-Q1", "2024-Q2")
    path = tmp_path / "out.csv"
    path.write_bytes(export(package))
    done = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, check=True)
    read = json.loads(done.stdout)
    assert read["urn"] == "Dataflow=TTDT:INDICATORS(1.0.0)"
    expected = [
        (row["REF_AREA"], row["INDICATOR"], row["TIME_PERIOD"], row["OBS_VALUE"])
        for row in rows(package)
    ]
    found = [
        (row["REF_AREA"], row["INDICATOR"], row["TIME_PERIOD"], row["OBS_VALUE"])
        for row in read["rows"]
    ]
    assert found == expected


def test_areas_and_where_they_lie(consign: Consign) -> None:
    found = [
        (row["REF_AREA"], row["PARENT_AREA"], row["AREA_LEVEL"], row["OBS_VALUE"])
        for row in rows(consign(TREE))
        if row["INDICATOR"] == "roads"
    ]
    assert found == [
        ("58", "", "0", "70"),
        ("584", "58", "1", "65"),
        ("22795", "584", "2", "50"),
        ("22801", "584", "2", "83.333333"),
        ("585", "58", "1", "80"),
    ]
