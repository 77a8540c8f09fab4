"""Which file each new figure comes from, as its submission is to say it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ttdt.change.source_edit import SOURCE, loc_of_figure
from ttdt.change.yaml_editor import clean
from ttdt.forms.form import id_of, id_of_population
from ttdt.forms.programme import id_of_amount, id_of_task

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ttdt.change.edits import SubmissionEdits
    from ttdt.forms.filled_form import FilledForm
    from ttdt.submission import Submission
    from ttdt.yaml import Loc, Plain


def with_sources(
    edits: SubmissionEdits, files: Mapping[str, str], filed: Submission | None
) -> SubmissionEdits:
    """Return edits that also say where their figures come from.

    `files` are the sources of a form's rows, by their ids. A submission that says nothing yet, nor
    its source, has for its source the file that gives most of it; whatever comes from another names
    that beside it.
    """
    given = {
        loc: "; ".join(dict.fromkeys(said))
        for loc, ids in _rows(edits, filed)
        if (said := [clean(files[name]) for name in ids if name in files])
    }
    if not given:
        return edits
    own = edits.source or (None if filed is None else filed.source)
    if own is None and (filed is None or filed.empty):
        ((own, _),) = Counter(given.values()).most_common(1)
        edits = replace(edits, source=own)
    sources = {loc: None if said == own else said for loc, said in given.items()}
    return replace(
        edits,
        sources=sources,
        funding={
            cell: _with_source(said, sources.get(("funding", *cell)))
            for cell, said in edits.funding.items()
        },
        tasks={
            name: _with_source(said, sources.get(("tasks", name)))
            for name, said in edits.tasks.items()
        },
    )


def with_source_on_file(
    edits: SubmissionEdits, filled: FilledForm, filed: Submission | None
) -> SubmissionEdits:
    """Return edits that leave a submission the source that it has, if figures on file stay.

    Who states a source states that of the figures given; those that stay have another. Without new
    figures it is that of the whole, corrected, but for a table of figures that are there, and for a
    form that has given some of them.
    """
    if edits.source is None or filed is None or filed.empty:
        return edits
    on_file = _on_file(filed)
    changed = {loc for loc, _ in _rows(edits, filed)}
    if changed:
        is_of_the_whole = on_file.keys() <= changed
    else:
        is_known = edits.source in on_file.values() if filled.whole else True
        is_of_the_whole = not (is_known and any(":" in name for name in filled.files))
    return edits if is_of_the_whole else replace(edits, source=None)


def _on_file(filed: Submission) -> dict[Loc, str | None]:
    """Return where what is on file stands, and what each says itself that it comes from."""
    found: dict[Loc, str | None] = {}
    for name, size in filed.populations.items():
        if size.value is not None:
            found["populations", name] = size.source
    for key, figure in filed.figures.items():
        if figure.reported:
            found[loc_of_figure(key)] = figure.source
    for cell, amounts in filed.funding.items():
        found["funding", *cell] = amounts.source
    for name, task in filed.tasks.items():
        found["tasks", name] = task.source
    return found


def _with_source(said: Mapping[str, Plain], source: str | None) -> Mapping[str, Plain]:
    return said if source is None else {**said, SOURCE: source}


def _rows(edits: SubmissionEdits, filed: Submission | None) -> Iterator[tuple[Loc, Sequence[str]]]:
    """Yield where each edit goes, and the ids of the rows that it comes from.

    A note beside a figure that stays says nothing of where that comes from.
    """
    on_file = {} if filed is None else filed.figures
    for name in edits.populations:
        yield ("populations", name), (id_of_population(name),)
    for key in dict.fromkeys((*edits.figures, *edits.notes, *edits.causes)):
        if key not in edits.figures and key in on_file and on_file[key].reported:
            continue
        yield loc_of_figure(key), (id_of(*key), id_of(*key, narrative=True))
    for cell, amounts in edits.funding.items():
        yield ("funding", *cell), [id_of_amount(cell, key) for key in amounts]
    for name in edits.tasks:
        yield ("tasks", name), (id_of_task(name),)
