"""What git would hold badly, made in a copy of an example's `bad/`: by code."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

MEBIBYTE = 1024 * 1024


def _too_large(data: Path) -> None:
    path = data / "districts" / "bac-ai" / "2024-Q2.yaml"
    path.write_bytes(path.read_bytes() + b"#" * MEBIBYTE)


def _link_out(data: Path) -> None:
    """Make a link to a submission that would be sound, outside the workspace."""
    path = data / "districts" / "bac-ai" / "2024-Q2.yaml"
    outside = data.parent / "outside.yaml"
    path.rename(outside)
    path.symlink_to(outside)


def _too_many_values(data: Path) -> None:
    path = data / "districts" / "bac-ai" / "2024-Q2.yaml"
    path.write_text(path.read_text(encoding="utf-8") + f"note: [{'0, ' * 20_000}]\n", "utf-8")


MADE: Mapping[str, Callable[[Path], None]] = {
    "TT010": _too_large,
    "TT012": _too_many_values,
    "TT409": _link_out,
}
"""Changes a workspace that has no finding into one that breaks the rule."""
