"""What stands around a picture: what it shows, of whom and when, and whose figures it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.document import wording
from ttdt.document.report import notes, rows
from ttdt.document.report.unit_names import submitted_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ttdt.compute.results import IndicatorResult
    from ttdt.compute.round_report import Report
    from ttdt.document.report.rows import Row
    from ttdt.text.language import Language


class Caption(NamedTuple):
    """The words around a picture."""

    title: str
    lines: tuple[str, ...]
    """Whose values, of when, and what they are held against."""
    banner: str
    """That the figures are made up; nothing where they are not."""
    notes: tuple[str, ...]
    source: str


def caption(
    lang: Language,
    report: Report,
    result: IndicatorResult,
    area: str,
    *,
    is_sample: bool,
    marks: str = "",
    said: Iterable[str] = (),
) -> Caption:
    """Return what stands around a picture of one area's values, or of those below it.

    `marks` are those it has besides, and `said` the notes that only this picture has.
    """
    row = rows.area_row(lang, report, result, area)
    target = row.target or wording.no_target(lang, result.indicator)
    held_against = f"{lang.gettext('Target')}: {target}"
    return Caption(
        title=wording.title_of(lang, report.plan, result.indicator),
        lines=(
            lang.gettext(
                "{province}: {period}, to {end}",
                province=report.plan.distinct_names[area],
                period=report.period.label,
                end=lang.date(report.period.end),
            ),
            f"{held_against}; {lang.gettext('Actual')}: {value_said(lang, row)}",
        ),
        banner=notes.sample_banner(lang) if is_sample else "",
        notes=(*notes.meaning_of_marks(lang, row.coverage + marks), *said),
        source=lang.gettext(
            "Source: the units' reports ({submitted}); {plan}",
            submitted=submitted_text(lang, report, area),
            plan=lang.pick(report.plan.title),
        ),
    )


def value_said(lang: Language, row: Row) -> str:
    """Return a value, what it is made of, its verdict and what must be known of it, or why none."""
    share = f" ({row.share})" if row.share else ""
    value = "" if row.value is None else f"{row.value}{share}"
    verdict = wording.status_word(lang, row.status)
    return ", ".join(filter(None, (value, verdict, *remarks_on(lang, row))))


def remarks_on(lang: Language, row: Row) -> Iterator[str]:
    """Yield why there is no value, or what must be known of it: coverage and flags."""
    if row.reason:
        yield row.reason
    if row.worst_said:
        yield row.worst_said
    if row.coverage:
        yield lang.gettext("{coverage} units", coverage=row.coverage)
    yield from (wording.flag_word(lang, flag) for flag in row.flags)
