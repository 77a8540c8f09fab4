"""A document: titles, sentences, tables and charts, before anyone decides how they look.

The texts hold what the files hold: each format makes them inert for itself.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from ttdt.compute import Status


class Style(StrEnum):
    """What a text is, from which each format makes how it looks. A verdict is a style too."""

    PLAIN = "plain"
    QUIET = "quiet"
    STRONG = "strong"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"
    SAMPLE = "sample"
    """That the figures are made up, which every page of a file says."""


AnyStyle: TypeAlias = Style | Status
"""Each format has a table from all of these to its own looks, which only repeat the words."""


class Medium(StrEnum):
    """Where something is shown."""

    ANY = "any"
    SCREEN = "screen"
    """Where there is little room, and rows are read together: a terminal."""
    FILE = "file"
    """Where rows are searched, sorted or copied one by one."""


class Line(NamedTuple):
    """A line of a cell. One that wraps does not decide how wide its column is."""

    text: str
    style: AnyStyle = Style.PLAIN
    wraps: bool = False
    unit: str = ""
    """What stands behind the text, or below it where the column has no room for both."""
    medium: Medium = Medium.ANY

    def __str__(self) -> str:
        """Return the text and its unit, a space between."""
        return f"{self.text} {self.unit}" if self.unit else self.text


class Bar(NamedTuple):
    """A bar in a cell, for formats that draw: full only where `fill` is 1, empty only at 0."""

    fill: Fraction
    style: AnyStyle = Style.PLAIN
    mark: Fraction | None = None
    """The place, from 0 to 1, that it should reach by now."""


class Title(NamedTuple):
    """The name of the whole document."""

    text: str


class Heading(NamedTuple):
    """The line above a part of a document.

    Level 1 parts a document into wholes, such as one report for each unit; 2 names a section, and
    3 what stands within one.
    """

    text: str
    level: int = 2


class Paragraph(NamedTuple):
    """A sentence or more; a terminal wraps it, a file has it on one line."""

    text: str
    style: AnyStyle = Style.PLAIN
    indent: int = 0


class Items(NamedTuple):
    """Sentences that stand below each other, as in a list."""

    items: tuple[str, ...]
    style: AnyStyle = Style.PLAIN


class Packed(NamedTuple):
    """Short texts side by side, in as many lines as it takes, none of them torn."""

    items: tuple[str, ...]
    style: AnyStyle = Style.PLAIN


class Code(NamedTuple):
    """Lines of a file, whose blanks and breaks stay as they are."""

    text: str
    style: AnyStyle = Style.PLAIN


class Column(NamedTuple):
    """What stands above a column, and how the column gives way where there is little room."""

    title: str
    right: bool = False
    takes_rest: bool = False
    """Whether it has what the other columns leave, if it is the last of those."""
    least: int = 16
    """The width that it has even where they leave less."""
    room: int = 12
    """The width that text which wraps, or a number with its unit, may ask for."""
    most: int = 14
    """The width that a single word may ask for; a longer one is torn."""
    drop: int = 0
    """A narrow terminal leaves out the column with the highest number first, and never one of 0."""
    key: str = ""
    """What another column's `under` calls it by."""
    from_width: int = 0
    """The width of a terminal from which it stands by itself."""
    under: str = ""
    """Where it stands on a narrower one: below the lines of the column with this key, below the
    whole row with `ROW` or if that column stands there, nowhere without."""
    narrow_room: int = 0
    """Its room on a terminal where other columns stand below each other; 0 for the same."""
    screen_title: str | None = None
    """What stands above it on a screen, where that is not the title."""
    medium: Medium = Medium.ANY


ROW = "*"
"""In a column's `under`: below the whole row, as wide as it."""
GROUP = "group"
"""The key of a column that says in each row which group it is in."""


CellValue: TypeAlias = Fraction | int | date | None


class Cell(NamedTuple):
    """What stands in one place of a table, one line a piece."""

    pieces: tuple[Line | Bar, ...] = ()
    indent: int = 0
    value: CellValue = None
    """The exact number or the day behind the words, which a workbook writes instead of them."""
    repeated: bool = False
    """Whether the rows above say it already, so that a screen leaves it out."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines in it that stand in a file."""
        return tuple(
            piece
            for piece in self.pieces
            if isinstance(piece, Line) and piece.medium is not Medium.SCREEN
        )

    @property
    def text(self) -> str:
        """Everything that stands in it in a file, on one line."""
        if len(self.pieces) == 1:  # as in nearly all
            (piece,) = self.pieces
            is_shown = type(piece) is Line and piece.medium is not Medium.SCREEN
            return str(piece) if is_shown else ""
        lines = self.lines
        if len(lines) == 1:
            return str(lines[0])
        return " ".join(str(line) for line in lines if line.text)


def cell(
    text: str,
    style: AnyStyle = Style.PLAIN,
    *,
    wraps: bool = False,
    indent: int = 0,
    value: CellValue = None,
    repeated: bool = False,
) -> Cell:
    """Return a cell of one line, or an empty one."""
    return Cell((Line(text, style, wraps),) if text else (), indent, value, repeated=repeated)


Row: TypeAlias = tuple[Cell, ...]


class RowGroup(NamedTuple):
    """Rows under a heading of their own, or under none."""

    title: str
    rows: Sequence[Row]
    """Where they are many, each may be made when it is asked for; see `Entries`."""


class Table(NamedTuple):
    """Rows in groups. A too wide one is drawn in blocks that all begin with `frozen` columns."""

    columns: tuple[Column, ...]
    groups: tuple[RowGroup, ...]
    frozen: int = 1

    @classmethod
    def of(cls, columns: tuple[Column, ...], rows: Sequence[Row], frozen: int = 1) -> "Table":
        """Return a table whose rows are not grouped."""
        return cls(columns, (RowGroup("", rows),), frozen)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all groups."""
        return tuple(row for group in self.groups for row in group.rows)

    def for_file(self, *, says_groups: bool) -> "Table":
        """Return the table without the columns that only a screen has.

        Where the format says the groups' titles, no column has to repeat them.
        """
        return self._of_places(self.places_in_file(says_groups=says_groups))

    def _of_places(self, kept: Sequence[int]) -> "Table":
        groups = (
            RowGroup(group.title, tuple(tuple(row[place] for place in kept) for row in group.rows))
            for group in self.groups
        )
        frozen = sum(place < self.frozen for place in kept)
        return Table(tuple(self.columns[place] for place in kept), tuple(groups), frozen)

    def for_reader(self, *without: str) -> "Table":
        """Return the table for a document that is read from top to bottom.

        It has no columns by which rows are searched, none that are blank, nor any `without` title.
        """
        kept = [
            place
            for place, column in enumerate(self.columns)
            if column.medium is Medium.ANY
            and column.title not in without
            and (not self.rows or any(row[place].text for row in self.rows))
        ]
        return self._of_places(kept)

    def places_in_file(self, *, says_groups: bool) -> list[int]:
        """Return the places of the columns that `for_file` keeps."""
        return [
            place
            for place, column in enumerate(self.columns)
            if column.medium is not Medium.SCREEN and not (says_groups and column.key == GROUP)
        ]


class Note(NamedTuple):
    """A sentence: about which clause, about whom or what, and what it says."""

    clause: str
    subject: str
    text: str


class Notes(NamedTuple):
    """Notes under a title."""

    title: str
    notes: tuple[Note, ...]
    level: int = 2
    """As that of a heading."""


class Series(NamedTuple):
    """Bars of one kind, one for each label of a chart; None where there is no bar."""

    name: str
    values: tuple[Fraction | int | None, ...]
    style: AnyStyle = Style.PLAIN


class Chart(NamedTuple):
    """Lying bars, the first label on top. What they show stands in words or a table, too.

    Formats that cannot draw leave it out.
    """

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    description: str = ""
    """What is drawn, for those who cannot see it."""
    is_stacked: bool = False
    """Whether the series of a label follow each other on one line, each a part of the whole."""
    start: int = 0
    """Where the axis begins; that it is not at nought stands in the title."""


Block: TypeAlias = Title | Heading | Paragraph | Items | Packed | Code | Table | Notes | Chart


class Document(NamedTuple):
    """Blocks, from top to bottom."""

    blocks: tuple[Block, ...] = ()
    text_width: int = 0
    """The columns that plain text of it stays within, as for a mail; 0 for as many as it needs."""

    @property
    def title(self) -> str:
        """Its name, empty where it has none."""
        return next((block.text for block in self.blocks if isinstance(block, Title)), "")

    @property
    def banner(self) -> str:
        """What every page of a file has to say, empty where there is nothing of the kind."""
        said = (block for block in self.blocks if isinstance(block, Paragraph))
        return next((block.text for block in said if block.style is Style.SAMPLE), "")
