"""The page of a command, in Markdown: its help, a real screen of it, and where it is told of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from typer.main import get_command

from ttdt.cli.metavars import metavars_in
from ttdt.cli.run import app

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ttdt.text.language import Language
    from website.markdown import Screen

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


class Document(NamedTuple):
    """A document and its screens: its title, and the way to it from a command's page."""

    title: str
    address: str
    screens: tuple[Screen, ...]


def command_page(name: str, language: Language, documents: Sequence[Document]) -> str:
    """Return the page of a command in a language."""
    words = WORDS[language.code]
    shown: list[Screen] = []
    told: list[str] = []
    for document in documents:
        own = [screen for screen in document.screens if _shows(screen, name)]
        shown += own
        told += [f"- [{document.title}]({document.address})"] if own else []
    parts = [*_help(name, language, words), *_screen(shown, words)]
    if told:
        parts += [f"## {words['told']}", "\n".join(told)]
    return "\n\n".join(parts) + "\n"


def _help(name: str, language: Language, words: Mapping[str, str]) -> Iterator[str]:
    group: Any = get_command(app)
    command = group.get_command(None, name)
    common = {param.name for param in group.params}
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    options = [param for param in command.params if param.param_type_name == "option"]
    wanted = (metavars_in(str(param.metavar), language.gettext) for param in arguments)
    usage = " ".join(["ttdt", name, words["usage"], *wanted])
    yield f"# ttdt {name}"
    yield language.gettext(command.help or "")
    yield f"```sh\n{usage}\n```"
    for key, params in (
        ("arguments", arguments),
        ("options", [param for param in options if param.name not in common]),
        ("common", [param for param in options if param.name in common]),
    ):
        if params:
            rows = (
                f"| {_named(param, language)} | {_meaning(param, language)} |" for param in params
            )
            table = "\n".join([f"| {words[key]} | {words['meaning']} |", "|---|---|", *rows])
            yield f"## {words[key]}\n\n{table}"
    if command.epilog:
        yield f"## {words['examples']}\n\n```sh\n{command.epilog.strip()}\n```"


def _named(param: Any, language: Language) -> str:  # noqa: ANN401 - click is vendored
    """Return how an option or a word is written, as code."""
    if param.param_type_name == "argument":
        return _code(metavars_in(str(param.metavar), language.gettext))
    value = "" if param.is_flag else metavars_in(f" {param.metavar}", language.gettext)
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


def _shows(screen: Screen, name: str) -> bool:
    return screen.typed.split()[:2] == ["ttdt", name] and bool(screen.shown)


def _screen(found: Sequence[Screen], words: Mapping[str, str]) -> Iterator[str]:
    """Show the longest answer, as far as there is room, and the first of those that fill it."""
    if not found:
        return
    typed, shown = max(found, key=lambda screen: min(len(screen.shown), LONGEST_SCREEN))
    cut = ["…"] if len(shown) > LONGEST_SCREEN else []
    lines = "\n".join(["```console", f"$ {typed}", *shown[:LONGEST_SCREEN], *cut, "```"])
    yield f"## {words['screen']}\n\n{lines}"
