"""What may stand next on a command line, for the scripts that `ttdt completion` prints."""

from __future__ import annotations

import re
from collections.abc import Callable
from os.path import commonprefix
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ttdt.app.workspace_names import Thing, WorkspaceNames
from ttdt.cli.choices import choices_of, formats_of
from ttdt.cli.commands import COMMANDS, CommandGroup
from ttdt.cli.shell_words import joined, quoted_for_bash, quoted_for_powershell, unquoted
from ttdt.errors import TtdtError
from ttdt.period import PERIOD_WORDS
from ttdt.settings.definitions import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ttdt.cli.session import Session

_TOKEN = re.compile(r"[A-Z]+(?:[/=][A-Z]+)?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_JOINT = re.compile(r"[/=]")
_MONEY = "funding"
_SHORT_PERIODS = ("Q1", "Q2", "Q3", "Q4", "H1", "9M", "latest", "previous")


class Completions(NamedTuple):
    """What may stand in the place of the last word."""

    things: tuple[Thing, ...] = ()
    before: str = ""
    """What of the last word stays in front of them: `--unit=`."""
    typed: str = ""
    """What of it they must begin with."""
    files: str = ""
    """`:files` or `:folders`, where the shell knows best."""

    def words(self) -> Iterator[tuple[str, str]]:
        """Yield each word that fits, and what it means."""
        for thing in self.things:
            word = thing.beginning(self.typed)
            if word is not None:
                yield word, thing.shown


def lines_for(
    shell: str, words: Sequence[str], group: CommandGroup, session: Session
) -> Iterator[str]:
    """Yield what the script of a shell reads: a line a word, with what it means behind a tab.

    `words` are those behind the program's name, as they stand on the line.
    """
    if shell == "bash":
        yield from _for_bash(words, group, session)
        return
    if shell == "powershell":
        # Behind the last word there stands a character, so that it is never empty.
        words = [*words[:-1], words[-1][:-1]] if words else ("",)
        found = completions(words, group, session)
    else:
        found = completions([unquoted(word) for word in words], group, session)
    if found.files:
        yield found.files
    for word, shown in _of_one_line(found):
        value = f"{found.before}{word}"
        value = quoted_for_powershell(value) if shell == "powershell" else value
        yield f"{value}\t{' '.join(shown.split())}"


def _of_one_line(found: Completions) -> Iterator[tuple[str, str]]:
    """Yield what may be completed; a name with a line break would be taken for two."""
    return ((word, shown) for word, shown in found.words() if not _CONTROL.search(word))


def _for_bash(words: Sequence[str], group: CommandGroup, session: Session) -> Iterator[str]:
    line = joined(words)
    found = completions([unquoted(word) for word in line], group, session)
    if found.files:
        yield found.files
    values = [word for word, _ in _of_one_line(found)]
    # Of several bash writes what they have in common, also where that is less than was typed.
    if len(values) == 1 or len(commonprefix(values)) >= len(found.typed):  # noqa: RUF071 - of text
        typed = words[-1] if words else ""
        yield from (quoted_for_bash(value, typed) for value in values)


def completions(words: Sequence[str], group: CommandGroup, session: Session) -> Completions:
    """Return what may stand in the place of the last of the words behind the program's name."""
    *whole, last = words or ("",)
    line = _Line(group, session)
    for word in whole:
        line.take(word)
    return line.next(last)


class _Line:
    """A command line, as far as it is written."""

    def __init__(self, group: CommandGroup, session: Session) -> None:
        self._command: Any = group
        self._session = session
        self._waiting: Any = None
        """The option whose value comes next."""
        self._in_place: list[str] = []
        """The words that stand without an option."""
        self._options_ended = False
        self._year: str | None = None
        self._used: set[str] = set()

    def take(self, word: str) -> None:
        """Take a word that is written."""
        if self._waiting is not None:
            self._value(self._waiting, word)
            self._waiting = None
        elif word == "--":
            self._options_ended = True
        elif word.startswith("-") and not self._options_ended:
            name, equals, value = word.partition("=")
            option = self._option(name)
            if option is not None:
                self._used.add(option.name)
                if equals:
                    self._value(option, value)
                elif not option.is_flag:
                    self._waiting = option
        elif hasattr(self._command, "list_commands"):
            inner = self._command.get_command(None, word)
            self._command = _NOTHING if inner is None else inner
        else:
            self._in_place.append(word)

    def _value(self, option: Any, value: str) -> None:  # noqa: ANN401 - click is vendored
        if option.name == "data":
            self._session.take_data(str(Path(value).expanduser()))
        elif option.name == "lang":
            self._session.take("language", value)
        elif option.name == "year":
            self._year = value

    def _option(self, name: str) -> Any:  # noqa: ANN401 - click is vendored
        return next((one for one in self._command.params if name in one.opts), None)

    def next(self, last: str) -> Completions:
        """Return what may stand in the place of the word that is being written."""
        if self._waiting is not None:
            return self._of_metavar(str(self._waiting.metavar), last)
        if last.startswith("-") and not self._options_ended:
            name, equals, value = last.partition("=")
            option = self._option(name) if equals else None
            if option is not None:
                return self._of_metavar(str(option.metavar), value)._replace(before=f"{name}=")
            return Completions(tuple(self._options()), typed=last)
        if hasattr(self._command, "list_commands"):
            said = COMMANDS if isinstance(self._command, CommandGroup) else {}
            names = self._command.list_commands(None)
            return Completions(
                tuple(self._said(name, said.get(name, "")) for name in names), typed=last
            )
        arguments = [one for one in self._command.params if one.param_type_name == "argument"]
        if not arguments:
            return Completions()
        if self._command.name == "config":
            return self._of_setting(last)
        if self._command.name == "explain":
            return self._of_explain(last)
        place = arguments[min(len(self._in_place), len(arguments) - 1)]
        if len(self._in_place) >= len(arguments) and place.nargs != -1:
            return Completions()
        return self._of_metavar(str(place.metavar), last)

    def _of_setting(self, typed: str) -> Completions:
        """Return what may stand behind `config`: a setting, or what is done with which."""
        settings = tuple(Thing(one.key, shown=self._text(one.what)) for one in SETTINGS.values())
        match self._in_place:
            case []:
                return Completions((*map(Thing, ("set", "unset")), *settings), typed=typed)
            case ["set" | "unset"]:
                return Completions(settings, typed=typed)
            case ["set", "period"]:
                return self._of_metavar("PERIOD", typed)
            case ["set", "letterhead"]:
                return self._of_metavar("FILE", typed)
            case ["set", key] if key in SETTINGS:
                return Completions(tuple(map(Thing, SETTINGS[key].choices)), typed=typed)
            case _:
                return Completions()

    def _of_explain(self, typed: str) -> Completions:
        """Return what may be explained: behind `funding` money, else what the help says, too."""
        names = self._names()
        if names is None:
            return Completions()
        if self._in_place[:1] == [_MONEY]:
            of_money = self._of_metavar("UNIT|PERIOD", typed)
            return of_money._replace(things=(*names.projects(), *of_money.things))
        found = self._of_metavar("INDICATOR|UNIT|PERIOD", typed)
        if self._in_place or next(names.projects(), None) is None:
            return found
        return found._replace(things=(*found.things, Thing(_MONEY)))

    def _options(self) -> Iterator[Thing]:
        for one in self._command.params:
            is_open = one.param_type_name == "option" and (
                one.multiple or one.name not in self._used
            )
            if is_open:
                yield self._said(next(o for o in one.opts if o.startswith("--")), one.help or "")

    def _said(self, word: str, text: str) -> Thing:
        """Return a word with the beginning of what is said of it."""
        return Thing(word, shown=self._text(text))

    def _text(self, text: str) -> str:
        said = self._session.language.gettext(text) if text else ""
        return re.split(r"[.:;(]\s|[.;:]$", said, maxsplit=1)[0]

    def _of_metavar(self, metavar: str, typed: str) -> Completions:
        """Return what may stand where the help shows a metavar."""
        tokens = _TOKEN.findall(metavar)
        if not tokens:
            return Completions(tuple(map(Thing, metavar.split("|"))), typed=typed)
        for token in tokens:
            if token in _FILES:
                return Completions(files=_FILES[token])
            if (joint := _JOINT.search(token)) is not None:
                return self._of_pair(token, joint[0], typed)
        things = [thing for token in tokens for thing in self._of_token(token, typed)]
        return Completions(tuple(things), typed=typed)

    def _of_pair(self, token: str, joint: str, typed: str) -> Completions:
        """Return what may stand for two words with a mark between: UNIT/PERIOD, NAME=VALUE."""
        first, second = token.split(joint)
        head, mark, tail = typed.rpartition(joint)
        if not mark:
            open_ = (
                one._replace(id=f"{one.id}{joint}", others=())
                for one in self._of_token(first, typed)
            )
            return Completions(tuple(open_), typed=typed)
        if second in _FILES:
            return Completions(files=_FILES[second])
        known = (
            map(Thing, choices_of("set", head))
            if second == "VALUE"
            else self._of_token(second, tail)
        )
        return Completions(tuple(known), f"{head}{mark}", tail)

    def _of_token(self, token: str, typed: str) -> Iterable[Thing]:
        """Return what a word of a metavar stands for."""
        command = str(self._command.name)
        if token == "FORMAT":  # noqa: S105 - no password, but a word of the help
            return map(Thing, formats_of(command))
        if token == "COMMAND":  # noqa: S105 - as above
            return (self._said(name, text) for name, text in COMMANDS.items())
        if choices := choices_of(command, token):
            return map(Thing, choices)
        if token not in _NAMES:
            return ()
        names = self._names()
        if token in _PERIODS:
            present = () if names is None else names.periods()
            known = {one.id: one for one in (*present, *map(Thing, _SHORT_PERIODS))}
            is_known = any(one.beginning(typed) for one in known.values())
            return known.values() if is_known else map(Thing, PERIOD_WORDS)
        if names is None:
            return ()
        if token == "INDICATOR" and "/" in typed:  # noqa: S105 - as above
            return names.figures()
        return _NAMES[token](names)

    def _names(self) -> WorkspaceNames | None:
        """Return the names of the workspace at hand, or None where there is none."""
        try:
            return WorkspaceNames(self._session.location.root(), self._year)
        except (TtdtError, OSError, ValueError):
            return None


_PERIODS = ("PERIOD", "OLD", "NEW")
_NAMES: dict[str, Callable[[WorkspaceNames], Iterable[Thing]]] = {
    "INDICATOR": WorkspaceNames.indicators,
    "UNIT": WorkspaceNames.units,
    "KIND": WorkspaceNames.kinds,
    "GROUP": lambda names: names.named("groups"),
    "BODY": lambda names: names.named("bodies"),
    "CLAUSE": WorkspaceNames.clauses,
    "YEAR": WorkspaceNames.years,
    "NAME": WorkspaceNames.assignable,
    **dict.fromkeys(_PERIODS, WorkspaceNames.periods),
}
"""What words of metavars stand for."""

_FILES = {"FILE": ":files", "PATH": ":files", "MAP": ":files", "DIR": ":folders"}


class _NoCommand:
    """Stands for a word that is no command, behind which nothing is known."""

    name = ""
    params: tuple[Any, ...] = ()


_NOTHING = _NoCommand()
