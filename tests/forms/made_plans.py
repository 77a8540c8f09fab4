"""Plans of every shape, for laws that hold of all."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from hypothesis import strategies as st

from ttdt.yaml.writing import flow_text

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=30
).map(lambda text: normalize("NFC", text))
NUMBERS = st.one_of(
    st.integers(0, 10**12).map(Decimal),
    st.decimals(0, 10**6, places=3, allow_nan=False, allow_infinity=False),
)
_SHARES = st.integers(0, 100)
_TEXTS = st.one_of(
    st.fixed_dictionaries({"vi": WORDS}), st.fixed_dictionaries({"vi": WORDS, "en": WORDS})
)
_MEASURES = ("rate", "count", "amount", "reduction", "parity", "narrative")
_PEOPLE = ("people", "pupils")


@st.composite
def plan_texts(draw: Callable[[Any], Any]) -> str:
    """Return the text of a sound plan, in lines and braces as it comes."""
    units = draw(_units("u"))
    ids = [name for name, _ in _all_units(units)]
    data = {
        "plan": "p-2024",
        "year": 2024,
        "title": draw(_TEXTS),
        "province": {"code": draw(WORDS), "name": draw(WORDS)},
        "units": units,
        "populations": {name: {"name": draw(_TEXTS)} for name in _PEOPLE},
        "groups": {"g": {"name": draw(_TEXTS)}},
        "bodies": {"b": {"name": draw(_TEXTS)}},
        "indicators": {
            f"i-{number}": draw(_indicators(number, ids))
            for number in range(draw(st.integers(1, 4)))
        },
        "tasks": {
            "t": {"clause": "V", "name": draw(_TEXTS), "units": draw(st.sampled_from(["all", ids]))}
        },
    }
    return "".join(_lines(draw, key, value, "") for key, value in data.items())


@st.composite
def _units(draw: Callable[[Any], Any], prefix: str, depth: int = 0) -> dict[str, Any]:
    found = {}
    for number in range(draw(st.integers(1, 3))):
        name = f"{prefix}{number}"
        unit = {"code": draw(st.one_of(st.just(""), WORDS)), "name": draw(WORDS)}
        if draw(st.booleans()):
            unit["kind"] = draw(st.sampled_from(["commune", "ward", "thị xã"]))
        if depth < 2 and draw(st.booleans()):  # three levels are as deep as any
            unit["units"] = draw(_units(f"{name}-", depth + 1))
        found[name] = unit
    return found


def _all_units(units: dict[str, Any]) -> list[tuple[str, Any]]:
    return [
        pair
        for name, unit in units.items()
        for pair in ((name, unit), *_all_units(unit.get("units", {})))
    ]


@st.composite
def _indicators(draw: Callable[[Any], Any], number: int, units: list[str]) -> dict[str, Any]:
    measure = draw(st.sampled_from(_MEASURES))
    found: dict[str, Any] = {
        "clause": f"{number}.10", "group": "g", "name": draw(_TEXTS), "measure": measure,
    }  # fmt: skip
    if measure in {"rate", "reduction", "parity"}:
        found["population"] = draw(st.sampled_from(_PEOPLE))
    if measure == "parity":
        found["reference"] = {"numerator": "pupils", "population": "people"}
    if measure == "amount":
        found |= {"unit": draw(_TEXTS), "decimals": draw(st.integers(0, 3))}
    if measure != "narrative" and draw(st.booleans()):
        target: dict[str, Any] = {"at_least": draw(_SHARES)}
        shares = draw(st.lists(st.sampled_from(units), unique=True, max_size=3))
        if shares:
            target["by_unit"] = {unit: draw(_SHARES) for unit in shares}
        found["target"] = target
    if draw(st.booleans()):
        found |= {"responsible": ["b"], "reading": draw(_TEXTS)}
    return found


def _lines(draw: Callable[[Any], Any], key: str, value: Any, indent: str) -> str:
    """Return a key with its value as it may stand in a file: in braces, or a line for each key."""
    comment = "  # a comment" if draw(st.booleans()) else ""
    if not isinstance(value, dict) or draw(st.booleans()):
        return f"{indent}{key}: {flow_text(value)}{comment}\n"
    return f"{indent}{key}:{comment}\n" + "".join(
        _lines(draw, inner, said, f"{indent}  ") for inner, said in value.items()
    )
