"""Words that stand on a command line without an option: what each of them names."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ttdt.app.resolving import (
    did_you_mean,
    is_figure,
    is_money,
    pick_year,
    task_clauses,
    unknown_word,
)
from ttdt.errors import TtdtError
from ttdt.period import PERIOD_WORDS, parse_words
from ttdt.settings.definitions import LATEST, PREVIOUS
from ttdt.text.matching import Names
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ttdt.app.area_workspace import AreaWorkspace
    from ttdt.app.assessing import AskedPeriod, AskedRows
    from ttdt.plan import Plan

PERIOD, YEAR = "--period", "--year"

_YEAR = re.compile(r"[0-9]{4}")
_BARE_NUMBER = re.compile(r"[0-9]{1,2}")
"""A month behind an option; in place it may as well be meant for a clause or a project."""
_EACH_SHOWN = 4
"""Of each kind of thing that a word may name."""
_MOST_JOINED = 6
"""No name or period that people write without quotes has more words."""


class Kind(NamedTuple):
    """A kind of thing that words name, by the option that takes the same words."""

    option: str
    is_named: Callable[[Plan, str], bool]
    names: Callable[[Plan], Iterable[str]]
    """All that they may be called, to suggest from."""
    ids: Callable[[Plan], Iterable[str]] = lambda _plan: ()
    """What they are called in files, to begin a list of choices with."""


INDICATOR = Kind(
    "--indicator",
    is_figure,
    lambda plan: plan.indicator_names.all,
    lambda plan: (f"{one.id} ({one.clause})" for one in plan.indicators.values()),
)
UNIT = Kind(
    "--unit",
    lambda plan, word: bool(plan.unit_names.find(word)),
    lambda plan: plan.unit_names.all,
    lambda plan: plan.units,
)
AREA = UNIT._replace(option="--area")
UNIT_OR_OWN_AREA = UNIT._replace(is_named=lambda plan, word: bool(plan.areas_named(word)))
MONEY = Kind(
    INDICATOR.option,
    is_money,
    lambda plan: () if plan.funding is None else plan.funding.project_names.all,
    lambda plan: () if plan.funding is None else plan.funding.projects,
)
"""Projects, and what one source gives to one."""
GROUP = Kind(
    "--group",
    lambda plan, word: bool(plan.group_names.find(word)),
    lambda plan: plan.group_names.all,
)
BODY = Kind(
    "--body",
    lambda plan, word: bool(plan.body_names.find(word)),
    lambda plan: plan.body_names.all,
)
CLAUSE = Kind(
    "--clause",
    lambda plan, word: bool(Names(dict.fromkeys(task_clauses(plan), ())).find(word)),
    task_clauses,
    task_clauses,
)


class WordsInPlace(NamedTuple):
    """What the words behind a command may name."""

    label: str
    """What messages call the place where they stand."""
    kinds: tuple[Kind, ...] = ()
    periods: tuple[str, ...] = (PERIOD, YEAR)
    """The options that take a period and a year, of those that the command has."""
    in_doubt: str | None = None
    """The option that a word is for that could be several things: what always stood there."""
    years_are_no_periods: bool = False
    """Whether a bare year is never the period that the whole year is."""
    only_by_option: tuple[Kind, ...] = ()
    """What only options take; a word that names it is answered with that."""

    def sort(self, words: Sequence[str], plan: Plan) -> dict[str, tuple[str, ...]]:
        """Return the words by the option that takes the same; raises `TtdtError`.

        None is taken that is nothing, or in doubt what it is.
        """
        found: dict[str, list[str]] = {}
        for place, word in enumerate(words):
            named = [kind.option for kind in self.kinds if kind.is_named(plan, word)]
            options = [*self._options_of_period(word, words, plan.year), *named]
            is_bare = self.in_doubt != PERIOD and _BARE_NUMBER.fullmatch(word) is not None
            if not options or (is_bare and not named):
                raise self._unknown(words, place, plan)
            if self.in_doubt in options:
                options = [self.in_doubt]
            if len(options) > 1:
                choices = tuple(f"{option} {word}" for option in options)
                raise TtdtError(
                    gettext_lazy(
                        "{option}: “{word}” may mean {choices}",
                        option=self.label,
                        word=word,
                        choices=choices,
                    )
                )
            found.setdefault(options[0], []).append(word)
        return {option: tuple(said) for option, said in found.items()}

    def is_year(self, word: str) -> bool:
        """Return whether a word is a bare year, which is here no period."""
        return _YEAR.fullmatch(word) is not None and self.years_are_no_periods

    def _options_of_period(self, word: str, words: Sequence[str], year: int) -> tuple[str, ...]:
        """Return the options that a word may stand for as a period, a bare year also as a year."""
        if not is_period(word, year):
            return ()
        if not _YEAR.fullmatch(word):
            return tuple(option for option in self.periods if option != YEAR)
        if self.is_year(word):
            return (YEAR,)
        beside = (one for one in words if one != word and not _YEAR.fullmatch(one))
        if YEAR in self.periods and any(is_period(one, year) for one in beside):
            return (YEAR,)
        return self.periods

    def _unknown(self, words: Sequence[str], place: int, plan: Plan) -> TtdtError:
        """Return what to say of a word that names nothing, with what may have been meant."""
        word = words[place]
        for kind in self.only_by_option:
            if kind.is_named(plan, word):
                guess = f"{kind.option} {_quoted(word)}"
                return TtdtError(did_you_mean(self.label, word, guess))
        if PERIOD not in self.periods and is_period(word, plan.year):
            return TtdtError(
                gettext_lazy(
                    "{option}: “{word}” is a period, and none is asked for here",
                    option=self.label,
                    word=word,
                )
            )
        if is_figure(plan, word):
            return TtdtError(
                gettext_lazy(
                    "{option}: “{word}” is an indicator, and none is asked for here",
                    option=self.label,
                    word=word,
                )
            )
        for said in _joined(words, place) if word else ():
            if is_period(said, plan.year) or any(one.is_named(plan, said) for one in self.kinds):
                return TtdtError(did_you_mean(self.label, word, _quoted(said)))
        if PERIOD in self.periods and is_period(word, plan.year):
            return TtdtError(did_you_mean(self.label, word, f"T{word}"))
        names = [name for kind in self.kinds for name in kind.names(plan)]
        periods = PERIOD_WORDS if PERIOD in self.periods else ()
        choices = [one for kind in self.kinds for one in islice(kind.ids(plan), _EACH_SHOWN)]
        of_period = periods[:_EACH_SHOWN]
        choices = [*of_period, *choices] if self.in_doubt == PERIOD else [*choices, *of_period]
        return TtdtError(unknown_word(self.label, word, (*names, *periods), [*choices, "…"]))

    def asked(
        self,
        words: Sequence[str],
        workspace: AreaWorkspace,
        when: AskedPeriod,
        rows: AskedRows,
        *,
        needs_period: bool = True,
    ) -> tuple[AskedPeriod, AskedRows, AreaWorkspace]:
        """Return what options and words ask for together, and the workspace as seen from there.

        Where no period need be asked for, the newest plan knows the names. Raises `TtdtError` for
        words that contradict each other or an option.
        """
        if not words:
            return when, rows, workspace
        year = year_meant(words, workspace, when, needs_period=needs_period)
        found = self.sort(words, workspace.plan(year))
        when = _with_period(when, workspace, found)
        rows = with_rows(rows, found)
        if AREA.option in found:
            given = () if rows.area is None else (rows.area,)
            rows = rows._replace(area=one_word(AREA.option, (*found[AREA.option], *given)))
            workspace = workspace._replace(area=rows.area)
        return when, rows, workspace


def with_rows(rows: AskedRows, found: Mapping[str, tuple[str, ...]]) -> AskedRows:
    """Return the rows asked for by options, and those that sorted words name."""
    return rows._replace(
        units=(*rows.units, *found.get(UNIT.option, ())),
        indicators=(*rows.indicators, *found.get(INDICATOR.option, ())),
        clauses=(*rows.clauses, *found.get(CLAUSE.option, ())),
    )


def year_meant(
    words: Sequence[str], workspace: AreaWorkspace, when: AskedPeriod, *, needs_period: bool = True
) -> int:
    """Return the year in whose plan names are looked up: that of the period asked for.

    Without one it is the newest that somebody has submitted for, where a period is needed.
    """
    bare = [word for word in words if _YEAR.fullmatch(word)]
    # Beside a period with a year of its own a bare year is another.
    is_theirs = not any(_YEAR.search(word) for word in words if word not in bare)
    if when.year is None and is_theirs and len(bare) == 1 and int(bare[0]) in workspace.years:
        when = when._replace(year=bare[0])
    usual = workspace.years[0] if when.year is None else pick_year(workspace, when.year)
    named = [word for word in words if word not in {*bare, LATEST} and is_period(word, usual)]
    if named:
        when = when._replace(period=named[-1])
    if when.period is not None:
        return when.period_in(workspace).year
    known = workspace.years if needs_period and when.year is None else ()
    return next((year for year in known if workspace.latest(year) is not None), usual)


def _with_period(
    when: AskedPeriod, workspace: AreaWorkspace, found: Mapping[str, tuple[str, ...]]
) -> AskedPeriod:
    """Return when words and options ask for; raises `TtdtError` where that is not one period."""
    year = one_word(YEAR, (*found.get(YEAR, ()), *([] if when.year is None else [when.year])))
    when = when._replace(year=year)
    words = (*found.get(PERIOD, ()), *([] if when.period is None else [when.period]))
    periods = {when._replace(period=word).period_in(workspace) for word in words}
    if len(periods) > 1:
        one_word(PERIOD, words)
    return when._replace(period=words[0] if words else None)


def one_word(option: str, words: Iterable[str]) -> str | None:
    """Return the only word, or None without any; raises `TtdtError` for words that differ."""
    said = tuple(dict.fromkeys(words))
    if len(said) > 1:
        raise TtdtError(
            gettext_lazy("{option} takes one, and {words} are asked for", option=option, words=said)
        )
    return said[0] if said else None


def is_period(word: str, year: int) -> bool:
    """Return whether a word names a period, in `year` where it names none."""
    return word in {LATEST, PREVIOUS} or parse_words(word, year) is not None


def _joined(words: Sequence[str], place: int) -> Iterable[str]:
    """Yield what several words say together of which one stands at a place, the longest first."""
    for length in range(min(_MOST_JOINED, len(words)), 1, -1):
        for start in range(max(place - length + 1, 0), min(place, len(words) - length) + 1):
            yield " ".join(words[start : start + length])


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word
