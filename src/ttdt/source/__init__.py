"""YAML files as data whose every key and value knows its place; only this package knows YAML."""

from ttdt.source.document import Document, Loc, Node, Plain
from ttdt.source.file import MAX_BYTES, parse, read, read_lines, split_lines

__all__ = [
    "MAX_BYTES",
    "Document",
    "Loc",
    "Node",
    "Plain",
    "parse",
    "read",
    "read_lines",
    "split_lines",
]
