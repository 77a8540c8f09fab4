"""The site in Chromium, opened from the disk: searched, looked at, read aloud as far as axe can."""

from __future__ import annotations

from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest
from tests.output.chromium import Browser, Page
from tests.programs import installed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.website.conftest import Site

pytestmark = pytest.mark.programs("Chromium")


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    path = installed("Chromium")
    assert path is not None
    with Browser(path) as browser:
        yield browser.page()


def ask(page: Page, words: str) -> None:
    """Type into the search and wait until it has answered."""
    page.run("document.getElementById('query').focus()")
    page.type(words)
    page.run(
        "new Promise(done => { const wait = () => document.querySelector('#results p').textContent"
        " ? done(1) : setTimeout(wait, 20); wait(); })"
    )


def headings_found(page: Page) -> list[str]:
    found: list[str] = page.run(
        "[...document.querySelectorAll('#results a b')].map(one => one.textContent)"
    )
    return found


@pytest.mark.parametrize("words", ["von va giai ngan", "vốn và giải ngân", "VỐN VÀ GIẢI"])
def test_search_needs_no_diacritics(page: Page, site: Site, words: str) -> None:
    page.open(site.folder / "lenh" / "report.html")
    ask(page, words)
    assert headings_found(page)[0] == "Vốn và giải ngân"
    marked = page.run("document.querySelector('#results b mark').textContent")
    assert marked == "Vốn"


def test_bao_cao_finds_reports_and_don_vi_finds_units(page: Page, site: Site) -> None:
    for words, heading in (
        ("bao cao quy", "Xem báo cáo quý"),
        ("don vi cap duoi", "Sổ chung của huyện"),
    ):
        page.open(site.folder / "index.html")
        ask(page, words)
        assert heading in headings_found(page)


def test_a_found_passage_opens_where_it_stands(page: Page, site: Site) -> None:
    page.open(site.folder / "en" / "commands" / "check.html")
    ask(page, "accepting a warning")
    address = page.run("document.querySelector('#results a').href")
    assert address == (site.folder / "en" / "checking.html").as_uri() + "#accepting-a-warning"


def test_what_is_nowhere_is_said_to_be(page: Page, site: Site) -> None:
    page.open(site.folder / "index.html")
    ask(page, "khongcodau")
    assert headings_found(page) == []
    shown = page.run("document.querySelector('#results p').textContent")
    assert shown == "Không thấy. Gõ có dấu hay không dấu đều được."


@pytest.mark.parametrize(
    ("address", "width", "dark"),
    [
        ("index.html", 1280, False),
        ("index.html", 390, True),
        ("huong-dan.html", 390, False),
        ("huong-dan.html", 1280, True),
        ("en/commands/status.html", 390, False),
        ("en/development.html", 1280, False),
        ("gallery.html", 390, False),
    ],
)
def test_a_page_fits_and_fetches_nothing_from_elsewhere(
    page: Page, site: Site, address: str, width: int, *, dark: bool
) -> None:
    page.screen(width)
    page.media(dark=dark)
    page.open(site.folder / address)
    assert page.run("document.documentElement.scrollWidth") == width
    assert [url for url in page.requests() if not url.startswith("file:")] == []
    assert page.errors() == []


@pytest.mark.skipif(find_spec("axe_core_python") is None, reason="axe is not installed")
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("address", ["index.html", "tep.html", "en/scale.html"])
def test_axe_finds_nothing(page: Page, site: Site, address: str, *, dark: bool) -> None:
    page.screen(1280)
    page.media(dark=dark)
    page.open(site.folder / address)
    page.run(files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found: list[Any] = page.run(
        "axe.run(document, {resultTypes: ['violations']}).then(all => all.violations"
        ".map(one => [one.id, one.nodes.map(node => node.html).slice(0, 3)]))"
    )
    assert found == []
