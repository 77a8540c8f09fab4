"""SDMX-CSV read: rows of observations with the plan's codes, as `ttdt export` writes them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.measures import measure_of
from ttdt.exchange.codes import Answer, answer_of
from ttdt.exchange.gathering import Gathering, is_number
from ttdt.exchange.recognising import OF_SDMX, columns_of
from ttdt.export.periods import period_of_sdmx
from ttdt.export.sdmx import NOT_APPLICABLE, NUMBER, PERCENT, WHOLE
from ttdt.forms.form import FormColumn, id_of_population
from ttdt.output.csv import as_it_was
from ttdt.plan import FigureKind
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ttdt.excel.sheets import CellTable
    from ttdt.exchange.gathering import ExchangeReading, Submission
    from ttdt.period import Period
    from ttdt.plan import Indicator, Plan

_COLUMNS = (
    *OF_SDMX, "ACTION", "PART", "OBS_STATUS", "NUMERATOR", "DENOMINATOR", "SAMPLE", "PLAN",
    "REPORTED", "COMMENT_OBS", "UNIT_MULT",
)  # fmt: skip
_STATUSES = {"A": "final", "P": "provisional", "E": "estimate"}
"""How settled a figure is, by the codes of the list CL_OBS_STATUS, the most settled first."""
_DECIMALS = Decimal("1e-6")


def _number(text: str) -> Decimal | None:
    """Return a number, or None where there is none, or another text."""
    return Decimal(text) if is_number(text) else None


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


class _Observation(NamedTuple):
    """A row."""

    row: int
    said: Mapping[str, str]
    """What it says, by the names of columns."""

    def get(self, name: str) -> str:
        """Return what a column says; nothing where there is none."""
        return self.said.get(name, "")


def read_sdmx(table: CellTable, plan_for: Callable[[Period], Plan]) -> ExchangeReading:
    """Return what the rows say that units reported; what is wrong is told of by its cell.

    Sums of areas and wholes of composites were computed from other rows, and are left out.
    """
    return _Reading(table, plan_for).read()


class _Reading:
    def __init__(self, table: CellTable, plan_for: Callable[[Period], Plan]) -> None:
        self._table = table
        self._columns = columns_of(table, _COLUMNS)
        self._gathering = Gathering(table.path, plan_for)
        self._observations = list(self._rows())
        self._tells_reported = "REPORTED" in self._columns
        self._reporting = {
            (one.get("REF_AREA"), one.get("INDICATOR"), one.get("PART"), one.get("TIME_PERIOD"))
            for one in self._observations
            if one.get("OBS_VALUE")
        }

    def read(self) -> ExchangeReading:
        for one in self._observations:
            self._take(one)
        return self._gathering.reading()

    def _rows(self) -> Iterator[_Observation]:
        for row in range(1, len(self._table.rows)):
            said = {
                name: text
                for name, column in self._columns.items()
                if (text := self._table.text(row, column))
            }
            if said:
                yield _Observation(row, said)

    def _take(self, one: _Observation) -> None:
        place, gathering = self._place(one, "OBS_VALUE"), self._gathering
        if one.get("ACTION") == "D":
            message = gettext_lazy("this row asks to delete an observation, and was not read")
            gathering.say(place, "deleted", "", message, is_error=False)
            return
        if one.get("UNIT_MULT") not in {"", "0"}:
            message = gettext_lazy(
                "the row counts in powers of ten (UNIT_MULT {power}), and only numbers written"
                " whole are read",
                power=one.get("UNIT_MULT")[:20],
            )
            gathering.say(self._place(one, "UNIT_MULT"), "power", "", message)
            return
        word = one.get("TIME_PERIOD")
        to = gathering.submission(place, one.get("REF_AREA"), word, period_of_sdmx(word))
        if to is None or not self._is_of_plan(one, to):
            return
        part = one.get("PART")
        name, key = one.get("INDICATOR"), None if part in {"", WHOLE} else part
        indicator = to.codes.indicators.get((name, key))
        known = to.codes.plan.indicators.get(name)
        if indicator is None and known is not None and key is None:
            self._computed(place)
        elif indicator is None:
            gathering.unknown(place, name if key is None else f"{name}, {key}")
        else:
            self._figure(one, to, indicator)

    def _is_of_plan(self, one: _Observation, to: Submission) -> bool:
        theirs, ours = one.get("PLAN"), to.codes.plan.id
        if theirs in {"", ours}:
            return True
        message = gettext_lazy(
            "the row belongs to the plan {theirs}, and this workspace has {ours}",
            theirs=theirs[:60],
            ours=ours,
        )
        self._gathering.say(self._place(one, "PLAN"), "plan", theirs, message)
        return False

    def _figure(self, one: _Observation, to: Submission, indicator: Indicator) -> None:
        reported = one.get("REPORTED") if self._tells_reported else self._kind(one, to, indicator)
        answer = answer_of(indicator)
        place = self._place(one, "OBS_VALUE")
        comment = as_it_was(one.get("COMMENT_OBS"))
        if reported == NOT_APPLICABLE:
            reason = comment or f"OBS_STATUS {one.get('OBS_STATUS')}"
            self._gathering.not_applicable(to, place, answer, reason)
        elif reported == PERCENT:
            self._percent(one, to, indicator)
        elif reported == NUMBER:
            is_share = indicator.measure.figure is FigureKind.SHARE
            self._put(one, to, "NUMERATOR" if is_share else "OBS_VALUE", answer)
        elif one.get("OBS_VALUE"):
            self._computed(place)
            return
        else:
            return
        if reported != NOT_APPLICABLE:
            self._refuse_contradiction(one, indicator)
        if indicator.population is not None and indicator.measure.figure is FigureKind.SHARE:
            self._population(one, to, id_of_population(indicator.population))
        if reported != NOT_APPLICABLE and comment:
            self._gathering.note(to, self._place(one, "COMMENT_OBS"), answer, comment)
        self._status(one, to)
        if one.get("SAMPLE").casefold() in {"true", "1"}:
            self._gathering.sample(to, self._place(one, "SAMPLE"))

    def _kind(self, one: _Observation, to: Submission, indicator: Indicator) -> str:
        """Return what a row was reported as, in a file that does not say: nothing, for a sum."""
        below = to.codes.plan.descendants(to.area.id)
        key = (one.get("INDICATOR"), one.get("PART"), one.get("TIME_PERIOD"))
        if any((area.code, *key) in self._reporting for area in below):
            return ""
        if one.get("OBS_STATUS") == "M":
            return NOT_APPLICABLE
        if indicator.measure.figure is not FigureKind.SHARE or one.get("NUMERATOR"):
            return NUMBER if one.get("OBS_VALUE") else ""
        return PERCENT if one.get("OBS_VALUE") else ""

    def _percent(self, one: _Observation, to: Submission, indicator: Indicator) -> None:
        answer = answer_of(indicator)._replace(column=FormColumn.PERCENT)
        if measure_of(indicator).in_per_cent:
            self._put(one, to, "OBS_VALUE", answer)
            return
        # What is observed is a change or a distance, made of the rate.
        place = self._place(one, "NUMERATOR")
        over, under = one.get("NUMERATOR"), one.get("DENOMINATOR")
        numbers = [self._gathering.number(place, text) for text in (over, under) if text]
        if len(numbers) < 2 or None in numbers or not numbers[1]:  # noqa: PLR2004 - both of them
            message = gettext_lazy("the percentage that was reported does not stand in the row")
            self._gathering.say(place, "percent", "", message, is_error=False)
            return
        rate = (100 * Decimal(str(numbers[0])) / numbers[1]).quantize(_DECIMALS)
        number = self._gathering.number(place, format(rate, "f"))
        if number is not None:
            self._gathering.put_once(to, place, answer, number)

    def _refuse_contradiction(self, one: _Observation, indicator: Indicator) -> None:
        """Say where a value is not what the numbers beside it make, however it was rounded."""
        value, over, under = (
            _number(one.get(name)) for name in ("OBS_VALUE", "NUMERATOR", "DENOMINATOR")
        )
        if value is None or over is None:
            return
        place, last = self._place(one, "OBS_VALUE"), Decimal((0, (1,), _exponent(value)))
        if measure_of(indicator).in_per_cent:
            if not under or abs(value - 100 * over / under) < last:
                return
            message = gettext_lazy(
                "{value} contradicts its own row: {numerator} of {denominator} are {rate} %",
                value=value,
                numerator=over,
                denominator=under,
                rate=(100 * over / under).quantize(Decimal("0.01")).normalize(),
            )
        elif indicator.measure.figure is FigureKind.SHARE or abs(value - over) < last:
            # A change or a distance rests on other rows, too.
            return
        else:
            message = gettext_lazy(
                "{value} contradicts its own row: the numerator is {numerator}",
                value=value,
                numerator=over,
            )
        self._gathering.say(place, "contradiction", place, message)

    def _population(self, one: _Observation, to: Submission, row: str) -> None:
        """Take a population, which stands in the row of each figure that is counted in it."""
        text, place = one.get("DENOMINATOR"), self._place(one, "DENOMINATOR")
        number = self._gathering.number(place, text) if text else None
        if number is not None:
            self._gathering.put(to, place, Answer(row, FormColumn.VALUE), number)

    def _put(self, one: _Observation, to: Submission, column: str, answer: Answer) -> None:
        text = one.get(column)
        place = self._place(one, column)
        number = self._gathering.number(place, text) if text else None
        if number is not None:
            self._gathering.put_once(to, place, answer, number)

    def _status(self, one: _Observation, to: Submission) -> None:
        """Take the least settled status of a submission's figures for that of all."""
        code = one.get("OBS_STATUS")
        if code not in _STATUSES:
            return
        known = to.rows.get("status")
        settled = list(_STATUSES.values())
        found = _STATUSES[code]
        if known is None or settled.index(found) > settled.index(str(known.value)):
            self._gathering.about(to, self._place(one, "OBS_STATUS"), "status", found)

    def _computed(self, place: str) -> None:
        message = gettext_lazy("this was computed from other rows, and was not read")
        self._gathering.say(place, "computed", "", message, is_error=False)

    def _place(self, one: _Observation, column: str) -> str:
        return self._table.place(one.row, self._columns.get(column))
