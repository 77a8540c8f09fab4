"""The report on a round."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ttdt.app.assessing import AskedPeriod, AskedRows, assess_period
from ttdt.app.conditions import exit_code, pick_conditions
from ttdt.app.notices import empty_period_notices, period_notices, stray_notices
from ttdt.app.outcome import Outcome
from ttdt.app.resolving import one_of, pick_figure
from ttdt.app.words_in_place import BODY, GROUP, INDICATOR, UNIT, WordsInPlace
from ttdt.document.report.document import ReportAnswer
from ttdt.errors import FileError, TtdtError
from ttdt.output.formats import Need
from ttdt.plan import NO_SECTIONS, Letterhead, Sections, read_letterhead, read_sections
from ttdt.settings.layers import Source
from ttdt.text.message import gettext_lazy
from ttdt.workspace.locating import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from ttdt.analysis.trend import Trend
    from ttdt.app.locating import WorkspaceLocation
    from ttdt.compute import Report
    from ttdt.document.answer import Answer
    from ttdt.finding import Finding
    from ttdt.plan import Plan
    from ttdt.settings.layers import Chosen


_WORDS = WordsInPlace("report", (INDICATOR, UNIT), only_by_option=(GROUP, BODY))


class ReportRequest(NamedTuple):
    """Which round is to be reported on, which rows of it, and what is to go with them."""

    when: AskedPeriod
    rows: AskedRows
    words: Sequence[str] = ()
    """Indicators, units and a period that are named without an option."""
    by: str | None = None
    """`unit` for a column a unit."""
    ranks: bool = False
    compares: bool = False
    """Whether to say how the values compare with the plan, last year and the round before."""
    compares_usually: bool = False
    """Whether to say it where nothing was asked for that goes without it."""
    summary: bool = False
    """Whether people are told only what matters most."""
    carry_forward: bool = False
    fail_on: Sequence[str] = ()
    needs: Collection[Need] = ()
    """What the format asks for beside the report."""
    letterhead: str | None = None
    """The file that says who writes to whom; what it leaves open is the plan's."""
    usual_letterheads: Sequence[Chosen] = ()
    """What the settings say of it, the strongest first."""
    sections: str | None = None
    """The file with the office's texts; of what it says nothing, the plan's hold."""
    day: date | None = None
    """The day that a letter is of."""
    annex: bool = True
    """Whether a letter has the annex on method and sources."""
    fragment: bool = False


def make_report(request: ReportRequest, location: WorkspaceLocation) -> Outcome:
    """Return the report; raises `TtdtError` where it cannot be made."""
    by = None if request.by is None else one_of("--by", request.by, ("unit",))
    # Units of a level are asked for to stand side by side.
    by_unit = by is not None or bool(request.rows.levels)
    if request.ranks and not by_unit:
        raise TtdtError(gettext_lazy("--rank goes only with --by unit"))
    if request.summary and (by_unit or request.compares or request.fragment):
        raise TtdtError(
            gettext_lazy("--summary goes without --by unit, --level, --compare and --fragment")
        )
    conditions = pick_conditions(request.fail_on)
    workspace = location.open_area(request.rows.area)
    when, asked, workspace = _WORDS.asked(request.words, workspace, request.when, request.rows)
    period, part = when.period_in(workspace), None
    plan = workspace.plan(period.year)
    if by_unit and len(asked.indicators) == 1:
        indicator = pick_figure(asked.indicators[0], plan, "--indicator")
        asked, part = asked._replace(indicators=(indicator.id,)), indicator.part
    selection = asked.selection(plan)
    assessed = assess_period(
        workspace, period, selection, carry_forward=request.carry_forward
    ).report
    if part is not None:
        assessed = assessed.of_part(part)
    sections = sections_of(plan, request.sections, selection.units)
    notices = period_notices(when)
    is_framed = request.fragment or Need.LETTERHEAD in request.needs
    compares_units = by_unit and bool(selection.indicators) and not is_framed
    answer = _shorter_answer(request, assessed, compares_units=compares_units)
    if answer is None:
        letterhead = None
        if Need.LETTERHEAD in request.needs:
            letterhead = letterhead_of(plan, request.letterhead, request.usual_letterheads)
        trend: Trend | None = None
        if Need.TREND in request.needs:
            from ttdt.app.trend import trend_before

            trend, of_rounds = trend_before(
                workspace, assessed, selection, carry_forward=request.carry_forward
            )
            notices += of_rounds
        answer = ReportAnswer(
            assessed,
            by_unit=by_unit,
            ranks=request.ranks,
            compares=request.compares or (request.compares_usually and not by_unit),
            letterhead=letterhead,
            day=request.day,
            annex=request.annex,
            sections=sections,
            trend=trend,
            fragment=request.fragment,
        )
    return Outcome(
        answer,
        (*notices, *empty_period_notices(workspace, period), *stray_notices(workspace)),
        exit_code(assessed, conditions, invalid=bool(assessed.all_errors)),
    )


def _shorter_answer(
    request: ReportRequest, report: Report, *, compares_units: bool
) -> Answer | None:
    """Return the summary, or how the units compare in one indicator, where that is asked for."""
    if request.summary:
        from ttdt.document.report.summary import SummaryAnswer

        return SummaryAnswer(report)
    if compares_units:
        from ttdt.document.report.unit_comparison import UnitComparisonAnswer, is_comparable

        if is_comparable(report):
            return UnitComparisonAnswer(report, request.ranks)
    return None


def letterhead_of(plan: Plan, word: str | None, usual: Sequence[Chosen] = ()) -> Letterhead:
    """Return the letterhead: each part of it from the first of these that has it, else blank.

    They are the file that is named, or else that of the environment or the workspace; then the
    plan, which is the workspace's, too; then the user's own. Raises `TtdtError` for a file that
    cannot be used.
    """
    if word == "":
        # A script's variable that is not set.
        raise TtdtError(gettext_lazy("--letterhead is empty; name the file with the letterhead"))
    files = [(one.origin.source, str(one.origin), one.value) for one in usual if one.value]
    if word is not None:
        files.insert(0, (Source.OPTION, "--letterhead", word))
    found = plan.letterhead or Letterhead()
    if files and files[-1][0] is Source.USER:
        _, name, path = files.pop()
        found = _over(found, _read_letterhead(name, path))
    if files:
        _, name, path = files[0]
        found = _over(_read_letterhead(name, path), found)
    return found


def _read_letterhead(name: str, word: str) -> Letterhead:
    path = Path(word)
    given, findings = read_letterhead(path, shown(path).as_posix())
    if given is None:
        raise _unusable(name, findings)
    return given


def _over(strong: Letterhead, weak: Letterhead) -> Letterhead:
    return Letterhead(
        **{key: getattr(strong, key) or getattr(weak, key) for key in Letterhead._fields}
    )


def sections_of(plan: Plan, word: str | None, units: Collection[str]) -> Sections:
    """Return the office's texts in the file that is named, over those of the plan.

    A file without texts for the one unit that is asked for speaks of that as a whole. Raises
    `TtdtError` for a file that cannot be used.
    """
    own = plan.sections or NO_SECTIONS
    if word is None:
        return own
    if word == "":
        raise TtdtError(gettext_lazy("--sections is empty; name the file with the office's texts"))
    path = Path(word)
    # A unit's own plan knows only the units in it.
    known = plan.units if plan.of_unit is None else None
    given, findings = read_sections(path, shown(path).as_posix(), known)
    if given is None:
        raise _unusable("--sections", findings)
    if plan.of_unit is not None and plan.of_unit in given.units:
        given = given.as_of_unit(plan.of_unit)
    if len(units) == 1 and not given.units.keys() & set(units):
        given = Sections(units=dict.fromkeys(units, given.own))
    return given.over(own)


def _unusable(option: str, findings: Sequence[Finding]) -> TtdtError:
    """Return the error for a file that an option names, with the first thing wrong in it."""
    first, *others = findings
    found = {"path": first.path, "line": str(first.span.line), "problem": first.message}
    if others:
        message = gettext_lazy(
            "{option}: {path}, line {line}: {problem} ({n} problems in all)",
            option=option,
            n=len(findings),
            **found,
        )
        return FileError(message, findings)
    return TtdtError(
        gettext_lazy("{option}: {path}, line {line}: {problem}", option=option, **found)
    )
