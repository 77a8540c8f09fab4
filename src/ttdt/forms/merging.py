"""What several files say of one submission, put together row by row."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from ttdt.forms.choices import status_of
from ttdt.forms.form import FormColumn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ttdt.forms.filled_form import FilledForm, FilledRow

_SOURCE = "source"
_FILES = (".xlsx", ".ods", ".csv", ".tsv", ".json")


class Given(NamedTuple):
    """What one file says of a submission."""

    file: str
    """As messages call it."""
    name: str
    """As the submission is to name it."""
    form: FilledForm

    @property
    def source(self) -> str:
        """What the file says that its figures come from, or else its own name."""
        row = self.form.entries.get(_SOURCE)
        said = "" if row is None or row.value is None else str(row.value)
        # A form begun with what is on file shows which file gave that, and is another itself.
        return said if said and not said.lower().endswith(_FILES) else self.name


class Unlike(NamedTuple):
    """A row of which several files say different things; None where one says nothing."""

    id: str
    rows: tuple[FilledRow | None, ...]


class Merged(NamedTuple):
    """What all files say."""

    form: FilledForm
    unlike: tuple[Unlike, ...]
    """Where they differ; the form has then what the first of them says."""


def merge(given: Sequence[Given], taken: str | None) -> Merged:
    """Return what files say of one submission, that of the file `taken` before the others.

    What a file leaves empty, it does not speak of: the value of a row, its note and its cause may
    come from three files.
    """
    if len(given) == 1:
        form, source = given[0].form, given[0].source
        rows_said = [row.id for row in form.entries.values() if row.typed]
        return Merged(replace(form, files=dict.fromkeys(rows_said, source)), ())
    said = [{_key(name): row for name, row in one.form.entries.items()} for one in given]
    first = sorted(range(len(given)), key=lambda number: given[number].file != taken)
    entries: dict[str, FilledRow] = {}
    files: dict[str, str] = {}
    unlike: list[Unlike] = []
    for key in dict.fromkeys(name for rows in said for name in rows):
        speaking = [number for number in first if key in said[number] and said[number][key].typed]
        rows = [said[number][key] for number in speaking]
        if not rows:
            row = next(rows[key] for rows in said if key in rows)
            entries[row.id] = row
            continue
        row = rows[0]
        for other in rows[1:]:
            row = _filled_up(row, other)
        entries[row.id] = row
        files[row.id] = given[speaking[0]].source
        # Each figure keeps the source that its own file names.
        if key != _SOURCE and any(differ(one, other) for one, other in combinations(rows, 2)):
            unlike.append(Unlike(row.id, tuple(rows_of.get(key) for rows_of in said)))
    form = replace(
        given[0].form,
        entries=entries,
        identity=next((one.form.identity for one in given if one.form.identity), None),
        remarks=tuple(dict.fromkeys(remark for one in given for remark in one.form.remarks)),
        whole=all(one.form.whole for one in given),
        names={place: name for one in given for place, name in one.form.names.items()},
        files=files,
    )
    return Merged(form, tuple(unlike))


def _key(name: str) -> str:
    """Return what a row is about; a table does not know which figures are answered in words."""
    return name.replace("narrative:", "figure:", 1)


def differ(one: FilledRow, other: FilledRow) -> bool:
    """Return whether two rows cannot both be right."""
    return any(
        said is not None and also is not None and said != also
        for said, also in zip(_statements(one), _statements(other), strict=True)
    )


def _statements(row: FilledRow) -> Iterator[object]:
    """Yield the figure, or why there is none, the cause and the note; None for what is not said."""
    value: object = row.value
    if row.id == "status":
        # Forms have it in words, tables as files have it.
        value = status_of(str(value)) or value
    figure = (value, row.percent, row.state, row.reason)
    yield None if figure == (None,) * len(figure) else figure
    yield row.cause
    yield row.note


def cell_of(row: FilledRow) -> str:
    """Return the cell in which a row says what it says."""
    said = {
        FormColumn.VALUE: row.value,
        FormColumn.PERCENT: row.percent,
        FormColumn.STATE: row.state,
        FormColumn.REASON: row.reason,
        FormColumn.CAUSE: row.cause,
        FormColumn.NOTE: row.note,
    }
    column = next(column for column, typed in said.items() if typed is not None)
    return row.places.get(column) or next(iter(row.places.values()))


def _filled_up(row: FilledRow, other: FilledRow) -> FilledRow:
    """Return a row with what it does not say from another, and where that stands."""
    places = dict(row.places)
    if (row.value, row.percent, row.state, row.reason) == (None, None, None, None):
        figure = (FormColumn.VALUE, FormColumn.PERCENT, FormColumn.STATE, FormColumn.REASON)
        places |= {column: other.places[column] for column in figure if column in other.places}
        row = row._replace(
            value=other.value,
            percent=other.percent,
            may_be_share=other.may_be_share,
            state=other.state,
            reason=other.reason,
            last=other.last,
        )
    if row.cause is None and other.cause is not None:
        row = row._replace(cause=other.cause)
        places[FormColumn.CAUSE] = other.place(FormColumn.CAUSE)
    if row.note is None and other.note is not None:
        row = row._replace(note=other.note)
        places[FormColumn.NOTE] = other.place(FormColumn.NOTE)
    return row._replace(places=places)
