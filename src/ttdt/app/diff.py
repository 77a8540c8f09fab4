"""What changed between two periods, or between two revisions of one."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from ttdt.analysis.diff import Diff, Side, choose, diff
from ttdt.app.area_workspace import AreaWorkspace
from ttdt.app.assessing import AskedPeriod, AskedRows, assess_period
from ttdt.app.notices import empty_period_notices
from ttdt.app.outcome import ExitCode, Notice, Outcome
from ttdt.app.resolving import (
    one_of,
    pick_bodies,
    pick_groups,
    pick_indicators,
    pick_units,
    pick_year,
)
from ttdt.app.words_in_place import (
    BODY,
    GROUP,
    INDICATOR,
    PERIOD,
    UNIT,
    WordsInPlace,
    with_rows,
    year_meant,
)
from ttdt.compute import Selection
from ttdt.compute.baselines import Baselines
from ttdt.document.diff.document import DiffAnswer
from ttdt.errors import TtdtError
from ttdt.settings.definitions import LATEST
from ttdt.text.message import gettext_lazy
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ttdt.app.locating import WorkspaceLocation
    from ttdt.period import Period
    from ttdt.plan import Plan

CONDITIONS = ("changed", "flipped", "worse")

_WORDS = WordsInPlace(
    "diff", (INDICATOR, UNIT), (PERIOD,), in_doubt=PERIOD, only_by_option=(GROUP, BODY)
)
_HEAD = "HEAD"
_TWO = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffRequest:
    """Which two sides are to be compared, and which rows of them."""

    when: AskedPeriod
    """Its period is not asked for."""
    rows: AskedRows
    words: Sequence[str] = ()
    """The periods, and the indicators and units, that are named without an option."""
    revision: str | None = None
    """REV or OLD..NEW, where one period is compared with itself."""
    carry_forward: bool = False
    fail_on: Sequence[str] = ()


def make_diff(request: DiffRequest, location: WorkspaceLocation) -> Outcome:
    """Return what changed; raises `TtdtError` where the two sides cannot be compared."""
    conditions = [one_of("--fail-on", condition, CONDITIONS) for condition in request.fail_on]
    # A revision's files are there as long as the stack is open, and some are read only for the
    # difference.
    with ExitStack() as stack:
        if request.revision is None:
            rows, old, new, notices = _two_periods(request, location)
        else:
            rows, old, new, notices = _two_revisions(request, location, request.revision, stack)
        found = choose(diff(old, new), _selection(rows, new.round.plan, old.round.plan))
    return Outcome(
        DiffAnswer(found), notices, _exit_code(found, conditions), is_uneventful=found.empty
    )


class _Sides(NamedTuple):
    """What is compared, which rows of it, and what is to be said besides."""

    rows: AskedRows
    old: Side
    new: Side
    notices: tuple[Notice, ...]


def _rows_and_periods(
    request: DiffRequest, workspace: AreaWorkspace
) -> tuple[AskedRows, tuple[str, ...]]:
    """Return the rows asked for by options and words, and the words for periods."""
    if not request.words:
        return request.rows, ()
    year = year_meant(request.words, workspace, request.when, needs_period=False)
    found = _WORDS.sort(request.words, workspace.plan(year))
    return with_rows(request.rows, found), found.get(PERIOD, ())


def _period(request: DiffRequest, workspace: AreaWorkspace, word: str | None) -> Period:
    """Return the period that a word means, the latest without one."""
    year = request.when.year
    years = workspace.years if year is None else (pick_year(workspace, year),)
    if word in {None, LATEST} and not any(workspace.latest(known) for known in years):
        raise TtdtError(
            gettext_lazy(
                "nobody has submitted anything yet; name the periods, as in ttdt diff Q1 Q2"
            )
        )
    return request.when._replace(period=word).period_in(workspace)


def _side(
    request: DiffRequest,
    workspace: AreaWorkspace,
    period: Period,
    baselines: Baselines | None = None,
) -> Side:
    round_, report = assess_period(
        workspace, period, carry_forward=request.carry_forward, baselines=baselines
    )
    return Side(round_, report, request.carry_forward)


def _two_periods(request: DiffRequest, location: WorkspaceLocation) -> _Sides:
    workspace = location.open_area(request.rows.area)
    rows, words = _rows_and_periods(request, workspace)
    if len(words) > _TWO:
        raise TtdtError(gettext_lazy("name at most two periods, as in ttdt diff Q1 Q2"))
    new = _period(request, workspace, words[-1] if words else None)
    is_named = len(words) == _TWO
    old = _period(request, workspace, words[0]) if is_named else _before(workspace, new)
    if old == new:
        raise TtdtError(
            gettext_lazy(
                "both sides are {period}; name two periods, or a git revision with --rev",
                period=new.label,
            )
        )
    is_known = old.year < new.year and workspace.knows(old.year)
    if is_known and not workspace.is_same_in(old.year, new.year):
        raise TtdtError(
            gettext_lazy(
                "in {old} “{area}” was another unit than in {new}; --unit in place of --area holds"
                " it against those that it was formed of",
                area=request.rows.area or "",
                old=str(old.year),
                new=str(new.year),
            )
        )
    baselines = Baselines() if old.year == new.year else None
    return _Sides(
        rows,
        _side(request, workspace, old, baselines),
        _side(request, workspace, new, baselines),
        empty_period_notices(workspace, old, new),
    )


def _before(workspace: AreaWorkspace, period: Period) -> Period:
    """Return the newest period with a submission that ends before another of the same year."""
    earlier = [known for known in workspace.periods(period.year) if known.end < period.end]
    if not earlier:
        raise TtdtError(
            gettext_lazy(
                "nobody has submitted anything before {period}; name two periods, or a git"
                " revision with --rev",
                period=period.label,
            )
        )
    return earlier[-1]


def _two_revisions(
    request: DiffRequest, location: WorkspaceLocation, revisions: str, stack: ExitStack
) -> _Sides:
    old_name, new_name = _range(revisions)
    area = request.rows.area
    old = _Source(location, stack, old_name, area)
    new = _Source(location, stack, new_name, area)
    rows, words = _rows_and_periods(request, new.workspace)
    if len(words) > 1:
        raise TtdtError(gettext_lazy("with --rev, name one period: it is compared with itself"))
    period = _period(request, new.workspace, words[0] if words else None)
    return _Sides(
        rows,
        old.side(request, period),
        new.side(request, period),
        (*old.notices, *new.notices),
    )


def _range(revisions: str) -> tuple[str, str | None]:
    """Return the two revisions that --rev names, None for the files on disk."""
    old, dots, new = revisions.partition("..")
    if not dots:
        return revisions, None
    if new.startswith("."):
        raise TtdtError(gettext_lazy("--rev: write OLD..NEW with two dots, not three"))
    return old or _HEAD, new or _HEAD


class _Source:
    """A workspace at a revision, or as it is on disk."""

    def __init__(
        self,
        location: WorkspaceLocation,
        stack: ExitStack,
        revision: str | None,
        area: str | None,
    ) -> None:
        """Open it; what it needs on disk is there as long as the stack is open."""
        self._revision = revision
        self._commit: str | None = None
        self.notices: tuple[Notice, ...] = ()
        if revision is None:
            self.workspace = location.open_area(area)
            return
        from ttdt.workspace.git.revision import at_revision

        tree = stack.enter_context(at_revision(location.root(), revision))
        self._commit = tree.commit
        self.workspace = AreaWorkspace(Workspace(tree.root, tree.shown), area)
        if tree.skipped:
            message = gettext_lazy(
                "links at {revision} are not followed: {names}",
                revision=revision,
                names=tree.skipped,
            )
            self.notices = (Notice(message),)

    def side(self, request: DiffRequest, period: Period) -> Side:
        """Return the period here; raises `TtdtError` where the revision has no plan of its year."""
        if self._revision is not None and period.year not in self.workspace.years:
            raise TtdtError(
                gettext_lazy(
                    "at {revision} there is no plan for {year}",
                    revision=self._revision,
                    year=str(period.year),
                )
            )
        side = _side(request, self.workspace, period)
        return replace(side, revision=self._revision, commit=self._commit)


def _selection(rows: AskedRows, new: Plan, old: Plan) -> Selection:
    """Return the ids that words mean in the new plan, else in the old: what is gone has changed."""
    return Selection(
        _picked(pick_units, rows.units, new, old),
        _picked(pick_groups, rows.groups, new, old),
        _picked(pick_indicators, rows.indicators, new, old),
        _picked(pick_bodies, rows.bodies, new, old),
    )


def _picked(
    pick: Callable[[Sequence[str], Plan], tuple[str, ...]],
    words: Sequence[str],
    new: Plan,
    old: Plan,
) -> tuple[str, ...]:
    found: list[str] = []
    for word in words:
        try:
            found += pick((word,), new)
        except TtdtError as failure:
            try:
                found += pick((word,), old)
            except TtdtError:
                raise failure from None
    return tuple(found)


def _exit_code(found: Diff, conditions: Sequence[str]) -> ExitCode:
    """Return the exit code; errors in the new figures come before what may rest on them."""
    if found.errors:
        return ExitCode.INVALID_DATA
    holds = {
        "changed": not found.empty,
        "flipped": bool(found.judged),
        "worse": any(flip.worse for flip in found.judged),
    }
    is_asked = any(holds[name] for name in conditions)
    return ExitCode.CONDITION_HOLDS if is_asked else ExitCode.DONE
