"""Collect the program's texts into every catalogue, or check that each is complete.

A language is begun with an empty file `locale/<code>/LC_MESSAGES/ttdt.po`.

The texts are the literal first arguments of the functions in `FUNCTIONS`.
"""

from __future__ import annotations

import ast
import sys
import unicodedata
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "ttdt"
CATALOGUES = sorted(SOURCE.glob("locale/*/LC_MESSAGES/ttdt.po"))

# How many leading arguments are texts: two where the form follows a number.
FUNCTIONS = {"gettext": 1, "gettext_lazy": 1, "N_": 1, "ngettext": 2, "ngettext_lazy": 2}

HEADER = r"""msgid ""
msgstr ""
"Language: {locale}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {plural_forms}\n"

"""


@dataclass
class Source:
    """A text of the program: its forms, and the values that every place using it provides."""

    forms: tuple[str, ...]
    provided: set[str] = field(default_factory=set)

    @property
    def placeholders(self) -> set[str]:
        """The names in braces, of all forms."""
        return set().union(*map(placeholders, self.forms))


def main(arguments: list[str]) -> int:
    """Write the catalogues, or with `--check` compare them, and return the exit code."""
    if arguments not in ([], ["--check"]):
        print("usage: messages.py [--check]", file=sys.stderr)
        return 2
    problems: list[str] = []
    sources = collect(problems)
    for path in CATALOGUES:
        problems += settle(path, sources, write=not arguments)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if arguments and problems else 0


def settle(path: Path, sources: dict[str, Source], *, write: bool) -> Iterator[str]:
    """Bring a catalogue up to date, or only compare it, and yield what is wrong with it."""
    name = path.relative_to(ROOT)
    before = path.read_bytes()
    catalogue = read_po(BytesIO(before), locale=path.parts[-3], abort_invalid=True)
    dropped = set(catalogue.obsolete) | {entry.id for entry in catalogue if entry.id}
    after = updated(catalogue, sources)
    dropped -= {entry.id for entry in catalogue}
    if write:
        for text in sorted(map(str, dropped)):
            print(f"{name}: dropped, no longer in the program: {text}", file=sys.stderr)
        if after != before:
            path.write_bytes(after)
    elif after != before:
        yield f"{name}: stale; run: make messages"
    for problem in review(catalogue, sources):
        yield f"{name}: {problem}"


def collect(problems: list[str]) -> dict[str, Source]:
    """Return the texts in the program by their first form."""
    sources: dict[str, Source] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_bytes(), filename=str(path))
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
            if name not in FUNCTIONS:
                continue
            where = f"{path.relative_to(ROOT)}:{node.lineno}"
            texts = node.args[: FUNCTIONS[name]]
            if any(isinstance(text, ast.JoinedStr) for text in texts):
                problems.append(f"{where}: an f-string cannot be translated")
            for forms in variants(texts):
                source = Source(forms)
                source.provided = provided(name, node, source.placeholders)
                if missing := source.placeholders - source.provided:
                    problems.append(f"{where}: no value for {listed(missing)}")
                add(sources, source, where, problems)
    return sources


def variants(texts: list[ast.expr]) -> Iterator[tuple[str, ...]]:
    """Yield the literal texts of a call; `a if x else b` is two texts."""
    match texts:
        case [ast.IfExp(body=body, orelse=orelse)]:
            yield from variants([body])
            yield from variants([orelse])
        case [ast.Constant(value=str(text))]:
            yield (text,)
        case [ast.Constant(value=str(singular)), ast.Constant(value=str(plural))]:
            yield (singular, plural)


def provided(name: str, call: ast.Call, wanted: set[str]) -> set[str]:
    """Return the names that a call gives values for."""
    names = {keyword.arg for keyword in call.keywords}
    if name == "N_" or None in names:
        return wanted
    given = {name for name in names if name is not None}
    return given | {"n"} if FUNCTIONS[name] > 1 else given


def add(sources: dict[str, Source], source: Source, where: str, problems: list[str]) -> None:
    """Add a text, joining it to the same text elsewhere."""
    known = sources.setdefault(source.forms[0], source)
    known.provided &= source.provided
    if len(source.forms) > len(known.forms):
        known.forms = source.forms
    elif len(source.forms) > 1 and source.forms != known.forms:
        problems.append(f"{where}: another plural elsewhere for: {source.forms[0]}")


def updated(catalogue: Catalog, sources: dict[str, Source]) -> bytes:
    """Bring the catalogue up to date and return its file.

    A reworded text keeps the nearest translation, marked fuzzy, until someone has looked at it.
    """
    template = Catalog()
    for source in sources.values():
        template.add(source.forms if len(source.forms) > 1 else source.forms[0])
    catalogue.update(template)
    catalogue.obsolete.clear()
    body = BytesIO()
    write_po(body, catalogue, omit_header=True, sort_output=True, width=100)
    header = HEADER.format(locale=catalogue.locale, plural_forms=catalogue.plural_forms)
    return header.encode() + body.getvalue().rstrip() + b"\n"


def review(catalogue: Catalog, sources: dict[str, Source]) -> Iterator[str]:
    """Yield what is wrong with the translations."""
    for entry in catalogue:
        if not entry.id:
            continue
        text = entry.id if isinstance(entry.id, str) else entry.id[0]
        translation = "".join(entry.string or ())
        if not translation:
            yield f"untranslated: {text}"
            continue
        if entry.fuzzy:
            yield f"fuzzy: {text}"
        if not unicodedata.is_normalized("NFC", translation):
            yield f"not in NFC: {text}"
        source = sources[text]
        used = placeholders(translation)
        if unknown := used - source.placeholders - source.provided:
            yield f"translated with an unknown {listed(unknown)}: {text}"
        # A translation may show a value in another way, as {roman} for {number}.
        instead = used - source.placeholders
        if not instead and (lost := placeholders(source.forms[-1]) - used):
            yield f"translated without {listed(lost)}: {text}"


def placeholders(text: str) -> set[str]:
    """Return the names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def listed(names: set[str]) -> str:
    """Return names in braces, in order."""
    return ", ".join(f"{{{name}}}" for name in sorted(names))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
