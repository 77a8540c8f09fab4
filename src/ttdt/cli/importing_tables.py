"""What `ttdt import --map` does with the tables that it is given: all of them together or none."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.app.form_files import owner_named
from ttdt.app.import_forms import draft_of_form
from ttdt.app.import_tables import find_map, read_tables
from ttdt.app.three_way import put_together
from ttdt.change.draft import ChangeService
from ttdt.cli.applying_changes import FOUND, apply_together, can_ask, show_answer
from ttdt.errors import TtdtError
from ttdt.text.message import gettext_lazy, ngettext_lazy
from ttdt.workspace.locating import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ttdt.app.import_forms import FormDraft
    from ttdt.app.import_tables import MappedFile
    from ttdt.cli.session import Session
    from ttdt.forms.filled_form import Remark


@dataclass(frozen=True, slots=True)
class TablesAsked:
    """What tables are read by, and what is done with what they say."""

    map: str
    owner: str | None = None
    """UNIT/PERIOD of tables of one unit alone."""
    period: str | None = None
    take: str | None = None
    """The file whose figures count where several differ."""
    dry_run: bool = False
    yes: bool = False


def import_tables(session: Session, files: Sequence[str], asked: TablesAsked) -> int:
    """Import tables by a map and return the exit code.

    Where anything in them is an error nothing is written at all. Cells with words in the place of
    a number are told of, kept as notes, and make the code 1.
    """
    changes = ChangeService(session.location.open())
    mapped = find_map(changes.workspace, asked.map)
    paths = [(Path(name), shown(Path(name)).as_posix()) for name in files]
    take = _taken(asked.take, [seen for _, seen in paths])
    unit, period = None, asked.period
    if asked.owner is not None:
        unit, period = owner_named(changes.workspace, asked.owner)
    read = read_tables(changes.workspace, paths, mapped, period, unit)
    refused = sum(len(one.reading.refused) for one in read)
    is_locked = asked.yes and not asked.dry_run
    with changes.locked(for_script=True) if is_locked else nullcontext():
        made = _drafts(session, changes, read, take)
        if made is None:
            return FOUND
        code = _apply(session, changes, made, asked, is_locked=is_locked)
    return max(code, FOUND if refused else 0)


def _drafts(
    session: Session, changes: ChangeService, read: Sequence[MappedFile], take: str | None
) -> list[FormDraft] | None:
    """Return what the tables make of the units' submissions; None where they have errors."""
    errors = 0
    for one in read:
        errors += _tell_all(session, one.reading.remarks)
        for remark in one.reading.refused:
            session.note(f"{remark.place}: {session.language.translate(remark.message)}")
    sources = [(one.path, filled) for one in read for filled in one.reading.forms]
    together = put_together(changes, sources, take, session.language)
    for answer in together.disagreements:
        show_answer(session, answer)
        message = ngettext_lazy(
            "{title}: the files differ in {n} place; name the one that counts with --take FILE",
            "{title}: the files differ in {n} places; name the one that counts with --take FILE",
            len(answer.found),
            title=answer.title,
        )
        session.tell_error(message)
    errors += len(together.disagreements)
    made: list[FormDraft] = []
    for filled in together.forms if not errors else ():
        draft = draft_of_form(changes, filled, session.language)
        errors += _tell_all(session, (*draft.remarks, *draft.broken))
        made.append(draft)
    if errors:
        session.note(
            session.language.ngettext(
                "{n} error, so nothing was written", "{n} errors, so nothing was written", errors
            )
        )
        return None
    return made


def _taken(word: str | None, files: Sequence[str]) -> str | None:
    """Return the file that --take names; raises `TtdtError` for one that is not imported."""
    if word is None:
        return None
    seen = shown(Path(word)).as_posix()
    if seen not in files:
        raise TtdtError(
            gettext_lazy(
                "--take: {path} is not among the files: {files}", path=seen, files=tuple(files)
            )
        )
    return seen


def _apply(
    session: Session,
    changes: ChangeService,
    made: Sequence[FormDraft],
    asked: TablesAsked,
    *,
    is_locked: bool,
) -> int:
    drafts = [(one.draft, one.cells) for one in made if one.draft is not None]
    if not drafts:
        session.tell(session.language.gettext("nothing new, nothing written"))
        return 0
    may_write = asked.yes or can_ask()
    apply_together(
        session, changes, drafts,
        dry_run=asked.dry_run or not may_write, yes=asked.yes, is_locked=is_locked,
    )  # fmt: skip
    if not may_write and not asked.dry_run:
        raise TtdtError(
            gettext_lazy(
                "nothing was written, because nobody is here to be asked; add --yes to write"
            )
        )
    return 0


def _tell_all(session: Session, remarks: Iterable[Remark]) -> int:
    """Say what there is to be said of cells, and return how many errors there are."""
    errors = 0
    for remark in remarks:
        said = session.language.translate(remark.message)
        if remark.is_error:
            errors += 1
            session.note(f"{remark.place}: {said}")
        else:
            note = session.language.gettext("note: {text}", text=said)
            session.tell(f"{remark.place}: {note}")
    return errors
