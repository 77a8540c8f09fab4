"""What every key of a plan and of a submission is for, in a few words each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.message import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = mark("The name, in Vietnamese and where needed in English.")
_NUMERATOR = mark("What is counted above the fraction bar, in words.")
_POPULATION = mark("The whole that the numerator is held against: a key under “populations”.")
_TARGET = mark("What is to be reached: one comparator with its value.")
_MAX_STEP = mark(
    "The largest plausible change between two rounds, in points, or in per cent of a count; a"
    " larger one is asked about."
)
_NOT_APPLICABLE = mark("Why the indicator does not concern the unit, in a few words.")
_NOT_REPORTED = mark("Why there is no figure this time, in a few words.")
_NOTE = mark("A remark that stands in the report.")
_ACCEPT = mark(
    "Warnings that are all right here, each with the reason, which stands in the report:"
    " {TT303: the reason}."
)

WORDS: Mapping[str, str] = {
    "PlanShape": mark("The targets of one year, who reports on them and how they are read."),
    "PlanShape.plan": mark("The plan's id, such as ninh-thuan-2024."),
    "PlanShape.year": mark("The year that the targets are for."),
    "PlanShape.title": mark("The title of the plan."),
    "PlanShape.province": mark("The province whose plan it is."),
    "PlanShape.units": mark(
        "The reporting units, each by its id, which names the unit's folder in districts/."
    ),
    "PlanShape.populations": mark(
        "The wholes that numerators are held against; a submission states each of them once."
    ),
    "PlanShape.groups": mark("The headings that indicators stand under."),
    "PlanShape.indicators": mark("The objectives, each by its id, in the order of the report."),
    "PlanShape.deadlines": mark(
        "The day by which a submission has to be in, for each part of the year:"
        " {Q1: 2024-03-25, year: 2024-12-20}."
    ),
    "PlanShape.calendar": mark("The parts of the year that every unit reports for: [Q1, Q2]."),
    "PlanShape.report": mark(
        "Who hands reports on the plan in and to whom, for the report as a Word file."
    ),
    "LetterheadShape": mark(
        "What a report in the form of a letter says besides its text; what is left out stays blank."
    ),
    "LetterheadShape.superior": mark("The agency above the one that writes."),
    "LetterheadShape.agency": mark("The agency that writes."),
    "LetterheadShape.number": mark('The number of the report, in quotes: "123".'),
    "LetterheadShape.symbol": mark("What follows the number: BC-BDT."),
    "LetterheadShape.place": mark("Where it is written; the province's name if left out."),
    "LetterheadShape.addressees": mark("To whom it is sent: a text, or a list of them."),
    "LetterheadShape.authority": mark("On whose behalf it is signed: TM. ỦY BAN NHÂN DÂN."),
    "LetterheadShape.office": mark("The signatory's office: TRƯỞNG BAN."),
    "LetterheadShape.signatory": mark("The signatory's name."),
    "LetterheadShape.recipients": mark("Who gets a copy (“Nơi nhận”): a text, or a list of them."),
    "TextShape": mark("Words in Vietnamese, and where needed in English."),
    "TextShape.vi": mark("In Vietnamese."),
    "TextShape.en": mark("In English."),
    "ProvinceShape": mark("A province."),
    "ProvinceShape.code": mark("The administrative code, in quotes."),
    "ProvinceShape.name": mark("The name."),
    "UnitShape": mark("A reporting unit."),
    "UnitShape.code": mark("The administrative code, in quotes."),
    "UnitShape.name": mark("The name."),
    "UnitShape.kind": mark("What kind of unit it is: district, city."),
    "PopulationShape": mark("A whole that numerators are held against."),
    "PopulationShape.name": mark("What is counted, as one says it behind a number."),
    "PopulationShape.part_of": mark(
        "A population that this one cannot be larger than, because it is a part of it."
    ),
    "PopulationShape.max_change": mark(
        "The largest plausible change between two rounds, in per cent; a larger one is asked about."
    ),
    "GroupShape": mark("A heading."),
    "GroupShape.name": _NAME,
    "TargetShape": _TARGET,
    "TargetShape.at_least": mark("Met from this number on."),
    "TargetShape.more_than": mark("Met above this number; the number itself is not enough."),
    "TargetShape.at_most": mark("Met up to this number."),
    "TargetShape.less_than": mark("Met below this number; the number itself is too much."),
    "TargetShape.about": mark("Met from this number on, less the tolerance where there is one."),
    "TargetShape.tolerance": mark("How far below “about” is still enough; 0 if left out."),
    "TargetShape.by_unit": mark("Each unit's own share of the target: {bac-ai: 30}."),
    "ReferenceShape": mark("The two populations whose ratio a parity is compared with."),
    "ReferenceShape.numerator": mark("The part: a key under “populations”."),
    "ReferenceShape.population": mark("The whole: a key under “populations”."),
    "PartShape": mark("A part of a composite indicator; the worst part decides."),
    "PartShape.name": _NAME,
    "PartShape.numerator": _NUMERATOR,
    "PartShape.population": _POPULATION,
    "PartShape.target": mark("The part's own target; the whole's if left out."),
    "PartShape.max_step": _MAX_STEP,
    "IndicatorShape": mark("An objective of the plan and how it is measured."),
    "IndicatorShape.clause": mark('The clause of the plan, in quotes: "2.1".'),
    "IndicatorShape.group": mark("The heading it stands under: a key under “groups”."),
    "IndicatorShape.name": _NAME,
    "IndicatorShape.measure": mark(
        "What kind of number it is. rate: numerator over population, in per cent; count: how many"
        " since 1 January; reduction: how far a rate fell since the end of the year before, in"
        " points; parity: a rate less the rate of reference, in points; narrative: words, not"
        " graded."
    ),
    "IndicatorShape.numerator": _NUMERATOR,
    "IndicatorShape.population": _POPULATION,
    "IndicatorShape.reference": mark("What a parity is compared with: two populations."),
    "IndicatorShape.better": mark("Which way is better; what the target implies if left out."),
    "IndicatorShape.target": _TARGET,
    "IndicatorShape.scope": mark(
        "Whom the target binds. province: the province as a whole, units are not judged; each_unit:"
        " every unit, the worst decides. If left out, the province and each unit are judged."
    ),
    "IndicatorShape.pace": mark(
        "How the target is to be reached. linear: evenly over the year, also if left out; none: not"
        " judged on the way; or milestones: {Q1: 70, Q2: 72}."
    ),
    "IndicatorShape.max_step": _MAX_STEP,
    "IndicatorShape.unit": mark("What is counted, as one says it behind a number."),
    "IndicatorShape.text": mark("The words of the plan."),
    "IndicatorShape.wording": mark("The plan's own comparator, such as “trên” or “khoảng”."),
    "IndicatorShape.reading": mark("How we read the clause, for whoever may read it otherwise."),
    "IndicatorShape.parts": mark(
        "The parts of a composite indicator, each with its own numerator and population."
    ),
    "SubmissionShape": mark("One unit's figures for one period."),
    "SubmissionShape.unit": mark("The reporting unit; the folder has the same name."),
    "SubmissionShape.period": mark(
        "The period, and the file's name: 2024-Q2, 2024-06, 2024-H1, 2024-9M or 2024. Figures are"
        " the state at its end; counts run from 1 January."
    ),
    "SubmissionShape.status": mark(
        "How settled the figures are. estimate: expected; provisional: counted, not yet confirmed;"
        " final: confirmed."
    ),
    "SubmissionShape.submitted": mark("The day the figures were handed in: 2024-06-20."),
    "SubmissionShape.source": mark("The document that the figures come from."),
    "SubmissionShape.sample": mark(
        "true for invented figures; every report that uses them says so."
    ),
    "SubmissionShape.note": _NOTE,
    "SubmissionShape.accept": _ACCEPT,
    "SubmissionShape.populations": mark(
        "The wholes, each stated once for every indicator that uses it; leave empty what is not"
        " known, and write 0 only where there is none."
    ),
    "SubmissionShape.figures": mark(
        "A number, or a text, for each indicator; leave empty what is not known, and write 0 only"
        " where it is 0."
    ),
    "FigureShape": mark("A figure with more to say of it."),
    "FigureShape.value": mark("The number: how many, not the percentage."),
    "FigureShape.percent": mark(
        "The rate in per cent, where only that is known; the number is derived from it, and marked."
    ),
    "FigureShape.not_applicable": _NOT_APPLICABLE,
    "FigureShape.not_reported": _NOT_REPORTED,
    "FigureShape.note": _NOTE,
    "FigureShape.accept": _ACCEPT,
    "NarrativeShape": mark("What the unit says in words."),
    "NarrativeShape.value": mark("The text."),
    "NarrativeShape.not_applicable": _NOT_APPLICABLE,
    "NarrativeShape.not_reported": _NOT_REPORTED,
    "NarrativeShape.note": _NOTE,
    "NarrativeShape.accept": _ACCEPT,
}
"""By model, and by model and key."""
