"""The report for a mail or someone else's page: one element, plain tables, nothing that runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.compute.results import Status
from ttdt.document.report import notes, rows, unit_matrix
from ttdt.document.report.sentences import judgement
from ttdt.output.html.labels import words
from ttdt.output.html.page import parts
from ttdt.output.palette import TINTS

if TYPE_CHECKING:
    from ttdt.compute.results import Report
    from ttdt.output import View


def fragment(report: Report, view: View) -> dict[str, object]:
    """Return the values of the fragment's template."""
    lang = view.language
    title, subject, method = notes.heading(lang, report)
    # Mail programs know no style sheets, so that each cell has its colours with it.
    tints = {
        status: f"background-color:#{tint.ground};color:#{tint.ink}"
        for status, tint in TINTS.items()
    }
    grounds = {status: f"#{tint.ground}" for status, tint in TINTS.items()}
    return {
        "code": lang.code,
        "w": words(lang),
        "title": title,
        "subject": subject,
        "method": method,
        "banner": notes.sample_banner(lang) if report.sample else "",
        "warning": tints[Status.BEHIND],
        "tints": tints,
        "grounds": grounds,
        "sentences": judgement(lang, report),
        "parts": [] if view.by_unit else parts(lang, report),
        "lines": (
            [
                (
                    lang.pick(group.name),
                    [unit_matrix.line(lang, report, one, ranks=view.ranks) for one in found],
                )
                for group, found in rows.by_group(report)
            ]
            if view.by_unit
            else []
        ),
        "heads": [" ".join(head) for head in unit_matrix.unit_heads(lang, report)],
        "legend": notes.legend(lang, report) if view.by_unit else [],
        "hints": unit_matrix.notes(lang, ranks=view.ranks) if view.by_unit else [],
        "marks": notes.marks_legend(lang, report),
        "sections": (notes.province_sections(lang, report, texts=True) if view.by_unit else []),
        "closing": (
            notes.closing_sections(lang, report) if report.by_selection and not view.by_unit else []
        ),
    }
