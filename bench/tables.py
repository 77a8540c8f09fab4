"""What was measured, as tables for a terminal and for the documents, and what is over a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Ratio(NamedTuple):
    """One thing against another; without a limit it is there for information only."""

    value: float
    most: float | None = None
    least: float | None = None

    @property
    def over(self) -> bool:
        """Whether it is not within its limit."""
        return (self.most is not None and self.value > self.most) or (
            self.least is not None and self.value < self.least
        )

    def __str__(self) -> str:
        """Return it with its limit, and whether it keeps it."""
        limit = f"≤ {self.most:g}" if self.most is not None else ""
        limit = f"≥ {self.least:g}" if self.least is not None else limit
        if not limit:
            return f"{self.value:.2f}"
        return f"{self.value:.2f} {'✗' if self.over else '✓'} {limit}"


class Table(NamedTuple):
    """Rows of names, numbers and ratios under a title."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str | float | Ratio]]

    @property
    def over(self) -> int:
        """How many ratios are over their limits."""
        return sum(isinstance(one, Ratio) and one.over for row in self.rows for one in row)


def as_text(table: Table) -> str:
    """Return a table for a terminal."""
    rows = [list(table.head), *([_written(one) for one in row] for row in table.rows)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [table.title]
    for name, *rest in rows:
        cells = (text.rjust(width) for text, width in zip(rest, widths[1:], strict=True))
        lines.append("  ".join((name.ljust(widths[0]), *cells)).rstrip())
    return "\n".join(lines) + "\n"


def as_markdown(tables: Sequence[Table]) -> str:
    """Return tables for a document, each under a heading."""
    return "\n".join(line for table in tables for line in _markdown(table))


def _markdown(table: Table) -> Iterator[str]:
    yield f"## {table.title}\n"
    yield f"| {' | '.join(table.head)} |"
    yield f"|---|{'---:|' * (len(table.head) - 1)}"
    for row in table.rows:
        yield f"| {' | '.join(map(_written, row))} |"
    yield ""


def _written(value: str | float | Ratio) -> str:
    if isinstance(value, float):
        return f"{value:.0f}" if value >= 100 else f"{value:.2g}" if value < 1 else f"{value:.1f}"  # noqa: PLR2004
    return str(value)
