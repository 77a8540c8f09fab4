"""What changed between two rounds, as a page or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.render.page import show_page

if TYPE_CHECKING:
    from ttdt.inquiry.diff import Diff
    from ttdt.render import View
    from ttdt.render.page import Page


def render(name: str, found: Diff, view: View) -> str:
    """Return a comparison in one of the page's text formats."""

    def page() -> Page:
        from ttdt.render.diff.page import page_of

        return page_of(view.language, found, brief=name == "table")

    def document() -> str:
        from ttdt.render.diff.json import text_of

        return text_of(found, view.language)

    return show_page(name, view, page, document)
