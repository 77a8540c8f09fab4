"""Changing a submission: the draft of its new text, what it brings, its way into the file."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ttdt.change.differences import Difference, differences
from ttdt.errors import TtdtError
from ttdt.period import Period
from ttdt.rules.figures import unreported_without_reason
from ttdt.rules.runner import area_rounds, check_history, check_index, index_of
from ttdt.submission import read_submission
from ttdt.text.message import gettext_lazy
from ttdt.workspace.atomic_writing import make_folder
from ttdt.workspace.index import SUFFIX, IndexedFile
from ttdt.workspace.locating import has_journal
from ttdt.workspace.locking import LONGEST_WAIT, content_of, locked, replace_unchanged
from ttdt.yaml import parse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from ttdt.finding import Finding
    from ttdt.plan import Plan
    from ttdt.submission import Submission
    from ttdt.submission.history import History
    from ttdt.workspace.index import SubmissionIndex
    from ttdt.workspace.workspace import Workspace
    from ttdt.yaml import YamlDocument

UNREPORTED = unreported_without_reason.rule.code


@dataclass(frozen=True, slots=True)
class FiledSubmission:
    """A unit's submission for a period as it was read, there or not, and the unit's others."""

    plan: Plan
    unit: str
    period: Period
    path: Path
    """The file, as findings name it."""
    content: bytes | None
    """What the file holds; None where there is none."""
    documents: Mapping[Period, YamlDocument]
    """What all of the unit's files hold."""
    histories: tuple[History, ...]
    """All that the unit has handed in, for each of the plans that know it."""

    @property
    def history(self) -> History:
        """All that the unit has handed in for the submission's own plan."""
        return next(one for one in self.histories if one.plan is self.plan)

    @property
    def submission(self) -> Submission | None:
        """What the file says, or None where there is none."""
        document = self.documents.get(self.period)
        return None if document is None else self.read(document)

    def alone(self) -> FiledSubmission:
        """Return the same without the unit's others, which of many units fill the memory."""
        own = self.documents.get(self.period)
        return replace(self, documents={} if own is None else {self.period: own}, histories=())

    def read(self, document: YamlDocument) -> Submission:
        """Return what a document says as this submission."""
        return read_submission(document, self.plan, self.unit, self.period)


@dataclass(frozen=True)
class Draft:
    """A submission's new text, which is not written yet."""

    filed: FiledSubmission
    content: bytes
    findings: tuple[Finding, ...]
    """What the rules find in the unit's files that they did not find before."""
    old_errors: int
    """How many errors the file had before and has still."""
    read: YamlDocument | None = None
    """The new text as read, where it has been."""

    @property
    def changes_nothing(self) -> bool:
        """Whether the file holds the new text already."""
        return self.content == self.filed.content

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Those of the findings that keep the draft from being written."""
        return tuple(finding for finding in self.findings if finding.is_error)

    @cached_property
    def document(self) -> YamlDocument:
        """The new text as read; of many drafts it is asked of few."""
        return self.read or parse(self.content, self.filed.path.as_posix())

    @cached_property
    def submission(self) -> Submission:
        """What the new text says."""
        return self.filed.read(self.document)

    def differences(self) -> tuple[Difference, ...]:
        """Return where the new text says something else than the file."""
        return differences(self.filed.plan, self.filed.submission, self.submission)


class ChangeService:
    """Reads, drafts and writes submissions of a workspace, one at a time and whole or not at all.

    What was written or taken up is known to all that is drafted later; other runs may write in
    between, so a unit's files are read when its submission is.
    """

    def __init__(self, workspace: Workspace) -> None:
        """Change submissions of this workspace."""
        self.workspace = workspace
        self._placements: _Placements | None = None
        self._taken_up: dict[str, dict[Period, Draft]] = {}

    @contextmanager
    def locked(self, *, for_script: bool = False) -> Iterator[None]:
        """Keep other runs from changing files meanwhile; a script waits longer for them to end.

        Raises `TtdtError` if one of them does not end, or was killed while it was waited for and
        has left something half done.
        """
        shown = self.workspace.shown
        with locked(shown, LONGEST_WAIT) if for_script else locked(shown):
            if has_journal(shown):
                raise TtdtError(
                    gettext_lazy(
                        "another run was ended in the middle of writing meanwhile; nothing was"
                        " written, try again"
                    )
                )
            yield

    def filed(self, plan: Plan, unit: str, period: Period) -> FiledSubmission:
        """Return what a unit has on file now.

        Raises `TtdtError` where a link leads out of the workspace, or no file can be read there.
        """
        path = self.path_of(unit, period)
        content = content_of(path)
        known = {
            one: draft.document
            for one, draft in self._taken_up.get(unit, {}).items()
            if one.year in {plan.year, plan.year - 1}
        }
        if content is not None:
            known[period] = parse(content, path.as_posix())
        documents = self.workspace.documents(plan, unit, known)
        histories = tuple(
            self.workspace.history(one, unit, documents)
            for one in self.workspace.sound_plans()
            if unit in one.areas
        )
        return FiledSubmission(plan, unit, period, path, content, documents, histories)

    def draft(
        self,
        filed: FiledSubmission,
        content: bytes,
        findings: tuple[list[Finding], list[Finding]] | None = None,
    ) -> Draft:
        """Return the draft of a new text for a submission; `findings` are known already, if any."""
        path = filed.path.as_posix()
        if content == filed.content:
            return Draft(filed, content, (), 0)
        document = None if findings else parse(content, path)
        old, new = findings or self.findings(filed, content, document)
        if filed.content is None:
            before, after = self._index().around(filed)
            old, new = [*old, *before], _sorted([*new, *after])
        fresh = new_findings(old, new)
        errors = sum(finding.is_error for finding in fresh)
        old_errors = sum(finding.is_error and finding.path == path for finding in new) - errors
        return Draft(filed, content, fresh, old_errors, document)

    def findings(
        self, filed: FiledSubmission, content: bytes, document: YamlDocument | None = None
    ) -> tuple[list[Finding], list[Finding]]:
        """Return what is wrong with the unit's submissions as they are, and with the new text.

        Where nothing is wrong then, it is not looked for what was before. `document` is the new
        text as read, where it has been read already.
        """
        document = document or parse(content, filed.path.as_posix())
        documents = {**filed.documents, filed.period: document}
        # Of all files but the one that is changed, the submissions are read already.
        changed = [
            self.workspace.history(history.plan, filed.unit, documents, history)
            for history in filed.histories
        ]
        new = self._findings(changed)
        return self._findings(filed.histories) if new else [], new

    def take_up(self, draft: Draft) -> None:
        """Draft what follows as if this draft were written."""
        filed = draft.filed
        self._taken_up.setdefault(filed.unit, {})[filed.period] = draft
        self.workspace.suppose(filed.unit, filed.period, lambda: draft.document)
        if self._placements is not None:
            self._placements.add(filed, draft.content)

    @property
    def taken_up(self) -> tuple[Draft, ...]:
        """The drafts taken up so far."""
        return tuple(draft for held in self._taken_up.values() for draft in held.values())

    def write(self, filed: FiledSubmission, content: bytes) -> None:
        """Write a new text, with the workspace locked, where the file still is as it was read.

        Raises `TtdtError` if it has been changed meanwhile or cannot be written; it is then as it
        was.
        """
        make_folder(filed.path.parent)
        replace_unchanged(filed.path, filed.content, content)
        if self._placements is not None:
            self._placements.add(filed, content)

    def path_of(self, unit: str, period: Period) -> Path:
        """Return where a unit's submission for a period lies, there or not.

        Raises `TtdtError` where a link leads out of the workspace, or something lies there that is
        no file.
        """
        folder = plan_for(self.workspace, period).areas[unit].folder
        place = "/".join((*folder, f"{period.id}{SUFFIX}"))
        path, shown = self.workspace.root / place, self.workspace.shown / place
        try:
            inside = path.resolve().is_relative_to(self.workspace.root.resolve())
        except (OSError, RuntimeError):
            inside = False
        if not inside:
            raise TtdtError(
                gettext_lazy(
                    "{path} is reached by a link that leads out of the workspace",
                    path=shown.as_posix(),
                )
            )
        # Of what nobody may look at, reading it says why.
        if os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113 - no error where permission is denied
            raise TtdtError(gettext_lazy("{path} is no regular file", path=str(shown)))
        return shown

    def _findings(self, histories: Iterable[History]) -> list[Finding]:
        """Return what is wrong with a unit's submissions as these histories have them."""
        return _sorted(
            finding
            for history in histories
            for finding in check_history(history, area_rounds(self.workspace, history))
        )

    def _index(self) -> _Placements:
        if self._placements is None:
            plans = self.workspace.sound_plans()
            self._placements = _Placements(index_of(self.workspace, plans))
            for draft in self.taken_up:
                self._placements.add(draft.filed, draft.content)
        return self._placements


def plan_for(workspace: Workspace, period: Period) -> Plan:
    """Return the plan that a submission for the period is made for.

    The end of a year without a plan is the baseline of the next year's. Raises as
    `Workspace.plan`.
    """
    is_end = period.end == Period(period.year).end
    if period.year not in workspace.years and is_end and period.year + 1 in workspace.years:
        return workspace.plan(period.year + 1)
    return workspace.plan(period.year)


class _Placements:
    """Which submissions lie where, by unit: what a new one makes missing or leaves unread."""

    _ENOUGH = 2
    """Files of a period that are looked at: one of them may be the unit's own."""

    def __init__(self, index: SubmissionIndex) -> None:
        self._index = index
        self._in_folder: dict[tuple[str, ...], list[IndexedFile]] = {}
        self._of_period: dict[Period, list[IndexedFile]] = {}
        for entry in index.entries:
            self._in_folder.setdefault(entry.folder, []).append(entry)
        for (_, period), entry in index.submissions.items():
            self._of_period.setdefault(period, []).append(entry)

    def around(self, filed: FiledSubmission) -> tuple[list[Finding], list[Finding]]:
        """Return what is wrong in the unit's folder without and with a file for the period.

        Whether something is missing hangs on the periods that others have files for, not on who.
        """
        area = filed.plan.areas[filed.unit]
        own = self._in_folder.get(area.folder, [])
        others = [entry for found in self._of_period.values() for entry in found[: self._ENOUGH]]
        entries = {entry.path: entry for entry in (*own, *others)}
        kept = {filed.unit, *(self._index.owner_of(entry.folder) for entry in others)}
        index = replace(
            self._index,
            plans=tuple(_trimmed(plan, kept) for plan in self._index.plans),
            entries=tuple(entries[path] for path in sorted(entries)),
        )
        folder = f"{filed.path.parent.as_posix()}/"
        before, after = (
            [finding for finding in check_index(one) if finding.path.startswith(folder)]
            for one in (index, index.with_file(area, filed.period, filed.path.as_posix()))
        )
        return before, after

    def add(self, filed: FiledSubmission, content: bytes) -> None:
        """Take up a file that was written."""
        if filed.content is None:
            folder = filed.plan.areas[filed.unit].folder
            entry = IndexedFile(folder, filed.path.name, filed.path.parent.as_posix())
            self._in_folder.setdefault(folder, []).append(entry)
            self._of_period.setdefault(filed.period, []).append(entry)
        end = filed.period.end
        if end in self._index.blank and not filed.read(parse(content, "")).empty:
            self._index = replace(self._index, blank=self._index.blank - {end})


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in the order of files and lines, each once though two plans have it."""
    kept = {(*one.sort_key, repr(one.message.params)): one for one in findings}
    return [kept[key] for key in sorted(kept)]


def new_findings(old: Iterable[Finding], new: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the new findings that are not among the old ones, wherever these have moved to.

    A file that reported nothing at all was told so in one finding, so what is left open in it now
    is no news.
    """
    known = Counter(map(_identity, old))
    was_silent = any(one.code == UNREPORTED and not one.message.params for one in old)
    fresh = []
    for finding in new:
        if known[_identity(finding)]:
            known[_identity(finding)] -= 1
        elif not (was_silent and finding.code == UNREPORTED):
            fresh.append(finding)
    return tuple(fresh)


def _identity(finding: Finding) -> tuple[str, str, str, str]:
    """Return what makes two findings the same one, wherever in the file it has moved to."""
    message = finding.message
    return (finding.path, finding.code, message.text, repr(sorted(message.params.items())))


def _trimmed(plan: Plan, units: Collection[str | None]) -> Plan:
    """Return the plan with only some of its units, those above them and those directly below."""
    known = [unit for unit in units if unit is not None and unit in plan.areas]
    kept = {above.id for unit in known for above in plan.ancestors(unit)}
    kept |= {child for unit in known for child in plan.below.get(unit, ())}
    return replace(
        plan,
        units={name: unit for name, unit in plan.units.items() if name in kept or name in units},
    )
