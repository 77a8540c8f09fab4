"""What a build makes before it packs: compiled catalogues, the copy of the plan, man pages."""

from __future__ import annotations

import shutil
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLAN = Path("data/targets-2024.yaml")
PACKAGE = Path("src/ttdt")
MAN_SECTIONS = {"en": "man1", "vi": "vi/man1"}
"""Where a system looks for the pages of each language."""

# Without a date of its own a catalogue takes the clock's, and no two builds would be the same.
_NO_DATE = datetime(2024, 1, 1, tzinfo=UTC)


class CustomBuildHook(BuildHookInterface[Any]):
    """Makes the files that the package needs and git does not keep."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make them, for a wheel and for an editable install alike; man pages for a wheel."""
        root = Path(self.root)
        for source in sorted((root / PACKAGE).glob("locale/*/LC_MESSAGES/*.po")):
            source.with_suffix(".mo").write_bytes(_compiled(source))
        copy = root / PACKAGE / "plans" / PLAN.name
        copy.parent.mkdir(exist_ok=True)
        shutil.copyfile(root / PLAN, copy)
        if version != "editable":
            self._pages = TemporaryDirectory()
            build_data["shared_data"] |= _man_pages(root, Path(self._pages.name))

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 hatchling's
        """Remove what only the wheel needed."""
        if version != "editable":
            self._pages.cleanup()


def _man_pages(root: Path, folder: Path) -> dict[str, str]:
    """Write the man pages in each language, and return where the wheel has them."""
    sys.path.insert(0, str(root / "src"))
    try:
        from ttdt.cli.man_pages import man_pages, program_in
    finally:
        sys.path.remove(str(root / "src"))
    places = {}
    for language, section in MAN_SECTIONS.items():
        for name, text in man_pages(program_in(language)).items():
            page = folder / language / name
            page.parent.mkdir(exist_ok=True)
            page.write_text(text, encoding="utf-8", newline="\n")
            places[str(page)] = f"share/man/{section}/{name}"
    return places


def _compiled(source: Path) -> bytes:
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parts[-3], abort_invalid=True)
    catalogue.creation_date = catalogue.revision_date = _NO_DATE
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()
