"""The plan of a later year, begun from one there is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ttdt.errors import TtdtError
from ttdt.period import Period
from ttdt.plan import read_plan, targets_of
from ttdt.schema.targets import COMPARATORS
from ttdt.text.message import gettext_lazy
from ttdt.yaml import PLAN_LIMITS, parse
from ttdt.yaml.editing import CannotSplice, TextChange, splice
from ttdt.yaml.rewriting import comment_above, rewrite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ttdt.plan import Plan, Target
    from ttdt.text.language import Language
    from ttdt.yaml import Loc, Plain

_DAY = re.compile(r"\b([0-9]{4})-([0-9]{2})-([0-9]{2})\b")


def next_plan(content: bytes, plan: Plan, year: int, language: Language) -> tuple[bytes, Plan]:
    """Return a plan's file for a later year, and what it says: all but the year stays.

    The year moves in the plan's id, its title and the deadlines. Every unit says that it was
    formerly the one of its id, targets are what they were at the year's end, when tasks are due is
    left for people to say, and comments say what they have to revise. Raises `TtdtError` where the
    year is not a later one, or the file cannot be changed so.
    """
    if year <= plan.year:
        message = gettext_lazy(
            "the plan {path} is for {year}; --year takes a later one",
            path=plan.path,
            year=str(plan.year),
        )
        raise TtdtError(message)
    made = _moved_on(content, plan, year)
    made = rewrite(made, _in_another_year(plan, year), PLAN_LIMITS)
    made = comment_above(
        made,
        [loc for _, target, loc in targets_of(plan) if target.since is None],
        language.gettext(
            "Target of {before}; revise it for {year}.", before=str(plan.year), year=str(year)
        ),
        PLAN_LIMITS,
    )
    made = comment_above(
        made,
        [("plan",)],
        language.gettext(
            "Begun from the plan of {before}. Revise for {year}: the title, the units and what each"
            " was formerly, the targets with their shares, the tasks and when each is due, the"
            " deadlines.",
            before=str(plan.year),
            year=str(year),
        ),
        PLAN_LIMITS,
    )
    found, _ = read_plan(parse(made, plan.path, PLAN_LIMITS))
    if found is None or found.year != year:
        raise _cannot(plan)
    return made, found


def _moved_on(content: bytes, plan: Plan, year: int) -> bytes:
    """Return a plan's file with another year, and what follows from that for units and targets."""
    units = [
        TextChange(
            (*plan.place_of(unit.id), "formerly"),
            [unit.id],
            after=("code", "name", "kind"),
            before=("units",),
        )
        for unit in plan.units.values()
    ]
    moved_id = plan.id.replace(str(plan.year), str(year))
    if moved_id == plan.id:
        moved_id = f"{plan.id}-{year}"
    try:
        return splice(
            content,
            [
                TextChange(("plan",), moved_id),
                TextChange(("year",), year),
                *units,
                *_amendments_folded(content, plan),
            ],
            PLAN_LIMITS,
        )
    except (CannotSplice, ValueError):
        raise _cannot(plan) from None


def _amendments_folded(content: bytes, plan: Plan) -> Iterator[TextChange]:
    """Yield how each target that was changed in mid-year becomes what it was at the year's end."""
    changed = [(target, loc) for _, target, loc in targets_of(plan) if target.amendments]
    data = parse(content, plan.path, PLAN_LIMITS).data if changed else None
    for target, loc in changed:
        path = tuple(str(key) for key in loc)
        said = data
        for key in path:
            said = said.get(key) if isinstance(said, dict) else None
        if isinstance(said, dict):
            folded = _folded(said, target, plan.year)
            for key, value in folded.items():
                yield TextChange((*path, key), value, before=("amended",))
            for key in said.keys() - folded.keys():
                yield TextChange((*path, key), remove=True)


def _folded(said: dict[str, Plain], target: Target, year: int) -> dict[str, Plain]:
    """Return a target as it was in force at a year's end; what is not said stays as it was."""
    amended = said.get("amended")
    folded = {key: value for key, value in said.items() if key != "amended"}
    for amendment in target.amendments:
        one = amended[amendment.place] if isinstance(amended, list) else None
        if isinstance(one, dict) and amendment.since.start <= Period(year).end:
            replaced = {*COMPARATORS, *(() if "about" in one else ("tolerance",))}
            folded = {key: value for key, value in folded.items() if key not in replaced}
            folded |= {key: one[key] for key in one if key not in {"from", "decision"}}
    return folded


def _in_another_year(plan: Plan, year: int) -> dict[Loc, Callable[[str], str]]:
    """Return how the titles and the days of a plan are written for another year."""
    # Years of a span, as in 2021-2025, stay: a programme does not move with its plan.
    own = re.compile(
        rf"(?<![0-9/–-])(?<![0-9]{{4}} [–-] ){plan.year}(?![0-9/]|[–-][0-9]| [–-] [0-9])"
    )

    def title(text: str) -> str:
        return own.sub(str(year), text)

    def day(text: str) -> str:
        return _DAY.sub(lambda found: _moved(found, year - plan.year), text)

    titles: dict[Loc, Callable[[str], str]] = {("title", code): title for code in ("vi", "en")}
    # No decision says by when a task of the new year is to be done.
    dues: list[Loc] = [("tasks", task.id, "due") for task in plan.tasks.values() if task.due]
    return titles | {("deadlines",): day} | dict.fromkeys(dues, lambda _: "")


def _moved(day: re.Match[str], years: int) -> str:
    """Return a day so many years later, the last of February in every year."""
    year, month, of_month = int(day[1]) + years, day[2], day[3]
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if (month, of_month) == ("02", "29") and not is_leap:
        of_month = "28"
    return f"{year:04d}-{month}-{of_month}"


def _cannot(plan: Plan) -> TtdtError:
    return TtdtError(
        gettext_lazy(
            "the plan {path} is written in a way that cannot be moved to another year; copy it by"
            " hand",
            path=plan.path,
        )
    )
