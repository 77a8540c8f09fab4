"""Which letterhead a report goes out under."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.errors import TtdtError
from ttdt.plan import Letterhead, read_letterhead
from ttdt.text.message import gettext_lazy
from ttdt.workspace.locating import shown

if TYPE_CHECKING:
    from ttdt.cli.session import Session
    from ttdt.plan import Plan


def pick_letterhead(session: Session, word: str | None, plan: Plan) -> Letterhead:
    """Return the letterhead of the file that --letterhead names, over that of the plan.

    What the file does not say is the plan's, and blank where neither says it. Raises `TtdtError`
    for a file that cannot be used; where it has several faults, all of them go to stderr.
    """
    own = plan.letterhead or Letterhead()
    if word is None:
        return own
    if word == "":
        # A script's variable that is not set.
        raise TtdtError(gettext_lazy("--letterhead is empty; name the file with the letterhead"))
    path = Path(word)
    given, findings = read_letterhead(path, shown(path).as_posix())
    if given is None:
        from ttdt.output.findings.concise import line

        first, *others = findings
        for finding in findings if others else ():
            session.note(line(finding, session.language))
        found = {"path": first.path, "line": str(first.span.line), "problem": first.message}
        if others:
            raise TtdtError(
                gettext_lazy(
                    "--letterhead: {path}, line {line}: {problem} ({n} problems in all)",
                    n=len(findings),
                    **found,
                )
            )
        raise TtdtError(gettext_lazy("--letterhead: {path}, line {line}: {problem}", **found))
    said = {name: value for name in _KEYS if (value := getattr(given, name))}
    return Letterhead(**{name: said.get(name, getattr(own, name)) for name in _KEYS})


_KEYS = tuple(field.name for field in fields(Letterhead))
