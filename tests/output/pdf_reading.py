"""What stands on the pages of a PDF, as someone who selects its text gets it."""

from __future__ import annotations

import re

import pypdfium2


def page_texts(content: bytes) -> list[str]:
    """Return the text of each page, its lines as they are set."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [
            page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\ufffe", "-")
            for page in document
        ]
    finally:
        document.close()


def fonts_left_out(content: bytes) -> int:
    """Return how many fonts a PDF only names; the others are in it."""
    described = len(re.findall(rb"/Type ?/FontDescriptor", content))
    assert described
    return described - len(re.findall(rb"/FontFile[23]? ", content))
