"""The rules of `check`: a list of all, and everything that is said of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ttdt.document.answer import tidy
from ttdt.document.model import (
    Cell,
    Code,
    Column,
    Document,
    Heading,
    Line,
    Medium,
    Paragraph,
    Style,
    Table,
    Title,
    cell,
)
from ttdt.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.document.answer import TidyRows, View
    from ttdt.document.model import Block
    from ttdt.finding import Rule
    from ttdt.text.language import Language

FORMAT = "ttdt.rules/1"
"""Keys are only ever added within version 1."""

_STYLES = {Severity.ERROR: Style.BAD, Severity.WARNING: Style.WARNING}


@dataclass(frozen=True, slots=True)
class RulesAnswer:
    """A list of rules."""

    rules: tuple[Rule, ...]

    def document(self, view: View) -> Document:
        """Return a table with a row for each rule."""
        lang = view.language
        columns = (
            Column(lang.gettext("Code")),
            Column(lang.gettext("Severity")),
            Column(lang.gettext("Rule"), takes_rest=True),
            Column(lang.gettext("What it finds"), medium=Medium.FILE),
        )
        rows = tuple(
            (
                cell(rule.code, Style.STRONG),
                cell(severity_word(lang, rule), _STYLES[rule.severity]),
                Cell(
                    (
                        Line(rule.name),
                        Line(
                            lang.gettext(rule.what), Style.QUIET, wraps=True, medium=Medium.SCREEN
                        ),
                    )
                ),
                cell(lang.gettext(rule.what)),
            )
            for rule in self.rules
        )
        return Document((Table.of(columns, rows, frozen=len(columns)),))

    def data(self, language: Language) -> Mapping[str, Any]:
        """Return everything that is said of each rule."""
        return {"format": FORMAT, "rules": [_entry(language, rule) for rule in self.rules]}

    def rows(self, language: Language) -> TidyRows:
        """Return a row for each rule."""
        return tidy(self.data(language)["rules"])


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """Everything that is said of one rule, with both examples."""

    rule: Rule

    def document(self, view: View) -> Document:
        """Return what it finds, why that matters and what to do, then the examples."""
        return Document(tuple(_blocks(self.rule, view.language)))

    def data(self, language: Language) -> Mapping[str, Any]:
        """Return the same as a list of rules has of this one."""
        return RulesAnswer((self.rule,)).data(language)

    def rows(self, language: Language) -> TidyRows:
        """Return a single row."""
        return RulesAnswer((self.rule,)).rows(language)


def severity_word(language: Language, rule: Rule) -> str:
    """Return the word for a rule's severity."""
    return (
        language.gettext("error")
        if rule.severity is Severity.ERROR
        else language.gettext("warning")
    )


def _blocks(rule: Rule, lang: Language) -> Iterator[Block]:
    yield Title(f"{rule.code} {rule.name} ({severity_word(lang, rule)})")
    yield Paragraph(lang.gettext(rule.what), indent=2)
    for title, text in ((lang.gettext("Why"), rule.why), (lang.gettext("What to do"), rule.fix)):
        yield Heading(title)
        yield Paragraph(lang.gettext(text), indent=2)
    for title, example, style in (
        (lang.gettext("Wrong"), rule.bad, Style.BAD),
        (lang.gettext("Right"), rule.good, Style.GOOD),
    ):
        yield Heading(title)
        yield Code(example, style)


def _entry(language: Language, rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": str(rule.severity),
        "what": language.gettext(rule.what),
        "why": language.gettext(rule.why),
        "fix": language.gettext(rule.fix),
        "bad": rule.bad,
        "good": rule.good,
    }
