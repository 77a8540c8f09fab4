"""What a person does with a proposed map."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def decide(place: Path, answers: Mapping[str, str]) -> None:
    """Put an answer in the place of the `?` of each key or heading."""
    path = place / "data/maps/m.yaml"
    text = path.read_text(encoding="utf-8")
    for name, answer in answers.items():
        pattern = rf'({re.escape(name)}"?:? ?"?(?:\n    holds)?: )"\?"'
        text, count = re.subn(pattern, lambda found, to=answer: found[1] + to, text)  # type: ignore[misc]
        assert count == 1, (name, text)
    path.write_text(text, encoding="utf-8")
