"""The two parsers of ruamel.yaml, how much they may be given, and on what they may disagree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_DEPTH = 20
MAX_VALUES = 20_000
"""More keys and values than any submission needs; with more it is an accident or an attack."""

# The pure parser takes seconds for a megabyte; larger files are judged by the C parser alone.
MOST_REPARSED = 128 * 1024


class Parser(Protocol):
    """What both of ruamel.yaml's parsers can do."""

    def get_event(self) -> Any:  # noqa: ANN401 - the two parsers share no type of event
        """Return the next event, or None at the end."""


def pure_parser(text: str) -> Parser:
    """Return ruamel.yaml's parser written in Python, which is always there."""
    from ruamel.yaml import YAML

    parser: Parser = YAML(typ="safe", pure=True).get_constructor_parser(text)[1]
    return parser


def c_parser() -> Callable[[str], Parser] | None:
    """Return the maker of ruamel.yaml's C parser, or None where its extension is not built."""
    try:
        from _ruamel_yaml import CParser
    except ImportError:
        return None
    maker: Callable[[str], Parser] = CParser
    return maker


def may_be_disputed(text: str) -> bool:
    """Return whether the two parsers may disagree about a text; of a large one, none is asked."""
    is_large = len(text) > MOST_REPARSED
    disputed = not is_large and DISPUTED.search(text) is not None
    return disputed or DIRECTIVE.match(text) is not None


# What the C parser takes and the pure one refuses or reads differently: tabs, comments or blank
# lines at the beginning of a block text, `...`, `? ` and `"a":1`. None is common in such files.
# It begins with all that they begin with, so that the search hurries past everything else.
DISPUTED = re.compile(
    r"""[\t|>.?"'\]}](?:(?<=\t)|(?<=[|>])[-+0-9]*+ *+(?:#|[\r\n]++ ++(?:[\r\n]|\Z))"""
    r"""|(?<=\n\.)\.\.|(?<=[\s,{\[]\?)(?=[\s,}\]])|(?<=["'\]}]):(?![ \r\n]))"""
)

# The two parsers disagree about directives, so none gets as far as either.
DIRECTIVE = re.compile(r"(?:[ \t]*+(?:#[^\r\n]*+)?[\r\n])*+%")
