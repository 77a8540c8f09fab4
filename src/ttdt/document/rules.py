"""The rules of `check`: a list of all, and everything that is said of one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ttdt.document.model import Line, Style
from ttdt.finding import Severity
from ttdt.output.plain.aligned_columns import columns
from ttdt.output.terminal.columns import TerminalColumn, draw, grid, total_width, widths
from ttdt.text.escaping import escape_invisible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from ttdt.finding import Rule
    from ttdt.output import View
    from ttdt.text.language import Language

FORMAT = "ttdt.rules/1"

_WIDTH = 80
_STYLES = {Severity.ERROR: Style.BAD, Severity.WARNING: Style.WARNING}


def render_table(rules: Iterable[Rule], view: View) -> str:
    """Return all rules for a terminal."""
    lang, width = view.language, view.width or _WIDTH
    rows = tuple(rules)
    table: list[TerminalColumn[Rule]] = [
        TerminalColumn(lang.gettext("Code"), lambda rule: [Line(rule.code, Style.STRONG)]),
        TerminalColumn(
            lang.gettext("Severity"),
            lambda rule: [Line(severity_word(lang, rule), _STYLES[rule.severity])],
        ),
        TerminalColumn(
            lang.gettext("Rule"),
            lambda rule: [Line(rule.name), Line(lang.gettext(rule.what), Style.QUIET, wraps=True)],
            takes_rest=True,
        ),
    ]
    sizes = widths(table, rows, width)
    things: list[RenderableType] = [grid(table, rows, sizes, titles=True)]
    return draw(things, max(width, total_width(sizes)), color=view.color)


def render_plain(rules: Iterable[Rule], view: View) -> str:
    """Return all rules as plain text, one line a rule."""
    lang = view.language
    titles = [
        lang.gettext("Code"),
        lang.gettext("Severity"),
        lang.gettext("Rule"),
        lang.gettext("What it finds"),
    ]
    table = [
        [rule.code, severity_word(lang, rule), rule.name, lang.gettext(rule.what)] for rule in rules
    ]
    return "".join(f"{line}\n" for line in columns(table, ["left"] * len(titles), titles))


def render_json(rules: Iterable[Rule], language: Language) -> str:
    """Return rules as JSON of version 1, whose keys are only ever added to."""
    document = {
        "format": FORMAT,
        "rules": [
            {
                "code": rule.code,
                "name": rule.name,
                "severity": str(rule.severity),
                "what": language.gettext(rule.what),
                "why": language.gettext(rule.why),
                "fix": language.gettext(rule.fix),
                "bad": rule.bad,
                "good": rule.good,
            }
            for rule in rules
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def render_rule(rule: Rule, view: View) -> str:
    """Return everything that is said of one rule, with both examples."""
    lines = list(_lines(rule, view.language))
    if not view.color:
        return "".join(f"{escape_invisible(text)}\n" for text, _ in lines)
    return "".join(
        f"{style}{escape_invisible(text)}{_RESET if style else ''}\n" for text, style in lines
    )


def severity_word(language: Language, rule: Rule) -> str:
    """Return the word for a rule's severity."""
    return (
        language.gettext("error")
        if rule.severity is Severity.ERROR
        else language.gettext("warning")
    )


_RESET, _BOLD, _RED, _GREEN = "\x1b[0m", "\x1b[1m", "\x1b[31m", "\x1b[32m"


def _lines(rule: Rule, lang: Language) -> Iterator[tuple[str, str]]:
    """Yield the lines of a rule's description, each with its style."""
    yield f"{rule.code} {rule.name} ({severity_word(lang, rule)})", _BOLD
    for title, text in (
        ("", rule.what),
        (lang.gettext("Why"), rule.why),
        (lang.gettext("What to do"), rule.fix),
    ):
        yield "", ""
        if title:
            yield title, _BOLD
        yield f"  {lang.gettext(text)}", ""
    for title, example, style in (
        (lang.gettext("Wrong"), rule.bad, _RED),
        (lang.gettext("Right"), rule.good, _GREEN),
    ):
        yield "", ""
        yield title, _BOLD
        for line in example.splitlines():
            yield f"  {line}", style
