"""The documents become a site in two languages, all of whose links lead somewhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ttdt.cli.commands import COMMANDS

if TYPE_CHECKING:
    from tests.website.conftest import Site

PAIRS = [
    ("index.html", "en/index.html"),
    ("cai-dat.html", "en/install.html"),
    ("huong-dan.html", "en/analyst.html"),
    ("huyen.html", "en/district.html"),
    ("xa.html", "en/commune.html"),
    ("cron.html", "en/cron.html"),
    ("ci.html", "en/ci.html"),
    ("nhap-so-lieu.html", "en/forms.html"),
    ("tep-excel.html", "en/excel.html"),
    ("kiem-tra.html", "en/checking.html"),
    ("tep.html", "en/files.html"),
    ("lenh.html", "en/commands.html"),
    ("quy-tac.html", "en/rules.html"),
    ("gallery.html", "en/gallery.html"),
    ("lenh/report.html", "en/commands/report.html"),
]


def test_every_link_leads_somewhere_and_nothing_comes_from_elsewhere(site: Site) -> None:
    assert site.built.problems == ()


@pytest.mark.parametrize(("vi", "en"), PAIRS)
def test_a_page_leads_to_itself_in_the_other_language(site: Site, vi: str, en: str) -> None:
    up = "../" * vi.count("/")
    assert '<html lang="vi">' in site.text(vi)
    assert f'hreflang="en" href="{up}{en}">' in site.text(vi)
    up = "../" * en.count("/")
    assert '<html lang="en">' in site.text(en)
    assert f'hreflang="vi" href="{up}{vi}">' in site.text(en)


def test_a_page_in_one_language_says_so(site: Site) -> None:
    assert "Trang này chỉ có bản tiếng Anh." in site.text("en/speed.html")
    assert 'href="../index.html" hreflang="vi"' in site.text("en/speed.html")
    assert (
        '<a href="en/speed.html" hreflang="en">Speed</a> <small>(tiếng Anh)</small>'
        in site.text("index.html")
    )


def test_every_command_has_its_page_in_both_languages(site: Site) -> None:
    for name in COMMANDS:
        assert f"<title>ttdt {name} · ttdt</title>" in site.text(f"lenh/{name}.html")
        assert f"<title>ttdt {name} · ttdt</title>" in site.text(f"en/commands/{name}.html")


def test_the_search_has_the_passages_of_its_language(site: Site) -> None:
    script = site.text("search-vi.js")
    passages = json.loads(script.removeprefix("window.passages = ").removesuffix(";\n"))
    assert ["huong-dan.html#vốn-và-giải-ngân", "Hướng dẫn sử dụng ttdt", "Vốn và giải ngân"] in [
        passage[:3] for passage in passages
    ]
    assert not any(address.startswith("en/") for address, *_ in passages)


def test_a_gallery_without_pictures_says_how_to_make_them(site: Site) -> None:
    assert "make gallery" in site.text("gallery.html")
