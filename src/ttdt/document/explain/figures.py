"""Each unit's figures, where they stand, and what must be known about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.analysis.explain import Role
from ttdt.compute import Flag, Status
from ttdt.compute.measures import measure_of
from ttdt.document import wording
from ttdt.document.explain.numbers import exact
from ttdt.document.model import ROW, Cell, Column, Heading, Paragraph, Style, Table, cell
from ttdt.document.report import rows
from ttdt.text.message import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.analysis.explain import Explanation, Input, UnitExplanation
    from ttdt.compute import Coverage, FileLine, Share, SubmissionInfo
    from ttdt.document.model import Block, Row
    from ttdt.document.wording import Amount
    from ttdt.plan import Plan
    from ttdt.text.language import Language
    from ttdt.workspace.git.blame import LineChange

_ROLES = {
    Role.NUMERATOR: N_("numerator"),
    Role.PERCENT: N_("percentage"),
    Role.COUNT: N_("count"),
    Role.TEXT: N_("text"),
    Role.REASON: N_("reason"),
    Role.POPULATION: N_("population"),
}


_SLIM, _ROOMY = 80, 116
"""The widths of a terminal from which a place stands beside its number, and its last change too."""
_WHOLES = frozenset({Role.POPULATION, Role.REFERENCE_POPULATION})


def figures_blocks(lang: Language, explanation: Explanation, title: str) -> Iterator[Block]:
    """Yield each unit's numbers and verdict, then the place of every number."""
    yield Heading(title)
    if not measure_of(explanation.indicator).is_numeric:
        yield _texts(lang, explanation)
    else:
        yield _numbers(lang, explanation)
    beside = measure_of(explanation.indicator).compared_with == "before"
    entries = [
        (unit, entry)
        for unit, seen in explanation.units.items()
        for entry in (*(seen.before if beside else ()), *seen.now)
    ]
    if entries:
        yield places_grid(lang, explanation, entries)
    yield from _of_area(lang, explanation)


def _of_area(lang: Language, explanation: Explanation) -> Iterator[Block]:
    """Yield what an area with others below it has of its own, and what it takes from these."""
    own = explanation.own
    if own is not None and own.now:
        yield Paragraph(
            lang.gettext("Its own figure does not count, since not all that goes with it is known:")
        )
        yield places_grid(lang, explanation, [(explanation.area, entry) for entry in own.now])
    if explanation.populations_below:
        yield Paragraph(
            lang.gettext("The population that it does not state is the sum of those below it:")
        )
        yield places_grid(lang, explanation, explanation.populations_below)
    sums = [unit for unit, seen in explanation.units.items() if seen.row.summed]
    if sums and explanation.row.summed:
        yield Paragraph(
            lang.gettext(
                "What a sum is made of: ttdt explain {indicator} --unit {unit}",
                indicator=explanation.indicator.full_id,
                unit=sums[0],
            ),
            Style.QUIET,
        )


def counted_name(explanation: Explanation, unit: str) -> str:
    """Return a unit's name, with how many of the units in it are counted where some are not."""
    name, coverage = explanation.name_of(unit), explanation.units[unit].row.coverage
    return name if coverage.complete else f"{name} ({wording.coverage_text(coverage)})"


def about_blocks(lang: Language, explanation: Explanation, title: str) -> Iterator[Block]:
    """Yield how settled the figures are, notes, accepted warnings and the documents behind them."""
    table, before = [], ""
    said = list(explanation.units.items())
    if explanation.own is not None:
        said.append((explanation.area, explanation.own))
    for unit, seen in said:
        name = explanation.name_of(unit)
        for label, text in _about(lang, explanation, unit, seen):
            shown = cell(name, wraps=True, repeated=unit == before)
            table.append((shown, cell(label, wraps=True), cell(text, wraps=True)))
            before = unit
    if table:
        heads = (
            Column(lang.gettext("Unit"), room=14),
            Column(lang.gettext("What"), room=18),
            Column(lang.gettext("What it says"), takes_rest=True),
        )
        yield Heading(title)
        yield Table.of(heads, tuple(table))


def _texts(lang: Language, explanation: Explanation) -> Table:
    """Return each unit's words, or why there are none."""
    texts = []
    for unit, seen in explanation.units.items():
        text, style = seen.row.text, Style.PLAIN
        if text is None:
            text, style = _remark(lang, seen), Style.QUIET
        texts.append((cell(explanation.name_of(unit), wraps=True), cell(text, style, wraps=True)))
    return Table.of(
        (Column(lang.gettext("Unit"), room=14), Column(lang.gettext("In words"), takes_rest=True)),
        tuple(texts),
    )


def _numbers(lang: Language, explanation: Explanation) -> Table:
    indicator, report = explanation.indicator, explanation.report
    result = explanation.result
    before = measure_of(indicator).compared_with == "before"
    heads = [
        Column(lang.gettext("Unit"), room=14),
        Column(lang.gettext("Before"), right=True),
        Column(lang.gettext("Now"), right=True),
        Column(lang.gettext("Reference"), right=True),
        Column(lang.gettext("Value"), right=True),
        Column(lang.gettext("Target"), right=True),
        Column(lang.gettext("Pace"), right=True),
        Column(lang.gettext("Verdict"), room=14),
        Column(lang.gettext("Remarks"), takes_rest=True, room=16),
    ]
    table = []
    for unit, seen in explanation.units.items():
        row = rows.area_row(lang, report, result, unit)
        count = measure_of(indicator).in_units
        target = row.target if indicator.target is not None and indicator.target.by_unit else None
        table.append(
            (
                cell(explanation.name_of(unit), wraps=True),
                cell(_share(lang, seen.row.before) if before else ""),
                cell("" if count else row.share),
                cell(_share(lang, seen.row.reference)),
                cell(_amount(row.value, short=count), value=seen.row.value),
                cell(_amount(target, short=count), value=seen.row.goal),
                cell(row.pace, value=seen.row.pace),
                cell(row.verdict, wraps=True),
                cell(_remark(lang, seen), wraps=True),
            )
        )
    return without_empty(heads, table)


def _amount(amount: Amount | None, *, short: bool) -> str:
    """Return a number, without its unit where the page has said what is counted."""
    if amount is None:
        return ""
    return amount.number if short else str(amount)


def without_empty(heads: Sequence[Column], table: Sequence[Row]) -> Table:
    """Return a table without the columns in which no row has anything, but the first."""
    kept = [
        place for place in range(len(heads)) if not place or any(row[place].text for row in table)
    ]
    return Table.of(
        tuple(heads[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in table),
    )


def _share(lang: Language, share: Share | None) -> str:
    if share is None:
        return ""
    if share.numerator is None or share.population is None:
        return "" if share.rate is None else f"{lang.number(share.rate)} %"
    derived = share.percent is not None
    return wording.share_text(lang, share.numerator, share.population, derived=derived)


def _remark(lang: Language, seen: UnitExplanation) -> str:
    """Return why a unit has no figure, or what must be known about the one it has."""
    row = seen.row
    if row.status in {Status.NOT_APPLICABLE, Status.NO_DATA}:
        return why_not(lang, seen)
    words = [] if row.reason is None else [wording.reason_word(lang, row.reason)]
    if row.summed:
        words.insert(0, _of_units(lang, row.coverage))
    elif row.coverage.applicable > 1:
        words.insert(0, lang.gettext("its own figure for all {n} units", n=row.coverage.applicable))
    for flag in row.flags:
        word = wording.flag_word(lang, flag)
        words.append(f"{word} ({row.period})" if flag is Flag.CARRIED else word)
    if row.value is not None and not row.counted:
        words.append(lang.gettext("only a percentage, so not in the province's sum"))
    return ", ".join(words)


def _of_units(lang: Language, coverage: Coverage) -> str:
    return lang.ngettext(
        "sum over {units} of {n} unit",
        "sum over {units} of {n} units",
        coverage.applicable,
        units=coverage.units,
    )


def _about(
    lang: Language, explanation: Explanation, unit: str, seen: UnitExplanation
) -> Iterator[tuple[str, str]]:
    if seen.row.note is not None:
        yield lang.gettext("note"), seen.row.note
    for code, why in seen.row.accepted.items():
        yield lang.gettext("accepted {code}", code=code), why
    for entry in seen.now:
        if entry.own_source is not None:
            what = _input_name(lang, explanation, entry)
            yield lang.gettext("source of {what}", what=what), f"“{entry.own_source}”"
    for filed in seen.documents:
        label = lang.gettext("submission {period}", period=filed.period)
        if _is_former(explanation.report.plan, unit, filed):
            label = f"{label}, {filed.unit}"
        yield label, _submission(lang, filed)


def _is_former(plan: Plan, unit: str, filed: SubmissionInfo) -> bool:
    """Return whether one of several units that a unit was formed of handed a submission in."""
    formerly = plan.areas[unit].formerly
    of_this_year = filed.period.startswith(str(plan.year))
    return filed.unit in formerly and formerly != (unit,) and not of_this_year


def _submission(lang: Language, filed: SubmissionInfo) -> str:
    """Return what a submission says of itself."""
    said = [] if filed.status is None else [wording.settled_word(lang, filed.status)]
    if filed.submitted is not None:
        said.append(lang.gettext("submitted {day}", day=filed.submitted))
    if filed.as_of is not None:
        said.append(lang.gettext("counted on {day}", day=filed.as_of))
    if filed.sample:
        said.append(lang.gettext("sample data"))
    if filed.source:
        said.append(f"“{filed.source}”")
    if filed.note:
        said.append(lang.gettext("note: {note}", note=filed.note.rstrip(".")))
    said += [
        lang.gettext("accepted {code}: {why}", code=code, why=why)
        for code, why in filed.accepted.items()
    ]
    return "; ".join(said) or filed.path


def why_not(lang: Language, seen: UnitExplanation) -> str:
    """Return why a unit is not counted."""
    row = seen.row
    if row.status is Status.NOT_APPLICABLE:
        if row.why is not None:
            return row.why
        if any(entry.value == 0 and entry.role in _WHOLES for entry in seen.now):
            return lang.gettext("not applicable: there, the population is 0")
        return lang.gettext("not applicable: it has no share of the target and reports nothing")
    # What is judged for its unit, for a reason or not, is left out for its percentage alone.
    if row.value is None and row.reason is not None:
        reason = wording.reason_word(lang, row.reason)
        return f"{reason}: {row.why}" if row.why else reason
    return lang.gettext("only a percentage, so not in the province's sum")


def change_text(lang: Language, change: LineChange | None) -> str:
    """Return the day and the commit that last changed a line, or nothing where nobody knows."""
    if change is None:
        return ""
    if change.uncommitted:
        return lang.gettext("not committed yet")
    day = "" if change.day is None else lang.date(change.day)
    text = f"{day} {change.commit}".strip()
    # The history of a shallow clone begins with a commit that changed everything, it seems.
    return lang.gettext("{change} or earlier", change=text) if change.at_latest else text


def _input_name(lang: Language, explanation: Explanation, entry: Input) -> str:
    """Return what a number is: its role, or the name of the population it is compared with.

    That of a unit which became another has the former unit's id behind it.
    """
    if entry.role in _ROLES:
        name = lang.gettext(_ROLES[entry.role])
    else:
        population = explanation.report.plan.populations.get(entry.population or "")
        name = entry.population or "" if population is None else lang.pick(population.name)
    return name if entry.former_unit is None else f"{name}, {entry.former_unit}"


def _input_value(lang: Language, entry: Input) -> str:
    """Return the number as the file states it."""
    if entry.value is None:
        return ""
    return exact(lang, entry.value, "%" if entry.role is Role.PERCENT else "")


def places_grid(
    lang: Language, explanation: Explanation, entries: Sequence[tuple[str, Input]]
) -> Table:
    """Return a row for each number of a unit: what it is, the number, where, its last change."""
    columns = [
        Column(lang.gettext("Unit"), room=14),
        Column(lang.gettext("Number"), room=16, most=18),
        Column(lang.gettext("Value"), right=True),
        *place_columns(lang),
    ]
    rows, before = [], ""
    for unit, entry in entries:
        name = explanation.name_of(unit)
        rows.append(
            (
                cell(name, wraps=True, repeated=unit == before),
                cell(_input_name(lang, explanation, entry), Style.QUIET, wraps=True),
                cell(_input_value(lang, entry), value=entry.value),
                *place_cells(lang, entry.place, explanation.change_at(entry.place)),
            )
        )
        before = unit
    kept = 5 if any(row[-1].pieces for row in rows) else 4
    return Table.of(tuple(columns[:kept]), tuple(row[:kept] for row in rows), frozen=3)


def place_columns(lang: Language) -> tuple[Column, Column]:
    """Return the columns of where something stands, and of when its line last changed."""
    return (
        Column(lang.gettext("Where"), key="where", from_width=_SLIM, under=ROW),
        Column(lang.gettext("Last changed"), from_width=_ROOMY, under="where"),
    )


def place_cells(
    lang: Language, place: FileLine | None, change: LineChange | None
) -> tuple[Cell, Cell]:
    """Return the cells of `place_columns`."""
    where = "" if place is None else f"{place.path}:{place.line}"
    return cell(where), cell(change_text(lang, change))
