"""What a change makes of a submission, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from ttdt.change.differences import DifferenceKind
from ttdt.document import wording
from ttdt.document.answer import tidy
from ttdt.document.funding.wording import cell_name, decision_text
from ttdt.document.model import (
    Cell,
    Column,
    Document,
    Heading,
    Line,
    Paragraph,
    Style,
    Table,
    Title,
    cell,
)
from ttdt.document.report.notes import sample_banner
from ttdt.document.tasks.wording import task_status_word
from ttdt.schema.submission import AMOUNTS
from ttdt.submission.model import Amounts, TaskReport
from ttdt.text.message import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.change.differences import Difference, Statement
    from ttdt.document.answer import TidyRows, View
    from ttdt.document.model import Block
    from ttdt.plan import Plan
    from ttdt.text.language import Language

FORMAT = "ttdt.changes/1"
"""Keys are only ever added within version 1."""

Place: TypeAlias = "tuple[DifferenceKind, tuple[str, str | None]]"
"""What something is said of, as a difference has it."""

_FIELDS = {
    "status": N_("Kind"),
    "submitted": N_("Handed in"),
    "as_of": N_("Counted on"),
    "source": N_("Source"),
    "sample": N_("Sample data"),
    "note": N_("Note"),
}


class ChangedSubmission(NamedTuple):
    """What a submission said before and says now."""

    plan: Plan
    found: tuple[Difference, ...]
    title: str
    sample: bool = False
    """Whether the submission is not of real figures."""
    files: Mapping[Place, str] = MappingProxyType({})
    """Which file gives what is new, where files do."""

    def file_of(self, one: Difference) -> str:
        """Return which file gives what differs."""
        return self.files.get((one.kind, one.key), "")


@dataclass(frozen=True, slots=True)
class DifferencesAnswer:
    """What submissions said before and say now."""

    changed: tuple[ChangedSubmission, ...]

    def document(self, view: View) -> Document:
        """Return, for each submission, a table of what was said before and is said now."""
        lang = view.language
        if len(self.changed) == 1:
            (one,) = self.changed
            return Document((Title(one.title), *_blocks(lang, one)))
        files = {file for one in self.changed for file in one.files.values()}
        blocks: list[Block] = [Title(_summary(lang, len(self.changed), len(files)))]
        for one in self.changed:
            own = set(one.files.values())
            # Where several files give it, a column says which gives what.
            title = f"{one.title} · {own.pop()}" if len(files) > 1 and len(own) == 1 else one.title
            blocks += [Heading(title), *_blocks(lang, one)]
        return Document(tuple(blocks))

    def data(self, language: Language) -> Mapping[str, Any]:
        """Return each thing that changed with what was said of it and is said now, in words."""
        return {
            "format": FORMAT,
            "changes": [
                {
                    "what": name_of(language, one.plan, difference),
                    "name": key_in_file(difference),
                    "before": statement_cell(
                        language, difference, difference.old, difference.new
                    ).text,
                    "now": statement_cell(
                        language, difference, difference.new, difference.old
                    ).text,
                    "submission": one.title,
                    "file": one.file_of(difference) or None,
                }
                for one in self.changed
                for difference in one.found
            ],
        }

    def rows(self, language: Language) -> TidyRows:
        """Return a row for each thing that changed."""
        return tidy(self.data(language)["changes"])


def _summary(lang: Language, submissions: int, files: int) -> str:
    changed = lang.ngettext("{n} submission changes", "{n} submissions change", submissions)
    if not files:
        return changed
    given = lang.ngettext("by {n} file", "by {n} files", files)
    return f"{changed}, {given}"


def _blocks(lang: Language, one: ChangedSubmission) -> Iterator[Block]:
    """Yield a submission's differences, with the file that gives each where several do."""
    if one.sample:
        yield Paragraph(sample_banner(lang), Style.SAMPLE)
    if not one.found:
        yield Paragraph(lang.gettext("No figure and no statement changes."))
        return
    says_files = len(set(one.files.values())) > 1
    heads = (
        Column(lang.gettext("What"), room=24),
        Column(lang.gettext("Name in the file"), drop=2, most=40),
        Column(lang.gettext("Before"), room=20),
        Column(lang.gettext("Now"), takes_rest=True, room=20),
        *((Column(lang.gettext("Given by"), drop=1, most=40),) if says_files else ()),
    )
    rows = tuple(
        (
            cell(name_of(lang, one.plan, difference), wraps=True),
            cell(key_in_file(difference)),
            statement_cell(lang, difference, difference.old, difference.new),
            statement_cell(lang, difference, difference.new, difference.old),
            *((cell(one.file_of(difference) or "–"),) if says_files else ()),
        )
        for difference in one.found
    )
    yield Table.of(heads, rows)


def name_of(lang: Language, plan: Plan, one: Difference) -> str:
    """Return what a difference is in, in words."""
    name, part = one.key
    if one.kind is DifferenceKind.HEADER:
        return lang.gettext(_FIELDS[name])
    if one.kind is DifferenceKind.POPULATION:
        return lang.gettext("population: {name}", name=lang.pick(plan.populations[name].name))
    if one.kind is DifferenceKind.TASK:
        return f"{plan.tasks[name].clause} {lang.pick(plan.tasks[name].name)}"
    if one.kind is DifferenceKind.AMOUNTS and plan.funding is not None:
        return cell_name(lang, plan.funding, (name, str(part)))
    indicator = plan.indicators[name]
    leaf = next(leaf for leaf in indicator.leaves if leaf.part == part)
    return f"{leaf.clause} {lang.pick(leaf.name)}".strip()


def key_in_file(one: Difference) -> str:
    """Return what it is in as the file calls it."""
    name, part = one.key
    if one.kind is DifferenceKind.POPULATION:
        return f"populations.{name}"
    if one.kind is DifferenceKind.AMOUNTS:
        return f"funding.{name}.{part}"
    if one.kind is DifferenceKind.TASK:
        return f"tasks.{name}"
    return name if part is None else f"{name}/{part}"


def statement_cell(lang: Language, one: Difference, said: Statement, other: Statement) -> Cell:
    """Return what is said in one place, as far as it differs from what the other says."""
    lines = [text for text in _lines(lang, one, said, other) if text]
    return Cell(tuple(Line(text, wraps=True) for text in lines))


def _lines(lang: Language, one: Difference, said: Statement, other: Statement) -> Iterator[str]:
    """Yield what is said in one place, and the note where that is what differs."""
    if one.kind in {DifferenceKind.AMOUNTS, DifferenceKind.TASK}:
        yield from _lines_of_programme(lang, said, other)
        return
    spoken = [
        "" if said.value is None else lang.number(said.value),
        "" if said.percent is None else f"{lang.number(said.percent)} %",
        _text(lang, one, said.text),
        "" if said.day is None else lang.date(said.day),
        _reason(lang.gettext("not applicable"), said.not_applicable),
        _reason(lang.gettext("not reported"), said.not_reported),
    ]
    spoken = [text for text in spoken if text]
    if not spoken and not said.invalid:
        spoken = ["–" if one.kind is DifferenceKind.HEADER else lang.gettext("not reported")]
    yield from spoken
    if said.invalid:
        yield f"({lang.gettext('invalid figure')})"
    yield from _remarks(lang, said, other)


def _lines_of_programme(lang: Language, said: Statement, other: Statement) -> Iterator[str]:
    """Yield what is said of money or of a task, as far as it differs."""
    if said.amounts is not None:
        now, then = said.amounts, other.amounts or Amounts(carried_over=Decimal(0))
        yield "; ".join(
            f"{wording.amount_word(lang, key)}: {_amount(lang, getattr(now, key))}"
            for key in AMOUNTS
            if getattr(now, key) != getattr(then, key)
        )
        if now.decision is not None and now.decision != then.decision:
            yield decision_text(lang, now.decision)
        if now.not_reported != then.not_reported and now.not_reported:
            yield _reason(lang.gettext("not reported"), now.not_reported)
        yield from _remarks(lang, now, then)
    elif said.task is not None:
        task, before = said.task, other.task or TaskReport()
        if task.status is not None:
            percent = "" if task.percent is None else f" ({lang.number(task.percent)} %)"
            yield f"{task_status_word(lang, task.status)}{percent}"
        if task.reason != before.reason and task.reason not in {None, task.note, task.cause}:
            yield lang.gettext("reason: {reason}", reason=str(task.reason))
        yield from _remarks(lang, task, before)
    else:
        yield lang.gettext("not reported")
    if said.invalid:
        yield f"({lang.gettext('invalid figure')})"


def _amount(lang: Language, amount: Decimal | None) -> str:
    return lang.gettext("missing") if amount is None else lang.number(amount)


def _remarks(
    lang: Language,
    said: Statement | Amounts | TaskReport,
    other: Statement | Amounts | TaskReport,
) -> Iterator[str]:
    if said.note != other.note and said.note:
        yield lang.gettext("note: {note}", note=said.note)
    if said.cause != other.cause and said.cause:
        yield lang.gettext("cause: {cause}", cause=said.cause)


def _text(lang: Language, one: Difference, text: str | None) -> str:
    if text is None or one.kind is not DifferenceKind.HEADER:
        return text or ""
    if one.key[0] == "status":
        return wording.settled_word(lang, text)
    return lang.gettext("yes") if one.key[0] == "sample" else text


def _reason(word: str, reason: str | None) -> str:
    return "" if reason is None else f"{word}: {reason}"
