from __future__ import annotations

from typing import TYPE_CHECKING

from website import pages

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_page_that_the_menu_does_not_name_stands_at_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("index.md", "vi/index.md", "vi/xa.md", "new-page.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("# X\n", encoding="utf-8")
    monkeypatch.setattr(pages, "DOCS", tmp_path)
    menu = pages.chapters()
    assert [[entry.page("vi").address for entry in chapter.entries] for chapter in menu] == [
        ["index.html", "gallery.html"], ["xa.html"], [], [], [], ["en/new-page.html"],
    ]  # fmt: skip
    assert menu[-1].title("vi") == "Trang khác"
    assert menu[-1].entries[0].page("en").address == "en/new-page.html"
