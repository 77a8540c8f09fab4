"""Reading the files with filled forms and tables, and finding whose they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from ttdt.app.exchange_files import read_exchange, read_json
from ttdt.app.resolving import pick_areas, pick_period
from ttdt.change.draft import plan_for
from ttdt.errors import TtdtError
from ttdt.excel.file_kind import content_of_form
from ttdt.excel.legacy_text import in_old_fonts
from ttdt.excel.reader_process import WorkbookReader
from ttdt.excel.sheets import tables_in
from ttdt.forms.filled_form import FilledRow
from ttdt.forms.form import FormColumn
from ttdt.forms.identity import SHEET
from ttdt.forms.plan_book.identity import is_plan_book
from ttdt.forms.reading import forms_in
from ttdt.period import parse_id, parse_words
from ttdt.text.escaping import escape_invisible
from ttdt.text.matching import closest
from ttdt.text.message import gettext_lazy
from ttdt.workspace import parallel
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from ttdt.app.import_tables import ByMap
    from ttdt.forms.filled_form import FilledForm, Remark
    from ttdt.forms.plan_book.reading import FilledPlan
    from ttdt.period import Period
    from ttdt.plan import Plan
    from ttdt.text.message import Message

_STATUS = "status"
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
    remarks: tuple[Remark, ...] = ()
    """What is to be said of the cells of a table, or the values of another system's file; where
    one is an error, nothing of the file counts."""
    refused: tuple[Remark, ...] = ()
    """Cells of it with words where a number belongs, which are kept as a note."""
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
    by_map: ByMap | None = None,
    processes: int | None = None,
) -> list[ReadFile]:
    """Return what is in each of the files, given with what messages call them.

    `named` is the unit and period of a table that does not say; `by_map` is how tables are read
    that ttdt did not make, where there are any. Many are read by all `processes` that the machine
    has; one that cannot be read harms no other.
    """
    reading = _Reading(workspace, named, by_map)
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


def first_of_same(paths: Sequence[Path]) -> list[int]:
    """Return for each path the number of the first that leads to the same file."""
    first: dict[object, int] = {}
    return [first.setdefault(_identity(path), number) for number, path in enumerate(paths)]


def _identity(path: Path) -> object:
    """Return what two paths to one file have in common, links and other spellings aside."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return str(path)
    return (found.st_dev, found.st_ino) if found.st_ino else path.resolve()


def names_of(files: Sequence[str]) -> list[str]:
    """Return how submissions name files: without their folders, as far as that tells them apart."""
    parts = [PurePath(normalize("NFC", escape_invisible(file))).parts for file in files]
    ends = Counter(own[-length:] for own in parts for length in range(1, len(own) + 1))
    found = []
    for own in parts:
        lengths = (length for length in range(1, len(own)) if ends[own[-length:]] == 1)
        found.append("/".join(own[-next(lengths, len(own)) :]))
    return found


@dataclass(frozen=True)
class _Reading:
    """Reads files; whichever process does so begins one more for their workbooks."""

    workspace: Workspace
    named: tuple[str, str] | None
    by_map: ByMap | None = None
    reader: WorkbookReader = field(default_factory=WorkbookReader)

    def __call__(self, file: tuple[Path, str]) -> ReadFile:
        """Return what is in a file."""
        path, seen = file
        try:
            content = content_of_form(path)
            reading = read_json(self.workspace, content, seen)
            if reading is not None:
                return ReadFile(reading.forms, reading.remarks)
            tables = tables_in(content, seen, self.reader)
            if is_plan_book(tables):
                from ttdt.forms.plan_book.reading import read_plan_book

                return ReadFile(plan=read_plan_book(tables, seen))
            if self.by_map is not None and not any(table.name == SHEET for table in tables):
                from ttdt.app.import_tables import read_by_map

                table = read_by_map(self.workspace, tables, self.by_map)
                return ReadFile(table.forms, table.remarks, table.refused)
            reading = read_exchange(self.workspace, tables)
            if reading is not None:
                return ReadFile(reading.forms, reading.remarks)
            forms = forms_in(tables, seen, self.named)
            _refuse_old_fonts(forms)
            if len(forms) > 1:
                _refuse_twice(self.workspace, forms)
        except TtdtError as failure:
            return ReadFile(problem=failure.message)
        return ReadFile(tuple(forms))

    def __reduce__(self) -> tuple[Callable[..., _Reading], tuple[object, ...]]:
        return _Reading.of, (self.workspace.root, self.workspace.shown, self.named, self.by_map)

    @classmethod
    def of(
        cls, root: Path, shown: Path, named: tuple[str, str] | None, by_map: ByMap | None
    ) -> _Reading:
        """Return the same in a process that is no fork."""
        return cls(Workspace(root, shown), named, by_map)


def _refuse_old_fonts(forms: Iterable[FilledForm]) -> None:
    """Raise `TtdtError` where what was typed is no Unicode: nobody could read it."""
    typed = (
        text
        for form in forms
        for text in (
            form.unit,
            *(
                text
                for row in form.entries.values()
                for text in (row.value, row.reason, row.cause, row.note)
            ),
        )
        if isinstance(text, str) and not text.isascii()
    )
    texts = [*dict.fromkeys(typed)]
    # A form begun with what is on file has Unicode beside it.
    for together in ([text] for text in texts), [texts]:
        for some in together:
            message = in_old_fonts(some)
            if message is not None:
                raise TtdtError(message)


def with_status(filled: FilledForm, status: str | None) -> FilledForm:
    """Return a form with how settled its figures are, where nothing in it says so."""
    known = filled.entries.get(_STATUS)
    if status is None or filled.whole or (known is not None and known.typed is not None):
        return filled
    row = FilledRow(_STATUS, dict.fromkeys(FormColumn, filled.place), value=status)
    return replace(filled, entries={**filled.entries, _STATUS: row})


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
