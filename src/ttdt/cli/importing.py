"""What `ttdt import` does with the files that it is given: all of them together or none."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ttdt.app.form_files import (
    ReadFile,
    first_of_same,
    names_of,
    owner_named,
    read_files,
    with_status,
)
from ttdt.app.import_forms import draft_together
from ttdt.app.resolving import one_of
from ttdt.app.three_way import place_of, put_together
from ttdt.change.draft import ChangeService
from ttdt.change.quarantine import put_aside, refuse_within
from ttdt.cli.applying_changes import FOUND, Change, apply_together, show_answer
from ttdt.cli.importing_plan import import_plan
from ttdt.cli.session import BUG, Session
from ttdt.errors import TtdtError
from ttdt.forms.filled_form import Remark
from ttdt.forms.merging import Given
from ttdt.submission import ReportStatus
from ttdt.text.message import gettext_lazy
from ttdt.workspace.locating import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ttdt.app.import_forms import FormDraft
    from ttdt.app.import_tables import ByMap
    from ttdt.app.three_way import Together
    from ttdt.change.draft import Draft
    from ttdt.forms.filled_form import FilledForm

COULD_NOT_READ = 2

_LOCK = "~$"
"""How Excel's own file begins that lies beside a workbook while somebody has it open."""

_LONGEST_PATH = 4_096
"""No system has longer ones, and of what is longer the end says more than the beginning."""


@dataclass(frozen=True, slots=True)
class ImportAsked:
    """How files are read, and what is done with what they say."""

    owner: str | None = None
    """UNIT/PERIOD of tables that do not say whose they are."""
    map: str | None = None
    """What tables are read by that ttdt did not make."""
    period: str | None = None
    """The period of those tables."""
    take: str | None = None
    """The file whose figures count where several differ."""
    status: str | None = None
    """How settled figures are of which no file says it."""
    keep_invalid: str | None = None
    """The folder for submissions that break rules."""
    dry_run: bool = False
    yes: bool = False

    @property
    def is_locked(self) -> bool:
        """Whether the workspace is locked from reading to writing: no one is asked between."""
        return self.yes and not self.dry_run


def import_files(session: Session, files: Sequence[str], asked: ImportAsked) -> int:
    """Import files and return the exit code.

    Where anything in them is an error nothing is written at all. Cells with words in the place of
    a number are told of, kept as notes, and make the code 1.
    """
    # Without a workspace no file needs to be looked at.
    location = session.location
    changes = ChangeService(location.open() if asked.dry_run else location.open_to_change())
    if asked.status is not None:
        one_of("--status", asked.status, tuple(ReportStatus))
    if asked.keep_invalid is not None:
        refuse_within(Path(asked.keep_invalid), changes.workspace.root)
    inputs = _Inputs(session, changes, asked).read([Path(name) for name in files])
    plan = next((held.read.plan for held in inputs if held.read.plan is not None), None)
    if plan is not None:
        if len(files) > 1 or asked != ImportAsked(dry_run=asked.dry_run, yes=asked.yes):
            raise TtdtError(
                gettext_lazy(
                    "{path} is the plan itself; import it alone, without --as, --map and"
                    " --keep-invalid",
                    path=plan.path,
                )
            )
        return import_plan(session, changes, plan, dry_run=asked.dry_run, yes=asked.yes)
    # Nobody is waited for: what another run sets meanwhile is waited for instead.
    with changes.locked(for_script=True) if asked.is_locked else nullcontext():
        return _Importing(session, changes, asked).run(inputs)


@dataclass(frozen=True, slots=True)
class _Input:
    """A file, how messages and submissions name it, and what is in it."""

    path: str
    name: str
    read: ReadFile


@dataclass(frozen=True, slots=True)
class _Inputs:
    """Reads what a run is given."""

    session: Session
    changes: ChangeService
    asked: ImportAsked

    def read(self, paths: Sequence[Path]) -> list[_Input]:
        """Return what is in each of the files, each read once, and say which are passed over."""
        workspace, asked = self.changes.workspace, self.asked
        owner = None if asked.owner is None else owner_named(workspace, asked.owner)
        by_map = None if asked.map is None else self._by_map(asked.map, owner)
        seen = [shown(path).as_posix()[-_LONGEST_PATH:] for path in paths]
        wanted = []
        for number, first in enumerate(first_of_same(paths)):
            if paths[number].name.startswith(_LOCK):
                message = gettext_lazy("passed over; it only says that someone has a form open")
                tell(self.session, Remark(seen[number], message, is_error=False))
            elif first != number:
                message = gettext_lazy("is the same file as {other}, and is read once",
                                       other=seen[first])  # fmt: skip
                tell(self.session, Remark(paths[number].as_posix(), message, is_error=False))
            else:
                wanted.append(number)
        files = [(paths[number], seen[number]) for number in wanted]
        read = read_files(workspace, files, owner, by_map)
        names = names_of([file for _, file in files])
        return [
            _Input(file, name, one) for (_, file), name, one in zip(files, names, read, strict=True)
        ]

    def _by_map(self, word: str, owner: tuple[str, str] | None) -> ByMap:
        from ttdt.app.import_tables import ByMap, find_map

        unit, period = (None, self.asked.period) if owner is None else owner
        return ByMap(find_map(self.changes.workspace, word), period, unit)


@dataclass(slots=True)
class _Importing:
    """Puts what was read into the workspace, and counts what is wrong."""

    session: Session
    changes: ChangeService
    asked: ImportAsked
    errors: int = 0
    """How many things keep everything from being written."""
    code: int = 0

    def run(self, inputs: Sequence[_Input]) -> int:
        """Import the files together and return the exit code."""
        sound = [one for one in inputs if self._is_sound(one)]
        together = self._put_together(sound)
        forms = [with_status(filled, self.asked.status) for filled in together.forms]
        made = draft_together(self.changes, forms, self.session.language)
        written = [
            change
            for filled, draft in zip(forms, made, strict=True)
            if (change := self._change(filled, draft)) is not None
        ]
        if self.errors:
            self._tell_nothing_written(inputs, together.forms, made)
        elif written:
            self._apply(written)
        else:
            self._tell_unchanged(sound, together.forms)
        return self.code

    def _tell_nothing_written(
        self, inputs: Sequence[_Input], forms: Sequence[FilledForm], made: Sequence[FormDraft]
    ) -> None:
        """Say that nothing was written, where the one line about the one file does not."""
        ngettext, is_one = self.session.language.ngettext, len(inputs) == 1
        if is_one and self.errors == 1 and self.code >= COULD_NOT_READ:
            return
        if not is_one or len(made) != 1 or self.asked.map is not None:
            said = ngettext(
                "{n} error, so nothing was written",
                "{n} errors, so nothing was written",
                self.errors,
            )
        elif made[0].broken:
            said = ngettext(
                "{path}: {n} figure breaks a rule of check, so nothing of the form was written",
                "{path}: {n} figures break rules of check, so nothing of the form was written",
                self.errors,
                path=forms[0].place,
            )
        else:
            said = ngettext(
                "{path}: {n} error in the form, so nothing of it was written",
                "{path}: {n} errors in the form, so nothing of it was written",
                self.errors,
                path=forms[0].place,
            )
        self.session.note(said)

    def _is_sound(self, one: _Input) -> bool:
        """Say what is wrong with a file as a whole, or with a table's cells."""
        read, before = one.read, self.errors
        if read.problem is not None:
            self._refuse(Remark(one.path, read.problem), COULD_NOT_READ)
        if read.bug is not None:
            self.session.tell_bug(read.bug)
            self._refuse(Remark(one.path, gettext_lazy("the file could not be read")), BUG)
        for remark in read.remarks:
            self._tell(remark)
        for remark in read.refused:
            self.session.note(f"{remark.place}: {self.session.language.translate(remark.message)}")
            self.code = max(self.code, FOUND)
        return self.errors == before

    def _put_together(self, inputs: Sequence[_Input]) -> Together:
        """Return what files say together, and say where they differ."""
        asked, session = self.asked, self.session
        given = [Given(one.path, one.name, form) for one in inputs for form in one.read.forms]
        taken = _taken(asked.take, [one.path for one in inputs])
        together = put_together(self.changes, given, taken, session.language)
        for remark in together.remarks:
            self._tell(remark, COULD_NOT_READ)
        for one in together.disagreements:
            show_answer(session, one.answer)
            for remark in one.remarks:
                self._tell(remark)
            message = gettext_lazy(
                "{title}: the files differ; name the one that counts with --take FILE",
                title=one.answer.title,
            )
            session.tell_error(message)
        return together

    def _change(self, filled: FilledForm, made: FormDraft) -> Change | None:
        """Say what is wrong with a form or its draft, and return what is to be written of it."""
        before = self.errors
        for remark in made.remarks:
            self._tell(remark)
        if made.problem is not None:
            self._refuse(Remark(filled.place, made.problem), COULD_NOT_READ)
        if made.bug is not None:
            self.session.tell_bug(made.bug)
            message = gettext_lazy("the form could not be imported")
            self._refuse(Remark(filled.place, message), BUG)
        if made.draft is None or self.errors > before:
            return None
        if made.broken:
            self._break(filled.place, made.draft, made.broken)
            return None
        if made.draft.changes_nothing:
            return None
        files = {place_of(name): file for name, file in filled.files.items()}
        return Change(made.draft, made.cells, files)

    def _break(self, place: str, draft: Draft, broken: Sequence[Remark]) -> None:
        """Say which figures break rules, and put the draft aside where that was asked for."""
        before, asked, session = self.errors, self.asked, self.session
        for remark in broken:
            self._tell(remark)
        if asked.keep_invalid is None:
            return
        session.note(
            session.language.ngettext(
                "{path}: {n} figure breaks a rule of check, so nothing of the form was written",
                "{path}: {n} figures break rules of check, so nothing of the form was written",
                len(broken),
                path=place,
            )
        )
        # What is put aside keeps nothing else from being written.
        self.errors = before
        if not asked.dry_run:
            filed = draft.filed
            area = filed.plan.areas[filed.unit]
            kept = put_aside(Path(asked.keep_invalid), area, filed.period, draft.content)
            session.note(session.language.gettext("put aside in {path}", path=str(shown(kept))))

    def _apply(self, written: Sequence[Change]) -> None:
        asked = self.asked
        apply_together(
            self.session, self.changes, written,
            dry_run=asked.dry_run, yes=asked.yes, is_locked=asked.is_locked,
        )  # fmt: skip

    def _tell_unchanged(self, inputs: Sequence[_Input], forms: Sequence[FilledForm]) -> None:
        places = [one.place if one.whole or not one.path else one.path for one in forms]
        places += [one.path for one in inputs if not one.read.forms]
        for place in dict.fromkeys(places):
            self.session.tell(
                self.session.language.gettext("{path}: nothing new, nothing written", path=place)
            )

    def _tell(self, remark: Remark, code: int = FOUND) -> None:
        if remark.is_error:
            self._refuse(remark, code)
        else:
            tell(self.session, remark)

    def _refuse(self, remark: Remark, code: int) -> None:
        tell(self.session, remark)
        self.errors += 1
        self.code = max(self.code, code)


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


def tell(session: Session, remark: Remark) -> None:
    """Say what there is to be said of a cell or a file; what is no error, unless to be quiet."""
    said = session.language.translate(remark.message)
    if not remark.is_error:
        said = session.language.gettext("note: {text}", text=said)
    (session.note if remark.is_error else session.tell)(f"{remark.place}: {said}")
