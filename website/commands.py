"""The page of a command, in Markdown: its help, a real screen of it, and where it is told of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from typer.main import get_command

from ttdt.cli.run import app
from website.markdown import screens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ttdt.text.language import Language

LONGEST_SCREEN = 24
"""Lines of an answer that a command's page shows; a longer one ends with `…`."""

WORDS = {
    "en": {
        "usage": "[OPTIONS]",
        "arguments": "Words in place",
        "options": "Options",
        "common": "Options of every command",
        "meaning": "Meaning",
        "examples": "Examples",
        "screen": "On the screen",
        "told": "More about it",
    },
    "vi": {
        "usage": "[TÙY CHỌN]",
        "arguments": "Các từ sau lệnh",
        "options": "Tùy chọn",
        "common": "Tùy chọn của mọi lệnh",
        "meaning": "Ý nghĩa",
        "examples": "Ví dụ",
        "screen": "Trên màn hình",
        "told": "Xem thêm",
    },
}


class Telling(NamedTuple):
    """A document that shows a command at work: its title, its address from the command's page."""

    title: str
    address: str
    text: str


def command_page(name: str, language: Language, documents: Sequence[Telling]) -> str:
    """Return the page of a command in a language."""
    words = WORDS[language.code]
    shown = {told: _screens_of(name, told.text) for told in documents}
    parts = [
        *_help(name, language, words),
        *_screen([screen for found in shown.values() for screen in found], words),
    ]
    told = [
        f"- [{document.title}]({document.address})" for document in documents if shown[document]
    ]
    if told:
        parts += [f"## {words['told']}", "\n".join(told)]
    return "\n\n".join(parts) + "\n"


def _help(name: str, language: Language, words: Mapping[str, str]) -> Iterator[str]:
    group: Any = get_command(app)
    command = group.get_command(None, name)
    common = {param.name for param in group.params}
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.params if param.param_type_name == "option"]
    usage = " ".join(["ttdt", name, words["usage"], *(str(param.metavar) for param in arguments)])
    yield f"# ttdt {name}"
    yield language.gettext(command.help or "")
    yield f"```sh\n{usage}\n```"
    for key, params in (
        ("arguments", arguments),
        ("options", [param for param in options if param.name not in common]),
        ("common", [param for param in options if param.name in common]),
    ):
        if params:
            rows = (f"| {_named(param)} | {_meaning(param, language)} |" for param in params)
            table = "\n".join([f"| {words[key]} | {words['meaning']} |", "|---|---|", *rows])
            yield f"## {words[key]}\n\n{table}"
    if command.epilog:
        yield f"## {words['examples']}\n\n```sh\n{command.epilog.strip()}\n```"


def _named(param: Any) -> str:  # noqa: ANN401 - click is vendored
    """Return how an option or a word is written, as code."""
    if param.param_type_name == "argument":
        return _code(str(param.metavar))
    value = "" if param.is_flag else f" {param.metavar}"
    *others, last = sorted(param.opts, key=len)
    return ", ".join([*map(_code, others), _code(f"{last}{value}")])


def _code(text: str) -> str:
    return f"`{_in_cell(text)}`"


def _meaning(param: Any, language: Language) -> str:  # noqa: ANN401 - click is vendored
    text = language.gettext(param.help or "")
    for mark in "\\*_`<[":
        text = text.replace(mark, f"\\{mark}")
    return _in_cell(text)


def _in_cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _screens_of(name: str, text: str) -> list[tuple[str, list[str]]]:
    return [
        (typed, shown)
        for typed, shown in screens(text)
        if typed.split()[:2] == ["ttdt", name] and shown
    ]


def _screen(found: Sequence[tuple[str, list[str]]], words: Mapping[str, str]) -> Iterator[str]:
    """Show the fullest answer that is not cut, or the longest, as far as there is room."""
    if not found:
        return
    typed, shown = max(found, key=lambda screen: min(len(screen[1]), LONGEST_SCREEN))
    if len(shown) > LONGEST_SCREEN:
        shown = [*shown[:LONGEST_SCREEN], "…"]
    lines = "\n".join(["```console", f"$ {typed}", *shown, "```"])
    yield f"## {words['screen']}\n\n{lines}"
