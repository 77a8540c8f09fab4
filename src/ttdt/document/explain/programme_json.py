"""Explanations of money and tasks as plain data, beside those of indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ttdt.document.explain.funding import title
from ttdt.document.explain.source_json import source_data
from ttdt.document.funding.json import reassignment_data, row_data, unknown_data
from ttdt.document.funding.notes import row_summary
from ttdt.document.plain_data import decision_data, exact_number, finding_data
from ttdt.document.tasks.json import task_data, written_area

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from ttdt.analysis.explain import AmountInput, FundingExplanation, TaskExplanation
    from ttdt.analysis.explain.funding import MoneyExplanation
    from ttdt.text.language import Language


def funding_data(language: Language, explanation: FundingExplanation) -> dict[str, Any]:
    """Return the derivation of a row of money, with exact numbers as text."""
    row, plan = explanation.row, explanation.report.plan
    money = row.money
    return {
        "id": explanation.full_id,
        "name": title(language, explanation),
        "unit": language.pick(explanation.funding.unit),
        **row_data(row),
        "area": plan.id_in_whole(row.key.area) or None,
        "exact": {
            "percent": _fraction(None if money is None else money.rate),
            "expected": _fraction(row.expected),
            "pace": _fraction(row.pace),
            "gap": _fraction(row.gap),
        },
        "amounts": [_part(explanation, part) for part in explanation.parts],
        "unknown": [unknown_data(plan, one) for one in explanation.unknown],
        "reassignments": [reassignment_data(plan, one) for one in explanation.reassignments],
        "sentence": row_summary(language, explanation.funding, row),
        "findings": [finding_data(found, language) for found in explanation.findings],
    }


def _fraction(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _part(explanation: FundingExplanation, part: MoneyExplanation) -> dict[str, Any]:
    amounts = part.counted.amounts
    project, source = part.counted.cell
    return {
        "area": explanation.report.plan.id_in_whole(part.counted.area) or None,
        "project": project,
        "source": source,
        "period": part.period,
        "inputs": [_input(explanation, entry) for entry in part.now],
        "before_inputs": [_input(explanation, entry) for entry in part.before],
        "last_year_inputs": [_input(explanation, entry) for entry in part.last_year],
        "decision": None if amounts.decision is None else decision_data(amounts.decision),
        "note": amounts.note,
        "cause": amounts.cause,
        "accepted": dict(amounts.accept),
    }


def _input(explanation: FundingExplanation, entry: AmountInput) -> dict[str, Any]:
    return {
        "role": entry.role,
        "value": exact_number(entry.value),
        "exact": f"{entry.value:f}",
        "place": source_data(entry.place, explanation.change_at(entry.place)),
    }


def explained_task_data(language: Language, explanation: TaskExplanation) -> dict[str, Any]:
    """Return what is said of a task, with what last changed each word."""
    plan = explanation.report.plan
    data = task_data(plan, explanation.row, language)
    for area, word in explanation.row.words.items():
        place = word.source
        change = None if place is None else explanation.change_at(place)
        data["units"][written_area(plan, area)]["source"] = source_data(place, change)
    findings = [finding_data(found, language) for found in explanation.findings]
    return {**data, "findings": findings}


def tidy_amounts(data: Mapping[str, Any]) -> Iterator[dict[str, object]]:
    """Yield a row for each amount that the data of a row of money, or of a task, rest on."""
    for part in data["amounts"]:
        for key in ("before_inputs", "last_year_inputs", "inputs"):
            for entry in part[key]:
                place = entry["place"]
                yield {
                    "indicator": f"funding.{part['project']}.{part['source']}",
                    "part": None,
                    "reporting_unit": part["area"],
                    "role": entry["role"] if key == "inputs" else f"{key[:-7]}_{entry['role']}",
                    "population": None,
                    "value": entry["value"],
                    "exact": entry["exact"],
                    "period": part["period"],
                    "source": place,
                }


def tidy_words(data: Mapping[str, Any], period: str) -> Iterator[dict[str, object]]:
    """Yield a row for each area that is asked for a task."""
    for area, word in data["units"].items():
        yield {
            "indicator": data["id"],
            "part": None,
            "reporting_unit": area,
            "role": "task",
            "population": None,
            "value": word["percent"],
            "exact": None if word["percent"] is None else str(word["percent"]),
            "period": period,
            "source": word["source"],
            "text": word["status"],
        }
