"""The figures and what was computed from them, for other systems. One module a format."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

from ttdt.errors import TtdtError
from ttdt.export.periods import dhis2_period
from ttdt.text.message import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ttdt.compute import Report
    from ttdt.period import Period
    from ttdt.plan import Plan
    from ttdt.submission.round import Round
    from ttdt.text.language import Language


@dataclass(frozen=True, slots=True)
class ExportRound:
    """A round and its report."""

    round: Round
    report: Report


@dataclass(frozen=True, slots=True)
class ExportData:
    """What is to be exported: rounds of one plan in the order of time, at least one."""

    stages: tuple[ExportRound, ...]
    language: Language
    table: str = "values"
    """Which of `TABLES` a format of one table is to have."""
    publisher: str | None = None
    """The identifier that the one who publishes has been given, for formats that need one."""

    @property
    def plan(self) -> Plan:
        """The plan of every round."""
        return self.stages[0].round.plan

    @property
    def sample(self) -> bool:
        """Whether illustrative figures are among those exported."""
        return any(stage.report.sample for stage in self.stages)


class ExportFormat(NamedTuple):
    """Where a format's `export(data)` lives, and what it gives."""

    module: str
    suffixes: tuple[str, ...] = ()
    is_folder: bool = False
    """Whether it gives several files by their names, not the content of one."""
    names_period: Callable[[Period], str | None] | None = None
    """What the system calls a period, None for one that it does not have; where that may be."""
    is_one_table: bool = False
    """Whether it gives one of `TABLES`."""
    needs_currency: bool = False
    """Whether amounts of money can stand in it only in a currency."""
    needs: str | None = None
    """The package without which it cannot be written, where that is an extra's."""


EXPORTS: Mapping[str, ExportFormat] = {
    "datapackage": ExportFormat("ttdt.export.datapackage", is_folder=True),
    "sdmx-csv": ExportFormat("ttdt.export.sdmx", (".csv",)),
    "dhis2": ExportFormat("ttdt.export.dhis2", (".json",), names_period=dhis2_period),
    "iati": ExportFormat("ttdt.export.iati", (".xml",), needs_currency=True),
    "parquet": ExportFormat(
        "ttdt.export.parquet", (".parquet",), is_one_table=True, needs="duckdb"
    ),
}

TABLES = ("values", "funding", "tasks")
"""What a Parquet table may be of: each has a dataset of its own."""

OF_DATASETS = "parquet"
"""The format whose files a dataset is made of: `ttdt.export.dataset`."""


def load(name: str) -> Callable[[ExportData], bytes | Iterator[str] | Mapping[str, bytes]]:
    """Return the writer of a format, one of `EXPORTS`.

    It gives a file, whole or in pieces, or several by their names.

    Raises `TtdtError` where a package that it needs is not installed.
    """
    wanted = EXPORTS[name]
    module = import_module(wanted.module)
    if wanted.needs is not None:
        try:
            import_module(wanted.needs)
        except ModuleNotFoundError:
            raise TtdtError(
                gettext_lazy(
                    "{format} needs a package that is not installed; install it with:"
                    " pip install 'ttdt[{extra}]'",
                    format=name,
                    extra=name,
                )
            ) from None
    return cast(
        "Callable[[ExportData], bytes | Iterator[str] | Mapping[str, bytes]]", module.export
    )
