"""Plans and submissions as data, sound and mutated, and as YAML text."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from hypothesis import strategies as st

from ttdt.schema.plan import (
    IndicatorShape,
    LetterheadShape,
    PartShape,
    PlanShape,
    PopulationShape,
)
from ttdt.schema.submission import FigureShape, SubmissionShape
from ttdt.schema.targets import PeriodPart, TargetShape
from ttdt.yaml import parse, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.yaml import YamlDocument

ROOT = Path(__file__).parents[2]
PLANS = (ROOT / "tests/example/targets-2024.yaml", ROOT / "data/targets-2024.yaml")
SUBMISSIONS = tuple(sorted((ROOT / "tests/example/districts").glob("*/*.yaml")))

PARTS: tuple[str, ...] = get_args(PeriodPart)

KEYS = sorted(
    {
        key
        for model in (
            PlanShape, PopulationShape, IndicatorShape, PartShape, TargetShape, LetterheadShape,
            SubmissionShape, FigureShape,
        )
        for key in model.model_fields
    }
    | set(PARTS)
    | {"schools", "village-roads", "cooperatives", "solid-facilities", "health-stations"}
    | {"villages", "dong-son", "TT303", "x", "X", "Số", "a--b", "a_b-c", "-", "", "null", "1"}
)  # fmt: skip

WORDS = [
    "rate", "count", "reduction", "parity", "narrative", "higher", "lower", "province",
    "each_unit", "linear", "none", "estimate", "provisional", "final", "dong-son", "nam-phu",
    "villages", "economy", "2024", "2024-Q2", "2024-q2", "2024-13", "2024-9M", "1899", "9999-12",
    "2024-02-29", "2023-02-29", "2024-06-31", "2024-6-20", "0000-01-01", "1900-02-29", "98,5",
    "1.234", "12", "", " ", "đã đạt", "true", "~", "# no comment", "a: b", "- x", "{", "💧",
]  # fmt: skip

scalars = st.one_of(
    st.sampled_from([None, True, False, 0, 1, -1, 2023, 2024, 1899, 1900, 9999, 10000, 10**17]),
    st.sampled_from([Decimal("0.5"), Decimal("98.20"), Decimal("-3.0"), Decimal("1.234")]),
    st.sampled_from(WORDS),
)
values: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
        st.lists(st.sampled_from(PARTS), max_size=3),
        st.dictionaries(st.sampled_from(PARTS), inner, max_size=3),
        st.dictionaries(
            st.sampled_from(sorted(TargetShape.model_fields)), inner, min_size=1, max_size=2
        ),
    ),
    max_leaves=5,
)


def data_of(path: Path) -> Any:
    """Return what a sound file holds, to change it at will."""
    document = read(path, path.name)
    assert document.readable
    return deepcopy(document.data)


@st.composite
def mutated(draw: st.DrawFn, paths: tuple[Path, ...]) -> Any:
    """Return what a file holds, with some of it deleted, renamed, added, replaced or moved."""
    data = data_of(draw(st.sampled_from(paths)))
    for _ in range(draw(st.integers(0, 3))):
        data = _mutate(draw, data)
    return data


def _mutate(draw: st.DrawFn, data: Any) -> Any:
    places = list(_places(data))
    if not places or draw(st.integers(0, 60)) == 0:
        return draw(values)
    holder, key = draw(st.sampled_from(places))
    match draw(st.integers(0, 5)) if isinstance(holder, dict) else 0:
        case 0 | 1:
            holder[key] = draw(values)
        case 2:
            del holder[key]
        case 3:
            holder[draw(st.sampled_from(KEYS))] = holder.pop(key)
        case 4:
            holder[draw(st.sampled_from(KEYS))] = draw(values)
        case _:
            other, there = draw(st.sampled_from(places))
            holder[key] = deepcopy(other[there])
    return data


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(data, dict):
        items: Any = data.items()
    else:
        items = enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield data, key
        yield from _places(value)


def as_document(data: Any, path: str = "file.yaml") -> YamlDocument:
    """Return the data written as YAML and read by the program; it comes back as it was."""
    document = parse((dump(data).lstrip("\n") + "\n").encode(), path)
    assert document.findings == ()
    assert document.data == data
    return document


def dump(data: Any, indent: str = "") -> str:
    """Return data as YAML: mappings in blocks, lists in brackets, text in quotes where needed."""
    if isinstance(data, dict) and data:
        return "".join(
            f"\n{indent}{_text(key, key=True)}: {dump(value, indent + '  ')}"
            for key, value in data.items()
        )
    return _flow(data)


def _flow(data: Any) -> str:
    if isinstance(data, dict):
        inside = ", ".join(f"{_text(key, key=True)}: {_flow(data[key])}" for key in data)
        return f"{{{inside}}}"
    if isinstance(data, list):
        return f"[{', '.join(map(_flow, data))}]"
    if data is None or isinstance(data, bool):
        return {None: "null", True: "true", False: "false"}[data]
    return _text(data) if isinstance(data, str) else str(data)


def _text(text: str, *, key: bool = False) -> str:
    plain = re.fullmatch(r"[a-z][a-z_-]*" if not key else r"[a-zA-Z0-9][a-zA-Z0-9_-]*", text)
    if plain and (key or text not in {"null", "true", "false"}):
        return text
    return json.dumps(text, ensure_ascii=False)
