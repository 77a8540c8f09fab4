"""Reading the files with filled forms, and finding those that contradict each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from ttdt.app.resolving import pick_areas, pick_period
from ttdt.change.draft import plan_for
from ttdt.errors import TtdtError
from ttdt.excel.file_kind import content_of_form
from ttdt.excel.reader_process import WorkbookReader
from ttdt.excel.sheets import tables_in
from ttdt.forms.filled_form import Remark
from ttdt.forms.plan_book.identity import is_plan_book
from ttdt.forms.reading import forms_in
from ttdt.period import parse_id, parse_words
from ttdt.text.matching import closest
from ttdt.text.message import gettext_lazy
from ttdt.workspace import parallel
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from ttdt.forms.filled_form import FilledForm
    from ttdt.forms.plan_book.reading import FilledPlan
    from ttdt.period import Period
    from ttdt.plan import Plan
    from ttdt.text.message import Message

_FEWEST_FOR_PROCESSES = 16
"""Fewer files are read before other processes have begun."""


def owner_named(workspace: Workspace, word: str) -> tuple[str, str]:
    """Return the unit and period that --as names as UNIT/PERIOD; raises `TtdtError`."""
    unit, slash, when = word.partition("/")
    if not slash:
        raise TtdtError(gettext_lazy("--as: “{word}” is not of the form UNIT/PERIOD", word=word))
    period = pick_period(when, workspace.years[0], "--as")
    plan = plan_for(workspace, period)
    (found,) = pick_areas((unit,), plan)
    return plan.areas[found].written_id, period.id


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What is in a file, or why nobody knows."""

    forms: tuple[FilledForm, ...] = ()
    plan: FilledPlan | None = None
    """The plan, where the file is its workbook."""
    problem: Message | None = None
    """Why it could not be read."""
    bug: Exception | None = None
    """What went wrong with the program itself."""


def read_files(
    workspace: Workspace,
    files: Sequence[tuple[Path, str]],
    named: tuple[str, str] | None,
    processes: int | None = None,
) -> list[ReadFile]:
    """Return what is in each of the files, given with what messages call them.

    `named` is the unit and period of a table that does not say. Many are read by all `processes`
    that the machine has; one that cannot be read harms no other.
    """
    reading = _Reading(workspace, named)
    if processes is None:
        processes = 1 if len(files) < _FEWEST_FOR_PROCESSES else parallel.processors()
    read = dict(parallel.share_out(reading, files, processes)) if processes > 1 else {}
    found = []
    with reading.reader:
        # What a process left undone is tried again here, where what went wrong can be told.
        for number, file in enumerate(files):
            try:
                found.append(read[number] if number in read else reading(file))
            except Exception as error:  # noqa: BLE001 - one file harms no other
                found.append(ReadFile(bug=error))
    return found


@dataclass(frozen=True)
class _Reading:
    """Reads files; whichever process does so begins one more for their workbooks."""

    workspace: Workspace
    named: tuple[str, str] | None
    reader: WorkbookReader = field(default_factory=WorkbookReader)

    def __call__(self, file: tuple[Path, str]) -> ReadFile:
        """Return what is in a file."""
        path, seen = file
        try:
            tables = tables_in(content_of_form(path), seen, self.reader)
            if is_plan_book(tables):
                from ttdt.forms.plan_book.reading import read_plan_book

                return ReadFile(plan=read_plan_book(tables, seen))
            forms = forms_in(tables, seen, self.named)
            if len(forms) > 1:
                _refuse_twice(self.workspace, forms)
        except TtdtError as failure:
            return ReadFile(problem=failure.message)
        return ReadFile(tuple(forms))

    def __reduce__(self) -> tuple[Callable[..., _Reading], tuple[object, ...]]:
        return _Reading.of, (self.workspace.root, self.workspace.shown, self.named)

    @classmethod
    def of(cls, root: Path, shown: Path, named: tuple[str, str] | None) -> _Reading:
        """Return the same in a process that is no fork."""
        return cls(Workspace(root, shown), named)


def conflicts_in(workspace: Workspace, forms: Sequence[FilledForm]) -> list[Remark | None]:
    """Return for each form of one run why it is not imported, or None where nothing speaks for it.

    Two forms for one submission that contradict each other are both wrong: the order of files says
    nothing about which one is meant. Of two that say the same, the first counts. Tables may say
    different things of one submission, as their rows may.
    """
    same: dict[tuple[str, Period], list[int]] = {}
    for number, filled in enumerate(forms):
        owner = owner_if_any(workspace, filled)
        if owner is not None:
            same.setdefault((owner.unit, owner.period), []).append(number)
    found: list[Remark | None] = [None] * len(forms)
    for numbers in same.values():
        typed = {number: _Typed.of(forms[number]) for number in numbers}
        for one, other in combinations(numbers, 2):
            where = _contradiction(typed[one], typed[other])
            if where is not None:
                for this, that in ((one, other), (other, one)):
                    found[this] = found[this] or _contradicts(forms[this], forms[that], where)
        for first, later in pairwise(numbers):
            if found[later] is None and typed[first] == typed[later]:
                message = gettext_lazy(
                    "says the same as {other}, and is passed over", other=forms[first].place
                )
                found[later] = Remark(forms[later].place, message, is_error=False)
    return found


def _contradicts(filled: FilledForm, other: FilledForm, where: str) -> Remark:
    message = gettext_lazy(
        "{other} is for the same unit and period, and says otherwise of {where}; nothing of either"
        " was written: import the one that is right",
        other=other.place,
        where=where,
    )
    return Remark(filled.place, message)


def _contradiction(one: _Typed, other: _Typed) -> str | None:
    """Return what two forms for one submission say differently, or None where both can be right."""
    left, right = one.said, other.said
    both = left.keys() | right.keys() if one.whole and other.whole else left.keys() & right.keys()
    unlike = (name for name in both if left.get(name) != right.get(name))
    return min(unlike, default=None)


class _Typed(NamedTuple):
    """What a form says, by the names that its rows have in files, and whether it says all."""

    said: Mapping[str, object]
    whole: bool

    @classmethod
    def of(cls, filled: FilledForm) -> _Typed:
        said: dict[str, object] = {
            name.partition(":")[2] or name: typed
            for name, row in filled.entries.items()
            if (typed := row.typed) is not None
        }
        # What cannot be read is something, too.
        wrong = (remark for remark in filled.remarks if remark.is_error)
        said |= {remark.place.rpartition("!")[2]: remark.message for remark in wrong}
        return cls(said, filled.whole)


class Owner(NamedTuple):
    """The unit and period that a form is for, and the plan that its submission is made for."""

    unit: str
    period: Period
    plan: Plan


def _period_of(workspace: Workspace, word: str) -> Period:
    """Return the period that a form names; raises `TtdtError`."""
    period = parse_id(word) or parse_words(word, workspace.years[0])
    if period is None:
        raise TtdtError(gettext_lazy("“{word}” is no period; write it as 2024-Q3", word=word[:60]))
    return period


def _unit_of(plan: Plan, word: str) -> str:
    """Return the area that a form names, by id, name or code; raises `TtdtError`."""
    found = plan.areas_named(word)
    if len(found) == 1:
        return found[0]
    if found:
        raise TtdtError(
            gettext_lazy(
                "the unit “{unit}” may be {choices}; write the id",
                unit=word[:60],
                choices=tuple(f"{one} ({plan.areas[one].name})" for one in found[:10]),
            )
        )
    guess = closest(word, plan.unit_names.all)
    if guess is None:
        raise TtdtError(gettext_lazy("the plan has no unit “{unit}”", unit=word[:60]))
    raise TtdtError(
        gettext_lazy(
            "the plan has no unit “{unit}”; did you mean “{guess}”?", unit=word[:60], guess=guess
        )
    )


def owner_if_any(workspace: Workspace, filled: FilledForm) -> Owner | None:
    """Return what a form is for, or None where it names nothing that is known.

    That is told of where it is imported, and keeps no other from being so.
    """
    try:
        return owner_of(workspace, filled)
    except TtdtError:
        return None


def owner_of(workspace: Workspace, filled: FilledForm) -> Owner:
    """Return what a form is for; raises `TtdtError` where it names nothing that is known."""
    period = _period_of(workspace, filled.period)
    plan = plan_for(workspace, period)
    return Owner(_unit_of(plan, filled.unit), period, plan)


def _refuse_twice(workspace: Workspace, forms: list[FilledForm]) -> None:
    """Raise `TtdtError` where a table has one submission under two spellings.

    Rows that contradict each other are looked for within a submission only.
    """
    seen: dict[tuple[str, Period], FilledForm] = {}
    for filled in forms:
        owner = owner_if_any(workspace, filled)
        if owner is None:
            continue
        first = seen.setdefault((owner.unit, owner.period), filled)
        if first is not filled:
            raise TtdtError(
                gettext_lazy(
                    "“{one}” and “{other}” are the same submission; write them alike in all rows",
                    one=f"{first.unit}, {first.period}",
                    other=f"{filled.unit}, {filled.period}",
                )
            )
