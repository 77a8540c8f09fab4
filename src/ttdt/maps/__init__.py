"""Maps: how a table that ttdt did not make is read, typed, with the errors that forbid its use."""

from ttdt.maps.loading import read_map
from ttdt.maps.model import (
    EVERY_UNIT,
    NAMED_UNIT,
    Content,
    ContentKind,
    DateStyle,
    Identity,
    MappedLine,
    NumberStyle,
    TableMap,
    Total,
    WordMeaning,
)

__all__ = [
    "EVERY_UNIT",
    "NAMED_UNIT",
    "Content",
    "ContentKind",
    "DateStyle",
    "Identity",
    "MappedLine",
    "NumberStyle",
    "TableMap",
    "Total",
    "WordMeaning",
    "read_map",
]
