"""Putting a changed submission into its place: checked, shown, and whole or not at all."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.change.differences import differences
from ttdt.cli.terminal import is_terminal, width
from ttdt.document.changes import differences_page
from ttdt.document.model import show_page
from ttdt.errors import TtdtError
from ttdt.output import View
from ttdt.output.findings.concise import line
from ttdt.period import Period
from ttdt.rules.figures import unreported_without_reason
from ttdt.rules.runner import SubmissionOverride, check_workspace
from ttdt.submission import read_submission
from ttdt.text.message import gettext_lazy
from ttdt.workspace.atomic_writing import problem
from ttdt.workspace.index import SUFFIX
from ttdt.workspace.locating import DISTRICTS, shown
from ttdt.workspace.locking import locked, replace_unchanged
from ttdt.workspace.workspace import Workspace
from ttdt.yaml import parse

if TYPE_CHECKING:
    from ttdt.cli.session import Session
    from ttdt.finding import Finding
    from ttdt.plan import Plan
    from ttdt.submission import Submission

FOUND = 1
_UNREPORTED = unreported_without_reason.rule.code
_YES = frozenset({"y", "yes", "c", "có", "co", "đ", "đồng ý"})


def plan_for(workspace: Workspace, period: Period) -> Plan:
    """Return the plan that a submission for the period is made for.

    The end of a year without a plan is the baseline of the next year's. Raises as
    `Workspace.plan`.
    """
    is_end = period.end == Period(period.year).end
    if period.year not in workspace.years and is_end and period.year + 1 in workspace.years:
        return workspace.plan(period.year + 1)
    return workspace.plan(period.year)


def place_of(root: Path, unit: str, period: Period) -> Path:
    """Return where a unit's submission for a period lies, there or not.

    Raises `TtdtError` where a link leads out of the workspace, or something lies there that is no
    file.
    """
    path = root / DISTRICTS / unit / f"{period.id}{SUFFIX}"
    try:
        inside = path.resolve().is_relative_to(root.resolve())
        strange = path.exists() and not path.is_file()
    except (OSError, RuntimeError):
        inside, strange = False, False
    if not inside:
        raise TtdtError(
            gettext_lazy(
                "{path} is reached by a link that leads out of the workspace",
                path=(shown(root) / path.relative_to(root)).as_posix(),
            )
        )
    if strange:
        raise TtdtError(gettext_lazy("{path} is no regular file", path=str(shown(path))))
    return path


def put(
    session: Session,
    root: Path,
    unit: str,
    period: Period,
    after: bytes,
    before: bytes | None,
    *,
    dry_run: bool = False,
    yes: bool = True,
    keep_invalid: bool = False,
    held: bool = False,
) -> int:
    """Write a unit's submission for a period where it holds `before`, None for no file yet.

    Prints on stdout what differs, and on stderr what the rules find in the new version. Errors
    that `before` did not have keep it from being written, unless `keep_invalid`. Without `yes`, a
    person at the terminal is asked. `held` says that the caller has the workspace locked.

    Returns 0 if the file now holds `after` (also if it did before: it is then not touched) and
    for a dry run without new errors; 1 if new errors were found, written or not. Raises `TtdtError`
    if the file changed meanwhile, it cannot be written, or the person said no.
    """
    gettext = session.language.gettext
    path = place_of(root, unit, period)
    seen = shown(path)
    if after == before:
        if not session.quiet:
            session.note(gettext("nothing to change: {path} says so already", path=str(seen)))
        return 0
    _show(session, root, unit, period, after, before, dry_run=dry_run)
    failing = _judge(session, root, unit, period, after, before)
    if failing and not keep_invalid:
        session.note(
            session.language.ngettext(
                "nothing was written: this change brings {n} error",
                "nothing was written: this change brings {n} errors",
                failing,
            )
        )
        return FOUND
    if dry_run:
        if not session.quiet:
            session.note(gettext("dry run: nothing was written to {path}", path=str(seen)))
        return FOUND if failing else 0
    if not yes:
        _ask(session, seen)
    with nullcontext() if held else locked(shown(root)):
        # Not resolved as `shown` does: a link is for `write_file` to judge.
        named = Path(_shown_place(root, unit, period))
        make_folder(named.parent)
        replace_unchanged(named, before, after)
    if not session.quiet:
        session.note(gettext("wrote {path}", path=str(seen)))
    return FOUND if failing else 0


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; raises `TtdtError`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TtdtError(
            gettext_lazy(
                "{path} could not be made: {error}", path=str(folder), error=problem(error)
            )
        ) from None


def _show(
    session: Session,
    root: Path,
    unit: str,
    period: Period,
    after: bytes,
    before: bytes | None,
    *,
    dry_run: bool,
) -> None:
    """Print what differs; of a quiet run that is the product only where nothing is written."""
    if session.quiet and not dry_run:
        return
    plan = plan_for(Workspace(root, shown(root)), period)

    def read(content: bytes) -> Submission:
        return read_submission(parse(content, ""), plan, unit, period)

    lang = session.language
    new = read(after)
    found = differences(plan, None if before is None else read(before), new)
    title = lang.gettext("{unit}, {period}", unit=plan.units[unit].name, period=period.label)
    page = differences_page(lang, plan, found, title, sample=new.sample)
    view = View(lang, width=width(), color=session.colored)
    name = "table" if is_terminal() else "plain"
    session.deliver(show_page(name, view, lambda: page, str), None)


def _judge(
    session: Session, root: Path, unit: str, period: Period, after: bytes, before: bytes | None
) -> int:
    """Say what the rules find that they did not find before, and return how many are errors."""
    old, new = (_findings(root, unit, period, content) for content in (before, after))
    known = Counter(map(_identity, old))
    was_blank = any(map(_says_nothing_is_reported, old))
    fresh: list[Finding] = []
    for finding in new:
        if known[_identity(finding)]:
            known[_identity(finding)] -= 1
        elif not (was_blank and finding.code == _UNREPORTED):
            fresh.append(finding)
    errors = sum(finding.is_error for finding in fresh)
    path = _shown_place(root, unit, period)
    silent = sum(finding.code == _UNREPORTED for finding in fresh)
    for finding in fresh:
        is_counted = silent > 1 and finding.code == _UNREPORTED
        if finding.is_error or not (session.quiet or is_counted):
            session.note(line(finding, session.language))
    if silent > 1 and not session.quiet:
        # A file that has just been begun leaves most open: a line for each would bury the rest.
        session.note(
            session.language.ngettext(
                "{path}: {code} {n} indicator has neither a figure nor a reason for having none;"
                " ttdt check names it",
                "{path}: {code} {n} indicators have neither a figure nor a reason for having none;"
                " ttdt check names them",
                silent,
                path=path,
                code=_UNREPORTED,
            )
        )
    left = sum(found.is_error and found.path == path for found in new) - errors
    if left and not session.quiet:
        session.note(
            session.language.ngettext(
                "{path} had {n} error before, which stays; ttdt check names it",
                "{path} had {n} errors before, which stay; ttdt check names them",
                left,
                path=path,
            )
        )
    return errors


def _shown_place(root: Path, unit: str, period: Period) -> str:
    return (shown(root) / DISTRICTS / unit / f"{period.id}{SUFFIX}").as_posix()


def _findings(root: Path, unit: str, period: Period, content: bytes | None) -> tuple[Finding, ...]:
    """Return what is wrong with a unit's files if this one holds `content`, or is not there."""
    folder = (shown(root) / DISTRICTS / unit).as_posix() + "/"
    instead = None
    if content is not None:
        instead = SubmissionOverride(unit, period, parse(content, _shown_place(root, unit, period)))
    return check_workspace(
        root, shown(root), wanted=lambda path: path.startswith(folder), instead=instead
    ).findings


def _identity(finding: Finding) -> tuple[str, str, str, str]:
    """Return what makes two findings the same one, wherever in the file it has moved to."""
    message = finding.message
    return (finding.path, finding.code, message.text, repr(sorted(message.params.items())))


def _says_nothing_is_reported(finding: Finding) -> bool:
    """Return whether a finding is that a whole file is silent, which names no indicator."""
    return finding.code == _UNREPORTED and not finding.message.params


def _ask(session: Session, seen: Path) -> None:
    """Ask the person at the terminal, if there is one; raises `TtdtError` if the answer is no."""
    if sys.stdin is None or not sys.stdin.isatty() or not is_terminal():
        return
    session.note(session.language.gettext("Write {path}? [y/N]", path=str(seen)))
    if sys.stdin.readline().strip().casefold() not in _YES:
        raise TtdtError(gettext_lazy("nothing was written"))
