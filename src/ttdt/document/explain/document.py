"""The page of an explanation, from the plan's words to the sentence a leader reads out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ttdt.compute.measures import measure_of
from ttdt.document import targets, wording
from ttdt.document.answer import tidy
from ttdt.document.explain import json
from ttdt.document.explain.calculation import calculation_blocks
from ttdt.document.explain.coverage import contribution_blocks, coverage_blocks
from ttdt.document.explain.figures import about_blocks, figures_blocks
from ttdt.document.explain.funding import funding_blocks
from ttdt.document.explain.pace import method_blocks, pace_blocks
from ttdt.document.explain.programme_json import tidy_amounts, tidy_words
from ttdt.document.explain.sentence import deciding_part, sentence, waits_for
from ttdt.document.explain.tasks import task_blocks
from ttdt.document.model import (
    Column,
    Document,
    Heading,
    Items,
    Paragraph,
    Style,
    Table,
    Title,
    cell,
)
from ttdt.document.report import notes
from ttdt.document.report.errors import findings_said, left_out_title
from ttdt.plan import OWN_AREA
from ttdt.plan.indicator import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.analysis.explain import Explanation, FundingExplanation, TaskExplanation
    from ttdt.compute import Report
    from ttdt.document.answer import TidyRows, View
    from ttdt.document.model import Block
    from ttdt.plan import Indicator
    from ttdt.text.language import Language


@dataclass(frozen=True, slots=True)
class ExplainAnswer:
    """Where numbers come from: explanations of one report, at least one of any kind."""

    explanations: tuple[Explanation, ...]
    money: tuple[FundingExplanation, ...] = ()
    tasks: tuple[TaskExplanation, ...] = ()
    area: str = OWN_AREA
    """The area whose numbers they are."""

    @property
    def report(self) -> Report:
        """The report that all are of."""
        for found in (self.explanations, self.money, self.tasks):
            if found:
                return found[0].report
        raise AssertionError(found)

    def document(self, view: View) -> Document:
        """Return the explanations below each other, from the plan's words to its sentence."""
        return Document(tuple(self._blocks(view.language)))

    def _blocks(self, lang: Language) -> Iterator[Block]:
        title, *lines = notes.heading(lang, self.report)
        yield Title(title)
        yield from map(Paragraph, lines)
        if self.report.sample:
            yield Paragraph(notes.sample_banner(lang), Style.SAMPLE)
        for explanation in self.explanations:
            yield from _whole(lang, explanation)
        for money in self.money:
            yield from funding_blocks(lang, money)
        for task in self.tasks:
            yield from task_blocks(lang, task)
        if self.explanations:
            yield from method_blocks(lang, self.explanations)

    def data(self, language: Language) -> Mapping[str, Any]:
        """Return the explanations as plain data, names in one language."""
        return json.document(
            self.report, self.area, self.explanations, self.money, self.tasks, language
        )

    def rows(self, language: Language) -> TidyRows:
        """Return a row for each number that went into a value, and each word on a task."""
        return tidy(self._rows(self.data(language)))

    def _rows(self, data: Mapping[str, Any]) -> Iterator[Mapping[str, object]]:
        for entry in data["indicators"]:
            for unit, row in (entry["units"] or {None: entry["area"]}).items():
                of = {"indicator": entry["id"], "part": entry["part"], "reporting_unit": unit}
                for found in (*row["baseline_inputs"], *row["inputs"]):
                    yield of | found
        for entry in data["funding"]:
            yield from tidy_amounts(entry)
        for entry in data["tasks"]:
            yield from tidy_words(entry, self.report.period.id)


def _whole(lang: Language, explanation: Explanation) -> Iterator[Block]:
    indicator = explanation.indicator
    yield Heading(f"{indicator.clause} {lang.pick(indicator.name)} [{indicator.full_id}]", 1)
    yield Paragraph(_verdict(lang, explanation), Style.STRONG)
    yield Heading(lang.gettext("In one sentence"))
    yield Paragraph(sentence(lang, explanation))
    yield from _plan_blocks(lang, explanation, lang.gettext("What the plan says"))
    if indicator.parts:
        yield Heading(lang.gettext("The parts, of which the worst decides"))
        yield _parts(lang, explanation)
        if explanation.row.summed:
            yield from coverage_blocks(lang, explanation, lang.gettext("Coverage"))
        for part in explanation.parts:
            yield Heading(f"{lang.pick(part.indicator.name)} [{part.indicator.full_id}]", 1)
            yield Paragraph(_verdict(lang, part), Style.STRONG)
            yield from _plan_blocks(lang, part, lang.gettext("What the plan says"))
            yield from _derivation(lang, part)
    else:
        yield from _derivation(lang, explanation)
    if explanation.findings:
        yield Heading(left_out_title(lang))
        yield Items(findings_said(lang, explanation.findings))


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
    text = f"{explanation.who}: {', '.join([*said, verdict])}"
    waits = waits_for(lang, explanation)
    return f"{text}; {waits}" if waits else text


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
                cell(value, value=seen.value),
                cell("" if target is None else str(target), value=goal),
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


def _plan_blocks(lang: Language, explanation: Explanation, title: str) -> Iterator[Block]:
    """Yield the clause and its wording, our reading, what is counted, and the target."""
    said = [(label, text) for label, text in _said(lang, explanation) if text]
    yield Heading(title)
    yield Table.of(
        (Column("", room=18), Column("", takes_rest=True)),
        tuple(
            (cell(label, Style.QUIET, wraps=True), cell(text, wraps=True)) for label, text in said
        ),
    )


def _counted(lang: Language, explanation: Explanation) -> str:
    """Return what is counted, out of what."""
    indicator = explanation.indicator
    numerator = targets.picked(lang, indicator.numerator)
    population = targets.population_text(lang, explanation.report.plan, indicator)
    if indicator.parts:
        return ""
    return f"{numerator} / {population}" if numerator and population else numerator or population


def _said(lang: Language, explanation: Explanation) -> Iterator[tuple[str, str]]:
    indicator, plan = explanation.indicator, explanation.report.plan
    place = explanation.clause_place
    where = "" if place is None else f"  {place.path}:{place.line}"
    if indicator.part is None:
        yield lang.gettext("Clause"), f"{indicator.clause}{where}"
        yield lang.gettext("Wording"), targets.picked(lang, indicator.text)
        yield lang.gettext("Our reading"), targets.picked(lang, indicator.reading)
    yield lang.gettext("Counted"), _counted(lang, explanation)
    yield lang.gettext("Target"), _target(lang, explanation)
    yield lang.gettext("Target amended"), notes.amended_text(lang, indicator)
    yield (
        lang.gettext("Shares of the units"),
        targets.shares_below(lang, plan, indicator, explanation.area),
    )
    yield lang.gettext("Binds"), _binds(lang, indicator)


def _target(lang: Language, explanation: Explanation) -> str:
    indicator, area = explanation.indicator, explanation.area
    text = targets.target_text(lang, indicator)
    word = targets.picked(lang, indicator.wording)
    if word:
        text = f"{text} (“{word}”)"
    target = indicator.target
    is_whole = explanation.whole and explanation.row.summed
    if is_whole or target is None or not target.by_unit:
        return text
    share = indicator.goal_of(area)
    own = (
        lang.gettext("none")
        if share is None
        else str(wording.target_amount(lang, indicator, share))
    )
    return lang.gettext("{target}; {unit}: {share}", target=text, unit=explanation.who, share=own)


def _binds(lang: Language, indicator: Indicator) -> str:
    if indicator.target is None or not measure_of(indicator).is_numeric:
        return ""
    if indicator.scope is Scope.EACH_UNIT:
        return lang.gettext("every unit by itself; the worst unit decides for the province")
    if indicator.scope is Scope.PROVINCE:
        return lang.gettext("the province as a whole; units are not judged")
    return ""
