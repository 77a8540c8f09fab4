"""The changes of a plan's workbook in the plan's file, every other character kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.change.yaml_editor import YamlEditor, around, clean
from ttdt.errors import TtdtError
from ttdt.forms.plan_book.columns import (
    ABOVE,
    COMPARATOR,
    INDICATOR,
    INDICATORS,
    PART,
    SHARE,
    SHARES,
    SHEETS,
    TARGET,
    PlanSheet,
)
from ttdt.forms.plan_book.comparing import ChangeKind, RowChange
from ttdt.forms.plan_book.rows import at, plain_of, rows_of
from ttdt.schema.plan import PartShape, PlanShape, ProvinceShape, ReferenceShape
from ttdt.schema.programme import FundingShape
from ttdt.schema.targets import TargetShape
from ttdt.schema.texts import TextShape
from ttdt.text.message import gettext_lazy
from ttdt.yaml import PLAN_LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ttdt.forms.plan_book.rows import CellValue, KeyPath
    from ttdt.schema.validation import Shape
    from ttdt.yaml import Plain


def apply(
    content: bytes, changes: Sequence[RowChange], order: Mapping[str, Sequence[str]]
) -> bytes:
    """Return a plan's file with the changes in it.

    `order` has the keys of each sheet's rows as they stand there, which says where new items go.
    Raises `TtdtError` where something new belongs into what the plan has not, or the file is
    written so that only a person can change it.
    """
    applying = _Applying(YamlEditor(content, PLAN_LIMITS), order)
    for change in changes:
        if change.kind is ChangeKind.CHANGED:
            applying.change(change)
    for change in _parents_first(changes):
        applying.add(change)
    for change in changes:
        # What stands within it has gone with it, and is passed over.
        if change.kind is ChangeKind.REMOVED:
            applying.remove(change)
    return applying.editor.result()


def _parents_first(changes: Iterable[RowChange]) -> Iterator[RowChange]:
    """Yield the rows that are added, each behind the one that it is below."""
    left = {
        (change.sheet.key, change.key): change
        for change in changes
        if change.kind is ChangeKind.ADDED
    }
    while left:
        ready = [one for one in left.values() if (one.sheet.key, one.now.get(ABOVE)) not in left]
        # Of a circle none is: the first then names what is not there.
        for change in ready or list(left.values()):
            yield left.pop((change.sheet.key, change.key))


class _Applying:
    def __init__(self, editor: YamlEditor, order: Mapping[str, Sequence[str]]) -> None:
        self.editor = editor
        self._order = order
        self._locs = {
            sheet: {row.key: row.loc for row in rows.values()}
            for sheet, rows in rows_of(editor.data).items()
        }

    def change(self, change: RowChange) -> None:
        """Let a row's cells say in the file what they say in the workbook."""
        loc = self._locs[change.sheet.key][change.key]
        if change.sheet is SHARES:
            self._put(loc, plain_of(SHARES.by_key[SHARE], change.now.get(SHARE)))
            return
        if {COMPARATOR, TARGET} & change.now.keys():
            self._set_target(change, loc)
        for key, said in change.now.items():
            if key not in {COMPARATOR, TARGET}:
                column = change.sheet.by_key[key]
                value = column.if_empty if said is None else plain_of(column, _cleaned(said))
                self._put(loc + column.path, value)

    def _set_target(self, change: RowChange, loc: KeyPath) -> None:
        """Give an item another comparator or number."""
        column = change.sheet.by_key[TARGET]
        said = change.typed.cells
        comparator, was = said.get(COMPARATOR), change.before.get(COMPARATOR, said.get(COMPARATOR))
        path = loc + column.path
        if isinstance(comparator, str):
            self._put((*path, comparator), plain_of(column, said.get(TARGET)))
        if isinstance(was, str) and was != comparator:
            self._drop((*path, was))

    def add(self, change: RowChange) -> None:
        """Put a new item where its row stands."""
        loc = self._loc_of_new(change)
        value: Plain = (
            plain_of(SHARES.by_key[SHARE], change.now.get(SHARE))
            if change.sheet is SHARES
            else _item(change)
        )
        self._put(loc, value, self._siblings(change), levels=change.sheet.levels)
        self._locs[change.sheet.key][change.key] = loc

    def _loc_of_new(self, change: RowChange) -> KeyPath:
        sheet, cells = change.sheet, change.now
        above = cells.get(ABOVE)
        if sheet is SHARES:
            of, _, unit = change.key.partition("@")
            return (*self._found(INDICATORS, of, change, INDICATOR), "target", "by_unit", unit)
        if PART in cells:
            whole, _, part = change.key.partition("/")
            return (*self._found(sheet, whole, change, PART), sheet.below, part)
        if isinstance(above, str):
            return (*self._found(sheet, above, change, ABOVE), sheet.below, change.key)
        return (*map(str, sheet.loc), change.key)

    def _found(self, sheet: PlanSheet, key: str, change: RowChange, column: str) -> KeyPath:
        """Return where the item stands that a new one belongs into; raises `TtdtError`."""
        loc = self._locs[sheet.key].get(key)
        if loc is None:
            raise TtdtError(
                gettext_lazy(
                    "{cell}: nothing in the plan is called “{name}”",
                    cell=change.typed.place(column),
                    name=key[:60],
                )
            )
        return loc

    def _siblings(self, change: RowChange) -> tuple[Sequence[str], Sequence[str]]:
        """Return the last keys of what the rows above a new one, and those below it, stand for."""
        locs = self._locs[change.sheet.key]
        above, below = around(self._order[change.sheet.key], change.key)
        before, behind = ([locs[key][-1] for key in keys if key in locs] for keys in (above, below))
        return before, behind

    def remove(self, change: RowChange) -> None:
        """Take a row's item out of the file."""
        self._drop(self._locs[change.sheet.key][change.key])

    def _drop(self, loc: KeyPath) -> None:
        """Remove a key that is there, with what holds nothing else."""
        holder = at(self.editor.data, loc[:-1])
        if not isinstance(holder, dict) or loc[-1] not in holder:
            return
        if len(holder) == 1 and len(loc) > 1:
            self._drop(loc[:-1])
        else:
            self.editor.drop(loc)

    def _put(
        self,
        loc: KeyPath,
        value: Plain,
        siblings: tuple[Sequence[str], Sequence[str]] | None = None,
        levels: int = 0,
    ) -> None:
        """Set a value; what is missing on the way comes with it, in the order of the files."""
        if value is None:
            self._drop(loc)
            return
        data = self.editor.data
        there = next(
            (depth for depth in range(1, len(loc)) if not isinstance(at(data, loc[:depth]), dict)),
            len(loc),
        )
        # Of a section that is new, too, each item has a line.
        levels += len(loc) - there if isinstance(value, dict) else 0
        if there == len(loc) and siblings is not None:
            after, before = siblings
        else:
            fields = _fields(loc[: there - 1])
            key = loc[there - 1]
            after, before = around(fields, key) if key in fields else ((), ())
        self.editor.put(loc, value, after, before, levels)


def _item(change: RowChange) -> dict[str, Plain]:
    """Return a new item as the file has it, its keys in the usual order."""
    found: dict[str, Plain] = {}
    for column in change.sheet.columns:
        said = _cleaned(change.now.get(column.key))
        if not column.path or column.key == COMPARATOR:
            continue
        if said is None and column.if_empty is None:
            continue
        path = column.path
        if column.key == TARGET:
            path = (*path, str(change.now.get(COMPARATOR)))
        *way, last = path
        holder = found
        for key in way:
            inner = holder.setdefault(key, {})
            holder = inner if isinstance(inner, dict) else {}
        holder[last] = column.if_empty if said is None else plain_of(column, said)
    shape = PartShape if PART in change.now else change.sheet.shape
    return {key: found[key] for key in _keys(shape) if key in found}


def _cleaned(said: CellValue) -> CellValue:
    return clean(said) if isinstance(said, str) else said


def _keys(shape: type[Shape]) -> tuple[str, ...]:
    return tuple(field.alias or name for name, field in shape.model_fields.items())


def _fields(loc: KeyPath) -> tuple[str, ...]:
    """Return the keys of what stands at a place of a plan, in the order of the files."""
    if not loc:
        return _keys(PlanShape)
    for sheet in SHEETS:
        within = loc[len(sheet.loc) :]
        is_item = within[1::2] == (sheet.below,) * (len(within) // 2) and len(within) % 2 == 1
        if sheet.loc and loc[: len(sheet.loc)] == sheet.loc and is_item:
            return _keys(PartShape if sheet is INDICATORS and within[1:] else sheet.shape)
    return _keys(_WITHIN.get(loc[-1], TextShape))


_WITHIN: Mapping[str, type[Shape]] = {
    "target": TargetShape,
    "reference": ReferenceShape,
    "province": ProvinceShape,
    "funding": FundingShape,
}
"""What stands below a key of an item or of the plan, where it is no text."""
