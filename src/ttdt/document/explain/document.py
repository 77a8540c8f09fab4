"""The page of an explanation, from the plan's words to the sentence a leader reads out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ttdt.compute.measures import measure_of
from ttdt.document import wording
from ttdt.document.answer import tidy
from ttdt.document.explain import json
from ttdt.document.explain.calculation import calculation_blocks
from ttdt.document.explain.coverage import contribution_blocks, coverage_blocks
from ttdt.document.explain.figures import about_blocks, figures_blocks, invalid_blocks
from ttdt.document.explain.pace import method_blocks, pace_blocks
from ttdt.document.explain.plan_section import plan_blocks
from ttdt.document.explain.sentence import deciding_part, sentence
from ttdt.document.model import Column, Document, Heading, Paragraph, Style, Table, Title, cell
from ttdt.document.report import notes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ttdt.analysis.explain import Explanation
    from ttdt.document.answer import TidyRows, View
    from ttdt.document.model import Block
    from ttdt.text.language import Language


@dataclass(frozen=True, slots=True)
class ExplainAnswer:
    """Where numbers come from: explanations of one report, at least one."""

    explanations: tuple[Explanation, ...]

    def document(self, view: View) -> Document:
        """Return the explanations below each other, from the plan's words to its sentence."""
        return Document(tuple(_blocks(view.language, self.explanations)))

    def data(self, language: Language) -> Mapping[str, Any]:
        """Return the explanations as plain data, names in one language."""
        return json.document(self.explanations, language)

    def rows(self, language: Language) -> TidyRows:
        """Return a row for each number that went into a value."""
        return tidy(
            {"indicator": entry["id"], "part": entry["part"], "reporting_unit": unit} | found
            for entry in self.data(language)["indicators"]
            for unit, row in entry["units"].items()
            for found in (*row["baseline_inputs"], *row["inputs"])
        )


def _blocks(lang: Language, explanations: Sequence[Explanation]) -> Iterator[Block]:
    report = explanations[0].report
    title, *lines = notes.heading(lang, report)
    yield Title(title)
    yield from map(Paragraph, lines)
    if report.sample:
        yield Paragraph(notes.sample_banner(lang), Style.SAMPLE)
    for explanation in explanations:
        yield from _whole(lang, explanation)
    yield from method_blocks(lang, explanations)


def _whole(lang: Language, explanation: Explanation) -> Iterator[Block]:
    indicator = explanation.indicator
    yield Heading(f"{indicator.clause} {lang.pick(indicator.name)} [{indicator.full_id}]", 1)
    yield Paragraph(_verdict(lang, explanation), Style.STRONG)
    yield Heading(lang.gettext("In one sentence"))
    yield Paragraph(sentence(lang, explanation))
    yield from plan_blocks(lang, explanation, lang.gettext("What the plan says"))
    if indicator.parts:
        yield Heading(lang.gettext("The parts, of which the worst decides"))
        yield _parts(lang, explanation)
        if explanation.row.summed:
            yield from coverage_blocks(lang, explanation, lang.gettext("Coverage"))
        for part in explanation.parts:
            yield Heading(f"{lang.pick(part.indicator.name)} [{part.indicator.full_id}]", 1)
            yield Paragraph(_verdict(lang, part), Style.STRONG)
            yield from plan_blocks(lang, part, lang.gettext("What the plan says"))
            yield from _derivation(lang, part)
    else:
        yield from _derivation(lang, explanation)
    yield from invalid_blocks(lang, explanation, lang.gettext("Invalid, and left out"))


def _derivation(lang: Language, explanation: Explanation) -> Iterator[Block]:
    only = not explanation.row.summed
    units = lang.gettext("The unit's figures") if only else lang.gettext("Each unit's figures")
    yield from figures_blocks(lang, explanation, units)
    if measure_of(explanation.indicator).is_numeric:
        yield from calculation_blocks(lang, explanation, lang.gettext("The calculation"))
        yield from pace_blocks(lang, explanation, lang.gettext("Pace"))
    if not only:
        yield from coverage_blocks(lang, explanation, lang.gettext("Coverage"))
        yield from contribution_blocks(lang, explanation, lang.gettext("Contribution to the gap"))
    yield from about_blocks(lang, explanation, lang.gettext("About the figures"))


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
