"""What every key of a plan and of a submission is for, in a few words each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.text.message import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = N_("The name, in Vietnamese and where needed in English.")
_NUMERATOR = N_("What is counted above the fraction bar, in words.")
_POPULATION = N_("The whole that the numerator is held against: a key under “populations”.")
_TARGET = N_("What is to be reached: one comparator with its value.")
_MAX_STEP = N_(
    "The largest plausible change between two rounds, in points, or in per cent of a count; a"
    " larger one is asked about."
)
_NOT_APPLICABLE = N_("Why the indicator does not concern the unit, in a few words.")
_NOT_REPORTED = N_("Why there is no figure this time, in a few words.")
_NOTE = N_("A remark that stands in the report.")
_ACCEPT = N_(
    "Warnings that are all right here, each with the reason, which stands in the report:"
    " {TT303: the reason}."
)

_FIGURE_STATUS = N_(
    "How settled this figure alone is, where it differs from the file: estimate, provisional or"
    " final."
)
_OWN_SOURCE = N_(
    "The document or file that this alone comes from, where it is not that of the submission."
)
_DECISION = N_("The decision by which it was changed: its number, or {number: …, date: …}.")
_SECTIONS = {
    "results": N_("On the results."),
    "money": N_("On the money disbursed."),
    "tasks": N_("On the tasks."),
    "shortcomings": N_("Shortcomings and limits, beside what is behind, missing or late."),
    "causes": N_("Causes, beside those that the units give."),
    "solutions": N_("What will be done."),
    "proposals": N_("What is asked of others."),
}
_RESPONSIBLE = N_("The bodies that answer for it: keys under “bodies”.")
_CAUSE = N_("Why it is behind.")
_COMPARATORS = {
    "at_least": N_("Met from this number on."),
    "more_than": N_("Met above this number; the number itself is not enough."),
    "at_most": N_("Met up to this number."),
    "less_than": N_("Met below this number; the number itself is too much."),
    "about": N_("Met from this number on, less the tolerance where there is one."),
    "tolerance": N_("How far below “about” is still enough; 0 if left out."),
    "by_unit": N_("Each unit's own share of the target: {bac-ai: 30}."),
}
WORDS: Mapping[str, str] = {
    "PlanShape": N_("The targets of one year, who reports on them and how they are read."),
    "PlanShape.plan": N_("The plan's id, such as ninh-thuan-2024."),
    "PlanShape.year": N_("The year that the targets are for."),
    "PlanShape.title": N_("The title of the plan."),
    "PlanShape.province": N_(
        "The area whose plan it is: a province, a country, a region, a district."
    ),
    "PlanShape.units": N_(
        "The units, each by its id, which names the unit's folder in districts/."
    ),
    "PlanShape.populations": N_(
        "The wholes that numerators are held against; a submission states each of them once."
    ),
    "PlanShape.groups": N_("The headings that indicators stand under."),
    "PlanShape.indicators": N_("The objectives, each by its id, in the order of the report."),
    "PlanShape.bodies": N_("The bodies that answer for indicators and tasks, each by its id."),
    "PlanShape.funding": N_("The money of the plan: its unit, sources and projects."),
    "PlanShape.tasks": N_("What units and bodies are to do, each task by its id."),
    "PlanShape.deadlines": N_(
        "The day by which a submission has to be in, for each part of the year:"
        " {Q1: 2024-03-25, year: 2024-12-20}."
    ),
    "PlanShape.calendar": N_("The parts of the year that every unit reports for: [Q1, Q2]."),
    "PlanShape.report": N_(
        "Who hands reports on the plan in and to whom, and what they say in the office's own words."
    ),
    "ReportShape": N_(
        "What a report in the form of a letter says besides its text; what is left out stays blank."
    ),
    "ReportShape.sections": N_("The office's own texts for the sections of the report."),
    "SectionsShape": N_(
        "Texts for the sections of a report: each line is a paragraph, and a key without a text"
        " leaves its section out."
    ),
    "SectionsShape.units": N_("Texts for reports on single units, by the unit's id."),
    **{f"SectionsShape.{key}": words for key, words in _SECTIONS.items()},
    "UnitSectionsShape": N_("Texts for the sections of a report on one unit."),
    **{f"UnitSectionsShape.{key}": words for key, words in _SECTIONS.items()},
    "ReportShape.superior": N_("The agency above the one that writes."),
    "ReportShape.agency": N_("The agency that writes."),
    "ReportShape.number": N_('The number of the report, in quotes: "123".'),
    "ReportShape.symbol": N_("What follows the number: BC-BDT."),
    "ReportShape.place": N_("Where it is written; the province's name if left out."),
    "ReportShape.addressees": N_("To whom it is sent: a text, or a list of them."),
    "ReportShape.authority": N_("On whose behalf it is signed: TM. ỦY BAN NHÂN DÂN."),
    "ReportShape.office": N_("The signatory's office: TRƯỞNG BAN."),
    "ReportShape.signatory": N_("The signatory's name."),
    "ReportShape.recipients": N_("Who gets a copy (“Nơi nhận”): a text, or a list of them."),
    "TextShape": N_("Words in Vietnamese, and where needed in English."),
    "TextShape.vi": N_("In Vietnamese."),
    "TextShape.en": N_("In English."),
    "ProvinceShape": N_("The area whose plan it is."),
    "ProvinceShape.code": N_("The administrative code, in quotes."),
    "ProvinceShape.name": N_("The name."),
    "ProvinceShape.kind": N_("What kind of area it is: country, region, province, district."),
    "UnitShape": N_("A unit that reports, or whose units do."),
    "UnitShape.code": N_("The administrative code, in quotes."),
    "UnitShape.name": N_("The name."),
    "UnitShape.kind": N_("What kind of unit it is: district, city, commune."),
    "UnitShape.formerly": N_(
        "The units of last year's plan that became this one: their figures are its baseline."
    ),
    "UnitShape.units": N_("The units below it, whose figures add up to its own."),
    "PopulationShape": N_("A whole that numerators are held against."),
    "PopulationShape.name": N_("What is counted, as one says it behind a number."),
    "PopulationShape.part_of": N_(
        "A population that this one cannot be larger than, because it is a part of it."
    ),
    "PopulationShape.max_change": N_(
        "The largest plausible change between two rounds, in per cent; a larger one is asked about."
    ),
    "GroupShape": N_("A heading."),
    "GroupShape.name": _NAME,
    "TargetShape": _TARGET,
    **{f"TargetShape.{key}": words for key, words in _COMPARATORS.items()},
    "TargetShape.amended": N_(
        "What the target was changed to in mid-year, each with the period from which on and the"
        " decision: [{from: 2024-Q3, at_least: 80, decision: {number: 12/QĐ-UBND}}]."
    ),
    "AmendedTargetShape": N_("The target from some period on; what is left out stays as it was."),
    "AmendedTargetShape.from": N_("The first period that it holds for: 2024-Q3."),
    "AmendedTargetShape.decision": _DECISION,
    **{f"AmendedTargetShape.{key}": words for key, words in _COMPARATORS.items()},
    "DecisionShape": _DECISION,
    "DecisionShape.number": N_("The number of the decision: 12/QĐ-UBND."),
    "DecisionShape.date": N_("The day it was taken: 2024-07-01."),
    "BodyShape": N_("A body that is responsible for something."),
    "BodyShape.name": _NAME,
    "SourceShape": N_("Where money comes from."),
    "SourceShape.name": _NAME,
    "SourceShape.kind": N_("investment or recurrent, where it is one of the two."),
    "ProjectShape": N_("What money is spent on; amounts stand at projects without any below."),
    "ProjectShape.code": N_("The project's number in the programme, in quotes."),
    "ProjectShape.name": _NAME,
    "ProjectShape.projects": N_("The projects that it is made of."),
    "FundingShape": N_("The money of the plan."),
    "FundingShape.unit": N_("The unit of every amount, such as triệu đồng."),
    "FundingShape.currency": N_(
        "The currency that the unit is in, for exports that name one: IATI."
    ),
    "CurrencyShape": N_("A currency, and how much of it the unit of every amount is."),
    "CurrencyShape.code": N_("The code of ISO 4217, such as VND."),
    "CurrencyShape.factor": N_("How much of it one of the unit is: 1000000 for a million."),
    "FundingShape.decimals": N_("How many decimals an amount may have; 3 if left out."),
    "FundingShape.sources": N_("Where the money comes from, each source by its id."),
    "FundingShape.projects": N_("What it is spent on, each project by its id."),
    "FundingShape.target": N_(
        "The share of the money that is to be disbursed at the year's end, in per cent."
    ),
    "FundingShape.pace": N_(
        "How the target is to be reached. linear: evenly over the year, also if left out; none: not"
        " judged on the way; or milestones: {Q1: 20, Q2: 45}."
    ),
    "TaskShape": N_("Something that units or bodies are to do and to report on."),
    "TaskShape.clause": N_('The clause of the plan, in quotes: "III.2".'),
    "TaskShape.name": _NAME,
    "TaskShape.text": N_("The words of the plan."),
    "TaskShape.units": N_(
        "The units that are to do it and report on it; all: all that have none below them. If left"
        " out, bodies do, and report in province/."
    ),
    "TaskShape.responsible": _RESPONSIBLE,
    "TaskShape.due": N_("The period by whose end it is to be done: 2024-Q4."),
    "TaskShape.indicator": N_("The indicator that it serves, or several in a list."),
    "TaskShape.reading": N_("How we read the clause, for whoever may read it otherwise."),
    "ReferenceShape": N_("The two populations whose ratio a parity is compared with."),
    "ReferenceShape.numerator": N_("The part: a key under “populations”."),
    "ReferenceShape.population": N_("The whole: a key under “populations”."),
    "PartShape": N_("A part of a composite indicator; the worst part decides."),
    "PartShape.name": _NAME,
    "PartShape.numerator": _NUMERATOR,
    "PartShape.population": _POPULATION,
    "PartShape.target": N_("The part's own target; the whole's if left out."),
    "PartShape.max_step": _MAX_STEP,
    "IndicatorShape": N_("An objective of the plan and how it is measured."),
    "IndicatorShape.clause": N_('The clause of the plan, in quotes: "2.1".'),
    "IndicatorShape.group": N_("The heading it stands under: a key under “groups”."),
    "IndicatorShape.name": _NAME,
    "IndicatorShape.measure": N_(
        "What kind of number it is. rate: numerator over population, in per cent; count: how many"
        " since 1 January; amount: how much, with decimals; reduction: how far a rate fell since"
        " the end of the year before, in points; parity: a rate less the rate of reference, in"
        " points; narrative: words, not graded."
    ),
    "IndicatorShape.numerator": _NUMERATOR,
    "IndicatorShape.population": _POPULATION,
    "IndicatorShape.reference": N_("What a parity is compared with: two populations."),
    "IndicatorShape.better": N_("Which way is better; what the target implies if left out."),
    "IndicatorShape.target": _TARGET,
    "IndicatorShape.responsible": _RESPONSIBLE,
    "IndicatorShape.scope": N_(
        "Whom the target binds. province: the province as a whole, units are not judged; each_unit:"
        " every unit, the worst decides. If left out, the province and each unit are judged."
    ),
    "IndicatorShape.pace": N_(
        "How the target is to be reached. linear: evenly over the year, also if left out; none: not"
        " judged on the way; or milestones: {Q1: 70, Q2: 72}."
    ),
    "IndicatorShape.start": N_(
        "Where the way to the target begins. baseline: where the share stood at the end of the year"
        " before, also if left out; 0: the share begins anew each year, as money disbursed does."
    ),
    "IndicatorShape.may_exceed": N_(
        "Whether a numerator may be larger than its population, as spending may exceed a budget."
    ),
    "IndicatorShape.max_step": _MAX_STEP,
    "IndicatorShape.unit": N_("What is counted, as one says it behind a number."),
    "IndicatorShape.decimals": N_("How many decimals an amount may have, 0 to 3; 3 if left out."),
    "IndicatorShape.text": N_("The words of the plan."),
    "IndicatorShape.wording": N_("The plan's own comparator, such as “trên” or “khoảng”."),
    "IndicatorShape.reading": N_("How we read the clause, for whoever may read it otherwise."),
    "IndicatorShape.parts": N_(
        "The parts of a composite indicator, each with its own numerator and population."
    ),
    "MapShape": N_("How a table is read that ttdt did not make."),
    "MapShape.sheet": N_("The sheet of the workbook; not needed where there is one."),
    "MapShape.units_in": N_(
        "rows: every unit is a row; columns: every unit is a column, and rows and columns change"
        " places in everything below."
    ),
    "MapShape.names_in": N_("The column, or row, in which the units' names stand: B, or 4."),
    "MapShape.headings_in": N_("The rows, or columns, of headings, joined into one: 4-6, or A-B."),
    "MapShape.ends_at": N_("The name of the row, or column, at which the table ends."),
    "MapShape.period": N_("The period of the figures: 2024-Q2."),
    "MapShape.period_in": N_("The cell whose words name the period: A2."),
    "MapShape.status": N_("How settled the figures of all units are."),
    "MapShape.source": N_("The document that the figures come from."),
    "MapShape.sample": N_("true for invented figures; every report that uses them says so."),
    "MapShape.repeated": N_(
        "latest where of several rows of a unit the one counts that was sent last; without it they"
        " are an error."
    ),
    "MapShape.figures": N_("What each column, or row, of figures holds, by its letters or number."),
    "MapShape.units": N_(
        "What each name in the table is: a unit's id, a total of others, skip, or named: the unit"
        " that --as names."
    ),
    "MapShape.words": N_(
        "What words in the place of a number mean: a number, or why there is none."
    ),
    "MapShape.rules": N_("Sums that must hold in every row: H = D - E + F."),
    "MapLineShape": N_("A column of figures, or a row of them where units are columns."),
    "MapLineShape.heading": N_("Its heading, by which it is found again if it moves."),
    "MapLineShape.holds": N_(
        "What stands in it: populations.people, literacy, literacy.percent, literacy.note,"
        " funding.p1.local.disbursed, note, source, or skip."
    ),
    "MapLineShape.numbers": N_("How numbers are written that stand there as text."),
    "MapLineShape.times": N_("What its numbers are multiplied by, to be in the plan's unit."),
    "MapLineShape.dates": N_("What comes first of days that stand there as text, as 03/07/2024."),
    "UnitTotalShape": N_("A row that is the sum of others."),
    "UnitTotalShape.total_of": N_("The units that it adds up, by their ids; all for every one."),
    "SubmissionShape": N_("One unit's figures for one period."),
    "SubmissionShape.unit": N_("The reporting unit; the folder has the same name."),
    "SubmissionShape.period": N_(
        "The period, and the file's name: 2024-Q2, 2024-06, 2024-H1, 2024-9M or 2024. Figures are"
        " the state at its end; counts run from 1 January."
    ),
    "SubmissionShape.status": N_(
        "How settled the figures are. estimate: expected; provisional: counted, not yet confirmed;"
        " final: confirmed."
    ),
    "SubmissionShape.submitted": N_("The day the figures were handed in: 2024-06-20."),
    "SubmissionShape.as_of": N_(
        "The day the figures were counted, where that is not the last day of the period."
    ),
    "SubmissionShape.source": N_("The document that the figures come from."),
    "SubmissionShape.sample": N_("true for invented figures; every report that uses them says so."),
    "SubmissionShape.note": _NOTE,
    "SubmissionShape.accept": _ACCEPT,
    "SubmissionShape.populations": N_(
        "The wholes, each stated once for every indicator that uses it; leave empty what is not"
        " known, and write 0 only where there is none."
    ),
    "SubmissionShape.figures": N_(
        "A number, or a text, for each indicator; leave empty what is not known, and write 0 only"
        " where it is 0."
    ),
    "SubmissionShape.funding": N_(
        "The money of each project from each source, in the plan's unit; disbursed runs from 1"
        " January."
    ),
    "SubmissionShape.tasks": N_("How far each task is."),
    "AmountsShape": N_("The money of one project from one source."),
    "AmountsShape.carried_over": N_(
        "What was left of last year's money; none was if the key is left out."
    ),
    "AmountsShape.assigned": N_("What this year's budget gives, as it stands now."),
    "AmountsShape.disbursed": N_("What has been paid out since 1 January."),
    "AmountsShape.decision": N_(
        "The decision by which the amount assigned was changed in mid-year: its number, or"
        " {number: …, date: …}."
    ),
    "AmountsShape.not_reported": N_("Why there are no amounts this time, in a few words."),
    "AmountsShape.note": _NOTE,
    "AmountsShape.cause": _CAUSE,
    "AmountsShape.source": _OWN_SOURCE,
    "AmountsShape.accept": _ACCEPT,
    "TaskReportShape": N_("How far a task is."),
    "TaskReportShape.status": N_("not_started, under_way, done or cancelled."),
    "TaskReportShape.percent": N_("How much of it is done, from 0 to 100."),
    "TaskReportShape.reason": N_("Why it was cancelled."),
    "TaskReportShape.note": _NOTE,
    "TaskReportShape.cause": _CAUSE,
    "TaskReportShape.source": _OWN_SOURCE,
    "TaskReportShape.accept": _ACCEPT,
    "PopulationFigureShape": N_("A population with more to say of it."),
    "PopulationFigureShape.value": N_("How many there are."),
    "PopulationFigureShape.source": _OWN_SOURCE,
    "FigureShape": N_("A figure with more to say of it."),
    "FigureShape.value": N_("The number: how many, not the percentage."),
    "FigureShape.percent": N_(
        "The rate in per cent, where only that is known; the number is derived from it, and marked."
    ),
    "FigureShape.not_applicable": _NOT_APPLICABLE,
    "FigureShape.not_reported": _NOT_REPORTED,
    "FigureShape.note": _NOTE,
    "FigureShape.cause": _CAUSE,
    "FigureShape.source": _OWN_SOURCE,
    "FigureShape.accept": _ACCEPT,
    "FigureShape.status": _FIGURE_STATUS,
    "NarrativeShape": N_("What the unit says in words."),
    "NarrativeShape.value": N_("The text."),
    "NarrativeShape.not_applicable": _NOT_APPLICABLE,
    "NarrativeShape.not_reported": _NOT_REPORTED,
    "NarrativeShape.note": _NOTE,
    "NarrativeShape.cause": _CAUSE,
    "NarrativeShape.source": _OWN_SOURCE,
    "NarrativeShape.accept": _ACCEPT,
    "NarrativeShape.status": _FIGURE_STATUS,
}
"""By model, and by model and key."""
