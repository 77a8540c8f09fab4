"""`ttdt diff`: what changed between two periods or two revisions."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from ttdt.analysis.diff import Diff, Side, choose, diff
from ttdt.app.resolving import (
    LATEST,
    PREVIOUS,
    choose_period,
    one_of,
    pick_format,
    pick_groups,
    pick_indicators,
    pick_units,
    pick_year,
    unknown_word,
)
from ttdt.cli.commands import Command, new_app
from ttdt.cli.delivery import file_of
from ttdt.cli.notices import tell_of_empty
from ttdt.cli.options import (
    CarryForward,
    Groups,
    Indicators,
    Output,
    TextFormat,
    Today,
    Units,
    Year,
)
from ttdt.cli.session import Session, day_of
from ttdt.cli.terminal import is_terminal, width
from ttdt.compute import Selection, assess
from ttdt.document.answer import View
from ttdt.document.diff.document import DiffAnswer
from ttdt.errors import TtdtError
from ttdt.output.formats import TEXT_FORMATS, lower
from ttdt.period import PERIOD_WORDS, parse_words
from ttdt.text.message import N_, gettext_lazy
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ttdt.period import Period
    from ttdt.plan import Plan

INVALID_DATA = 1
CONDITION_HOLDS = 3

CONDITIONS = ("changed", "flipped", "worse")

_HEAD = "HEAD"
_TWO = 2

app = new_app()


@app.command(
    name="diff",
    cls=Command,
    help=N_(
        "Show what changed between two periods or two revisions, and which verdicts flipped."
        " With -q, prints nothing where nothing changed, except as JSON or into a file."
    ),
    epilog="ttdt diff Q1 Q2\n"
    "ttdt diff Q2 --rev HEAD~1\n"
    "ttdt diff Q2 --rev v1..v2 --unit bac-ai\n"
    "ttdt diff latest --rev origin/main --fail-on changed -q",
)
def diff_(
    ctx: typer.Context,
    periods: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[OLD] [NEW]",
            help=N_(
                "The periods, the older side first; one alone is compared with the one before it,"
                " none with --rev is the latest, and without --rev the latest two are compared."
            ),
        ),
    ] = None,
    rev: Annotated[
        str | None,
        typer.Option(
            "--rev",
            metavar="REV",
            help=N_(
                "Compare one period in two git revisions: REV with the files on disk, OLD..NEW"
                " with each other; an empty side of .. is HEAD, as in git diff."
            ),
        ),
    ] = None,
    unit: Units = None,
    group: Groups = None,
    indicator: Indicators = None,
    year: Year = None,
    today: Today = None,
    carry_forward: CarryForward = False,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on",
            metavar="CONDITION",
            help=N_(
                "Exit with 3 if anything changed, or if a verdict of the province (with --unit, of"
                " those units) flipped or became worse; errors in the new figures exit with 1 all"
                " the same. May be repeated: changed, flipped, worse."
            ),
        ),
    ] = None,
    format_: TextFormat = None,
    output: Output = None,
) -> int:
    """Print or save what changed and return the exit code."""
    session: Session = ctx.obj
    conditions = [one_of("--fail-on", condition, CONDITIONS) for condition in fail_on or ()]
    target = file_of(output)
    name = pick_format(format_, target, TEXT_FORMATS, "table" if is_terminal() else "plain")
    choice = _Choice(tuple(periods or ()), year, today, carry_forward)
    if rev is None:
        old, new = _two_periods(session, choice)
    else:
        old, new = _two_revisions(session, choice, rev)
    found = choose(diff(old, new), _selection(unit, group, indicator, old, new))
    if not (session.quiet and found.empty and target is None and name != "json"):
        view = View(session.language, width=width(), color=target is None and session.colored)
        session.deliver(lower(name, DiffAnswer(found), view), target)
    return _exit_code(found, conditions)


@dataclass(frozen=True, slots=True)
class _Choice:
    """Which periods were asked for, and how they are looked at."""

    words: tuple[str, ...]
    year: str | None
    today: str | None
    carry_forward: bool

    def period(self, workspace: Workspace, word: str | None) -> Period:
        """Return the period that a word means, the latest without one."""
        asked = self.year
        years = workspace.years if asked is None else (pick_year(workspace, asked),)
        if word in {None, LATEST} and not any(workspace.latest(year) for year in years):
            raise TtdtError(
                gettext_lazy(
                    "nobody has submitted anything yet; name the periods, as in ttdt diff Q1 Q2"
                )
            )
        unknown = word not in {None, LATEST, PREVIOUS} and not parse_words(str(word), years[0])
        if unknown:
            raise TtdtError(unknown_word("diff", str(word), PERIOD_WORDS, PERIOD_WORDS))
        return choose_period(workspace, word, day_of(self.today), year=self.year)

    def side(self, workspace: Workspace, period: Period) -> Side:
        """Return a period as the workspace has it."""
        round_ = workspace.round(period)
        report = assess(round_, carry_forward=self.carry_forward)
        return Side(round_, report, self.carry_forward)


def _two_periods(session: Session, choice: _Choice) -> tuple[Side, Side]:
    words = choice.words
    if len(words) > _TWO:
        raise TtdtError(gettext_lazy("name at most two periods, as in ttdt diff Q1 Q2"))
    workspace = session.location.open()
    new = choice.period(workspace, words[-1] if words else None)
    old = choice.period(workspace, words[0]) if len(words) == _TWO else _before(workspace, new)
    if old == new:
        raise TtdtError(
            gettext_lazy(
                "both sides are {period}; name two periods, or a git revision with --rev",
                period=new.label,
            )
        )
    sides = (choice.side(workspace, old), choice.side(workspace, new))
    for period in (old, new):
        tell_of_empty(session, workspace, period)
    return sides


def _before(workspace: Workspace, period: Period) -> Period:
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


def _two_revisions(session: Session, choice: _Choice, rev: str) -> tuple[Side, Side]:
    if len(choice.words) > 1:
        raise TtdtError(gettext_lazy("with --rev, name one period: it is compared with itself"))
    old_name, new_name = _range(rev)
    word = choice.words[0] if choice.words else None
    with ExitStack() as stack:
        old_source = _Source(session, stack, old_name)
        new_source = _Source(session, stack, new_name)
        period = choice.period(new_source.workspace, word)
        return (
            old_source.side(choice, period),
            new_source.side(choice, period),
        )


def _range(rev: str) -> tuple[str, str | None]:
    """Return the two revisions that --rev names, None for the files on disk."""
    old, dots, new = rev.partition("..")
    if not dots:
        return rev, None
    if new.startswith("."):
        raise TtdtError(gettext_lazy("--rev: write OLD..NEW with two dots, not three"))
    return old or _HEAD, new or _HEAD


class _Source:
    """A workspace at a revision, or as it is on disk."""

    def __init__(self, session: Session, stack: ExitStack, revision: str | None) -> None:
        """Open it; what it needs on disk is there as long as the stack is open."""
        self.revision = revision
        self.commit: str | None = None
        if revision is None:
            self.workspace = session.location.open()
            return
        from ttdt.workspace.git.revision import at_revision

        tree = stack.enter_context(at_revision(session.location.root(), revision))
        self.commit = tree.commit
        self.workspace = Workspace(tree.root, tree.shown)
        if tree.skipped and not session.quiet:
            session.note(
                session.language.gettext(
                    "ttdt: links at {revision} are not followed: {names}",
                    revision=revision,
                    names=tree.skipped,
                )
            )

    def side(self, choice: _Choice, period: Period) -> Side:
        """Return the period here; raises `TtdtError` where the revision has no plan of its year."""
        if self.revision is not None and period.year not in self.workspace.years:
            raise TtdtError(
                gettext_lazy(
                    "at {revision} there is no plan for {year}",
                    revision=self.revision,
                    year=str(period.year),
                )
            )
        side = choice.side(self.workspace, period)
        return Side(side.round, side.report, side.carry_forward, self.revision, self.commit)


def _selection(
    unit: list[str] | None,
    group: list[str] | None,
    indicator: list[str] | None,
    old: Side,
    new: Side,
) -> Selection:
    plans = (new.round.plan, old.round.plan)
    return Selection(
        _pick(pick_units, unit, plans),
        _pick(pick_groups, group, plans),
        _pick(pick_indicators, indicator, plans),
    )


def _pick(
    pick: Callable[[Sequence[str], Plan], tuple[str, ...]],
    words: list[str] | None,
    plans: tuple[Plan, Plan],
) -> tuple[str, ...]:
    """Return the ids that words mean in the new plan, else in the old: what is gone has changed."""
    found: list[str] = []
    for word in words or ():
        try:
            found += pick((word,), plans[0])
        except TtdtError as failure:
            try:
                found += pick((word,), plans[1])
            except TtdtError:
                raise failure from None
    return tuple(found)


def _exit_code(found: Diff, conditions: list[str]) -> int:
    """Return the exit code; errors in the new figures come before what may rest on them."""
    if found.findings:
        return INVALID_DATA
    holds = {
        "changed": not found.empty,
        "flipped": bool(found.judged),
        "worse": any(flip.worse for flip in found.judged),
    }
    return CONDITION_HOLDS if any(holds[name] for name in conditions) else 0
