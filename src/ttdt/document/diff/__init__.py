"""What changed between two rounds, as a page or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document.model import show_page

if TYPE_CHECKING:
    from ttdt.analysis.diff import Diff
    from ttdt.document.model import Document
    from ttdt.output import View


def render(name: str, found: Diff, view: View) -> str:
    """Return a comparison in one of the page's text formats."""

    def page() -> Document:
        from ttdt.document.diff.document import page_of

        return page_of(view.language, found, brief=name == "table")

    def document() -> str:
        from ttdt.document.diff.json import text_of

        return text_of(found, view.language)

    return show_page(name, view, page, document)
