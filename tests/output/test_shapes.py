"""Where there is room in an area of a map."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ttdt.output.svg.shapes import area_of, outlines, projection_of, room_in

SQUARE = ((0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0))
HOLE = ((40.0, 40.0), (60.0, 40.0), (60.0, 60.0), (40.0, 60.0))


def test_words_stand_in_the_middle_of_a_square() -> None:
    assert room_in([SQUARE], 20) == (50, 50, 100)


def test_words_stand_beside_a_hole() -> None:
    # 25 above or below the middle, and 20 up and down from there, it is all free.
    room = room_in([SQUARE, HOLE], 10)
    assert room.width == 100
    assert abs(room.y - 50) >= 20


def test_where_nothing_fits_the_widest_place_is_meant() -> None:
    room = room_in([((0.0, 0.0), (100.0, 0.0), (100.0, 4.0), (0.0, 4.0))], 20)
    assert (room.x, room.y, room.width) == (50, 2, 0)


def test_a_square_has_its_area() -> None:
    assert area_of(SQUARE) == 10_000


places = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@given(st.lists(st.lists(places, min_size=4, max_size=12).map(tuple), min_size=1, max_size=3))
def test_whatever_the_map_is_it_stays_in_its_frame(
    rings: list[tuple[tuple[float, float], ...]],
) -> None:
    polygons = [(ring,) for ring in rings]
    projection = projection_of(polygons, 24, 752, 620)
    assert 0 <= projection.height <= 620
    for polygon in polygons:
        for outline in outlines(projection, polygon):
            assert all(23.5 <= x <= 776.5 and -0.5 <= y <= 620.5 for x, y in outline)
            room = room_in([outline], 20)
            assert room.width >= 0
