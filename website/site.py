"""Build the site: every page in its frame, the words of the search, pictures where they are."""

from __future__ import annotations

import json
import shutil
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ttdt import __version__
from ttdt.text.language import Language
from website.commands import Document, command_page
from website.gallery import gallery_page
from website.links import problems
from website.markdown import Passage, Rendered, Target, render, screens, style
from website.pages import GALLERY, LANGUAGES, MADE, ROOT, Chapter, Entry, Page, chapters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

HERE = Path(__file__).parent
FILES = "files"

WORDS = {
    "vi": {
        "language": "Tiếng Việt",
        "search": "Tìm trong tài liệu",
        "found": "chỗ có các từ ấy",
        "nothing": "Không thấy. Gõ có dấu hay không dấu đều được.",
        "pages": "Các trang",
        "contents": "Trong trang này",
        "skip": "Đến nội dung",
        "only": "tiếng Anh",
        "only_here": "Trang này chỉ có bản tiếng Anh.",
        "previous": "Trước",
        "next": "Tiếp",
    },
    "en": {
        "language": "English",
        "search": "Search the documents",
        "found": "places with these words",
        "nothing": "Nothing found. Diacritics may be left out.",
        "pages": "Pages",
        "contents": "On this page",
        "skip": "To the content",
        "only": "in Vietnamese",
        "only_here": "This page is in Vietnamese only.",
        "previous": "Previous",
        "next": "Next",
    },
}


class Built(NamedTuple):
    """How many pages were built, and what is wrong with them."""

    pages: int
    problems: tuple[str, ...]


class _Site(NamedTuple):
    """What all pages are written from."""

    into: Path
    menu: tuple[Chapter, ...]
    entries: dict[Page, Entry]
    """The pages in the order of the menu, with the entry that each belongs to."""
    texts: dict[Page, str]

    def title(self, page: Page) -> str:
        """Return what a page's first heading says."""
        return self.texts[page].partition("\n")[0].removeprefix("# ").replace("`", "")

    def of(self, language: str) -> list[Page]:
        """Return the pages in a language, in order."""
        return [page for page in self.entries if page.language == language]


def build(into: Path, pictures: Path) -> Built:
    """Write the site into a folder, whatever was there before, and say what is wrong with it.

    `pictures` is where `website.gallery` puts them; those missing there are said to be missing.
    """
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    if pictures.is_dir():
        shutil.copytree(pictures, into / GALLERY)
    for path in (HERE / "static").iterdir():
        shutil.copy(path, into)
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n{style(dark=True)}\n}}"
    (into / "code.css").write_text(f"{style(dark=False)}\n{dark}\n", encoding="utf-8")
    site = _gather(into)
    dead: list[str] = []
    for language in LANGUAGES:
        _write_language(site, language, dead)
    return Built(len(site.entries), (*dead, *problems(into)))


def _gather(into: Path) -> _Site:
    menu = chapters()
    entries = {
        page: entry
        for chapter in menu
        for entry in (*chapter.entries, *chapter.commands)
        for page in entry
        if page is not None
    }
    site = _Site(into, menu, entries, {})
    for page in entries:
        if page.made is None:
            site.texts[page] = page.source.read_text(encoding="utf-8")
    for code in LANGUAGES:
        language = Language(code)
        documents = [
            Document(site.title(page), _from_made(page), tuple(screens(site.texts[page])))
            for page in site.of(code)
            if page.made is None
        ]
        for page in site.of(code):
            if page.made == GALLERY:
                site.texts[page] = gallery_page(into / GALLERY, code)
            elif page.made is not None:
                site.texts[page] = command_page(page.made, language, documents)
    return site


def _from_made(page: Page) -> str:
    """Return the way to a document from where the pages made here would lie."""
    return Path(relpath(page.source, MADE / page.language)).as_posix()


def _write_language(site: _Site, language: str, dead: list[str]) -> None:
    """Write the pages of a language, and what its search looks through."""
    frame = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("page.html.j2")
    ordered = site.of(language)
    commands = {page.made: page for page in ordered if page.made is not None}
    passages: list[tuple[Page, Passage]] = []
    for page, before, after in zip(ordered, [None, *ordered], [*ordered[1:], None], strict=False):

        def link(target: str, page: Page = page) -> Target:
            return _target(target, page, site, dead)

        def command(name: str, page: Page = page) -> str | None:
            found = commands.get(name)
            return None if found in {None, page} else _way(page, found.address)

        rendered = render(site.texts[page], link, command)
        passages += [(page, passage) for passage in rendered.passages]
        path = site.into / page.address
        path.parent.mkdir(parents=True, exist_ok=True)
        neighbours = {"previous": before, "next": after}
        path.write_text(frame.render(_shown(site, page, rendered, neighbours)), encoding="utf-8")
    _write_search(site, language, passages)


def _shown(
    site: _Site, page: Page, rendered: Rendered, neighbours: Mapping[str, Page | None]
) -> dict[str, Any]:
    """Return what the frame shows of a page and around it."""
    return {
        "page": rendered,
        "language": page.language,
        "words": WORDS[page.language],
        "version": __version__,
        "top": _way(page, ""),
        "menu": _menu(site, page),
        "other": _other(site, page),
        "neighbours": [
            (way, _way(page, near.address), site.title(near))
            for way, near in neighbours.items()
            if near is not None
        ],
    }


def _target(target: str, page: Page, site: _Site, dead: list[str]) -> Target:
    """Return where a link of a document leads; one that leads nowhere goes to `dead`.

    A file of the repository that no page is made of lies beside the pages as it is.
    """
    file, mark, anchor = target.partition("#")
    if not file or "://" in target or file.startswith("mailto:"):
        return Target(target)
    if page.made == GALLERY:
        return Target(_way(page, target))
    source = (page.source.parent / file).resolve()
    found = next((one for one in site.entries if one.source == source), None)
    if found is not None:
        return Target(f"{_way(page, found.address)}{mark}{anchor}", site.title(found))
    if not (source.is_file() and source.is_relative_to(ROOT)):
        dead.append(f"{page.source.relative_to(ROOT).as_posix()}: nothing lies at {target}")
        return Target(target)
    copy = Path(FILES) / source.relative_to(ROOT)
    (site.into / copy).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, site.into / copy)
    return Target(_way(page, copy.as_posix()))


def _way(page: Page, address: str) -> str:
    """Return the way from a page to an address of the site."""
    up = "../" * page.address.count("/")
    return f"{up}{address}"


def _menu(site: _Site, page: Page) -> list[dict[str, Any]]:
    def lines(entries: Iterable[Entry]) -> list[dict[str, Any]]:
        return [
            {
                "title": site.title(one),
                "address": _way(page, one.address),
                "current": one == page,
                "foreign": one.language if one.language != page.language else "",
            }
            for one in (entry.page(page.language) for entry in entries)
        ]

    return [
        {
            "title": chapter.title(page.language),
            "lines": lines(chapter.entries),
            "folded": lines(chapter.commands),
        }
        for chapter in site.menu
    ]


def _other(site: _Site, page: Page) -> dict[str, Any]:
    """Return where the same page is in the other language, or that language's first page."""
    (language,) = (one for one in LANGUAGES if one != page.language)
    same = site.entries[page].page(language)
    there = same if same.language == language else site.of(language)[0]
    return {
        "language": language,
        "name": WORDS[language]["language"],
        "address": _way(page, there.address),
        "same": there is same,
        "only_here": WORDS[language]["only_here"],
    }


def _write_search(site: _Site, language: str, passages: Sequence[tuple[Page, Passage]]) -> None:
    """Write a script, since a page opened from a disk may fetch no data."""
    found = [
        [
            f"{page.address}#{passage.anchor}" if passage.anchor else page.address,
            site.title(page),
            passage.heading,
            passage.text,
        ]
        for page, passage in passages
    ]
    data = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    path = site.into / f"search-{language}.js"
    path.write_text(f"window.passages = {data};\n", encoding="utf-8")
