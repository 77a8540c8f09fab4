"""A folder of Parquet files that DuckDB, Spark and others read as one table.

Each round of each plan has a file of its own, in folders named as Hive names them:
`plan=ninh-thuan-2024/year=2024/period=2024-Q2/values.parquet`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.errors import TtdtError
from ttdt.export.parquet import provinces_in, table
from ttdt.export.values import OF_MANY_PLANS, rows_of_many_plans
from ttdt.text.message import gettext_lazy
from ttdt.workspace.atomic_writing import problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ttdt.export import ExportData
    from ttdt.period import Period
    from ttdt.plan import Plan

FILE = "values.parquet"

PARTITION = ("plan", "year", "period")
"""The columns that the folders stand for; files do not repeat them."""

_NOT_IN_NAMES = re.compile(r"""[\x00-\x1f\x7f"#%'*/:=?\\{\[\]^<>|]""")
"""What Hive writes in folders' names as an escape, and what some systems' names cannot have."""


def partitions(data: ExportData, dataset: Path) -> Mapping[Path, bytes]:
    """Return the file of each round by where in a dataset it lies.

    Raises `TtdtError` if the dataset is none, or has something else where one is to lie.
    """
    _require_dataset(dataset)
    columns = {name: kind for name, kind in OF_MANY_PLANS.items() if name not in PARTITION}
    found = {}
    for stage in data.stages:
        plan, path = data.plan, dataset / _folder(data.plan, stage.report.period) / FILE
        _require_own(path, plan)
        found[path] = table(columns, rows_of_many_plans(stage, data.language))
    return found


def _require_dataset(folder: Path) -> None:
    """Raise `TtdtError` for a file, and for a folder that holds anything but a dataset."""
    if folder.exists() and not folder.is_dir():
        raise TtdtError(gettext_lazy("{path} is not a folder, and one is needed", path=str(folder)))
    for name in _others(folder, f"{PARTITION[0]}="):
        raise TtdtError(
            gettext_lazy(
                "{path} is not a dataset, for it holds {name}; name a new folder, or one that has"
                " only folders plan=… in it",
                path=str(folder),
                name=name,
            )
        )


def _folder(plan: Plan, period: Period) -> Path:
    values = zip(PARTITION, (plan.id, str(plan.year), period.id), strict=True)
    return Path(*(f"{name}={_NOT_IN_NAMES.sub(_escaped, value)}" for name, value in values))


def _escaped(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"


def _require_own(path: Path, plan: Plan) -> None:
    """Raise `TtdtError` where a partition has other files, or figures of another province."""
    for name in _others(path.parent, FILE):
        raise TtdtError(
            gettext_lazy(
                "{path} holds {name}, which would be counted with {file}; move it away",
                path=str(path.parent),
                name=name,
                file=FILE,
            )
        )
    if path.exists() and provinces_in(path) - {plan.area.code}:
        raise TtdtError(
            gettext_lazy(
                "{path} holds figures of another province, whose plan is called {plan}, too; give"
                " one of the plans another id",
                path=str(path),
                plan=plan.id,
            )
        )


def _others(folder: Path, expected: str) -> list[str]:
    """Return the names in a folder that begin in another way and are not hidden from readers."""
    try:
        names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        raise TtdtError(
            gettext_lazy(
                "the folder {path} cannot be read: {error}", path=str(folder), error=problem(error)
            )
        ) from None
    return [name for name in names if not name.startswith((expected, ".", "_"))]
