from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from website.site import Built, build

if TYPE_CHECKING:
    from pathlib import Path


class Site(NamedTuple):
    folder: Path
    built: Built

    def text(self, address: str) -> str:
        return (self.folder / address).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build the site of the documents as they are, without pictures."""
    folder = tmp_path_factory.mktemp("website") / "site"
    return Site(folder, build(folder, folder / "no-pictures"))
