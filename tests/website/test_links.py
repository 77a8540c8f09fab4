from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from website.links import problems

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="b.html#there">', []),
        ('<a href="#here"><p id="here">', []),
        ('<a href="https://example.org/">', []),
        ('<a href="c.html">', ["a.html: nothing lies at c.html"]),
        ('<a href="b.html#gone">', ["a.html: no such place: b.html#gone"]),
        ('<a href="#gone">', ["a.html: no such place: #gone"]),
        ('<img src="x.png">', ["a.html: nothing lies at x.png"]),
        ('<script src="https://example.org/x.js">', ["a.html: fetches https://example.org/x.js"]),
        ('<link href="//example.org/x.css">', ["a.html: fetches //example.org/x.css"]),
    ],
)
def test_what_is_wrong_with_a_page(tmp_path: Path, html: str, found: list[str]) -> None:
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    (tmp_path / "b.html").write_text('<h2 id="there">', encoding="utf-8")
    assert list(problems(tmp_path)) == found


def test_a_style_sheet_fetches_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("p { background: url(x.png); }", encoding="utf-8")
    assert list(problems(tmp_path)) == ["a.css: fetches something"]
