"""What the documents are made of: sections, blocks, and the screens in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent

OMITTED = "…"
HEADING = re.compile(r"## .+")
FENCE = re.compile(r"```(\w*)(?: ([\w./-]+))?")


@dataclass
class Block:
    """A fenced block."""

    language: str
    line: int
    file: str | None = None
    """The file that the block is, as the word behind the language says."""
    lines: list[str] = field(default_factory=list)


@dataclass
class Section:
    """The blocks under a heading, and what earlier sections have exported."""

    name: str
    exported: dict[str, str]
    blocks: list[Block] = field(default_factory=list)


def sections(path: Path) -> Iterator[Section]:
    """Yield what stands above the first heading of the second level, and what under each."""
    section = Section(f"{path.name}: the top", {})
    block: Block | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        fence = FENCE.fullmatch(line)
        if fence is not None:
            if block is None:
                block = Block(fence[1], number, fence[2])
                section.blocks.append(block)
            else:
                block = None
        elif block is not None:
            block.lines.append(line)
        elif HEADING.fullmatch(line):
            yield section
            section = Section(f"{path.name}: {line[3:]}", section.exported | exports(section))
    assert block is None, f"{path.name}: a block is not closed"
    yield section


def exports(section: Section) -> dict[str, str]:
    """Return what the commands of a section export."""
    lines = (line for block in section.blocks for line in block.lines)
    found = (line.removeprefix("$ export ") for line in lines if line.startswith("$ export "))
    return dict(text.split("=", 1) for text in found)


def agrees(shown: list[str], actual: list[str]) -> bool:
    """Return whether the lines shown are the actual ones, some stretches left out."""
    pieces: list[list[str]] = [[]]
    for line in shown:
        if line == OMITTED:
            pieces.append([])
        else:
            pieces[-1].append(line)
    if len(pieces) == 1:
        return shown == actual
    first, *middle, last = pieces
    end = len(actual) - len(last)
    if actual[: len(first)] != first or end < len(first) or actual[end:] != last:
        return False
    place = len(first)
    for piece in middle:
        places = range(place, end - len(piece) + 1)
        found = next((at for at in places if actual[at : at + len(piece)] == piece), None)
        if found is None:
            return False
        place = found + len(piece)
    return True
