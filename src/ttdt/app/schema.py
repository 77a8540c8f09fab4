"""What editors and other tools need to know of the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttdt.app.resolving import one_of
from ttdt.document.submission_contents import submission_contents
from ttdt.schema.json_schema import map_schema, plan_schema, submission_schema

if TYPE_CHECKING:
    from ttdt.app.locating import WorkspaceLocation
    from ttdt.text.language import Language

KINDS = ("plan", "submission", "map")


def make_schema(
    kind: str, year: str | None, language: Language, location: WorkspaceLocation
) -> dict[str, object]:
    """Return the JSON Schema of a kind of file; raises `TtdtError` for a kind that is none."""
    one_of("schema", kind, KINDS)
    if kind == "plan":
        return plan_schema(language)
    if kind == "map":
        return map_schema(language)
    contents = submission_contents(location.plan(year), language)
    return submission_schema(contents, language)
