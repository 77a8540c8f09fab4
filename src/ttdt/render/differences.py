"""What a change makes of a submission, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.edit.differences import Kind
from ttdt.message import mark
from ttdt.render.notes import sample_banner
from ttdt.render.page import Cell, Grid, Head, Page, Paragraph, Piece, Title, cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.edit.differences import Difference, Said
    from ttdt.language import Language
    from ttdt.plan import Plan
    from ttdt.render.page import Block

_FIELDS = {
    "status": mark("Kind"),
    "submitted": mark("Handed in"),
    "source": mark("Source"),
    "sample": mark("Sample data"),
    "note": mark("Note"),
}
_STATUSES = {
    "estimate": mark("estimate"),
    "provisional": mark("provisional"),
    "final": mark("final"),
}


def differences_page(
    lang: Language, plan: Plan, found: Sequence[Difference], title: str, *, sample: bool = False
) -> Page:
    """Return a page: the title, and a table of what was said before and is said now.

    `sample` says that the submission is not of real figures.
    """
    blocks: list[Block] = [Title(title)]
    if sample:
        blocks.append(Paragraph(sample_banner(lang)))
    if not found:
        blocks.append(Paragraph(lang.tr("No figure and no statement changes.")))
        return Page(tuple(blocks))
    heads = (
        Head(lang.tr("What"), room=24),
        Head(lang.tr("Name in the file"), drop=1, most=40),
        Head(lang.tr("Before"), room=20),
        Head(lang.tr("Now"), takes_rest=True, room=20),
    )
    rows = tuple(
        (
            cell(_name(lang, plan, one), wraps=True),
            cell(_key(one)),
            _said(lang, one, one.old, one.new),
            _said(lang, one, one.new, one.old),
        )
        for one in found
    )
    blocks.append(Grid(heads, rows))
    return Page(tuple(blocks))


def _name(lang: Language, plan: Plan, one: Difference) -> str:
    name, part = one.key
    if one.kind is Kind.HEADER:
        return lang.tr(_FIELDS[name])
    if one.kind is Kind.POPULATION:
        return lang.tr("population: {name}", name=lang.pick(plan.populations[name].name))
    indicator = plan.indicators[name]
    leaf = next(leaf for leaf in indicator.leaves if leaf.part == part)
    return f"{leaf.clause} {lang.pick(leaf.name)}".strip()


def _key(one: Difference) -> str:
    name, part = one.key
    if one.kind is Kind.POPULATION:
        return f"populations.{name}"
    return name if part is None else f"{name}/{part}"


def _said(lang: Language, one: Difference, said: Said, other: Said) -> Cell:
    lines = [text for text in _lines(lang, one, said, other) if text]
    return Cell(tuple(Piece(text, wraps=True) for text in lines))


def _lines(lang: Language, one: Difference, said: Said, other: Said) -> Iterator[str]:
    """Yield what is said in one place, and the note where that is what differs."""
    spoken = [
        "" if said.value is None else lang.number(said.value),
        "" if said.percent is None else f"{lang.number(said.percent)} %",
        _text(lang, one, said.text),
        "" if said.day is None else lang.date(said.day),
        _reason(lang.tr("not applicable"), said.not_applicable),
        _reason(lang.tr("not reported"), said.not_reported),
    ]
    spoken = [text for text in spoken if text]
    if not spoken and not said.invalid:
        spoken = ["–" if one.kind is Kind.HEADER else lang.tr("not reported")]
    yield from spoken
    if said.invalid:
        yield f"({lang.tr('invalid figure')})"
    if said.note != other.note and said.note:
        yield lang.tr("note: {note}", note=said.note)


def _text(lang: Language, one: Difference, text: str | None) -> str:
    if text is None or one.kind is not Kind.HEADER:
        return text or ""
    if one.key[0] == "status":
        return lang.tr(_STATUSES[text])
    return lang.tr("yes") if one.key[0] == "sample" else text


def _reason(word: str, reason: str | None) -> str:
    return "" if reason is None else f"{word}: {reason}"
