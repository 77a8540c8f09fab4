"""What git would hold badly, made in a copy of an example's `bad/`: by code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.workspace.journal import JournalEntry, digest, write_journal

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


def _half_written(data: Path) -> None:
    """Leave what an import of two files leaves that is killed when it has replaced one."""
    folder = "districts/bac-ai"
    entries = []
    for period in ("2024-Q1", "2024-Q2"):
        name = f".{period}.yaml.0123456789ab.ttdt-tmp"
        path = data / folder / f"{period}.yaml"
        before, after = path.read_bytes(), path.read_bytes() + b"note: new\n"
        path.with_name(name).write_bytes(after)
        entries.append(JournalEntry(f"{folder}/{path.name}", name, digest(before), digest(after)))
    write_journal(data, entries)
    (data / folder / entries[0].new).replace(data / folder / "2024-Q1.yaml")


MADE: Mapping[str, Callable[[Path], None]] = {
    "TT010": _too_large,
    "TT012": _too_many_values,
    "TT409": _link_out,
    "TT412": _half_written,
}
"""Changes a workspace that has no finding into one that breaks the rule."""
