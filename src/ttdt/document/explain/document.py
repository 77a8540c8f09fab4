"""The page of an explanation, from the plan's words to the sentence a leader reads out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.measures import measure_of
from ttdt.document import wording
from ttdt.document.explain.calculation import calculation_blocks
from ttdt.document.explain.coverage import contribution_blocks, coverage_blocks
from ttdt.document.explain.figures import about_blocks, figures_blocks, invalid_blocks
from ttdt.document.explain.pace import method_blocks, pace_blocks
from ttdt.document.explain.plan_section import plan_blocks
from ttdt.document.explain.sentence import deciding_part, sentence
from ttdt.document.explain.source_column import Look
from ttdt.document.model import Column, Document, Heading, Paragraph, Style, Table, Title, cell
from ttdt.document.report import notes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.analysis.explain import Explanation
    from ttdt.document.model import Block
    from ttdt.output import View
    from ttdt.text.language import Language

_ROOMY = 116
"""From this width on, the last change of a line has room beside its place."""


def explanation_page(explanations: Sequence[Explanation], view: View, *, file: bool) -> Document:
    """Return the explanations, of one report and at least one, below each other.

    `file` says that rows are searched one by one rather than read together.
    """
    lang, report = view.language, explanations[0].report
    look = Look(file=file, narrow=not file and (view.width or 0) < _ROOMY)
    title, *lines = notes.heading(lang, report)
    blocks: list[Block] = [Title(title), *map(Paragraph, lines)]
    if report.sample:
        blocks.append(Paragraph(notes.sample_banner(lang), Style.SAMPLE))
    for explanation in explanations:
        blocks += _whole(lang, explanation, look)
    blocks += method_blocks(lang, explanations)
    return Document(tuple(blocks))


def _whole(lang: Language, explanation: Explanation, look: Look) -> Iterator[Block]:
    indicator = explanation.indicator
    yield Heading(f"{indicator.clause} {lang.pick(indicator.name)} [{_id(explanation)}]")
    yield Paragraph(_verdict(lang, explanation), Style.STRONG)
    yield Heading(lang.gettext("In one sentence"))
    yield Paragraph(sentence(lang, explanation))
    yield from plan_blocks(lang, explanation, lang.gettext("What the plan says"))
    if indicator.parts:
        yield Heading(lang.gettext("The parts, of which the worst decides"))
        yield _parts(lang, explanation)
        if explanation.row.summed:
            yield from coverage_blocks(lang, explanation, look, lang.gettext("Coverage"))
        for part in explanation.parts:
            yield Heading(f"{lang.pick(part.indicator.name)} [{_id(part)}]")
            yield Paragraph(_verdict(lang, part), Style.STRONG)
            yield from plan_blocks(lang, part, lang.gettext("What the plan says"))
            yield from _derivation(lang, part, look)
    else:
        yield from _derivation(lang, explanation, look)
    yield from invalid_blocks(lang, explanation, lang.gettext("Invalid, and left out"))


def _derivation(lang: Language, explanation: Explanation, look: Look) -> Iterator[Block]:
    only = not explanation.row.summed
    units = lang.gettext("The unit's figures") if only else lang.gettext("Each unit's figures")
    yield from figures_blocks(lang, explanation, look, units)
    if measure_of(explanation.indicator).is_numeric:
        yield from calculation_blocks(lang, explanation, lang.gettext("The calculation"))
        yield from pace_blocks(lang, explanation, look, lang.gettext("Pace"))
    if not only:
        yield from coverage_blocks(lang, explanation, look, lang.gettext("Coverage"))
        yield from contribution_blocks(lang, explanation, lang.gettext("Contribution to the gap"))
    yield from about_blocks(lang, explanation, look, lang.gettext("About the figures"))


def _id(explanation: Explanation) -> str:
    indicator = explanation.indicator
    return indicator.id if indicator.part is None else f"{indicator.id}/{indicator.part}"


def _verdict(lang: Language, explanation: Explanation) -> str:
    """Return whose number it is, the number, and the verdict."""
    indicator, row = explanation.indicator, explanation.row
    said = []
    if row.value is not None:
        said.append(str(wording.value_amount(lang, indicator, row.value, explanation.row.goal)))
    verdict = wording.verdict(lang, row.status)
    if row.reason is not None:
        verdict = f"{verdict} ({wording.reason_word(lang, row.reason)})"
    return f"{explanation.who}: {', '.join([*said, verdict])}"


def _parts(lang: Language, explanation: Explanation) -> Table:
    table = []
    decides = deciding_part(explanation)
    for part in explanation.parts:
        seen = part.row
        goal = part.row.goal
        value = ""
        if seen.value is not None:
            value = str(wording.value_amount(lang, part.indicator, seen.value, goal))
        target = wording.target_amount(lang, part.indicator, goal)
        table.append(
            (
                cell(lang.pick(part.indicator.name), wraps=True),
                cell(value),
                cell("" if target is None else str(target)),
                cell(wording.verdict(lang, seen.status), wraps=True),
                cell(lang.gettext("yes") if part is decides else "", Style.STRONG),
            )
        )
    heads = (
        Column(lang.gettext("Part"), takes_rest=True),
        Column(lang.gettext("Value"), right=True),
        Column(lang.gettext("Target"), right=True),
        Column(lang.gettext("Verdict"), room=16),
        Column(lang.gettext("Decides")),
    )
    return Table.of(heads, tuple(table))
