"""A proposed map as the text of its file, which says in comments what is sure and what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.change.comment import comment
from ttdt.text.escaping import escape_invisible
from ttdt.yaml.writing import flow_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ttdt.tables.proposal import MapProposal, Proposed, ProposedLine
    from ttdt.text.language import Language


def map_text(proposal: MapProposal, lang: Language) -> str:
    """Return the text of a map; each entry that is asked for says “?” and what to choose from."""
    return "\n".join(_lines(proposal, lang)) + "\n"


def _lines(made: MapProposal, lang: Language) -> Iterator[str]:
    yield from comment(
        lang.gettext(
            "How ttdt import reads {file}, as ttdt map proposes it. Nothing is read while an entry"
            " says “?”: put what is meant there, or skip. Look at the others, too.",
            file=escape_invisible(made.file),
        ),
        "",
    )
    yield ""
    if made.sheet:
        yield f"sheet: {flow_text(made.sheet)}"
    yield f"units_in: {'rows' if made.units_in_rows else 'columns'}"
    yield f"names_in: {made.names_in}"
    yield f"headings_in: {made.headings_in}"
    for key in ("period", "period_in", "status", "repeated"):
        value: Proposed | None = getattr(made, key)
        if value is not None:
            yield _entry(key, value, lang, "")
    yield ""
    yield "figures:"
    for line in made.lines:
        yield from _figure(line, lang)
    for key, entries in (("units", made.units), ("words", made.words)):
        if entries:
            yield ""
            yield f"{key}:"
            for name, value in entries.items():
                yield _entry(name, value, lang, "  ")
    if made.rules:
        yield ""
        yield "rules:"
        for rule in made.rules:
            yield f"  - {flow_text(rule.value)}{_comment(rule, lang)}"


def _figure(line: ProposedLine, lang: Language) -> Iterator[str]:
    yield f"  {line.name}:"
    yield f"    heading: {flow_text(line.heading)}"
    yield _entry("holds", line.holds, lang, "    ")
    said = (("numbers", line.numbers), ("times", line.times), ("dates", line.dates))
    for key, value in said:
        if value is not None:
            yield _entry(key, value, lang, "    ")


def _entry(key: str, value: Proposed, lang: Language, indent: str) -> str:
    said = flow_text({key: value.value})[1:-1]
    return f"{indent}{said}{_comment(value, lang)}"


def _comment(value: Proposed, lang: Language) -> str:
    if value.why is None:
        return ""
    return f"  # {escape_invisible(lang.translate(value.why))}"
