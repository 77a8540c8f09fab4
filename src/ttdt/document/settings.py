"""The settings, their values, and where each comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ttdt.document.answer import tidy
from ttdt.document.model import Column, Document, Items, Style, Table, cell
from ttdt.settings.definitions import SETTINGS
from ttdt.settings.files import Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ttdt.document.answer import TidyRows, View
    from ttdt.settings.layers import Settings
    from ttdt.text.language import Language

FORMAT = "ttdt.config/1"
"""Keys are only ever added within version 1."""


@dataclass(frozen=True, slots=True)
class SettingsAnswer:
    """Some settings, by their keys."""

    settings: Settings
    keys: tuple[str, ...]

    def document(self, view: View) -> Document:
        """Return a table with a row for each setting, and below it which files were looked for."""
        lang = view.language
        columns = (
            Column(lang.gettext("Setting")),
            Column(lang.gettext("Value")),
            Column(lang.gettext("From")),
            Column(lang.gettext("What it is"), takes_rest=True),
        )
        rows = tuple(
            (
                cell(key, Style.STRONG),
                cell(self.settings.value(key)),
                cell(str(self.settings.chosen(key).origin) or lang.gettext("built in")),
                cell(lang.gettext(SETTINGS[key].what), Style.QUIET, wraps=True),
            )
            for key in self.keys
        )
        files = tuple(self._files(lang))
        return Document((Table.of(columns, rows), *([Items(files, Style.QUIET)] if files else ())))

    def _files(self, lang: Language) -> Iterator[str]:
        for file in self.settings.files:
            said = (
                lang.gettext("The workspace's: {path}", path=file.shown)
                if file.level is Level.WORKSPACE
                else lang.gettext("Your own: {path}", path=file.shown)
            )
            yield said if file.exists else lang.gettext("{file} (not there)", file=said)

    def data(self, language: Language) -> Mapping[str, Any]:
        """Return each setting with its origin, and the files."""
        settings = []
        for key in self.keys:
            value, origin = self.settings.chosen(key)
            settings.append(
                {
                    "key": key,
                    "value": value,
                    "source": str(origin.source),
                    "name": origin.name or None,
                    "line": origin.line,
                    "option": SETTINGS[key].option,
                    "variable": SETTINGS[key].variable,
                    "what": language.gettext(SETTINGS[key].what),
                }
            )
        files = [
            {"level": str(file.level), "path": file.shown, "exists": file.exists}
            for file in self.settings.files
        ]
        return {"format": FORMAT, "settings": settings, "files": files}

    def rows(self, language: Language) -> TidyRows:
        """Return a row for each setting."""
        return tidy(self.data(language)["settings"])
