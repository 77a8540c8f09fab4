"""Putting edits into a submission's file, and leaving every other character as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.change.figure_edit import equal, place_statement, wanted_of
from ttdt.change.programme_edit import place_amounts, place_task
from ttdt.change.source_edit import SOURCE, loc_of_figure, place_source
from ttdt.change.yaml_editor import YamlEditor, around, clean
from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ttdt.change.edits import FigureEdit, SubmissionEdits
    from ttdt.plan import Indicator, Plan
    from ttdt.yaml import Plain, YamlDocument

_FIELDS = (
    "unit", "period", "status", "submitted", "as_of", "source", "sample", "note", "accept",
    "populations", "figures", "funding", "tasks",
)  # fmt: skip
"""A file's top level, in the order that new keys are put in."""

_ABOUT_THE_WHOLE = ("not_applicable", "not_reported")


def update(content: bytes, plan: Plan, edits: SubmissionEdits) -> bytes:
    """Return the content with the edits in it.

    Comments, notes, acceptances and the order of the file stay; what is new is put where the
    plan's order has it. An edit that the file gives already changes nothing. An edit for a
    whole composite, without a part, may say why it has no figures, and holds for every part.
    Raises `TtdtError` where the file cannot be read, the plan does not know a name, or a value is
    written so that only a person can change it.
    """
    return updated(content, plan, edits).content


class Updated(NamedTuple):
    """A submission's new content, and the same as it was read."""

    content: bytes
    document: YamlDocument


def updated(content: bytes, plan: Plan, edits: SubmissionEdits, path: str = "") -> Updated:
    """Return the same as the document of this `path`, which need not be read once more."""
    editor = YamlEditor(content, path=path)
    before = {loc: editor.at(loc) for loc in _locs(edits)}
    _set_header(editor, edits)
    for name, size in edits.populations.items():
        if name not in plan.populations:
            raise TtdtError(gettext_lazy("the plan has no population “{name}”", name=name))
        _set_population(editor, tuple(plan.populations), name, size)
    for key, edit in edits.figures.items():
        _set_figure(editor, plan, _indicator(plan, key), key[1], edit)
    for word, remarks in (("note", edits.notes), ("cause", edits.causes)):
        for key, text in remarks.items():
            _set_remark(editor, plan, _indicator(plan, key), key[1], word, text)
    for loc, said in before.items():
        place_source(editor, loc, said, edits.sources.get(loc))
    _set_programme(editor, plan, edits)
    return Updated(editor.result(), editor.document)


def _set_programme(editor: YamlEditor, plan: Plan, edits: SubmissionEdits) -> None:
    """Put in what is said of money and tasks; what changes without a source loses its own."""
    for cell, amounts in edits.funding.items():
        _section(editor, "funding")
        before = editor.at(("funding", *cell))
        place_amounts(editor, plan, cell, amounts, around(_FIELDS, "funding"))
        if SOURCE not in amounts:
            place_source(editor, ("funding", *cell), before, None)
    for name, said in edits.tasks.items():
        _section(editor, "tasks")
        before = editor.at(("tasks", name))
        place_task(editor, plan, name, said, around(_FIELDS, "tasks"))
        if SOURCE not in said:
            place_source(editor, ("tasks", name), before, None)


def _locs(edits: SubmissionEdits) -> Iterator[tuple[str, ...]]:
    """Yield where the populations and figures that are edited stand."""
    yield from (("populations", name) for name in edits.populations)
    yield from map(loc_of_figure, dict.fromkeys((*edits.figures, *edits.notes, *edits.causes)))


def _indicator(plan: Plan, key: tuple[str, str | None]) -> Indicator:
    """Return the indicator of a figure; raises `TtdtError` where the plan has no such figure."""
    name, part = key
    indicator = plan.indicators.get(name)
    if indicator is None or (part is not None and part not in _parts(indicator)):
        shown = name if part is None else f"{name}/{part}"
        raise TtdtError(gettext_lazy("the plan has no indicator “{name}”", name=shown))
    return indicator


def _parts(indicator: Indicator) -> tuple[str, ...]:
    return tuple(str(leaf.part) for leaf in indicator.parts)


def _set_header(editor: YamlEditor, edits: SubmissionEdits) -> None:
    given: dict[str, Plain] = {}
    if edits.status is not None:
        given["status"] = str(edits.status)
    for field, day in (("submitted", edits.submitted), ("as_of", edits.as_of)):
        if day is not None:
            given[field] = day.isoformat()
    for field, text in (("source", edits.source), ("note", edits.note)):
        if text is not None:
            given[field] = clean(text) or None
    if edits.sample is not None:
        given["sample"] = edits.sample
    for field, value in given.items():
        said = editor.data.get(field)
        same = said.strip() == value if isinstance(said, str) else said is value
        if not same and not (field == "sample" and value is False and said is None):
            editor.put((field,), value, *around(_FIELDS, field))


def _set_population(editor: YamlEditor, order: Sequence[str], name: str, size: Plain) -> None:
    held = _section(editor, "populations")
    said = held.get(name)
    if isinstance(said, dict) and said and size is not None:
        if not equal(said.get("value"), size):
            editor.put(("populations", name, "value"), size, (), tuple(said))
        return
    if said == size and not isinstance(said, bool):
        return
    _put_in(editor, "populations", name, size, *around(order, name))


def _set_figure(
    editor: YamlEditor, plan: Plan, indicator: Indicator, part: str | None, edit: FigureEdit
) -> None:
    held = _section(editor, "figures")
    raw = held.get(indicator.id)
    if not indicator.parts:
        wanted = wanted_of(edit)
        if indicator.id in held:
            place_statement(editor, ("figures", indicator.id), raw, wanted)
        elif wanted:
            _put_figure(editor, plan, indicator, part, _as_value(wanted))
        return
    if part is None:
        _set_whole(editor, plan, indicator, edit)
        return
    wanted = wanted_of(edit)
    if raw is None or raw == {}:
        if wanted:
            _put_figure(editor, plan, indicator, part, _as_value(wanted))
        return
    if not isinstance(raw, dict):
        raise TtdtError(
            gettext_lazy(
                "“{name}” has parts, but in the file it is a single value; write it in the file"
                " as {example}",
                name=indicator.id,
                example=f"{{{', '.join(f'{one}: …' for one in _parts(indicator))}}}",
            )
        )
    _set_part(editor, plan, indicator, part, raw, wanted)


def _set_part(
    editor: YamlEditor,
    plan: Plan,
    indicator: Indicator,
    part: str,
    raw: dict[str, Plain],
    wanted: dict[str, Plain],
) -> None:
    """Put a part's figure into its composite, of which something may be said as a whole."""
    loc = ("figures", indicator.id, part)
    whole = {key: raw[key] for key in _ABOUT_THE_WHOLE if raw.get(key) is not None}
    if part in raw:
        place_statement(editor, loc, raw[part], wanted)
    elif wanted != whole:
        _put_figure(editor, plan, indicator, part, _as_value(wanted))
    if whole:
        held = editor.data["figures"]
        now = held[indicator.id] if isinstance(held, dict) else None
        if isinstance(now, dict) and all(one in now for one in _parts(indicator)):
            # Every part speaks for itself now, so what was said of the whole is said of nothing.
            for key in whole:
                editor.drop(("figures", indicator.id, key))


def _set_whole(editor: YamlEditor, plan: Plan, indicator: Indicator, edit: FigureEdit) -> None:
    wanted = wanted_of(edit)
    if "value" in wanted or "percent" in wanted:
        raise TtdtError(
            gettext_lazy(
                "“{name}” has parts; set them one by one: {parts}",
                name=indicator.id,
                parts=tuple(f"{indicator.id}/{one}" for one in _parts(indicator)),
            )
        )
    held = _section(editor, "figures")
    raw = held.get(indicator.id)
    if raw is None or raw == {}:
        if wanted:
            _put_figure(editor, plan, indicator, None, _as_value(wanted))
        return
    if isinstance(raw, dict) and not raw.keys() & set(_parts(indicator)):
        place_statement(editor, ("figures", indicator.id), raw, wanted)
        return
    for part in _parts(indicator):
        _set_figure(editor, plan, indicator, part, edit)


def _set_remark(
    editor: YamlEditor,
    plan: Plan,
    indicator: Indicator,
    part: str | None,
    word: str,
    text: str | None,
) -> None:
    """Put a note or a cause beside what a figure says, or take it away."""
    loc = ("figures", indicator.id, *(() if part is None else (part,)))
    said = editor.at(loc)
    if isinstance(said, dict) and said:
        if text is None and word in said:
            editor.drop((*loc, word))
        elif text is not None and not equal(said.get(word), text):
            editor.put((*loc, word), text, tuple(said))
    elif text is not None:
        value: dict[str, Plain] = {} if said is None or said == {} else {"value": said}
        _put_figure(editor, plan, indicator, part, {**value, word: text})


def _put_figure(
    editor: YamlEditor, plan: Plan, indicator: Indicator, part: str | None, value: Plain
) -> None:
    """Set all that is said of a figure, which comes with what holds it where that is missing."""
    held = _section(editor, "figures")
    whole = held.get(indicator.id)
    if part is not None and isinstance(whole, dict) and whole:
        after, before = around(_parts(indicator), part)
        editor.put(("figures", indicator.id, part), value, after, (*before, *whole))
        return
    after, before = _around_figure(plan, indicator, held)
    inner: Plain = value if part is None else {part: value}
    _put_in(editor, "figures", indicator.id, inner, after, before)


def _as_value(wanted: dict[str, Plain]) -> Plain:
    """Return a statement as it is written where none was before."""
    return wanted.get("value") if wanted.keys() <= {"value"} else dict(wanted)


def _section(editor: YamlEditor, name: str) -> dict[str, Plain]:
    held = editor.data.get(name)
    if held is None:
        return {}
    if not isinstance(held, dict):
        raise TtdtError(
            gettext_lazy(
                "“{name}” is no list of names with values in the file; mend it by hand", name=name
            )
        )
    return held


def _put_in(
    editor: YamlEditor,
    section: str,
    name: str,
    value: Plain,
    after: Sequence[str],
    before: Sequence[str],
) -> None:
    """Set a value of a section, which comes with it where it is missing or empty."""
    if editor.data.get(section):
        editor.put((section, name), value, after, before)
    else:
        editor.put((section,), {name: value}, *around(_FIELDS, section))


def _around_figure(
    plan: Plan, indicator: Indicator, held: Iterable[str]
) -> tuple[Sequence[str], Sequence[str]]:
    """Return what a figure belongs behind, or else in front of: within its group if it is there."""
    present = set(held)
    earlier, later = around(tuple(plan.indicators), indicator.id)

    def grouped(names: Sequence[str]) -> tuple[str, ...]:
        return tuple(name for name in names if plan.indicators[name].group == indicator.group)

    if present & set(grouped(earlier)):
        return grouped(earlier), ()
    if present & set(grouped(later)):
        return (), grouped(later)
    return earlier, later
