"""What a number's own source is in a file, and how it comes to be another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ttdt.change.yaml_editor import YamlEditor
    from ttdt.yaml import Loc, Plain

SOURCE = "source"


def place_source(
    editor: YamlEditor, loc: tuple[str, ...], before: Plain, source: str | None
) -> None:
    """Make what stands at `loc` name its own source, or none, if it says something else now.

    What it said `before` came from the source that it named then, and what it says now does not.
    """
    now = editor.at(loc)
    if now is None or now == {} or _bare(now) == _bare(before):
        return
    if not isinstance(now, dict):
        if source is not None:
            editor.put(loc, {"value": now, SOURCE: source})
    elif source is None:
        if SOURCE in now:
            editor.drop((*loc, SOURCE))
    elif now.get(SOURCE) != source:
        editor.put((*loc, SOURCE), source, tuple(now))


def _bare(said: Plain) -> Plain:
    """Return what is said without its source; a number alone is its own value."""
    if not isinstance(said, dict):
        return said
    rest: dict[str, Plain] = {key: value for key, value in said.items() if key != SOURCE}
    return rest["value"] if rest.keys() == {"value"} else rest


def loc_of_figure(key: tuple[str, str | None]) -> Loc:
    """Return where a file has the figure of an indicator, or of a part of one."""
    name, part = key
    return ("figures", name) if part is None else ("figures", name, part)
