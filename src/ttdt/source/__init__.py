"""YAML files as data whose every key and value knows its place; only this package knows YAML."""

from ttdt.source.document import Document, Place
from ttdt.source.file import MAX_BYTES, parse, read, read_lines, split_lines
from ttdt.source.node import Loc, Node, Plain

__all__ = [
    "MAX_BYTES",
    "Document",
    "Loc",
    "Node",
    "Place",
    "Plain",
    "parse",
    "read",
    "read_lines",
    "split_lines",
]
