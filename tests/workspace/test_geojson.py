"""Maps that people have, and files that only look like one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ttdt.errors import TtdtError
from ttdt.text.language import Language
from ttdt.workspace import geojson
from ttdt.workspace.geojson import MapFeature, read_features

if TYPE_CHECKING:
    from pathlib import Path

SQUARE = [[108.0, 11.0], [109.0, 11.0], [109.0, 12.0], [108.0, 12.0], [108.0, 11.0]]
HOLE = [[108.4, 11.4], [108.6, 11.4], [108.6, 11.6], [108.4, 11.4]]


IN_METRES = (
    "feature 1: its coordinates are no degrees of longitude and latitude; write the map in WGS 84"
    " (EPSG:4326)"
)


def feature(kind: str, coordinates: object, **properties: object) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def written(folder: Path, content: object) -> Path:
    path = folder / "map.geojson"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def collection(*features: object) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def ring(places: list[list[float]]) -> tuple[tuple[float, float], ...]:
    return tuple((x, y) for x, y in places)


def test_polygons_keep_their_holes_and_parts(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        collection(
            feature("Polygon", [SQUARE, HOLE], ma="584"),
            feature("MultiPolygon", [[SQUARE], [HOLE]], ma=585),
            feature("Point", [108, 11], ma=586.0),
            feature("Polygon", [SQUARE], other="x"),
            {"type": "Feature", "properties": None, "geometry": None},
        ),
    )
    assert read_features(path, "ma") == (
        MapFeature("584", ((ring(SQUARE), ring(HOLE)),)),
        MapFeature("585", ((ring(SQUARE),), (ring(HOLE),))),
        MapFeature("586", ()),
    )


def test_rings_without_an_area_and_heights_are_passed_over(tmp_path: Path) -> None:
    high = [[x, y, 800.5] for x, y in SQUARE]
    path = written(tmp_path, feature("MultiPolygon", [[high, SQUARE[:2]], [SQUARE[:3]]], ma="1"))
    assert read_features(path, "ma") == (MapFeature("1", ((ring(SQUARE),),)),)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "line 1, column 2: this is no JSON"),
        ("[" * 100_000, "its lists lie in each other too deeply"),
        ('{"a": NaN}', "a number in it is none, such as NaN, or has too many digits"),
        (f'{{"a": {"9" * 5000}}}', "a number in it is none, such as NaN, or has too many digits"),
        ("[]", "is no GeoJSON: it has no features of areas"),
        ({"type": "Topology", "objects": {}}, "is no GeoJSON: it has no features of areas"),
        (collection(3), "feature 1: this is no GeoJSON"),
        (collection(feature("Polygon", 3, ma="1")), "feature 1: this is no GeoJSON"),
        (collection(feature("MultiPolygon", "x", ma="1")), "feature 1: this is no GeoJSON"),
        (collection(feature("Polygon", [[[1]]], ma="1")), "feature 1: this is no GeoJSON"),
        (collection(feature("Polygon", [[[True, 1]]], ma="1")), "feature 1: this is no GeoJSON"),
        (
            json.dumps(feature("Polygon", [[[0.5, 1]]], ma=1)).replace("0.5", "1e999"),
            "feature 1: this is no GeoJSON",
        ),
        (
            collection(feature("Polygon", [[[580_000.0, 1_280_000.0]]], ma="1")),
            IN_METRES,
        ),
        (
            collection(feature("Polygon", [[[10**400, 1]]], ma="1")),
            IN_METRES,
        ),
        (
            collection(feature("Polygon", [SQUARE], ten="x", dt=1)),
            "says “ma”; its properties: ten, dt",
        ),
        (collection(), "no feature has a property that could name a unit (0 features in all)"),
        (
            collection(feature("Polygon", [SQUARE])),
            "no feature has a property that could name a unit (1 feature in all)",
        ),
    ],
)
def test_what_is_no_map_is_said_in_one_line(tmp_path: Path, content: object, said: str) -> None:
    with pytest.raises(TtdtError) as failure:
        read_features(written(tmp_path, content), "ma")
    line = Language("en").translate(failure.value.message)
    assert line.endswith(said)
    assert str(tmp_path / "map.geojson") in line
    assert "\n" not in line


def test_without_a_key_the_properties_are_named(tmp_path: Path) -> None:
    path = written(tmp_path, collection(feature("Polygon", [SQUARE], ma="1", ten="x")))
    with pytest.raises(TtdtError) as failure:
        read_features(path, None)
    assert Language("en").translate(failure.value.message) == (
        f"--key: name the property of {path} that holds the units' codes, ids or names; it has:"
        " ma, ten"
    )


@pytest.mark.parametrize("name", ["none.geojson", "."])
def test_what_is_no_file_is_not_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(TtdtError):
        read_features(tmp_path / name, "ma")


def test_a_file_that_is_too_large_is_not_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(geojson, "MOST_BYTES", 10)
    with pytest.raises(TtdtError) as failure:
        read_features(written(tmp_path, collection()), "ma")
    assert "the file is larger than" in Language("en").translate(failure.value.message)
