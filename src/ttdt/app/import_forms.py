"""Putting filled forms and tables of figures into the workspace."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from ttdt.app.resolving import pick_areas, pick_period
from ttdt.change.blank_submission import blank_submission, schema_beside
from ttdt.change.draft import plan_for
from ttdt.change.update import update
from ttdt.errors import TtdtError
from ttdt.excel.file_kind import content_of_form
from ttdt.finding import START
from ttdt.forms.filled_form import FilledForm, Remark
from ttdt.forms.form import form_for, id_of, id_of_population
from ttdt.forms.identity import VERSION, Identity, basis_of, fingerprint
from ttdt.forms.long_table import with_plan_ids
from ttdt.forms.reading import read_forms
from ttdt.forms.reconciling import reconcile
from ttdt.output.findings.concise import place
from ttdt.period import Period, parse_id, parse_words
from ttdt.text.matching import closest
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from ttdt.change.draft import ChangeService, Draft, FiledSubmission
    from ttdt.finding import Finding
    from ttdt.plan import Plan
    from ttdt.text.language import Language
    from ttdt.workspace.workspace import Workspace


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
    """Which cell stands behind each line and column of the draft."""

    @property
    def errors(self) -> int:
        """How many errors the form has."""
        return sum(remark.is_error for remark in self.remarks)


def owner_named(workspace: Workspace, word: str) -> tuple[str, str]:
    """Return the unit and period that --as names as UNIT/PERIOD; raises `TtdtError`."""
    unit, slash, when = word.partition("/")
    if not slash:
        raise TtdtError(gettext_lazy("--as: “{word}” is not of the form UNIT/PERIOD", word=word))
    period = pick_period(when, workspace.years[0], "--as")
    plan = plan_for(workspace, period)
    (found,) = pick_areas((unit,), plan)
    return plan.areas[found].written_id, period.id


def forms_in(
    workspace: Workspace, path: Path, seen: str, named: tuple[str, str] | None
) -> list[FilledForm]:
    """Return the filled forms in a file that messages call `seen`.

    `named` is the unit and period of a table that does not say. Raises `TtdtError` for a file that
    cannot be read, and a table that has one submission under two spellings.
    """
    forms = read_forms(content_of_form(path), seen, named)
    if len(forms) > 1:
        _refuse_twice(workspace, forms)
    return forms


def conflicts_in(workspace: Workspace, forms: Sequence[FilledForm]) -> list[Remark | None]:
    """Return for each form of one run why it is not imported, or None where nothing speaks for it.

    Two forms for one submission that contradict each other are both wrong: the order of files says
    nothing about which one is meant. Of two that say the same, the first counts. Tables may say
    different things of one submission, as their rows may.
    """
    same: dict[tuple[str, str], list[int]] = {}
    for number, filled in enumerate(forms):
        key = _key_of(workspace, filled)
        if key is not None:
            same.setdefault(key, []).append(number)
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


def draft_of_form(changes: ChangeService, filled: FilledForm, language: Language) -> FormDraft:
    """Return what a filled form makes of its unit's submission.

    A submission that is not there yet begins as `ttdt new` makes it. To write the draft, the
    workspace must be locked since before. Raises `TtdtError` where the form belongs to no unit or
    period, or to another plan.
    """
    workspace = changes.workspace
    period = _period_of(workspace, filled.period)
    plan = plan_for(workspace, period)
    unit = _unit_of(plan, filled.unit)
    filed = changes.filed(plan, unit, period)
    if filled.identity is not None:
        _refuse_foreign(filled.identity, plan)
    else:
        filled = with_plan_ids(filled, plan)
    reconciled = reconcile(form_for(filed.history, period), filled)
    if reconciled.changes_nothing:
        return FormDraft(reconciled.remarks)
    remarks = (*reconciled.remarks, *_misnamed(filled, plan, unit), *_outdated(filled, filed))
    if any(remark.is_error for remark in remarks):
        return FormDraft(remarks)
    content = filed.content
    if content is None:
        schema = schema_beside(workspace.root, plan.areas[unit])
        content = blank_submission(plan, unit, period, language, {}, schema=schema).encode()
    draft = changes.draft(filed, update(content, plan, reconciled.edits))
    cells = _cells(draft, reconciled.places) if draft.findings else {}
    own = filed.path.as_posix()
    broken = tuple(
        _at_its_cell(finding, cells if finding.path == own else {}) for finding in draft.errors
    )
    return FormDraft(remarks, draft, broken, cells)


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


def _key_of(workspace: Workspace, filled: FilledForm) -> tuple[str, str] | None:
    """Return the unit and period that a form is for, or None where it names none.

    That is told of where it is imported, and keeps no other from being so.
    """
    try:
        period = _period_of(workspace, filled.period)
        return _unit_of(plan_for(workspace, period), filled.unit), period.id
    except TtdtError:
        return None


def _refuse_twice(workspace: Workspace, forms: list[FilledForm]) -> None:
    """Raise `TtdtError` where a table has one submission under two spellings.

    Rows that contradict each other are looked for within a submission only.
    """
    seen: dict[tuple[str, str], FilledForm] = {}
    for filled in forms:
        key = _key_of(workspace, filled)
        if key is None:
            continue
        first = seen.setdefault(key, filled)
        if first is not filled:
            raise TtdtError(
                gettext_lazy(
                    "“{one}” and “{other}” are the same submission; write them alike in all rows",
                    one=f"{first.unit}, {first.period}",
                    other=f"{filled.unit}, {filled.period}",
                )
            )


def _refuse_foreign(identity: Identity, plan: Plan) -> None:
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


def _cells(draft: Draft, places: Mapping[str, str]) -> dict[tuple[int, int], str]:
    """Return which cell stands behind each line and column of a draft.

    `places` says which cell each answer comes from, by the id of its row.
    """
    submission = draft.submission
    spans = [
        *((name, span) for name in places if (span := submission.span_of(name)) is not START),
        *((id_of_population(name), one.span) for name, one in submission.populations.items()),
        *(
            (id_of(*key, narrative=narrative), figure.span)
            for key, figure in submission.figures.items()
            for narrative in (False, True)
        ),
    ]
    return {(span.line, span.column): places[name] for name, span in spans if name in places}
