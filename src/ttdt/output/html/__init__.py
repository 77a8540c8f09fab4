"""The report as one HTML file that needs no network, or as a fragment for a mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.output.html.templating import fill

if TYPE_CHECKING:
    from ttdt.compute import Report
    from ttdt.output import View


def render(report: Report, view: View) -> str:
    """Return a whole page, or with `view.fragment` one element that goes into another page."""
    if view.fragment:
        from ttdt.output.html.fragment import fragment

        return fill("fragment.html.j2", fragment(report, view))
    from ttdt.output.html.page import page

    return fill("page.html.j2", page(report, view))
