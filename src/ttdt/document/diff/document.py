"""What changed, as a page: the verdicts first, then every figure, then what stands behind them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from ttdt.analysis.diff import ChangeKind
from ttdt.analysis.diff.results import MISSING, difference, kind_of, relative
from ttdt.document.answer import tidy
from ttdt.document.diff import json, summary, wording
from ttdt.document.diff.new_notes import NotesBeside, note_head, other_notes
from ttdt.document.diff.programme import money_blocks, task_blocks
from ttdt.document.entries import Entries
from ttdt.document.model import (
    Cell,
    Column,
    Document,
    Heading,
    Items,
    Line,
    Paragraph,
    Style,
    Table,
    Title,
    cell,
)
from ttdt.document.report import comparison_wording, notes
from ttdt.document.report.errors import error_sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ttdt.analysis.diff import Diff, FigureChange, Flip, PopulationChange, Stated, ValueChange
    from ttdt.document.answer import TidyRows, View
    from ttdt.document.model import Block
    from ttdt.plan import Indicator
    from ttdt.text.language import Language

_WIDE = 120
"""The width of a terminal from which what is counted and the plan stand beside the values."""
_MOST_ERRORS = 20
"""A page names this many errors; a file that is all errors has thousands."""

_Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class DiffAnswer:
    """What changed between two rounds."""

    found: Diff

    def document(self, view: View) -> Document:
        """Return the verdicts first, then every figure, then what stands behind them.

        A terminal has a line for what came or went with a unit's whole submission.
        """
        is_wide = view.width is None or view.width >= _WIDE
        brief = view.width is not None
        return Document(tuple(_blocks(view.language, self.found, brief=brief, is_wide=is_wide)))

    def data(self, language: Language) -> Mapping[str, Any]:
        """Return the comparison as plain data, names in one language."""
        return json.document(self.found, language)

    def rows(self, language: Language) -> TidyRows:
        """Return a row for each figure that changed."""
        return tidy(self.data(language)["figures"])


def _blocks(lang: Language, found: Diff, *, brief: bool, is_wide: bool) -> Iterator[Block]:
    yield Title(summary.title(lang, found))
    yield Paragraph(lang.pick(found.new.report.plan.title))
    if found.sample:
        yield Paragraph(notes.sample_banner(lang), Style.SAMPLE)
    yield Paragraph(summary.summary(lang, found))
    old, new = (side.report.period for side in (found.old, found.new))
    if old != new and old.end == new.end:
        yield Paragraph(
            lang.gettext(
                "Both periods end on the same day: a unit that has submitted for one of them only"
                " has that submission on both sides."
            )
        )
    province = [flip for flip in found.flips if not flip.of_unit]
    listed = summary.shortened(found) if brief else found
    units = [flip for flip in listed.flips if flip.of_unit]
    yield from _flips(
        lang,
        found,
        lang.gettext("Verdicts that changed: the province")
        if found.of_province
        else lang.gettext("Verdicts that changed: the whole area"),
        province,
        brief=brief,
    )
    if not found.empty:
        yield from _values(lang, found, brief=brief, is_wide=is_wide)
    apart = list(summary.whole_unit_lines(lang, found)) if brief else []
    if apart:
        yield Heading(lang.gettext("Units that have submitted on one side only"))
        yield from map(Paragraph, apart)
    yield from _flips(
        lang, found, lang.gettext("Verdicts that changed: the units"), units, brief=brief
    )
    yield from _figures(lang, listed)
    yield from other_notes(lang, found, brief=brief)
    yield from _populations(lang, listed)
    yield from _baseline(lang, found)
    yield from money_blocks(lang, found)
    yield from task_blocks(lang, found, brief=brief)
    yield from _submissions(lang, found)
    yield from _plan(lang, found)
    yield from _units_that_changed(lang, found)
    for section in error_sections(lang, found.errors, _MOST_ERRORS):
        yield Heading(section.title)
        yield Items(tuple(note.text for note in section.notes))


def _units_that_changed(lang: Language, found: Diff) -> Iterator[Block]:
    """Yield which units are held against others, and which areas cannot be compared."""
    names = found.new.round.plan.distinct_names
    if found.formed:
        yield Heading(lang.gettext("Units held against the sum of those they were formed of"))
        yield Items(
            tuple(
                lang.gettext("{unit}: {former}", unit=names[unit], former=former)
                for unit, former in found.formed.items()
            )
        )
    said = tuple(_incomparable(lang, found))
    if said:
        yield Heading(lang.gettext("What cannot be compared"))
        yield Items(said)


def _incomparable(lang: Language, found: Diff) -> Iterator[str]:
    old, new = found.old.round.plan, found.new.round.plan
    if old.area.name != new.area.name:
        yield lang.gettext(
            "the plan of {year} is for {before}, this one for {now}",
            year=str(old.year),
            before=old.area.name,
            now=new.area.name,
        )
    for unit, former in found.incomparable.items():
        if former:
            yield lang.gettext(
                "{unit}: formed of a part of {former}", unit=new.distinct_names[unit], former=former
            )
    added = tuple(
        new.distinct_names[unit] for unit, former in found.incomparable.items() if not former
    )
    if added:
        yield lang.gettext(
            "not in the plan of {year}, nor formed of units there: {units}",
            year=str(old.year),
            units=added,
        )


def _values(lang: Language, found: Diff, *, brief: bool, is_wide: bool) -> Iterator[Block]:
    """Yield the whole's values; where they are to be `brief`, only those that changed."""
    known = [one for one in found.values if one.old.value is not None or one.new.value is not None]
    shown = [one for one in known if not (brief and one.old.value == one.new.value)]
    if not known:
        return
    yield Heading(
        lang.gettext("Values of the province")
        if found.of_province
        else lang.gettext("Values of the whole area")
    )
    rows = tuple(
        (
            *_indicator_cells(lang, one.indicator),
            *(
                cell(text, value=value)
                for text, value in zip(
                    wording.value_texts(lang, one),
                    (one.old.value, one.new.value, one.change),
                    strict=True,
                )
            ),
            *_plan_cells(lang, one),
            _id_cell(one.indicator),
        )
        for one in shown
    )
    if rows:
        heads = (
            *_indicator_heads(lang, rest=True),
            _number_head(lang.gettext("Before")),
            _number_head(lang.gettext("Now")),
            _number_head(lang.gettext("Change")),
            *_plan_heads(lang),
            _ID,
        )
        yield Table.of(heads, rows, frozen=2)
    if is_wide and any(map(_is_partly_compared, shown)):
        yield Items((comparison_wording.partly_compared(lang),), Style.QUIET)
    same = len(known) - len(shown)
    if same:
        yield Paragraph(lang.ngettext("{n} value as before", "{n} values as before", same))


def _plan_heads(lang: Language) -> tuple[Column, ...]:
    """Return the columns of what is counted and of the plan."""
    titles = (
        lang.gettext("Change in the numerator"),
        lang.gettext("% of the plan"),
        lang.gettext("Change in % of the plan"),
    )
    return tuple(Column(title, right=True, from_width=_WIDE) for title in titles)


def _plan_cells(lang: Language, one: ValueChange) -> _Row:
    _, percent = one.percents_of_plan
    points = one.percent_of_plan_change
    return (
        _counted_cell(lang, one),
        cell(comparison_wording.percent_number(lang, percent), value=percent),
        cell(comparison_wording.points_text(lang, points), value=points),
    )


def _is_partly_compared(one: ValueChange) -> bool:
    found = one.compared
    return found is not None and bool(comparison_wording.units_compared(found, one.new))


def _counted_cell(lang: Language, one: ValueChange) -> Cell:
    """Return how far the numerator moved, over the units that have it on both sides."""
    found = one.compared
    if found is None or found.counted is None:
        return cell("")
    number = comparison_wording.counted_number(lang, one.indicator, found.counted)
    units = comparison_wording.units_compared(found, one.new)
    return cell(f"{number} {units}" if units else number, value=found.counted)


def _flips(
    lang: Language, found: Diff, title: str, flips: Sequence[Flip], *, brief: bool
) -> Iterator[Block]:
    if not flips:
        return
    of_units = flips[0].of_unit
    heads = (
        *((_unit_head(lang),) if of_units else ()),
        *_indicator_heads(lang),
        Column(lang.gettext("Before"), room=16),
        Column(lang.gettext("Now"), room=16),
        Column(lang.gettext("Why"), takes_rest=True, room=30),
        _ID,
    )
    rows, beside = [], NotesBeside(found)
    for flip in flips:
        old, new = flip.old, flip.new
        before, after = (
            wording.row_texts(lang, indicator, row, flip.area)
            for indicator, row in ((flip.before, old), (flip.indicator, new))
        )
        causes = wording.causes_text(lang, found, flip, brief=brief)
        note = beside.text(flip.area.id, flip.indicator)
        if note:
            said = lang.gettext("The unit writes: {note}", note=note)
            causes = [*causes[:-1], f"{causes[-1]};", said] if causes else [said]
        row = (
            *_indicator_cells(lang, flip.indicator),
            _verdict_cell(before),
            _verdict_cell(after),
            Cell(tuple(Line(line, wraps=True) for line in causes)),
            _id_cell(flip.indicator),
        )
        rows.append((_text(wording.unit_name(found, flip.area.id)), *row) if flip.of_unit else row)
    yield Heading(title)
    yield Table.of(heads, tuple(rows), frozen=len(heads) - 4)


def _figures(lang: Language, found: Diff) -> Iterator[Block]:
    goes_on, beside = summary.between_periods(found), NotesBeside(found)
    titles = {
        ChangeKind.REVISED: lang.gettext("Figures changed")
        if goes_on
        else lang.gettext("Figures revised"),
        ChangeKind.ADDED: lang.gettext("Figures added"),
        ChangeKind.REMOVED: lang.gettext("Figures missing now")
        if goes_on
        else lang.gettext("Figures removed"),
        ChangeKind.RESTATED: lang.gettext("Figures invalid or not applicable, now or before"),
    }
    for kind, title in titles.items():
        changes = [one for one in found.figures if kind_of(one.old, one.new) is kind]
        if not changes:
            continue
        has_notes = any(beside.text(one.unit.id, one.indicator) for one in changes)
        yield Heading(title)
        yield Table.of(
            (
                _unit_head(lang),
                *_indicator_heads(lang, rest=True),
                *_middle(lang, kind),
                *([note_head(lang)] if has_notes else []),
                _where(lang),
                _ID,
            ),
            Entries(
                changes, partial(_figure_row, lang, found, kind, beside if has_notes else None)
            ),
            frozen=2,
        )


def _figure_row(
    lang: Language, found: Diff, kind: ChangeKind, beside: NotesBeside | None, one: FigureChange
) -> _Row:
    notes = [] if beside is None else [_text(beside.text(one.unit.id, one.indicator))]
    return (
        _text(wording.unit_name(found, one.unit.id)),
        *_indicator_cells(lang, one.indicator),
        *_amounts(lang, kind, one),
        *notes,
        _source(lang, found, one),
        _id_cell(one.indicator),
    )


def _middle(lang: Language, kind: ChangeKind) -> tuple[Column, ...]:
    """Return the columns of numbers that a kind of change has."""
    if kind is ChangeKind.ADDED:
        return (_number_head(lang.gettext("Now")),)
    if kind is ChangeKind.REMOVED:
        return (_number_head(lang.gettext("Before")),)
    sides = (_number_head(lang.gettext("Before")), _number_head(lang.gettext("Now")))
    return (*sides, *_change_heads(lang)) if kind is ChangeKind.REVISED else sides


def _amounts(lang: Language, kind: ChangeKind, one: FigureChange) -> _Row:
    if kind is ChangeKind.ADDED:
        return (_stated(lang, one.new),)
    if kind is ChangeKind.REMOVED:
        return (_stated(lang, one.old),)
    sides = (_stated(lang, one.old), _stated(lang, one.new))
    return (*sides, *_change_cells(lang, one)) if kind is ChangeKind.REVISED else sides


def _populations(lang: Language, found: Diff) -> Iterator[Block]:
    changes = [(one, lang.pick(one.population.name)) for one in found.populations]
    if changes:
        yield Heading(lang.gettext("Populations"))
        yield _revisions(lang, found, lang.gettext("Population"), changes)


def _baseline(lang: Language, found: Diff) -> Iterator[Block]:
    changes: list[tuple[FigureChange | PopulationChange, str]] = [
        (one, f"{one.indicator.clause} {lang.pick(one.indicator.name)}")
        for one in found.baseline_figures
    ]
    changes += [(one, lang.pick(one.population.name)) for one in found.baseline_populations]
    if changes:
        year = found.new.report.period.year - 1
        yield Heading(lang.gettext("Baselines, the end of {year}", year=str(year)))
        yield _revisions(lang, found, lang.gettext("Figure or population"), changes)


def _revisions(
    lang: Language,
    found: Diff,
    what: str,
    changes: Sequence[tuple[FigureChange | PopulationChange, str]],
) -> Table:
    """Return a table of numbers before and now, each under its unit and name."""
    columns = (
        _unit_head(lang),
        Column(what, takes_rest=True, room=24),
        *_middle(lang, ChangeKind.REVISED),
        _where(lang),
    )

    def row(change: tuple[FigureChange | PopulationChange, str]) -> _Row:
        one, name = change
        return (
            _text(wording.unit_name(found, one.unit.id)),
            _text(name),
            _stated(lang, one.old),
            _stated(lang, one.new),
            *_change_cells(lang, one),
            _source(lang, found, one),
        )

    return Table.of(columns, Entries(changes, row), frozen=2)


def _submissions(lang: Language, found: Diff) -> Iterator[Block]:
    if not found.submissions:
        return
    yield Heading(lang.gettext("Submissions"))
    rows = []
    for one in found.submissions:
        filed = one.new or one.old
        rows.append(
            (
                _text(wording.unit_name(found, one.unit.id)),
                cell(wording.settled(lang, one.old)),
                cell(wording.settled(lang, one.new)),
                cell("" if filed is None else filed.path, wraps=True),
            )
        )
    yield Table.of(
        (
            _unit_head(lang),
            Column(lang.gettext("Before")),
            Column(lang.gettext("Now")),
            Column(lang.gettext("File"), takes_rest=True, room=24, most=60),
        ),
        tuple(rows),
    )


def _plan(lang: Language, found: Diff) -> Iterator[Block]:
    if not found.plan:
        return
    yield Heading(lang.gettext("The plan"))
    rows = []
    for one in found.plan:
        old, new = wording.plan_sides(lang, found, one)
        indicator = one.indicator
        if indicator is None:
            name = "" if one.unit is None else wording.unit_name(found, one.unit.id)
            subject = (cell(""), _text(name))
        else:
            subject = _indicator_cells(lang, indicator)
        rows.append(
            (
                *subject,
                cell(wording.aspect_word(lang, one.aspect), wraps=True),
                _text(old),
                _text(new),
                cell("") if indicator is None else _id_cell(indicator),
            )
        )
    yield Table.of(
        (
            Column(lang.gettext("Clause"), room=6),
            Column(lang.gettext("Indicator or unit"), takes_rest=True, room=24),
            Column(lang.gettext("What")),
            Column(lang.gettext("Before"), room=20),
            Column(lang.gettext("Now"), room=20),
            _ID,
        ),
        tuple(rows),
        frozen=2,
    )


_ID = Column("id", drop=9, most=40)


def _unit_head(lang: Language) -> Column:
    return Column(lang.gettext("Unit"), room=14)


def _indicator_heads(lang: Language, *, rest: bool = False) -> tuple[Column, ...]:
    return (
        Column(lang.gettext("Clause"), room=6),
        Column(lang.gettext("Indicator"), takes_rest=rest, room=24),
    )


def _number_head(title: str) -> Column:
    return Column(title, right=True, room=16)


def _change_heads(lang: Language) -> tuple[Column, ...]:
    return (
        Column(lang.gettext("Change"), right=True),
        Column(lang.gettext("Change in %"), right=True, drop=1),
    )


def _where(lang: Language) -> Column:
    return Column(lang.gettext("Source"), drop=2, room=24, most=60)


def _indicator_cells(lang: Language, indicator: Indicator) -> tuple[Cell, Cell]:
    return _word(indicator.clause), _text(lang.pick(indicator.name))


def _id_cell(indicator: Indicator) -> Cell:
    return _word(indicator.full_id)


# What units and indicators are called stands in many rows.
@lru_cache(maxsize=16_384)
def _word(text: str) -> Cell:
    return cell(text)


@lru_cache(maxsize=16_384)
def _text(text: str) -> Cell:
    return cell(text, wraps=True)


def _verdict_cell(texts: Sequence[str]) -> Cell:
    return Cell(tuple(Line(text, wraps=True) for text in texts))


def _stated(lang: Language, stated: Stated) -> Cell:
    text = wording.stated_text(lang, stated)
    value = stated.percent if stated.value is None else stated.value
    return cell(text, wraps=value is None, value=value)


def _change_cells(lang: Language, one: FigureChange | PopulationChange) -> _Row:
    change, share = difference(one.old, one.new), relative(one.old, one.new)
    return (
        cell(wording.change_number(lang, change, one.old), value=change),
        cell(wording.relative_number(lang, share), value=share),
    )


def _source(lang: Language, found: Diff, one: FigureChange | PopulationChange) -> Cell:
    """Return where the new number stands, or stood where it is gone.

    What is a sum over the units that one was formed of stands in no file: it names them.
    """
    source = one.new.source if one.new != MISSING else one.old.source
    if source is not None:
        return cell(f"{source.path}:{source.line}", wraps=True)
    area = found.new.round.plan.areas.get(one.unit.id)
    formerly = () if area is None else area.formerly
    if formerly in {(), (one.unit.id,)}:
        return cell("")
    return cell(lang.gettext("sum of {units}", units=formerly), wraps=True)
