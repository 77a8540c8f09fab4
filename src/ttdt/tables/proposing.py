"""From a table to a proposed map: nothing is guessed, and what is not sure is asked."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from ttdt.errors import TtdtError
from ttdt.excel.cells import stored
from ttdt.maps import NumberStyle
from ttdt.schema.map import SKIPPED, UNDECIDED
from ttdt.tables.figure_lists import find_figure_list
from ttdt.tables.grid import shown
from ttdt.tables.heading_meanings import HeadingMeanings
from ttdt.tables.layout import find_layout, is_number
from ttdt.tables.money_headings import amounts_named, money_unit_in
from ttdt.tables.numbers import number_in, styles_of
from ttdt.tables.periods import periods_in
from ttdt.tables.proposal import MapProposal, Proposed, ProposedLine
from ttdt.tables.proposed_rules import propose_rules
from ttdt.tables.proposed_units import propose_units
from ttdt.tables.scales import scale_of
from ttdt.tables.survey_columns import find_survey_columns
from ttdt.tables.unit_names import likeliest_units
from ttdt.text.conventions import LANGUAGES
from ttdt.text.matching import fold
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ttdt.excel.sheets import CellTable
    from ttdt.period import Period
    from ttdt.plan import Plan
    from ttdt.tables.heading_meanings import HeadingMeaning
    from ttdt.tables.layout import Layout
    from ttdt.tables.survey_columns import SurveyColumns
    from ttdt.text.message import Message

_ROW_NUMBERS = frozenset().union(*(one.tables.row_numbers for one in LANGUAGES.values()))
_REMARKS = frozenset().union(*(one.tables.remarks for one in LANGUAGES.values()))
_ALL = 100
_MOST_ABOVE = 12
"""In so many rows from the top a table says its period and its unit of money."""
_LONGEST_NAME = 60
_MOST_LOOKED_AT = 100
_MOST_NEAR = 3
_MOST_WORDS = 12
"""Of more different texts among the numbers none is a word for one."""


def propose(tables: Sequence[CellTable], file: str, plan: Plan) -> MapProposal:
    """Return how the table of a file may be read that names the most of a plan's units.

    One that names none may be a list of one unit's figures.
    Raises `TtdtError` where there is nothing to match.
    """
    layout = find_layout(tables, plan) or find_figure_list(tables, plan)
    if layout is None:
        raise TtdtError(_nothing_to_match(tables, plan))
    grid = layout.grid
    first, last = layout.headings
    names = [grid.row_name(row) for row in dict.fromkeys((first, last))]
    made = MapProposal(
        file=file,
        units_in_rows=not grid.turned,
        names_in=grid.line_name(layout.names_in),
        headings_in="-".join(names),
        sheet=shown(grid.table.name),
    )
    headings = grid.headings(*layout.headings)
    columns = [_values(layout, line) for line in range(len(headings))]
    survey = find_survey_columns(headings, columns, plan.year)
    if survey is None or survey.period is None:
        _propose_period(made, layout)
    made.status = Proposed(UNDECIDED, gettext_lazy("estimate, provisional or final"))
    meanings = HeadingMeanings(plan)
    if survey is not None:
        why = gettext_lazy("of several rows of a unit the one that was sent last counts")
        made.repeated = Proposed("latest", why)
    lines = _proposed_lines(layout, headings, columns, meanings, survey)
    made.lines = [
        _in_plans_unit(line, layout, plan) for line in lines if line.name != made.names_in
    ]
    made.units = propose_units(layout, plan, made.lines, is_survey=survey is not None)
    made.words = _propose_words(layout, columns, made.lines, meanings)
    made.rules = propose_rules(layout)
    return made


def _nothing_to_match(tables: Sequence[CellTable], plan: Plan) -> Message:
    """Return that a file names nothing of the plan, with the names in it that come nearest."""
    texts = (cell for table in tables for row in table.rows for cell in row)
    words = dict.fromkeys(
        shown(text) for text in texts if isinstance(text, str) and len(text) <= _LONGEST_NAME
    )
    near = [
        f"“{word}” ({units[0]})"
        for word in islice(filter(None, words), _MOST_LOOKED_AT)
        if (units := likeliest_units(plan, word))
    ]
    if near:
        return gettext_lazy(
            "no row and no column of this file names a unit of the plan, or two of its figures, so"
            " there is nothing to match; nearest come {names}; ttdt units and ttdt targets list the"
            " names that are looked for",
            names=tuple(near[:_MOST_NEAR]),
        )
    return gettext_lazy(
        "no row and no column of this file names a unit of the plan, or two of its figures, so"
        " there is nothing to match; looked for were names such as {names}; ttdt units and ttdt"
        " targets list all",
        names=tuple(unit.name for unit in islice(plan.units.values(), _MOST_NEAR)),
    )


def _propose_period(made: MapProposal, layout: Layout) -> None:
    """Take the period from the one cell above the figures that names one, or else ask for it."""
    grid = layout.grid
    table = grid.table
    found: dict[str, tuple[str, tuple[Period, ...]]] = {}
    height = layout.headings[1] + 1 if not grid.turned else min(len(table.rows), _MOST_ABOVE)
    for row in range(height):
        for column, value in enumerate(table.rows[row]):
            if isinstance(value, str) and (periods := periods_in(value)):
                found[table.place(row, column).rpartition("!")[2]] = value, periods
    named = {period for _, periods in found.values() for period in periods}
    cell = next(iter(found), None)
    if len(named) == 1 and cell is not None and next(iter(named)).part:
        text, (period,) = found[cell][0], found[cell][1]
        why = gettext_lazy("“{text}”: {period}", text=_short(text), period=period.id)
        made.period_in = Proposed(cell, why)
    else:
        why = gettext_lazy("as 2024-Q2; delete the line to name it with --period at each import")
        if named:
            shown = tuple(sorted(period.id for period in named))
            why = gettext_lazy("the table names {periods}; which is meant?", periods=shown)
        made.period = Proposed(UNDECIDED, why)


def _values(layout: Layout, line: int) -> list[object]:
    """Return what stands in the units' rows of a line, empty cells aside."""
    grid = layout.grid
    return [value for row in layout.figure_rows if (value := grid.at(row, line)) is not None]


def _proposed_lines(
    layout: Layout,
    headings: Sequence[str],
    columns: Sequence[Sequence[object]],
    meanings: HeadingMeanings,
    survey: SurveyColumns | None,
) -> Iterable[ProposedLine]:
    grid = layout.grid
    taken: set[str] = set()
    for line, (heading, values) in enumerate(zip(headings, columns, strict=True)):
        if not heading and not values:
            continue
        if survey is not None and (known := survey.line(line)) is not None:
            dates = survey.dates if line == survey.sent else None
            yield ProposedLine(grid.line_name(line), heading, known, dates=dates)
            continue
        is_percent = _is_percent(layout, line, values)
        holds = _holds(heading, values, meanings, is_percent=is_percent)
        holds = _scaled(holds, layout, line, heading)
        if not holds.is_asked and holds.value != SKIPPED:
            if holds.value in taken:
                why = gettext_lazy("{name}, but another line holds that", name=str(holds.value))
                holds = Proposed(UNDECIDED, why)
            else:
                taken.add(str(holds.value))
        numbers = (
            None
            if holds.value == SKIPPED
            else _style([text for text in values if isinstance(text, str)])
        )
        yield ProposedLine(grid.line_name(line), heading, holds, numbers)


def _scaled(holds: Proposed, layout: Layout, line: int, heading: str) -> Proposed:
    """Ask about a count that the table has in thousands, or millions."""
    name = str(holds.value)
    counts = not holds.is_asked and name not in _NO_FIGURES and not name.startswith("funding.")
    scale = scale_of(layout, line, heading) if counts and not name.endswith(".percent") else None
    if scale is None:
        return holds
    why = gettext_lazy("perhaps {name}, with times: {factor}", name=name, factor=str(scale))
    return Proposed(UNDECIDED, why)


def _in_plans_unit(line: ProposedLine, layout: Layout, plan: Plan) -> ProposedLine:
    """Return a line of money with what makes its numbers the plan's, by the unit that it names."""
    funding = plan.funding
    if funding is None or funding.currency is None or line.holds.value == SKIPPED:
        return line
    if not amounts_named(line.heading, funding):
        return line
    above = (cell for row in layout.grid.table.rows[:_MOST_ABOVE] for cell in row)
    texts = [line.heading, *(cell for cell in above if isinstance(cell, str))]
    said = next((unit for text in texts if (unit := money_unit_in(text)) is not None), None)
    if said is None:
        why = gettext_lazy(
            "the table names no unit of money; the plan's is {unit}", unit=funding.unit
        )
        return line._replace(times=Proposed(1, why))
    if said == funding.currency.factor:
        return line
    factor = (Decimal(said) / funding.currency.factor).normalize()
    return line._replace(times=Proposed(factor, gettext_lazy("in {unit}", unit=funding.unit)))


def _is_percent(layout: Layout, line: int, values: Iterable[object]) -> bool:
    """Return whether the cells of a line are formatted as percentages, or written with the sign."""
    grid = layout.grid
    percents = grid.table.metadata.percents
    return any(isinstance(value, str) and value.endswith("%") for value in values) or (
        bool(percents) and any(grid.cell(row, line) in percents for row in layout.units)
    )


def _holds(
    heading: str, values: Sequence[object], meanings: HeadingMeanings, *, is_percent: bool
) -> Proposed:
    words = fold(heading)
    if words in _ROW_NUMBERS:
        return Proposed(SKIPPED)
    meaning = meanings.of(heading)
    # A figure that nobody has sent yet is one all the same, in the next round's file.
    if not any(map(is_number, values)) and not meanings.asks_number(meaning.certain):
        if not values:
            return Proposed(SKIPPED, gettext_lazy("nothing stands in it"))
        return _holds_words(words, meaning, meanings)
    if len(meaning.certain) == 1:
        (content,) = meaning.certain
        if meaning.is_numerator and not is_percent:
            return Proposed(content, _by_name())
        return _certain(content, values, meanings, is_percent=is_percent)
    return Proposed(UNDECIDED, _choices(meaning, meanings, is_percent=is_percent))


def _holds_words(words: str, meaning: HeadingMeaning, meanings: HeadingMeanings) -> Proposed:
    if len(meaning.certain) == 1 and meanings.is_narrative(meaning.certain[0]):
        return Proposed(meaning.certain[0], _by_name())
    narratives = tuple(filter(meanings.is_narrative, meaning.certain or meaning.likely))
    if narratives:
        why = gettext_lazy("perhaps {choices}; or skip", choices=narratives)
        return Proposed(UNDECIDED, why)
    if words in _REMARKS:
        why = gettext_lazy("“note” would take its words as the note of each unit's submission")
        return Proposed(SKIPPED, why)
    return Proposed(SKIPPED, gettext_lazy("no number stands in it"))


def _certain(
    content: str,
    values: Sequence[object],
    meanings: HeadingMeanings,
    *,
    is_percent: bool,
) -> Proposed:
    """Return what a line holds whose heading is a name of the plan's: the figure, or its rate."""
    if not meanings.is_share(content):
        return Proposed(content, _by_name())
    if is_percent:
        return Proposed(f"{content}.percent", _by_name())
    if _largest(values) <= _ALL:
        why = gettext_lazy(
            "{figure} or {percent}: are these numbers or percentages?",
            figure=content,
            percent=f"{content}.percent",
        )
        return Proposed(UNDECIDED, why)
    return Proposed(content, _by_name())


def _largest(values: Sequence[object]) -> Decimal:
    """Return the largest number among values, a text being the smallest that it may write."""
    found = [stored(abs(value)) for value in values if isinstance(value, int | float)]
    for value in values:
        if isinstance(value, str):
            read = [number_in(value, style) for style in NumberStyle]
            found += [min(known)] if (known := [one for one in read if one is not None]) else []
    return max(found, default=Decimal(0))


def _by_name() -> Message:
    return gettext_lazy("called so in the plan")


def _choices(meaning: HeadingMeaning, meanings: HeadingMeanings, *, is_percent: bool) -> Message:
    found = [
        f"{name}.percent" if is_percent and meanings.is_share(name) else name
        for name in meaning.certain or meaning.likely
    ]
    if found:
        return gettext_lazy("perhaps {choices}; or skip", choices=tuple(found))
    return gettext_lazy("what the plan calls it, as ttdt targets lists; or skip")


def _style(texts: Sequence[str]) -> Proposed | None:
    """Return the style of the numbers among texts; None where no text is a number."""
    texts = [*dict.fromkeys(texts)]
    possible = [styles for text in texts if (styles := styles_of(text.removesuffix("%").strip()))]
    if not possible:
        return None
    common = frozenset(NumberStyle).intersection(*possible)
    if len(common) == 1:
        return Proposed(str(next(iter(common))))
    if all(text.isdecimal() for text in texts if styles_of(text)):
        return None
    return Proposed(UNDECIDED, _which_style(texts))


def _which_style(texts: Sequence[str]) -> Message:
    """Return what to ask about numbers in texts that may be of either style, or are of both."""
    written = {text: styles_of(text.removesuffix("%").strip()) for text in texts}
    one, other = (
        next((text for text, styles in written.items() if styles == {style}), None)
        for style in NumberStyle
    )
    if one is not None and other is not None:
        return gettext_lazy(
            "written in two ways, as “{one}” and “{other}”: write them alike in the table, then say"
            " how",
            one=one,
            other=other,
        )
    example = next(text for text, styles in written.items() if styles and not text.isdecimal())
    return gettext_lazy(
        "“{text}”: {vietnamese} has points between thousands, {english} before decimals; which is"
        " it?",
        text=example,
        vietnamese=str(NumberStyle.VIETNAMESE),
        english=str(NumberStyle.ENGLISH),
    )


def _propose_words(
    layout: Layout,
    columns: Sequence[Sequence[object]],
    lines: Sequence[ProposedLine],
    meanings: HeadingMeanings,
) -> dict[str, Proposed]:
    """Return the texts that stand for numbers in several cells, each to be decided."""
    grid = layout.grid
    held = ((line.name, str(line.holds.value)) for line in lines)
    read = {
        name for name, said in held if said not in _NO_FIGURES and not meanings.is_narrative(said)
    }
    found: Counter[str] = Counter()
    for line, values in enumerate(columns):
        if grid.line_name(line) not in read:
            continue
        texts = Counter(value for value in values if isinstance(value, str))
        for text, count in texts.items():
            if len(text) <= _MOST_OF_A_WORD and not is_number(text):
                found[shown(text)] += count
    why = gettext_lazy("0, empty, not_reported or not_applicable")
    return {
        word: Proposed(UNDECIDED, why)
        for word, count in found.items()
        if count > 1 or not any(map(str.isalnum, word))
    }


_MOST_OF_A_WORD = 12
_NO_FIGURES = (SKIPPED, "submitted", "period")
"""What a line holds in which no word stands for a number."""


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _MOST_QUOTED else f"{plain[:_MOST_QUOTED]}…"


_MOST_QUOTED = 60
