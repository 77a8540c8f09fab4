"""What is wrong with submissions: what figures are left out for, and what stands beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document.model import Note, Notes
from ttdt.document.report import rows
from ttdt.document.report.unit_names import ListedBy, is_folded, named
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.compute.round_report import Report, SubmissionError
    from ttdt.finding import Finding
    from ttdt.text.language import Language

_MOST_FINDINGS = 100
"""A section names this many errors; a file that is all errors has thousands."""


def report_errors(lang: Language, report: Report) -> list[Notes]:
    """Return the sections on the errors of a report, those that say something.

    Where a submission does not say how settled its figures are, a report cannot say it either, and
    that stands with them.
    """
    found = [unit for unit in (OWN_AREA, *report.units) if _is_unsettled(report, unit)]
    # Units that are named together are one subject, and others have a line each.
    subjects = [found] if found and is_folded(report) else [[unit] for unit in found]
    unsettled = tuple(
        lang.gettext(
            "{unit}: whether its figures are estimates, provisional or final is not known",
            unit=named(lang, report, units, ListedBy.CSV),
        )
        for units in subjects
    )
    return error_sections(lang, report.all_errors, unsettled=unsettled)


def error_sections(
    lang: Language,
    errors: Sequence[SubmissionError],
    most: int = _MOST_FINDINGS,
    unsettled: Sequence[str] = (),
) -> list[Notes]:
    """Return the errors that figures are left out for and those beside the figures, where any.

    With the latter stands what is `unsettled` for them.
    """
    left_out = [error.finding for error in errors if error.leaves_out]
    beside = [error.finding for error in errors if not error.leaves_out]
    sections = (
        (left_out_title(lang), findings_said(lang, left_out, most)),
        (beside_title(lang), (*findings_said(lang, beside, most), *unsettled)),
    )
    return [
        Notes(title, tuple(Note("", "", text) for text in said)) for title, said in sections if said
    ]


def left_out_title(lang: Language) -> str:
    """Return the title over errors that figures are left out for."""
    return lang.gettext("Invalid, and left out")


def beside_title(lang: Language) -> str:
    """Return the title over errors for which nothing is left out."""
    return lang.gettext("Errors beside the figures, which are counted")


def findings_said(
    lang: Language, findings: Sequence[Finding], most: int = _MOST_FINDINGS
) -> tuple[str, ...]:
    """Return where each error stands and what it is, but how many more there are after `most`."""
    said = [
        f"{found.path}:{found.span.line}:{found.span.column}:"
        f" {found.code} {lang.translate(found.message)}"
        for found in findings[:most]
    ]
    more = len(findings) - len(said)
    if more:
        said.append(
            lang.ngettext(
                "and {n} more; ttdt check lists all", "and {n} more; ttdt check lists all", more
            )
        )
    return tuple(said)


def _is_unsettled(report: Report, area: str) -> bool:
    """Return whether figures are counted of a file that does not say how settled they are."""
    filed = report.filed.get(area)
    if filed is None or filed.status is not None:
        return False
    found = [result.areas[area] for result in rows.leaves(report)]
    return any(
        row.source is not None and row.source.path == filed.path
        for row in found
        if row.value is not None or row.text is not None
    )
