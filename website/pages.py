"""Which pages there are, in which order, and which two say the same in two languages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ttdt.cli.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
MADE = DOCS / "made"
"""Where the pages of a language that no file holds would lie, in a folder of its code."""

LANGUAGES = ("vi", "en")
"""The first is that of the site's own start page."""

FOLDERS = {"vi": "", "en": "en/"}
"""Where the pages of a language lie in the site."""
COMMAND_FOLDERS = {"vi": "lenh/", "en": "en/commands/"}


GALLERY = "gallery"


class Page(NamedTuple):
    """A page of the site: from which file, in which language, under which address."""

    source: Path
    """Of a page that is made here, where it would be."""
    language: str
    address: str
    made: str | None = None
    """The command that the page is made of, or `gallery`."""


class Entry(NamedTuple):
    """What the menu has a line for: a page in both languages, or in one."""

    vi: Page | None
    en: Page | None

    def page(self, language: str) -> Page:
        """Return the page in a language, or in the other where there is none in it."""
        own, other = (self.vi, self.en) if language == "vi" else (self.en, self.vi)
        page = own or other
        if page is None:
            raise ValueError("an entry has a page")
        return page


class Chapter(NamedTuple):
    """A heading of the menu, in both languages, and what stands below it."""

    vi: str
    en: str
    entries: tuple[Entry, ...]
    commands: tuple[Entry, ...] = ()
    """The page of each command; they stand behind the others."""

    def title(self, language: str) -> str:
        """Return the heading in a language."""
        return self.vi if language == "vi" else self.en


# Files without their suffix, from docs/vi/ and docs/; "" where there is no such page.
_ORDER: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Bắt đầu",
        "Start",
        (("index", "index"), ("cai-dat", "install"), ("windows", "windows")),
    ),
    (
        "Ai làm gì",
        "Who does what",
        (
            ("huong-dan", "analyst"),
            ("huyen", "district"),
            ("xa", "commune"),
            ("cron", "cron"),
            ("ci", "ci"),
            ("", "development"),
        ),
    ),
    (
        "Công việc",
        "Tasks",
        (
            ("nhap-so-lieu", "forms"),
            ("tep-excel", "excel"),
            ("kiem-tra", "checking"),
            ("quy-mo", "scale"),
        ),
    ),
    (
        "Tra cứu",
        "Reference",
        (
            ("tep", "files"),
            ("quy-tac", "rules"),
            ("cach-tinh", "computing"),
            ("", "formats"),
            ("gioi-han", "limits"),
            ("", "speed"),
            ("mo-hinh-nguy-co", "threat-model"),
            ("", "../SECURITY"),
            ("thay-doi", "../CHANGELOG"),
        ),
    ),
    ("Lệnh", "Commands", (("lenh", "commands"),)),
)
_REST = ("Trang khác", "More")


def chapters() -> tuple[Chapter, ...]:
    """Return the menu: what `_ORDER` has and is there, then what is there beside it."""
    found = []
    for vi, en, names in _ORDER:
        entries = (_entry(*pair) for pair in names)
        found.append(Chapter(vi, en, tuple(entry for entry in entries if any(entry))))
    found[0] = found[0]._replace(entries=(*found[0].entries, _made(GALLERY, FOLDERS)))
    found[-1] = found[-1]._replace(
        commands=tuple(_made(name, COMMAND_FOLDERS) for name in COMMANDS)
    )
    named = [name for _, _, names in _ORDER for pair in names for name in pair]
    rest = sorted({path.stem for path in _files()} - set(named))
    if rest:
        found.append(Chapter(*_REST, tuple(_entry(name, name) for name in rest)))
    return tuple(found)


def _files() -> Iterator[Path]:
    yield from DOCS.glob("*.md")
    yield from (DOCS / "vi").glob("*.md")


def _entry(vi: str, en: str) -> Entry:
    return Entry(_page(DOCS / "vi", vi, "vi"), _page(DOCS, en, "en"))


def _page(folder: Path, name: str, language: str) -> Page | None:
    source = (folder / f"{name}.md").resolve()
    if not name or not source.is_file():
        return None
    return Page(source, language, f"{FOLDERS[language]}{source.stem.lower()}.html")


def _made(name: str, folders: Mapping[str, str]) -> Entry:
    vi, en = (
        Page(
            DOCS / "made" / language / f"{name}.md",
            language,
            f"{folders[language]}{name}.html",
            name,
        )
        for language in LANGUAGES
    )
    return Entry(vi, en)
