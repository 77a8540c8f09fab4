"""Lists of data that are made entry by entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Entries(Sequence[Entry], Generic[T, Entry]):
    """A list of data, each entry of which is made when it is asked for.

    A writer that takes them one by one needs no more memory than for the largest; who wants one
    twice has it made twice.
    """

    of: Sequence[T]
    make: Callable[[T], Entry]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.of)

    @overload
    def __getitem__(self, place: int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Entry]: ...
    def __getitem__(self, place: int | slice) -> Entry | Sequence[Entry]:
        """Return an entry, or some of them."""
        if isinstance(place, slice):
            return Entries(self.of[place], self.make)
        return self.make(self.of[place])
