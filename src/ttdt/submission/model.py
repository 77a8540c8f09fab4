"""A submission as the computing sees it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from ttdt.finding import START, Finding, Span
from ttdt.number import Number
from ttdt.period import Period
from ttdt.plan import Cell, Decision
from ttdt.schema.rules import MISSING_KEY
from ttdt.yaml import DocumentPlace, YamlDocument


class ReportStatus(StrEnum):
    """How settled the figures are: ước thực hiện, sơ bộ, chính thức."""

    ESTIMATE = "estimate"
    PROVISIONAL = "provisional"
    FINAL = "final"


class Figure(NamedTuple):
    """What a unit says of one indicator or part: a number, a text, or why there is none.

    `value` is a numerator or a count, `percent` a rate known without its numerator. A file makes
    dozens of figures, and a frozen dataclass of so many fields takes three times as long to make.
    """

    place: DocumentPlace | None = None
    value: Number | None = None
    percent: Number | None = None
    percent_places: int | None = None
    """How many decimals the percentage is written with."""
    text: str | None = None
    not_applicable: str | None = None
    not_reported: str | None = None
    note: str | None = None
    cause: str | None = None
    """Why it is behind."""
    source: str | None = None
    """The document or file that it comes from, where it is not that of the submission."""
    accept: Mapping[str, str] = MappingProxyType({})
    accepts_as: tuple[str, str | None] | None = None
    """The key of the figure whose `accept` it is: the composite's where all its parts share one."""
    findings: tuple[Finding, ...] = ()
    status: ReportStatus | None = None
    """How settled it is, where that is said of it alone."""
    origin: "Submission | None" = None
    """The submission it comes from, where it stands in for one that another lacks."""

    @property
    def span(self) -> Span:
        """Where the figure stands."""
        return START if self.place is None else self.place.span

    @property
    def line(self) -> int:
        """The line it stands on."""
        return START.line if self.place is None else self.place.line

    @property
    def invalid(self) -> bool:
        """Whether an error keeps the figure out of every sum."""
        return bool(self.findings) and any(finding.is_error for finding in self.findings)

    @property
    def reported(self) -> bool:
        """Whether the unit gave a number or text here."""
        return self.value is not None or self.percent is not None or self.text is not None

    def same_number(self, other: "Figure") -> bool:
        """Return whether both give the same numbers, or none."""
        return self.value == other.value and self.percent == other.percent


class PopulationFigure(NamedTuple):
    """What a unit says of one population; None where it does not know."""

    place: DocumentPlace | None
    value: Number | None
    findings: tuple[Finding, ...] = ()
    origin: "Submission | None" = None
    """The submission it comes from, where it stands in for one that another lacks."""
    source: str | None = None
    """The document or file that it comes from, where it is not that of the submission."""

    @property
    def span(self) -> Span:
        """Where the number stands."""
        return START if self.place is None else self.place.span

    @property
    def line(self) -> int:
        """The line it stands on."""
        return START.line if self.place is None else self.place.line

    @property
    def invalid(self) -> bool:
        """Whether an error keeps the number out of every sum."""
        return bool(self.findings) and any(finding.is_error for finding in self.findings)


class Amounts(NamedTuple):
    """What a submission says of one project's money from one source, in the plan's unit."""

    place: DocumentPlace | None = None
    carried_over: Decimal | None = None
    """What was left of last year's money; 0 where the file does not have the key."""
    assigned: Decimal | None = None
    """What this year's budget gives."""
    disbursed: Decimal | None = None
    """What has been paid out since 1 January."""
    decision: Decision | None = None
    """The decision by which the amount assigned was changed."""
    not_reported: str | None = None
    """Why there are no amounts."""
    note: str | None = None
    cause: str | None = None
    source: str | None = None
    """The document or file that it comes from, where it is not that of the submission."""
    accept: Mapping[str, str] = MappingProxyType({})
    findings: tuple[Finding, ...] = ()
    origin: "Submission | None" = None
    """The submission it comes from, where it stands in for one that another lacks."""

    @property
    def available(self) -> Decimal | None:
        """What there is to be spent."""
        if self.carried_over is None or self.assigned is None:
            return None
        return self.carried_over + self.assigned

    @property
    def known(self) -> bool:
        """Whether it can be counted: what is available and what was disbursed are known."""
        return self.available is not None and self.disbursed is not None and not self.invalid

    @property
    def reported(self) -> bool:
        """Whether the file gives any amount."""
        return self.assigned is not None or self.disbursed is not None or bool(self.carried_over)

    @property
    def invalid(self) -> bool:
        """Whether an error keeps it out of every sum."""
        return bool(self.findings) and any(finding.is_error for finding in self.findings)

    @property
    def span(self) -> Span:
        """Where it stands."""
        return START if self.place is None else self.place.span

    def same_amounts(self, other: "Amounts") -> bool:
        """Return whether both give the same amounts, or none."""
        return (self.carried_over, self.assigned, self.disbursed) == (
            other.carried_over,
            other.assigned,
            other.disbursed,
        )


class TaskStatus(StrEnum):
    """How far a task is."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"
    CANCELLED = "cancelled"


class TaskReport(NamedTuple):
    """What a submission says of one task; no status where it says nothing that counts."""

    place: DocumentPlace | None = None
    status: TaskStatus | None = None
    percent: Decimal | None = None
    """How much of it is done, from 0 to 100."""
    reason: str | None = None
    """Why it was cancelled."""
    note: str | None = None
    cause: str | None = None
    """Why it is behind."""
    source: str | None = None
    """The document or file that it comes from, where it is not that of the submission."""
    accept: Mapping[str, str] = MappingProxyType({})
    findings: tuple[Finding, ...] = ()
    origin: "Submission | None" = None
    """The submission it comes from, where it stands in for one that another lacks."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return START if self.place is None else self.place.span

    @property
    def line(self) -> int:
        """The line it stands on."""
        return START.line if self.place is None else self.place.line


class Submission(NamedTuple):
    """One file. `usable` is False where nothing in it can be trusted."""

    path: str
    unit: str
    period: Period
    usable: bool
    status: ReportStatus | None = None
    submitted: date | None = None
    as_of: date | None = None
    """The day the figures were counted, where that is not the period's last."""
    source: str | None = None
    sample: bool = False
    note: str | None = None
    accept: Mapping[str, str] = MappingProxyType({})
    populations: Mapping[str, PopulationFigure] = MappingProxyType({})
    figures: Mapping[tuple[str, str | None], Figure] = MappingProxyType({})
    funding: Mapping[Cell, Amounts] = MappingProxyType({})
    tasks: Mapping[str, TaskReport] = MappingProxyType({})
    findings: tuple[Finding, ...] = ()
    """What is wrong outside single figures, populations, amounts and tasks."""
    findings_beside: tuple[Finding, ...] = ()
    """Those of the findings outside them for which nothing is left out, as a missing status."""
    document: YamlDocument | None = None
    """The file itself, where anything in it can be trusted."""
    has_units_below: bool = False
    """Whether it is of an area with others below it, so that its populations say something."""

    def span_of(self, key: str) -> Span:
        """Return where a key of the file's top level stands; `START` if it is not there."""
        if self.document is None or key not in self.given:
            return START
        return self.document.key_span(key)

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Every finding of the file, in the order of the file."""
        found = list(self.findings)
        for population in self.populations.values():
            found += population.findings
        for figure in self.figures.values():
            for finding in figure.findings:
                # What is wrong with a composite as a whole is held by each of its parts.
                if finding not in found:
                    found.append(finding)
        for amounts in self.funding.values():
            found += amounts.findings
        for task in self.tasks.values():
            found += task.findings
        return tuple(sorted(found, key=lambda finding: finding.sort_key))

    def errors_in(self, section: Literal["funding", "tasks"]) -> tuple[Finding, ...]:
        """Return the errors that keep out what the file says of money, or of tasks."""
        found = [one for one in self.findings if not self.usable or one.path != self.path]
        inside = [one for one in self.findings if one.is_error and one not in found]
        # Where things stand in a file may have to be worked out anew.
        if inside and self.document is not None and section in self.given:
            begin, end = self.document.key_span(section)[:2], self.document.span(section)[2:]
            found += [one for one in inside if begin <= one.span[:2] < end]
        held: Mapping[Any, Amounts | TaskReport] = getattr(self, section)
        found += [one for said in held.values() for one in said.findings]
        return tuple(one for one in found if one.is_error)

    @property
    def given(self) -> Mapping[str, object]:
        """What stands at the file's top level; nothing where nothing in it can be trusted."""
        data = None if self.document is None else self.document.data
        return data if isinstance(data, dict) else {}

    @property
    def empty(self) -> bool:
        """Whether the file says nothing: a form nobody has filled in.

        Its populations may have been taken over, what is assigned and which tasks are done as well,
        and what a form leaves open is missing; any other error may be what keeps the file from
        saying something. Tasks, or an area above others how large all of them are, may be all that
        it states, once it says how settled that is.
        """
        if self.has_units_below and self.status is not None:
            return all(one.value is None for one in self.populations.values()) and self._is_blank
        return self._is_blank

    @property
    def _is_blank(self) -> bool:
        return (
            self.usable
            and not any(
                figure.reported or figure.not_applicable for figure in self.figures.values()
            )
            and not any(
                amounts.disbursed is not None or amounts.decision or amounts.not_reported
                for amounts in self.funding.values()
            )
            and not (self.status is not None and any(task.status for task in self.tasks.values()))
            and all(finding.rule is MISSING_KEY for finding in self.all_findings)
        )
