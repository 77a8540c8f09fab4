"""Every link of the built site leads somewhere, and no page fetches anything from elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FETCHING = {"script", "link", "img", "iframe", "source", "video", "audio", "object", "embed"}
_ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_FETCHED_BY_STYLE = re.compile(r"url\(|@import", re.IGNORECASE)


class _Found(NamedTuple):
    anchors: set[str]
    links: list[str]
    fetched: list[str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = _Found(set(), [], [])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.found.anchors.add(value)
            elif name in {"href", "src", "data", "srcset"} and value:
                fetched = tag in _FETCHING and not (tag == "link" and ("rel", "alternate") in attrs)
                (self.found.fetched if fetched else self.found.links).append(value)


def problems(folder: Path) -> Iterator[str]:
    """Yield what is wrong with a site, page by page: dead links, and what comes from elsewhere."""
    pages = {path.resolve(): _read(path) for path in sorted(folder.rglob("*.html"))}
    for path, found in pages.items():
        name = path.relative_to(folder.resolve()).as_posix()
        for address in (*found.links, *found.fetched):
            if _ELSEWHERE.match(address):
                if address in found.fetched:
                    yield f"{name}: fetches {address}"
                continue
            if address.startswith(("mailto:", "data:")):
                continue
            file, _, anchor = address.partition("#")
            target = (path.parent / unquote(file)).resolve() if file else path
            if not target.is_file():
                yield f"{name}: nothing lies at {address}"
            elif anchor and target in pages and unquote(anchor) not in pages[target].anchors:
                yield f"{name}: no such place: {address}"
    for path in sorted(folder.rglob("*.css")):
        if _FETCHED_BY_STYLE.search(path.read_text(encoding="utf-8")):
            yield f"{path.name}: fetches something"


def _read(path: Path) -> _Found:
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.found
