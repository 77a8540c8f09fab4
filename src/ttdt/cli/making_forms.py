"""What `ttdt template` does: which forms are made, and where they are written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.app.asked_forms import asked_forms
from ttdt.app.resolving import pick_areas, pick_leaves_below, pick_year
from ttdt.app.template import FormRequest, blank_forms
from ttdt.cli.delivery import write_output
from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy, ngettext_lazy
from ttdt.workspace.atomic_writing import make_folder, write_several

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.app.assessing import AskedPeriod
    from ttdt.cli.session import Session
    from ttdt.period import Period
    from ttdt.plan import Plan

_SUFFIX = ".xlsx"
_MOST_NAMED = 8
"""Of forms that are there already."""


@dataclass(frozen=True, slots=True)
class FormsAsked:
    """Which forms are asked for; without any word, those of all units without units below them."""

    when: AskedPeriod
    words: tuple[str, ...] = ()
    """The units and the period that are named without an option."""
    units: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    """Areas of which every unit below them gets a form."""
    each: bool = False
    """Whether every unit below one of `units` gets its own, instead of one workbook for all."""
    own: bool = False
    """Whether it is the form of what one of `units` with units below it reports itself."""

    def requests(self, plan: Plan) -> tuple[FormRequest, ...]:
        """Return the forms to be made; raises `TtdtError` for names that the plan has not."""
        if self.below:
            return tuple(map(FormRequest, pick_leaves_below(self.below, plan)))
        if not self.units:
            return tuple(FormRequest(leaf.id) for leaf in plan.leaves)
        found: dict[FormRequest, None] = {}
        for word, area in zip(self.units, pick_areas(self.units, plan), strict=True):
            if self.each and area in plan.below:
                found |= dict.fromkeys(map(FormRequest, pick_leaves_below((word,), plan)))
            else:
                found[FormRequest(area, of_units_below=area in plan.below and not self.own)] = None
        return tuple(found)


def make_forms(
    session: Session,
    forms: FormsAsked,
    output: str,
    *,
    force: bool,
) -> int:
    """Write the forms and return the exit code; `force` replaces those that are there.

    Raises `TtdtError` where the options say too little or contradict each other, and has then
    written nothing.
    """
    if forms.when.period is None and not forms.words:
        raise TtdtError(gettext_lazy("name the period with --period, such as --period Q3"))
    if forms.each and forms.own:
        raise TtdtError(gettext_lazy("--each and --own exclude each other"))
    if output in {"", "-"}:
        raise TtdtError(gettext_lazy("forms are files; name a folder with --output"))
    workspace = session.location.open()
    asked, plan, units = asked_forms("template", forms.words, workspace, forms.when, forms.units)
    if units and forms.below:
        raise TtdtError(gettext_lazy("name units with --unit or with --below, not with both"))
    requests = replace(forms, units=units).requests(plan)
    places = _places(Path(output), plan, requests, asked)
    _refuse_to_replace(places, force=force)
    # All are made before the first is written, or none is.
    made = blank_forms(workspace, plan, requests, asked, session.language)
    for place, _ in write_several(_write, zip(places, made, strict=True)):
        session.tell(session.language.gettext("wrote {path}", path=str(place)))
    return 0


def make_plan_book(session: Session, year: str | None, output: str, *, force: bool) -> int:
    """Write the plan as a workbook and return the exit code; `force` replaces one that is there.

    Raises `TtdtError` where there is no such plan, or nowhere to write to.
    """
    from ttdt.app.plan_books import plan_book

    if output in {"", "-"}:
        raise TtdtError(gettext_lazy("forms are files; name a folder with --output"))
    workspace = session.location.open()
    found = workspace.years[0] if year is None else pick_year(workspace, year)
    place = Path(output)
    if place.suffix.lower() != _SUFFIX:
        place /= f"plan-{found}{_SUFFIX}"
    _refuse_to_replace((place,), force=force)
    content = plan_book(workspace, found, session.language)
    make_folder(place.parent)
    write_output(place, content)
    session.tell(session.language.gettext("wrote {path}", path=str(place)))
    return 0


def _write(form: tuple[Path, bytes]) -> None:
    place, content = form
    make_folder(place.parent)
    write_output(place, content)


def _places(
    output: Path, plan: Plan, requests: Sequence[FormRequest], period: Period
) -> tuple[Path, ...]:
    """Return where each form is to be written: into a folder, or a single one to a file."""
    if output.suffix.lower() != _SUFFIX:
        return tuple(
            output / f"{plan.areas[asked.area].written_id}-{period.id}{_SUFFIX}"
            for asked in requests
        )
    if len(requests) != 1:
        raise TtdtError(
            gettext_lazy(
                "{n} forms do not go into one file; name a folder with --output", n=len(requests)
            )
        )
    return (output,)


def _refuse_to_replace(paths: tuple[Path, ...], *, force: bool) -> None:
    """Raise `TtdtError` where a form is there already: somebody may have begun to fill it in."""
    there = tuple(str(path) for path in paths if path.exists() or path.is_symlink())
    if force:
        return
    more = len(there) - _MOST_NAMED
    if more > 0:
        raise TtdtError(
            gettext_lazy(
                "nothing was written: {n} of the forms are there already ({paths} and {more} more);"
                " --force replaces them",
                n=len(there),
                paths=there[:_MOST_NAMED],
                more=more,
            )
        )
    if there:
        raise TtdtError(
            ngettext_lazy(
                "nothing was written: {paths} is there already; --force replaces it",
                "nothing was written: {n} of the forms are there already ({paths}); --force"
                " replaces them",
                len(there),
                paths=there,
            )
        )
