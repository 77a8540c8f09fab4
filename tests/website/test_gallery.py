from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from website import gallery

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pytest


def test_what_cannot_be_drawn_is_said_and_what_comes_out_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_names: Iterable[str]) -> None:
        return None

    kept = [item for item in gallery.ITEMS if item.name in {"form", "path"}]
    monkeypatch.setattr(gallery, "ITEMS", kept)
    monkeypatch.setattr(gallery, "find_program", none)
    assert list(gallery.make(tmp_path / "gallery")) == [
        "form.xlsx (vi): no picture: LibreOffice is not installed",
        "form.xlsx (en): no picture: LibreOffice is not installed",
    ]
    page = gallery.gallery_page(tmp_path / "gallery", "vi")
    assert "ttdt template --period Q3 --unit bac-ai -o form.xlsx" in page
    assert "[Mở tệp: form.xlsx](gallery/vi/form.xlsx)" in page
    assert "(số liệu minh họa)](gallery/vi/path.svg)" in page
    assert page.count("make gallery") == 1


def test_a_picture_is_a_png() -> None:
    picture = gallery._png([b"\1\2\3\4\5\6", b"\7\7\7\7\7\7"], 2, 2)
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert picture[16:24] == b"\0\0\0\2\0\0\0\2"
    start = picture.index(b"IDAT") + 4
    assert zlib.decompressobj().decompress(picture[start:]) == b"\0\1\2\3\4\5\6\0\7\7\7\7\7\7"
