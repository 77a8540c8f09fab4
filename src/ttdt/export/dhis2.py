"""Data values for DHIS2's interface `dataValueSets`."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from ttdt.document.report.notes import sample_banner
from ttdt.errors import TtdtError
from ttdt.export.figures import Filed, exact, filed_in
from ttdt.export.periods import dhis2_period
from ttdt.plan import FigureKind
from ttdt.text.json_writing import pieces
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.export import ExportData, ExportRound
    from ttdt.period import Period
    from ttdt.plan import Indicator


def export(data: ExportData) -> Iterator[str]:
    """Yield what the units reported, figures and populations, as JSON.

    Data elements are named by the plan's ids, areas by their codes, so that both are to be given
    as codes in DHIS2. A figure that is missing, not applicable or invalid has no value there.
    DHIS2 adds up what areas report into the areas above them, so of an area whose own figure
    stands for all below it, theirs are left out. Raises `TtdtError` for a period that DHIS2 has
    no name for.
    """
    for stage in data.stages:
        _named(stage.report.period)
    yield from pieces(
        {
            "dataElementIdScheme": "CODE",
            "orgUnitIdScheme": "CODE",
            "dataValues": _data_values(data),
        }
    )


def _data_values(data: ExportData) -> Iterator[dict[str, Any]]:
    """Yield each value once: that of June is there for the second quarter, too."""
    seen: set[tuple[str, ...]] = set()
    for stage in data.stages:
        for filed, elements in _counting(stage):
            for value in _values(data, filed, elements):
                key = (value["dataElement"], value["orgUnit"], value["period"])
                if key not in seen:
                    seen.add(key)
                    yield value


def _named(period: Period) -> str:
    name = dhis2_period(period)
    if name is None:
        raise TtdtError(
            gettext_lazy("DHIS2 has no period for {period}; name others", period=period.label)
        )
    return name


class _Elements(NamedTuple):
    """What of a submission goes to DHIS2."""

    figures: frozenset[tuple[str, str | None]]
    populations: frozenset[str]


def _counting(stage: ExportRound) -> Iterator[tuple[Filed, _Elements]]:
    """Yield each submission with what of it is not contained in what an area above it says.

    Of figures that is what the plan's own value is made of, and all words. A population counts
    with the figures: where an area has some of its own, or nobody below it states one.
    """
    plan = stage.round.plan
    parts = {result.indicator.key: result.added_up() for result in stage.report.indicators}
    taken: dict[str, set[str]] = {}
    for filed in filed_in(stage):
        area, submission, asked = filed
        figures = [
            indicator
            for indicator in asked
            if indicator.key in submission.figures
            and (area in parts[indicator.key] or indicator.measure.figure is FigureKind.TEXT)
        ]
        above = {one.id for one in plan.ancestors(area)}
        below = _stated_below(stage, area) - set(chain.from_iterable(map(_needed, figures)))
        populations = {
            name
            for name in submission.populations
            if name not in below and not taken.setdefault(name, set()) & above
        }
        for name in populations:
            taken[name].add(area)
        yield (
            filed,
            _Elements(frozenset(indicator.key for indicator in figures), frozenset(populations)),
        )


def _stated_below(stage: ExportRound, area: str) -> set[str]:
    """Return the populations that areas below one state."""
    plan = stage.round.plan
    if area not in plan.below:
        return set()
    filed = [stage.round.of(one.id).current for one in plan.descendants(area)]
    return {name for one in filed if one is not None for name in one.populations}


def _needed(indicator: Indicator) -> Iterator[str]:
    reference = indicator.reference
    names = [indicator.population]
    if reference is not None:
        names += [reference.numerator, reference.population]
    yield from (name for name in names if name is not None)


def _values(data: ExportData, filed: Filed, elements: _Elements) -> Iterator[dict[str, Any]]:
    submission = filed.submission
    period = _named(submission.period)
    if not submission.usable:
        return
    lang = data.language
    mark = sample_banner(lang) if submission.sample else None
    first = {"period": period, "orgUnit": data.plan.areas[filed.area].code}
    for name, population in submission.populations.items():
        if name not in elements.populations or population.value is None or population.invalid:
            continue
        said = {"dataElement": name, **first, "value": _written(exact(population.value))}
        yield said | ({"comment": mark} if mark else {})
    for key, figure in submission.figures.items():
        if key not in elements.figures or figure.invalid:
            continue
        name = key[0] if key[1] is None else f"{key[0]}.{key[1]}"
        value: object = exact(figure.value)
        if figure.percent is not None and figure.value is None:
            name, value = f"{name}.percent", exact(figure.percent, figure.percent_places)
        elif figure.text is not None:
            value = figure.text
        if value is not None:
            comment = "; ".join(part for part in (mark, figure.note) if part)
            said = {"dataElement": name, **first, "value": _written(value)}
            yield said | ({"comment": comment} if comment else {})


def _written(value: object) -> str:
    """Return a value as DHIS2 reads it, a small number without an exponent."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)
