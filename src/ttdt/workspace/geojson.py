"""Maps that the user has: the areas of a GeoJSON file, and what each is called in it."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy, ngettext_lazy
from ttdt.workspace.atomic_writing import problem
from ttdt.workspace.json_reading import parsed_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ttdt.text.message import Message

MOST_BYTES = 32 * 1024 * 1024
"""A map of a country's communes is smaller where its lines are no finer than a picture shows."""
_SHORTEST_RING = 4
_MOST_LONGITUDE, _MOST_LATITUDE = 180, 90
_MOST_NAMED = 12

Position: TypeAlias = tuple[float, float]
"""Degrees of longitude and latitude."""
Ring: TypeAlias = tuple[Position, ...]
Polygon: TypeAlias = tuple[Ring, ...]
"""Its outer ring, then its holes."""


class MapFeature(NamedTuple):
    """An area of a map."""

    name: str
    """What the property that was named says of it."""
    polygons: tuple[Polygon, ...]


def read_features(path: Path, key: str | None) -> tuple[MapFeature, ...]:
    """Return the features of a file that have the property `key`, with what it says.

    Points and lines have no polygons. Raises `TtdtError` for a file that is no such map, for one in
    other coordinates than degrees, and where no feature has the property.
    """
    features = list(_features(path))
    if not any(isinstance(one.get("properties"), dict) and one["properties"] for one in features):
        raise TtdtError(
            ngettext_lazy(
                "{path}: no feature has a property that could name a unit ({n} feature in all)",
                "{path}: no feature has a property that could name a unit ({n} features in all)",
                len(features),
                path=str(path),
            )
        )
    names = [_named(one.get("properties"), key) for one in features]
    if not any(names):
        raise TtdtError(_no_key(path, key, features))
    return tuple(
        MapFeature(name, tuple(_polygons(path, place, feature.get("geometry"))))
        for place, (name, feature) in enumerate(zip(names, features, strict=True), 1)
        if name
    )


def _no_key(path: Path, key: str | None, features: Sequence[dict[str, Any]]) -> Message:
    known = [one["properties"] for one in features if isinstance(one.get("properties"), dict)]
    found = tuple(dict.fromkeys(str(name) for one in known for name in one))
    has = found[:_MOST_NAMED] + (("…",) if len(found) > _MOST_NAMED else ())
    if key is None:
        return gettext_lazy(
            "--key: name the property of {path} that holds the units' codes, ids or names; it has:"
            " {properties}",
            path=str(path),
            properties=has,
        )
    return gettext_lazy(
        "--key: no feature of {path} says “{key}”; its properties: {properties}",
        path=str(path),
        key=key,
        properties=has,
    )


def _named(properties: object, key: str | None) -> str:
    """Return what a property says, numbers as they are written; nothing where it says nothing."""
    value = properties.get(key) if isinstance(properties, dict) and key is not None else None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip() if isinstance(value, str | int) else ""


def _features(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the features of a file, each a mapping."""
    whole = _parsed(path)
    kind = whole.get("type") if isinstance(whole, dict) else None
    found = whole.get("features") if kind == "FeatureCollection" else None
    if kind == "Feature":
        found = [whole]
    if not isinstance(found, list):
        raise TtdtError(
            gettext_lazy("{path} is no GeoJSON: it has no features of areas", path=str(path))
        )
    for place, one in enumerate(found, 1):
        if not isinstance(one, dict):
            raise _spoilt(path, place)
        yield one


def _parsed(path: Path) -> Any:  # noqa: ANN401 - whatever JSON holds
    content = _content(path)
    try:
        return parsed_json(content, exact=False)
    except TtdtError as failure:
        raise TtdtError(
            gettext_lazy("{path}: {problem}", path=str(path), problem=failure.message)
        ) from None


def _content(path: Path) -> bytes:
    try:
        if not path.exists():
            message = gettext_lazy("there is no such file")
        elif not path.is_file():
            message = gettext_lazy("this is not a regular file, so it is not read")
        else:
            with path.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
            if len(content) <= MOST_BYTES:
                return content
            message = gettext_lazy(
                "the file is larger than {n} MB; make the lines of the map coarser",
                n=MOST_BYTES // 1024**2,
            )
    except OSError as error:
        message = gettext_lazy("the file cannot be opened: {error}", error=problem(error))
    raise TtdtError(gettext_lazy("{path}: {problem}", path=str(path), problem=message))


def _polygons(path: Path, place: int, geometry: object) -> Iterator[Polygon]:
    """Yield the polygons of a geometry that have any area; others than polygons have none."""
    if not isinstance(geometry, dict):
        return
    coordinates = geometry.get("coordinates")
    match geometry.get("type"):
        case "Polygon":
            polygons: list[Any] = [coordinates]
        case "MultiPolygon" if isinstance(coordinates, list):
            polygons = coordinates
        case "MultiPolygon":
            raise _spoilt(path, place)
        case _:
            return
    for polygon in polygons:
        if not isinstance(polygon, list):
            raise _spoilt(path, place)
        rings = [_ring(path, place, ring) for ring in polygon]
        if rings and len(rings[0]) >= _SHORTEST_RING:
            yield tuple(ring for ring in rings if len(ring) >= _SHORTEST_RING)


def _ring(path: Path, place: int, ring: object) -> Ring:
    if not isinstance(ring, list):
        raise _spoilt(path, place)
    positions = []
    for one in ring:
        if not (isinstance(one, list) and len(one) > 1 and all(map(_is_number, one[:2]))):
            raise _spoilt(path, place)
        east, north = one[:2]
        if abs(east) > _MOST_LONGITUDE or abs(north) > _MOST_LATITUDE:
            raise TtdtError(
                gettext_lazy(
                    "{path}, feature {n}: its coordinates are no degrees of longitude and latitude;"
                    " write the map in WGS 84 (EPSG:4326)",
                    path=str(path),
                    n=str(place),
                )
            )
        positions.append((float(east), float(north)))
    return tuple(positions)


def _is_number(value: object) -> bool:
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and (isinstance(value, int) or isfinite(value))
    )


def _spoilt(path: Path, place: int) -> TtdtError:
    return TtdtError(
        gettext_lazy("{path}, feature {n}: this is no GeoJSON", path=str(path), n=str(place))
    )
