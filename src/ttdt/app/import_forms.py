"""Putting filled forms and tables of figures into the workspace."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ttdt.app.form_files import owner_if_any, owner_of
from ttdt.change.blank_programme import KnownMoney, KnownProgramme
from ttdt.change.blank_submission import blank_submission, schema_beside
from ttdt.change.draft import ChangeService
from ttdt.change.update import updated
from ttdt.errors import TtdtError
from ttdt.finding import START
from ttdt.forms.filled_form import FilledForm, Remark
from ttdt.forms.form import form_for, id_of, id_of_population
from ttdt.forms.identity import VERSION, Identity, basis_of, fingerprint
from ttdt.forms.long_table import with_plan_ids
from ttdt.forms.programme import MONEY_INPUTS, id_of_amount, id_of_percent, id_of_task
from ttdt.forms.reconciling import reconcile
from ttdt.forms.sources import with_source_on_file, with_sources
from ttdt.output.findings.concise import place
from ttdt.rules.figures import contradicts_a_figure, percent_written_as_share
from ttdt.text.language import Language
from ttdt.text.message import gettext_lazy
from ttdt.workspace import parallel
from ttdt.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ttdt.change.draft import Draft, FiledSubmission
    from ttdt.finding import Finding, Span
    from ttdt.period import Period
    from ttdt.plan import Plan
    from ttdt.submission import Submission
    from ttdt.text.message import Message

_PERCENT_AS_SHARE = percent_written_as_share.rule.code
_FEWEST_FOR_PROCESSES = 16
"""Of fewer forms, drafts are made before other processes have begun."""


@dataclass(frozen=True, slots=True)
class FormDraft:
    """What a filled form makes of its unit's submission."""

    remarks: tuple[Remark, ...]
    """What is to be said of its cells; where one is an error, nothing of the form counts."""
    draft: Draft | None = None
    """The submission with what is new in the form; None where the form has errors or says nothing
    new."""
    broken: tuple[Remark, ...] = ()
    """The errors that the draft would bring, at the cells they come from."""
    cells: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Which cell stands behind each line and column of the draft where something is, or may be,
    wrong."""
    may_be_shares: frozenset[str] = frozenset()
    """The cells of percentages up to 1 that have neither the sign nor the format of one."""
    problem: Message | None = None
    """Why there is neither, where the form belongs to no unit, period or plan."""
    bug: Exception | None = None
    """What went wrong with the program itself."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a filled form makes of a unit's files alone, which any process can find out."""

    basis: bytes | None
    """What the submission's file held."""
    remarks: tuple[Remark, ...]
    content: bytes | None = None
    """The submission's new text; None where the form has errors or says nothing new."""
    findings: tuple[list[Finding], list[Finding]] = ([], [])
    """What is wrong with the unit's submissions before and with the new text."""
    cells: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Which cell stands behind each line and column of the new text where something is, or may be,
    wrong."""
    may_be_shares: frozenset[str] = frozenset()
    """The cells of percentages up to 1 that have neither the sign nor the format of one."""


def draft_together(
    changes: ChangeService,
    forms: Sequence[FilledForm],
    language: Language,
    processes: int | None = None,
) -> list[FormDraft]:
    """Return what forms of different submissions make of them, in the order of the forms.

    Each is drafted as if those were written that bear on it: earlier periods, and units below. One
    that cannot be drafted harms no other. To write them, the workspace must be locked since before.
    """
    made: dict[int, FormDraft] = {}
    workspace = changes.workspace
    order = sorted(range(len(forms)), key=lambda number: _turn(workspace, forms[number]))
    for batch in batches(workspace, [forms[number] for number in order]):
        numbers = [order[place] for place in batch]
        ahead = proposals(changes, [forms[number] for number in numbers], language, processes)
        for number, proposal in zip(numbers, ahead, strict=True):
            made[number] = _drafted(changes, forms[number], language, proposal)
    # What is drafted later may show of what came before it that it holds shares.
    found = [
        finding for one in made.values() if one.draft is not None for finding in one.draft.findings
    ]
    return [_with_shares(made[number], found) for number in range(len(forms))]


def _turn(workspace: Workspace, filled: FilledForm) -> tuple[int, int, int, int]:
    """Return when a form is drafted: behind all that bears on it."""
    owner = owner_if_any(workspace, filled)
    if owner is None:
        return (0, 0, 0, 0)
    period = owner.period
    depth = sum(1 for _ in owner.plan.ancestors(owner.unit))
    return (period.year, period.end_month, period.months, -depth)


def _drafted(
    changes: ChangeService, filled: FilledForm, language: Language, ahead: Proposal | None
) -> FormDraft:
    """Return what a form makes of its unit's submission, and take it up if it is sound."""
    try:
        made = draft_of_form(changes, filled, language, ahead)
        if made.draft is None:
            return made
        # All drafts are held until the last is made, and a unit's other files with none of them.
        draft = replace(made.draft, filed=made.draft.filed.alone())
        if not made.broken:
            changes.take_up(draft)
        return replace(made, draft=draft)
    except TtdtError as failure:
        return FormDraft((), problem=failure.message)
    except Exception as error:  # noqa: BLE001 - one form harms no other
        return FormDraft((), bug=error)


def draft_of_form(
    changes: ChangeService, filled: FilledForm, language: Language, ahead: Proposal | None = None
) -> FormDraft:
    """Return what a filled form makes of its unit's submission.

    A submission that is not there yet begins as `ttdt new` makes it. To write the draft, the
    workspace must be locked since before. What was proposed `ahead` is taken where the file is
    still what it was made from. Raises `TtdtError` where the form belongs to no unit or period, or
    to another plan.
    """
    filed = _filed(changes, filled)
    if ahead is None or ahead.basis != filed.content:
        ahead = _propose(changes, filed, filled, language)
    if ahead.content is None:
        return FormDraft(ahead.remarks)
    draft = changes.draft(filed, ahead.content, ahead.findings)
    own = filed.path.as_posix()
    broken = tuple(
        _at_its_cell(finding, ahead.cells if finding.path == own else {})
        for finding in draft.errors
    )
    made = FormDraft(ahead.remarks, draft, broken, ahead.cells, ahead.may_be_shares)
    return _with_shares(made, draft.findings)


def _filed(changes: ChangeService, filled: FilledForm) -> FiledSubmission:
    """Return what is on file for a form's unit and period; raises `TtdtError`."""
    owner = owner_of(changes.workspace, filled)
    return changes.filed(owner.plan, owner.unit, owner.period)


def _propose(
    changes: ChangeService, filed: FiledSubmission, filled: FilledForm, language: Language
) -> Proposal:
    """Return what a form makes of what is on file; raises `TtdtError` for that of another plan."""
    plan, unit, period = filed.plan, filed.unit, filed.period
    if filled.identity is not None:
        refuse_foreign(filled.identity, plan)
    else:
        filled = with_plan_ids(filled, plan)
    reconciled = reconcile(form_for(filed.history, period), filled)
    edits = with_source_on_file(reconciled.edits, filled, filed.submission)
    reconciled = replace(reconciled, edits=edits)
    if reconciled.changes_nothing:
        return Proposal(filed.content, reconciled.remarks)
    remarks = (*reconciled.remarks, *_misnamed(filled, plan, unit), *_outdated(filled, filed))
    if any(remark.is_error for remark in remarks):
        return Proposal(filed.content, remarks)
    content = filed.content
    if content is None:
        schema = schema_beside(changes.workspace.root, plan.areas[unit])
        # The form says which money the unit has.
        named = KnownProgramme(KnownMoney(dict.fromkeys(reconciled.edits.funding)))
        content = blank_submission(plan, unit, period, language, {}, named, schema=schema).encode()
    edits = with_sources(reconciled.edits, filled.files, filed.submission)
    content, document = updated(content, plan, edits, filed.path.as_posix())
    findings = changes.findings(filed, content, document)
    may_be_shares = frozenset(
        reconciled.places[name]
        for name, row in filled.entries.items()
        if row.may_be_share
        and row.percent is not None
        and 0 < row.percent <= 1
        and name in reconciled.places
    )
    wrong = {(one.span.line, one.span.column) for one in findings[1] if one.path == document.path}
    found = _cells(filed.read(document), reconciled.places) if wrong or may_be_shares else {}
    cells = {at: cell for at, cell in found.items() if at in wrong or cell in may_be_shares}
    return Proposal(filed.content, remarks, content, findings, cells, may_be_shares)


def batches(workspace: Workspace, forms: Sequence[FilledForm]) -> Iterator[list[int]]:
    """Yield the numbers of forms, in their order, where none bears on what others are held against.

    Such are those of one period and of different units without units below them. Any other comes
    alone.
    """
    batch: list[int] = []
    periods: set[Period] = set()
    units: set[str] = set()
    for number, filled in enumerate(forms):
        owner = owner_if_any(workspace, filled)
        if owner is not None and owner.unit in owner.plan.below:
            owner = None
        fits = owner is not None and owner.period in periods and owner.unit not in units
        if batch and not fits:
            yield batch
            batch, periods, units = [], set(), set()
        batch.append(number)
        if owner is not None:
            periods.add(owner.period)
            units.add(owner.unit)
    if batch:
        yield batch


def proposals(
    changes: ChangeService,
    forms: Sequence[FilledForm],
    language: Language,
    processes: int | None = None,
) -> Iterator[Proposal | None]:
    """Yield what forms make of their units' files, in their order; None for one left undone.

    They are a batch. Many are worked on by all `processes` that the machine has; of a few none.
    """
    if processes is None:
        processes = 1 if len(forms) < _FEWEST_FOR_PROCESSES else parallel.processors()
    if processes == 1:
        yield from (None for _ in forms)
        return
    # A fork has the forms already, which take as long to send as some of the work on them.
    work = _Proposing(changes, language, forms)
    done = parallel.share_out(work, range(len(forms)), processes)
    ready: dict[int, Proposal] = {}
    for number in range(len(forms)):
        while number not in ready and (found := next(done, None)) is not None:
            ready[found[0]] = found[1]
        yield ready.pop(number, None)


@dataclass(frozen=True)
class _Proposing:
    """What proposing takes; a process that is no fork reads it anew."""

    changes: ChangeService
    language: Language
    forms: Sequence[FilledForm]

    def __call__(self, number: int) -> Proposal:
        """Return what the form of this number makes of its unit's files."""
        changes, filled = self.changes, self.forms[number]
        return _propose(changes, _filed(changes, filled), filled, self.language)

    def __reduce__(self) -> tuple[Callable[..., _Proposing], tuple[object, ...]]:
        workspace = self.changes.workspace
        taken_up = [
            (one.filed.plan.year, one.filed.unit, one.filed.period, one.content)
            for one in self.changes.taken_up
        ]
        return _Proposing.of, (
            workspace.root, workspace.shown, taken_up, self.language.code, self.forms,
        )  # fmt: skip

    @classmethod
    def of(
        cls,
        root: Path,
        shown: Path,
        taken_up: Sequence[tuple[int, str, Period, bytes]],
        language: str,
        forms: Sequence[FilledForm],
    ) -> _Proposing:
        """Return the same in a process that is no fork."""
        changes = ChangeService(Workspace(root, shown))
        for year, unit, period, content in taken_up:
            filed = changes.filed(changes.workspace.plan(year), unit, period)
            changes.take_up(changes.draft(filed, content, ([], [])))
        return cls(changes, Language(language), forms)


def _misnamed(filled: FilledForm, plan: Plan, unit: str) -> Iterator[Remark]:
    """Yield the rows that a reader takes for another unit's, whose name stands there."""
    for at, name in filled.names.items():
        meant = plan.unit_names.find(name.partition(" (")[0])
        if meant and unit not in meant:
            message = gettext_lazy(
                "the row is that of {unit}, but the name in it is {name}; ask which is meant, and"
                " restore the name",
                unit=plan.areas[unit].name,
                name=plan.areas[meant[0]].name,
            )
            yield Remark(at, message)


def refuse_foreign(identity: Identity, plan: Plan) -> None:
    """Raise `TtdtError` for a form of another plan, or older than the plan's definitions."""
    if identity.version != VERSION:
        raise TtdtError(
            gettext_lazy(
                "the form is of version {version}, and this ttdt reads version {known}",
                version=identity.version[:20],
                known=VERSION,
            )
        )
    if identity.plan != plan.id:
        raise TtdtError(
            gettext_lazy(
                "the form belongs to the plan {theirs}, and this workspace has {ours}",
                theirs=identity.plan[:60],
                ours=plan.id,
            )
        )
    if identity.fingerprint != fingerprint(plan):
        raise TtdtError(
            gettext_lazy(
                "the form is outdated: since it was made, the plan has changed what its figures"
                " mean; make a new one with ttdt template and copy the figures into it"
            )
        )


def _outdated(filled: FilledForm, filed: FiledSubmission) -> Iterator[Remark]:
    """Yield that the file has been changed since the form was filled in beforehand from it."""
    identity = filled.identity
    if identity is not None and identity.basis and identity.basis != basis_of(filed.content):
        message = gettext_lazy(
            "what is on file has been changed since this form was made from it; look closely at the"
            " differences"
        )
        yield Remark(filled.place, message, is_error=False)


def _at_its_cell(finding: Finding, cells: Mapping[tuple[int, int], str]) -> Remark:
    """Return an error of a draft as a remark on the cell it comes from, else on the file's line."""
    line, column = finding.span.line, finding.span.column
    where = cells.get((line, column)) or place(finding)
    message = gettext_lazy("{code} {text}", code=finding.code, text=finding.message)
    return Remark(where, message)


def _with_shares(made: FormDraft, findings: Iterable[Finding]) -> FormDraft:
    """Return a draft with the percentages that are probably shares of 1 among its errors.

    They are those of which figures show it and the cell itself leaves it open, each told of once:
    the last finding knows most.
    """
    if made.draft is None or not made.may_be_shares:
        return made
    path = made.draft.filed.path.as_posix()
    known = {remark.place for remark in made.broken}
    shares = {}
    for finding in findings:
        cell = made.cells.get((finding.span.line, finding.span.column))
        if finding.path != path or finding.code != _PERCENT_AS_SHARE or cell in known:
            continue
        if cell not in made.may_be_shares or not contradicts_a_figure(finding):
            continue
        message = gettext_lazy(
            "{code} {text}; if {percent} % is meant, write it with the sign, as {percent}%",
            code=finding.code,
            text=finding.message,
            percent=finding.message.params["percent"],
        )
        shares[cell] = Remark(cell, message)
    return replace(made, broken=(*made.broken, *shares.values()))


def _spans_of_programme(submission: Submission) -> Iterator[tuple[str, Span]]:
    """Yield where each amount and each word on a task stands, by the id of its row."""
    document = submission.document
    if document is None:
        return
    for cell, amounts in submission.funding.items():
        yield id_of_amount(cell, "disbursed"), amounts.span
        for key in MONEY_INPUTS:
            yield id_of_amount(cell, key), document.span("funding", *cell, key)
            yield id_of_amount(cell, key), document.key_span("funding", *cell, key)
    for name, task in submission.tasks.items():
        yield id_of_task(name), task.span
        # A table need not have a column for it.
        for row in (id_of_task(name), id_of_percent(name)):
            yield row, document.span("tasks", name, "percent")


def _cells(submission: Submission, places: Mapping[str, str]) -> dict[tuple[int, int], str]:
    """Return which cell stands behind each line and column of a submission.

    `places` says which cell each answer comes from, by the id of its row.
    """
    spans = [
        *((name, span) for name in places if (span := submission.span_of(name)) is not START),
        *((id_of_population(name), one.span) for name, one in submission.populations.items()),
        *(
            (id_of(*key, narrative=narrative), figure.span)
            for key, figure in submission.figures.items()
            for narrative in (False, True)
        ),
        *_spans_of_programme(submission),
    ]
    return {(span.line, span.column): places[name] for name, span in spans if name in places}
