"""YAML files as data whose every key and value knows its place; only this package knows YAML."""

from ttdt.source.document import Document, Loc, Node, Plain
from ttdt.source.file import parse, read

__all__ = ["Document", "Loc", "Node", "Plain", "parse", "read"]
