"""What a build makes before it packs: the compiled catalogues and the copy of the plan."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLAN = Path("data/targets-2024.yaml")
PACKAGE = Path("src/ttdt")

# Without a date of its own a catalogue takes the clock's, and no two builds would be the same.
_NO_DATE = datetime(2024, 1, 1, tzinfo=UTC)


class CustomBuildHook(BuildHookInterface[Any]):
    """Makes the files that the package needs and git does not keep."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 hatchling's
        """Make them, for a wheel and for an editable install alike."""
        root = Path(self.root)
        for source in sorted((root / PACKAGE).glob("locale/*/LC_MESSAGES/*.po")):
            source.with_suffix(".mo").write_bytes(_compiled(source))
        copy = root / PACKAGE / "plans" / PLAN.name
        copy.parent.mkdir(exist_ok=True)
        shutil.copyfile(root / PLAN, copy)


def _compiled(source: Path) -> bytes:
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parts[-3], abort_invalid=True)
    catalogue.creation_date = catalogue.revision_date = _NO_DATE
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()
