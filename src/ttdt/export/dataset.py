"""A folder of Parquet files that DuckDB, Spark and others read as one table.

Each round of each plan has a file of its own, in folders named as Hive names them:
`plan=ninh-thuan-2024/year=2024/period=2024-Q2/values.parquet`. Money and tasks have other columns,
and so a dataset of their own each, of files `funding.parquet` or `tasks.parquet`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.errors import TtdtError
from ttdt.export.parquet import provinces_of, table, table_of
from ttdt.text.message import gettext_lazy
from ttdt.workspace.atomic_writing import problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.export import ExportData
    from ttdt.period import Period
    from ttdt.plan import Plan

PARTITION = ("plan", "year", "period")
"""The columns that the folders stand for; files do not repeat them."""

_READ = "*/*/*/*.parquet"
"""What readers take for the dataset's files, hidden ones too, as docs/scale.md tells them to."""

_NOT_IN_NAMES = re.compile(r"""[\x00-\x1f\x7f"#%'*/:=?\\{\[\]^<>|]""")
"""What Hive writes in folders' names as an escape, and what some systems' names cannot have."""


def partitions(data: ExportData, dataset: Path) -> Mapping[Path, bytes]:
    """Return the file of each round by where in a dataset it lies.

    Raises `TtdtError` if the dataset is none, has something else where one is to lie or where it
    would be read with it, or has figures of another province under the plan's id.
    """
    file = f"{data.table}.parquet"
    _require_dataset(dataset, file)
    _require_own(dataset / _folder(data.plan), data.plan, file)
    all_columns, rows_of = table_of(data)
    columns = {name: kind for name, kind in all_columns.items() if name not in PARTITION}
    found = {}
    for stage in data.stages:
        folder = dataset / _folder(data.plan, stage.report.period)
        for name in _visible(folder):
            if name != file:
                raise _counted_too(folder, name, file)
        found[folder / file] = table(columns, rows_of(stage, data.language))
    return found


def is_dataset(folder: Path) -> bool:
    """Whether a folder holds rounds of a plan."""
    return any(folder.glob(f"{PARTITION[0]}=*"))


def _require_dataset(folder: Path, file: str) -> None:
    """Raise `TtdtError` for a file, and for a folder that holds anything but a dataset of such."""
    own = re.compile("/".join([*(f"{name}=[^/]+" for name in PARTITION), re.escape(file)]))
    if folder.exists() and not folder.is_dir():
        raise TtdtError(gettext_lazy("{path} is not a folder, and one is needed", path=str(folder)))
    for name in _visible(folder):
        if not name.startswith(f"{PARTITION[0]}="):
            raise TtdtError(
                gettext_lazy(
                    "{path} is not a dataset, for it holds {name}; name a new folder, or one that"
                    " has only folders plan=… in it",
                    path=str(folder),
                    name=name,
                )
            )
    for path in sorted(folder.glob(_READ)):
        if not own.fullmatch(path.relative_to(folder).as_posix()):
            raise _counted_too(path.parent, path.name, file)


def _folder(plan: Plan, period: Period | None = None) -> Path:
    """Return the folder of a plan's round, or of all its rounds."""
    parts = (plan.id,) if period is None else (plan.id, str(plan.year), period.id)
    values = zip(PARTITION, parts, strict=False)
    return Path(*(f"{name}={_NOT_IN_NAMES.sub(_escaped, value)}" for name, value in values))


def _escaped(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"


def _require_own(folder: Path, plan: Plan, file: str) -> None:
    """Raise `TtdtError` where a plan's folder has a round of another province."""
    for path, province in provinces_of(sorted(folder.glob(f"*/*/{file}"))):
        if province != plan.area.code:
            raise TtdtError(
                gettext_lazy(
                    "{path} holds figures of another province, whose plan is called {plan}, too;"
                    " give one of the plans another id",
                    path=str(path),
                    plan=plan.id,
                )
            )


def _counted_too(folder: Path, name: str, file: str) -> TtdtError:
    return TtdtError(
        gettext_lazy(
            "{path} holds {name}, which would be counted with {file}; move it away",
            path=str(folder),
            name=name,
            file=file,
        )
    )


def _visible(folder: Path) -> list[str]:
    """Return the names in a folder without hidden ones, of which readers take only `_READ`."""
    try:
        names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        raise TtdtError(
            gettext_lazy(
                "the folder {path} cannot be read: {error}", path=str(folder), error=problem(error)
            )
        ) from None
    return [name for name in names if not name.startswith((".", "_"))]
