"""JSON that others made, read: whatever is no JSON is told of, and nothing else goes wrong."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from typing import Any, NoReturn

from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy


def parsed_json(content: bytes, *, exact: bool = True) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return what a file holds.

    If that is to be `exact`, numbers with decimals are decimals and each key of an object stands
    once; otherwise they are floats, and of a key's values the last holds. Raises `TtdtError` for
    what is no JSON.
    """
    try:
        # As UTF-16, too, which Windows writes where it says Unicode.
        text = content.decode(json.detect_encoding(content))
        return json.loads(
            text,
            parse_float=Decimal if exact else float,
            parse_constant=_no_number,
            object_pairs_hook=_each_once if exact else None,
        )
    except json.JSONDecodeError as error:
        message = gettext_lazy(
            "line {line}, column {column}: this is no JSON",
            line=str(error.lineno),
            column=str(error.colno),
        )
    except UnicodeDecodeError:
        message = gettext_lazy("the file is neither UTF-8 nor UTF-16 text")
    except RecursionError:
        message = gettext_lazy("its lists lie in each other too deeply")
    except ValueError:
        message = gettext_lazy("a number in it is none, such as NaN, or has too many digits")
    raise TtdtError(message)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; of two values under one key none can be known to be the right one."""
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise TtdtError(gettext_lazy("“{key}” stands twice in one object", key=twice[:60]))
    return found


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)
