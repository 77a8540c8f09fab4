"""The sheets on money and tasks, of the whole or of the units that are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ttdt.output.xlsx import money, money_by_unit, money_check, raw_amounts, task_words, tasks
from ttdt.output.xlsx.long_table import LongSheet
from ttdt.plan import OWN_AREA

if TYPE_CHECKING:
    from ttdt.compute import Report
    from ttdt.output.xlsx.workbook import Worksheet
    from ttdt.text.language import Language


class AddSheet(Protocol):
    """Adds an empty sheet behind the others, and says in the summary what is on it."""

    def __call__(self, wanted: str, what: str, kind: type | None = None) -> Worksheet:
        """Return the sheet, whose name is as near to the one wanted as it can be."""
        ...


class ProgrammeSheets:
    """The sheets, added where they are to stand and drawn when all are there."""

    def __init__(self, lang: Language, report: Report, add: AddSheet) -> None:
        """Look what there is to show, and add no sheet yet."""
        self._lang, self._report, self._add = lang, report, add
        self._areas = report.columns if report.by_selection else (OWN_AREA,)
        self._funding = report.funding
        self._tasks = report.tasks if report.tasks is not None and report.tasks.rows else None
        self._is_known = self._funding is not None and any(
            self._funding.row(area).money is not None for area in self._areas
        )
        asked = 0 if self._tasks is None else self._tasks.counts.asked
        silent = 0 if self._tasks is None else self._tasks.counts.no_word
        self._has_words = silent < asked <= tasks.MOST_WORDS
        self._sheets: dict[str, Worksheet] = {}

    def add_results(self) -> None:
        """Add the sheets that stand behind those of the indicators' results."""
        lang = self._lang
        if self._funding is not None and len(self._areas) == 1:
            self._sheets["money"] = self._add(
                lang.gettext("Money"), lang.gettext("money by project, added up by formulas")
            )
        if self._is_known:
            self._sheets["by unit"] = self._add(
                lang.gettext("Money by unit"), lang.gettext("what each unit has and has spent")
            )
        if self._tasks is not None:
            self._sheets["tasks"] = self._add(
                lang.gettext("Tasks"), lang.gettext("how many tasks are how far")
            )

    def add_raw(self) -> None:
        """Add the sheets that stand behind that of the raw figures."""
        lang = self._lang
        if self._is_known:
            self._sheets["amounts"] = self._add(
                lang.gettext("Raw amounts"),
                lang.gettext("every amount of every unit with its file and line; not printed"),
                LongSheet,
            )
        if self._has_words:
            self._sheets["words"] = self._add(
                lang.gettext("Words on tasks"),
                lang.gettext("what each unit and body says of each task, to filter; not printed"),
                LongSheet,
            )

    def draw(self, check: Worksheet, below: int) -> None:
        """Fill the sheets, and the rows of the check sheet from `below` on."""
        lang, report, sheets = self._lang, self._report, self._sheets
        if self._funding is not None:
            if "money" in sheets:
                title, area = lang.gettext("Money"), self._areas[0]
                if area != OWN_AREA:
                    title = f"{title}: {report.plan.distinct_names[area]}"
                money.draw(sheets["money"], title, report, self._funding, area)
            if self._is_known:
                title = lang.gettext("Money by unit and project")
                money_by_unit.draw(sheets["by unit"], title, report, self._funding)
                raw_amounts.draw(sheets["amounts"], report, self._funding)
                if not report.by_selection:  # It adds up the amounts of all units.
                    money_check.draw(check, below, self._funding)
        if self._tasks is not None:
            title, has_words = lang.gettext("Tasks"), self._has_words
            tasks.draw(sheets["tasks"], title, report, self._tasks, has_words=has_words)
            if has_words:
                task_words.draw(sheets["words"], report, self._tasks)
