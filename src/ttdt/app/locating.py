"""Which workspace and which plan a run is about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ttdt.app.resolving import pick_year
from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy
from ttdt.workspace.locating import (
    PLAN_PATTERN,
    current_folder,
    find_root,
    has_journal,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ttdt.app.area_workspace import AreaWorkspace
    from ttdt.plan import Plan
    from ttdt.text.message import Message
    from ttdt.workspace.workspace import Workspace


def _untold(_done: int, _all: int) -> None:
    """Tell nobody."""


def _unnoticed(_message: Message) -> None:
    """Tell nobody."""


class WorkspaceLocation(NamedTuple):
    """The folder that was named, else the nearest workspace upwards of the current folder."""

    named: str | None = None
    progress: Callable[[int, int], None] = _untold
    """Is told how many of many files have been read."""
    notify: Callable[[Message], None] = _unnoticed
    """Is told what an import that was killed has left half done."""

    def root(self) -> Path:
        """Return the workspace's folder; raises `TtdtError` where there is none."""
        if self.named == "":
            # A script's variable that is not set; the nearest workspace may be quite another one.
            raise TtdtError(gettext_lazy("--data is empty; name the folder with the plan"))
        if self.named is not None:
            return Path(self.named)
        root = find_root(current_folder())
        if root is None:
            raise TtdtError(
                gettext_lazy(
                    "there is no workspace here: no folder data/ with a file {pattern}, in this"
                    " folder or above it; name one with --data",
                    pattern=PLAN_PATTERN,
                )
            )
        return root

    def open(self) -> Workspace:
        """Return the workspace; raises `TtdtError` where it cannot be read."""
        root = self.root()
        if has_journal(root):
            from ttdt.app.unfinished_writing import half_done

            self._tell(half_done(root))
        return _opened(root, progress=self.progress)

    def open_to_change(self) -> Workspace:
        """Return the workspace once no import in it is half done; raises `TtdtError`."""
        root = self.root()
        if has_journal(root):
            from ttdt.app.unfinished_writing import finished

            self._tell(finished(root))
        return _opened(root, progress=self.progress)

    def _tell(self, message: Message | None) -> None:
        if message is not None:
            self.notify(message)

    def open_area(self, area: str | None) -> AreaWorkspace:
        """Return the workspace as seen from the unit that --area names; raises as `open` does."""
        from ttdt.app.area_workspace import AreaWorkspace

        return AreaWorkspace(self.open(), area)

    def plan(self, year: str | None = None) -> Plan:
        """Return the plan of the workspace, or the one in the package where there is none."""
        if self.named is not None or find_root(current_folder()) is not None:
            return _of_year(self.open(), year)
        return shipped_plan(year)


def shipped_plan(year: str | None = None) -> Plan:
    """Return the plan in the package."""
    from importlib import resources

    with resources.as_file(resources.files("ttdt") / "plans") as folder:
        return _of_year(_opened(folder, Path("ttdt/plans")), year)


def _opened(
    root: Path, name: Path | None = None, progress: Callable[[int, int], None] = _untold
) -> Workspace:
    from ttdt.workspace.workspace import Workspace

    return Workspace(root, shown(root) if name is None else name, progress=progress)


def _of_year(workspace: Workspace, year: str | None) -> Plan:
    return workspace.plan(workspace.years[0] if year is None else pick_year(workspace, year))
