"""Templates in which no text can act: all of it is made inert, then escaped."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined, Undefined

from ttdt.text.escaping import COMMAND, escape_invisible

if TYPE_CHECKING:
    from collections.abc import Mapping

_PACKAGE = "ttdt.output.html"
_FOLDER = "templates"


def fill(name: str, values: Mapping[str, object]) -> str:
    """Return a template filled in, of which a build log that it is printed into obeys nothing.

    Raises `jinja2.UndefinedError` where it asks for a value that is not there.
    """
    page = _environment().get_template(name).render(values)
    # A browser shows the entity as the bracket that it is.
    return COMMAND.sub(r"\1&#91;", page)


def asset(name: str) -> str:
    """Return a style sheet or a script of the package, its lines ended by line feeds."""
    text = files(_PACKAGE).joinpath(_FOLDER, name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader(_PACKAGE, _FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _shown(value: object) -> object:
    """Return what an expression of a template puts out; markup of our own passes as it is."""
    if value is None:
        raise TypeError("a template puts out nothing where there is no value")
    if isinstance(value, Undefined) or hasattr(value, "__html__"):
        return value
    return escape_invisible(str(value))
