"""Data values of DHIS2's interface `dataValueSets`, as JSON and as CSV, read."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from ttdt.document.report.notes import sample_banner
from ttdt.errors import TtdtError
from ttdt.exchange.gathering import Gathering
from ttdt.exchange.recognising import OF_DHIS2, columns_of
from ttdt.export.periods import period_of_dhis2
from ttdt.forms.form import is_population
from ttdt.text.conventions import LANGUAGES
from ttdt.text.language import Language
from ttdt.text.message import gettext_lazy
from ttdt.workspace.json_reading import parsed_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ttdt.excel.sheets import CellTable
    from ttdt.exchange.gathering import ExchangeReading, Submission
    from ttdt.period import Period
    from ttdt.plan import Plan

_COLUMNS = (*OF_DHIS2, "categoryoptioncombo", "attributeoptioncombo", "comment", "deleted")
_WHOLE = frozenset({"", "default", "HllvX50cXC0"})
"""How DHIS2 names the combination of no categories: it has the same identifier everywhere."""


_KEYS = (
    "dataElement", "period", "orgUnit", "value", "comment", "categoryOptionCombo",
    "attributeOptionCombo", "deleted",
)  # fmt: skip
_MOST_SHOWN = 60


class _DataValue(NamedTuple):
    """A value as the system gives it, all of it text."""

    place: str
    element: str
    period: str
    area: str
    value: str
    combinations: tuple[str, str]
    """Of which categories, and of which attributes, it is the value."""
    comment: str
    deleted: bool


def read_dhis2_json(
    content: bytes, file: str, plan_for: Callable[[Period], Plan]
) -> ExchangeReading:
    """Return what data values say, whatever else is wrong told of by their place in the file.

    Raises `TtdtError` for a file that has none.
    """
    return _read(_of_json(parsed_json(content), file), file, plan_for)


def read_dhis2_table(table: CellTable, plan_for: Callable[[Period], Plan]) -> ExchangeReading:
    """Return what the rows of data values say; what is wrong is told of by the row."""
    return _read(_of_table(table), table.path, plan_for)


def _read(
    values: Iterator[_DataValue], file: str, plan_for: Callable[[Period], Plan]
) -> ExchangeReading:
    gathering = Gathering(file, plan_for)
    marks = [sample_banner(Language(code)) for code in LANGUAGES]
    for value in values:
        if value.deleted:
            message = gettext_lazy("DHIS2 marks this value as deleted, and it was not read")
            gathering.say(value.place, "deleted", "", message, is_error=False)
            continue
        part = next((name for name in value.combinations if name not in _WHOLE), None)
        if part is not None:
            message = gettext_lazy(
                "this is the value of one category alone ({category}), and a part is no total;"
                " let DHIS2 give out totals",
                category=part[:_MOST_SHOWN],
            )
            gathering.say(value.place, "category", "", message)
            continue
        to = gathering.submission(
            value.place, value.area, value.period, period_of_dhis2(value.period)
        )
        if to is not None:
            _take(gathering, to, value, marks)
    return gathering.reading()


def _take(gathering: Gathering, to: Submission, value: _DataValue, marks: list[str]) -> None:
    answer = to.codes.elements.get(value.element)
    if answer is None:
        gathering.unknown(value.place, value.element)
        return
    mark = next((mark for mark in marks if value.comment.startswith(mark)), None)
    if mark is not None:
        gathering.sample(to, value.place)
    note = value.comment.removeprefix(mark or "").removeprefix("; ").strip()
    found = value.value if answer.is_text else gathering.number(value.place, value.value)
    if found is None:
        return
    gathering.put_once(to, value.place, answer, found)
    if note and is_population(answer.row):
        message = gettext_lazy("a population has no note, so its comment is not kept")
        gathering.say(value.place, "comment", "", message, is_error=False)
    elif note and not answer.is_text:
        gathering.note(to, value.place, answer, note)


def _of_json(data: Any, file: str) -> Iterator[_DataValue]:  # noqa: ANN401 - whatever JSON holds
    values = data.get("dataValues") if isinstance(data, dict) else None
    if not isinstance(values, list):
        raise TtdtError(
            gettext_lazy("this JSON has no dataValues, as what DHIS2 and ttdt export write has")
        )
    _refuse_other_schemes(data)
    common = {name: data.get(name) for name in ("period", "orgUnit", "attributeOptionCombo")}
    for number, said in enumerate(values):
        place = f"{file}!dataValues[{number}]"
        if not isinstance(said, dict):
            raise TtdtError(gettext_lazy("{place} is no data value of DHIS2", place=place))
        value = common | said
        element, period, area, text, comment, category, attribute, deleted = (
            _text(value.get(name)) for name in _KEYS
        )
        is_deleted = value.get("deleted") is True or deleted.casefold() == "true"
        combinations = (category, attribute)
        yield _DataValue(place, element, period, area, text, combinations, comment, is_deleted)


def _refuse_other_schemes(data: Mapping[str, Any]) -> None:
    """Raise `TtdtError` for data values whose elements or units are not named by their codes."""
    for name in ("dataElementIdScheme", "orgUnitIdScheme"):
        key = name if data.get(name) is not None else "idScheme"
        scheme = data.get(key)
        if scheme is not None and str(scheme).strip().upper() != "CODE":
            raise TtdtError(
                gettext_lazy(
                    "the file says {key}: {scheme}, and the plan knows data elements and units by"
                    " their codes; let DHIS2 give them out with dataElementIdScheme=CODE and"
                    " orgUnitIdScheme=CODE",
                    key=key,
                    scheme=str(scheme)[:_MOST_SHOWN],
                )
            )


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return ""
    return format(value, "f") if isinstance(value, Decimal) else str(value).strip()


def _of_table(table: CellTable) -> Iterator[_DataValue]:
    columns = columns_of(table, _COLUMNS)
    for row in range(1, len(table.rows)):
        said = {name: table.text(row, column) for name, column in columns.items()}
        if any(said.values()):
            yield _DataValue(
                table.place(row, columns["value"]),
                said["dataelement"],
                said["period"],
                said["orgunit"],
                said["value"],
                (said.get("categoryoptioncombo", ""), said.get("attributeoptioncombo", "")),
                said.get("comment", ""),
                said.get("deleted", "").casefold() == "true",
            )
