"""What a form writes of a question whichever unit is asked: its label, its target, its formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.excel.limits import fit
from ttdt.forms import labels
from ttdt.forms.form import WORDS

if TYPE_CHECKING:
    from ttdt.forms.form import Question
    from ttdt.forms.formulas import Formulas
    from ttdt.forms.labels import LabelLine
    from ttdt.plan import Plan


class LiveCells(NamedTuple):
    """The formulas of a row, and the format of its value."""

    pattern: str
    result: str
    verdict: str
    exact: str | None
    """The unrounded value of a figure."""


class QuestionTexts(NamedTuple):
    """The texts of a row."""

    lines: list[LabelLine]
    measured: str
    target: str
    live: LiveCells | None
    """None for an answer in words."""


class FormTexts:
    """The texts of questions for one plan, period and language, of each question made once.

    Most units are asked alike, and making the texts is a tenth of what a form takes.
    """

    def __init__(self) -> None:
        """Begin without any."""
        self._made: dict[tuple[object, ...], QuestionTexts] = {}

    def of(self, question: Question, plan: Plan, formulas: Formulas) -> QuestionTexts:
        """Return the texts of a question, whose row the formulas know."""
        if question.kind in WORDS:
            # The label of an answer in words repeats the unit's last one.
            return _texts(question, plan, formulas)
        last = question.last
        known_by = (
            question.id,
            formulas.rows[question.id],
            question.owed,
            question.goal,
            question.baseline,
            () if last is None else last.formerly,
        )
        made = self._made.get(known_by)
        if made is None:
            made = self._made[known_by] = _texts(question, plan, formulas)
        return made


def _texts(question: Question, plan: Plan, formulas: Formulas) -> QuestionTexts:
    lang = formulas.lang
    return QuestionTexts(
        labels.label_lines(lang, plan, question),
        labels.measured_in(lang, plan, question),
        labels.target_text(lang, question),
        None if question.kind in WORDS else _live(question, plan, formulas),
    )


def _live(question: Question, plan: Plan, formulas: Formulas) -> LiveCells:
    pattern = labels.value_pattern(formulas.lang, question.indicator)
    if question.population is None:
        return LiveCells(
            pattern, formulas.shown(question), formulas.verdict(question), formulas.exact(question)
        )
    whole = plan.populations.get(question.population.part_of or "")
    owner = "" if whole is None else fit(formulas.lang.pick(whole.name))
    verdict = formulas.population_verdict(question, owner)
    return LiveCells(pattern, formulas.population(question), verdict, None)
