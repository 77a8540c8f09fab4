from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from ttdt.app.locating import WorkspaceLocation

if TYPE_CHECKING:
    from tests.conftest import MakeWorkspace


class Locate(Protocol):
    def __call__(self, files: dict[str, str]) -> WorkspaceLocation: ...


@pytest.fixture
def locate(make_workspace: MakeWorkspace) -> Locate:
    """Return where a workspace made of these files lies."""

    def at(files: dict[str, str]) -> WorkspaceLocation:
        return WorkspaceLocation(str(make_workspace(files)))

    return at
