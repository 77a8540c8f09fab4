"""YAML files as data whose every key and value knows its place; only this package knows YAML."""

from ttdt.yaml.document import DocumentPlace, YamlDocument
from ttdt.yaml.nodes import Loc, Node, Plain
from ttdt.yaml.reading import (
    PLAN_LIMITS,
    SUBMISSION_LIMITS,
    Limits,
    may_hold_key,
    parse,
    read,
    read_lines,
    split_lines,
)

__all__ = [
    "PLAN_LIMITS",
    "SUBMISSION_LIMITS",
    "DocumentPlace",
    "Limits",
    "Loc",
    "Node",
    "Plain",
    "YamlDocument",
    "may_hold_key",
    "parse",
    "read",
    "read_lines",
    "split_lines",
]
