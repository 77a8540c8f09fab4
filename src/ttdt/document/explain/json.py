"""An explanation as JSON, format `ttdt.explain/1`: keys are only ever added within version 1.

What the report says stands here as the report's JSON has it; this only adds where it comes from,
and exact numbers as text: `"145/2"`.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ttdt.compute import Selection, select
from ttdt.compute.verdict import BEHIND_FROM, ON_TRACK_FROM
from ttdt.document import targets
from ttdt.document.explain.pace import method_text
from ttdt.document.explain.programme_json import explained_task_data, funding_data
from ttdt.document.explain.sentence import sentence
from ttdt.document.explain.source_json import source_data
from ttdt.document.plain_data import finding_data, number
from ttdt.document.report import json
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.analysis.explain import (
        Explanation,
        FundingExplanation,
        Input,
        TaskExplanation,
        UnitExplanation,
    )
    from ttdt.analysis.explain.change import ShareChange
    from ttdt.compute import AreaResult, Report, Share, SubmissionInfo
    from ttdt.compute.contributions import Contribution
    from ttdt.number import Number
    from ttdt.plan import Plan
    from ttdt.text.language import Language

FORMAT = "ttdt.explain/1"

_ENDS = (Fraction(0), Fraction(100))
_EXACT = ("value", "numerator", "population", "baseline", "expected", "pace", "gap")


def document(
    report: Report,
    area: str,
    explanations: Sequence[Explanation],
    money: Sequence[FundingExplanation],
    tasks: Sequence[TaskExplanation],
    language: Language,
) -> dict[str, Any]:
    """Return the explanations, all of one report and area, as plain data."""
    only = None if area == OWN_AREA else area
    chosen = Selection(
        units=() if only is None else (only,),
        indicators=tuple(explanation.indicator.id for explanation in explanations),
    )
    # Money and tasks have explanations of their own.
    selected = select(replace(report, funding=None, tasks=None), chosen)
    reported = json.document(selected, language)
    entries = {(entry["id"], entry["part"]): entry for entry in reported["indicators"]}
    return {
        "format": FORMAT,
        **{key: reported[key] for key in ("plan", "province", "period", "method")},
        "method_source": method_text(language, report.method),
        "cut_offs": {
            "on_track": number(ON_TRACK_FROM),
            "behind": number(BEHIND_FROM),
            "far_behind": 0,
        },
        "sample": reported["sample"],
        "unit": only,
        "indicators": [
            _entry(language, found, entries[found.indicator.key])
            for explanation in explanations
            for found in (explanation, *explanation.parts)
        ],
        "funding": [funding_data(language, found) for found in money],
        "tasks": [explained_task_data(language, found) for found in tasks],
    }


def _entry(
    language: Language, explanation: Explanation, reported: dict[str, Any]
) -> dict[str, Any]:
    indicator, plan = explanation.indicator, explanation.report.plan
    place = explanation.clause_place
    return {
        **reported,
        "source": None if place is None else {"path": place.path, "line": place.line},
        "text": targets.picked(language, indicator.text) or None,
        "wording": targets.picked(language, indicator.wording) or None,
        "reading": targets.picked(language, indicator.reading) or None,
        "numerator": targets.picked(language, indicator.numerator) or None,
        "population": _population(language, plan, indicator.population),
        "reference": None
        if indicator.reference is None
        else {
            "numerator": _population(language, plan, indicator.reference.numerator),
            "population": _population(language, plan, indicator.reference.population),
        },
        "better": str(indicator.direction),
        "scope": None if indicator.scope is None else str(indicator.scope),
        "paced": indicator.paced,
        "province": {**reported["province"], **_own(explanation, explanation.result.own)},
        "area": _area(explanation, reported),
        "units": {
            unit: {**reported["units"][unit], **_unit(explanation, seen)}
            for unit, seen in explanation.units.items()
            if unit != OWN_AREA
        },
        "change": _share_change(explanation.change),
        "sentence": sentence(language, explanation),
        "findings": [finding_data(found, language) for found in explanation.findings],
    }


def _population(language: Language, plan: Plan, name: str | None) -> dict[str, Any] | None:
    found = plan.populations.get(name or "")
    return None if found is None else {"id": found.id, "name": language.pick(found.name)}


def _share_change(change: ShareChange | None) -> dict[str, Any] | None:
    if change is None:
        return None
    return {
        "numerators": number(change.numerators),
        "populations": number(change.populations),
        "mix": number(change.mix),
        "total": number(change.total),
        "units": change.units,
    }


def _area(explanation: Explanation, reported: dict[str, Any]) -> dict[str, Any]:
    """Return the row that is explained; `inputs` is what the area itself says, counted or not."""
    area = explanation.area
    own = explanation.own or explanation.units.get(area)
    return {
        "id": None if explanation.whole else area,
        **(reported["province"] if explanation.whole else reported["units"][area]),
        **_own(explanation, explanation.row),
        "inputs": [_input(explanation, entry) for entry in (() if own is None else own.now)],
        "baseline_inputs": [
            _input(explanation, entry) for entry in (() if own is None else own.before)
        ],
        "populations_below": [
            {"unit": unit, **_input(explanation, entry)}
            for unit, entry in explanation.populations_below
        ],
        "left_out": list(explanation.left_out),
    }


def _own(explanation: Explanation, row: AreaResult) -> dict[str, Any]:
    bounds = explanation.bounds
    marks = (*_ENDS, *(() if row.goal is None else (row.goal,)))
    return {
        "exact": _exact(row),
        "before": _share(row.before),
        "reference": _share(row.reference),
        "milestone": number(explanation.milestone) if explanation.whole else None,
        "bounds": None
        if bounds is None
        else {
            "lowest": number(bounds.lowest, marks),
            "highest": number(bounds.highest, marks),
            "unknown": number(bounds.unknown),
            "exact": {"lowest": str(bounds.lowest), "highest": str(bounds.highest)},
        },
        "certainty": str(explanation.certainty),
        "rest": _contribution(explanation.rest),
    }


def _unit(explanation: Explanation, seen: UnitExplanation) -> dict[str, Any]:
    return {
        "exact": _exact(seen.row),
        "inputs": [_input(explanation, entry) for entry in seen.now],
        "before": _share(seen.row.before),
        "baseline_inputs": [_input(explanation, entry) for entry in seen.before],
        "reference": _share(seen.row.reference),
        "milestone": None if explanation.whole else number(explanation.milestone),
        "known_population": None if seen.lent is None else _input(explanation, seen.lent),
        "contribution": _contribution(seen.contribution),
        "documents": [_document(filed) for filed in seen.documents],
    }


def _exact(row: AreaResult) -> dict[str, str | None]:
    return {name: _fraction(getattr(row, name)) for name in _EXACT}


def _fraction(value: Number | None) -> str | None:
    return None if value is None else str(value)


def _share(share: Share | None) -> dict[str, Any] | None:
    if share is None:
        return None
    return {
        "numerator": number(share.numerator),
        "population": number(share.population),
        "rate": number(share.rate),
        "exact": {"numerator": _fraction(share.numerator), "rate": _fraction(share.rate)},
    }


def _input(explanation: Explanation, entry: Input) -> dict[str, Any]:
    return {
        "role": str(entry.role),
        "population": entry.population,
        "value": number(entry.value),
        "exact": _fraction(entry.value),
        "period": entry.period,
        "source": source_data(entry.place, explanation.change_at(entry.place)),
        "former_unit": entry.former_unit,
        "own_source": entry.own_source,
    }


def _contribution(found: Contribution | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "amount": number(found.amount),
        "points": number(found.points),
        "exact": {"amount": str(found.amount), "points": _fraction(found.points)},
    }


def _document(filed: SubmissionInfo) -> dict[str, Any]:
    return {
        "path": filed.path,
        "period": filed.period,
        "status": None if filed.status is None else str(filed.status),
        "submitted": None if filed.submitted is None else filed.submitted.isoformat(),
        "as_of": None if filed.as_of is None else filed.as_of.isoformat(),
        "source": filed.source,
        "note": filed.note,
        "sample": filed.sample,
        "accepted": dict(filed.accepted),
    }
