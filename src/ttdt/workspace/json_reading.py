"""JSON that others made, read: whatever is no JSON is told of, and nothing else goes wrong."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NoReturn

from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy


def parsed_json(content: bytes, *, exact: bool = True) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return what a file holds, numbers with decimals as decimals or, if not `exact`, as floats.

    Raises `TtdtError` for what is no JSON.
    """
    try:
        text = content.decode("utf-8-sig")
        numbers = Decimal if exact else float
        return json.loads(text, parse_float=numbers, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        message = gettext_lazy(
            "line {line}, column {column}: this is no JSON",
            line=str(error.lineno),
            column=str(error.colno),
        )
    except UnicodeDecodeError:
        message = gettext_lazy("the file is not UTF-8 text")
    except RecursionError:
        message = gettext_lazy("its lists lie in each other too deeply")
    except ValueError:
        message = gettext_lazy("a number in it is none, such as NaN, or has too many digits")
    raise TtdtError(message)


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)
