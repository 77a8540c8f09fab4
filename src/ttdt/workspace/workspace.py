"""Finding plans and submissions on disk."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, overload

from ttdt.errors import PlanError, TtdtError
from ttdt.period import Period, end_before, parse_id
from ttdt.plan import OWN_AREA, OWN_FOLDER, UNITS_FOLDER, read_plan
from ttdt.plan.loading import two_plans, year_of
from ttdt.submission import SubmissionReader
from ttdt.submission.round import AreaSubmissions, FormerUnit, Round, of_one_day, says_all
from ttdt.text.message import gettext_lazy
from ttdt.workspace.file_reading import FileReader, FileToRead
from ttdt.workspace.index import SUFFIX, Folder, IndexedFile, SubmissionIndex
from ttdt.workspace.locating import PLAN_PATTERN, has_journal
from ttdt.workspace.outside_files import files_outside
from ttdt.yaml import PLAN_LIMITS, YamlDocument

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from ttdt.plan import Area, Plan
    from ttdt.submission import Submission
    from ttdt.submission.history import History, OnFile
    from ttdt.workspace.journal import UnfinishedWriting

MAPS_FOLDER = "maps"
"""The folder of what says how tables are read that ttdt did not make."""
_LAST_MONTH = 12
_DEEPER = 3
"""This many folders below the deepest unit's nothing is listed one by one."""


class EarlierSubmissions(Sequence["Submission"]):
    """A unit's submissions that end before a round, each read when it is come to."""

    def __init__(self, found: Iterator[Submission]) -> None:
        """Hold what an iterator yields."""
        self._left = found
        self._found: list[Submission] = []

    def __len__(self) -> int:
        """Return how many there are."""
        self._found += self._left
        return len(self._found)

    @overload
    def __getitem__(self, place: int) -> Submission: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Submission]: ...
    def __getitem__(self, place: int | slice) -> Submission | Sequence[Submission]:
        """Return one of them, or some."""
        if isinstance(place, slice) or place < 0:
            self._found += self._left
        else:
            self._found += islice(self._left, max(place + 1 - len(self._found), 0))
        return tuple(self._found[place]) if isinstance(place, slice) else self._found[place]


class Workspace:
    """A folder with plans and submissions, read when asked for and at most once."""

    def __init__(
        self,
        root: Path,
        shown: Path,
        *,
        processes: int | None = None,
        progress: Callable[[int, int], None] = lambda _done, _all: None,
        plans: Mapping[int, YamlDocument] = MappingProxyType({}),
    ) -> None:
        """Open the folder `root`, which findings and reports call `shown`.

        The `plans` by their years stand for what the folder has for these.

        Many files are read on so many processes, as many as help where that is left open; what is
        read is the same. `progress` is told how many of them are read, and how many there are so
        far, to which each round adds its own. Raises `TtdtError` where the folder cannot be read,
        or holds no plan or two of one year.
        """
        self._root = root
        self._shown = shown
        # A workspace that is the folder one is in has no name in front of its files.
        self._shown_folders = () if shown == Path() else (shown.as_posix(),)
        self._files = FileReader(root)
        self._processes = processes
        self._progress = progress
        self._come_upon = 0
        self._plans: dict[int, Plan] = {}
        self._readers: dict[tuple[int, int | None], SubmissionReader] = {}
        self._submissions: dict[tuple[int, str, str], Submission | None] = {}
        self._standing: dict[tuple[int, str, str], Submission | None] = {}
        self._supposed: dict[tuple[str, str], Callable[[], YamlDocument]] = {}
        self._listings: dict[Folder, frozenset[str]] = {}
        self._documents = {**self._plan_documents(), **plans}

    @property
    def root(self) -> Path:
        """The folder."""
        return self._root

    @property
    def shown(self) -> Path:
        """What findings and reports call the folder."""
        return self._shown

    @property
    def years(self) -> tuple[int, ...]:
        """The years there are plans for, the newest first."""
        return tuple(sorted(self._documents, reverse=True))

    def plan(self, year: int) -> Plan:
        """Return the plan of a year; raises `TtdtError` without one, `PlanError` for its errors."""
        if year not in self._plans:
            document = self._documents.get(year)
            if document is None:
                years = tuple(str(known) for known in self.years)
                raise TtdtError(
                    gettext_lazy(
                        "there is no plan for {year}; plans: {years}", year=str(year), years=years
                    )
                )
            plan, findings = read_plan(document)
            if plan is None:
                message = gettext_lazy(
                    "the plan {path} has errors, so nothing can be computed", path=document.path
                )
                raise PlanError(message, findings)
            self._plans[year] = plan
        return self._plans[year]

    def round(self, period: Period, area: str = OWN_AREA) -> Round:
        """Return the round of a period, of an area and what lies in or above it.

        Raises as `plan` does.
        """
        start = self.year_start(period.year, area, read_also=period.same_end())
        plan, before = start.plan, end_before(period)
        areas = {
            one: filed._replace(
                current=self._standing_in(plan, one, period),
                earlier=EarlierSubmissions(self._present(plan, one, before)),
            )
            for one, filed in start.areas.items()
        }
        known: dict[tuple[Period, str], AreaSubmissions] = {}

        def past(earlier: Period, wanted: Iterable[str]) -> dict[str, AreaSubmissions]:
            asked = tuple(wanted)
            new = [one for one in asked if (earlier, one) not in known]
            filed = self._past(start, earlier, new)
            known.update({(earlier, one): filed[one] for one in new})
            return {one: known[earlier, one] for one in asked}

        return Round(
            plan.in_force(period),
            period,
            areas,
            past=past,
            may_name_money=lambda earlier, one: (
                (earlier, one) in known or self._may_name_money(plan, one, earlier.same_end())
            ),
        )

    def _past(
        self, start: Round, period: Period, areas: Collection[str]
    ) -> dict[str, AreaSubmissions]:
        """Return what areas handed in for an earlier period, given how their year starts."""
        plan = start.plan
        if period.year == plan.year:
            current = self._in_passing(plan, areas, period)
            return {area: start.of(area)._replace(current=current[area]) for area in areas}
        before = self._plan_if_sound(period.year)
        own = [area for area in areas if plan.owns_last_year(area, before)]
        current = self._in_passing(plan, own, period)
        baselines = self._in_passing(plan, own, Period(period.year - 1))
        found = {}
        for area in areas:
            filed = AreaSubmissions(current.get(area), baseline=baselines.get(area))
            if filed.current is None:
                former = self._former_units(plan, plan.areas[area], before, period)
                filed = filed._replace(in_place=former)
            found[area] = filed
        return found

    def _in_passing(
        self, plan: Plan, areas: Collection[str], period: Period
    ) -> dict[str, Submission | None]:
        """Return what areas say of a period's last day, but tasks, and keep none of its files.

        Where the period's own file leaves no figure open, others of that day are not parsed, which
        saves half of the reading where units report by months and by quarters.
        """
        new = [area for area in areas if (plan.year, area, period.id) not in self._standing]
        days = period.same_end()
        keys = [(plan.year, area, day.id) for area in new for day in days]
        not_kept = [key for key in keys if key not in self._submissions]
        self.read_ahead(plan, [(area, period) for area in new])
        found = {area: self._submission(plan, area, period) for area in new}
        left = [
            area
            for area, own in found.items()
            if own is None or not says_all(own, plan) or self._may_name_money(plan, area, days[1:])
        ]
        self.read_ahead(plan, [(area, day) for area in left for day in days])
        known = [area for area in areas if area not in found]
        found |= {area: self._standing_in(plan, area, period) for area in (*known, *left)}
        for area in left:
            del self._standing[plan.year, area, period.id]
        for key in not_kept:
            self._submissions.pop(key, None)
        return found

    def _may_name_money(self, plan: Plan, area: str, periods: Iterable[Period]) -> bool:
        """Return whether what an area has handed in for some periods may hold any money.

        A file in which the key cannot stand is not parsed, which saves nine tenths of reading it.
        """
        return any(
            (plan.year, area, day.id) in self._standing
            or (area, day.id) in self._supposed
            or (plan.year, area, day.id) in self._submissions
            or (
                (file := self._file_of(plan, area, day)) is not None
                and self._files.may_hold_key(file, "funding")
            )
            for day in periods
        )

    def year_start(
        self, year: int, area: str = OWN_AREA, *, read_also: Sequence[Period] = ()
    ) -> Round:
        """Return a round of a year before anything is handed in for it: with the baselines alone.

        `read_also` is read in one go with them. Raises as `plan` does.
        """
        plan = self.plan(year)
        within = (plan.areas[area], *plan.ancestors(area), *plan.descendants(area))
        end_of_last_year = Period(year - 1)
        before = self._plan_if_sound(year - 1)
        days = (*read_also, *end_of_last_year.same_end())
        self.read_ahead(plan, [(one.id, day) for one in within for day in days], end_of_last_year)
        areas = {}
        for one in within:
            # Another unit may have had its id the year before.
            is_own = plan.owns_last_year(one.id, before)
            areas[one.id] = AreaSubmissions(
                baseline=self._standing_in(plan, one.id, end_of_last_year) if is_own else None,
                formerly=self._former_units(plan, one, before),
                split=_split(plan, one, before),
            )
        return Round(plan, Period(year), areas)

    def standing_below(self, plan: Plan, area: str, period: Period) -> dict[str, AreaSubmissions]:
        """Return what each area below one says of a period's last day, and nothing else."""
        return {
            unit.id: AreaSubmissions(self._standing_in(plan, unit.id, period))
            for unit in plan.descendants(area)
        }

    def _former_units(
        self, plan: Plan, area: Area, before: Plan | None, period: Period | None = None
    ) -> tuple[FormerUnit, ...]:
        """Return the units of the year before that became an area, if each went whole into it.

        They say what they said of a period of that year, else of its end.
        """
        period = period or Period(plan.year - 1)

        def former(unit: str) -> FormerUnit:
            below = () if before is None or unit not in before.units else before.children(unit)
            return FormerUnit(
                unit,
                self._standing_in(plan, unit, period),
                tuple(former(child.id) for child in below),
            )

        if _split(plan, area, before):
            return ()
        return tuple(former(unit) for unit in area.formerly)

    def sound_plans(self) -> tuple[Plan, ...]:
        """Return the plans without errors, the newest first."""
        found = (self._plan_if_sound(year) for year in self.years)
        return tuple(plan for plan in found if plan is not None)

    def plan_documents(self) -> tuple[YamlDocument, ...]:
        """Return every plan file as read, sound or not, the newest year first."""
        return tuple(self._documents[year] for year in self.years)

    def map_documents(self) -> tuple[YamlDocument, ...]:
        """Return every map of the workspace as read, by name."""
        folder = self._root / MAPS_FOLDER
        if self._files.leads_out(folder):
            return ()
        names = [name for name in _names(folder) if name.endswith(SUFFIX)]
        return tuple(self._files.read(self._file((MAPS_FOLDER,), name)) for name in names)

    def history(
        self,
        plan: Plan,
        unit: str,
        documents: Mapping[Period, YamlDocument] | None = None,
        known: History | None = None,
        parsed: Mapping[Period, YamlDocument] = MappingProxyType({}),
    ) -> History:
        """Return all that a unit has handed in for a plan, and for the end of the year before.

        It is read when it is asked for. `documents` is what the unit's files hold, where that is
        known already, and `parsed` what some of them do; of those that are in a `known` history of
        the same plan, too, it has the submissions.
        """
        from ttdt.submission.history import History, OnFile

        before = self._plan_if_sound(plan.year - 1)
        documents_now = self._on_file(plan, unit, parsed) if documents is None else documents
        area = plan.areas[unit]
        # What it was itself is in `before`, unless it was more than one unit.
        was_one = area.formerly == (unit,) and (before is None or unit not in before.below)
        formerly = () if was_one else self._former_units(plan, area, before)
        in_year = [period for period in documents_now if period.year == plan.year]
        in_year.sort(key=lambda period: (period.end_month, period.months))
        at_start = Period(plan.year - 1).same_end() if plan.owns_last_year(unit, before) else ()
        of_last_year = [
            period
            for period in documents_now
            if at_start and before is None and period.year < plan.year and period not in at_start
        ]

        def read_one(period: Period) -> Submission:
            if documents is None:
                read = self._submissions.get((plan.year, unit, period.id))
            else:
                read = None if known is None else known.of(period)
                if read is not None and read.document is not documents[period]:
                    read = None
            if read is not None:
                return read
            # Not kept: a check reads all there are.
            return self._reader(plan, period).read(documents_now[period], unit, period)

        def may_hold(period: Period, key: str) -> bool:
            return not isinstance(documents_now, OnFile) or documents_now.may_hold(period, key)

        return History(
            plan,
            unit,
            OnFile(in_year, read_one),
            OnFile((period for period in at_start if period in documents_now), read_one),
            OnFile(of_last_year, read_one),
            has_plan_before=before is not None,
            formerly=formerly,
            may_hold=may_hold,
        )

    def former_submissions(self, plan: Plan) -> tuple[Submission, ...]:
        """Return what units that the plan only knows as former ones say of the year before."""
        if self._plan_if_sound(plan.year - 1) is not None:
            return ()
        return tuple(
            found
            for unit in sorted(plan.former_units)
            if unit not in plan.units or not plan.owns_last_year(unit)
            for period in Period(plan.year - 1).same_end()
            if (found := self._submission(plan, unit, period)) is not None
        )

    def suppose(self, unit: str, period: Period, read: Callable[[], YamlDocument]) -> None:
        """Take what `read` returns for a unit's submission for a period from now on, not its file.

        What `documents` returns is not concerned: whoever asks for it says what is `known`.
        """
        self._supposed[unit, period.id] = read
        for year in self.years:
            self._submissions.pop((year, unit, period.id), None)
            for day in period.same_end():
                self._standing.pop((year, unit, day.id), None)

    def documents(
        self, plan: Plan, unit: str, known: Mapping[Period, YamlDocument] = MappingProxyType({})
    ) -> Mapping[Period, YamlDocument]:
        """Return what a unit's files hold, each read when it is first asked for.

        Which there are is looked up now; those that are `known` are not read.
        """
        for year in (plan.year, plan.year - 1):
            self._listings.pop(self._folder(plan, unit, year), None)
        return self._on_file(plan, unit, known)

    def _on_file(
        self, plan: Plan, unit: str, known: Mapping[Period, YamlDocument] = MappingProxyType({})
    ) -> OnFile[YamlDocument]:
        from ttdt.submission.history import OnFile

        return OnFile(
            (*self._filed_by(plan, unit), *known),
            lambda period: known[period] if period in known else self._open(plan, unit, period),
            lambda period, key: (
                period in known
                or self._files.may_hold_key(self._submission_file(plan, unit, period), key)
            ),
        )

    def index(self, plans: tuple[Plan, ...]) -> SubmissionIndex:
        """Return what lies in the folders for submissions; of links, only a unit's is followed."""
        return self._index(plans)

    def strays(self, plans: tuple[Plan, ...]) -> Iterator[IndexedFile]:
        """Yield the strays of the index.

        Files that are read for sure are not held for it: a country has hundreds of thousands.
        """
        return self._index(plans, without_read=True).strays()

    def _index(self, plans: tuple[Plan, ...], *, without_read: bool = False) -> SubmissionIndex:
        index = SubmissionIndex(
            plans, self._shown.as_posix(), (), len(plans) == len(self._documents)
        )
        entries: list[IndexedFile] = []
        deepest = _DEEPER + max((len(folder) for folder in index.owners), default=0)
        for name in (UNITS_FOLDER, OWN_FOLDER):
            folder, shown = str(self._root / name), (self._shown / name).as_posix()
            if self._files.leads_out(folder):
                entries.append(IndexedFile((), name, self._shown.as_posix(), leads_out=True))
            else:
                entries += self._entries(
                    index, folder, shown, (name,), deepest, without_read=without_read
                )
        linked = frozenset(
            Path(os.path.realpath(self._root.joinpath(*entry.parts)))
            for entry in entries
            if entry.is_link and not entry.leads_out
        )
        outside = files_outside(self._root, self._shown, deepest, linked)
        return replace(
            index,
            entries=tuple(sorted(entries, key=lambda entry: entry.path)),
            outside=tuple(sorted(outside, key=lambda entry: entry.path)),
            unfinished=self._unfinished(),
        )

    def _unfinished(self) -> UnfinishedWriting | None:
        if not has_journal(self._root):
            return None
        # Hardly ever there, and what reads it is of no use otherwise.
        from ttdt.workspace.journal import unfinished_writing

        return unfinished_writing(self._root)

    def _entries(
        self,
        index: SubmissionIndex,
        folder: str,
        shown: str,
        above: Folder,
        deepest: int,
        *,
        without_read: bool,
    ) -> Iterator[IndexedFile]:
        holds_units = index.holds_units(above)
        wanted = [
            found
            for found in _scanned(folder)
            if not without_read or found.is_symlink() or not index.surely_reads(above, found.name)
        ]
        for found in sorted(wanted, key=lambda one: one.name):
            is_link = found.is_symlink()
            leads_out = is_link and self._files.leads_out(found.path)
            is_folder = found.is_dir(follow_symlinks=False) or (
                is_link and not leads_out and holds_units and os.path.isdir(found.path)  # noqa: PTH112 - no error where permission is denied
            )
            # Names of periods are the same in all folders.
            name = sys.intern(found.name)
            entry = IndexedFile(above, name, shown, is_folder, leads_out, is_link)
            parts = (*above, name)
            if not is_folder or len(parts) == deepest or entry.period is not None:
                yield entry
            elif parts in index.owners or index.holds_units(parts) or _is_readable(found.path):
                if holds_units:
                    yield entry
                yield from self._entries(
                    index, found.path, entry.path, parts, deepest, without_read=without_read
                )
            else:
                # No report reads it either way, so that it stops nobody: it stands for its files.
                yield entry

    def latest(self, year: int, area: str = OWN_AREA) -> Period | None:
        """Return the last of a year's `periods`, or None where there are none."""
        for period in reversed(self._filed(year, area)):
            if not self.is_blank(self.plan(year), period, area):
                return period
        return None

    def periods(self, year: int, area: str = OWN_AREA) -> tuple[Period, ...]:
        """Return the periods of a year that an area has submissions for, one for each end.

        Those of the areas below it are its own. Of periods that end on the same day, it is the
        one with the most submissions, then the shorter. Forms that nobody has filled in are no
        submissions.
        """
        plan = self.plan(year)
        filed = self._filed(year, area)
        return tuple(period for period in filed if not self.is_blank(plan, period, area))

    def is_blank(self, plan: Plan, period: Period, area: str = OWN_AREA) -> bool:
        """Return whether nobody in an area has said anything for the day that a period ends on."""
        within = (area, *(below.id for below in plan.descendants(area)))
        return all(self._standing_in(plan, one, period) is None for one in within)

    def _filed(self, year: int, area: str) -> tuple[Period, ...]:
        """Return the periods that there are files for, as `periods` does."""
        found: dict[Period, int] = {}
        plan = self.plan(year)
        for one in (area, *(below.id for below in plan.descendants(area))):
            for period in self._filed_by(plan, one):
                if period.year == year:
                    found[period] = found.get(period, 0) + 1
        order = sorted(found, key=lambda period: (found[period], -period.months))
        ends = {period.end_month: period for period in order}
        return tuple(ends[month] for month in sorted(ends))

    def _present(self, plan: Plan, unit: str, periods: Iterable[Period]) -> Iterator[Submission]:
        for period in periods:
            found = self._submission(plan, unit, period)
            if found is not None:
                yield found

    def forget(self, period: Period) -> None:
        """Let go of what was handed in for a period's last day; asked for again, it is read again.

        Whoever goes through many rounds, and does not come back to one, takes the memory of one.
        """
        days = {day.id for day in period.same_end()}
        self._submissions = {
            key: found for key, found in self._submissions.items() if key[2] not in days
        }
        self._standing = {key: found for key, found in self._standing.items() if key[2] not in days}

    def _standing_in(self, plan: Plan, unit: str, period: Period) -> Submission | None:
        """Return what the unit's submissions for a period's last day say together."""
        key = (plan.year, unit, period.id)
        if key not in self._standing:
            found = [
                submission
                for candidate in period.same_end()
                if (submission := self._submission(plan, unit, candidate)) is not None
                and not submission.empty
            ]
            self._standing[key] = of_one_day(found) if found else None
            if len(found) > 1 and period.year < plan.year:
                # Nobody asks for the parts of a baseline, a third of what a report held.
                for candidate in period.same_end():
                    del self._submissions[plan.year, unit, candidate.id]
        return self._standing[key]

    def _submission(self, plan: Plan, unit: str, period: Period) -> Submission | None:
        key = (plan.year, unit, period.id)
        if key not in self._submissions:
            document = self._document(plan, unit, period)
            self._submissions[key] = (
                None if document is None else self._read(plan, document, unit, period)
            )
        return self._submissions[key]

    def _read(self, plan: Plan, document: YamlDocument, unit: str, period: Period) -> Submission:
        submission = self._reader(plan, period).read(document, unit, period)
        document.keep_text_alone()
        return submission

    def read_ahead(
        self, plan: Plan, wanted: Iterable[tuple[str, Period]], whole: Period | None = None
    ) -> None:
        """Read what areas handed in for periods, with other processes where it is much.

        Whoever asks for it later has it then. Of what ends with `whole`, they have what it says
        together: the files of a unit are put together as soon as all of them are read.
        """
        days = () if whole is None else whole.same_end()
        missing = [
            (unit, period, file)
            for unit, period in wanted
            if (plan.year, unit, period.id) not in self._submissions
            and (unit, period.id) not in self._supposed
            and not (period in days and (plan.year, unit, days[0].id) in self._standing)
            and (file := self._file_of(plan, unit, period)) is not None
        ]
        files = [file for _, _, file in missing]
        left = Counter(unit for unit, period, _ in missing if period in days)
        before = self._come_upon
        self._come_upon += len(files)

        def tell(done: int, of: int) -> None:
            self._progress(before + done, before + of)

        for number, document in self._files.read_many(files, self._processes, tell):
            unit, period, _ = missing[number]
            submission = self._read(plan, document, unit, period)
            self._submissions[plan.year, unit, period.id] = submission
            if whole is not None and period in days:
                left[unit] -= 1
                if not left[unit]:
                    self._standing_in(plan, unit, whole)

    def _reader(self, plan: Plan, period: Period) -> SubmissionReader:
        """Return what reads a plan's submissions for this period."""
        is_shared = period.end_month == _LAST_MONTH
        key = (plan.year, period.year if is_shared else None)
        reader = self._readers.get(key)
        if reader is None or reader.plan is not plan:
            beside = self._beside(plan, period) if is_shared else None
            reader = self._readers[key] = SubmissionReader(plan, beside)
        return reader

    def _beside(self, plan: Plan, period: Period) -> Plan | None:
        """Return the other plan that reads a year's last submissions, if there is one."""
        return self._plan_if_sound(plan.year + 1 if period.year == plan.year else plan.year - 1)

    def _plan_if_sound(self, year: int) -> Plan | None:
        if year not in self._documents:
            return None
        try:
            return self.plan(year)
        except TtdtError:
            # Its own errors are told where its own year is asked for.
            return None

    def _folder(self, plan: Plan, unit: str, year: int) -> Folder:
        """Return the folder of what a unit handed in for a year, as the plan of that year has it.

        Where that plan has no such unit, it is where `plan` has it, or directly in `districts/`
        for a unit that it only knows as a former one.
        """
        before = None if year == plan.year else self._plan_if_sound(year)
        known = next((one for one in (before, plan) if one is not None and unit in one.areas), None)
        return (UNITS_FOLDER, unit) if known is None else known.areas[unit].folder

    def _document(self, plan: Plan, unit: str, period: Period) -> YamlDocument | None:
        """Return the file of a unit's submission as read, or None where there is no such file."""
        supposed = self._supposed.get((unit, period.id))
        if supposed is not None:
            return supposed()
        file = self._file_of(plan, unit, period)
        return None if file is None else self._files.read(file)

    def _file_of(self, plan: Plan, unit: str, period: Period) -> FileToRead | None:
        """Return the file of a unit's submission, or None where there is no such file."""
        folder = self._folder(plan, unit, period.year)
        name = f"{period.id}{SUFFIX}"
        return self._file(folder, name) if name in self._listing(folder) else None

    def _open(self, plan: Plan, unit: str, period: Period) -> YamlDocument:
        """Return the file of a unit's submission as read."""
        return self._files.read(self._submission_file(plan, unit, period))

    def _submission_file(self, plan: Plan, unit: str, period: Period) -> FileToRead:
        """Return where a unit's submission for a period lies, there or not."""
        return self._file(self._folder(plan, unit, period.year), f"{period.id}{SUFFIX}")

    def _file(self, folder: Folder, name: str) -> FileToRead:
        parts = (*folder, name)
        path = os.path.join(self._root, *parts)  # noqa: PTH118 - several times as fast
        return FileToRead(path, "/".join((*self._shown_folders, *parts)))

    def _filed_by(self, plan: Plan, unit: str) -> list[Period]:
        """Return the periods, of a plan's year and the one before, that a unit has files for."""
        return [
            period
            for year in (plan.year, plan.year - 1)
            for name in self._listing(self._folder(plan, unit, year))
            if name.endswith(SUFFIX)
            and (period := parse_id(name.removesuffix(SUFFIX))) is not None
            and period.year == year
        ]

    def _listing(self, folder: Folder) -> frozenset[str]:
        if folder not in self._listings:
            places = [
                os.path.join(self._root, *folder[:depth])  # noqa: PTH118 - several times as fast
                for depth in range(1, len(folder) + 1)
            ]
            leads_out = any(self._files.leads_out(place) for place in places)
            self._listings[folder] = frozenset(
                found.name for found in (() if leads_out else _scanned(places[-1]))
            )
        return self._listings[folder]

    def _plan_documents(self) -> dict[int, YamlDocument]:
        # Where the way to it is barred, listing it says so.
        if not os.path.isdir(self._root) and not _is_barred(self._root):  # noqa: PTH112
            raise TtdtError(gettext_lazy("there is no folder {path}", path=str(self._shown)))
        names = [name for name in _names(self._root) if Path(name).match(PLAN_PATTERN)]
        if not names:
            raise TtdtError(
                gettext_lazy(
                    "there is no plan in {path}: no file is called targets-<year>.yaml",
                    path=str(self._shown),
                )
            )
        documents: dict[int, YamlDocument] = {}
        for name in names:
            document = self._files.read(self._file((), name), PLAN_LIMITS)
            year = year_of(document, name)
            if year in documents:
                raise TtdtError(two_plans(year, documents[year].path, document.path))
            documents[year] = document
        return documents


def _split(plan: Plan, area: Area, before: Plan | None) -> tuple[str, ...]:
    """Return the units that an area came from and that went to others, or parts of which did."""
    return tuple(
        unit
        for unit in area.formerly
        if unit in area.split or (before is not None and plan.is_divided(unit, area.id, before))
    )


def _names(folder: Path) -> list[str]:
    """Return what lies in a folder, sorted."""
    return sorted(found.name for found in _scanned(folder))


def _scanned(folder: Path | str) -> list[os.DirEntry[str]]:
    """Return what lies in a folder, in no order; a folder that is not there is empty.

    The system tells with the names which of them are folders and links, so none need be asked for.
    """
    try:
        with os.scandir(folder) as found:
            return list(found)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise TtdtError(
            gettext_lazy(
                "the folder {path} cannot be read: {error}",
                path=str(folder),
                error=error.strerror,
            )
        ) from None


def _is_readable(folder: str) -> bool:
    """Return whether a folder's names can be read."""
    return os.access(folder, os.R_OK | os.X_OK)


def _is_barred(folder: Path) -> bool:
    """Return whether nobody may look if the folder is there."""
    try:
        folder.stat()
    except PermissionError:
        return True
    except OSError:
        pass
    return False
