"""A page from its Markdown: HTML, its headings with anchors, its links, its text for the search."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

PROMPT = "$ "
_COMMAND = re.compile(r"ttdt ([a-z]+)(?: .*)?")
_FILE = re.compile(r"[\w./-]+\.md")


class Heading(NamedTuple):
    """A heading below the title, and the anchor that leads to it."""

    level: int
    text: str
    anchor: str


class Passage(NamedTuple):
    """What the search finds as one: the text below a heading, or above the first."""

    heading: str
    anchor: str
    text: str


class Screen(NamedTuple):
    """A command as it was typed, and the lines that it showed."""

    typed: str
    shown: tuple[str, ...]


class Target(NamedTuple):
    """Where a link leads: the address, and the title of the page if it is one of the site."""

    address: str
    title: str = ""


class Rendered(NamedTuple):
    """A page's own part, in HTML, and what menus and search need of it."""

    title: str
    html: str
    headings: tuple[Heading, ...]
    passages: tuple[Passage, ...]


def render(
    text: str, link: Callable[[str], Target], command: Callable[[str], str | None]
) -> Rendered:
    """Return a page; `link` says where a link or a picture leads.

    A link whose words are the file's own name reads as the title of its page. `command` gives the
    address of a command's page, which `ttdt COMMAND` set as code leads to, but not in
    a heading.
    """
    parser = _parser()
    tokens = parser.parse(text)
    headings = tuple(_headings(tokens))
    for before, token in pairwise(tokens):
        in_heading = before.type == "heading_open"
        _lead(token.children or (), link, (lambda _name: None) if in_heading else command)
    html = parser.renderer.render(tokens, parser.options, {})
    title = headings[0].text if headings and headings[0].level == 1 else ""
    return Rendered(title, html, headings[1:], tuple(_passages(tokens)))


def anchor_of(heading: str) -> str:
    """Return the anchor of a heading, the same as where the files are read in a repository."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def screens(text: str) -> Iterator[Screen]:
    """Yield each command typed in a page, with the lines shown below it."""
    for token in _parser().parse(text):
        if token.type == "fence" and token.info == "console":
            for screen in f"\n{token.content.rstrip()}".split(f"\n{PROMPT}")[1:]:
                typed, *shown = screen.split("\n")
                yield Screen(typed, tuple(shown))


def style(*, dark: bool) -> str:
    """Return the colours of code."""
    formatter = HtmlFormatter(style="github-dark" if dark else "xcode", nobackground=True)
    return str(formatter.get_style_defs(".code"))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.add_render_rule("fence", _code)
    parser.add_render_rule("code_inline", _inline_code)
    parser.add_render_rule("table_open", lambda *_: '<div class="wide" tabindex="0"><table>\n')
    parser.add_render_rule("table_close", lambda *_: "</table></div>\n")
    return parser


def _headings(tokens: Sequence[Token]) -> Iterator[Heading]:
    """Yield the headings, and give each its anchor, numbered where it is there already."""
    taken: dict[str, int] = {}
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        text = _text(inline)
        anchor = anchor_of(text)
        number = taken.get(anchor, 0)
        taken[anchor] = number + 1
        anchor = f"{anchor}-{number}" if number else anchor
        opening.attrSet("id", anchor)
        yield Heading(int(opening.tag[1:]), text, anchor)


def _passages(tokens: Sequence[Token]) -> Iterator[Passage]:
    heading, anchor, pieces, in_heading = "", "", list[str](), False
    for token in tokens:
        if token.type == "heading_open":
            if pieces:
                yield Passage(heading, anchor, " ".join(pieces))
            anchor, pieces, in_heading = str(token.attrGet("id")), [], True
        elif token.type == "inline" and in_heading:
            heading, in_heading = _text(token), False
        elif token.type == "inline":
            pieces.append(_text(token))
        elif token.type == "fence":
            pieces.append(" ".join(token.content.split()))
    yield Passage(heading, anchor, " ".join(pieces))


def _text(inline: Token) -> str:
    pieces = (
        " " if child.type in {"softbreak", "hardbreak"} else child.content
        for child in inline.children or ()
    )
    return "".join(pieces)


def _lead(
    children: Sequence[Token],
    link: Callable[[str], Target],
    command: Callable[[str], str | None],
) -> None:
    """Lead links, pictures and commands of a paragraph to where they are in the site."""
    within: Target | None = None
    for child in children:
        if child.type == "link_open":
            within = link(str(child.attrGet("href")))
            child.attrSet("href", within.address)
        elif child.type == "link_close":
            within = None
        elif child.type == "image":
            child.attrSet("src", link(str(child.attrGet("src"))).address)
        elif child.type == "text" and within is not None and within.title:
            child.content = within.title if _FILE.fullmatch(child.content) else child.content
        elif child.type == "code_inline" and within is None:
            named = _COMMAND.fullmatch(child.content)
            child.meta["address"] = command(named[1]) if named is not None else None


def _inline_code(
    _renderer: RendererHTML,
    tokens: Sequence[Token],
    place: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    token = tokens[place]
    code = f"<code>{escape(token.content)}</code>"
    address = token.meta.get("address")
    return code if address is None else f'<a href="{escape(address)}">{code}</a>'


def _code(
    _renderer: RendererHTML,
    tokens: Sequence[Token],
    place: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    """Write a block of code: of a screen, what was typed stands out from what was shown."""
    token = tokens[place]
    language, _, file = token.info.partition(" ")
    name = f"<figcaption>{escape(file)}</figcaption>" if file else ""
    code = _coloured(token.content, language)
    return f'<figure class="code">{name}<pre tabindex="0">{code}</pre></figure>\n'


def _coloured(text: str, language: str) -> str:
    if language == "console":
        return "".join(map(_screen_line, text.splitlines(keepends=True)))
    try:
        lexer = get_lexer_by_name({"crontab": "sh"}.get(language, language), stripnl=False)
    except ClassNotFound:
        return escape(text)
    return str(highlight(text, lexer, HtmlFormatter(nowrap=True)))


def _screen_line(line: str) -> str:
    if line.startswith(PROMPT):
        return f'<b class="typed">{escape(line)}</b>'
    return escape(line)
