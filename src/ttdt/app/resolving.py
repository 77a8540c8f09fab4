"""Words of the command line as the ids they mean."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Protocol

from ttdt.errors import TtdtError
from ttdt.period import PERIOD_WORDS, last_quarter_before, parse_day, parse_words
from ttdt.settings.definitions import LATEST, PREVIOUS
from ttdt.text.matching import Names, closest, fold, meant
from ttdt.text.message import Message, gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ttdt.period import Period
    from ttdt.plan import Area, Funding, Indicator, Plan
    from ttdt.settings.layers import Chosen


class HandedIn(Protocol):
    """What has been handed in: for which years there are plans, and what is newest in each."""

    @property
    def years(self) -> tuple[int, ...]:
        """The years there are plans for, the newest first."""

    def latest(self, year: int) -> Period | None:
        """Return the last of a year's periods with a submission, or None where there is none."""


_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_LOCAL = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})")

_ALL_SHOWN = 12
_LONGEST = 200
_SHORTEST_PART = 3
"""A name is guessed from a part of it of at least this many letters."""


def one_of(option: str, word: str, choices: Sequence[str]) -> str:
    """Return `word` if it is one of the choices; raises `TtdtError` that names them."""
    if word in choices:
        return word
    raise TtdtError(unknown_word(option, word, choices, choices))


FORMATS_SAID = {"excel": "xlsx", "word": "docx", "md": "markdown", "text": "plain"}
"""What people call formats beside their names."""


def pick_format(
    asked: str | None, target: Path | None, suffixes: Mapping[str, Sequence[str]], otherwise: str
) -> str:
    """Return the format asked for, else the one a file's suffix means, else `otherwise`.

    `suffixes` has every format and the suffixes it is meant by. Raises `TtdtError` for an unknown
    format, or a suffix that means none.
    """
    if asked is not None:
        meant_format = FORMATS_SAID.get(asked.casefold(), "")
        if asked not in suffixes and meant_format in suffixes:
            raise TtdtError(did_you_mean("--format", asked, meant_format))
        return one_of("--format", asked, tuple(suffixes))
    if target is None:
        return otherwise
    for name, known in suffixes.items():
        if target.suffix.lower() in known:
            return name
    raise TtdtError(
        gettext_lazy(
            "{path}: the suffix does not say which format to write; use one of {suffixes}, or"
            " --format",
            path=str(target),
            suffixes=tuple(suffix for known in suffixes.values() for suffix in known),
        )
    )


def pick_period(word: str, year: int, option: str = "--period") -> Period:
    """Return the period that `word` means, in `year` where it names none."""
    period = parse_words(word, year)
    if period is not None:
        return period
    if parse_day(word, year) is not None:
        raise TtdtError(
            gettext_lazy("{option}: no period ends on the day “{word}”", option=option, word=word)
        )
    raise TtdtError(unknown_word(option, word, PERIOD_WORDS, PERIOD_WORDS))


def pick_year(workspace: HandedIn, word: str) -> int:
    """Return the year that --year names; raises `TtdtError` where there is no plan for it."""
    years = tuple(str(known) for known in workspace.years)
    if word not in years:
        raise TtdtError(
            gettext_lazy("there is no plan for {year}; plans: {years}", year=word, years=years)
        )
    return int(word)


def choose_period(
    workspace: HandedIn, word: str | None, today: date, *, year: str | None = None
) -> Period:
    """Return the period that `word` means; without one, the newest that has a submission.

    `year` restricts the words that name none to that plan's year. Raises `TtdtError` for a word or
    a year that is none, and where nothing has been submitted.
    """
    years = workspace.years if year is None else (pick_year(workspace, year),)
    if word is not None and word != LATEST:
        period = last_quarter_before(today) if word == PREVIOUS else pick_period(word, years[0])
        if year is not None and period.year != years[0]:
            raise TtdtError(
                gettext_lazy("{period} is not in {year}", period=period.label, year=year)
            )
        return period
    return _latest(workspace, years)


def usual_period(workspace: HandedIn, usual: Chosen, year: str | None) -> Period:
    """Return the period that is set for where none is named; --year is stronger than its year.

    Raises `TtdtError` where there is no plan for it, or nothing has been submitted.
    """
    years = workspace.years if year is None else (pick_year(workspace, year),)
    period = parse_words(usual.value, years[0])
    if period is None or (year is not None and period.year != years[0]):
        return _latest(workspace, years)
    if period.year not in years:
        raise TtdtError(
            gettext_lazy(
                "{origin}: there is no plan for {period}; plans: {years}",
                origin=str(usual.origin),
                period=period.id,
                years=tuple(map(str, years)),
            )
        )
    return period


def _latest(workspace: HandedIn, years: Iterable[int]) -> Period:
    for year in years:
        latest = workspace.latest(year)
        if latest is not None:
            return latest
    raise TtdtError(gettext_lazy("nobody has submitted anything yet; name a period with --period"))


def pick_day(word: str, option: str) -> date:
    """Return the day that an option names; raises `TtdtError` for a word that is none."""
    found = _ISO.fullmatch(word.strip()) or _LOCAL.fullmatch(word.strip())
    if found is not None:
        try:
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            pass
    raise TtdtError(
        gettext_lazy(
            "{option}: “{word}” is no day; write it as 2024-07-05 or 05/07/2024",
            option=option,
            word=word,
        )
    )


def pick_units(words: Iterable[str], plan: Plan, option: str = "--unit") -> tuple[str, ...]:
    """Return the ids of the units that words mean, of any level: ids, codes or names."""
    shown = {
        unit.id: f"{unit.id} ({', '.join((unit.name, *_above(unit, plan)))})"
        for unit in plan.units.values()
    }
    found: list[str] = []
    for word in words:
        if not shown:
            raise TtdtError(_nothing_below(option, plan.area))
        found.append(_pick(option, word, plan.unit_names, shown))
    return tuple(found)


def _above(unit: Area, plan: Plan) -> Iterator[str]:
    """Yield the name of the area that a unit lies in, where that is not the plan's own."""
    if unit.parent:
        yield plan.units[unit.parent].name


def _nothing_below(option: str, area: Area) -> Message:
    return gettext_lazy("{option}: {area} has no units below it", option=option, area=area.name)


def pick_areas(words: Iterable[str], plan: Plan, option: str = "--unit") -> tuple[str, ...]:
    """Return the ids of the areas that words mean: units, or the plan's own area.

    That one is named by its code, its name, or the word `province`, where no unit has that name.
    """
    return tuple(
        plan.area.id
        if plan.areas_named(word) == (plan.area.id,)
        else pick_units((word,), plan, option)[0]
        for word in words
    )


def pick_leaves_below(words: Iterable[str], plan: Plan, option: str = "--below") -> tuple[str, ...]:
    """Return the ids of the units below areas that have none below them, in the plan's order.

    Raises `TtdtError` for a word that names no area, and an area without units below it.
    """
    found: set[str] = set()
    for area in pick_areas(words, plan, option):
        if area not in plan.below:
            raise TtdtError(_nothing_below(option, plan.areas[area]))
        found |= {unit.id for unit in plan.descendants(area)}
    return tuple(unit.id for unit in plan.leaves if unit.id in found)


def pick_levels(words: Iterable[str], plan: Plan) -> tuple[str, ...]:
    """Return the levels that words mean: kinds of units, in any language, or numbers of levels."""
    kinds = tuple(dict.fromkeys(unit.kind for unit in plan.units.values()))
    numbers = tuple(sorted({str(unit.level) for unit in plan.units.values()}, key=int))
    found: list[str] = []
    for word in words:
        if not kinds:
            raise TtdtError(_nothing_below("--level", plan.area))
        level = word if word in {*kinds, *numbers} else meant(word, kinds)
        if level is None:
            raise TtdtError(unknown_word("--level", word, kinds, (*kinds, *numbers)))
        found.append(level)
    return tuple(found)


def pick_groups(words: Iterable[str], plan: Plan) -> tuple[str, ...]:
    """Return the ids of the groups that words mean: ids or names."""
    shown = {group: group for group in plan.groups}
    return tuple(_pick("--group", word, plan.group_names, shown) for word in words)


def pick_indicators(
    words: Iterable[str], plan: Plan, option: str = "--indicator"
) -> tuple[str, ...]:
    """Return the ids of the indicators that words mean: ids, clauses or names."""
    shown = {one.id: f"{one.id} ({one.clause})" for one in plan.indicators.values()}
    return tuple(_pick(option, word, plan.indicator_names, shown) for word in words)


def pick_bodies(words: Iterable[str], plan: Plan, option: str = "--body") -> tuple[str, ...]:
    """Return the ids of the responsible bodies that words mean: ids or names."""
    shown = {one.id: f"{one.id} ({one.name.original})" for one in plan.bodies.values()}
    found: list[str] = []
    for word in words:
        if not shown:
            raise TtdtError(
                gettext_lazy("{option}: the plan names no responsible bodies", option=option)
            )
        found.append(_pick(option, word, plan.body_names, shown))
    return tuple(found)


def pick_clauses(words: Iterable[str], plan: Plan, option: str = "--clause") -> tuple[str, ...]:
    """Return the clauses that words mean, of those that tasks stand in or below."""
    clauses = task_clauses(plan)
    names = Names(dict.fromkeys(clauses, ()))
    return tuple(
        _pick(option, word, names, {clause: clause for clause in clauses}) for word in words
    )


def task_clauses(plan: Plan) -> tuple[str, ...]:
    """Return the clauses that tasks stand in or below."""
    pieces = (task.clause.split(".") for task in plan.tasks.values())
    return tuple(
        dict.fromkeys(".".join(piece[: n + 1]) for piece in pieces for n in range(len(piece)))
    )


def pick_population(word: str, plan: Plan, option: str) -> str:
    """Return the id of the population that a word means: its id or name."""
    shown = {population: population for population in plan.populations}
    return _pick(option, word, plan.population_names, shown)


def pick_project(word: str, funding: Funding, option: str) -> str:
    """Return the id of the project with amounts that a word means: its id, code or name."""
    shown = {one: f"{one} ({funding.projects[one].code})" for one in funding.leaves}
    project = _pick(option, word, funding.project_names, shown)
    if project in funding.below:
        message = gettext_lazy(
            "the project “{project}” is made of {projects}; write the amounts there",
            project=project,
            projects=funding.below[project],
        )
        raise TtdtError(message)
    return project


def pick_money(word: str, funding: Funding, option: str) -> tuple[str, str | None]:
    """Return the project that a word means, of any level, and the source behind its last dot.

    A word that a project is called, such as the code `3.1`, means all of its money.
    """
    project, dot, source = word.rpartition(".")
    if not dot or funding.project_names.find(word):
        project, source = word, ""
    shown = {one.id: f"{one.id} ({one.code})" for one in funding.projects.values()}
    found = _pick(option, project, funding.project_names, shown)
    return found, pick_source(source, funding, option) if source else None


def pick_source(word: str, funding: Funding, option: str) -> str:
    """Return the id of the source of money that a word means: its id or name."""
    return _pick(option, word, funding.source_names, {one: one for one in funding.sources})


def pick_task(word: str, plan: Plan, option: str) -> str:
    """Return the id of the task that a word means: its id, clause or name."""
    shown = {one.id: f"{one.id} ({one.clause})" for one in plan.tasks.values()}
    return _pick(option, word, plan.task_names, shown)


def pick_figure(word: str, plan: Plan, option: str) -> Indicator:
    """Return the indicator that a word means, or the part that it names behind a slash."""
    if not plan.indicator_names.find(word) and "/" in word:
        whole, _, said = word.rpartition("/")
        if plan.indicator_names.find(whole):
            (name,) = pick_indicators((whole,), plan, option)
            indicator = plan.indicators[name]
            parts = {str(part.part): part for part in indicator.parts}
            names = Names({key: part.name.wordings for key, part in parts.items()})
            found = names.find(said)
            if len(found) == 1:
                return parts[found[0]]
            known = tuple(f"{name}/{part}" for part in parts) or (name,)
            raise TtdtError(unknown_word(option, word, known, known))
    (name,) = pick_indicators((word,), plan, option)
    return plan.indicators[name]


def is_figure(plan: Plan, word: str) -> bool:
    """Return whether a word names an indicator, or something behind the slash of one."""
    names = plan.indicator_names
    return bool(names.find(word) or ("/" in word and names.find(word.rpartition("/")[0])))


def is_money(plan: Plan, word: str) -> bool:
    """Return whether a word names a project, or a source behind the dot of one."""
    if plan.funding is None:
        return False
    names = plan.funding.project_names
    bare = word.removeprefix("funding.")
    return bool(names.find(bare) or ("." in bare and names.find(bare.rpartition(".")[0])))


def _pick(option: str, word: str, names: Names, shown: Mapping[str, str]) -> str:
    """Return the one id that a word means; `shown` is what the things are called in messages."""
    found = names.find(word)
    if len(found) == 1:
        return found[0]
    if found:
        choices = tuple(shown.get(key, key) for key in found[:_ALL_SHOWN])
        message = gettext_lazy(
            "{option}: “{word}” may mean {choices}",
            option=_place(option),
            word=word,
            choices=choices,
        )
        raise TtdtError(message)
    raise TtdtError(unknown_word(option, word, names.all, tuple(shown)))


def _place(option: str) -> str | Message:
    """Return what a message calls an option, or a word in place as the help calls it."""
    return Message(option) if option.isupper() else option


def did_you_mean(option: str, word: str, guess: str) -> Message:
    """Return what to say of a word for which another was meant."""
    return gettext_lazy(
        "{option}: “{word}” is unknown; did you mean “{guess}”?",
        option=_place(option),
        word=word,
        guess=guess,
    )


def unknown_word(option: str, word: str, likely: Iterable[str], choices: Sequence[str]) -> Message:
    """Return what to say of a word that an option does not take, with the one most like it."""
    names = tuple(likely)
    # No name is longer; what is beyond that is like none, and only takes time.
    part = fold(word[:_LONGEST])
    held = [name for name in names if len(part) >= _SHORTEST_PART and part in fold(name)]
    guess = held[0] if held else closest(word, names)
    if guess is not None:
        return did_you_mean(option, word, guess)
    listed = tuple(choices[:_ALL_SHOWN]) + (("…",) if len(choices) > _ALL_SHOWN else ())
    return gettext_lazy(
        "{option}: “{word}” is unknown; it can be: {choices}",
        option=_place(option),
        word=word,
        choices=listed,
    )
