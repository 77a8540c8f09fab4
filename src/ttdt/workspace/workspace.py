"""Finding plans and submissions on disk."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ttdt.errors import PlanError, TtdtError
from ttdt.period import Period, end_before, parse_id
from ttdt.plan import read_plan
from ttdt.plan.loading import two_plans, year_of
from ttdt.submission import read_submission
from ttdt.submission.history import History
from ttdt.submission.round import AreaSubmissions, Round, of_one_day
from ttdt.text.message import gettext_lazy
from ttdt.workspace.index import SUFFIX, IndexedFile, SubmissionIndex, link_out
from ttdt.workspace.locating import DISTRICTS, PLAN_PATTERN
from ttdt.yaml import PLAN_LIMITS, SUBMISSION_LIMITS, Limits, YamlDocument, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ttdt.plan import Plan
    from ttdt.submission import Submission

_LAST_MONTH = 12
_DEEPEST = 4
"""Below this many folders nothing is listed one by one."""


class Workspace:
    """A folder with plans and submissions, read when asked for and at most once."""

    def __init__(self, root: Path, shown: Path) -> None:
        """Open the folder `root`, which findings and reports call `shown`.

        Raises `TtdtError` where it cannot be read, or holds no plan or two of one year.
        """
        self._root = root
        self._shown = shown
        self._districts = root / DISTRICTS
        self._shown_districts = (shown / DISTRICTS).as_posix()
        self._plans: dict[int, Plan] = {}
        self._submissions: dict[tuple[int, str, str], Submission | None] = {}
        self._listings: dict[str, frozenset[str]] = {}
        self._documents = self._plan_documents()

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

    def round(self, period: Period) -> Round:
        """Return the round of a period; raises as `plan` does."""
        plan = self.plan(period.year)
        end_of_last_year = Period(period.year - 1)
        return Round(
            plan,
            period,
            {
                unit: AreaSubmissions(
                    self._standing_in(plan, unit, period),
                    self._present(plan, unit, end_before(period)),
                    self._standing_in(plan, unit, end_of_last_year),
                )
                for unit in plan.units
            },
        )

    def sound_plans(self) -> tuple[Plan, ...]:
        """Return the plans without errors, the newest first."""
        found = (self._plan_if_sound(year) for year in self.years)
        return tuple(plan for plan in found if plan is not None)

    def plan_documents(self) -> tuple[YamlDocument, ...]:
        """Return every plan file as read, sound or not, the newest year first."""
        return tuple(self._documents[year] for year in self.years)

    def history(
        self, plan: Plan, unit: str, documents: Mapping[Period, YamlDocument] | None = None
    ) -> History:
        """Return all that a unit has handed in for a plan, and for the end of the year before.

        `documents` is what its files hold, where that is known; they are then not read.
        """
        filed = self._filed_by(unit) if documents is None else documents
        in_year = [period for period in filed if period.year == plan.year]
        in_year.sort(key=lambda period: (period.end_month, period.months))

        def read_all(wanted: Iterable[Period]) -> tuple[Submission, ...]:
            return tuple(
                read_submission(document, plan, unit, period, self._beside(plan, period))
                for period in wanted
                if (
                    document := self._document(unit, period)
                    if documents is None
                    else documents.get(period)
                )
                is not None
            )

        return History(
            plan,
            unit,
            read_all(in_year),
            read_all(Period(plan.year - 1).same_end()),
            has_plan_before=self._plan_if_sound(plan.year - 1) is not None,
        )

    def documents(
        self, unit: str, known: Mapping[Period, YamlDocument] = MappingProxyType({})
    ) -> dict[Period, YamlDocument]:
        """Return what a unit's files hold at the moment; those that are `known` are not read."""
        self._listings.pop(unit, None)
        found = {
            period: document
            for period in self._filed_by(unit)
            if period not in known and (document := self._document(unit, period)) is not None
        }
        return found | dict(known)

    def shelf(self, plans: tuple[Plan, ...]) -> SubmissionIndex:
        """Return what lies in `districts/`; of links, only a unit's folder is followed."""
        shown = self._shown_districts
        if self._leads_out(self._districts):
            entries = [IndexedFile((), shown, leads_out=True)]
        else:
            entries = list(self._entries(self._districts, shown, ()))
            entries.sort(key=lambda entry: entry.path)
        complete = len(plans) == len(self._documents)
        return SubmissionIndex(plans, shown, tuple(entries), complete)

    def _entries(self, folder: Path, shown: str, above: tuple[str, ...]) -> Iterator[IndexedFile]:
        for name in self._names(folder):
            path = os.path.join(folder, name)  # noqa: PTH118 - joining paths takes as long as asking
            parts = (*above, name)
            mode = _mode(path)
            leads_out = stat.S_ISLNK(mode) and self._leads_out(Path(path))
            is_folder = stat.S_ISDIR(mode) or (
                stat.S_ISLNK(mode) and not leads_out and not above and os.path.isdir(path)  # noqa: PTH112 - no error where permission is denied
            )
            entry = IndexedFile(parts, f"{shown}/{name}", is_folder, leads_out)
            if not is_folder or len(parts) == _DEEPEST or entry.period is not None:
                yield entry
            else:
                if not above:
                    yield entry
                yield from self._entries(Path(path), entry.path, parts)

    def _leads_out(self, path: Path) -> bool:
        if not os.path.islink(path):  # noqa: PTH114 - no error where permission is denied
            return False
        try:
            return not path.resolve().is_relative_to(self._root.resolve())
        except (OSError, RuntimeError):
            return False

    def _read(self, path: Path, shown: str, limits: Limits = SUBMISSION_LIMITS) -> YamlDocument:
        """Return the document in a file; a link that leads out of the workspace is not read."""
        if self._leads_out(path):
            return YamlDocument(shown, (link_out(shown),))
        return read(path, shown, limits)

    def latest(self, year: int) -> Period | None:
        """Return the last of a year's `periods`, or None where there are none."""
        for period in reversed(self._filed(year)):
            if not self.is_blank(self.plan(year), period):
                return period
        return None

    def periods(self, year: int) -> tuple[Period, ...]:
        """Return the periods of a year that there are submissions for, one for each end.

        Of periods that end on the same day, it is the one with the most submissions, then the
        shorter. Forms that nobody has filled in are no submissions.
        """
        plan = self.plan(year)
        return tuple(period for period in self._filed(year) if not self.is_blank(plan, period))

    def is_blank(self, plan: Plan, period: Period) -> bool:
        """Return whether no unit has said anything for the day that a period ends on."""
        return all(self._standing_in(plan, unit, period) is None for unit in plan.units)

    def _filed(self, year: int) -> tuple[Period, ...]:
        """Return the periods that there are files for, as `periods` does."""
        found: dict[Period, int] = {}
        for unit in self.plan(year).units:
            for period in self._filed_by(unit):
                if period.year == year:
                    found[period] = found.get(period, 0) + 1
        order = sorted(found, key=lambda period: (found[period], -period.months))
        ends = {period.end_month: period for period in order}
        return tuple(ends[month] for month in sorted(ends))

    def _present(self, plan: Plan, unit: str, periods: Iterable[Period]) -> tuple[Submission, ...]:
        return tuple(
            found
            for period in periods
            if (found := self._submission(plan, unit, period)) is not None
        )

    def _standing_in(self, plan: Plan, unit: str, period: Period) -> Submission | None:
        """Return what the unit's submissions for a period's last day say together."""
        found = [
            submission
            for candidate in period.same_end()
            if (submission := self._submission(plan, unit, candidate)) is not None
            and not submission.empty
        ]
        return of_one_day(found) if found else None

    def _submission(self, plan: Plan, unit: str, period: Period) -> Submission | None:
        key = (plan.year, unit, period.id)
        if key not in self._submissions:
            document = self._document(unit, period)
            self._submissions[key] = (
                None
                if document is None
                else read_submission(document, plan, unit, period, self._beside(plan, period))
            )
        return self._submissions[key]

    def _beside(self, plan: Plan, period: Period) -> Plan | None:
        """Return the other plan that reads a submission for this period, if there is one."""
        if period.end_month != _LAST_MONTH:
            return None
        return self._plan_if_sound(plan.year + 1 if period.year == plan.year else plan.year - 1)

    def _plan_if_sound(self, year: int) -> Plan | None:
        if year not in self._documents:
            return None
        try:
            return self.plan(year)
        except TtdtError:
            # Its own errors are told where its own year is asked for.
            return None

    def _document(self, unit: str, period: Period) -> YamlDocument | None:
        """Return the file of a unit's submission as read, or None where there is no such file."""
        name = f"{period.id}{SUFFIX}"
        if name not in self._listing(unit):
            return None
        path = self._districts.joinpath(unit, name)
        return self._read(path, f"{self._shown_districts}/{unit}/{name}")

    def _filed_by(self, unit: str) -> list[Period]:
        """Return the periods that a unit has files for."""
        return [
            period
            for name in self._listing(unit)
            if name.endswith(SUFFIX) and (period := parse_id(name.removesuffix(SUFFIX))) is not None
        ]

    def _listing(self, unit: str) -> frozenset[str]:
        if unit not in self._listings:
            folder = self._districts / unit
            leads_out = self._leads_out(folder.parent) or self._leads_out(folder)
            self._listings[unit] = frozenset(() if leads_out else self._names(folder))
        return self._listings[unit]

    @staticmethod
    def _names(folder: Path) -> list[str]:
        try:
            return sorted(os.listdir(folder))  # noqa: PTH208 - names are all that is needed
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

    def _plan_documents(self) -> dict[int, YamlDocument]:
        # Where the way to it is barred, listing it says so.
        if not os.path.isdir(self._root) and not _is_barred(self._root):  # noqa: PTH112
            raise TtdtError(gettext_lazy("there is no folder {path}", path=str(self._shown)))
        names = [name for name in self._names(self._root) if Path(name).match(PLAN_PATTERN)]
        if not names:
            raise TtdtError(
                gettext_lazy(
                    "there is no plan in {path}: no file is called targets-<year>.yaml",
                    path=str(self._shown),
                )
            )
        documents: dict[int, YamlDocument] = {}
        for name in names:
            document = self._read(self._root / name, (self._shown / name).as_posix(), PLAN_LIMITS)
            year = year_of(document, name)
            if year in documents:
                raise TtdtError(two_plans(year, documents[year].path, document.path))
            documents[year] = document
        return documents


def _mode(path: str) -> int:
    """Return what lies at a path, links not followed; 0 where nobody may look."""
    try:
        return os.lstat(path).st_mode
    except OSError:
        return 0


def _is_barred(folder: Path) -> bool:
    """Return whether nobody may look if the folder is there."""
    try:
        folder.stat()
    except PermissionError:
        return True
    except OSError:
        pass
    return False
