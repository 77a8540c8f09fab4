"""A page for files and pipes: every row on one line, at its natural width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.document.model import Heading, Paragraph, Table, Title
from ttdt.output.plain.aligned_columns import cell, columns

if TYPE_CHECKING:
    from ttdt.document.model import Document


def write_page(page: Document) -> str:
    """Return the page as plain text, without colour, every column of every table in it."""
    lines: list[str] = []
    after: object = None
    for block in page.blocks:
        if isinstance(block, Table):
            aligns = ["right" if head.right else "left" for head in block.columns]
            titles = [head.title for head in block.columns]
            texts = [[found.text for found in row] for row in block.rows]
            if lines and not isinstance(after, Heading):
                lines.append("")
            lines += columns(texts, aligns, titles if any(titles) else ())
        elif isinstance(block, Title | Heading | Paragraph):
            if lines and (isinstance(block, Heading) or isinstance(after, Table)):
                lines.append("")
            lines.append(cell(block.text))
        after = block
    return "".join(f"{line}\n" for line in lines)
