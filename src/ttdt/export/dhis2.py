"""Data values for DHIS2's interface `dataValueSets`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ttdt.document.report.notes import sample_banner
from ttdt.errors import TtdtError
from ttdt.export.figures import exact, submissions
from ttdt.export.periods import dhis2_period
from ttdt.text.json_writing import dumps
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.export import ExportData
    from ttdt.period import Period
    from ttdt.submission import Submission


def export(consignment: ExportData) -> bytes:
    """Return what the units reported, figures and populations, as JSON.

    Data elements are named by the plan's ids, units by their codes, so that both are to be given
    as codes in DHIS2. A figure that is missing, not applicable or invalid has no value there.
    Raises `TtdtError` for a period that DHIS2 has no name for.
    """
    for stage in consignment.stages:
        _named(stage.report.period)
    values = [
        value for filed, asked in submissions(consignment)
        for value in _values(consignment, filed, {indicator.key for indicator in asked})
    ]  # fmt: skip
    document = {
        "dataElementIdScheme": "CODE",
        "orgUnitIdScheme": "CODE",
        "dataValues": values,
    }
    return dumps(document).encode()


def _named(period: Period) -> str:
    name = dhis2_period(period)
    if name is None:
        raise TtdtError(
            gettext_lazy("DHIS2 has no period for {period}; name others", period=period.label)
        )
    return name


def _values(
    consignment: ExportData, filed: Submission, asked: set[tuple[str, str | None]]
) -> Iterator[dict[str, Any]]:
    period = _named(filed.period)
    if not filed.usable:
        return
    lang = consignment.language
    mark = sample_banner(lang) if filed.sample else None
    first = {"period": period, "orgUnit": consignment.plan.areas[filed.unit].code}
    for name, population in filed.populations.items():
        if population.value is not None and not population.invalid:
            said = {"dataElement": name, **first, "value": _written(exact(population.value))}
            yield said | ({"comment": mark} if mark else {})
    for key, figure in filed.figures.items():
        if key not in asked or figure.invalid:
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
