"""A picture by itself: what stands above and below a drawing, so that it can be passed on alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ttdt.compute.results import Status
from ttdt.document import wording
from ttdt.output.palette import TINTS
from ttdt.output.svg.elements import FONTS, MUTED, SHEET, element, moved, text, words
from ttdt.output.svg.lettering import broken, width_of
from ttdt.output.svg.symbols import symbol
from ttdt.text.escaping import COMMAND

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ttdt.document.chart.caption import Caption
    from ttdt.text.language import Language

WIDTH = 800
MARGIN = 24
INNER = WIDTH - 2 * MARGIN
_TITLE, _LINE, _SMALL = 20, 14, 12
_LEGEND_ROW = 22


class Picture(NamedTuple):
    """A picture, XML by itself, and how high it is."""

    svg: str
    height: int


class Drawing(NamedTuple):
    """A drawing as wide as a picture, from 0 downwards."""

    parts: tuple[str, ...]
    height: int
    legend: tuple[LegendEntry, ...]


class LegendEntry(NamedTuple):
    """A sign, drawn around 0, and what it means."""

    sign: str
    meaning: str


def legend_of(lang: Language, statuses: Iterable[Status]) -> tuple[LegendEntry, ...]:
    """Return what the symbols of verdicts mean, each once, the best first."""
    return tuple(
        LegendEntry(symbol(status, 0, 0), wording.status_word(lang, status))
        for status in sorted(set(statuses), key=lambda status: status.rank)
    )


def picture(lang: Language, caption: Caption, drawing: Drawing) -> Picture:
    """Return the picture of a drawing; the same drawing gives the same bytes."""
    parts: list[str] = []
    y = 0
    for size, fill, gap, said, bold in _head(caption):
        y += size + gap
        parts.append(text(MARGIN, y, said, size=size, fill=fill, bold=bold))
    if caption.banner:
        parts.append(_banner(caption.banner, y + 12))
        y += 12 + 26
    drawn = "\n".join(filter(None, drawing.parts))
    parts.append(moved(0, y + 14, f"\n{drawn}\n"))
    y += 14 + drawing.height
    legend, y = _legend(drawing.legend, y)
    parts += legend
    below = (*caption.notes, caption.source)
    for said in (part for one in below for part in broken(one, INNER, _SMALL, 3)):
        y += _SMALL + 5
        parts.append(text(MARGIN, y, said, size=_SMALL, fill=MUTED))
    height = y + MARGIN - 6
    return Picture(_whole(lang, caption, parts, height), height)


def _head(caption: Caption) -> Iterator[tuple[int, str, int, str, bool]]:
    """Yield the lines above: size, colour, the gap before each, its words, whether it is bold."""
    gap = MARGIN - 4
    for said in broken(caption.title, INNER, _TITLE, 3):
        yield _TITLE, "#1c2126", gap, said, True
        gap = 6
    for paragraph in caption.lines:
        for said in broken(paragraph, INNER, _LINE, 2):
            yield _LINE, MUTED, gap, said, False
            gap = 6


def _banner(said: str, y: int) -> str:
    tint = TINTS[Status.BEHIND]
    (shown,) = broken(said, INNER - 20, _LINE, 1)
    return element(
        "rect", x=MARGIN, y=y, width=INNER, height=26, rx="4", fill=f"#{tint.ground}"
    ) + text(MARGIN + 10, y + 18, shown, size=_LINE, fill=f"#{tint.ink}", bold=True)


def _legend(entries: Sequence[LegendEntry], top: int) -> tuple[list[str], int]:
    """Return the entries in rows below a place, and where the last row ends."""
    if not entries:
        return [], top + 6
    x, y, parts = MARGIN, top + 16, []
    for entry in entries:
        width = 20 + width_of(entry.meaning, _SMALL) + 18
        if x > MARGIN and x + width > WIDTH - MARGIN:
            x, y = MARGIN, y + _LEGEND_ROW
        parts.append(moved(x + 8, y, entry.sign))
        parts.append(text(x + 20, y + 4, entry.meaning, size=_SMALL, fill=MUTED))
        x += width
    return parts, y + 12


def _whole(lang: Language, caption: Caption, parts: Iterable[str], height: int) -> str:
    said = (*caption.lines, caption.banner, *caption.notes, caption.source)
    name = element("title", words(caption.title)) + element("desc", words(" ".join(said)))
    ground = element("rect", x=0, y=0, width=WIDTH, height=height, fill=SHEET)
    drawn = "\n".join((name, ground, *parts))
    svg = element(
        "svg",
        f"\n{drawn}\n",
        xmlns="http://www.w3.org/2000/svg",
        width=str(WIDTH),
        height=str(height),
        viewBox=f"0 0 {WIDTH} {height}",
        role="img",
        lang=lang.code,
        font_family=FONTS,
    )
    # A reader shows the entity as the bracket that it is.
    return COMMAND.sub(r"\1&#91;", f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}\n')
